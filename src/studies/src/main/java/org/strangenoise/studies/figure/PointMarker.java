package org.strangenoise.studies.figure;

/**
 * A point worth finding on a map, such as an initial state.
 *
 * @param label set beside the point; empty for none
 */
public record PointMarker(double x, double y, String label, Style style) {

    public PointMarker {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException(
                    "Arguments `x` and `y` must be finite, but the point is (" + x + ", " + y + ")");
        }
    }

    public static PointMarker of(double x, double y, String label, int color) {
        return new PointMarker(x, y, label, new Style(color, Style.Line.NONE, Style.Marker.CIRCLE));
    }
}
