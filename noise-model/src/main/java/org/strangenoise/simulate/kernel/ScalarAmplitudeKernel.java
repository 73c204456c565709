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
        realPart(re, offset, length, stride, m);
        realPart(im, offset, length, stride, m);
    }

    private static void realPart(double[] x, int offset, int length, int stride, double[] m) {
        for (int high = offset; high < offset + length; high += 2 * stride) {
            for (int i = high; i < high + stride; i++) {
                double a = x[i];
                double c = x[i + stride];
                x[i] = m[0] * a + m[2] * c;
                x[i + stride] = m[4] * a + m[6] * c;
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
}
