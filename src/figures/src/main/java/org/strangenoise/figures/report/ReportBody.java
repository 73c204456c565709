package org.strangenoise.figures.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.PauliBars;

/** The readable part of the report, and the data of its panels. */
final class ReportBody {

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .build();

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private static final double COLOR_BAR_WEIGHT = 0.45;

    private static final Pattern DRAWING_SIZE = Pattern.compile("viewBox=\"0 0 ([0-9.]+) ([0-9.]+)\"");

    private static final Pattern RUN = Pattern.compile("\\b(ideal|noisy|measured)\\b");
    private static final Pattern STEP = Pattern.compile("(?<=^(N|" + MathText.italic("N") + ") = )[0-9]+$");

    /** Pixels a point: a double column fills the page. */
    private static final double DRAWING_SCALE = 2;

    private final Report report;
    private final Function<Figure, String> svg;
    private int panelsWritten;

    ReportBody(Report report, Function<Figure, String> svg) {
        this.report = report;
        this.svg = svg;
    }

    /** The data of all panels as JSON, in the order in which the body names them. */
    static byte[] panelsAsJson(Report report) {
        ArrayNode panels = JSON.createArrayNode();
        for (Report.Section section : report.sections()) {
            for (Figure figure : section.figures()) {
                addPanels(figure, panels);
            }
        }
        try {
            return JSON.writeValueAsBytes(panels);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of numbers and texts cannot be written as JSON", e);
        }
    }

    private static void addPanels(Figure figure, ArrayNode panels) {
        boolean shared = isShared(figure);
        double reach = PauliBars.reach(figure.panels());
        Axis.Interval common = Axis.Interval.EMPTY;
        for (Figure.Panel panel : figure.panels()) {
            common = panel instanceof HeatMap map ? common.including(limits(map)) : common;
        }
        for (Figure.Row row : figure.rows()) {
            for (int i = 0; i < row.panels().size(); i++) {
                Figure.Panel panel = row.panels().get(i);
                Axis.Interval limits = panel instanceof HeatMap map
                        ? (shared ? common : limits(map))
                        : new Axis.Interval(-reach, reach);
                boolean colorBar = !shared || i == row.panels().size() - 1;
                panels.add(PlotlyPanel.of(panel, limits, colorBar).put("figure", figure.id()));
            }
        }
    }

    private static boolean isShared(Figure figure) {
        return figure.sharing() == Figure.Sharing.AXES_AND_COLORS;
    }

    void writeTo(Writer html) throws IOException {
        html.write("<main>\n<header>\n<h1>" + ReportWriter.Html.escape(report.title()) + "</h1>\n");
        writeParagraphs(html, report.summary());
        html.write("</header>\n");
        writeContents(html);
        writeWarnings(html);
        writeRows(html);
        for (int i = 0; i < report.sections().size(); i++) {
            writeSection(html, report.sections().get(i), i);
        }
        writeProvenance(html);
    }

    private void writeContents(Writer html) throws IOException {
        if (report.sections().size() < 2) {
            return;
        }
        html.write("<nav aria-label=\"Contents\">\n<ol>\n");
        for (int i = 0; i < report.sections().size(); i++) {
            html.write("<li><a href=\"#section-" + i + "\">"
                    + ReportWriter.Html.escape(report.sections().get(i).heading()) + "</a></li>\n");
        }
        html.write("</ol>\n</nav>\n");
    }

    private void writeWarnings(Writer html) throws IOException {
        if (report.warnings().isEmpty()) {
            return;
        }
        html.write("<section id=\"warnings\" class=\"warnings\">\n<h2>Warnings</h2>\n<ul>\n");
        for (String warning : report.warnings()) {
            html.write("<li>" + ReportWriter.Html.escape(warning) + "</li>\n");
        }
        html.write("</ul>\n</section>\n");
    }

    private void writeRows(Writer html) throws IOException {
        if (report.rows().isEmpty()) {
            return;
        }
        html.write(
                "<section id=\"summary\">\n<h2>Asked and found</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Asked and found\"><table>\n<thead><tr>"
                        + "<th scope=\"col\">Quantity</th><th scope=\"col\">Asked</th><th scope=\"col\">Found</th>"
                        + "<th scope=\"col\">Met</th></tr></thead>\n<tbody>\n");
        for (Report.Row row : report.rows()) {
            html.write("<tr class=\"" + (row.ok() ? "met" : "missed") + "\"><th scope=\"row\">"
                    + ReportWriter.Html.escape(row.what())
                    + "</th><td>" + ReportWriter.Html.escape(row.asked()) + "</td><td>"
                    + ReportWriter.Html.escape(row.found()) + "</td><td>"
                    + (row.ok() ? "✓ yes" : "✗ no") + "</td></tr>\n");
        }
        html.write("</tbody>\n</table></div>\n</section>\n");
    }

    private void writeSection(Writer html, Report.Section section, int index) throws IOException {
        html.write("<section id=\"section-" + index + "\">\n<h2>" + ReportWriter.Html.escape(section.heading())
                + "</h2>\n");
        writeParagraphs(html, section.paragraphs());
        for (Figure figure : section.figures()) {
            writeFigure(html, figure);
        }
        for (Report.TextTable table : section.tables()) {
            writeTable(html, table);
        }
        html.write("</section>\n");
    }

    private void writeFigure(Writer html, Figure figure) throws IOException {
        String alternative = ReportWriter.Html.escape(figure.title() + ". " + figure.caption());
        html.write("<figure id=\"figure-" + ReportWriter.Html.escape(figure.id())
                + "\">\n<div class=\"interactive\" role=\"group\" aria-label=\"" + alternative + "\">\n");
        if (hasChoice(figure)) {
            // Filled by the script; its place is kept, so that what stands below does not move.
            html.write("<div class=\"switches\" role=\"group\" aria-label=\"What is shown\"></div>\n");
        }
        for (Figure.Row row : figure.rows()) {
            if (!row.label().isEmpty()) {
                html.write("<p class=\"row-label\">" + ReportWriter.Html.escape(row.label()) + "</p>\n");
            }
            html.write("<div class=\"row\" style=\"grid-template-columns:" + columns(row, isShared(figure)) + "\">\n");
            for (Figure.Panel panel : row.panels()) {
                html.write("<div class=\"plot\" data-panel=\"" + panelsWritten + "\" style=\"height:"
                        + height(row, panel) + "px\"></div>\n");
                panelsWritten++;
            }
            html.write("</div>\n");
        }
        String drawing = svg.apply(figure);
        html.write("</div>\n<img class=\"print\" alt=\"" + alternative + "\"" + size(drawing)
                + " src=\"data:image/svg+xml;charset=utf-8,");
        html.write(inUrl(drawing));
        html.write("\">\n<figcaption><strong>" + ReportWriter.Html.escape(figure.title()) + ".</strong> "
                + ReportWriter.Html.escape(figure.caption()) + "</figcaption>\n</figure>\n");
    }

    /** True if a reader can choose among runs or steps: the labels of rows, panels and curves tell of several. */
    private static boolean hasChoice(Figure figure) {
        List<String> labels = new ArrayList<>();
        for (Figure.Row row : figure.rows()) {
            labels.add(row.label());
            for (Figure.Panel panel : row.panels()) {
                labels.add(panel.title());
                if (panel instanceof LineChart chart) {
                    chart.series().forEach(series -> labels.add(series.label()));
                }
            }
        }
        return choices(labels, RUN) > 1 || choices(labels, STEP) > 1;
    }

    private static long choices(List<String> labels, Pattern pattern) {
        return labels.stream()
                .flatMap(label -> pattern.matcher(label).results().map(MatchResult::group))
                .distinct()
                .count();
    }

    /** A drawing as part of an address in an attribute; shorter than base64, as little of it must be escaped. */
    private static String inUrl(String drawing) {
        StringBuilder url = new StringBuilder(drawing.length() + drawing.length() / 8);
        for (int i = 0; i < drawing.length(); i++) {
            char c = drawing.charAt(i);
            switch (c) {
                case '%', '#', '<', '>', '"', '\'', '&', '\n' -> url.append('%').append(HEX.toHexDigits((byte) c));
                default -> url.append(c);
            }
        }
        return url.toString();
    }

    /** The drawing's width and height in pixels, so that its place is kept before it is there. */
    private static String size(String drawing) {
        Matcher size = DRAWING_SIZE.matcher(drawing);
        if (!size.find()) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                " width=\"%d\" height=\"%d\"",
                Math.round(Double.parseDouble(size.group(1)) * DRAWING_SCALE),
                Math.round(Double.parseDouble(size.group(2)) * DRAWING_SCALE));
    }

    private static Axis.Interval limits(HeatMap map) {
        Axis.Interval stated = map.limits();
        Axis.Interval range = stated == null ? map.values().range() : stated;
        return range.isEmpty() ? Axis.Interval.UNIT : range;
    }

    /** Maps in a row are equally wide although the last has the colour bar. */
    private static String columns(Figure.Row row, boolean shared) {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < row.panels().size(); i++) {
            double weight = row.weights().isEmpty() ? 1 : row.weights().get(i);
            if (shared && i == row.panels().size() - 1) {
                weight += COLOR_BAR_WEIGHT;
            }
            columns.append(String.format(Locale.ROOT, "minmax(0,%.3ffr) ", weight));
        }
        return columns.toString().trim();
    }

    /** Pixels: the printed height enlarged, with room for titles and legends. */
    private static int height(Figure.Row row, Figure.Panel panel) {
        double scale = row.panels().size() > 2 ? 6 : 7;
        double least = panel instanceof HeatMap ? 210 : 320;
        return (int) Math.max(least, row.height() * scale + 80);
    }

    private void writeTable(Writer html, Report.TextTable table) throws IOException {
        String caption = ReportWriter.Html.escape(table.caption());
        html.write("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + caption
                + "\"><table>\n<caption>" + caption + "</caption>\n<thead><tr>");
        for (Report.TextTable.Column column : table.columns()) {
            String meaning =
                    column.meaning().isEmpty() ? "" : " title=\"" + ReportWriter.Html.escape(column.meaning()) + "\"";
            html.write("<th scope=\"col\"" + meaning + ">" + ReportWriter.Html.escape(column.heading()) + "</th>");
        }
        html.write("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            html.write("<tr>");
            for (String cell : row) {
                String kind = cell.matches("[-−+]?[0-9][-−+.0-9eE×⁻⁰-⁹± ]*") ? "<td class=\"number\">" : "<td>";
                html.write(kind + ReportWriter.Html.escape(cell) + "</td>");
            }
            html.write("</tr>\n");
        }
        html.write("</tbody>\n</table></div>\n");
    }

    private void writeProvenance(Writer html) throws IOException {
        html.write("<section id=\"provenance\">\n<h2>Provenance</h2>\n<dl>\n");
        for (Map.Entry<String, String> entry : report.provenance().entrySet()) {
            html.write("<dt>" + ReportWriter.Html.escape(entry.getKey()) + "</dt><dd>"
                    + ReportWriter.Html.escape(entry.getValue()) + "</dd>\n");
        }
        html.write("</dl>\n</section>\n");
    }

    private static void writeParagraphs(Writer html, List<String> paragraphs) throws IOException {
        for (String paragraph : paragraphs) {
            html.write("<p>" + ReportWriter.Html.escape(paragraph) + "</p>\n");
        }
    }
}
