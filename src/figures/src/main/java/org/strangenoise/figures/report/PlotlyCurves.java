package org.strangenoise.figures.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;

/** Curves with bands, error bars and reference lines. */
final class PlotlyCurves {

    private static final double BAND_OPACITY = 0.22;
    private static final double PIXELS_PER_POINT = 1.8;

    private PlotlyCurves() {}

    static ObjectNode of(LineChart chart) {
        ObjectNode figure = Plotly.figure(chart.title());
        ObjectNode layout = Plotly.layout(figure);
        Plotly.axis(layout, "xaxis", chart.xAxis(), null);
        Plotly.axis(layout, "yaxis", chart.yAxis(), null);
        double[] wider = LineChart.HiddenCurves.widths(chart);
        for (int i = 0; i < wider.length; i++) {
            addSeries(figure, chart.series().get(i), wider[i]);
        }
        Plotly.legendAbove(figure);
        addReferences(layout, chart.references());
        HeatMap.Inset inset = chart.inset();
        if (inset != null) {
            PlotlyHeatMap.addInset(figure, inset);
        }
        return figure;
    }

    /** @param wider points by which line and markers are wider than usual */
    static void addSeries(ObjectNode figure, LineChart.Series series, double wider) {
        LineChart.Series.Uncertainty uncertainty = series.uncertainty();
        boolean band = uncertainty != null && uncertainty.shape() == LineChart.Series.Uncertainty.Shape.BAND;
        if (uncertainty != null && band) {
            addBound(figure, series, uncertainty.lower(), false);
            addBound(figure, series, uncertainty.upper(), true);
            if (isBandOnly(series)) {
                return;
            }
        }
        ObjectNode trace = Plotly.trace(figure, "scatter");
        trace.set("x", Plotly.numbers(series.x()));
        trace.set("y", Plotly.numbers(series.y()));
        trace.put("name", Plotly.text(series.label()));
        trace.put("showlegend", !series.label().isEmpty());
        Plotly.style(trace, series.style(), 7 + 2 * wider);
        trace.withObject("/line").put("width", 2 + PIXELS_PER_POINT * wider);
        if (uncertainty != null && !band) {
            ObjectNode errors = trace.putObject("error_y").put("type", "data").put("symmetric", false);
            ArrayNode up = errors.putArray("array");
            ArrayNode down = errors.putArray("arrayminus");
            for (int i = 0; i < series.y().size(); i++) {
                Plotly.add(up, uncertainty.upper().get(i) - series.y().get(i));
                Plotly.add(down, series.y().get(i) - uncertainty.lower().get(i));
            }
        }
    }

    /** Without line and points the band itself bears the name. */
    private static boolean isBandOnly(LineChart.Series series) {
        return series.style().line() == Style.Line.NONE && series.style().marker() == Style.Marker.NONE;
    }

    private static void addBound(ObjectNode figure, LineChart.Series series, Samples bound, boolean filled) {
        ObjectNode trace = Plotly.trace(figure, "scatter");
        trace.set("x", Plotly.numbers(series.x()));
        trace.set("y", Plotly.numbers(bound));
        trace.put("mode", "lines").put("showlegend", false).put("hoverinfo", "skip");
        trace.putObject("line").put("width", 0);
        if (filled) {
            boolean named = isBandOnly(series) && !series.label().isEmpty();
            trace.put("name", Plotly.text(series.label())).put("showlegend", named);
            trace.put("fill", "tonexty")
                    .put("fillcolor", Plotly.translucent(series.style().color(), BAND_OPACITY));
        }
    }

    static void addReferences(ObjectNode layout, List<Axis.ReferenceLine> references) {
        ArrayNode shapes = layout.withArray("shapes");
        for (Axis.ReferenceLine line : references) {
            boolean horizontal = line.orientation() == Axis.ReferenceLine.Orientation.HORIZONTAL;
            ObjectNode shape = shapes.addObject().put("type", "line").put("layer", "below");
            shape.put("xref", horizontal ? "x domain" : "x").put("yref", horizontal ? "y" : "y domain");
            shape.put("x0", horizontal ? 0 : line.value()).put("x1", horizontal ? 1 : line.value());
            shape.put("y0", horizontal ? line.value() : 0).put("y1", horizontal ? line.value() : 1);
            shape.putObject("line").put("color", "#8c8c8c").put("width", 1).put("dash", "dash");
            if (!line.label().isEmpty()) {
                shape.putObject("label")
                        .put("text", Plotly.text(line.label()))
                        .put("textposition", "end")
                        .put("padding", 1)
                        .putObject("font")
                        .put("size", 11);
            }
        }
    }
}
