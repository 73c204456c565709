package org.strangenoise.figures.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.strangenoise.figures.Interval;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Scatter;

/**
 * Many points, each number as one of 4,095 steps from the lowest to the highest, which is finer than the dots, in two
 * characters of base64. The page's script unpacks them.
 */
final class PlotlyScatter {

    private static final int MISSING = 0xFFF;
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private PlotlyScatter() {}

    static ObjectNode of(Scatter scatter) {
        ObjectNode figure = Plotly.figure(scatter.title());
        ObjectNode layout = Plotly.layout(figure);
        Plotly.axis(layout, "xaxis", scatter.xAxis(), null);
        Plotly.axis(layout, "yaxis", scatter.yAxis(), null);
        ObjectNode trace =
                Plotly.trace(figure, "scattergl").put("mode", "markers").put("hoverinfo", "x+y");
        trace.set("x", packed(scatter.xs()));
        trace.set("y", packed(scatter.ys()));
        ObjectNode marker = trace.putObject("marker").put("size", 2);
        Samples values = scatter.colorValues();
        if (values == null) {
            marker.put("color", Plotly.color(0));
        } else {
            marker.set("color", packed(values));
            Interval limits = scatter.colorLimits();
            marker.put("cmin", limits.min()).put("cmax", limits.max());
            marker.set("colorscale", Plotly.colorScale(scatter.colorScale()));
            marker.put("showscale", true);
            marker.putObject("colorbar")
                    .put("thickness", 12)
                    .putObject("title")
                    .put("text", Plotly.text(scatter.valueName()))
                    .put("side", "right");
        }
        return figure;
    }

    /** The value {@code low + k step} for k from 0, and 4,095 for what is missing. */
    private static ObjectNode packed(Samples samples) {
        Interval range = samples.range();
        double low = range.isEmpty() ? 0 : range.min();
        double step = range.length() > 0 ? range.length() / (MISSING - 1) : 1;
        char[] text = new char[2 * samples.size()];
        for (int i = 0; i < samples.size(); i++) {
            double value = samples.get(i);
            int number = Double.isFinite(value) ? (int) Math.round((value - low) / step) : MISSING;
            text[2 * i] = BASE64.charAt(number >> 6);
            text[2 * i + 1] = BASE64.charAt(number & 63);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("low", low)
                .put("step", step)
                .put("steps", new String(text));
    }
}
