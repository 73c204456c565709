package org.strangenoise.math;

/** The entropy of a coin in bits. */
public final class BinaryEntropy {

    private static final double LN2 = StrictMath.log(2);

    private BinaryEntropy() {}

    /** {@code -p log2 p - (1-p) log2 (1-p)}; 0 outside 0..1, where only rounding leads. */
    public static double of(double p) {
        if (!(p > 0 && p < 1)) {
            return Double.isNaN(p) ? Double.NaN : 0;
        }
        return -(p * StrictMath.log(p) + (1 - p) * StrictMath.log1p(-p)) / LN2;
    }

    /**
     * The entropy of probabilities {@code (1 + |r|) / 2} and {@code (1 - |r|) / 2}; 0 from |r| = 1 on, NaN for NaN. The
     * same bits on every machine, and those of the loops that take several at a time.
     */
    public static double ofBias(double x, double y, double z) {
        double r = Math.sqrt(Math.fma(z, z, Math.fma(y, y, x * x)));
        double p = (1 - r) * 0.5;
        if (!(p > 0)) {
            return Double.isNaN(p) ? Double.NaN : 0;
        }
        double q = (1 + r) * 0.5;
        return (p * NaturalLogarithm.of(p) + q * NaturalLogarithm.of(q)) * (-1 / LN2);
    }
}
