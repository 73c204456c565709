package org.strangenoise.figures.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.BarChart.Bars;
import org.strangenoise.figures.BarChart.Direction;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.PauliBars;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.render.ColorTable;

/** Bars over categories. */
final class PlotlyBars {

    private PlotlyBars() {}

    static ObjectNode of(BarChart chart) {
        boolean upright = chart.direction() == Direction.VERTICAL;
        ObjectNode figure = Plotly.figure(chart.title());
        ObjectNode layout = Plotly.layout(figure);
        layout.put(
                "barmode",
                switch (chart.arrangement()) {
                    case GROUPED -> "group";
                    case STACKED -> "relative";
                    case OVERLAID -> "overlay";
                });
        Plotly.axis(layout, upright ? "yaxis" : "xaxis", chart.valueAxis(), null);
        ObjectNode names = layout.putObject(upright ? "xaxis" : "yaxis").put("type", "category");
        names.putObject("title").put("text", Plotly.text(chart.categoryName()));
        names.put("automargin", true);
        if (!upright) {
            names.put("autorange", "reversed");
        }
        for (int i = 0; i < chart.bars().size(); i++) {
            addBars(figure, chart, chart.bars().get(i), upright);
            if (isAmidSequence(chart.bars(), i)) {
                ((ObjectNode) figure.withArray("data").get(i)).put("showlegend", false);
            }
        }
        Plotly.legendAbove(figure);
        PlotlyCurves.addReferences(layout, chart.references());
        if (chart.cutsZero()) {
            addBreak(layout, upright, chart.valueAxis());
        }
        return figure;
    }

    /** A sequence is named by its first and its last series. */
    private static boolean isAmidSequence(List<Bars> all, int i) {
        return i > 0
                && i < all.size() - 1
                && all.get(i).fill().continues(all.get(i - 1).fill())
                && all.get(i + 1).fill().continues(all.get(i).fill());
    }

    /** Plain colours as those of the curves, the others as in print. */
    private static String color(BarChart.Fill fill) {
        return fill instanceof BarChart.Fill.Plain plain
                ? Plotly.color(plain.color())
                : String.format(Locale.ROOT, "#%06x", ColorTable.Bars.rgb(fill));
    }

    /** A mark at the end of the value axis that lies towards zero, and what it means. */
    private static void addBreak(ObjectNode layout, boolean upright, Axis axis) {
        Axis.Interval range = axis.range();
        int end = range != null && range.max() < 0 ? 1 : 0;
        layout.withArray("annotations")
                .addObject()
                .put("text", "<b>≈</b>")
                .put("xref", "paper")
                .put("yref", "paper")
                .put("x", upright ? 0 : end)
                .put("y", upright ? end : 0)
                .put("xanchor", "center")
                .put("yanchor", "middle")
                .put("showarrow", false)
                .put("bgcolor", "#ffffff")
                .put("borderpad", 0)
                .put("hovertext", "the axis does not begin at 0")
                .putObject("font")
                .put("size", 16);
        layout.withObject(upright ? "/yaxis" : "/xaxis")
                .withObject("/title")
                .put("text", Plotly.text(axis.caption()) + " (cut: not from 0)");
    }

    /** To three digits, or rounded by its error. */
    private static String number(double value, double error) {
        if (!(error > 0) || error >= 1) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        int decimals = (int) Math.ceil(-StrictMath.log10(error));
        return String.format(Locale.ROOT, "%." + decimals + "f ± %.1g", value, error);
    }

    private static void addBars(ObjectNode figure, BarChart chart, Bars bars, boolean upright) {
        ObjectNode trace = Plotly.trace(figure, "bar").put("orientation", upright ? "v" : "h");
        trace.put("name", Plotly.text(bars.label()))
                .put("showlegend", !bars.label().isEmpty());
        trace.set(upright ? "x" : "y", Plotly.texts(chart.categories()));
        ArrayNode lengths = trace.putArray(upright ? "y" : "x");
        ArrayNode lengthTexts = trace.putArray("hovertext");
        Samples bases = bars.bases();
        for (int i = 0; i < chart.categories().size(); i++) {
            double base = bases == null ? 0 : bases.get(i);
            double length = bars.ends().get(i) - base;
            Plotly.add(lengths, length);
            Samples errors = bars.errors();
            lengthTexts.add(Double.isFinite(length) ? number(length, errors == null ? 0 : errors.get(i)) : "");
        }
        if (bases != null) {
            trace.set("base", Plotly.numbers(bases));
        }
        trace.putObject("marker").put("color", color(bars.fill()));
        trace.put("hovertemplate", upright ? "%{x}: %{hovertext}" : "%{y}: %{hovertext}");
        Samples errors = bars.errors();
        if (errors != null) {
            trace.putObject(upright ? "error_y" : "error_x").put("type", "data").set("array", Plotly.numbers(errors));
        }
        if (chart.valuesWritten()) {
            trace.set("text", lengthTexts);
            trace.put("textposition", "auto");
        }
    }

    /** Expectation values of Pauli strings over their coloured letters. */
    static final class Paulis {

        private static final String LETTERS = "IXYZ";
        private static final String[] COLORS = {"#eeeeee", "#d55e00", "#009e73", "#0072b2"};

        private Paulis() {}

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
            ObjectNode trace =
                    Plotly.trace(figure, "heatmap").put("yaxis", "y3").put("showscale", false);
            trace.set("x", Plotly.texts(bars.paulis()));
            ArrayNode rows = trace.putArray("z");
            int length = bars.paulis().isEmpty() ? 0 : bars.paulis().get(0).length();
            for (int qubit = 0; qubit < length; qubit++) {
                ArrayNode row = rows.addArray();
                for (String word : bars.paulis()) {
                    row.add(LETTERS.indexOf(word.charAt(qubit)));
                }
            }
            trace.put("zmin", -0.5)
                    .put("zmax", 3.5)
                    .put("xgap", 1)
                    .put("ygap", 1)
                    .put("hovertemplate", "%{x}");
            trace.put("name", "");
            ArrayNode scale = trace.putArray("colorscale");
            for (int i = 0; i < COLORS.length; i++) {
                scale.addArray().add(i / 4.0).add(COLORS[i]);
                scale.addArray().add((i + 1) / 4.0).add(COLORS[i]);
            }
        }
    }
}
