package org.strangenoise.math;

/**
 * Complex Schur form {@code A = Q T Q^dagger}: Q unitary, T upper triangular with the eigenvalues on its diagonal.
 *
 * <p>Givens reduction to Hessenberg form, then single-shift QR with Wilkinson shifts. Backward stable for every square
 * matrix, degenerate or not; for a normal matrix T is diagonal up to rounding and the columns of Q are eigenvectors.
 * Cost about 25 d^3.
 */
public final class SchurDecomposition {

    private static final double EPSILON = Math.ulp(1.0) / 2;
    private static final int MAX_ITERATIONS = 100;
    private static final int EXCEPTIONAL_SHIFT_PERIOD = 10;

    private final int n;
    private final double[][] tRe;
    private final double[][] tIm;
    private final double[][] qRe;
    private final double[][] qIm;

    /** The rotation in progress: {@code (x, y) -> (c x + s y, -s* x + c y)}, c real. */
    private double c;

    private double sRe;
    private double sIm;

    /** Works on A / scale, entries of order one, so that products neither over- nor underflow. */
    private SchurDecomposition(ComplexMatrix a, double scale) {
        n = a.rows();
        tRe = new double[n][n];
        tIm = new double[n][n];
        qRe = new double[n][n];
        qIm = new double[n][n];
        for (int r = 0; r < n; r++) {
            for (int k = 0; k < n; k++) {
                tRe[r][k] = a.re(r, k) / scale;
                tIm[r][k] = a.im(r, k) / scale;
            }
            qRe[r][r] = 1;
        }
    }

    /**
     * Decomposes a square matrix.
     *
     * @throws IllegalArgumentException if a is not square or not finite
     * @throws ArithmeticException if the iteration does not converge
     */
    public static SchurDecomposition of(ComplexMatrix a) {
        Require.square("a", a);
        Require.finite("a", a.re(), a.im());
        double max = a.maxAbs();
        double scale = max == 0 ? 1 : Math.scalb(1.0, Math.max(Math.getExponent(max), -1000));
        SchurDecomposition schur = new SchurDecomposition(a, scale);
        schur.reduceToHessenberg();
        schur.iterate();
        schur.rescale(scale);
        return schur;
    }

    /** The unitary Q. */
    public ComplexMatrix unitary() {
        return ComplexMatrix.of(qRe, qIm);
    }

    /** The upper triangular T. */
    public ComplexMatrix triangular() {
        return ComplexMatrix.of(tRe, tIm);
    }

    /** Real part of eigenvalue k, in the order of the diagonal of T. */
    public double eigenvalueRe(int k) {
        return tRe[k][k];
    }

    /** Imaginary part of eigenvalue k. */
    public double eigenvalueIm(int k) {
        return tIm[k][k];
    }

    /** Rotations zero the entries below the subdiagonal, column by column; Q gathers them. */
    private void reduceToHessenberg() {
        for (int column = 0; column < n - 2; column++) {
            for (int r = n - 1; r > column + 1; r--) {
                if (tRe[r][column] == 0 && tIm[r][column] == 0) {
                    continue;
                }
                rotationFor(tRe[r - 1][column], tIm[r - 1][column], tRe[r][column], tIm[r][column]);
                rotateRows(r - 1, column);
                tRe[r][column] = 0;
                tIm[r][column] = 0;
                rotateColumns(tRe, tIm, r - 1, n);
                rotateColumns(qRe, qIm, r - 1, n);
            }
        }
    }

    private void iterate() {
        int end = n - 1;
        int iterations = 0;
        while (end > 0) {
            int start = startOfBlock(end);
            if (start == end) {
                end--;
                iterations = 0;
                continue;
            }
            if (++iterations > MAX_ITERATIONS) {
                throw new ArithmeticException("QR iteration did not converge for eigenvalue " + end + " of " + n);
            }
            sweep(start, end, iterations % EXCEPTIONAL_SHIFT_PERIOD == 0);
        }
    }

    private void rescale(double scale) {
        for (int r = 0; r < n; r++) {
            for (int k = r; k < n; k++) {
                tRe[r][k] *= scale;
                tIm[r][k] *= scale;
            }
        }
    }

    /** First index of the unreduced block that ends at {@code end}; the negligible coupling before it becomes zero. */
    private int startOfBlock(int end) {
        for (int k = end; k > 0; k--) {
            double around = modulus(tRe[k - 1][k - 1], tIm[k - 1][k - 1]) + modulus(tRe[k][k], tIm[k][k]);
            double coupling = modulus(tRe[k][k - 1], tIm[k][k - 1]);
            if (coupling <= EPSILON * around || coupling <= EPSILON * EPSILON) {
                tRe[k][k - 1] = 0;
                tIm[k][k - 1] = 0;
                return k;
            }
        }
        return 0;
    }

    /** One implicit QR step on rows start..end: a rotation at the top, then the bulge is chased down. */
    private void sweep(int start, int end, boolean exceptional) {
        double[] shift = exceptional ? exceptionalShift(end) : wilkinsonShift(end);
        double xRe = tRe[start][start] - shift[0];
        double xIm = tIm[start][start] - shift[1];
        double yRe = tRe[start + 1][start];
        double yIm = tIm[start + 1][start];
        for (int k = start; k < end; k++) {
            rotationFor(xRe, xIm, yRe, yIm);
            rotateRows(k, Math.max(k - 1, start));
            if (k > start) {
                tRe[k + 1][k - 1] = 0;
                tIm[k + 1][k - 1] = 0;
            }
            rotateColumns(tRe, tIm, k, Math.min(k + 2, end) + 1);
            rotateColumns(qRe, qIm, k, n);
            if (k + 2 <= end) {
                xRe = tRe[k + 1][k];
                xIm = tIm[k + 1][k];
                yRe = tRe[k + 2][k];
                yIm = tIm[k + 2][k];
            }
        }
    }

    /** Breaks the cycles of matrices, such as cyclic permutations, that an ordinary step maps to themselves. */
    private double[] exceptionalShift(int end) {
        double coupling = modulus(tRe[end][end - 1], tIm[end][end - 1]);
        return new double[] {tRe[end][end] + 0.75 * coupling, tIm[end][end] + 0.4375 * coupling};
    }

    /** The eigenvalue of the trailing 2 x 2 block that lies nearer to its last entry. */
    private double[] wilkinsonShift(int end) {
        double dRe = tRe[end][end];
        double dIm = tIm[end][end];
        double halfRe = 0.5 * (tRe[end - 1][end - 1] - dRe);
        double halfIm = 0.5 * (tIm[end - 1][end - 1] - dIm);
        double bcRe = tRe[end - 1][end] * tRe[end][end - 1] - tIm[end - 1][end] * tIm[end][end - 1];
        double bcIm = tRe[end - 1][end] * tIm[end][end - 1] + tIm[end - 1][end] * tRe[end][end - 1];
        double[] root = squareRoot(halfRe * halfRe - halfIm * halfIm + bcRe, 2 * halfRe * halfIm + bcIm);
        double sign = halfRe * root[0] + halfIm * root[1] >= 0 ? 1 : -1;
        // d - bc / (half + sign * root): no cancellation, the sum is the longer one.
        double denominatorRe = halfRe + sign * root[0];
        double denominatorIm = halfIm + sign * root[1];
        double square = denominatorRe * denominatorRe + denominatorIm * denominatorIm;
        if (square == 0) {
            return new double[] {dRe, dIm};
        }
        return new double[] {
            dRe - (bcRe * denominatorRe + bcIm * denominatorIm) / square,
            dIm - (bcIm * denominatorRe - bcRe * denominatorIm) / square
        };
    }

    private static double[] squareRoot(double x, double y) {
        double modulus = modulus(x, y);
        double major = Math.sqrt(0.5 * (modulus + Math.abs(x)));
        double minor = major == 0 ? 0 : 0.5 * y / major;
        return x >= 0 ? new double[] {major, minor} : new double[] {Math.abs(minor), Math.copySign(major, y)};
    }

    /** Chooses c and s so that the rotation maps (x, y) to (r, 0). */
    private void rotationFor(double xRe, double xIm, double yRe, double yIm) {
        double x = modulus(xRe, xIm);
        double y = modulus(yRe, yIm);
        double length = modulus(x, y);
        if (y == 0) {
            c = 1;
            sRe = 0;
            sIm = 0;
        } else if (x == 0) {
            c = 0;
            sRe = yRe / y;
            sIm = -yIm / y;
        } else {
            c = x / length;
            double unitRe = xRe / x;
            double unitIm = xIm / x;
            sRe = (unitRe * yRe + unitIm * yIm) / length;
            sIm = (unitIm * yRe - unitRe * yIm) / length;
        }
    }

    private void rotateRows(int k, int firstColumn) {
        double[] xRe = tRe[k];
        double[] xIm = tIm[k];
        double[] yRe = tRe[k + 1];
        double[] yIm = tIm[k + 1];
        for (int j = firstColumn; j < n; j++) {
            double a = xRe[j];
            double b = xIm[j];
            double u = yRe[j];
            double v = yIm[j];
            xRe[j] = c * a + sRe * u - sIm * v;
            xIm[j] = c * b + sRe * v + sIm * u;
            yRe[j] = c * u - sRe * a - sIm * b;
            yIm[j] = c * v - sRe * b + sIm * a;
        }
    }

    /** Multiplies columns k and k + 1 by the adjoint rotation from the right. */
    private void rotateColumns(double[][] re, double[][] im, int k, int rowCount) {
        for (int r = 0; r < rowCount; r++) {
            double a = re[r][k];
            double b = im[r][k];
            double u = re[r][k + 1];
            double v = im[r][k + 1];
            re[r][k] = c * a + sRe * u + sIm * v;
            im[r][k] = c * b + sRe * v - sIm * u;
            re[r][k + 1] = c * u - sRe * a + sIm * b;
            im[r][k + 1] = c * v - sRe * b - sIm * a;
        }
    }

    private static double modulus(double x, double y) {
        double square = x * x + y * y;
        return square > 1e-280 && square < 1e280 ? Math.sqrt(square) : StrictMath.hypot(x, y);
    }
}
