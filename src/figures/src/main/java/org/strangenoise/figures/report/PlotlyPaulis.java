package org.strangenoise.figures.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.PauliBars;
import org.strangenoise.figures.Samples;

/** Expectation values of Pauli strings over their coloured letters. */
final class PlotlyPaulis {

    private static final String LETTERS = "IXYZ";
    private static final String[] COLORS = {"#eeeeee", "#d55e00", "#009e73", "#0072b2"};

    private PlotlyPaulis() {}

    /** @param reach how far from zero the value axis goes */
    static ObjectNode of(PauliBars bars, double reach) {
        ObjectNode figure = Plotly.figure(bars.title());
        ObjectNode layout = Plotly.layout(figure).put("barmode", "overlay");
        layout.putObject("legend").put("orientation", "h").put("y", 1.02).put("yanchor", "bottom");
        layout.putObject("xaxis")
                .put("showticklabels", false)
                .put("type", "category")
                .put("anchor", "y3");
        ObjectNode values = layout.putObject("yaxis");
        values.putObject("title").put("text", "expectation value");
        values.putArray("domain").add(0.16).add(1);
        values.putArray("range").add(-reach).add(reach);
        ObjectNode letters =
                layout.putObject("yaxis3").put("autorange", "reversed").put("showticklabels", false);
        letters.putArray("domain").add(0).add(0.13);
        letters.put("fixedrange", true);
        ObjectNode filled = addBars(figure, bars, bars.values(), bars.valuesName());
        filled.putObject("marker").put("color", "#4c9ccb");
        Samples ideal = bars.ideal();
        if (ideal != null) {
            addBars(figure, bars, ideal, "ideal")
                    .putObject("marker")
                    .put("color", "rgba(0,0,0,0)")
                    .putObject("line")
                    .put("color", "#8c8c8c")
                    .put("width", 1.3);
        }
        PauliBars.Points points = bars.points();
        if (points != null) {
            addPoints(figure, bars, points);
        }
        addLetters(figure, bars);
        nameLetters(figure);
        HeatMap.Inset inset = bars.inset();
        if (!bars.note().isEmpty()) {
            layout.putArray("annotations")
                    .addObject()
                    .put("text", Plotly.text(bars.note()).replace("\n", "<br>"))
                    .put("xref", "paper")
                    .put("yref", "paper")
                    .put("x", inset == null ? 1 : 0.82)
                    .put("y", inset == null ? 1 : 0.3)
                    .put("xanchor", inset == null ? "right" : "left")
                    .put("yanchor", "top")
                    .put("align", "left")
                    .put("showarrow", false);
        }
        if (inset != null) {
            PlotlyHeatMap.addInset(figure, inset);
        }
        return figure;
    }

    private static ObjectNode addBars(ObjectNode figure, PauliBars bars, Samples values, String name) {
        ObjectNode trace = Plotly.trace(figure, "bar").put("name", Plotly.text(name));
        trace.set("x", Plotly.texts(bars.paulis()));
        trace.set("y", Plotly.numbers(values));
        return trace.put("hovertemplate", "⟨%{x}⟩ = %{y:.5f}");
    }

    private static void addPoints(ObjectNode figure, PauliBars bars, PauliBars.Points points) {
        ObjectNode trace = Plotly.trace(figure, "scatter")
                .put("name", Plotly.text(points.name()))
                .put("mode", "markers");
        trace.set("x", Plotly.texts(bars.paulis()));
        trace.set("y", Plotly.numbers(points.values()));
        trace.putObject("error_y").put("type", "data").set("array", Plotly.numbers(points.errors()));
        trace.putObject("marker").put("color", "#262626").put("size", 5);
        trace.put("hovertemplate", "⟨%{x}⟩ = %{y:.5f}");
    }

    /** Squares without a place, for the legend alone, in the order of the drawing's. */
    private static void nameLetters(ObjectNode figure) {
        for (char letter : "XYZI".toCharArray()) {
            ObjectNode trace = Plotly.trace(figure, "scatter")
                    .put("name", String.valueOf(letter))
                    .put("mode", "markers")
                    .put("hoverinfo", "skip")
                    .put("yaxis", "y3");
            trace.putArray("x").addNull();
            trace.putArray("y").addNull();
            ObjectNode marker =
                    trace.putObject("marker").put("symbol", "square").put("size", 11);
            marker.put("color", COLORS[LETTERS.indexOf(letter)])
                    .putObject("line")
                    .put("color", "#8c8c8c")
                    .put("width", letter == 'I' ? 1 : 0);
        }
    }

    private static void addLetters(ObjectNode figure, PauliBars bars) {
        ObjectNode trace = Plotly.trace(figure, "heatmap").put("yaxis", "y3").put("showscale", false);
        trace.set("x", Plotly.texts(bars.paulis()));
        ArrayNode rows = trace.putArray("z");
        int length = bars.paulis().isEmpty() ? 0 : bars.paulis().get(0).length();
        for (int qubit = 0; qubit < length; qubit++) {
            ArrayNode row = rows.addArray();
            for (String word : bars.paulis()) {
                row.add(LETTERS.indexOf(word.charAt(qubit)));
            }
        }
        trace.put("zmin", -0.5).put("zmax", 3.5).put("xgap", 1).put("ygap", 1).put("hovertemplate", "%{x}");
        trace.put("name", "");
        ArrayNode scale = trace.putArray("colorscale");
        for (int i = 0; i < COLORS.length; i++) {
            scale.addArray().add(i / 4.0).add(COLORS[i]);
            scale.addArray().add((i + 1) / 4.0).add(COLORS[i]);
        }
    }
}
