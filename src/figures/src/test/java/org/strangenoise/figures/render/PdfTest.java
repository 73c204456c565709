package org.strangenoise.figures.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.Samples;
import org.strangenoise.testing.RequiresProgram;

/** The PDF of a figure: the same page as its PNG, text as text, fonts inside. */
class PdfTest {

    @TempDir
    Path folder;

    static List<Figure> figures() {
        return SampleFigures.all();
    }

    /** The page drawn by another program's rules is the PNG, up to how edges are smoothed and letters are filled. */
    @ParameterizedTest
    @MethodSource("figures")
    void thePageLooksLikeThePng(Figure figure) throws IOException {
        BufferedImage png = ImageIO.read(new ByteArrayInputStream(FigureRenderer.toPng(figure)));
        try (PDDocument document = Loader.loadPDF(FigureRenderer.toPdf(figure))) {
            assertEquals(1, document.getNumberOfPages());
            assertEquals(figure.title(), document.getDocumentInformation().getTitle());
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, (float) FigureRenderer.DOTS_PER_INCH);
            assertEquals(png.getWidth(), page.getWidth(), 1);
            assertEquals(png.getHeight(), page.getHeight(), 1);
            double worst = 0;
            double sum = 0;
            int tiles = 0;
            int size = 24;
            for (int y = 0; y + size < Math.min(png.getHeight(), page.getHeight()); y += size) {
                for (int x = 0; x + size < Math.min(png.getWidth(), page.getWidth()); x += size) {
                    double apart = Math.abs(darkness(png, x, y, size) - darkness(page, x, y, size));
                    worst = Math.max(worst, apart);
                    sum += apart;
                    tiles++;
                }
            }
            assertTrue(sum / tiles < 0.01, "mean difference " + sum / tiles);
            assertTrue(worst < 0.2, "worst difference of a tile " + worst);
        }
    }

    /** Mean of a tile, 0 for white to 1 for black. */
    private static double darkness(BufferedImage image, int left, int top, int size) {
        double sum = 0;
        for (int y = top; y < top + size; y++) {
            for (int x = left; x < left + size; x++) {
                int rgb = image.getRGB(x, y);
                sum += 765 - (rgb >> 16 & 255) - (rgb >> 8 & 255) - (rgb & 255);
            }
        }
        return sum / (765.0 * size * size);
    }

    @ParameterizedTest
    @MethodSource("figures")
    void everyFontIsEmbeddedAndNothingChangesFromRunToRun(Figure figure) throws IOException {
        byte[] pdf = FigureRenderer.toPdf(figure);
        assertArrayEquals(pdf, FigureRenderer.toPdf(figure));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDPage page = document.getPage(0);
            int fonts = 0;
            for (COSName name : page.getResources().getFontNames()) {
                PDFont font = page.getResources().getFont(name);
                assertTrue(font.isEmbedded(), font.getName());
                assertTrue(font.getName().contains("Arimo"), font.getName());
                fonts++;
            }
            assertTrue(fonts > 0, "text as text");
        }
    }

    /** One drawing on all canvases is what each of them draws by itself. */
    @ParameterizedTest
    @MethodSource("figures")
    void drawnAtOnceIsDrawnOneByOne(Figure figure) {
        FigureRenderer.Drawn drawn = FigureRenderer.draw(figure);
        assertArrayEquals(FigureRenderer.toPng(figure), drawn.png());
        assertEquals(FigureRenderer.toSvg(figure), drawn.svg());
        assertArrayEquals(FigureRenderer.toPdf(figure), drawn.pdf());
    }

    /** A letter without a glyph is the empty box; the rest of its line is text still. */
    @Test
    void textIsText() throws IOException {
        Figure figure = Figure.of(
                "map",
                "Title",
                "",
                40,
                HeatMap.of(
                        "Kappa \u03ba = 2.5",
                        Axis.of("abscissa"),
                        Axis.of("\u4e2d ordinate"),
                        Samples.linear(0, 1, 3),
                        Samples.linear(0, 1, 3),
                        Samples.Grid.of(new double[][] {{0, 0.5, 1}, {0.2, 0.1, 0}, {1, 1, 0}}),
                        "value"));
        try (PDDocument document = Loader.loadPDF(FigureRenderer.toPdf(figure))) {
            String text = new PDFTextStripper().getText(document);
            assertTrue(text.contains("Kappa \u03ba = 2.5") && text.contains("abscissa"), text);
        }
    }

    /** What the library would log of a font reaches a user's terminal. */
    @Test
    void nothingIsLogged() {
        List<String> said = new ArrayList<>();
        Handler ear = new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.add(record.getLoggerName() + ": " + record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(ear);
        try {
            SampleFigures.all().forEach(FigureRenderer::toPdf);
        } finally {
            root.removeHandler(ear);
        }
        assertEquals(List.of(), said);
    }

    /** A reader that is not the library that wrote the file. */
    @RequiresProgram({"pdffonts", "-v"})
    @Test
    void anotherReaderFindsTheFontsAndTheText() throws Exception {
        Path file = folder.resolve("curves.pdf");
        Figure curves = SampleFigures.all().stream()
                .filter(figure -> figure.id().equals("curves"))
                .findFirst()
                .orElseThrow();
        Files.write(file, FigureRenderer.toPdf(curves));
        String fonts = output("pdffonts", file.toString());
        List<String> rows = fonts.lines().skip(2).toList();
        assertTrue(!rows.isEmpty() && rows.stream().allMatch(row -> row.matches(".*Arimo.* yes yes yes .*")), fonts);
        assertTrue(output("pdftotext", file.toString(), "-").contains("N"), "the axis's label");
    }

    private static String output(String... command) throws IOException {
        return new String(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .start()
                        .getInputStream()
                        .readAllBytes(),
                StandardCharsets.UTF_8);
    }
}
