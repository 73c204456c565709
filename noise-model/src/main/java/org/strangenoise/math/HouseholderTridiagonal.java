package org.strangenoise.math;

import java.util.Arrays;

/**
 * Unitary reduction of a Hermitian matrix to a real tridiagonal one, {@code A = Q D T D^dagger Q^dagger}.
 *
 * <p>Q is a product of reflections {@code 1 - v v^dagger} with {@code |v|^2 = 2}, D a diagonal of phases. Reflection i
 * acts on indices 0..i-1 and its vector replaces row i of the work matrix. Rows are separate arrays, so that every
 * inner loop runs over one shared index and vectorises. The instance is a reusable workspace: {@link #reduce()}
 * allocates nothing. It is not safe for use by several threads at once.
 */
final class HouseholderTridiagonal {

    /** Couplings below this fraction of the largest entry are dropped; their squares could underflow. */
    private static final double NEGLIGIBLE = 1e-140;

    private static final int COLUMN_BLOCK = 64;

    final int n;
    final double[][] re;
    final double[][] im;
    final double[] diagonal;
    final double[] off;
    private final double[] phaseRe;
    private final double[] phaseIm;
    private final double[] wRe;
    private final double[] wIm;
    private double scale;

    HouseholderTridiagonal(int n) {
        this.n = n;
        re = new double[n][n];
        im = new double[n][n];
        diagonal = new double[n];
        off = new double[n];
        phaseRe = new double[n];
        phaseIm = new double[n];
        wRe = new double[n];
        wIm = new double[n];
    }

    /** Loads the Hermitian part of a row-major matrix. */
    void load(double[] flatRe, double[] flatIm) {
        double max = 0;
        for (int r = 0; r < n; r++) {
            for (int c = 0; c <= r; c++) {
                double x = 0.5 * (flatRe[r * n + c] + flatRe[c * n + r]);
                double y = 0.5 * (flatIm[r * n + c] - flatIm[c * n + r]);
                re[r][c] = x;
                im[r][c] = y;
                re[c][r] = x;
                im[c][r] = -y;
                max = Math.max(max, Math.max(Math.abs(x), Math.abs(y)));
            }
        }
        normalise(max);
    }

    /** Divides by a power of two near the largest entry, so that no square over- or underflows. */
    private void normalise(double max) {
        scale = max == 0 ? 1 : Math.scalb(1.0, Math.max(Math.getExponent(max), -1000));
        if (scale > 1e-100 && scale < 1e100) {
            return;
        }
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                re[r][c] /= scale;
                im[r][c] /= scale;
            }
        }
    }

    /** The factor by which the loaded matrix was divided. */
    double divisor() {
        return scale > 1e-100 && scale < 1e100 ? 1 : scale;
    }

    /** Magnitude of the matrix that was reduced, within a factor of two of its largest entry. */
    double magnitude() {
        return scale / divisor();
    }

    /** Reduces the loaded matrix: fills the diagonal, the couplings and the reflections. */
    void reduce() {
        phaseRe[n - 1] = 1;
        phaseIm[n - 1] = 0;
        for (int i = n - 1; i > 0; i--) {
            diagonal[i] = re[i][i];
            if (makeReflection(i)) {
                multiply(i);
                update(i);
            }
        }
        diagonal[0] = re[0][0];
    }

    /** Turns row i into a reflection vector; false where there is nothing to eliminate. */
    private boolean makeReflection(int i) {
        double[] vRe = re[i];
        double[] vIm = im[i];
        int last = i - 1;
        double tail = 0;
        for (int j = 0; j < last; j++) {
            tail = Math.max(tail, Math.max(Math.abs(vRe[j]), Math.abs(vIm[j])));
        }
        double aRe = vRe[last];
        double aIm = -vIm[last];
        double modulus = SymmetricTridiagonal.length(aRe, aIm);
        double unitRe = modulus == 0 ? 1 : aRe / modulus;
        double unitIm = modulus == 0 ? 0 : aIm / modulus;
        boolean reflects = tail > NEGLIGIBLE * magnitude();
        if (reflects) {
            double square = modulus * modulus;
            for (int j = 0; j < last; j++) {
                square += vRe[j] * vRe[j] + vIm[j] * vIm[j];
            }
            double norm = Math.sqrt(square);
            double factor = 1 / Math.sqrt(norm * (norm + modulus));
            for (int j = 0; j < last; j++) {
                vRe[j] *= factor;
                vIm[j] *= -factor;
            }
            vRe[last] = factor * unitRe * (modulus + norm);
            vIm[last] = factor * unitIm * (modulus + norm);
            unitRe = -unitRe;
            unitIm = -unitIm;
            modulus = norm;
        } else {
            Arrays.fill(vRe, 0, i, 0);
            Arrays.fill(vIm, 0, i, 0);
        }
        off[last] = modulus;
        phaseRe[last] = phaseRe[i] * unitRe - phaseIm[i] * unitIm;
        phaseIm[last] = phaseRe[i] * unitIm + phaseIm[i] * unitRe;
        return reflects;
    }

    /** Sets w = A v - (v^dagger A v / 2) v on the leading block of dimension i. */
    private void multiply(int i) {
        double[] vRe = re[i];
        double[] vIm = im[i];
        double[] pRe = wRe;
        double[] pIm = wIm;
        Arrays.fill(pRe, 0, i, 0);
        Arrays.fill(pIm, 0, i, 0);
        for (int r = 0; r < i; r++) {
            // Column r of the Hermitian block is the conjugate of row r.
            addConjugate(i, re[r], im[r], vRe[r], vIm[r], pRe, pIm);
        }
        double quadratic = 0;
        for (int j = 0; j < i; j++) {
            quadratic += vRe[j] * pRe[j] + vIm[j] * pIm[j];
        }
        double half = 0.5 * quadratic;
        for (int j = 0; j < i; j++) {
            pRe[j] -= half * vRe[j];
            pIm[j] -= half * vIm[j];
        }
    }

    private static void addConjugate(
            int length, double[] aRe, double[] aIm, double x, double y, double[] pRe, double[] pIm) {
        for (int j = 0; j < length; j++) {
            pRe[j] += x * aRe[j] + y * aIm[j];
            pIm[j] += y * aRe[j] - x * aIm[j];
        }
    }

    /** A := A - v w^dagger - w v^dagger on the leading block of dimension i. */
    private void update(int i) {
        for (int r = 0; r < i; r++) {
            subtractOuter(i, re[r], im[r], re[i][r], im[i][r], wRe, wIm);
            subtractOuter(i, re[r], im[r], wRe[r], wIm[r], re[i], im[i]);
        }
    }

    private static void subtractOuter(
            int length, double[] aRe, double[] aIm, double x, double y, double[] bRe, double[] bIm) {
        for (int j = 0; j < length; j++) {
            aRe[j] -= x * bRe[j] + y * bIm[j];
            aIm[j] -= y * bRe[j] - x * bIm[j];
        }
    }

    /**
     * Writes {@code Q D Z} row-major, where column k of Z is row k of {@code z}.
     *
     * <p>Blocks of columns pass through all reflections while they stay in cache.
     */
    void transformBack(double[][] z, double[] outRe, double[] outIm) {
        int width = Math.min(n, COLUMN_BLOCK);
        double[][] blockRe = new double[n][width];
        double[][] blockIm = new double[n][width];
        double[] sRe = new double[width];
        double[] sIm = new double[width];
        for (int first = 0; first < n; first += width) {
            int columns = Math.min(width, n - first);
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < columns; k++) {
                    blockRe[j][k] = phaseRe[j] * z[first + k][j];
                    blockIm[j][k] = phaseIm[j] * z[first + k][j];
                }
            }
            for (int i = 2; i < n; i++) {
                reflect(i, blockRe, blockIm, sRe, sIm);
            }
            for (int j = 0; j < n; j++) {
                System.arraycopy(blockRe[j], 0, outRe, j * n + first, columns);
                System.arraycopy(blockIm[j], 0, outIm, j * n + first, columns);
            }
        }
    }

    private void reflect(int i, double[][] blockRe, double[][] blockIm, double[] sRe, double[] sIm) {
        double[] vRe = re[i];
        double[] vIm = im[i];
        if (vRe[i - 1] == 0 && vIm[i - 1] == 0) {
            return;
        }
        Arrays.fill(sRe, 0);
        Arrays.fill(sIm, 0);
        for (int j = 0; j < i; j++) {
            add(vRe[j], -vIm[j], blockRe[j], blockIm[j], sRe, sIm);
        }
        for (int j = 0; j < i; j++) {
            add(-vRe[j], -vIm[j], sRe, sIm, blockRe[j], blockIm[j]);
        }
    }

    private static void add(double x, double y, double[] aRe, double[] aIm, double[] toRe, double[] toIm) {
        for (int k = 0; k < toRe.length; k++) {
            toRe[k] += x * aRe[k] - y * aIm[k];
            toIm[k] += x * aIm[k] + y * aRe[k];
        }
    }
}
