package org.strangenoise.simulate.kernel;

import static java.lang.Math.fma;

/**
 * One amplitude at a time, and by definition what any other kernel computes, to the last bit: a sum is a chain of fused
 * multiply-adds, and a long sum goes in four lanes, number i of a stretch in lane i modulo 4.
 */
public final class ScalarAmplitudeKernel implements AmplitudeKernel {

    /** Of long sums, whatever registers a machine has. */
    private static final int LANES = 4;

    @Override
    public boolean isVector() {
        return false;
    }

    @Override
    public void matrix(double[] re, double[] im, int offset, int length, int stride, double[] m) {
        for (int high = offset; high < offset + length; high += 2 * stride) {
            for (int i = high; i < high + stride; i++) {
                double a = re[i];
                double b = im[i];
                double c = re[i + stride];
                double d = im[i + stride];
                re[i] = fma(d, -m[3], fma(c, m[2], fma(b, -m[1], a * m[0])));
                im[i] = fma(d, m[2], fma(c, m[3], fma(b, m[0], a * m[1])));
                // The number's own entry first, so that neighbours in one register go the same way.
                re[i + stride] = fma(b, -m[5], fma(a, m[4], fma(d, -m[7], c * m[6])));
                im[i + stride] = fma(b, m[4], fma(a, m[5], fma(d, m[6], c * m[7])));
            }
        }
    }

    @Override
    public void realMatrix(double[] re, double[] im, int offset, int length, int stride, double[] m) {
        realMatrix(re, offset, length, stride, m[0], m[1], m[2], m[3]);
        realMatrix(im, offset, length, stride, m[0], m[1], m[2], m[3]);
    }

    @Override
    public void unitMatrices(double[] re, double[] im, int offset, int length, int first, int second, double[] m) {
        unitMatrices(re, offset, length, first, second, m);
        unitMatrices(im, offset, length, first, second, m);
    }

    private static void unitMatrices(double[] x, int offset, int length, int first, int second, double[] m) {
        double m0 = m[0];
        double m1 = m[1];
        double m2 = m[2];
        double m3 = m[3];
        for (int high = offset; high < offset + length; high += 2 * second) {
            for (int middle = high; middle < high + second; middle += 2 * first) {
                for (int i = middle; i < middle + first; i++) {
                    int j = i + second;
                    double a = x[i];
                    double b = x[i + first];
                    double c = x[j];
                    double d = x[j + first];
                    double p = fma(b, m0, a);
                    double q = fma(a, m1, b);
                    double r = fma(d, m0, c);
                    double s = fma(c, m1, d);
                    x[i] = fma(r, m2, p);
                    x[i + first] = fma(s, m2, q);
                    x[j] = fma(p, m3, r);
                    x[j + first] = fma(q, m3, s);
                }
            }
        }
    }

    private static void realMatrix(
            double[] x, int offset, int length, int stride, double m0, double m1, double m2, double m3) {
        for (int high = offset; high < offset + length; high += 2 * stride) {
            for (int i = high; i < high + stride; i++) {
                double a = x[i];
                double c = x[i + stride];
                x[i] = fma(c, m1, a * m0);
                x[i + stride] = fma(c, m3, a * m2);
            }
        }
    }

    @Override
    public void lowestMatrix(double[] re, double[] im, int offset, int length, double[] columns) {
        lowestMatrix(re, offset, length, columns);
        lowestMatrix(im, offset, length, columns);
    }

    private static void lowestMatrix(double[] x, int offset, int length, double[] columns) {
        for (int i = offset; i < offset + length; i += 4) {
            double a = x[i];
            double b = x[i + 1];
            double c = x[i + 2];
            double d = x[i + 3];
            for (int r = 0; r < 4; r++) {
                x[i + r] = fma(columns[4 + r], b, columns[r] * a) + fma(columns[12 + r], d, columns[8 + r] * c);
            }
        }
    }

    @Override
    public void multiply(
            double[] re, double[] im, int offset, double[] table, double[] factors, int at, int rows, int low) {
        int lowAt = at + 2 * rows;
        int imaginary = rows * low;
        for (int row = 0; row < rows; row++) {
            double p = factors[at + row];
            double q = factors[at + rows + row];
            for (int j = 0; j < low; j++) {
                double u = factors[lowAt + j];
                double v = factors[lowAt + low + j];
                double a = fma(v, -q, u * p);
                double b = fma(u, q, v * p);
                double s = table[row * low + j];
                double t = table[imaginary + row * low + j];
                double c = fma(a, s, -(b * t));
                double d = fma(a, t, b * s);
                int i = offset + row * low + j;
                double x = re[i];
                double y = im[i];
                re[i] = fma(c, x, -(d * y));
                im[i] = fma(c, y, d * x);
            }
        }
    }

    @Override
    public double norm(double[] re, double[] im, int offset, int length) {
        double[] sum = new double[LANES];
        for (int k = 0; k < length; k++) {
            double a = re[offset + k];
            double b = im[offset + k];
            sum[k % LANES] = fma(b, b, fma(a, a, sum[k % LANES]));
        }
        return total(sum);
    }

    @Override
    public void reduce(double[] re, double[] im, int offset, int length, int stride, double[] sums, int at) {
        // Each sum in two parts, as the vector kernel has them, so that no addition waits for the one before it.
        double[][] parts = new double[8][LANES];
        for (int high = 0; high < length; high += 2 * stride) {
            for (int k = high; k < high + stride; k++) {
                int lower = k % LANES;
                int upper = (k + stride) % LANES;
                double a = re[offset + k];
                double b = im[offset + k];
                double c = re[offset + k + stride];
                double d = im[offset + k + stride];
                parts[0][lower] = fma(a, c, parts[0][lower]);
                parts[1][lower] = fma(b, d, parts[1][lower]);
                parts[2][lower] = fma(a, d, parts[2][lower]);
                parts[3][lower] = fma(b, c, parts[3][lower]);
                parts[4][lower] = fma(a, a, parts[4][lower]);
                parts[5][lower] = fma(b, b, parts[5][lower]);
                parts[6][upper] = fma(c, c, parts[6][upper]);
                parts[7][upper] = fma(d, d, parts[7][upper]);
            }
        }
        for (int lane = 0; lane < LANES; lane++) {
            parts[0][lane] += parts[1][lane];
            parts[2][lane] -= parts[3][lane];
            parts[4][lane] += parts[5][lane];
            parts[6][lane] += parts[7][lane];
        }
        for (int k = 0; k < 4; k++) {
            sums[at + k] += total(parts[2 * k]);
        }
    }

    private static double total(double[] lanes) {
        return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
    }
}
