package org.strangenoise.figures.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.BlochSphere;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.PauliBars;
import org.strangenoise.figures.PulseSequence;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Scatter;
import org.strangenoise.figures.Style;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class FigureRendererTest {

    private static final int WHITE = 0xFFFFFFFF;

    static List<Figure> figures() {
        return SampleFigures.all();
    }

    static List<Figure.Panel> extremes() {
        Axis x = Axis.of("abscissa");
        Axis y = Axis.of("ordinate");
        Samples none = Samples.of(new double[0]);
        Samples one = Samples.of(3);
        Samples missing = Samples.of(Double.NaN, Double.POSITIVE_INFINITY);
        return List.of(
                HeatMap.of("", x, y, one, one, Samples.Grid.of(new double[][] {{0.5}}), "value"),
                HeatMap.of("", x, y, one, one, Samples.Grid.of(new double[][] {{Double.NaN}}), "value")
                        .withContours(List.of(0.5)),
                HeatMap.ofAngles(
                        "", SampleFigures.THETAS, SampleFigures.PHIS, SampleFigures.grid((t, p) -> 0.7), "constant"),
                LineChart.of("", x, y, List.of()),
                LineChart.of(
                        "",
                        x.logarithmic(),
                        y.logarithmic(),
                        List.of(LineChart.Series.of("one", one, one, Style.points(0)))),
                LineChart.of(
                        "",
                        x,
                        y,
                        List.of(LineChart.Series.of(
                                "constant", Samples.steps(5), Samples.of(0, 0, 0, 0, 0), Style.solid(0)))),
                LineChart.of("", x, y, List.of(LineChart.Series.of("missing", missing, missing, Style.solid(0)))),
                LineChart.of("", x, y, List.of(LineChart.Series.of("huge", one, Samples.of(1e300), Style.points(0)))),
                LineChart.of(
                        "",
                        x,
                        y,
                        List.of(LineChart.Series.of(
                                "", Samples.of(0, 1e-12), Samples.of(-3e-9, 4e-9), Style.solid(0)))),
                Scatter.of("", x, y, none, none),
                Scatter.of("", x, y, one, one).withPointSize(20),
                BlochSphere.of("", List.of()),
                BlochSphere.of(
                        "",
                        List.of(BlochSphere.Track.of(
                                "",
                                List.of(new double[] {Double.NaN, 0, 0}, new double[] {0, 0, 1}),
                                Style.points(0)))),
                new PulseSequence("", List.of("Q0"), List.of()),
                new PauliBars("", List.of("Z"), Samples.of(1), "measured", null, null, "", null),
                BarChart.grouped("", List.of("none"), y, List.of(BarChart.Bars.of("", Samples.of(Double.NaN), 0))),
                BarChart.grouped("", List.of("zero"), y, List.of(BarChart.Bars.of("", Samples.of(0), 0)))
                        .withDirection(BarChart.Direction.HORIZONTAL)
                        .withValuesWritten());
    }

    @ParameterizedTest
    @MethodSource("figures")
    void pngHasThePrintedSizeAndIsNotBlank(Figure figure) throws IOException {
        BufferedImage image = decode(FigureRenderer.toPng(figure));
        double inches = figure.width().millimetres() / 25.4;
        assertEquals(inches * FigureRenderer.DOTS_PER_INCH, image.getWidth(), 1);
        double plots = figure.rows().stream().mapToDouble(Figure.Row::height).sum() / 25.4;
        assertTrue(image.getHeight() > plots * FigureRenderer.DOTS_PER_INCH, "no room for labels");
        int[] pixels = pixels(image);
        long drawn = Arrays.stream(pixels).filter(pixel -> pixel != WHITE).count();
        assertTrue(drawn > pixels.length / 100, drawn + " pixels drawn");
        assertTrue(Arrays.stream(pixels).distinct().limit(20).count() == 20, "hardly any colours");
    }

    @ParameterizedTest
    @MethodSource("figures")
    void nothingTouchesTheEdgeOfTheFigure(Figure figure) throws IOException {
        BufferedImage image = decode(FigureRenderer.toPng(figure));
        for (int x = 0; x < image.getWidth(); x++) {
            assertEquals(WHITE, image.getRGB(x, 0));
            assertEquals(WHITE, image.getRGB(x, image.getHeight() - 1));
        }
        for (int y = 0; y < image.getHeight(); y++) {
            assertEquals(WHITE, image.getRGB(0, y), "left edge at " + y);
            assertEquals(WHITE, image.getRGB(image.getWidth() - 1, y), "right edge at " + y);
        }
    }

    @ParameterizedTest
    @MethodSource("figures")
    void svgIsWellFormedAndFinite(Figure figure) throws Exception {
        String svg = FigureRenderer.toSvg(figure);
        Document document = parse(svg);
        assertEquals(figure.width().millimetres() + "mm", trimmed(document));
        String withoutImages = svg.replaceAll("base64,[^\"]*", "");
        assertFalse(withoutImages.contains("NaN"));
        assertFalse(withoutImages.contains("Infinity"));
        assertFalse(withoutImages.contains("http")
                && withoutImages.replaceAll("xmlns[^ >]*", "").contains("http"));
    }

    @Test
    void svgHasItsLabelsAsText() throws Exception {
        assertTrue(texts(SampleFigures.curves())
                .containsAll(List.of("overlap", "noisy", "measured", "1.0", "0.98", "N = 10", "number of steps, N")));
        assertTrue(texts(SampleFigures.contour()).containsAll(List.of("T1 (µs)", "Tφ (µs)", "0.94", "first order")));
        assertTrue(texts(SampleFigures.level()).containsAll(List.of("start: pole", "level 0.25", "device", "equal")));
        assertTrue(texts(SampleFigures.waterfall()).containsAll(List.of("0", "+0.0010", "0.98")), "zero below the cut");
        assertTrue(texts(SampleFigures.map("title"))
                .containsAll(List.of("θ (rad)", "φ (rad)", "−π", "π/2", "entropy (bits)", "start <a>", "title")));
        assertTrue(texts(SampleFigures.pulses()).containsAll(List.of("Q0", "Q2", "time (ns)", "κ = 2.5", "idle")));
        assertTrue(
                texts(SampleFigures.paulis(3)).containsAll(List.of("noisy 0.704", "ideal", "X", "expectation value")));
        assertTrue(texts(SampleFigures.bloch(0)).containsAll(List.of("|0⟩", "|1⟩", "x", "y", "0", "20")));
        assertTrue(texts(SampleFigures.tornado()).contains("device.qubits.Q0.T1"));
    }

    @Test
    void textIsAtLeastSixPointsButForNumbersInThinBars() {
        for (Figure figure : SampleFigures.all()) {
            String svg = FigureRenderer.toSvg(figure);
            double smallest = Arrays.stream(svg.split("<text font-size=\"", -1))
                    .skip(1)
                    .mapToDouble(rest -> Double.parseDouble(rest.substring(0, rest.indexOf('"'))))
                    .min()
                    .orElse(Double.NaN);
            assertTrue(smallest >= 5.5, figure.id() + " has text of " + smallest + " pt");
        }
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void extremesAreDrawn(Figure.Panel panel) throws Exception {
        Figure figure = Figure.of("extreme", "Extreme", "", 40, panel);
        decode(FigureRenderer.toPng(figure));
        String svg = FigureRenderer.toSvg(figure);
        parse(svg);
        assertFalse(svg.replaceAll("base64,[^\"]*", "").contains("NaN"));
    }

    @Test
    void sameFigureGivesSameBytesAlsoInParallel() {
        List<Figure> figures = SampleFigures.all();
        List<byte[]> first = figures.parallelStream().map(FigureRenderer::toPng).toList();
        List<String> firstSvg =
                figures.parallelStream().map(FigureRenderer::toSvg).toList();
        for (int i = 0; i < figures.size(); i++) {
            assertArrayEquals(first.get(i), FigureRenderer.toPng(figures.get(i)));
            assertEquals(firstSvg.get(i), FigureRenderer.toSvg(figures.get(i)));
        }
    }

    @Test
    void cellsHaveTheColourOfTheirValueAndMissingOnesAreHatched() throws IOException {
        double[][] values = {{0, 1}, {Double.NaN, 0.5}};
        HeatMap map = HeatMap.of(
                "", Axis.of("x"), Axis.of("y"), Samples.of(0, 1), Samples.of(0, 1), Samples.Grid.of(values), "v");
        int[] pixels = pixels(decode(FigureRenderer.toPng(Figure.of("cells", "Cells", "", 40, map))));
        List<Integer> seen = Arrays.stream(pixels).boxed().collect(Collectors.toSet()).stream()
                .toList();
        assertTrue(seen.contains(0xFF440154), "low end of viridis");
        assertTrue(seen.contains(0xFFFDE725), "high end of viridis");
        assertTrue(seen.contains(Palette.MISSING.getRGB()) && seen.contains(Palette.MISSING_HATCH.getRGB()), "hatch");
        long low = Arrays.stream(pixels).filter(pixel -> pixel == 0xFF440154).count();
        long high = Arrays.stream(pixels).filter(pixel -> pixel == 0xFFFDE725).count();
        assertEquals(1, low / (double) high, 0.05, "cells of equal size");
    }

    /** {@code v = x + 2 y} is itself interpolated exactly, the triangle beside the missing corner too. */
    @Test
    void coloursBetweenValuesAreInterpolated() {
        double[][] values = {{0, 1, 2}, {2, 3, 4}, {4, 5, Double.NaN}};
        HeatMap map = HeatMap.of(
                        "",
                        Axis.of("x"),
                        Axis.of("y"),
                        Samples.of(0, 1, 2),
                        Samples.of(0, 1, 2),
                        Samples.Grid.of(values),
                        "")
                .interpolated();
        HeatMapPainter painter = HeatMapPainter.of(map, new Axis.Interval(0, 6), true, true, false);
        int size = 60;
        Canvas.PixelImage image = new HeatMapPainter.Pixels(map, painter.limits(), painter.frame())
                .over(new Rectangle2D.Double(0, 0, size, size), 1);
        ColorTable table = ColorTable.of(map.colorScale());
        for (int px = 0; px < size; px++) {
            for (int py = 0; py < size; py++) {
                double x = 2 * (px + 0.5) / size;
                double y = 2 * (size - py - 0.5) / size;
                int color = image.argb()[py * size + px];
                if (x - 1 + y - 1 > 1 && x > 1 && y > 1) {
                    assertTrue(color == Palette.MISSING.getRGB() || color == Palette.MISSING_HATCH.getRGB());
                } else if (x + y != 3) {
                    assertEquals(table.at(x + 2 * y, new Axis.Interval(0, 6)), color, px + " " + py);
                }
            }
        }
    }

    @Test
    void hundredThousandPointsStaySmallInSvg() {
        String svg = FigureRenderer.toSvg(Figure.of("dots", "Dots", "", 40, SampleFigures.scatter(false)));
        assertTrue(svg.length() < 3_000_000, svg.length() + " characters");
    }

    @Test
    void writesBothFiles(@TempDir Path folder) throws IOException {
        Figure figure = Figure.of("pulses", "Pulses", "", 30, SampleFigures.pulses());
        List<Path> files = FigureRenderer.write(figure, folder);
        assertArrayEquals(FigureRenderer.toPng(figure), Files.readAllBytes(files.get(0)));
        assertEquals(FigureRenderer.toSvg(figure), Files.readString(folder.resolve("pulses.svg")));
    }

    @Test
    void labelsThatLeaveNoRoomAreRefused() {
        String endless = "endless ".repeat(60);
        BarChart chart = BarChart.grouped(
                        "", List.of(endless), Axis.of("v"), List.of(BarChart.Bars.of("", Samples.of(1), 0)))
                .withDirection(BarChart.Direction.HORIZONTAL);
        assertThrows(
                IllegalArgumentException.class, () -> FigureRenderer.toSvg(Figure.of("wide", "Wide", "", 30, chart)));
    }

    /** A small share is a number with its sign, or a zero without one. */
    @Test
    void smallSharesOfAWaterfallAreNoSignedZeros() throws Exception {
        List<String> names = List.of("ideal", "decoherence", "readout", "reconstruction", "measured");
        BarChart small = BarChart.waterfall("", names, Axis.of("purity"), 1, Samples.of(-0.42, -0.20, 0.0031));
        assertTrue(texts(small).containsAll(List.of("1.000", "−0.420", "+0.003", "0.383")));
        BarChart tiny = BarChart.waterfall("", names, Axis.of("purity"), 1, Samples.of(-0.42, -0.20, 1e-6));
        assertTrue(texts(tiny).containsAll(List.of("1.00", "−0.42", "0.00", "0.38")));
    }

    private static List<String> texts(Figure.Panel panel) throws Exception {
        NodeList nodes = parse(FigureRenderer.toSvg(Figure.of("texts", "Texts", "", 60, panel)))
                .getElementsByTagName("text");
        return java.util.stream.IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }

    private static String trimmed(Document document) {
        String width = document.getDocumentElement().getAttribute("width");
        return Double.parseDouble(width.replace("mm", "")) + "mm";
    }

    private static BufferedImage decode(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
