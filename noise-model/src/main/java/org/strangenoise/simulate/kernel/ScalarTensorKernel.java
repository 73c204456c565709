package org.strangenoise.simulate.kernel;

import static java.lang.Math.fma;

import org.strangenoise.math.CacheLines;

/**
 * One number at a time, and by definition what any other kernel computes, to the last bit: a sum is a chain of fused
 * multiply-adds from the first column to the last.
 */
public final class ScalarTensorKernel implements TensorKernel {

    @Override
    public boolean isVector() {
        return false;
    }

    @Override
    public void map(double[] x, int offset, int length, int stride, double[] m, Shape shape) {
        switch (shape) {
            case FULL -> full(x, offset, length, stride, m);
            case REAL -> real(x, offset, length, stride, m);
            case BLOCKS -> blocks(x, offset, length, stride, m);
        }
    }

    private static void full(double[] x, int offset, int length, int stride, double[] m) {
        double m0 = m[0];
        double m1 = m[1];
        double m2 = m[2];
        double m3 = m[3];
        double m4 = m[4];
        double m5 = m[5];
        double m6 = m[6];
        double m7 = m[7];
        double m8 = m[8];
        double m9 = m[9];
        double m10 = m[10];
        double m11 = m[11];
        double m12 = m[12];
        double m13 = m[13];
        double m14 = m[14];
        double m15 = m[15];
        for (int high = offset; high < offset + length; high += 4 * stride) {
            for (int i = high; i < high + stride; i++) {
                double a = x[i];
                double b = x[i + stride];
                double c = x[i + 2 * stride];
                double d = x[i + 3 * stride];
                x[i] = fma(d, m3, fma(c, m2, fma(b, m1, a * m0)));
                x[i + stride] = fma(d, m7, fma(c, m6, fma(b, m5, a * m4)));
                x[i + 2 * stride] = fma(d, m11, fma(c, m10, fma(b, m9, a * m8)));
                x[i + 3 * stride] = fma(d, m15, fma(c, m14, fma(b, m13, a * m12)));
            }
        }
    }

    private static void real(double[] x, int offset, int length, int stride, double[] m) {
        double m0 = m[0];
        double m1 = m[1];
        double m2 = m[2];
        double m4 = m[4];
        double m5 = m[5];
        double m6 = m[6];
        double m8 = m[8];
        double m9 = m[9];
        double m10 = m[10];
        double m15 = m[15];
        if (stride == 1) {
            // No loop within the loop: half the time of a register of three qubits.
            for (int i = offset; i < offset + length; i += 4) {
                double a = x[i];
                double b = x[i + 1];
                double c = x[i + 2];
                x[i] = fma(c, m2, fma(b, m1, a * m0));
                x[i + 1] = fma(c, m6, fma(b, m5, a * m4));
                x[i + 2] = fma(c, m10, fma(b, m9, a * m8));
                x[i + 3] *= m15;
            }
            return;
        }
        for (int high = offset; high < offset + length; high += 4 * stride) {
            for (int i = high; i < high + stride; i++) {
                double a = x[i];
                double b = x[i + stride];
                double c = x[i + 2 * stride];
                x[i] = fma(c, m2, fma(b, m1, a * m0));
                x[i + stride] = fma(c, m6, fma(b, m5, a * m4));
                x[i + 2 * stride] = fma(c, m10, fma(b, m9, a * m8));
                x[i + 3 * stride] *= m15;
            }
        }
    }

    private static void blocks(double[] x, int offset, int length, int stride, double[] m) {
        double m0 = m[0];
        double m1 = m[1];
        double m4 = m[4];
        double m5 = m[5];
        double m10 = m[10];
        double m11 = m[11];
        double m14 = m[14];
        double m15 = m[15];
        for (int high = offset; high < offset + length; high += 4 * stride) {
            for (int i = high; i < high + stride; i++) {
                double a = x[i];
                double b = x[i + stride];
                double c = x[i + 2 * stride];
                double d = x[i + 3 * stride];
                x[i] = fma(b, m1, a * m0);
                x[i + stride] = fma(b, m5, a * m4);
                x[i + 2 * stride] = fma(d, m11, c * m10);
                x[i + 3 * stride] = fma(d, m15, c * m14);
            }
        }
    }

    @Override
    public void rotate(double[] x, int offset, RotationTables tables, double outsideRe, double outsideIm) {
        double[] rowRe = tables.rowRe();
        double[] rowIm = tables.rowIm();
        double[] lowRe = tables.lowRe();
        double[] lowIm = tables.lowIm();
        int low = tables.low();
        int stride = 1 << (2 * tables.digit());
        for (int row = 0; row < rowRe.length; row++) {
            double re = outsideRe * rowRe[row] - outsideIm * rowIm[row];
            double im = outsideRe * rowIm[row] + outsideIm * rowRe[row];
            int base = offset + RotationTables.insert(row * low, stride) + 2 * stride;
            for (int j = 0; j < low; j++) {
                double lowCos = lowRe[CacheLines.LEAD + j];
                double lowSin = lowIm[CacheLines.LEAD + j];
                double cos = fma(lowSin, -im, lowCos * re);
                double sin = fma(lowCos, im, lowSin * re);
                int at = base + RotationTables.insert(j, stride);
                double a = x[at];
                double b = x[at + stride];
                x[at] = fma(a, cos, -(b * sin));
                x[at + stride] = fma(a, sin, b * cos);
            }
        }
    }

    @Override
    public void multiply(double[] x, int offset, int length, SparseMap map, double[] scratch) {
        int[] offsets = map.offsets();
        int[] starts = map.starts();
        int[] columns = map.columns();
        double[] values = map.values();
        int groups = length / offsets.length;
        for (int group = 0; group < groups; group++) {
            int base = offset + map.base(group);
            for (int k = 0; k < offsets.length; k++) {
                scratch[k] = x[base + offsets[k]];
            }
            for (int r = 0; r < offsets.length; r++) {
                double sum = 0;
                for (int k = starts[r]; k < starts[r + 1]; k++) {
                    sum = fma(scratch[columns[k]], values[k], sum);
                }
                x[base + offsets[r]] = sum;
            }
        }
    }

    @Override
    public void gather(double[] from, int base, int[] rows, int run, double[] to, int at) {
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(from, base + rows[k], to, at + run * k, run);
        }
    }

    @Override
    public void scatter(double[] from, int at, double[] to, int base, int[] rows, int run) {
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(from, at + run * k, to, base + rows[k], run);
        }
    }
}
