package org.strangenoise.figures.render;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.strangenoise.figures.Style;

/** The shapes of marked points. */
final class Markers {

    private static final double STAR_WAIST = 0.45;

    private Markers() {}

    /** @param size the diameter in points */
    static void paint(Canvas canvas, Style.Marker marker, double x, double y, double size, Color color) {
        boolean open = switch (marker) {
            case OPEN_CIRCLE, OPEN_SQUARE, OPEN_TRIANGLE, OPEN_DIAMOND -> true;
            default -> false;
        };
        if (marker == Style.Marker.NONE) {
            return;
        }
        Shape shape = shape(marker, x, y, size);
        canvas.fill(shape, open ? Color.WHITE : color);
        if (open) {
            canvas.stroke(shape, Pen.solid(color, 0.8));
        }
    }

    /** A filled marker with a white rim, to be seen on any colour. */
    static void paintRimmed(Canvas canvas, Style.Marker marker, double x, double y, double size, Color color) {
        Shape shape = shape(marker == Style.Marker.NONE ? Style.Marker.CIRCLE : marker, x, y, size);
        canvas.stroke(shape, Pen.solid(Color.WHITE, 1.8));
        canvas.stroke(shape, Pen.solid(Palette.INK, 0.9));
        canvas.fill(shape, color);
    }

    private static Shape shape(Style.Marker marker, double x, double y, double size) {
        double r = size / 2;
        return switch (marker) {
            case SQUARE, OPEN_SQUARE -> new Rectangle2D.Double(x - 0.88 * r, y - 0.88 * r, 1.76 * r, 1.76 * r);
            case TRIANGLE, OPEN_TRIANGLE -> polygon(x, y + 0.2 * r, 1.2 * r, 3, 1);
            case DIAMOND, OPEN_DIAMOND -> polygon(x, y, 1.2 * r, 4, 1);
            case STAR -> polygon(x, y, 1.3 * r, 10, STAR_WAIST);
            case CIRCLE, OPEN_CIRCLE, NONE -> new Ellipse2D.Double(x - r, y - r, size, size);
        };
    }

    /** A polygon with a corner at the top; every second corner is drawn in by the waist. */
    private static Shape polygon(double x, double y, double radius, int corners, double waist) {
        Path2D.Double path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            double r = i % 2 == 1 ? radius * waist : radius;
            double px = x + r * StrictMath.sin(angle);
            double py = y - r * StrictMath.cos(angle);
            if (i == 0) {
                path.moveTo(px, py);
            } else {
                path.lineTo(px, py);
            }
        }
        path.closePath();
        return path;
    }
}
