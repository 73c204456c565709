package org.strangenoise.figures;

/**
 * A point worth finding on a map, such as an initial state.
 *
 * @param label of the point; empty for none
 * @param size relative to others: one that lies beneath another is seen around it
 * @param naming where the label stands
 */
public record PointMarker(double x, double y, String label, Style style, double size, Naming naming) {

    public enum Naming {
        BESIDE,
        /** Where others are too near for a label of their own. */
        LEGEND
    }

    public PointMarker {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException(
                    "Arguments `x` and `y` must be finite, but the point is (" + x + ", " + y + ")");
        }
        if (!(size > 0)) {
            throw new IllegalArgumentException("Argument `size` must be positive, but is " + size);
        }
    }

    public static PointMarker of(double x, double y, String label, int color) {
        Style style = new Style(color, Style.Line.NONE, Style.Marker.CIRCLE);
        return new PointMarker(x, y, label, style, 1, Naming.BESIDE);
    }

    /** A point that the legend names. */
    public static PointMarker inLegend(double x, double y, String label, Style style, double size) {
        return new PointMarker(x, y, label, style, size, Naming.LEGEND);
    }
}
