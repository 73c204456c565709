package org.strangenoise.figures.render;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.Base64;
import java.util.HexFormat;
import org.strangenoise.yaml.Printable;

/** A canvas that writes SVG 1.1 with text as text; images are embedded as PNG. */
final class SvgCanvas implements Canvas {

    private static final double IMAGE_DOTS_PER_INCH = 300;
    private static final double POINTS_PER_INCH = 72;
    private static final double MILLIMETRES_PER_POINT = 25.4 / 72;

    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder svg = new StringBuilder(1 << 14);
    private int clipCount;

    SvgCanvas(double width, double height, String title) {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"");
        number(width * MILLIMETRES_PER_POINT).append("mm\" height=\"");
        number(height * MILLIMETRES_PER_POINT).append("mm\" viewBox=\"0 0 ");
        number(width).append(' ');
        number(height)
                .append(
                        "\" font-family=\"Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif\" role=\"img\">\n<title>");
        escaped(title).append("</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    }

    @Override
    public void fill(Shape shape, Color color) {
        path(shape).append(" fill=\"");
        color(color).append('"');
        opacity("fill-opacity", color).append("/>\n");
    }

    @Override
    public void stroke(Shape shape, Canvas.Pen pen) {
        path(shape).append(" fill=\"none\" stroke=\"");
        color(pen.color()).append("\" stroke-width=\"");
        number(pen.width()).append("\" stroke-linejoin=\"round\"");
        opacity("stroke-opacity", pen.color());
        float[] dashes = pen.dashes();
        if (dashes.length > 0) {
            svg.append(" stroke-dasharray=\"");
            for (int i = 0; i < dashes.length; i++) {
                svg.append(i == 0 ? "" : " ");
                number(dashes[i]);
            }
            svg.append('"');
        }
        svg.append("/>\n");
    }

    @Override
    public void text(String text, double x, double y, TextStyle style) {
        svg.append("<text font-size=\"");
        number(style.size()).append('"');
        if (style.upwards()) {
            svg.append(" transform=\"translate(");
            number(x).append(' ');
            number(y).append(") rotate(-90)\"");
        } else {
            svg.append(" x=\"");
            number(x).append("\" y=\"");
            number(y).append('"');
        }
        svg.append(" fill=\"");
        color(style.color()).append('"');
        switch (style.anchor()) {
            case START -> {}
            case MIDDLE -> svg.append(" text-anchor=\"middle\"");
            case END -> svg.append(" text-anchor=\"end\"");
        }
        if (style.bold()) {
            svg.append(" font-weight=\"bold\"");
        }
        if (style.halo()) {
            svg.append(" stroke=\"#ffffff\" stroke-linejoin=\"round\" paint-order=\"stroke\" stroke-width=\"");
            number(TextStyle.HALO * style.size()).append('"');
        }
        svg.append('>');
        double raised = 0;
        for (TextStyle.Line.Run run : TextStyle.Line.of(text, style.bold()).runs()) {
            raised = run(run, raised, style.size());
        }
        svg.append("</text>\n");
    }

    private double run(TextStyle.Line.Run run, double raised, double size) {
        double rise = run.rise() * size;
        boolean plain = !run.italic() && run.height() == TextStyle.Line.Height.BASE && rise == raised;
        if (plain) {
            escaped(run.text());
            return rise;
        }
        svg.append("<tspan");
        if (run.italic()) {
            svg.append(" font-style=\"italic\"");
        }
        if (rise != raised) {
            svg.append(" dy=\"");
            number(raised - rise).append('"');
        }
        if (run.height() != TextStyle.Line.Height.BASE) {
            svg.append(" font-size=\"");
            number(run.scale() * size).append('"');
        }
        svg.append('>');
        escaped(run.text()).append("</tspan>");
        return rise;
    }

    @Override
    public void image(Canvas.PixelImage image, Rectangle2D area) {
        svg.append("<image preserveAspectRatio=\"none\" x=\"");
        number(area.getX()).append("\" y=\"");
        number(area.getY()).append("\" width=\"");
        number(area.getWidth()).append("\" height=\"");
        number(area.getHeight()).append("\" xlink:href=\"data:image/png;base64,");
        svg.append(Base64.getEncoder().encodeToString(image.compressed().toPng(IMAGE_DOTS_PER_INCH)));
        svg.append("\"/>\n");
    }

    @Override
    public void clipped(Rectangle2D area, Runnable body) {
        String id = "clip" + ++clipCount;
        svg.append("<clipPath id=\"").append(id).append("\">");
        path(area).append("/></clipPath>\n<g clip-path=\"url(#").append(id).append(")\">\n");
        body.run();
        svg.append("</g>\n");
    }

    @Override
    public double pixelsPerPoint() {
        return IMAGE_DOTS_PER_INCH / POINTS_PER_INCH;
    }

    String toSvg() {
        return svg + "</svg>\n";
    }

    private StringBuilder path(Shape shape) {
        svg.append("<path d=\"");
        double[] p = new double[6];
        for (PathIterator at = shape.getPathIterator(null); !at.isDone(); at.next()) {
            switch (at.currentSegment(p)) {
                case PathIterator.SEG_MOVETO -> points('M', p, 2);
                case PathIterator.SEG_LINETO -> points('L', p, 2);
                case PathIterator.SEG_QUADTO -> points('Q', p, 4);
                case PathIterator.SEG_CUBICTO -> points('C', p, 6);
                default -> svg.append('Z');
            }
        }
        return svg.append('"');
    }

    private void points(char command, double[] p, int count) {
        svg.append(command);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                svg.append(' ');
            }
            number(p[i]);
        }
    }

    /** At most two decimals: a hundredth of a point is beyond any printer. */
    private StringBuilder number(double value) {
        long hundredths = Math.round(value * 100);
        if (hundredths < 0) {
            svg.append('-');
            hundredths = -hundredths;
        }
        svg.append(hundredths / 100);
        long rest = hundredths % 100;
        if (rest != 0) {
            svg.append('.').append((char) ('0' + rest / 10));
            if (rest % 10 != 0) {
                svg.append((char) ('0' + rest % 10));
            }
        }
        return svg;
    }

    private StringBuilder color(Color color) {
        return svg.append('#').append(HEX.toHexDigits(color.getRGB() & 0xFFFFFF, 6));
    }

    private StringBuilder opacity(String attribute, Color color) {
        if (color.getAlpha() < 255) {
            svg.append(' ').append(attribute).append("=\"");
            number(color.getAlpha() / 255.0).append('"');
        }
        return svg;
    }

    private StringBuilder escaped(String text) {
        Printable.lines(text).codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '&' -> svg.append("&amp;");
                case '<' -> svg.append("&lt;");
                case '>' -> svg.append("&gt;");
                case '"' -> svg.append("&quot;");
                default -> svg.appendCodePoint(isXmlCharacter(codePoint) ? codePoint : 0xFFFD);
            }
        });
        return svg;
    }

    private static boolean isXmlCharacter(int codePoint) {
        return (codePoint >= 0x20 && codePoint <= 0xD7FF)
                || codePoint == '\t'
                || codePoint == '\n'
                || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
                || codePoint >= 0x10000;
    }
}
