package org.strangenoise.math;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Eigendecomposition {@code H = V diag(lambda) V^dagger} of a Hermitian matrix.
 *
 * <p>Householder reduction to a real tridiagonal matrix, then implicit QL: backward stable, so that {@code |H V - V
 * lambda|} and {@code |V^dagger V - 1|} stay at a few {@code d} roundings, relative to the norm of H, however close the
 * eigenvalues lie. Cost of order d^3.
 */
public final class HermitianEigen {

    /** Largest accepted |H - H^dagger| relative to the largest entry of H; the Hermitian part is decomposed. */
    private static final double HERMITICITY_TOLERANCE = 1e-9;

    private final double[] values;
    private final ComplexMatrix vectors;

    private HermitianEigen(double[] values, ComplexMatrix vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /**
     * Decomposes a Hermitian matrix.
     *
     * @throws IllegalArgumentException if h is not square, not finite, or deviates from Hermitian by more than 1e-9 of
     *     its largest entry
     */
    public static HermitianEigen of(ComplexMatrix h) {
        HouseholderTridiagonal work = reduced(h);
        int n = work.n;
        double[][] z = new double[n][n];
        for (int k = 0; k < n; k++) {
            z[k][k] = 1;
        }
        SymmetricTridiagonal.diagonalise(n, work.diagonal, work.off, work.magnitude(), z);
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> work.diagonal[k]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] values = new double[n];
        double[][] sorted = new double[n][];
        for (int k = 0; k < n; k++) {
            values[k] = work.diagonal[order[k]] * work.divisor();
            sorted[k] = z[order[k]];
        }
        double[] re = new double[n * n];
        double[] im = new double[n * n];
        work.transformBack(sorted, re, im);
        return new HermitianEigen(values, ComplexMatrix.of(n, n, re, im));
    }

    /** The eigenvalues alone, ascending; about a quarter of the cost of {@link #of}. */
    public static double[] eigenvalues(ComplexMatrix h) {
        return eigenvalues(reduced(h));
    }

    /** The eigenvalues of {@code (M + M^dagger) / 2}, ascending; M is square and finite. */
    public static double[] eigenvaluesOfHermitianPart(ComplexMatrix m) {
        Require.square("m", m);
        double[] re = m.re();
        double[] im = m.im();
        Require.finite("m", re, im);
        return eigenvalues(tridiagonal(m.rows(), re, im));
    }

    private static double[] eigenvalues(HouseholderTridiagonal work) {
        SymmetricTridiagonal.diagonalise(work.n, work.diagonal, work.off, work.magnitude(), null);
        double[] values = new double[work.n];
        for (int k = 0; k < work.n; k++) {
            values[k] = work.diagonal[k] * work.divisor();
        }
        Arrays.sort(values);
        return values;
    }

    private static HouseholderTridiagonal reduced(ComplexMatrix h) {
        Require.hermitian("h", h, HERMITICITY_TOLERANCE);
        return tridiagonal(h.rows(), h.re(), h.im());
    }

    private static HouseholderTridiagonal tridiagonal(int n, double[] re, double[] im) {
        HouseholderTridiagonal work = new HouseholderTridiagonal(n);
        work.load(re, im);
        work.reduce();
        return work;
    }

    /** Number of rows. */
    public int dimension() {
        return values.length;
    }

    /** Eigenvalue k, counted from the smallest. */
    public double eigenvalue(int k) {
        return values[k];
    }

    /** A copy of the eigenvalues, ascending. */
    public double[] eigenvalues() {
        return values.clone();
    }

    /** The unitary V: column k is the normalised eigenvector of eigenvalue k. */
    public ComplexMatrix eigenvectors() {
        return vectors;
    }

    /** The Hermitian matrix {@code f(H) = V diag(f(lambda)) V^dagger} of a real function. */
    public ComplexMatrix function(DoubleUnaryOperator f) {
        return function(f, lambda -> 0);
    }

    /** The normal matrix {@code V diag(f(lambda) + i g(lambda)) V^dagger}. */
    public ComplexMatrix function(DoubleUnaryOperator f, DoubleUnaryOperator g) {
        double[] re = new double[values.length];
        double[] im = new double[values.length];
        for (int k = 0; k < values.length; k++) {
            re[k] = f.applyAsDouble(values[k]);
            im[k] = g.applyAsDouble(values[k]);
        }
        return rotatedDiagonal(vectors, re, im);
    }

    /** The product {@code V diag(re + i im) V^dagger}. */
    static ComplexMatrix rotatedDiagonal(ComplexMatrix v, double[] re, double[] im) {
        int n = v.rows();
        double[] vRe = v.re();
        double[] vIm = v.im();
        for (int r = 0; r < n; r++) {
            for (int k = 0; k < n; k++) {
                int at = r * n + k;
                double x = vRe[at];
                double y = vIm[at];
                vRe[at] = x * re[k] - y * im[k];
                vIm[at] = x * im[k] + y * re[k];
            }
        }
        return ComplexMatrix.of(n, n, vRe, vIm).times(v.adjoint());
    }
}
