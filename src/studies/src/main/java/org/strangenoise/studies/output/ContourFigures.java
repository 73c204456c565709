package org.strangenoise.studies.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.config.AnalysisPlan.SweepAxis;
import org.strangenoise.studies.figure.Axis;
import org.strangenoise.studies.figure.Figure;
import org.strangenoise.studies.figure.HeatMap;
import org.strangenoise.studies.figure.PointMarker;
import org.strangenoise.studies.figure.SampleGrid;
import org.strangenoise.studies.figure.Samples;
import org.strangenoise.studies.figure.Series;
import org.strangenoise.studies.figure.Style;
import org.strangenoise.yaml.QuantityKind;

/** A figure of merit over two parameters, with the device, the measured level and the first-order line. */
final class ContourFigures {

    private ContourFigures() {}

    static Figure map(BudgetResult.Contour result) {
        SweepAxis x = result.plan().x();
        SweepAxis y = result.plan().y();
        double unitX = unit(x);
        double unitY = unit(y);
        List<PointMarker> markers = new ArrayList<>();
        double[] device = result.device();
        if (inside(x, device[0]) && inside(y, device[1])) {
            markers.add(PointMarker.of(device[0] / unitX, device[1] / unitY, "device", 1));
        }
        result.point()
                .filter(p -> inside(x, p[0]) && inside(y, p[1]))
                .ifPresent(p -> markers.add(new PointMarker(
                        p[0] / unitX, p[1] / unitY, "", new Style(2, Style.Line.NONE, Style.Marker.OPEN_DIAMOND))));
        List<double[]> linear = result.firstOrder().stream()
                .filter(p -> inside(x, p[0]) && inside(y, p[1]))
                .toList();
        Series firstOrder = Series.of(
                "first order",
                Samples.of(linear.stream().mapToDouble(p -> p[0] / unitX).toArray()),
                Samples.of(linear.stream().mapToDouble(p -> p[1] / unitY).toArray()),
                Style.dashed(1));
        HeatMap map = HeatMap.of(
                        "",
                        axis(x),
                        axis(y),
                        samples(x, unitX),
                        samples(y, unitY),
                        SampleGrid.of(result.values()),
                        result.plan().merit().name())
                .withContours(List.of(result.plan().level()))
                .withMarkers(markers)
                .withCurves(linear.isEmpty() ? List.of() : List.of(firstOrder));
        String equal = result.point().isPresent()
                ? " At the diamond the "
                        + result.plan().equal().orElseThrow().merit().name() + " of two starts are equal too."
                : "";
        return Figure.of(
                result.plan().id(),
                result.plan().merit().name() + " over two parameters",
                "The " + result.plan().merit().name() + " after "
                        + result.plan().merit().step() + " steps ("
                        + result.plan().merit().startLabels()
                        + ") with the line where it is " + result.plan().level()
                        + "; dashed: the same line if the loss were linear in the rates around the device." + equal,
                62,
                map);
    }

    private static boolean inside(SweepAxis axis, double value) {
        return IntStream.of(0, axis.values().size() - 1)
                                .mapToDouble(axis.values()::get)
                                .summaryStatistics()
                                .getMin()
                        <= value
                && value <= axis.values().stream().mapToDouble(v -> v).max().orElse(value);
    }

    private static Samples samples(SweepAxis axis, double unit) {
        return Samples.of(axis.values().stream().mapToDouble(v -> v / unit).toArray());
    }

    private static Axis axis(SweepAxis axis) {
        String address = axis.parameter().address();
        Axis named = switch (axis.parameter().kind()) {
            case TIME -> Axis.of(address, unit(axis) == 1e-9 ? "ns" : "\u00B5s");
            case FREQUENCY -> Axis.of(address, "MHz");
            case ANGLE -> Axis.of(address, "rad");
            case NUMBER -> Axis.of(address);
        };
        return axis.logarithmic() ? named.logarithmic() : named;
    }

    private static double unit(SweepAxis axis) {
        QuantityKind kind = axis.parameter().kind();
        if (kind == QuantityKind.TIME) {
            return axis.values().stream().mapToDouble(v -> v).max().orElse(1) < 1e-6 ? 1e-9 : 1e-6;
        }
        return kind == QuantityKind.FREQUENCY ? 1e6 : 1;
    }
}
