package org.strangenoise.studies.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.strangenoise.budget.ProfileLikelihood;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.fit.FitType.Result.FittedCurve;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.ParameterText;
import org.strangenoise.studies.presentation.UncertaintyFigures;

/** Measured points with the fit, and the residuals in standard deviations. */
final class FitFigures {

    /** Room beside the first and the last step, as a part of all. */
    private static final double MARGIN = 0.04;

    private static final Style BAND = new Style(4, Style.Line.NONE, Style.Marker.NONE);

    private FitFigures() {}

    static Figure of(FitType.Result result) {
        boolean synthetic = result.plan().isSynthetic();
        List<LineChart.Series> curves = new ArrayList<>();
        Map<Integer, Double> widest = new TreeMap<>();
        List<LineChart.Series> residuals = new ArrayList<>();
        List<LineChart.Series> differences = new ArrayList<>();
        for (int c = 0; c < result.curves().size(); c++) {
            FittedCurve curve = result.curves().get(c);
            List<Integer> points = points(result, curve);
            Samples steps = values(points, k -> result.plan().points().get(k).step());
            LineChart.Series line = LineChart.Series.of(
                    c == 0 ? "fit, 68% band" : "",
                    Samples.steps(curve.values().length),
                    Samples.of(curve.values()),
                    Style.solid(c));
            boolean banded = Arrays.stream(curve.errors()).allMatch(Double::isFinite);
            LineChart.Series fit = banded ? line.withBand(shifted(curve, -1), shifted(curve, 1)) : line;
            curves.add(fit);
            if (banded) {
                differences.add(UncertaintyFigures.around(fit));
            }
            differences.add(LineChart.Series.of("", steps, values(points, k -> difference(result, k)), marked(c))
                    .withErrorBars(
                            values(points, k -> result.plan().points().get(k).error())));
            curves.add(LineChart.Series.of(
                            curve.experiment() + ", " + MeritText.symbol(curve.observable())
                                    + (synthetic ? " (synthetic)" : ""),
                            steps,
                            values(points, k -> result.plan().points().get(k).value()),
                            marked(c))
                    .withErrorBars(
                            values(points, k -> result.plan().points().get(k).error())));
            if (banded) {
                widen(widest, result, curve, points);
            }
            residuals.add(LineChart.Series.of("", steps, values(points, k -> residual(result, k)), marked(c)));
        }
        int last = result.plan().merit().step();
        Axis stepNumber = Axis.stepNumber().withRange(-MARGIN * last, (1 + MARGIN) * last);
        List<LineChart.Series> right = new ArrayList<>(band(widest));
        right.addAll(residuals);
        String observables = result.curves().stream()
                .map(curve -> MeritText.symbol(curve.observable()))
                .distinct()
                .collect(Collectors.joining(", "));
        String parameters = result.plan().free().stream()
                .map(f -> ParameterText.name(f.parameter().address()))
                .collect(Collectors.joining(", "));
        return Figure.wide(
                result.plan().id(),
                synthetic ? "Fit of synthetic points" : "Fit",
                (synthetic ? "Synthetic points, drawn and not measured," : "Measured points")
                        + " with one standard error and the fit of " + parameters
                        + " (lines) with its 68% band from the covariance of the parameters; right: residuals"
                        + " in standard errors, the band in the same unit; below: points and bands less the fit.",
                List.of(
                        Row.of(
                                60,
                                LineChart.of("", stepNumber, Axis.of(observables), curves),
                                LineChart.of("", stepNumber, Axis.of("residual / standard error"), right)
                                        .withReferences(List.of(Axis.ReferenceLine.horizontal(0, "")))),
                        Row.of(
                                35,
                                LineChart.of(
                                                "",
                                                stepNumber,
                                                Axis.of((synthetic ? "synthetic" : "measured") + " − fit"),
                                                differences)
                                        .withReferences(List.of(Axis.ReferenceLine.horizontal(0, ""))))));
    }

    /** The greatest spread so far at every step, linear between a curve's points. */
    private static void widen(
            Map<Integer, Double> widest, FitType.Result result, FittedCurve curve, List<Integer> points) {
        for (int i = 0; i < points.size(); i++) {
            int next = points.get(Math.min(i + 1, points.size() - 1));
            int from = result.plan().points().get(points.get(i)).step();
            int to = result.plan().points().get(next).step();
            double first = spread(result, curve, points.get(i));
            double slope = to > from ? (spread(result, curve, next) - first) / (to - from) : 0;
            for (int step = from; step <= to; step++) {
                widest.merge(step, first + slope * (step - from), Math::max);
            }
        }
    }

    /** Around zero, as wide at every step as the widest of the fits there; none where no errors are known. */
    private static List<LineChart.Series> band(Map<Integer, Double> widest) {
        if (widest.isEmpty()) {
            return List.of();
        }
        Samples steps = Samples.of(List.copyOf(widest.keySet()));
        Samples upper = Samples.of(List.copyOf(widest.values()));
        return List.of(LineChart.Series.of("68% band of the fit, widest at each step", steps, upper.map(v -> 0), BAND)
                .withBand(upper.map(v -> -v), upper));
    }

    /** A shape and a colour of their own for each series. */
    private static Style marked(int series) {
        Style.Marker[] markers = Style.Marker.values();
        return Style.points(series).with(markers[1 + series % (markers.length - 1)]);
    }

    /** The fit's standard error at a point, in units of the point's. */
    private static double spread(FitType.Result result, FittedCurve curve, int point) {
        MeasuredPoints.Point measured = result.plan().points().get(point);
        return curve.errors()[measured.step()] / measured.error();
    }

    private static List<Integer> points(FitType.Result result, FittedCurve curve) {
        List<MeasuredPoints.Point> all = result.plan().points();
        return IntStream.range(0, all.size())
                .filter(k -> all.get(k).experiment().equals(curve.experiment())
                        && all.get(k).name().equals(curve.observable())
                        && all.get(k).start().equals(curve.start())
                        && all.get(k).kappa().equals(curve.kappa()))
                .boxed()
                .sorted(Comparator.comparingInt(k -> all.get(k).step()))
                .toList();
    }

    private static Samples shifted(FittedCurve curve, int sign) {
        return Samples.of(IntStream.range(0, curve.values().length)
                .mapToDouble(k -> curve.values()[k] + sign * curve.errors()[k])
                .toArray());
    }

    private static double residual(FitType.Result result, int point) {
        return difference(result, point) / result.plan().points().get(point).error();
    }

    private static double difference(FitType.Result result, int point) {
        return result.plan().points().get(point).value() - result.fit().values()[point];
    }

    private static Samples values(List<Integer> points, java.util.function.IntToDoubleFunction value) {
        return Samples.of(
                points.stream().mapToDouble(k -> value.applyAsDouble(k)).toArray());
    }

    /** The rise of chi^2 along each fitted parameter, beside the parabola that a normal error would have. */
    static final class Profiles {

        private static final int MOST_BESIDE = 3;
        private static final int PARABOLA_POINTS = 121;

        /** A little more than three standard deviations of a normal error. */
        private static final double TOP = 9.9;

        /** Room for the markers of the best value. */
        private static final double BOTTOM = -0.3;

        private Profiles() {}

        /** One figure, or none where the data do not determine the parameters. */
        static List<Figure> of(FitType.Result result) {
            List<Figure.Panel> panels = new ArrayList<>();
            for (int i = 0; i < result.profiles().size(); i++) {
                if (result.profiles().get(i).values().length > 0) {
                    panels.add(panel(result, i, panels.isEmpty()));
                }
            }
            if (panels.isEmpty()) {
                return List.of();
            }
            return List.of(new Figure(
                    result.plan().id() + "-profile",
                    "Profile likelihood",
                    (result.plan().isSynthetic() ? "Of synthetic points: how" : "How")
                            + " much chi-square rises when one parameter is held and all others are fitted again. The profile's"
                            + " 68% interval is where the rise is at most 1; where the profile leaves the parabola of the"
                            + " standard error, that error misleads.",
                    panels.size() == 1 ? Width.SINGLE_COLUMN : Width.DOUBLE_COLUMN,
                    rows(panels),
                    Sharing.NOTHING));
        }

        /** As few rows as three panels each allow, as equally long as can be. */
        private static List<Row> rows(List<Figure.Panel> panels) {
            int count = (panels.size() + MOST_BESIDE - 1) / MOST_BESIDE;
            List<Row> rows = new ArrayList<>();
            int from = 0;
            for (int row = 0; row < count; row++) {
                int to = from + (panels.size() - from + count - row - 1) / (count - row);
                rows.add(Row.of(45, panels.subList(from, to).toArray(Figure.Panel[]::new)));
                from = to;
            }
            return rows;
        }

        private static LineChart panel(FitType.Result result, int parameter, boolean named) {
            ProfileLikelihood profile = result.profiles().get(parameter);
            double best = result.fit().parameters()[parameter];
            double error = result.fit().error(parameter);
            TreeMap<Double, Double> points = new TreeMap<>();
            for (int k = 0; k < profile.values().length; k++) {
                if (Double.isFinite(profile.rise()[k])) {
                    points.put(profile.values()[k], profile.rise()[k]);
                }
            }
            for (double end : new double[] {profile.low(), profile.high()}) {
                if (Double.isFinite(end)) {
                    points.put(end, ProfileLikelihood.RISE);
                }
            }
            StudyParameter.SweepAxis axis = new StudyParameter.SweepAxis(
                    result.plan().free().get(parameter).parameter(), List.copyOf(points.keySet()), false);
            double unit = ParameterText.unit(axis);
            Samples all = Samples.linear(points.firstKey(), points.lastKey(), PARABOLA_POINTS);
            DoubleUnaryOperator parabola = value -> StrictMath.pow((value - best) / error, 2);
            List<LineChart.Series> series = List.of(
                    LineChart.Series.of(
                            named ? "normal approximation" : "",
                            all.map(v -> v / unit),
                            all.map(parabola),
                            Style.dashed(1)),
                    LineChart.Series.of(
                            named ? "profile" : "",
                            ParameterText.samples(axis),
                            Samples.of(List.copyOf(points.values())),
                            Style.solid(0).with(Style.Marker.CIRCLE)),
                    LineChart.Series.of(
                            named ? "68% interval" : "",
                            Samples.of(profile.low() / unit, profile.high() / unit),
                            Samples.of(ProfileLikelihood.RISE, ProfileLikelihood.RISE),
                            Style.solid(2).with(Style.Marker.DIAMOND)),
                    LineChart.Series.of(
                            named ? "best fit" : "",
                            Samples.of(best / unit, best / unit),
                            Samples.of(BOTTOM, TOP),
                            new Style(4, Style.Line.DOTTED, Style.Marker.NONE)));
            return LineChart.of(
                            "",
                            ParameterText.axis(axis),
                            Axis.of("Δ" + MathText.italic("χ") + "²").withRange(BOTTOM, TOP),
                            series)
                    .withReferences(List.of(Axis.ReferenceLine.horizontal(ProfileLikelihood.RISE, "1 (68%)")));
        }
    }
}
