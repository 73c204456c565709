package org.strangenoise.figures.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.BarChart.Bars;
import org.strangenoise.figures.BarChart.Direction;
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
}
