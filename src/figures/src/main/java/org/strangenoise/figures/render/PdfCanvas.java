package org.strangenoise.figures.render;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.color.PDIndexed;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.strangenoise.yaml.Printable;

/**
 * A canvas that writes one page of PDF at the figure's printed size, text as text in embedded fonts, of which only the
 * letters used are kept. The same drawing gives the same bytes.
 */
final class PdfCanvas implements Canvas, AutoCloseable {

    private static final double IMAGE_DOTS_PER_INCH = 300;
    private static final double POINTS_PER_INCH = 72;

    /** Each row says how it was filtered (ISO 32000-1, 7.4.4.4). */
    private static final int PNG_FILTERS = 15;

    /** Otherwise the time of writing. */
    private static final long DOCUMENT_ID = 1;

    /** Operations of the page that may fail only if memory could not be written. */
    @FunctionalInterface
    private interface Drawing {
        void draw() throws IOException;
    }

    private final PDDocument document = new PDDocument();
    private final PDPageContentStream page;
    private final Map<OutlineFont, PDFont> fonts = new IdentityHashMap<>();
    private final List<ParsedFont> borrowed = new ArrayList<>();
    private final Map<Integer, PDExtendedGraphicsState> opacities = new HashMap<>();

    PdfCanvas(double width, double height, String title) {
        document.setDocumentId(DOCUMENT_ID);
        document.getDocumentInformation().setTitle(Printable.line(title));
        PDPage sheet = new PDPage(new PDRectangle((float) width, (float) height));
        document.addPage(sheet);
        try {
            page = new PDPageContentStream(document, sheet);
            page.transform(new Matrix(1, 0, 0, -1, 0, (float) height));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void fill(Shape shape, Color color) {
        saved(() -> {
            page.setNonStrokingColor(opaque(color));
            opacity(color);
            if (path(shape) == PathIterator.WIND_EVEN_ODD) {
                page.fillEvenOdd();
            } else {
                page.fill();
            }
        });
    }

    @Override
    public void stroke(Shape shape, Canvas.Pen pen) {
        saved(() -> {
            page.setStrokingColor(opaque(pen.color()));
            opacity(pen.color());
            page.setLineWidth((float) pen.width());
            page.setLineJoinStyle(1);
            page.setLineDashPattern(pen.dashes(), 0);
            path(shape);
            page.stroke();
        });
    }

    @Override
    public void text(String text, double x, double y, TextStyle style) {
        TextStyle.Line line = TextStyle.Line.of(Printable.lines(text), style.bold());
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        if (style.upwards()) {
            place.quadrantRotate(-1);
        }
        place.scale(style.size(), style.size());
        saved(() -> {
            page.setNonStrokingColor(opaque(style.color()));
            opacity(style.color());
            if (style.halo()) {
                page.setStrokingColor(Color.WHITE);
                page.setLineJoinStyle(1);
                page.setLineWidth((float) (TextStyle.HALO * style.size()));
                runs(line, style, place, RenderingMode.STROKE);
            }
            runs(line, style, place, RenderingMode.FILL);
        });
    }

    private void runs(TextStyle.Line line, TextStyle style, AffineTransform place, RenderingMode mode)
            throws IOException {
        double offset = style.offset(line);
        for (TextStyle.Line.Run run : line.runs()) {
            AffineTransform at = new AffineTransform(place);
            at.translate(offset, -run.rise());
            at.scale(run.scale(), -run.scale());
            run(run, at, mode);
            offset += run.width();
        }
    }

    /** Letters that the font lacks are drawn as its empty box, as on the other canvases. */
    private void run(TextStyle.Line.Run run, AffineTransform at, RenderingMode mode) throws IOException {
        PDFont font = fonts.get(run.font());
        if (font == null) {
            ParsedFont parsed = ParsedFont.borrow(run.font());
            borrowed.add(parsed);
            font = PDType0Font.load(document, parsed.tables(), true);
            fonts.put(run.font(), font);
        }
        if (run.text().codePoints().allMatch(run.font()::has)) {
            page.beginText();
            page.setFont(font, 1);
            page.setRenderingMode(mode);
            page.setTextMatrix(new Matrix(at));
            page.showText(run.text());
            page.endText();
            return;
        }
        AffineTransform upright = new AffineTransform(at);
        upright.scale(1, -1);
        path(upright.createTransformedShape(new TextStyle.Line(List.of(run)).outlines(0)));
        if (mode == RenderingMode.FILL) {
            page.fill();
        } else {
            page.stroke();
        }
    }

    @Override
    public void image(Canvas.PixelImage pixels, Rectangle2D area) {
        saved(() -> page.drawImage(
                image(pixels.compressed()),
                new Matrix((float) area.getWidth(), 0, 0, (float) -area.getHeight(), (float) area.getX(), (float)
                        area.getMaxY())));
    }

    /** The rows as a PNG file has them. */
    private PDImageXObject image(PngImage png) throws IOException {
        COSDictionary rows = new COSDictionary();
        rows.setInt(COSName.PREDICTOR, PNG_FILTERS);
        rows.setInt(COSName.COLORS, png.channels());
        rows.setInt(COSName.BITS_PER_COMPONENT, 8);
        rows.setInt(COSName.COLUMNS, png.width());
        PDImageXObject image = new PDImageXObject(
                document,
                new ByteArrayInputStream(png.rows()),
                COSName.FLATE_DECODE,
                png.width(),
                png.height(),
                8,
                colors(png));
        image.getCOSObject().setItem(COSName.DECODE_PARMS, rows);
        return image;
    }

    private static PDColorSpace colors(PngImage png) throws IOException {
        if (png.channels() == 3) {
            return PDDeviceRGB.INSTANCE;
        }
        if (png.channels() != 1) {
            throw new IllegalArgumentException("Argument `image` must be opaque");
        }
        COSArray indexed = new COSArray();
        indexed.add(COSName.INDEXED);
        indexed.add(COSName.DEVICERGB);
        indexed.add(COSInteger.get(png.palette().length - 1));
        indexed.add(new COSString(png.colors()));
        return new PDIndexed(indexed);
    }

    @Override
    public void clipped(Rectangle2D area, Runnable body) {
        saved(() -> {
            path(area);
            page.clip();
            body.run();
        });
    }

    @Override
    public double pixelsPerPoint() {
        return IMAGE_DOTS_PER_INCH / POINTS_PER_INCH;
    }

    /** The finished file; the canvas is not to be used again. */
    byte[] toPdf() {
        try {
            page.close();
            ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
            document.save(out, CompressParameters.DEFAULT_COMPRESSION);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        borrowed.forEach(ParsedFont::giveBack);
        borrowed.clear();
    }

    /** A font as the library reads it, which takes longer than drawing most figures; for one document at a time. */
    private record ParsedFont(OutlineFont font, TrueTypeFont tables) {

        private static final Map<OutlineFont, Queue<ParsedFont>> FREE = new ConcurrentHashMap<>();

        static ParsedFont borrow(OutlineFont font) throws IOException {
            ParsedFont free = free(font).poll();
            return free != null
                    ? free
                    : new ParsedFont(font, new TTFParser().parse(new RandomAccessReadBuffer(font.file())));
        }

        void giveBack() {
            free(font).add(this);
        }

        private static Queue<ParsedFont> free(OutlineFont font) {
            return FREE.computeIfAbsent(font, any -> new ConcurrentLinkedQueue<>());
        }
    }

    private void saved(Drawing drawing) {
        try {
            page.saveGraphicsState();
            drawing.draw();
            page.restoreGraphicsState();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Color opaque(Color color) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue());
    }

    private void opacity(Color color) throws IOException {
        if (color.getAlpha() < 255) {
            page.setGraphicsStateParameters(opacities.computeIfAbsent(color.getAlpha(), alpha -> {
                PDExtendedGraphicsState state = new PDExtendedGraphicsState();
                state.setNonStrokingAlphaConstant(alpha / 255f);
                state.setStrokingAlphaConstant(alpha / 255f);
                return state;
            }));
        }
    }

    /** Adds a shape to the path; the return value is its winding rule. */
    private int path(Shape shape) throws IOException {
        float[] p = new float[6];
        float x = 0;
        float y = 0;
        PathIterator at = shape.getPathIterator(null);
        for (; !at.isDone(); at.next()) {
            switch (at.currentSegment(p)) {
                case PathIterator.SEG_MOVETO -> {
                    page.moveTo(p[0], p[1]);
                    x = p[0];
                    y = p[1];
                }
                case PathIterator.SEG_LINETO -> {
                    page.lineTo(p[0], p[1]);
                    x = p[0];
                    y = p[1];
                }
                case PathIterator.SEG_QUADTO -> {
                    // PDF knows cubic curves only: each control point lies two thirds of the way to the quadratic's.
                    page.curveTo(
                            x + 2 * (p[0] - x) / 3,
                            y + 2 * (p[1] - y) / 3,
                            p[2] + 2 * (p[0] - p[2]) / 3,
                            p[3] + 2 * (p[1] - p[3]) / 3,
                            p[2],
                            p[3]);
                    x = p[2];
                    y = p[3];
                }
                case PathIterator.SEG_CUBICTO -> {
                    page.curveTo(p[0], p[1], p[2], p[3], p[4], p[5]);
                    x = p[4];
                    y = p[5];
                }
                default -> page.closePath();
            }
        }
        return at.getWindingRule();
    }
}
