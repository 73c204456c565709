package org.strangenoise.simulate.kernel;

import java.util.Arrays;

/**
 * The collective rotation {@code exp(-i angle J_y)} in every block of total spin of n qubits: real matrices.
 *
 * <p>They are built by adding one spin 1/2 after another (Risbo, J. Geodesy 70, 383 (1996)). Each addition compresses
 * {@code d (x) r} by an isometry, so that rounding errors add and never grow: about n roundings at the end.
 */
public final class SpinRotation {

    /** Rows of a factor that stay in cache while all rows of the other pass. */
    private static final int BLOCK = 32;

    private final double[][][] matrices;

    private SpinRotation(double[][][] matrices) {
        this.matrices = matrices;
    }

    /** The rotation in all blocks of n qubits: C(n+3, 3) numbers. */
    public static SpinRotation ofAllSpins(int n, double angle) {
        return new SpinRotation(matrices(n, angle, n / 2));
    }

    /** The rotation in the symmetric subspace alone, spin n/2: (n+1)^2 numbers. */
    public static SpinRotation ofLargestSpin(int n, double angle) {
        return new SpinRotation(matrices(n, angle, 0));
    }

    private static double[][][] matrices(int n, double angle, int lastBlock) {
        double[][][] matrices = new double[lastBlock + 1][][];
        double cos = StrictMath.cos(angle / 2);
        double sin = StrictMath.sin(angle / 2);
        double[][] matrix = {{1}};
        for (int size = 0; size <= n; size++) {
            if (size > 0) {
                matrix = withOneMore(matrix, size, cos, sin);
            }
            if ((n - size) % 2 == 0 && (n - size) / 2 <= lastBlock) {
                matrices[(n - size) / 2] = matrix;
            }
        }
        return matrices;
    }

    /**
     * From {@code size - 1} spins to {@code size}, where D_k is {@code sqrt((size-k)/size) D_k|0> + sqrt(k/size)
     * D_{k-1}|1>}.
     */
    private static double[][] withOneMore(double[][] less, int size, double cos, double sin) {
        double[] lower = new double[size + 1];
        double[] upper = new double[size + 1];
        for (int k = 0; k <= size; k++) {
            lower[k] = Math.sqrt((size - k) / (double) size);
            upper[k] = Math.sqrt(k / (double) size);
        }
        double[][] more = new double[size + 1][size + 1];
        for (int r = 0; r <= size; r++) {
            for (int c = 0; c <= size; c++) {
                double sum = 0;
                if (r < size && c < size) {
                    sum += lower[r] * lower[c] * cos * less[r][c];
                }
                if (r < size && c > 0) {
                    sum -= lower[r] * upper[c] * sin * less[r][c - 1];
                }
                if (r > 0 && c < size) {
                    sum += upper[r] * lower[c] * sin * less[r - 1][c];
                }
                if (r > 0 && c > 0) {
                    sum += upper[r] * upper[c] * cos * less[r - 1][c - 1];
                }
                more[r][c] = sum;
            }
        }
        return more;
    }

    /** Replaces block {@code o}, packed, by {@code D M D^T}; the work arrays have the block's shape. */
    public void applyToBlock(int o, double[][] block, double[][] work) {
        multiply(matrices[o], block, work);
        transpose(work, block);
        multiply(matrices[o], block, work);
        transpose(work, block);
    }

    /** Replaces n + 1 Dicke amplitudes by their image. */
    public void applyToAmplitudes(double[] re, double[] im) {
        double[][] d = matrices[0];
        double[] newRe = new double[re.length];
        double[] newIm = new double[im.length];
        for (int r = 0; r < re.length; r++) {
            for (int c = 0; c < re.length; c++) {
                newRe[r] += d[r][c] * re[c];
                newIm[r] += d[r][c] * im[c];
            }
        }
        System.arraycopy(newRe, 0, re, 0, re.length);
        System.arraycopy(newIm, 0, im, 0, im.length);
    }

    private static void multiply(double[][] a, double[][] x, double[][] out) {
        int size = a.length;
        for (double[] row : out) {
            Arrays.fill(row, 0);
        }
        for (int first = 0; first < size; first += BLOCK) {
            int end = Math.min(size, first + BLOCK);
            for (int r = 0; r < size; r++) {
                double[] row = a[r];
                int k = first;
                for (; k + 4 <= end; k += 4) {
                    add(row[k], x[k], row[k + 1], x[k + 1], row[k + 2], x[k + 2], row[k + 3], x[k + 3], out[r]);
                }
                for (; k < end; k++) {
                    add(row[k], x[k], out[r]);
                }
            }
        }
    }

    /** Four terms at a time, every array at the same index: the compiler vectorises it. */
    private static void add(
            double a, double[] x, double b, double[] y, double c, double[] u, double d, double[] v, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += a * x[i] + b * y[i] + (c * u[i] + d * v[i]);
        }
    }

    private static void add(double a, double[] x, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += a * x[i];
        }
    }

    private static void transpose(double[][] from, double[][] to) {
        for (int r = 0; r < from.length; r++) {
            double[] row = from[r];
            for (int c = 0; c < row.length; c++) {
                to[c][r] = row[c];
            }
        }
    }
}
