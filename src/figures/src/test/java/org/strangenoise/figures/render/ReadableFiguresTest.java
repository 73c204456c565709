package org.strangenoise.figures.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.PauliBars;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Scatter;
import org.strangenoise.figures.Style;

/** What a reader must be able to tell apart is told apart. */
class ReadableFiguresTest {

    private static final double POINTS_PER_MILLIMETRE = 72 / 25.4;

    private static BufferedImage drawn(Figure.Panel panel) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(FigureRenderer.toPng(Figure.of("f", "F", "", 40, panel))));
    }

    private static long pixels(BufferedImage image, int rgb) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .filter(pixel -> (pixel & 0xFFFFFF) == (rgb & 0xFFFFFF))
                .count();
    }

    /** Three qubits that do the same: each one's colour is seen along the way, not in the legend alone. */
    @Test
    void equalCurvesAreAllSeen() throws IOException {
        Samples x = Samples.steps(21);
        Samples y = x.map(step -> Math.exp(-step / 9));
        List<LineChart.Series> equal = new ArrayList<>();
        for (int qubit = 0; qubit < 3; qubit++) {
            equal.add(LineChart.Series.of("", x, y, Style.solid(qubit).with(Style.Marker.CIRCLE)));
        }
        BufferedImage image = drawn(LineChart.of("", Axis.of("step"), Axis.of("entropy"), equal));
        for (int qubit = 0; qubit < 3; qubit++) {
            long seen = pixels(image, Palette.series(qubit).getRGB());
            assertTrue(seen > 500, "colour " + qubit + " in " + seen + " pixels");
        }
    }

    /** Four qubits have 255 Pauli strings; their letters keep the size of a square millimetre. */
    @Test
    void lettersOfFourQubitsCanBeRead() {
        List<Figure.Row> rows = SampleFigures.paulis(4).inRows().stream()
                .map(part -> Figure.Row.of(30, part))
                .toList();
        assertEquals(4, rows.size());
        int squares = 0;
        for (double side : squareSides(FigureRenderer.toSvg(Figure.wide("f", "F", "", rows)))) {
            squares++;
            assertTrue(side > POINTS_PER_MILLIMETRE, "a side of " + side + " points");
        }
        assertEquals(255 * 4, squares, "a square a letter");
        assertEquals(1, SampleFigures.paulis(3).inRows().size(), "63 fit one row");
        assertEquals(SampleFigures.paulis(3), SampleFigures.paulis(3).inRows().get(0));
    }

    /** Sides of the squares below the plots: closed paths of four corners, filled by a letter's colour. */
    private static List<Double> squareSides(String svg) {
        Matcher square = Pattern.compile(
                        "<path d=\"M([0-9.]+) ([0-9.]+)L([0-9.]+) \\2L\\3 ([0-9.]+)L\\1 \\4(?:L\\1 \\2)?Z\" fill=\"(#[0-9a-f]+)\"/>")
                .matcher(svg);
        List<Double> sides = new ArrayList<>();
        while (square.find()) {
            double width = Double.parseDouble(square.group(3)) - Double.parseDouble(square.group(1));
            double height = Double.parseDouble(square.group(4)) - Double.parseDouble(square.group(2));
            boolean legend = Math.abs(width - 6) < 1e-6;
            if (Math.abs(width - height) < 0.02 && !legend) {
                sides.add(width);
            }
        }
        return sides;
    }

    @Test
    void partsOfAWordListAreWholeAndInOrder() {
        PauliBars whole = SampleFigures.paulis(4)
                .withPoints(new PauliBars.Points(
                        "measured", Samples.steps(255), Samples.steps(255).map(k -> k / 10)));
        List<String> words = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (PauliBars part : whole.inRows()) {
            words.addAll(part.paulis());
            for (int i = 0; i < part.paulis().size(); i++) {
                values.add(part.values().get(i));
                errors.add(part.points().errors().get(i));
            }
            assertEquals(words.size() == part.paulis().size(), part.inset() != null, "the inset is in the first");
        }
        assertEquals(whole.paulis(), words);
        assertEquals(whole.values(), Samples.of(values));
        assertEquals(whole.points().errors(), Samples.of(errors));
    }

    /** A bar of 0.4 is as long in a panel of small values as beside one of 1. */
    @Test
    void panelsOfPauliExpectationsHaveOneRange() {
        PauliBars small = PauliBars.of("", List.of("X", "Z"), Samples.of(0.4, -0.1), Samples.of(0.4, -0.1));
        PauliBars large = PauliBars.of("", List.of("X", "Z"), Samples.of(0.4, 1.0), Samples.of(0.4, 1.0));
        String both = FigureRenderer.toSvg(
                Figure.wide("f", "F", "", List.of(Figure.Row.of(30, small), Figure.Row.of(30, large))));
        assertEquals(2, both.split(">1.0</text>", -1).length - 1, "both axes reach 1");
        String alone = FigureRenderer.toSvg(Figure.wide("f", "F", "", List.of(Figure.Row.of(30, small))));
        assertEquals(0, alone.split(">1.0</text>", -1).length - 1);
        PauliBars.Points points = new PauliBars.Points("measured", Samples.of(0.9, 1.2), Samples.of(0.1, 0.3));
        assertEquals(1.5 * 1.08, PauliBars.reach(List.of(small, large.withPoints(points))), 1e-12, "errors too");
    }

    /** Names instead of numbers, each below its points; with less room they are broken, then turned. */
    @Test
    void categoriesStandBelowTheirPoints() {
        List<String> names = List.of("overlap after 3 steps", "overlap after 10 steps", "purity");
        Samples places = Samples.of(1, 2, 3);
        LineChart.Series points = LineChart.Series.of("", places, Samples.of(0.1, 0.4, 0.2), Style.points(0));
        LineChart chart = LineChart.of("", Axis.categories("statement", names), Axis.of("pull"), List.of(points));
        String roomy = FigureRenderer.toSvg(Figure.wide("f", "F", "", List.of(Figure.Row.of(40, chart))));
        names.forEach(name -> assertTrue(roomy.contains(">" + name + "</text>"), name));
        assertTrue(roomy.contains(">statement</text>"));
        assertFalse(roomy.contains(">1.0</text>") || roomy.contains(">2</text>"), "no numbers");
        String narrow =
                FigureRenderer.toSvg(Figure.wide("f", "F", "", List.of(Figure.Row.of(40, chart, chart, chart, chart))));
        assertTrue(narrow.contains(">overlap</text>"), "broken between words");
        String narrowest = FigureRenderer.toSvg(
                Figure.wide("f", "F", "", List.of(Figure.Row.of(40, chart, chart, chart, chart, chart, chart, chart))));
        names.forEach(name -> assertTrue(narrowest.contains(">" + name + "</text>"), name + " turned"));
    }

    /** A title that is wider than its panel is broken, and none runs into its neighbour. */
    @Test
    void longTitlesStayAboveTheirPanels() {
        String title = "three levels, g > 0, exchange not calibrated, readout uncorrected";
        Figure.Panel panel = LineChart.of(
                title,
                Axis.of("x"),
                Axis.of("y"),
                List.of(LineChart.Series.of("", Samples.of(0, 1), Samples.of(0, 1), Style.solid(0))));
        String alone = FigureRenderer.toSvg(Figure.wide("f", "F", "", List.of(Figure.Row.of(30, panel))));
        assertTrue(alone.contains(">three levels, g &gt; 0, exchange not calibrated, readout uncorrected</text>"));
        Figure three = Figure.wide("f", "F", "", List.of(Figure.Row.of(30, panel, panel, panel)));
        double end = 0;
        for (FigureLayout.Cell cell : FigureLayout.of(three).cells()) {
            FigureLayout.Heading heading = cell.heading();
            assertTrue(heading.lines().size() > 1, heading.toString());
            assertEquals(title, String.join(" ", heading.lines()));
            double half = heading.lines().stream()
                            .mapToDouble(TextStyle.NORMAL.sized(7.5)::width)
                            .max()
                            .orElse(0)
                    / 2;
            assertTrue(heading.centre() - half >= end, "it begins where the last one has ended");
            end = heading.centre() + half;
        }
        assertTrue(end <= FigureLayout.of(three).width());
    }

    @Test
    void insetsHaveAColourBar() {
        for (Figure.Panel panel : List.of(SampleFigures.curves(), SampleFigures.paulis(3))) {
            String svg = FigureRenderer.toSvg(Figure.of("f", "F", "", 60, panel));
            assertTrue(svg.contains(">entropy (bits)</text>"), "its name");
            assertTrue(svg.contains(">0.0</text>") && svg.contains(">1.0</text>"), "its ends");
        }
    }

    /** Two clouds on one scale: the same value has the same colour, whatever else is in its cloud. */
    @Test
    void cloudsCanShareAScale() throws IOException {
        Samples one = Samples.of(0.5);
        Scatter low = Scatter.of("", Axis.of("x"), Axis.of("y"), one, one)
                .withColors(Samples.of(0.2), "v", HeatMap.ColorScale.VIRIDIS)
                .withPointSize(8);
        Axis.Interval common = new Axis.Interval(0, 1);
        int expected = ColorTable.of(HeatMap.ColorScale.VIRIDIS).at(0.2, common);
        assertEquals(0, pixelsNear(drawn(low), expected), "alone it is in the middle of its own scale");
        assertTrue(pixelsNear(drawn(low.withLimits(common)), expected) > 500);
    }

    private static long pixelsNear(BufferedImage image, int rgb) {
        long near = 0;
        // The bar beside the plot has all colours.
        for (int x = 0; x < 0.7 * image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                int pixel = image.getRGB(x, y);
                int most = 0;
                for (int shift = 0; shift <= 16; shift += 8) {
                    most = Math.max(most, Math.abs(((pixel >> shift) & 255) - ((rgb >> shift) & 255)));
                }
                near += most <= 4 ? 1 : 0;
            }
        }
        return near;
    }

    /** A picture of few colours is smaller by a palette, and the same picture. */
    @Test
    void palettesChangeNoPixel() throws IOException {
        Canvas.PixelImage few = new Canvas.PixelImage(200, 150);
        Canvas.PixelImage many = new Canvas.PixelImage(200, 150);
        for (int i = 0; i < few.argb().length; i++) {
            few.argb()[i] = 0xFF000000 | ((i * 7919) % 256) * 0x010305;
            many.argb()[i] = 0xFF000000 | i;
        }
        for (Canvas.PixelImage image : List.of(few, many)) {
            BufferedImage read =
                    ImageIO.read(new ByteArrayInputStream(PngImage.of(image).toPng(300)));
            for (int i = 0; i < image.argb().length; i++) {
                assertEquals(image.argb()[i], read.getRGB(i % 200, i / 200), "pixel " + i);
            }
        }
        assertEquals(3, PngImage.of(few).toPng(300)[25], "indexed");
        assertEquals(2, PngImage.of(many).toPng(300)[25], "three channels");
    }

    @Test
    void aCloudOfAHundredThousandPointsIsSmall() {
        String svg = FigureRenderer.toSvg(Figure.of("f", "F", "", 43, SampleFigures.scatter(true)));
        assertTrue(svg.length() < 450_000, svg.length() + " characters");
    }
}
