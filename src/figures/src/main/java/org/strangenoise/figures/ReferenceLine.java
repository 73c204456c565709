package org.strangenoise.figures;

/** A thin labelled line across a plot at a value worth comparing with. */
public record ReferenceLine(Orientation orientation, double value, String label) {

    public enum Orientation {
        HORIZONTAL,
        VERTICAL
    }

    public ReferenceLine {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("Argument `value` must be finite, but is " + value);
        }
    }

    public static ReferenceLine horizontal(double value, String label) {
        return new ReferenceLine(Orientation.HORIZONTAL, value, label);
    }

    public static ReferenceLine vertical(double value, String label) {
        return new ReferenceLine(Orientation.VERTICAL, value, label);
    }
}
