package org.strangenoise.math;

/**
 * Solves {@code A X = B} for a square complex matrix by LU factorisation with partial pivoting.
 *
 * <p>Backward stable in practice: the residual is a few {@code d} roundings of {@code |A| |X|}.
 */
public final class LinearSolver {

    private final int n;
    private final double[][] re;
    private final double[][] im;
    private final int[] rowOf;

    private LinearSolver(int n, double[][] re, double[][] im, int[] rowOf) {
        this.n = n;
        this.re = re;
        this.im = im;
        this.rowOf = rowOf;
    }

    /**
     * Factorises a matrix.
     *
     * @throws IllegalArgumentException if a is not square or not finite
     * @throws ArithmeticException if a is exactly singular (a pivot column vanishes)
     */
    public static LinearSolver of(ComplexMatrix a) {
        Require.square("a", a);
        Require.finite("a", a.re(), a.im());
        int n = a.rows();
        double[][] re = rows(n, n, a.re());
        double[][] im = rows(n, n, a.im());
        int[] rowOf = new int[n];
        for (int r = 0; r < n; r++) {
            rowOf[r] = r;
        }
        for (int k = 0; k < n; k++) {
            int pivot = pivotRow(re, im, k);
            swap(re, k, pivot);
            swap(im, k, pivot);
            int row = rowOf[k];
            rowOf[k] = rowOf[pivot];
            rowOf[pivot] = row;
            for (int r = k + 1; r < n; r++) {
                if (re[r][k] != 0 || im[r][k] != 0) {
                    divide(re[r], im[r], k, re[k][k], im[k][k]);
                    subtract(k + 1, re[r][k], im[r][k], re[k], im[k], re[r], im[r]);
                }
            }
        }
        return new LinearSolver(n, re, im, rowOf);
    }

    /** The solution X of {@code A X = B}, for B of any number of columns. */
    public ComplexMatrix solve(ComplexMatrix b) {
        if (b.rows() != n) {
            throw new IllegalArgumentException("Argument `b` must have " + n + " rows, but has " + b.rows());
        }
        int columns = b.columns();
        double[][] xRe = new double[n][];
        double[][] xIm = new double[n][];
        double[][] bRe = rows(n, columns, b.re());
        double[][] bIm = rows(n, columns, b.im());
        for (int r = 0; r < n; r++) {
            xRe[r] = bRe[rowOf[r]];
            xIm[r] = bIm[rowOf[r]];
            for (int k = 0; k < r; k++) {
                subtract(0, re[r][k], im[r][k], xRe[k], xIm[k], xRe[r], xIm[r]);
            }
        }
        for (int r = n - 1; r >= 0; r--) {
            for (int k = r + 1; k < n; k++) {
                subtract(0, re[r][k], im[r][k], xRe[k], xIm[k], xRe[r], xIm[r]);
            }
            for (int c = 0; c < columns; c++) {
                divide(xRe[r], xIm[r], c, re[r][r], im[r][r]);
            }
        }
        return ComplexMatrix.of(xRe, xIm);
    }

    private static int pivotRow(double[][] re, double[][] im, int k) {
        int best = k;
        double largest = 0;
        for (int r = k; r < re.length; r++) {
            double modulus = StrictMath.hypot(re[r][k], im[r][k]);
            if (modulus > largest) {
                largest = modulus;
                best = r;
            }
        }
        if (largest == 0) {
            throw new ArithmeticException(
                    "Argument `a` must be invertible, but pivot " + k + " of " + re.length + " is zero");
        }
        return best;
    }

    private static void swap(double[][] rows, int a, int b) {
        double[] row = rows[a];
        rows[a] = rows[b];
        rows[b] = row;
    }

    /** Entry k divided by x + iy, by Smith's method, which neither over- nor underflows early. */
    private static void divide(double[] re, double[] im, int k, double x, double y) {
        double a = re[k];
        double b = im[k];
        if (Math.abs(x) >= Math.abs(y)) {
            double ratio = y / x;
            double denominator = x + y * ratio;
            re[k] = (a + b * ratio) / denominator;
            im[k] = (b - a * ratio) / denominator;
        } else {
            double ratio = x / y;
            double denominator = x * ratio + y;
            re[k] = (a * ratio + b) / denominator;
            im[k] = (b * ratio - a) / denominator;
        }
    }

    private static void subtract(
            int first, double x, double y, double[] aRe, double[] aIm, double[] toRe, double[] toIm) {
        if (x == 0 && y == 0) {
            return;
        }
        for (int c = first; c < toRe.length; c++) {
            toRe[c] -= x * aRe[c] - y * aIm[c];
            toIm[c] -= x * aIm[c] + y * aRe[c];
        }
    }

    private static double[][] rows(int n, int columns, double[] flat) {
        double[][] rows = new double[n][columns];
        for (int r = 0; r < n; r++) {
            System.arraycopy(flat, r * columns, rows[r], 0, columns);
        }
        return rows;
    }
}
