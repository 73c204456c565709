package org.strangenoise.figures.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.figures.render.ColorTable;

/** The words of Plotly's figure description that all panels share. Texts are escaped here and nowhere else. */
final class Plotly {

    /** Okabe and Ito's colours as in print. */
    private static final List<String> COLORS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#777777", "#e69f00", "#56b4e9", "#b8ad00");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int COLOR_NODES = 16;
    private static final MathContext DIGITS = new MathContext(6);
    private static final double SIX_DIGITS = 1e6;

    /** Exact as doubles, as is every whole number of six digits: their quotient is rounded once. */
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private static final double LEAST_QUICK = 1e-9;
    private static final double CLEARLY_NEARER = 0.4999;

    private Plotly() {}

    static ObjectNode figure(String title) {
        ObjectNode figure = JSON.objectNode();
        figure.putArray("data");
        ObjectNode layout = figure.putObject("layout");
        if (!title.isEmpty()) {
            layout.putObject("title")
                    .put("text", text(title))
                    .put("x", 0)
                    .put("xref", "paper")
                    .putObject("font")
                    .put("size", 14);
        }
        return figure;
    }

    static ObjectNode trace(ObjectNode figure, String type) {
        return figure.withArray("data").addObject().put("type", type);
    }

    static ObjectNode layout(ObjectNode figure) {
        return figure.withObject("/layout");
    }

    /**
     * Names of the traces above the plot. The figure's title becomes theirs if any is shown, since both would be set in
     * the same place.
     */
    static void legendAbove(ObjectNode figure) {
        ObjectNode layout = layout(figure);
        ObjectNode legend = layout.putObject("legend")
                .put("traceorder", "normal")
                .put("orientation", "h")
                .put("y", 1.02)
                .put("yanchor", "bottom");
        boolean shown = false;
        for (JsonNode trace : figure.withArray("data")) {
            shown |= trace.path("showlegend").asBoolean(false);
        }
        if (shown && layout.remove("title") instanceof ObjectNode title) {
            ObjectNode above = legend.putObject("title").put("side", "top left");
            above.set("text", title.path("text"));
            above.set("font", title.path("font"));
        }
    }

    /** A label: escaped, with italic variables as Plotly's markup. */
    static String text(String label) {
        StringBuilder html = new StringBuilder();
        label.codePoints().forEach(codePoint -> {
            int upright = MathText.upright(codePoint);
            if (upright >= 0) {
                html.append("<i>").appendCodePoint(upright).append("</i>");
            } else {
                html.append(ReportWriter.Html.escape(Character.toString(codePoint)));
            }
        });
        return html.toString();
    }

    static ArrayNode numbers(Samples samples) {
        ArrayNode array = JSON.arrayNode(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            add(array, samples.get(i));
        }
        return array;
    }

    static ArrayNode numbers(Samples.Grid grid) {
        ArrayNode rows = JSON.arrayNode(grid.rows());
        for (int row = 0; row < grid.rows(); row++) {
            ArrayNode array = rows.addArray();
            for (int column = 0; column < grid.columns(); column++) {
                add(array, grid.get(row, column));
            }
        }
        return rows;
    }

    /** Six digits are more than a screen shows; what is not finite is missing. */
    static void add(ArrayNode array, double value) {
        if (!Double.isFinite(value)) {
            array.addNull();
        } else if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            array.add((int) value);
        } else {
            array.add(rounded(value));
        }
    }

    /** The double next to the decimal of six digits that is next to the value, halves upwards. */
    static double rounded(double value) {
        double size = Math.abs(value);
        if (size >= LEAST_QUICK && size < SIX_DIGITS) {
            int places = 0;
            while (size * TENS[places] < SIX_DIGITS / 10) {
                places++;
            }
            // The product is off by less than its last bit, which matters near a half alone.
            double scaled = size * TENS[places];
            double nearest = Math.rint(scaled);
            if (Math.abs(scaled - nearest) < CLEARLY_NEARER) {
                return Math.copySign(nearest / TENS[places], value);
            }
        }
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

    static ArrayNode texts(List<String> labels) {
        ArrayNode array = JSON.arrayNode(labels.size());
        labels.forEach(label -> array.add(text(label)));
        return array;
    }

    static void axis(ObjectNode layout, String name, Axis axis, Axis.@Nullable Interval defaultRange) {
        ObjectNode node = layout.putObject(name);
        node.putObject("title").put("text", text(axis.caption()));
        Axis.Interval range = axis.range() == null ? defaultRange : axis.range();
        switch (axis.scale()) {
            case LOGARITHMIC -> node.put("type", "log");
            case MULTIPLES_OF_PI -> piTicks(node);
            case CATEGORIES -> names(node, axis.categories());
            case LINEAR, INTEGER -> {}
        }
        if (range != null && !range.isEmpty()) {
            boolean logarithmic = axis.scale() == Axis.Scale.LOGARITHMIC;
            node.putArray("range")
                    .add(logarithmic ? StrictMath.log10(range.min()) : range.min())
                    .add(logarithmic ? StrictMath.log10(range.max()) : range.max());
        }
    }

    private static void names(ObjectNode node, List<String> categories) {
        ArrayNode values = node.putArray("tickvals");
        for (int k = 1; k <= categories.size(); k++) {
            values.add(k);
        }
        node.set("ticktext", texts(categories));
    }

    private static void piTicks(ObjectNode node) {
        ArrayNode values = node.putArray("tickvals");
        ArrayNode texts = node.putArray("ticktext");
        String[] labels = {"−2π", "−3π/2", "−π", "−π/2", "0", "π/2", "π", "3π/2", "2π"};
        for (int i = 0; i < labels.length; i++) {
            values.add((i - 4) * Math.PI / 2);
            texts.add(labels[i]);
        }
    }

    static String color(int place) {
        return COLORS.get(place % COLORS.size());
    }

    /** The colour with an opacity, as CSS. */
    static String translucent(int place, double opacity) {
        int rgb = Integer.parseInt(color(place).substring(1), 16);
        return "rgba(" + (rgb >> 16) + "," + ((rgb >> 8) & 0xFF) + "," + (rgb & 0xFF) + "," + opacity + ")";
    }

    static ArrayNode colorScale(HeatMap.ColorScale scale) {
        ColorTable table = ColorTable.of(scale);
        ArrayNode nodes = JSON.arrayNode();
        for (int i = 0; i <= COLOR_NODES; i++) {
            double place = i / (double) COLOR_NODES;
            nodes.addArray().add(place).add(String.format(Locale.ROOT, "#%06x", table.at(place) & 0xFFFFFF));
        }
        return nodes;
    }

    /** Applies a series' line and marker to a scatter trace of two or three dimensions. */
    static void style(ObjectNode trace, Style style, double markerSize) {
        boolean line = style.line() != Style.Line.NONE;
        boolean marker = style.marker() != Style.Marker.NONE;
        trace.put("mode", line && marker ? "lines+markers" : line ? "lines" : "markers");
        String dash = switch (style.line()) {
            case DASHED -> "dash";
            case DOTTED -> "dot";
            case SOLID, NONE -> "solid";
        };
        trace.putObject("line")
                .put("color", color(style.color()))
                .put("dash", dash)
                .put("width", 2);
        trace.putObject("marker")
                .put("color", color(style.color()))
                .put("symbol", symbol(style.marker()))
                .put("size", markerSize);
    }

    private static String symbol(Style.Marker marker) {
        return switch (marker) {
            case NONE, CIRCLE -> "circle";
            case SQUARE -> "square";
            case DIAMOND -> "diamond";
            case OPEN_CIRCLE -> "circle-open";
            case OPEN_SQUARE -> "square-open";
            case OPEN_DIAMOND -> "diamond-open";
            case TRIANGLE -> "triangle-up";
            case OPEN_TRIANGLE -> "triangle-up-open";
            case STAR -> "star";
        };
    }
}
