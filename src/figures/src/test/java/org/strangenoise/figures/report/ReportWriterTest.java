package org.strangenoise.figures.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Scatter;
import org.strangenoise.figures.Style;
import org.strangenoise.figures.render.FigureRenderer;
import org.strangenoise.figures.render.SampleFigures;

class ReportWriterTest {

    @TempDir
    Path folder;

    @Test
    void sameReportGivesSameBytes() throws IOException {
        Report report = SampleReport.of(SampleFigures.all().subList(0, 3));
        ReportWriter.write(report, folder.resolve("a.html"));
        ReportWriter.write(report, folder.resolve("b.html"));
        assertArrayEquals(Files.readAllBytes(folder.resolve("a.html")), Files.readAllBytes(folder.resolve("b.html")));
    }

    /** The quick way to six digits against the decimals themselves, halves and their neighbours among them. */
    @Test
    void numbersAreRoundedAsTheirDecimals() {
        Random random = new Random(8);
        List<Double> values = new ArrayList<>(List.of(0.1234565, 12345.65, 100000.5, 0.0625, 999999.5, 99999.95, 1e-9));
        for (int k = 0; k < 20_000; k++) {
            double any = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(20) - 12);
            double half = (random.nextInt(1_000_000) + 0.5) / (1 << random.nextInt(12));
            values.addAll(List.of(any, half, Math.nextUp(half), Math.nextDown(-half)));
        }
        for (double value : values) {
            assertEquals(new BigDecimal(value).round(new MathContext(6)).doubleValue(), Plotly.rounded(value));
        }
    }

    @Test
    void userTextNeverBecomesMarkup() throws IOException {
        Samples x = Samples.steps(3);
        Figure hostile = Figure.of(
                "hostile",
                "t " + SampleReport.HOSTILE,
                "c " + SampleReport.HOSTILE,
                40,
                LineChart.of(
                        SampleReport.HOSTILE,
                        Axis.of(SampleReport.HOSTILE, "<b>"),
                        Axis.of("y"),
                        List.of(LineChart.Series.of(SampleReport.HOSTILE, x, x, Style.solid(0)))));
        String html = written(SampleReport.of(List.of(hostile)));
        assertFalse(html.contains("<script>alert"), "a script of the user's");
        assertFalse(html.contains("alert('"), "a quote that could end an attribute");
        assertEquals(3, count(html, "<script"), "the data, the library, the program");
        assertEquals(3, count(html, "</script"));
        JsonNode panels = panels(html);
        String label = panels.get(0).at("/layout/xaxis/title/text").asText();
        assertTrue(label.startsWith("&lt;/script&gt;"), label);
    }

    @Test
    void nothingIsLoadedFromElsewhere() throws IOException {
        String html = written(SampleReport.withEverything());
        Matcher reference =
                Pattern.compile("(?:src|href|action|data)=\"([^\"]{0,40})").matcher(html);
        int found = 0;
        while (reference.find()) {
            String target = reference.group(1);
            assertTrue(target.startsWith("data:image/svg+xml;charset=utf-8,") || target.startsWith("#"), target);
            found++;
        }
        assertTrue(found >= SampleFigures.all().size(), found + " references");
        assertTrue(html.contains("default-src 'none'"), "no content security policy");
        assertFalse(html.contains("@import"));
    }

    @Test
    void everyPanelHasDataAndEveryFigureAnAlternative() throws IOException {
        String html = written(SampleReport.withEverything());
        int panels = SampleFigures.all().stream()
                .mapToInt(figure -> figure.panels().size())
                .sum();
        assertEquals(panels, panels(html).size());
        assertEquals(panels, count(html, "data-panel="));
        assertEquals(SampleFigures.all().size(), count(html, "<img class=\"print\" alt=\""));
        for (JsonNode panel : panels(html)) {
            assertTrue(panel.get("data").size() > 0, panel.get("figure").asText());
        }
        String data = unpacked(html, "panels").replaceAll("\"steps\":\"[^\"]*", "");
        assertFalse(data.contains("NaN") || data.contains("Infinity"));
    }

    @Test
    void numbersWarningsProvenanceAndNoticesAreThere() throws IOException {
        String html = written(SampleReport.withEverything());
        for (String part : List.of(
                "0.940 ± 0.005",
                "0.9396",
                "✗ no",
                "T2 clamped",
                "config-sha256",
                "plotly.js 3",
                "SIL OPEN FONT LICENSE",
                "Permission is hereby granted, free of charge")) {
            assertTrue(html.contains(part), part);
        }
    }

    @Test
    void libraryIsCarriedWhole() throws IOException {
        String html = written(SampleReport.of(List.of()));
        String library = unpacked(html, "plotly");
        assertTrue(library.contains("plotly.js v") && library.contains("scatter3d"));
    }

    @Test
    void theInteractivePauliPanelNamesItsLettersAndKeepsTheCommonRange() throws IOException {
        JsonNode panels = panels(written(SampleReport.withEverything()));
        int seen = 0;
        for (JsonNode panel : panels) {
            if (!panel.get("figure").asText().equals("paulis")) {
                continue;
            }
            seen++;
            List<String> names = new ArrayList<>();
            for (JsonNode trace : panel.get("data")) {
                if (trace.at("/marker/symbol").asText().equals("square")) {
                    names.add(trace.get("name").asText());
                }
            }
            assertEquals(List.of("X", "Y", "Z", "I"), names);
            assertEquals(1.08, panel.at("/layout/yaxis/range/1").asDouble(), 1e-9);
            assertEquals(-1.08, panel.at("/layout/yaxis/range/0").asDouble(), 1e-9);
        }
        assertEquals(2, seen);
    }

    /** Points of a cloud lie where they were found, to a fraction of a dot. */
    @Test
    void pointsOfACloudAreUnpackedWhereTheyWere() throws IOException {
        Samples x = Samples.of(-3, 0.1, 2, Double.NaN, 5);
        Samples color = Samples.of(4, 4, 4, 4, 4);
        Scatter cloud = Scatter.of("", Axis.of("x"), Axis.of("y"), x, x.map(v -> -v))
                .withColors(color, "v", HeatMap.ColorScale.GREYS)
                .withLimits(new Axis.Interval(0, 10));
        JsonNode trace = panels(written(SampleReport.of(List.of(Figure.of("f", "F", "", 40, cloud)))))
                .at("/0/data/0");
        assertEquals(
                "[0,10]",
                "[" + trace.at("/marker/cmin").asInt() + ","
                        + trace.at("/marker/cmax").asInt() + "]");
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < x.size(); i++) {
            String steps = trace.at("/x/steps").asText();
            int step = 64 * digits.indexOf(steps.charAt(2 * i)) + digits.indexOf(steps.charAt(2 * i + 1));
            if (Double.isNaN(x.get(i))) {
                assertEquals(4095, step);
            } else {
                double value = trace.at("/x/low").asDouble()
                        + step * trace.at("/x/step").asDouble();
                assertEquals(x.get(i), value, 8.0 / 8188 + 1e-12, "point " + i);
            }
        }
        assertEquals(4, trace.at("/marker/color/low").asDouble());
    }

    /** What stands in the page is the drawing, character by character. */
    @Test
    void drawingsStandInThePageAsTheyAreDrawn() throws IOException {
        Figure figure = SampleFigures.all().get(3);
        String html = written(SampleReport.of(List.of(figure)));
        String address = between(html, "src=\"data:image/svg+xml;charset=utf-8,", "\"");
        assertEquals(
                FigureRenderer.toSvg(figure), URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private String written(Report report) throws IOException {
        Path file = folder.resolve("report.html");
        ReportWriter.write(report, file);
        return Files.readString(file);
    }

    private static JsonNode panels(String html) throws IOException {
        return new ObjectMapper().readTree(unpacked(html, "panels"));
    }

    private static String unpacked(String html, String id) throws IOException {
        byte[] packed = Base64.getDecoder().decode(between(html, "id=\"" + id + "\">", "</script>"));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before) + before.length();
        return text.substring(start, text.indexOf(after, start));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
