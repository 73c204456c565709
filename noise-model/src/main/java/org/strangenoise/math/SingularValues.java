package org.strangenoise.math;

import java.util.Arrays;

/**
 * Singular values of a complex matrix.
 *
 * <p>One-sided Jacobi rotations make the columns orthogonal; their lengths are the singular values. Small ones are as
 * accurate, relative to themselves, as the scaling of the columns allows (Demmel and Veselic, SIAM J. Matrix Anal.
 * Appl. 13, 1204 (1992)).
 */
public final class SingularValues {

    private static final double EPSILON = Math.ulp(1.0);
    private static final int MAX_SWEEPS = 60;

    private SingularValues() {}

    /** The min(rows, columns) singular values, descending. */
    public static double[] of(ComplexMatrix m) {
        Require.finite("m", m.re(), m.im());
        // Columns of the taller of M and M^dagger; row c of the work arrays holds column c.
        ComplexMatrix tall = m.rows() >= m.columns() ? m : m.adjoint();
        double max = m.maxAbs();
        double[] values = new double[tall.columns()];
        if (max == 0) {
            return values;
        }
        double scale = Math.scalb(1.0, Math.max(Math.getExponent(max), -1000));
        double[][] re = new double[tall.columns()][tall.rows()];
        double[][] im = new double[tall.columns()][tall.rows()];
        for (int c = 0; c < tall.columns(); c++) {
            for (int r = 0; r < tall.rows(); r++) {
                re[c][r] = tall.re(r, c) / scale;
                im[c][r] = tall.im(r, c) / scale;
            }
        }
        orthogonalise(re, im);
        for (int c = 0; c < values.length; c++) {
            values[values.length - 1 - c] = scale * Math.sqrt(squaredLength(re[c], im[c]));
        }
        Arrays.sort(values);
        for (int low = 0, high = values.length - 1; low < high; low++, high--) {
            double swap = values[low];
            values[low] = values[high];
            values[high] = swap;
        }
        return values;
    }

    private static void orthogonalise(double[][] re, double[][] im) {
        int n = re.length;
        double tolerance = EPSILON * Math.sqrt(re[0].length);
        for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
            boolean rotated = false;
            for (int p = 0; p < n - 1; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotated |= orthogonalisePair(re[p], im[p], re[q], im[q], tolerance);
                }
            }
            if (!rotated) {
                return;
            }
        }
        throw new ArithmeticException("One-sided Jacobi iteration did not converge in " + MAX_SWEEPS + " sweeps");
    }

    private static boolean orthogonalisePair(double[] aRe, double[] aIm, double[] bRe, double[] bIm, double tolerance) {
        double alpha = squaredLength(aRe, aIm);
        double beta = squaredLength(bRe, bIm);
        double overlapRe = 0;
        double overlapIm = 0;
        for (int k = 0; k < aRe.length; k++) {
            overlapRe += aRe[k] * bRe[k] + aIm[k] * bIm[k];
            overlapIm += aRe[k] * bIm[k] - aIm[k] * bRe[k];
        }
        double overlap = StrictMath.hypot(overlapRe, overlapIm);
        if (overlap <= tolerance * Math.sqrt(alpha) * Math.sqrt(beta)) {
            return false;
        }
        double zeta = (beta - alpha) / (2 * overlap);
        double t = Math.copySign(1, zeta) / (Math.abs(zeta) + StrictMath.hypot(1, zeta));
        double c = 1 / Math.sqrt(1 + t * t);
        double s = c * t;
        rotate(aRe, aIm, bRe, bIm, c, s, overlapRe / overlap, overlapIm / overlap);
        return true;
    }

    /** With b taken times the conjugate phase, so that the overlap is real: a := c a - s b, b := s a + c b. */
    private static void rotate(
            double[] aRe,
            double[] aIm,
            double[] bRe,
            double[] bIm,
            double c,
            double s,
            double phaseRe,
            double phaseIm) {
        for (int k = 0; k < aRe.length; k++) {
            double x = bRe[k] * phaseRe + bIm[k] * phaseIm;
            double y = bIm[k] * phaseRe - bRe[k] * phaseIm;
            double u = aRe[k];
            double v = aIm[k];
            aRe[k] = c * u - s * x;
            aIm[k] = c * v - s * y;
            bRe[k] = s * u + c * x;
            bIm[k] = s * v + c * y;
        }
    }

    private static double squaredLength(double[] re, double[] im) {
        double sum = 0;
        for (int k = 0; k < re.length; k++) {
            sum += re[k] * re[k] + im[k] * im[k];
        }
        return sum;
    }
}
