package org.strangenoise.figures.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.strangenoise.figures.Interval;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Scatter;

/**
 * Many points, each number as one of 65,536 between the lowest and the highest, in two bytes and base64: a tenth of its
 * decimal digits. The page's script unpacks them.
 */
final class PlotlyScatter {

    private static final int MISSING = 0xFFFF;

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

    /** The value {@code low + k step} for k from 0, and 65,535 for what is missing. */
    private static ObjectNode packed(Samples samples) {
        Interval range = samples.range();
        double low = range.isEmpty() ? 0 : range.min();
        double step = range.length() > 0 ? range.length() / (MISSING - 1) : 1;
        ByteBuffer bytes = ByteBuffer.allocate(samples.size() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples.size(); i++) {
            double value = samples.get(i);
            bytes.putShort((short) (Double.isFinite(value) ? Math.round((value - low) / step) : MISSING));
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("low", low)
                .put("step", step)
                .put("steps", Base64.getEncoder().encodeToString(bytes.array()));
    }
}
