package org.strangenoise.studies.contour;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.math.NumberText;
import org.strangenoise.studies.config.SweepAxis;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.ParameterAxes;

/** A figure of merit over two parameters, with the device, the measured level and the first-order line. */
final class ContourFigures {

    private ContourFigures() {}

    static Figure map(ContourType.Result result) {
        SweepAxis x = result.plan().x();
        SweepAxis y = result.plan().y();
        double unitX = ParameterAxes.unit(x);
        double unitY = ParameterAxes.unit(y);
        List<HeatMap.PointMarker> markers = new ArrayList<>();
        double[] device = result.device();
        if (inside(x, device[0]) && inside(y, device[1])) {
            Style ring = new Style(6, Style.Line.NONE, Style.Marker.CIRCLE);
            markers.add(HeatMap.PointMarker.inLegend(device[0] / unitX, device[1] / unitY, "device", ring, 1.9));
        }
        String equalled = result.plan()
                .equal()
                .map(equal -> "equal " + equal.merit().name())
                .orElse("");
        result.point().filter(p -> inside(x, p[0]) && inside(y, p[1])).ifPresent(p -> {
            Style star = new Style(5, Style.Line.NONE, Style.Marker.STAR);
            markers.add(HeatMap.PointMarker.inLegend(p[0] / unitX, p[1] / unitY, equalled, star, 1));
        });
        List<double[]> linear = result.firstOrder();
        LineChart.Series firstOrder = LineChart.Series.of(
                "first order",
                Samples.of(linear.stream().mapToDouble(p -> p[0] / unitX).toArray()),
                Samples.of(linear.stream().mapToDouble(p -> p[1] / unitY).toArray()),
                Style.dashed(1));
        HeatMap map = HeatMap.of(
                        MeritText.starts(result.plan().merit()),
                        ParameterAxes.axis(x),
                        ParameterAxes.axis(y),
                        ParameterAxes.samples(x),
                        ParameterAxes.samples(y),
                        Samples.Grid.of(result.values()),
                        MeritText.atStep(result.plan().merit()))
                .interpolated()
                .withContours(List.of(result.plan().level()))
                .withMarkers(markers)
                .withCurves(linear.isEmpty() ? List.of() : List.of(firstOrder));
        String equal = result.point().isPresent()
                ? " At the star the "
                        + result.plan().equal().orElseThrow().merit().name() + " of "
                        + result.plan().equal().orElseThrow().merit().startLabels() + " are equal too."
                : "";
        return Figure.of(
                result.plan().id(),
                result.plan().merit().name() + " over two parameters",
                "The " + result.plan().merit().name() + " after "
                        + result.plan().merit().step() + " steps ("
                        + result.plan().merit().startLabels()
                        + ") with the line where it is "
                        + NumberText.of(result.plan().level())
                        + " (solid); dashed: the same line to first order, if the "
                        + result.plan().merit().name()
                        + " changed with the rates as it does at the device. Colours are interpolated between "
                        + x.values().size() + " x " + y.values().size()
                        + " values" + (hasHoles(result) ? "; hatched where no device can have both." : ".") + equal,
                62,
                map);
    }

    private static boolean hasHoles(ContourType.Result result) {
        return Arrays.stream(result.values()).flatMapToDouble(Arrays::stream).anyMatch(Double::isNaN);
    }

    private static boolean inside(SweepAxis axis, double value) {
        return axis.values().get(0) <= value
                && value <= axis.values().get(axis.values().size() - 1);
    }
}
