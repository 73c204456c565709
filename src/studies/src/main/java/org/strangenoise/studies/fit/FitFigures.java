package org.strangenoise.studies.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.ReferenceLine;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Series;
import org.strangenoise.figures.Style;
import org.strangenoise.studies.fit.FitResult.FittedCurve;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.ParameterAxes;
import org.strangenoise.studies.presentation.UncertaintyFigures;

/** Measured points with the fit, and the residuals in standard deviations. */
final class FitFigures {

    /** Room beside the first and the last step, as a part of all. */
    private static final double MARGIN = 0.04;

    private static final Style BAND = new Style(4, Style.Line.NONE, Style.Marker.NONE);

    private FitFigures() {}

    static Figure of(FitResult result) {
        boolean synthetic = result.plan().isSynthetic();
        List<Series> curves = new ArrayList<>();
        Map<Integer, Double> widest = new TreeMap<>();
        List<Series> residuals = new ArrayList<>();
        List<Series> differences = new ArrayList<>();
        for (int c = 0; c < result.curves().size(); c++) {
            FittedCurve curve = result.curves().get(c);
            List<Integer> points = points(result, curve);
            Samples steps = values(points, k -> result.plan().points().get(k).step());
            Series line = Series.of(
                    c == 0 ? "fit, 68% band" : "",
                    Samples.steps(curve.values().length),
                    Samples.of(curve.values()),
                    Style.solid(c));
            boolean banded = Arrays.stream(curve.errors()).allMatch(Double::isFinite);
            Series fit = banded ? line.withBand(shifted(curve, -1), shifted(curve, 1)) : line;
            curves.add(fit);
            if (banded) {
                differences.add(UncertaintyFigures.around(fit));
            }
            differences.add(Series.of("", steps, values(points, k -> difference(result, k)), marked(c))
                    .withErrorBars(
                            values(points, k -> result.plan().points().get(k).error())));
            curves.add(Series.of(
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
            residuals.add(Series.of("", steps, values(points, k -> residual(result, k)), marked(c)));
        }
        int last = result.plan().merit().step();
        Axis stepNumber = Axis.stepNumber().withRange(-MARGIN * last, (1 + MARGIN) * last);
        List<Series> right = new ArrayList<>(band(widest));
        right.addAll(residuals);
        String observables = result.curves().stream()
                .map(curve -> MeritText.symbol(curve.observable()))
                .distinct()
                .collect(Collectors.joining(", "));
        String parameters = result.plan().free().stream()
                .map(f -> ParameterAxes.name(f.parameter().address()))
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
                                        .withReferences(List.of(ReferenceLine.horizontal(0, "")))),
                        Row.of(
                                35,
                                LineChart.of(
                                                "",
                                                stepNumber,
                                                Axis.of((synthetic ? "synthetic" : "measured") + " − fit"),
                                                differences)
                                        .withReferences(List.of(ReferenceLine.horizontal(0, ""))))));
    }

    /** The greatest spread so far at every step, linear between a curve's points. */
    private static void widen(Map<Integer, Double> widest, FitResult result, FittedCurve curve, List<Integer> points) {
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
    private static List<Series> band(Map<Integer, Double> widest) {
        if (widest.isEmpty()) {
            return List.of();
        }
        Samples steps = Samples.of(List.copyOf(widest.keySet()));
        Samples upper = Samples.of(List.copyOf(widest.values()));
        return List.of(Series.of("68% band of the fit, widest at each step", steps, upper.map(v -> 0), BAND)
                .withBand(upper.map(v -> -v), upper));
    }

    /** A shape and a colour of their own for each series. */
    private static Style marked(int series) {
        Style.Marker[] markers = Style.Marker.values();
        return Style.points(series).with(markers[1 + series % (markers.length - 1)]);
    }

    /** The fit's standard error at a point, in units of the point's. */
    private static double spread(FitResult result, FittedCurve curve, int point) {
        MeasuredPoint measured = result.plan().points().get(point);
        return curve.errors()[measured.step()] / measured.error();
    }

    private static List<Integer> points(FitResult result, FittedCurve curve) {
        List<MeasuredPoint> all = result.plan().points();
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

    private static double residual(FitResult result, int point) {
        return difference(result, point) / result.plan().points().get(point).error();
    }

    private static double difference(FitResult result, int point) {
        return result.plan().points().get(point).value() - result.fit().values()[point];
    }

    private static Samples values(List<Integer> points, java.util.function.IntToDoubleFunction value) {
        return Samples.of(
                points.stream().mapToDouble(k -> value.applyAsDouble(k)).toArray());
    }
}
