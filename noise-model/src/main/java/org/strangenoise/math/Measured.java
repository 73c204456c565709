package org.strangenoise.math;

/**
 * A value with its standard uncertainty, in SI units.
 *
 * @param value may be infinite, not NaN
 * @param uncertainty one standard deviation, not negative; 0 where none is known
 */
public record Measured(double value, double uncertainty) {

    /** Checks the components. */
    public Measured {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("Argument `value` must be a number, but is NaN");
        }
        if (!(uncertainty >= 0) || Double.isInfinite(uncertainty)) {
            throw new IllegalArgumentException(
                    "Argument `uncertainty` must be finite and not negative, but is " + uncertainty);
        }
    }

    /** A value without a known uncertainty. */
    public static Measured exactly(double value) {
        return new Measured(value, 0);
    }
}
