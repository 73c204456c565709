package org.strangenoise.math;

/**
 * The natural logarithm by additions and multiplications alone, so that loops over several numbers at a time give the
 * same bits.
 *
 * <p>{@code x = 2^k m} with m between sqrt(1/2) and sqrt(2), and {@code ln m = 2 (s + s^3/3 + s^5/5 + ...)} with
 * {@code s = (m - 1) / (m + 1)}. As |s| is at most 0.172, ten terms leave less than 1e-17.
 */
public final class NaturalLogarithm {

    /** ln 2. */
    public static final double LN2 = StrictMath.log(2);

    /**
     * Added to the bits of x, it carries into the exponent where m would be above sqrt(2), and makes k + 1023 of it.
     */
    public static final long CARRY = Double.doubleToRawLongBits(1) - Double.doubleToRawLongBits(Math.sqrt(0.5));

    /** The bits of the exponent of 1. */
    public static final long ONE = Double.doubleToRawLongBits(1);

    /** A number whose lowest bits, when set, count as an integer. */
    public static final double COUNTER = 0x1p52;

    /** 2/21, 2/19, ..., 2/3: the factors of s^21 to s^3. */
    private static final double[] SERIES = series();

    private NaturalLogarithm() {}

    private static double[] series() {
        double[] series = new double[10];
        for (int k = 0; k < series.length; k++) {
            series[k] = 2.0 / (21 - 2 * k);
        }
        return series;
    }

    /** The factors of s^21, s^19 and so on down to s^3. */
    public static double[] terms() {
        return SERIES.clone();
    }

    /** ln x for normal positive numbers; errors are some 1e-16 of the larger of ln x and 1. */
    public static double of(double x) {
        long bits = Double.doubleToRawLongBits(x);
        long exponent = (bits + CARRY) >>> 52;
        double k = Double.longBitsToDouble(exponent | Double.doubleToRawLongBits(COUNTER)) - (COUNTER + 1023);
        double m = Double.longBitsToDouble(bits - (exponent << 52) + ONE);
        double s = (m - 1) / (m + 1);
        double square = s * s;
        double sum = SERIES[0];
        for (int term = 1; term < SERIES.length; term++) {
            sum = Math.fma(sum, square, SERIES[term]);
        }
        return Math.fma(k, LN2, Math.fma(sum * square, s, s + s));
    }
}
