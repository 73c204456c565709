package org.strangenoise.figures.render;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.strangenoise.figures.Figure;

/**
 * Draws figures for print. The same figure gives the same bytes on every machine with the same JDK; calls are
 * independent and may run in parallel.
 */
public final class FigureRenderer {

    public static final double DOTS_PER_INCH = 300;

    static {
        // A server may have a DISPLAY that leads nowhere; pixels in memory need none. AWT asks once, at its first use.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    private FigureRenderer() {}

    /** Writes {@code <id>.png}, {@code .svg} and {@code .pdf} into an existing folder and returns the paths. */
    public static List<Path> write(Figure figure, Path folder) throws IOException {
        Path png = folder.resolve(figure.id() + ".png");
        Path svg = folder.resolve(figure.id() + ".svg");
        Path pdf = folder.resolve(figure.id() + ".pdf");
        Files.write(png, toPng(figure));
        Files.write(svg, toSvg(figure).getBytes(StandardCharsets.UTF_8));
        Files.write(pdf, toPdf(figure));
        return List.of(png, svg, pdf);
    }

    /** A PNG of 8 bits a channel, or of a palette, at {@link #DOTS_PER_INCH} that states its resolution. */
    public static byte[] toPng(Figure figure) {
        FigureLayout layout = FigureLayout.of(figure);
        RasterCanvas canvas = new RasterCanvas(layout.width(), layout.height(), DOTS_PER_INCH);
        layout.paint(canvas);
        return PngEncoder.encode(canvas.toImage(), DOTS_PER_INCH);
    }

    /** SVG 1.1 at its printed size, with text as text; maps and clouds of points are embedded as PNG. */
    public static String toSvg(Figure figure) {
        FigureLayout layout = FigureLayout.of(figure);
        SvgCanvas canvas = new SvgCanvas(layout.width(), layout.height(), figure.title());
        layout.paint(canvas);
        return canvas.toSvg();
    }

    /**
     * One page of PDF at its printed size, for LaTeX: text as text in embedded fonts, images at {@link #DOTS_PER_INCH}.
     */
    public static byte[] toPdf(Figure figure) {
        FigureLayout layout = FigureLayout.of(figure);
        try (PdfCanvas canvas = new PdfCanvas(layout.width(), layout.height(), figure.title())) {
            layout.paint(canvas);
            return canvas.toPdf();
        }
    }
}
