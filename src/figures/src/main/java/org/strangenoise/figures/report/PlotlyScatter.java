package org.strangenoise.figures.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Scatter;

/** Many points, as single-precision numbers in base64: a fifth of their decimal digits. */
final class PlotlyScatter {

    private PlotlyScatter() {}

    static ObjectNode of(Scatter scatter) {
        ObjectNode figure = Plotly.figure(scatter.title());
        ObjectNode layout = Plotly.layout(figure);
        Plotly.axis(layout, "xaxis", scatter.xAxis(), null);
        Plotly.axis(layout, "yaxis", scatter.yAxis(), null);
        ObjectNode trace =
                Plotly.trace(figure, "scattergl").put("mode", "markers").put("hoverinfo", "x+y");
        trace.set("x", packed(trace, scatter.xs()));
        trace.set("y", packed(trace, scatter.ys()));
        ObjectNode marker = trace.putObject("marker").put("size", 2);
        Samples values = scatter.colorValues();
        if (values == null) {
            marker.put("color", Plotly.color(0));
        } else {
            marker.set("color", packed(trace, values));
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

    /** Plotly's typed array. */
    private static ObjectNode packed(ObjectNode nodes, Samples samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples.size(); i++) {
            bytes.putFloat((float) samples.get(i));
        }
        return nodes.objectNode()
                .put("dtype", "f4")
                .put("bdata", Base64.getEncoder().encodeToString(bytes.array()));
    }
}
