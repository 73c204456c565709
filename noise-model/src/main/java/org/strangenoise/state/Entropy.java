package org.strangenoise.state;

/** Entropies in bits. */
public final class Entropy {

    private static final double LN2 = Math.log(2);

    private Entropy() {}

    /** {@code -p log2 p - (1-p) log2 (1-p)}; 0 outside 0..1, where only rounding leads. */
    public static double binary(double p) {
        if (!(p > 0 && p < 1)) {
            return Double.isNaN(p) ? Double.NaN : 0;
        }
        return -(p * Math.log(p) + (1 - p) * Math.log1p(-p)) / LN2;
    }

    /** Entropy of a qubit with a Bloch vector of the given squared length. */
    public static double ofBloch(double x, double y, double z) {
        double p = (1 - Math.sqrt(x * x + y * y + z * z)) / 2;
        if (!(p > 0)) {
            return Double.isNaN(p) ? Double.NaN : 0;
        }
        // p is at most 1/2 and carries a rounding of 1e-16 itself: a plain logarithm of 1 - p loses nothing.
        return -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / LN2;
    }
}
