package org.strangenoise.simulate.kernel;

/** One amplitude at a time. */
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
                re[i] = m[0] * a - m[1] * b + m[2] * c - m[3] * d;
                im[i] = m[0] * b + m[1] * a + m[2] * d + m[3] * c;
                re[i + stride] = m[4] * a - m[5] * b + m[6] * c - m[7] * d;
                im[i + stride] = m[4] * b + m[5] * a + m[6] * d + m[7] * c;
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
                    double p = a + m0 * b;
                    double q = b + m1 * a;
                    double r = c + m0 * d;
                    double s = d + m1 * c;
                    x[i] = p + m2 * r;
                    x[i + first] = q + m2 * s;
                    x[j] = r + m3 * p;
                    x[j + first] = s + m3 * q;
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
                x[i] = m0 * a + m1 * c;
                x[i + stride] = m2 * a + m3 * c;
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
                x[i + r] = columns[r] * a + columns[4 + r] * b + columns[8 + r] * c + columns[12 + r] * d;
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
                double a = p * factors[lowAt + j] - q * factors[lowAt + low + j];
                double b = p * factors[lowAt + low + j] + q * factors[lowAt + j];
                int k = row * low + j;
                double c = a * table[k] - b * table[imaginary + k];
                double d = a * table[imaginary + k] + b * table[k];
                int i = offset + k;
                double x = re[i];
                re[i] = c * x - d * im[i];
                im[i] = c * im[i] + d * x;
            }
        }
    }

    @Override
    public double norm(double[] re, double[] im, int offset, int length) {
        double sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += re[i] * re[i] + im[i] * im[i];
        }
        return sum;
    }

    @Override
    public void reduce(double[] re, double[] im, int offset, int length, int stride, double[] sums, int at) {
        double x = 0;
        double y = 0;
        double lower = 0;
        double upper = 0;
        for (int high = offset; high < offset + length; high += 2 * stride) {
            for (int i = high; i < high + stride; i++) {
                double a = re[i];
                double b = im[i];
                double c = re[i + stride];
                double d = im[i + stride];
                x += a * c + b * d;
                y += a * d - b * c;
                lower += a * a + b * b;
                upper += c * c + d * d;
            }
        }
        sums[at] += x;
        sums[at + 1] += y;
        sums[at + 2] += lower;
        sums[at + 3] += upper;
    }
}
