package org.strangenoise.studies.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.math.NumberText;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.inference.InferencePlan.Explanation;
import org.strangenoise.studies.inference.InferencePlan.Statement;
import org.strangenoise.studies.inference.InferenceResult.Fall;
import org.strangenoise.studies.inference.InferenceResult.Fit;
import org.strangenoise.studies.inference.InferenceResult.Prediction;
import org.strangenoise.studies.presentation.ParameterText;
import org.strangenoise.yaml.ValueReader;

/** How far each explanation is from each statement, chi-square over the first two parameters, and the waterfall. */
final class InferenceFigures {

    /** The models of the palette's colours have filled markers, those beyond open ones. */
    private static final int COLORS = 8;

    /** Chi-square is drawn up to so many times the limit. */
    private static final double DARKEST = 6;

    private InferenceFigures() {}

    static List<Figure> of(InferenceResult result) {
        List<Figure> figures = new ArrayList<>(List.of(pulls(result)));
        maps(result).ifPresent(figures::add);
        if (!result.falls().isEmpty()) {
            figures.add(waterfall(result));
        }
        return figures;
    }

    /** Errors between predicted and stated, statement by statement. */
    private static Figure pulls(InferenceResult result) {
        InferencePlan plan = result.plan();
        List<Statement> counted =
                plan.statements().stream().filter(s -> s.value().isPresent()).toList();
        List<Row> rows = new ArrayList<>();
        for (int set = 0; set < plan.sets().size(); set++) {
            List<Fit> ranked = result.ranked(set);
            List<LineChart.Series> series = new ArrayList<>();
            double largest = 2;
            for (int k = 0; k < ranked.size(); k++) {
                Fit fit = ranked.get(k);
                double[] pulls = fit.predictions().stream()
                        .mapToDouble(Prediction::pull)
                        .filter(x -> !Double.isNaN(x))
                        .toArray();
                largest = Math.max(
                        largest, Arrays.stream(pulls).map(Math::abs).max().orElse(0));
                double shift = ranked.size() == 1 ? 0 : 0.6 * k / (ranked.size() - 1) - 0.3;
                series.add(LineChart.Series.of(
                        fit.name() + " (" + NumberText.of(Math.rint(10 * fit.chiSquare()) / 10) + ")",
                        Samples.of(IntStream.range(0, pulls.length)
                                .mapToDouble(s -> s + 1 + shift)
                                .toArray()),
                        Samples.of(pulls),
                        style(plan.explanations().get(fit.explanation()))));
            }
            rows.add(Row.of(
                    70,
                    LineChart.of(
                                    "errors \"" + plan.sets().get(set) + "\"",
                                    Axis.categories(
                                            "statement",
                                            counted.stream()
                                                    .map(Statement::name)
                                                    .toList()),
                                    Axis.of("(predicted - stated) / error").withRange(-1.1 * largest, 1.1 * largest),
                                    series)
                            .withReferences(List.of(
                                    Axis.ReferenceLine.horizontal(-1, ""),
                                    Axis.ReferenceLine.horizontal(0, "as stated"),
                                    Axis.ReferenceLine.horizontal(1, "")))));
        }
        StringBuilder names = new StringBuilder();
        for (int k = 0; k < counted.size(); k++) {
            names.append(k == 0 ? "" : "; ")
                    .append(counted.get(k).name())
                    .append(", ")
                    .append(counted.get(k).text());
        }
        return new Figure(
                plan.id(),
                "Predicted and stated",
                "How many errors the best place of every explanation is from the statements, in the order of"
                        + " chi-square, which stands in parentheses. A colour is a model, a shape a readout. Statements: "
                        + names + ".",
                Width.DOUBLE_COLUMN,
                rows,
                Sharing.NOTHING);
    }

    /** A colour a model, a shape a reading. */
    private static Style style(Explanation explanation) {
        boolean open = explanation.model() >= COLORS;
        Style.Marker marker = switch (explanation.reading()) {
            case PERFECT -> open ? Style.Marker.OPEN_CIRCLE : Style.Marker.CIRCLE;
            case UNCORRECTED -> open ? Style.Marker.OPEN_SQUARE : Style.Marker.SQUARE;
            case CORRECTED -> open ? Style.Marker.OPEN_TRIANGLE : Style.Marker.TRIANGLE;
        };
        return new Style(explanation.model() % COLORS, Style.Line.NONE, marker);
    }

    /** Of the first set: a row a model, a column a reading. */
    private static Optional<Figure> maps(InferenceResult result) {
        InferencePlan plan = result.plan();
        List<Row> rows = new ArrayList<>();
        for (int model = 0; model < plan.models().size(); model++) {
            List<HeatMap> panels = new ArrayList<>();
            for (int e = 0; e < plan.explanations().size(); e++) {
                Explanation own = plan.explanations().get(e);
                if (own.model() == model) {
                    int explanation = e;
                    result.map(e, 0).ifPresent(map -> panels.add(panel(plan, explanation, map)));
                }
            }
            if (panels.isEmpty()) {
                return Optional.empty();
            }
            rows.add(Row.labelled(plan.models().get(model).name(), 40, panels));
        }
        boolean sameAxes = plan.explanations().stream()
                        .map(own -> plan.axesOf(own).subList(0, 2))
                        .distinct()
                        .count()
                == 1;
        return Optional.of(new Figure(
                plan.id() + "-chi-square",
                "Chi-square of the explanations",
                "Chi-square under the errors \"" + plan.sets().get(0)
                        + "\" over two parameters, the least over the others; drawn up to "
                        + NumberText.of(DARKEST * plan.limit()) + ". Lines: at most " + NumberText.of(plan.limit())
                        + ", where an explanation is feasible, and " + NumberText.of(2 * plan.limit()) + ".",
                Width.DOUBLE_COLUMN,
                rows,
                sameAxes ? Sharing.AXES_AND_COLORS : Sharing.NOTHING));
    }

    private static HeatMap panel(InferencePlan plan, int explanation, double[][] map) {
        List<Integer> axes = plan.axesOf(plan.explanations().get(explanation));
        StudyParameter.SweepAxis x = plan.axes().get(axes.get(0));
        StudyParameter.SweepAxis y = plan.axes().get(axes.get(1));
        double top = DARKEST * plan.limit();
        double[][] capped = Arrays.stream(map)
                .map(row -> Arrays.stream(row).map(v -> v > top ? top : v).toArray())
                .toArray(double[][]::new);
        HeatMap panel = HeatMap.of(
                        "readout "
                                + ValueReader.hyphenated(
                                        plan.explanations().get(explanation).reading()),
                        ParameterText.axis(x),
                        ParameterText.axis(y),
                        ParameterText.samples(x),
                        ParameterText.samples(y),
                        Samples.Grid.of(capped),
                        "chi-square")
                .interpolated();
        panel = panel.withColors(panel.colorScale(), new Axis.Interval(0, top));
        return panel.withContours(List.of(plan.limit(), 2 * plan.limit()));
    }

    private static Figure waterfall(InferenceResult result) {
        List<Row> rows = new ArrayList<>();
        for (Fall fall : result.falls()) {
            List<String> names = new ArrayList<>(List.of("ideal"));
            fall.waterfall().players().forEach(player -> names.add(ParameterText.symbol(player)));
            names.add("unexplained");
            names.add("stated");
            double[] changes =
                    Arrays.copyOf(fall.waterfall().changes(), fall.waterfall().changes().length + 1);
            changes[changes.length - 1] = fall.unexplained();
            rows.add(Row.of(
                    58,
                    BarChart.waterfall(
                            "errors \"" + fall.set() + "\": " + fall.explanation(),
                            names,
                            Axis.of(fall.statement().of()).withRange(low(fall, changes), high(fall, changes)),
                            fall.waterfall().ideal(),
                            Samples.of(changes))));
        }
        Statement statement = result.falls().get(0).statement();
        return new Figure(
                result.plan().id() + "-waterfall",
                "From ideal to stated",
                "What takes " + statement.name() + ", the " + statement.text()
                        + ", from its ideal value to the predicted one, by Shapley's rule, and what is left to the stated"
                        + " one, unexplained.",
                Width.DOUBLE_COLUMN,
                rows,
                Sharing.NOTHING);
    }

    private static double low(Fall fall, double[] changes) {
        return end(fall, changes, -1);
    }

    private static double high(Fall fall, double[] changes) {
        return end(fall, changes, 1);
    }

    /** The levels' least or greatest, with room for numbers. */
    private static double end(Fall fall, double[] changes, int sign) {
        double level = fall.waterfall().ideal();
        double low = level;
        double high = level;
        for (double change : changes) {
            level += change;
            low = Math.min(low, level);
            high = Math.max(high, level);
        }
        double span = Math.max(high - low, 1e-6);
        return sign < 0 ? low - 0.15 * span : high + 0.25 * span;
    }
}
