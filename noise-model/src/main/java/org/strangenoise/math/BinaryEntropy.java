package org.strangenoise.math;

/** The entropy of a coin in bits. */
public final class BinaryEntropy {

    private static final double LN2 = Math.log(2);

    private BinaryEntropy() {}

    /** {@code -p log2 p - (1-p) log2 (1-p)}; 0 outside 0..1, where only rounding leads. */
    public static double of(double p) {
        if (!(p > 0 && p < 1)) {
            return Double.isNaN(p) ? Double.NaN : 0;
        }
        return -(p * Math.log(p) + (1 - p) * Math.log1p(-p)) / LN2;
    }

    /** The entropy of probabilities {@code (1 + r) / 2} and {@code (1 - r) / 2} by the square of r; 0 from r = 1 on. */
    public static double ofSquaredBias(double squared) {
        double p = (1 - Math.sqrt(squared)) / 2;
        if (!(p > 0)) {
            return Double.isNaN(p) ? Double.NaN : 0;
        }
        // p is at most 1/2 and carries a rounding of 1e-16 itself: a plain logarithm of 1 - p loses nothing.
        return -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / LN2;
    }
}
