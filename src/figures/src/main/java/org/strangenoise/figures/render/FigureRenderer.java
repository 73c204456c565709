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

    /**
     * A figure in all formats.
     *
     * @param png 8 bits a channel, or of a palette, at {@link #DOTS_PER_INCH}, which it states
     * @param svg SVG 1.1 at its printed size, with text as text; maps and clouds of points are embedded as PNG
     * @param pdf one page at its printed size, for LaTeX: text as text in embedded fonts, images as in the SVG
     */
    public record Drawn(byte[] png, String svg, byte[] pdf) {

        /** Writes {@code <id>.png}, {@code .svg} and {@code .pdf} into an existing folder and returns the paths. */
        public List<Path> write(String id, Path folder) throws IOException {
            Path pngFile = folder.resolve(id + ".png");
            Path svgFile = folder.resolve(id + ".svg");
            Path pdfFile = folder.resolve(id + ".pdf");
            Files.write(pngFile, png);
            Files.writeString(svgFile, svg, StandardCharsets.UTF_8);
            Files.write(pdfFile, pdf);
            return List.of(pngFile, svgFile, pdfFile);
        }
    }

    /** Draws a figure in all formats at once, which is less work than one after the other, and gives the same bytes. */
    public static Drawn draw(Figure figure) {
        FigureLayout layout = FigureLayout.of(figure);
        RasterCanvas raster = new RasterCanvas(layout.width(), layout.height(), DOTS_PER_INCH);
        SvgCanvas svg = new SvgCanvas(layout.width(), layout.height(), figure.title());
        try (PdfCanvas pdf = new PdfCanvas(layout.width(), layout.height(), figure.title())) {
            layout.paint(new Canvas.Several(raster, new Canvas.Several(svg, pdf)));
            return new Drawn(raster.toImage().toPng(DOTS_PER_INCH), svg.toSvg(), pdf.toPdf());
        }
    }

    /** Writes a figure in all formats into an existing folder and returns the paths. */
    public static List<Path> write(Figure figure, Path folder) throws IOException {
        return draw(figure).write(figure.id(), folder);
    }

    /** As {@link Drawn#png}. */
    public static byte[] toPng(Figure figure) {
        FigureLayout layout = FigureLayout.of(figure);
        RasterCanvas canvas = new RasterCanvas(layout.width(), layout.height(), DOTS_PER_INCH);
        layout.paint(canvas);
        return canvas.toImage().toPng(DOTS_PER_INCH);
    }

    /** As {@link Drawn#svg}. */
    public static String toSvg(Figure figure) {
        FigureLayout layout = FigureLayout.of(figure);
        SvgCanvas canvas = new SvgCanvas(layout.width(), layout.height(), figure.title());
        layout.paint(canvas);
        return canvas.toSvg();
    }

    /** As {@link Drawn#pdf}. */
    public static byte[] toPdf(Figure figure) {
        FigureLayout layout = FigureLayout.of(figure);
        try (PdfCanvas canvas = new PdfCanvas(layout.width(), layout.height(), figure.title())) {
            layout.paint(canvas);
            return canvas.toPdf();
        }
    }
}
