package org.strangenoise.math;

import java.util.Arrays;

/**
 * Eigenvalues alone of Hermitian matrices of one fixed dimension, without allocation per matrix.
 *
 * <p>The instance owns the work arrays: reuse it in a loop, one instance per thread. Error: a few {@code d} roundings
 * of the largest eigenvalue's modulus.
 */
public final class HermitianEigenvalues {

    private final HouseholderTridiagonal work;

    private HermitianEigenvalues(int dimension) {
        work = new HouseholderTridiagonal(dimension);
    }

    /** A workspace for matrices of dimension d >= 1. */
    public static HermitianEigenvalues ofDimension(int d) {
        if (d < 1) {
            throw new IllegalArgumentException("Argument `d` must be at least 1, but is " + d);
        }
        return new HermitianEigenvalues(d);
    }

    /**
     * Writes the eigenvalues, ascending.
     *
     * @param re real parts of a Hermitian matrix, row-major, d * d; left as they are
     * @param im imaginary parts likewise; only the Hermitian part of the matrix counts
     * @param values receives the d eigenvalues; its length must be d
     */
    public void compute(double[] re, double[] im, double[] values) {
        int n = work.n;
        if (re.length != n * n || im.length != n * n || values.length != n) {
            throw new IllegalArgumentException("Arguments `re`, `im`, `values` must have lengths " + n * n + ", "
                    + n * n + ", " + n + ", but have " + re.length + ", " + im.length + ", " + values.length);
        }
        if (n == 1) {
            values[0] = re[0];
        } else if (n == 2) {
            ofTwoByTwo(re[0], re[3], 0.5 * (re[1] + re[2]), 0.5 * (im[1] - im[2]), values);
        } else {
            work.load(re, im);
            work.reduce();
            SymmetricTridiagonal.diagonalise(n, work.diagonal, work.off, work.magnitude(), null);
            for (int k = 0; k < n; k++) {
                values[k] = work.diagonal[k] * work.divisor();
            }
            Arrays.sort(values);
        }
    }

    /**
     * Eigenvalues of {@code [[a, c], [c*, b]]}, ascending: {@code (a + b)/2 -+ sqrt(((a - b)/2)^2 + |c|^2)}.
     *
     * @param values receives them in its first two places
     */
    public static void ofTwoByTwo(double a, double b, double cRe, double cIm, double[] values) {
        double mean = 0.5 * a + 0.5 * b;
        double half = 0.5 * a - 0.5 * b;
        double square = half * half + cRe * cRe + cIm * cIm;
        double radius = square > 1e-280 && square < 1e280
                ? Math.sqrt(square)
                : StrictMath.hypot(half, StrictMath.hypot(cRe, cIm));
        values[0] = mean - radius;
        values[1] = mean + radius;
    }
}
