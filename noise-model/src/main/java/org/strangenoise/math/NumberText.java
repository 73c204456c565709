package org.strangenoise.math;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as messages, captions and tables for readers have them: {@code 7 us}, never {@code 7.0 us}. */
public final class NumberText {

    private static final MathContext DIGITS = new MathContext(6);
    private static final int MOST_ZEROS = 9;
    private static final double NANOSECONDS = 1e9;
    private static final double MICROSECONDS = 1e6;
    private static final double MEGAHERTZ = 1e-6;

    private NumberText() {}

    /** Six digits without trailing zeros, with an exponent beyond nine places: {@code 0.00123}, {@code 2.5E+12}. */
    public static String of(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
        }
        BigDecimal rounded = new BigDecimal(value, DIGITS).stripTrailingZeros();
        return rounded.scale() > MOST_ZEROS || rounded.scale() < -MOST_ZEROS
                ? rounded.toString()
                : rounded.toPlainString();
    }

    /** A time as device files write it: in us, below one of these in ns. */
    public static String seconds(double value) {
        if (!Double.isFinite(value)) {
            return of(value);
        }
        return Math.abs(value) < 1 / MICROSECONDS ? of(value * NANOSECONDS) + " ns" : of(value * MICROSECONDS) + " us";
    }

    /** A frequency as device files write it, in MHz. */
    public static String hertz(double value) {
        return Double.isFinite(value) ? of(value * MEGAHERTZ) + " MHz" : of(value);
    }
}
