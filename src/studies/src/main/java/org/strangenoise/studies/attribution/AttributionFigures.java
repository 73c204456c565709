package org.strangenoise.studies.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.strangenoise.budget.Attribution;
import org.strangenoise.budget.Player;
import org.strangenoise.budget.Split;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.Samples;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.attribution.AttributionType.Plan.Beside;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.presentation.LargestShares;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.ParameterText;

/** A waterfall from ideal to noisy at one step, and the shares at every step as a stack. */
final class AttributionFigures {

    /** Most bars drawn one by one; the smallest of more are drawn together. */
    private static final int MAX_BARS = 12;

    /** More bars than this need two columns for their numbers. */
    private static final int NARROW = 5;

    private AttributionFigures() {}

    static List<Figure> of(AttributionType.Result result, List<AnalysisResult> all) {
        if (result.players().isEmpty()) {
            return List.of();
        }
        List<Figure> figures = new ArrayList<>(List.of(waterfall(result)));
        if (result.plan().merit().step() > 1) {
            List<AttributionType.Result> stacks = new ArrayList<>(beside(result, all));
            stacks.add(result);
            StepShareFigures.of(stacks).ifPresent(figures::add);
        }
        return figures;
    }

    /** The analysis that the plan wants beside its own, if it has steps to show. */
    private static List<AttributionType.Result> beside(AttributionType.Result result, List<AnalysisResult> all) {
        String id = result.plan().beside().map(Beside::id).orElse("");
        return AttributionType.TYPE.result(id, all).stream().toList();
    }

    /** A player's name with the symbol of its mechanism. */
    static String name(AttributionType.Result result, int index) {
        Player player = result.players().get(index);
        String mechanism = player.mechanism();
        Player named = new Player(
                mechanism == null ? null : ParameterText.symbol(mechanism),
                player.qubit(),
                player.operation(),
                player.step());
        return named.label(result.qubits());
    }

    private static Figure waterfall(AttributionType.Result result) {
        Attribution a = result.attribution();
        FigureOfMerit merit = result.plan().merit();
        double[] shares =
                Arrays.stream(a.shapley()).mapToDouble(s -> s[merit.step()]).toArray();
        LargestShares largest = LargestShares.of(shares);
        List<Integer> single = largest.besideOthers(MAX_BARS);
        if (result.plan().splits().equals(Set.of(Split.STEP))) {
            single = single.stream().sorted().toList();
        }
        List<Integer> others = largest.others(single);
        List<String> names = new ArrayList<>(List.of("ideal"));
        List<Double> changes = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (int i : single) {
            names.add(name(result, i));
            changes.add(-shares[i]);
            errors.add(a.standardErrors()[i][merit.step()]);
        }
        if (!others.isEmpty()) {
            names.add(largest.othersName(others.size()));
            changes.add(-others.stream().mapToDouble(i -> shares[i]).sum());
            errors.add(Math.sqrt(others.stream()
                    .mapToDouble(i -> StrictMath.pow(a.standardErrors()[i][merit.step()], 2))
                    .sum()));
        }
        names.add("noisy");
        Axis.Interval levels = range(a.ideal()[merit.step()], changes, errors);
        BarChart chart = BarChart.waterfall(
                MeritText.starts(merit),
                names,
                Axis.of(MeritText.atStep(merit)).withRange(levels.min(), levels.max()),
                a.ideal()[merit.step()],
                Samples.of(changes),
                a.exact() ? null : Samples.of(errors));
        return new Figure(
                result.plan().id(),
                "From ideal to noisy",
                "The " + MeritText.atStep(merit) + " (" + MeritText.starts(merit)
                        + "), from the ideal to the noisy value: Shapley values of the noise"
                        + (a.exact()
                                ? "."
                                : ", from sampled orders; bars of error are one standard error, and numbers are"
                                        + " rounded by it."),
                changes.size() > NARROW ? Width.DOUBLE_COLUMN : Width.SINGLE_COLUMN,
                List.of(Row.of(60, chart)),
                Sharing.NOTHING);
    }

    /** Around all levels of the waterfall, not from zero unless that is near: losses are small beside the value. */
    private static Axis.Interval range(double start, List<Double> changes, List<Double> errors) {
        Axis.Interval levels = new Axis.Interval(start, start);
        double level = start;
        for (int i = 0; i < changes.size(); i++) {
            level += changes.get(i);
            levels = levels.including(level - errors.get(i)).including(level + errors.get(i));
        }
        double span = Math.max(levels.max() - levels.min(), 4e-9);
        double low = levels.min() - 0.1 * span;
        double high = levels.max() + 0.25 * span;
        boolean zeroIsNear = levels.min() >= 0 && levels.min() < span;
        return new Axis.Interval(zeroIsNear ? 0 : low, high);
    }

    /** The captions of the report's tables of attributions, and the line of the summary. */
    static final class Tables {

        private static final int NAMED = 3;

        /** Percentages that differ by less are the same. */
        private static final double ROUNDING = 1e-6;

        private Tables() {}

        /** The loss that is divided. */
        static String caption(AttributionType.Result result) {
            Attribution a = result.attribution();
            int step = result.plan().merit().step();
            return String.format(
                    Locale.ROOT,
                    "%s (%s): ideal %.6f, noisy %.6f, loss %.6f; not additive %.2e, residual %.1e",
                    MeritText.capitalised(MeritText.atStep(result.plan().merit())),
                    MeritText.starts(result.plan().merit()),
                    a.ideal()[step],
                    a.noisy()[step],
                    a.loss(step),
                    a.nonAdditive(step),
                    a.residual(step));
        }

        /** Which noise met which operation, and what is in no row of it. */
        static String coverageCaption(AttributionType.Result result) {
            String untouched = result.coverage().untouched().isEmpty()
                    ? "every operation met noise"
                    : "met no noise: " + String.join(", ", untouched(result));
            String contained = result.coverage().withoutLeakage().isEmpty()
                    ? ""
                    : "; cannot leak: " + String.join(", ", result.coverage().withoutLeakage());
            return "Which noise met which operation; " + untouched + contained;
        }

        /** To a femtosecond: sums of durations and the change of unit leave less than that. */
        static double nanoseconds(double seconds) {
            return Math.rint(seconds * 1e15) / 1e6;
        }

        /** Operations that met no noise, with the names of their qubits. */
        static List<String> untouched(AttributionType.Result result) {
            return result.coverage().untouched().stream()
                    .map(operation -> {
                        int space = operation.lastIndexOf(' ');
                        int qubit = Integer.parseInt(operation.substring(space + 1));
                        return operation.substring(0, space + 1)
                                + result.qubits().get(qubit);
                    })
                    .toList();
        }

        static String answer(AttributionType.Result result) {
            Attribution a = result.attribution();
            int step = result.plan().merit().step();
            double[] all = Arrays.stream(a.shapley()).mapToDouble(s -> s[step]).toArray();
            List<Integer> order = LargestShares.of(all).order();
            double loss = a.loss(step);
            // Where shares cancel, percentages of what is left of them say nothing.
            boolean cancels = Arrays.stream(all).anyMatch(s -> Math.abs(s) > Math.abs(loss) * (1 + ROUNDING));
            String shares = order.stream()
                    .limit(NAMED)
                    .map(i -> result.players().get(i).label(result.qubits())
                            + (cancels
                                    ? String.format(Locale.ROOT, " %+.2g", all[i])
                                    : String.format(Locale.ROOT, " %.0f%%", 100 * all[i] / loss)))
                    .collect(Collectors.joining(", "));
            return String.format(
                    Locale.ROOT,
                    "%.6f to %.6f%s%s",
                    a.ideal()[step],
                    a.noisy()[step],
                    shares.isEmpty() ? "" : ": " + shares,
                    order.size() > NAMED ? ", ..." : "");
        }
    }
}
