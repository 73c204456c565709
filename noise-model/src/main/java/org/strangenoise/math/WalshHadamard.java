package org.strangenoise.math;

/**
 * The fast Walsh-Hadamard transform {@code out[s] = sum_x (-1)^(|s AND x|) in[x]}, |.| the number of set bits.
 *
 * <p>Unnormalised, natural (Hadamard) order; applied twice it multiplies by the length.
 */
public final class WalshHadamard {

    private WalshHadamard() {}

    /** Transforms in place; the length must be a power of two. Cost N log2 N additions. */
    public static void transform(double[] values) {
        int n = values.length;
        if (Integer.bitCount(n) != 1) {
            throw new IllegalArgumentException("Argument `values` must have a power of two entries, but has " + n);
        }
        for (int half = 1; half < n; half <<= 1) {
            for (int block = 0; block < n; block += 2 * half) {
                for (int i = block; i < block + half; i++) {
                    double x = values[i];
                    double y = values[i + half];
                    values[i] = x + y;
                    values[i + half] = x - y;
                }
            }
        }
    }

    /** The inverse in place: the transform divided by the length. */
    public static void inverse(double[] values) {
        transform(values);
        double factor = 1.0 / values.length;
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }
}
