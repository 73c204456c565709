package org.strangenoise.figures;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A labelled axis of a panel.
 *
 * @param label what is plotted; letters of Unicode's mathematical italic alphabet are set in italic, see
 *     {@link MathText}
 * @param unit shown in parentheses after the label; null for a dimensionless quantity
 * @param range what the axis spans; null takes the range of the data
 * @param scale how values become positions and ticks
 * @param categories names of the values 1, 2, ... of a {@link Scale#CATEGORIES} axis; empty for the others
 */
public record Axis(
        String label, @Nullable String unit, Axis.@Nullable Interval range, Scale scale, List<String> categories) {

    /** How values become positions, and where the ticks stand. */
    public enum Scale {
        LINEAR,
        /** Decades; values that are not positive are not drawn. */
        LOGARITHMIC,
        /** Linear in radians with ticks at simple fractions of pi. */
        MULTIPLES_OF_PI,
        /** Linear with ticks at whole numbers only: step and qubit numbers. */
        INTEGER,
        /** Linear, with a name at each of 1, 2, ... instead of numbers. */
        CATEGORIES
    }

    public Axis {
        categories = List.copyOf(categories);
        if (categories.isEmpty() == (scale == Scale.CATEGORIES)) {
            throw new IllegalArgumentException(
                    "Argument `categories` must name the values of a CATEGORIES axis and of no other, but is "
                            + categories + " for " + scale);
        }
    }

    public static Axis of(String label) {
        return new Axis(label, null, null, Scale.LINEAR, List.of());
    }

    public static Axis of(String label, String unit) {
        return new Axis(label, unit, null, Scale.LINEAR, List.of());
    }

    /** The polar angle of a spin coherent state, 0 to pi. */
    public static Axis theta() {
        return new Axis(MathText.THETA, "rad", new Interval(0, Math.PI), Scale.MULTIPLES_OF_PI, List.of());
    }

    /** The azimuth of a spin coherent state, -pi to pi. */
    public static Axis phi() {
        return new Axis(MathText.PHI, "rad", new Interval(-Math.PI, Math.PI), Scale.MULTIPLES_OF_PI, List.of());
    }

    /** The number of Floquet steps. */
    public static Axis stepNumber() {
        return new Axis("number of steps, " + MathText.italic("N"), null, null, Scale.INTEGER, List.of());
    }

    /** Names at 1, 2, ..., each in the middle of its share of the axis. */
    public static Axis categories(String label, List<String> names) {
        return new Axis(label, null, new Interval(0.5, names.size() + 0.5), Scale.CATEGORIES, names);
    }

    /** Time in microseconds. */
    public static Axis time() {
        return Axis.of("time, " + MathText.italic("t"), "\u00B5s");
    }

    public Axis withRange(double min, double max) {
        return new Axis(label, unit, new Interval(min, max), scale, categories);
    }

    public Axis withScale(Scale newScale) {
        return new Axis(label, unit, range, newScale, categories);
    }

    public Axis logarithmic() {
        return withScale(Scale.LOGARITHMIC);
    }

    /** The label with its unit, as it is set beside the axis. */
    public String caption() {
        return unit == null || unit.isEmpty() ? label : label + " (" + unit + ")";
    }

    /** A closed interval of the real line; {@link #EMPTY} holds no number. */
    public record Interval(double min, double max) {

        public static final Interval EMPTY = new Interval(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

        public static final Interval UNIT = new Interval(0, 1);

        public Interval {
            boolean finite = Double.isFinite(min) && Double.isFinite(max);
            boolean empty = min == Double.POSITIVE_INFINITY && max == Double.NEGATIVE_INFINITY;
            if (!empty && !(finite && min <= max)) {
                throw new IllegalArgumentException(
                        "Argument `min` must be finite and at most `max`, but the interval is [" + min + ", " + max
                                + "]");
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
}
