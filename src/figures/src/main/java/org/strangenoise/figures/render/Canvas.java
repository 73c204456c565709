package org.strangenoise.figures.render;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;

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
}
