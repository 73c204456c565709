package org.strangenoise.figures.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** A canvas of pixels. Text is filled as outlines, so that no font system is started. */
final class RasterCanvas implements Canvas {

    private static final double POINTS_PER_INCH = 72;

    private final BufferedImage image;
    private final Graphics2D graphics;
    private final double scale;

    RasterCanvas(double width, double height, double dotsPerInch) {
        scale = dotsPerInch / POINTS_PER_INCH;
        image = new BufferedImage(
                (int) Math.round(width * scale), (int) Math.round(height * scale), BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(scale, scale);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    @Override
    public void fill(Shape shape, Color color) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    @Override
    public void stroke(Shape shape, Canvas.Pen pen) {
        graphics.setColor(pen.color());
        graphics.setStroke(pen.toStroke());
        if (shape instanceof Rectangle2D box) {
            strokeEdges(box, pen.width());
        } else {
            graphics.draw(shape);
        }
    }

    /** Edge by edge, since the time that a shape takes is that of all pixels around it; the pixels are the same. */
    private void strokeEdges(Rectangle2D box, double width) {
        int reach = (int) Math.ceil(width * scale / 2) + 1;
        int left = (int) Math.floor(box.getX() * scale);
        int top = (int) Math.floor(box.getY() * scale);
        int right = (int) Math.ceil(box.getMaxX() * scale);
        int bottom = (int) Math.ceil(box.getMaxY() * scale);
        Rectangle within = new Rectangle(left, top, right - left, bottom - top);
        Rectangle all = new Rectangle(within);
        all.grow(reach, reach);
        within.grow(-reach, -reach);
        if (within.isEmpty()) {
            graphics.draw(box);
            return;
        }
        int below = within.y + within.height;
        int beside = within.x + within.width;
        strokeWithin(box, new Rectangle(all.x, all.y, all.width, within.y - all.y));
        strokeWithin(box, new Rectangle(all.x, within.y, within.x - all.x, within.height));
        strokeWithin(box, new Rectangle(beside, within.y, all.x + all.width - beside, within.height));
        strokeWithin(box, new Rectangle(all.x, below, all.width, all.y + all.height - below));
    }

    private void strokeWithin(Rectangle2D box, Rectangle pixels) {
        Shape clip = graphics.getClip();
        AffineTransform transform = graphics.getTransform();
        graphics.setTransform(new AffineTransform());
        graphics.clip(pixels);
        graphics.setTransform(transform);
        graphics.draw(box);
        graphics.setClip(clip);
    }

    @Override
    public void text(String text, double x, double y, TextStyle style) {
        TextStyle.Line line = TextStyle.Line.of(text, style.bold());
        Path2D outlines = line.outlines(style.offset(line));
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        if (style.upwards()) {
            place.quadrantRotate(-1);
        }
        place.scale(style.size(), style.size());
        outlines.transform(place);
        if (style.halo()) {
            graphics.setColor(Color.WHITE);
            graphics.setStroke(new BasicStroke(
                    (float) (TextStyle.HALO * style.size()), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(outlines);
        }
        graphics.setColor(style.color());
        graphics.fill(outlines);
    }

    @Override
    public void image(Canvas.PixelImage pixels, Rectangle2D area) {
        int left = (int) Math.round(area.getX() * scale);
        int top = (int) Math.round(area.getY() * scale);
        int from = Math.max(0, -left);
        int count = Math.min(pixels.width(), image.getWidth() - left) - from;
        for (int row = Math.max(0, -top); row < pixels.height() && top + row < image.getHeight() && count > 0; row++) {
            int at = (top + row) * image.getWidth() + left + from;
            System.arraycopy(pixels.argb(), row * pixels.width() + from, data(), at, count);
        }
    }

    @Override
    public void clipped(Rectangle2D area, Runnable body) {
        Shape before = graphics.getClip();
        graphics.clip(area);
        body.run();
        graphics.setClip(before);
    }

    @Override
    public double pixelsPerPoint() {
        return scale;
    }

    /** What was drawn, compressed. */
    PngImage toImage() {
        return PngImage.ofOpaque(new Canvas.PixelImage(image.getWidth(), image.getHeight(), data()));
    }

    private int[] data() {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }
}
