package org.strangenoise.simulate.kernel;

import static java.lang.Math.fma;

/**
 * One amplitude at a time, and by definition what any other kernel computes, to the last bit: a sum is a chain of fused
 * multiply-adds, and a long sum goes in four lanes, number i of a stretch in lane i modulo 4.
 */
public final class ScalarAmplitudeKernel implements AmplitudeKernel {

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
        unitMatrices(re, offset, length, first, second, m, 0);
        unitMatrices(im, offset, length, first, second, m, 0);
    }

    @Override
    public void fourUnitMatrices(double[] re, double[] im, int offset, int length, int[] strides, double[] m) {
        for (int k = 0; k < 4; k += 2) {
            unitMatrices(re, offset, length, strides[k], strides[k + 1], m, 2 * k);
            unitMatrices(im, offset, length, strides[k], strides[k + 1], m, 2 * k);
        }
    }

    private static void unitMatrices(double[] x, int offset, int length, int first, int second, double[] m, int at) {
        double m0 = m[at];
        double m1 = m[at + 1];
        double m2 = m[at + 2];
        double m3 = m[at + 3];
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
        int tableAt = table.length - 2 * imaginary;
        for (int row = 0; row < rows; row++) {
            double p = factors[at + row];
            double q = factors[at + rows + row];
            for (int j = 0; j < low; j++) {
                double u = factors[lowAt + j];
                double v = factors[lowAt + low + j];
                double a = fma(v, -q, u * p);
                double b = fma(u, q, v * p);
                double s = table[tableAt + row * low + j];
                double t = table[tableAt + imaginary + row * low + j];
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
        double lane0 = 0;
        double lane1 = 0;
        double lane2 = 0;
        double lane3 = 0;
        int end = offset + length;
        for (int i = offset; i + 3 < end; i += 4) {
            lane0 = square(re[i], im[i], lane0);
            lane1 = square(re[i + 1], im[i + 1], lane1);
            lane2 = square(re[i + 2], im[i + 2], lane2);
            lane3 = square(re[i + 3], im[i + 3], lane3);
        }
        if (length < 4) {
            lane0 = square(re[offset], im[offset], 0);
            lane1 = length == 1 ? 0 : square(re[offset + 1], im[offset + 1], 0);
        }
        return (lane0 + lane1) + (lane2 + lane3);
    }

    private static double square(double a, double b, double sum) {
        return fma(b, b, fma(a, a, sum));
    }

    @Override
    public void reduce(double[] re, double[] im, int offset, int length, int stride, double[] sums, int at) {
        int upper = offset + stride;
        sums[at] += products(re, offset, re, upper, im, offset, im, upper, 1, length, stride);
        sums[at + 1] += products(re, offset, im, upper, im, offset, re, upper, -1, length, stride);
        sums[at + 2] += products(re, offset, re, offset, im, offset, im, offset, 1, length, stride);
        sums[at + 3] += products(re, upper, re, upper, im, upper, im, upper, 1, length, stride);
    }

    /**
     * {@code sum x y + sign * sum u v} over the numbers whose bit is zero. Each in a sum of its own, as the vector
     * kernel has them, so that no addition waits for the one before it.
     */
    private static double products(
            double[] x,
            int xAt,
            double[] y,
            int yAt,
            double[] u,
            int uAt,
            double[] v,
            int vAt,
            double sign,
            int length,
            int stride) {
        double xy0 = 0;
        double xy1 = 0;
        double xy2 = 0;
        double xy3 = 0;
        double uv0 = 0;
        double uv1 = 0;
        double uv2 = 0;
        double uv3 = 0;
        if (stride < 4) {
            // Of four neighbours two have the bit: the other lanes stay zero.
            for (int k = 0; k < length; k += 4) {
                xy0 = fma(x[xAt + k], y[yAt + k], xy0);
                uv0 = fma(u[uAt + k], v[vAt + k], uv0);
                if (length >= 4) {
                    int next = k + 3 - stride;
                    xy1 = fma(x[xAt + next], y[yAt + next], xy1);
                    uv1 = fma(u[uAt + next], v[vAt + next], uv1);
                }
            }
        } else {
            for (int high = 0; high < length; high += 2 * stride) {
                for (int k = high; k < high + stride; k += 4) {
                    xy0 = fma(x[xAt + k], y[yAt + k], xy0);
                    xy1 = fma(x[xAt + k + 1], y[yAt + k + 1], xy1);
                    xy2 = fma(x[xAt + k + 2], y[yAt + k + 2], xy2);
                    xy3 = fma(x[xAt + k + 3], y[yAt + k + 3], xy3);
                    uv0 = fma(u[uAt + k], v[vAt + k], uv0);
                    uv1 = fma(u[uAt + k + 1], v[vAt + k + 1], uv1);
                    uv2 = fma(u[uAt + k + 2], v[vAt + k + 2], uv2);
                    uv3 = fma(u[uAt + k + 3], v[vAt + k + 3], uv3);
                }
            }
        }
        return ((xy0 + sign * uv0) + (xy1 + sign * uv1)) + ((xy2 + sign * uv2) + (xy3 + sign * uv3));
    }

    @Override
    public void gather(double[] from, int base, int[] rows, int run, double[] to, int at) {
        for (int row = 0; row < rows.length; row++) {
            for (int k = 0; k < run; k++) {
                to[at + (k / COLUMN * rows.length + row) * COLUMN + k % COLUMN] = from[base + rows[row] + k];
            }
        }
    }

    @Override
    public void scatter(double[] from, int at, double[] to, int base, int[] rows, int run) {
        for (int row = 0; row < rows.length; row++) {
            for (int k = 0; k < run; k++) {
                to[base + rows[row] + k] = from[at + (k / COLUMN * rows.length + row) * COLUMN + k % COLUMN];
            }
        }
    }
}
