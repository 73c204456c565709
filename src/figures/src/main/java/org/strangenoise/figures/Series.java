package org.strangenoise.figures;

import org.jspecify.annotations.Nullable;

/**
 * A curve: ordinates over abscissas, broken where either is NaN.
 *
 * @param label its name in the legend; empty for none
 * @param uncertainty lower and upper bounds of the ordinates; null when none are known
 */
public record Series(
        String label, Samples x, Samples y, @Nullable Uncertainty uncertainty, Style style) {

    /** Bounds of each ordinate, drawn as a shaded band or as error bars. */
    public record Uncertainty(Samples lower, Samples upper, Shape shape) {
        public enum Shape {
            BAND,
            BARS
        }
    }

    public Series {
        requireSameSize("y", x, y);
        if (uncertainty != null) {
            requireSameSize("uncertainty.lower", x, uncertainty.lower());
            requireSameSize("uncertainty.upper", x, uncertainty.upper());
        }
    }

    public static Series of(String label, Samples x, Samples y, Style style) {
        return new Series(label, x, y, null, style);
    }

    public Series withBand(Samples lower, Samples upper) {
        return new Series(label, x, y, new Uncertainty(lower, upper, Uncertainty.Shape.BAND), style);
    }

    public Series withErrorBars(Samples lower, Samples upper) {
        return new Series(label, x, y, new Uncertainty(lower, upper, Uncertainty.Shape.BARS), style);
    }

    /** @param error the half length of each bar */
    public Series withErrorBars(Samples error) {
        requireSameSize("error", x, error);
        double[] lower = new double[y.size()];
        double[] upper = new double[y.size()];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = y.get(i) - error.get(i);
            upper[i] = y.get(i) + error.get(i);
        }
        return withErrorBars(Samples.of(lower), Samples.of(upper));
    }

    private static void requireSameSize(String name, Samples x, Samples other) {
        if (x.size() != other.size()) {
            throw new IllegalArgumentException("Argument `" + name + "` must have as many values as `x` (" + x.size()
                    + "), but has " + other.size());
        }
    }
}
