package org.strangenoise.figures.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import org.jspecify.annotations.Nullable;
import org.strangenoise.figures.Style;

/** What painters draw on. Lengths are points (1/72 inch), the origin is the top left corner. */
interface Canvas {

    void fill(Shape shape, Color color);

    void stroke(Shape shape, Pen pen);

    /** Sets one line of text with its anchor, on the baseline, at {@code (x, y)}. */
    void text(String text, double x, double y, TextStyle style);

    /** An opaque picture of the canvas's own resolution, at the nearest whole pixels. */
    void image(PixelImage image, Rectangle2D area);

    /** Everything drawn by the body outside the area is cut off. */
    void clipped(Rectangle2D area, Runnable body);

    /** The resolution that images should have. */
    double pixelsPerPoint();

    /**
     * How a line is stroked.
     *
     * @param width in points
     * @param pattern dashes in points scale with the width
     */
    record Pen(Color color, double width, Style.Line pattern) {

        static Pen solid(Color color, double width) {
            return new Pen(color, width, Style.Line.SOLID);
        }

        /** Lengths of dashes and gaps in points; empty for a solid line. */
        float[] dashes() {
            float unit = (float) Math.max(width, 0.6);
            return switch (pattern) {
                case DASHED -> new float[] {3.5f * unit, 2 * unit};
                case DOTTED -> new float[] {unit, 1.6f * unit};
                case SOLID, NONE -> new float[0];
            };
        }

        BasicStroke toStroke() {
            float[] dashes = dashes();
            return dashes.length == 0
                    ? new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                    : new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
        }
    }

    /** Two canvases of one resolution, so that a drawing for both is worked out once. */
    record Several(Canvas first, Canvas second) implements Canvas {

        public Several {
            if (first.pixelsPerPoint() != second.pixelsPerPoint()) {
                throw new IllegalArgumentException("Argument `second` must have the resolution of `first`, "
                        + first.pixelsPerPoint() + ", but has " + second.pixelsPerPoint());
            }
        }

        @Override
        public void fill(Shape shape, Color color) {
            first.fill(shape, color);
            second.fill(shape, color);
        }

        @Override
        public void stroke(Shape shape, Pen pen) {
            first.stroke(shape, pen);
            second.stroke(shape, pen);
        }

        @Override
        public void text(String text, double x, double y, TextStyle style) {
            first.text(text, x, y, style);
            second.text(text, x, y, style);
        }

        @Override
        public void image(PixelImage image, Rectangle2D area) {
            first.image(image, area);
            second.image(image, area);
        }

        @Override
        public void clipped(Rectangle2D area, Runnable body) {
            first.clipped(area, () -> second.clipped(area, body));
        }

        @Override
        public double pixelsPerPoint() {
            return first.pixelsPerPoint();
        }
    }

    /**
     * Pixels in rows from the top, as {@code 0xAARRGGBB}, not premultiplied; made to be filled in by a painter, and
     * left as they are from when they are first compressed.
     */
    final class PixelImage {

        private final int width;
        private final int height;
        private final int[] argb;
        private @Nullable PngImage compressed;

        PixelImage(int width, int height, int[] argb) {
            this.width = width;
            this.height = height;
            this.argb = argb;
        }

        PixelImage(int width, int height) {
            this(width, height, new int[width * height]);
        }

        int width() {
            return width;
        }

        int height() {
            return height;
        }

        int[] argb() {
            return argb;
        }

        boolean isOpaque() {
            for (int pixel : argb) {
                if (pixel >>> 24 != 0xFF) {
                    return false;
                }
            }
            return true;
        }

        /** Compressed once, for all canvases that write it. */
        PngImage compressed() {
            PngImage known = compressed;
            if (known == null) {
                known = PngImage.of(this);
                compressed = known;
            }
            return known;
        }
    }
}
