package org.strangenoise.math;

import java.util.Arrays;

/**
 * The action {@code exp(t A) v} of the exponential of a linear operator, without its matrix.
 *
 * <p>Arnoldi projection on a Krylov space, in steps chosen by an a posteriori error estimate (Saad, SIAM J. Numer.
 * Anal. 29, 209 (1992); Sidje, Expokit, ACM TOMS 24, 130 (1998)). The instance owns the Krylov basis, {@code 16 *
 * dimension * (krylovDimension + 2)} bytes: reuse it, one instance per thread. Nothing of the vectors' size is
 * allocated by a call.
 */
public final class ExponentialAction {

    private static final int DEFAULT_KRYLOV_DIMENSION = 30;
    private static final double MIN_TOLERANCE = 1e-14;
    private static final double EPSILON = Math.ulp(1.0);
    private static final int MAX_TRIALS = 200;

    private final int dimension;
    private final int krylovDimension;
    private final double[][] basisRe;
    private final double[][] basisIm;
    private final double[][] hRe;
    private final double[][] hIm;

    private ExponentialAction(int dimension, int krylovDimension) {
        this.dimension = dimension;
        this.krylovDimension = krylovDimension;
        basisRe = new double[krylovDimension + 1][dimension];
        basisIm = new double[krylovDimension + 1][dimension];
        hRe = new double[krylovDimension + 2][krylovDimension + 2];
        hIm = new double[krylovDimension + 2][krylovDimension + 2];
    }

    /** A workspace for vectors of the given length, with a Krylov space of dimension 30 at most. */
    public static ExponentialAction ofDimension(int dimension) {
        return of(dimension, DEFAULT_KRYLOV_DIMENSION);
    }

    /** A workspace with a Krylov space of chosen dimension: smaller saves memory and takes more steps. */
    public static ExponentialAction of(int dimension, int krylovDimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("Argument `dimension` must be at least 1, but is " + dimension);
        }
        if (krylovDimension < 2) {
            throw new IllegalArgumentException(
                    "Argument `krylovDimension` must be at least 2, but is " + krylovDimension);
        }
        return new ExponentialAction(dimension, Math.min(dimension, krylovDimension));
    }

    /**
     * Replaces v by {@code exp(time A) v}.
     *
     * @param a the operator A
     * @param time the real factor t, of either sign
     * @param tolerance aimed error of the result in the 2-norm, relative to the norm of the vector along the way; at
     *     least 1e-14
     * @param re real parts of v, replaced
     * @param im imaginary parts of v, replaced
     */
    public void apply(LinearOperator a, double time, double tolerance, double[] re, double[] im) {
        if (re.length != dimension || im.length != dimension) {
            throw new IllegalArgumentException("Arguments `re`, `im` must have " + dimension + " entries, but have "
                    + re.length + ", " + im.length);
        }
        if (!(tolerance >= MIN_TOLERANCE && tolerance < 1)) {
            throw new IllegalArgumentException(
                    "Argument `tolerance` must be in [" + MIN_TOLERANCE + ", 1), but is " + tolerance);
        }
        if (!Double.isFinite(time)) {
            throw new IllegalArgumentException("Argument `time` must be finite, but is " + time);
        }
        double done = 0;
        double span = Math.abs(time);
        while (done < span) {
            double norm = norm(re, im);
            if (norm == 0) {
                return;
            }
            if (!Double.isFinite(norm)) {
                throw new ArithmeticException("Vector is not finite at time " + Math.copySign(done, time));
            }
            int size = arnoldi(a, re, im, norm);
            double step = step(size, norm, span - done, span, tolerance, Math.signum(time), re, im);
            done = step >= span - done ? span : done + step;
        }
    }

    /** Builds the basis and the projected operator; returns the dimension, negative if the space is invariant. */
    private int arnoldi(LinearOperator a, double[] re, double[] im, double norm) {
        for (int row = 0; row < hRe.length; row++) {
            Arrays.fill(hRe[row], 0);
            Arrays.fill(hIm[row], 0);
        }
        for (int k = 0; k < dimension; k++) {
            basisRe[0][k] = re[k] / norm;
            basisIm[0][k] = im[k] / norm;
        }
        for (int j = 0; j < krylovDimension; j++) {
            double[] wRe = basisRe[j + 1];
            double[] wIm = basisIm[j + 1];
            a.apply(basisRe[j], basisIm[j], wRe, wIm);
            double before = norm(wRe, wIm);
            // The second pass restores the orthogonality that cancellation costs in the first.
            orthogonalise(j, wRe, wIm);
            orthogonalise(j, wRe, wIm);
            double after = norm(wRe, wIm);
            if (j + 1 == dimension || after <= 4 * EPSILON * before) {
                return -(j + 1);
            }
            hRe[j + 1][j] = after;
            for (int k = 0; k < dimension; k++) {
                wRe[k] /= after;
                wIm[k] /= after;
            }
        }
        return krylovDimension;
    }

    /** Removes the components of w along basis vectors 0..j and adds them to column j of the projection. */
    private void orthogonalise(int j, double[] wRe, double[] wIm) {
        for (int i = 0; i <= j; i++) {
            double[] bRe = basisRe[i];
            double[] bIm = basisIm[i];
            double x = 0;
            double y = 0;
            for (int k = 0; k < dimension; k++) {
                x += bRe[k] * wRe[k] + bIm[k] * wIm[k];
                y += bRe[k] * wIm[k] - bIm[k] * wRe[k];
            }
            add(-x, -y, bRe, bIm, wRe, wIm);
            hRe[i][j] += x;
            hIm[i][j] += y;
        }
    }

    /** Advances by the largest step whose estimated error is within its share; returns the step. */
    private double step(
            int arnoldi,
            double norm,
            double remaining,
            double span,
            double tolerance,
            double sign,
            double[] re,
            double[] im) {
        boolean invariant = arnoldi < 0;
        int m = Math.abs(arnoldi);
        double hNorm = projectedNorm(m);
        double step = invariant ? remaining : Math.min(remaining, 0.25 * m * m / hNorm);
        for (int trial = 0; trial < MAX_TRIALS; trial++) {
            ComplexMatrix f = MatrixExponential.of(augmented(m, invariant, sign * step));
            double error = invariant ? 0 : Math.max(modulus(f, m), hNorm * modulus(f, m + 1));
            double share = Math.max(tolerance * step / span, 2 * EPSILON) * columnNorm(f, m);
            if (error <= share) {
                combine(f, invariant ? m : m + 1, norm, re, im);
                return step;
            }
            step *= Math.min(0.9, Math.max(0.1, 0.9 * StrictMath.pow(share / error, 1.0 / m)));
        }
        throw new ArithmeticException("No step of the exponential action met tolerance " + tolerance
                + "; the last one tried was " + step + " of " + remaining);
    }

    /** Entries (m, 0) and (m + 1, 0) of its exponential are the first two terms of the projection's error. */
    private ComplexMatrix augmented(int m, boolean invariant, double step) {
        int size = invariant ? m : m + 2;
        double[] re = new double[size * size];
        double[] im = new double[size * size];
        for (int r = 0; r < Math.min(size, m + 1); r++) {
            for (int c = 0; c < m; c++) {
                re[r * size + c] = step * hRe[r][c];
                im[r * size + c] = step * hIm[r][c];
            }
        }
        if (!invariant) {
            re[(m + 1) * size + m] = step;
        }
        return ComplexMatrix.of(size, size, re, im);
    }

    private void combine(ComplexMatrix f, int terms, double norm, double[] re, double[] im) {
        Arrays.fill(re, 0);
        Arrays.fill(im, 0);
        for (int i = 0; i < terms; i++) {
            add(norm * f.re(i, 0), norm * f.im(i, 0), basisRe[i], basisIm[i], re, im);
        }
    }

    private double projectedNorm(int m) {
        double norm = 0;
        for (int c = 0; c < m; c++) {
            double sum = 0;
            for (int r = 0; r <= m; r++) {
                sum += StrictMath.hypot(hRe[r][c], hIm[r][c]);
            }
            norm = Math.max(norm, sum);
        }
        return norm;
    }

    private static double modulus(ComplexMatrix f, int row) {
        return StrictMath.hypot(f.re(row, 0), f.im(row, 0));
    }

    private static double columnNorm(ComplexMatrix f, int rows) {
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            sum += f.re(r, 0) * f.re(r, 0) + f.im(r, 0) * f.im(r, 0);
        }
        return Math.sqrt(sum);
    }

    private static void add(double x, double y, double[] aRe, double[] aIm, double[] toRe, double[] toIm) {
        for (int k = 0; k < toRe.length; k++) {
            toRe[k] += x * aRe[k] - y * aIm[k];
            toIm[k] += x * aIm[k] + y * aRe[k];
        }
    }

    private static double norm(double[] re, double[] im) {
        double sum = 0;
        for (int k = 0; k < re.length; k++) {
            sum += re[k] * re[k] + im[k] * im[k];
        }
        return Math.sqrt(sum);
    }
}
