package org.strangenoise.math;

import org.jspecify.annotations.Nullable;

/**
 * Implicit QL iteration with Wilkinson shift for a real symmetric tridiagonal matrix (Dubrulle, Martin and Wilkinson,
 * Numer. Math. 12, 377 (1968)).
 */
final class SymmetricTridiagonal {

    private static final double EPSILON = Math.ulp(1.0);
    private static final int MAX_ITERATIONS = 60;

    private SymmetricTridiagonal() {}

    /**
     * Replaces the diagonal by the eigenvalues, unordered.
     *
     * @param n dimension
     * @param diagonal the n diagonal entries; the eigenvalues on return
     * @param off entry k couples k and k + 1; length at least n, the last one is scratch; destroyed
     * @param scale magnitude of the matrix; couplings below rounding squared times this count as zero
     * @param z rows that take part in the rotations: the identity on entry becomes eigenvector k in row k; null for
     *     eigenvalues alone
     */
    static void diagonalise(int n, double[] diagonal, double[] off, double scale, double @Nullable [][] z) {
        double floor = EPSILON * EPSILON * scale;
        off[n - 1] = 0;
        for (int l = 0; l < n; l++) {
            int iterations = 0;
            int m = endOfBlock(n, diagonal, off, floor, l);
            while (m != l) {
                if (iterations++ == MAX_ITERATIONS) {
                    throw new ArithmeticException("QL iteration did not converge for eigenvalue " + l + " of " + n);
                }
                step(diagonal, off, l, m, z);
                m = endOfBlock(n, diagonal, off, floor, l);
            }
        }
    }

    /** The first m >= l whose coupling to m + 1 is negligible. */
    private static int endOfBlock(int n, double[] d, double[] e, double floor, int l) {
        int m = l;
        while (m < n - 1) {
            double coupling = Math.abs(e[m]);
            if (coupling <= floor || coupling <= EPSILON * 0.5 * (Math.abs(d[m]) + Math.abs(d[m + 1]))) {
                break;
            }
            m++;
        }
        return m;
    }

    private static void step(double[] d, double[] e, int l, int m, double @Nullable [][] z) {
        double g = (d[l + 1] - d[l]) / (2 * e[l]);
        g = d[m] - d[l] + e[l] / (g + Math.copySign(length(g, 1), g));
        double s = 1;
        double c = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--) {
            double f = s * e[i];
            double b = c * e[i];
            double r = length(f, g);
            e[i + 1] = r;
            if (r == 0) {
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }
            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = (d[i] - g) * s + 2 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            if (z != null) {
                rotate(z[i], z[i + 1], c, s);
            }
        }
        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }

    private static void rotate(double[] low, double[] high, double c, double s) {
        for (int k = 0; k < low.length; k++) {
            double x = low[k];
            double y = high[k];
            high[k] = s * x + c * y;
            low[k] = c * x - s * y;
        }
    }

    /** The Euclidean length; the slow but safe formula only where squares would leave the normal range. */
    static double length(double x, double y) {
        if (x == 0 || y == 0) {
            return Math.abs(x + y);
        }
        double square = x * x + y * y;
        return square > 1e-280 && square < 1e280 ? Math.sqrt(square) : StrictMath.hypot(x, y);
    }
}
