package org.strangenoise.figures.render;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;

/** Two canvases of one resolution, so that a drawing for both is worked out once. */
record Canvases(Canvas first, Canvas second) implements Canvas {

    Canvases {
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
