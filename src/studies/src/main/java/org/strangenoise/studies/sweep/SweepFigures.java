package org.strangenoise.studies.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.strangenoise.figures.Axis;
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
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.ParameterText;
import org.strangenoise.studies.presentation.UncertaintyFigures;

/**
 * One observable over one parameter (curve) or two (map). Infinite values have no place on an axis: a line marks
 * theirs.
 */
final class SweepFigures {

    /** Values that differ by more are coloured by their logarithm. */
    private static final double DECADES = 1000;

    private SweepFigures() {}

    /** A curve, or a map where both parameters have values that are finite. */
    static List<Figure> of(SweepType.Result result) {
        if (result.plan().over().size() == 1) {
            return List.of(curve(result));
        }
        boolean hasPlace = result.plan().over().stream()
                .allMatch(axis -> axis.values().stream().anyMatch(Double::isFinite));
        return hasPlace ? List.of(map(result)) : List.of();
    }

    private static Figure curve(SweepType.Result result) {
        StudyParameter.SweepAxis sweep = result.plan().over().get(0);
        List<Integer> order = finiteAscending(sweep);
        Samples x = scaled(sweep, order);
        LineChart.Series noisy = LineChart.Series.of(
                "noisy", x, column(result.noisy(), order), Style.solid(1).with(Style.Marker.CIRCLE));
        List<LineChart.Series> series = List.of(
                LineChart.Series.of("ideal", x, column(result.ideal(), order), Style.dashed(0)),
                result.band()
                        .map(b -> noisy.withBand(picked(b.low(), order), picked(b.high(), order)))
                        .orElse(noisy));
        List<Axis.ReferenceLine> references = new ArrayList<>();
        for (int i = 0; i < sweep.values().size(); i++) {
            if (Double.isInfinite(sweep.values().get(i))) {
                references.add(Axis.ReferenceLine.horizontal(result.noisy()[i][0], "noisy, infinite value"));
            }
        }
        return figure(
                result,
                Width.SINGLE_COLUMN,
                Row.of(
                        55,
                        LineChart.of(
                                        "",
                                        ParameterText.axis(sweep),
                                        Axis.of(MeritText.words(result.plan().observable())),
                                        series)
                                .withReferences(references)));
    }

    private static Figure map(SweepType.Result result) {
        StudyParameter.SweepAxis first = result.plan().over().get(0);
        StudyParameter.SweepAxis second = result.plan().over().get(1);
        List<Integer> rows = finiteAscending(first);
        List<Integer> columns = finiteAscending(second);
        double[][] values = new double[rows.size()][columns.size()];
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                values[i][j] = result.noisy()[rows.get(i)][columns.get(j)];
            }
        }
        boolean decades = spansDecades(values);
        HeatMap map = HeatMap.of(
                        "",
                        ParameterText.axis(second),
                        ParameterText.axis(first),
                        scaled(second, columns),
                        scaled(first, rows),
                        Samples.Grid.of(decades ? logarithms(values) : values),
                        (decades ? "log₁₀ " : "")
                                + MeritText.words(result.plan().observable()))
                .withContours(
                        decades
                                ? result.plan().contours().stream()
                                        .filter(level -> level > 0)
                                        .map(StrictMath::log10)
                                        .toList()
                                : result.plan().contours())
                .withMarkers(device(result, first, second));
        return figure(result, Width.DOUBLE_COLUMN, Row.of(80, map));
    }

    /** True for positive values of very different sizes, as populations that leak, of which most would look like 0. */
    private static boolean spansDecades(double[][] values) {
        DoubleSummaryStatistics range =
                Arrays.stream(values).flatMapToDouble(Arrays::stream).summaryStatistics();
        return range.getMin() > 0 && range.getMax() > DECADES * range.getMin();
    }

    private static double[][] logarithms(double[][] values) {
        return Arrays.stream(values)
                .map(row -> Arrays.stream(row).map(StrictMath::log10).toArray())
                .toArray(double[][]::new);
    }

    /** The device on the map, where it has both values and they lie on it. */
    private static List<HeatMap.PointMarker> device(
            SweepType.Result result, StudyParameter.SweepAxis first, StudyParameter.SweepAxis second) {
        double x = second.parameter().mean(result.plan().setup());
        double y = first.parameter().mean(result.plan().setup());
        if (!isOn(second, x) || !isOn(first, y)) {
            return List.of();
        }
        Style star = new Style(5, Style.Line.NONE, Style.Marker.STAR);
        return List.of(HeatMap.PointMarker.inLegend(
                x / ParameterText.unit(second), y / ParameterText.unit(first), "device", star, 1.4));
    }

    private static boolean isOn(StudyParameter.SweepAxis axis, double value) {
        List<Double> finite = axis.values().stream().filter(Double::isFinite).toList();
        return !finite.isEmpty() && Collections.min(finite) <= value && value <= Collections.max(finite);
    }

    private static Figure figure(SweepType.Result result, Width width, Row row) {
        String names = String.join(
                " and ",
                result.plan().over().stream()
                        .map(a -> ParameterText.name(a.parameter().address()))
                        .toList());
        return new Figure(
                result.plan().id(),
                result.plan().observable() + " over " + names,
                "The " + result.plan().observable() + " after " + result.plan().step() + " steps over " + names
                        + ", starting from " + result.plan().start().label() + "."
                        + mapText(result)
                        + (result.band().isPresent()
                                ? UncertaintyFigures.caption(
                                        "Band", result.plan().setup())
                                : ""),
                width,
                List.of(row),
                Sharing.NOTHING);
    }

    /** What is drawn over a map, in words. */
    private static String mapText(SweepType.Result result) {
        if (result.plan().over().size() == 1) {
            return "";
        }
        StudyParameter.SweepAxis first = result.plan().over().get(0);
        StudyParameter.SweepAxis second = result.plan().over().get(1);
        List<Double> levels = result.plan().contours();
        String lines = levels.isEmpty()
                ? ""
                : " " + (levels.size() == 1 ? "Line" : "Lines") + ": where it is "
                        + String.join(
                                ", ",
                                levels.stream()
                                        .map(level -> NumberText.of(level))
                                        .toList())
                        + ".";
        if (device(result, first, second).isEmpty()) {
            return lines;
        }
        boolean differ = Stream.of(first, second)
                .anyMatch(axis -> axis.parameter().eachQubit(result.plan().setup()).stream()
                                .mapToDouble(one -> one.get(result.plan().setup()))
                                .distinct()
                                .count()
                        > 1);
        return lines + " Star: the device" + (differ ? ", at the mean of its qubits' rates." : ".");
    }

    /** Where the finite values stand, in order; of values that an axis cannot tell apart, the first. */
    private static List<Integer> finiteAscending(StudyParameter.SweepAxis sweep) {
        List<Double> values = sweep.values();
        double unit = ParameterText.unit(sweep);
        List<Integer> order = new ArrayList<>();
        IntStream.range(0, values.size())
                .boxed()
                .filter(i -> Double.isFinite(values.get(i)))
                .sorted(Comparator.comparingDouble(values::get))
                .forEach(i -> {
                    if (order.isEmpty() || values.get(i) / unit > values.get(order.get(order.size() - 1)) / unit) {
                        order.add(i);
                    }
                });
        return order;
    }

    private static Samples scaled(StudyParameter.SweepAxis sweep, List<Integer> order) {
        double unit = ParameterText.unit(sweep);
        return Samples.of(
                order.stream().mapToDouble(i -> sweep.values().get(i) / unit).toArray());
    }

    private static Samples column(double[][] values, List<Integer> order) {
        return Samples.of(order.stream().mapToDouble(i -> values[i][0]).toArray());
    }

    private static Samples picked(double[] values, List<Integer> order) {
        return Samples.of(order.stream().mapToDouble(i -> values[i]).toArray());
    }
}
