package org.strangenoise.figures;

/**
 * How a series is drawn. Colours are places in a palette that stays distinguishable without colour vision, so that the
 * same place means the same thing in every figure.
 *
 * @param color place in the palette, from 0; wraps around
 */
public record Style(int color, Line line, Marker marker) {

    public enum Line {
        NONE,
        SOLID,
        DASHED,
        DOTTED
    }

    public enum Marker {
        NONE,
        CIRCLE,
        SQUARE,
        TRIANGLE,
        DIAMOND,
        OPEN_CIRCLE,
        OPEN_SQUARE,
        OPEN_TRIANGLE,
        OPEN_DIAMOND,
        STAR
    }

    public Style {
        if (color < 0) {
            throw new IllegalArgumentException(
                    "Argument `color` must be a place in the palette from 0, but is " + color);
        }
    }

    public static Style solid(int color) {
        return new Style(color, Line.SOLID, Marker.NONE);
    }

    public static Style dashed(int color) {
        return new Style(color, Line.DASHED, Marker.NONE);
    }

    public static Style points(int color) {
        return new Style(color, Line.NONE, Marker.CIRCLE);
    }

    /** Points of one series among several, told apart by their markers as well. */
    public static Style pointsAmong(int color) {
        Marker[] markers = {Marker.CIRCLE, Marker.OPEN_SQUARE, Marker.TRIANGLE, Marker.OPEN_DIAMOND, Marker.STAR};
        return points(color).with(markers[color % markers.length]);
    }

    public Style with(Marker newMarker) {
        return new Style(color, line, newMarker);
    }

    public Style with(Line newLine) {
        return new Style(color, newLine, marker);
    }
}
