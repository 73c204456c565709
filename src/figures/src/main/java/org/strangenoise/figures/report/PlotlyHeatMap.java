package org.strangenoise.figures.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;

/** Maps, alone or beside another panel's plot. */
final class PlotlyHeatMap {

    private PlotlyHeatMap() {}

    static ObjectNode of(HeatMap map, Axis.Interval limits, boolean colorBar) {
        ObjectNode figure = Plotly.figure(map.title());
        ObjectNode layout = Plotly.layout(figure);
        Plotly.axis(layout, "xaxis", map.xAxis(), null);
        Plotly.axis(layout, "yaxis", map.yAxis(), null);
        addMap(figure, map, limits, colorBar, "");
        boolean single = map.contours().size() == 1;
        for (double level : map.contours()) {
            ObjectNode contour = Plotly.trace(figure, "contour");
            contour.set("x", Plotly.numbers(map.xs()));
            contour.set("y", Plotly.numbers(map.ys()));
            contour.set("z", Plotly.numbers(map.values()));
            contour.put("showscale", false)
                    .put("name", "level " + level)
                    .put("showlegend", single)
                    .put("hoverinfo", "skip")
                    .put("autocontour", false);
            contour.putObject("contours")
                    .put("coloring", "none")
                    .put("start", level)
                    .put("end", level)
                    .put("size", 1)
                    .put("showlabels", !single);
            contour.putObject("line").put("color", "#1a1a1a").put("width", single ? 4 : 1.5);
        }
        for (LineChart.Series curve : map.curves()) {
            PlotlyCurves.addSeries(figure, curve, 0);
        }
        addMarkers(figure, map, "");
        if (single || !map.curves().isEmpty() || map.markers().stream().anyMatch(PlotlyHeatMap::isInLegend)) {
            Plotly.legendAbove(figure);
        }
        return figure;
    }

    /** Puts an inset at the right of the plot, where it covers nothing, on axes of its own. */
    static void addInset(ObjectNode figure, HeatMap.Inset inset) {
        ObjectNode layout = Plotly.layout(figure);
        layout.withObject("/xaxis").putArray("domain").add(0).add(0.74);
        Plotly.axis(layout, "xaxis2", inset.map().xAxis(), null);
        Plotly.axis(layout, "yaxis2", inset.map().yAxis(), null);
        layout.withObject("/xaxis2")
                .put("anchor", "y2")
                .putArray("domain")
                .add(0.82)
                .add(1);
        layout.withObject("/yaxis2")
                .put("anchor", "x2")
                .putArray("domain")
                .add(0.55)
                .add(1);
        HeatMap map = inset.map();
        Axis.Interval stated = map.limits();
        Axis.Interval range = stated == null ? map.values().range() : stated;
        addMap(figure, map, range.isEmpty() ? Axis.Interval.UNIT : range, true, "2")
                .withObject("/colorbar")
                .put("x", 1.01)
                .put("y", 0.55)
                .put("yanchor", "bottom")
                .put("len", 0.45)
                .put("thickness", 8);
        addMarkers(figure, map, "2");
    }

    private static ObjectNode addMap(
            ObjectNode figure, HeatMap map, Axis.Interval limits, boolean colorBar, String axes) {
        ObjectNode trace = Plotly.trace(figure, "heatmap");
        trace.set("x", Plotly.numbers(map.xs()));
        trace.set("y", Plotly.numbers(map.ys()));
        trace.set("z", Plotly.numbers(map.values()));
        trace.put("xaxis", "x" + axes).put("yaxis", "y" + axes);
        trace.set("colorscale", Plotly.colorScale(map.colorScale()));
        trace.put("zmin", limits.min()).put("zmax", limits.max()).put("showscale", colorBar);
        trace.put("hoverongaps", false).put("name", "");
        if (map.shading() == HeatMap.Shading.INTERPOLATED) {
            trace.put("zsmooth", "best");
        }
        trace.put(
                "hovertemplate",
                Plotly.text(map.xAxis().label()) + " = %{x:.4g}<br>"
                        + Plotly.text(map.yAxis().label()) + " = %{y:.4g}<br>" + Plotly.text(map.valueName())
                        + ": %{z:.5g}");
        if (colorBar) {
            trace.putObject("colorbar")
                    .put("thickness", 12)
                    .putObject("title")
                    .put("text", Plotly.text(map.valueName()))
                    .put("side", "right");
        }
        return trace;
    }

    private static boolean isInLegend(HeatMap.PointMarker marker) {
        return marker.naming() == HeatMap.PointMarker.Naming.LEGEND;
    }

    private static void addMarkers(ObjectNode figure, HeatMap map, String axes) {
        for (HeatMap.PointMarker marker : map.markers()) {
            ObjectNode trace = Plotly.trace(figure, "scatter");
            trace.putArray("x").add(marker.x());
            trace.putArray("y").add(marker.y());
            ArrayNode label = trace.putArray("text");
            label.add(Plotly.text(marker.label()));
            trace.put("xaxis", "x" + axes).put("yaxis", "y" + axes);
            boolean inLegend = isInLegend(marker);
            trace.put("cliponaxis", false).put("showlegend", inLegend);
            trace.put("name", inLegend ? Plotly.text(marker.label()) : "");
            Plotly.style(trace, marker.style(), (inLegend ? 12 : 10) * marker.size());
            trace.put("mode", inLegend || marker.label().isEmpty() ? "markers" : "markers+text");
            trace.put("textposition", "middle right");
            trace.put("hovertemplate", "%{text} (%{x:.4g}, %{y:.4g})");
            trace.withObject("/marker")
                    .putObject("line")
                    .put("color", "#ffffff")
                    .put("width", 2);
            trace.putObject("textfont").put("color", "#1a1a1a");
        }
    }
}
