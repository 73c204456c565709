package org.strangenoise.figures;

/** A closed interval of the real line; {@link #EMPTY} holds no number. */
public record Interval(double min, double max) {

    public static final Interval EMPTY = new Interval(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    public static final Interval UNIT = new Interval(0, 1);

    public Interval {
        boolean finite = Double.isFinite(min) && Double.isFinite(max);
        boolean empty = min == Double.POSITIVE_INFINITY && max == Double.NEGATIVE_INFINITY;
        if (!empty && !(finite && min <= max)) {
            throw new IllegalArgumentException(
                    "Argument `min` must be finite and at most `max`, but the interval is [" + min + ", " + max + "]");
        }
    }

    public boolean isEmpty() {
        return min > max;
    }

    public double length() {
        return isEmpty() ? 0 : max - min;
    }

    public boolean contains(double value) {
        return value >= min && value <= max;
    }

    /** This interval grown to hold the value; a value that is not finite changes nothing. */
    public Interval including(double value) {
        if (!Double.isFinite(value) || contains(value)) {
            return this;
        }
        return new Interval(Math.min(min, value), Math.max(max, value));
    }

    public Interval including(Interval other) {
        return other.isEmpty() ? this : including(other.min).including(other.max);
    }
}
