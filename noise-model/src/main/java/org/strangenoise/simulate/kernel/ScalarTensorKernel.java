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
        for (int high = offset; high < offset + length; high += 4 * stride) {
            for (int i = high; i < high + stride; i++) {
                double a = x[i];
                double b = x[i + stride];
                double c = x[i + 2 * stride];
                double d = x[i + 3 * stride];
                x[i] = fma(d, m[3], fma(c, m[2], fma(b, m[1], a * m[0])));
                x[i + stride] = fma(d, m[7], fma(c, m[6], fma(b, m[5], a * m[4])));
                x[i + 2 * stride] = fma(d, m[11], fma(c, m[10], fma(b, m[9], a * m[8])));
                x[i + 3 * stride] = fma(d, m[15], fma(c, m[14], fma(b, m[13], a * m[12])));
            }
        }
    }

    private static void real(double[] x, int offset, int length, int stride, double[] m) {
        for (int high = offset; high < offset + length; high += 4 * stride) {
            for (int i = high; i < high + stride; i++) {
                double a = x[i];
                double b = x[i + stride];
                double c = x[i + 2 * stride];
                x[i] = fma(c, m[2], fma(b, m[1], a * m[0]));
                x[i + stride] = fma(c, m[6], fma(b, m[5], a * m[4]));
                x[i + 2 * stride] = fma(c, m[10], fma(b, m[9], a * m[8]));
                x[i + 3 * stride] *= m[15];
            }
        }
    }

    private static void blocks(double[] x, int offset, int length, int stride, double[] m) {
        for (int high = offset; high < offset + length; high += 4 * stride) {
            for (int i = high; i < high + stride; i++) {
                double a = x[i];
                double b = x[i + stride];
                double c = x[i + 2 * stride];
                double d = x[i + 3 * stride];
                x[i] = fma(b, m[1], a * m[0]);
                x[i + stride] = fma(b, m[5], a * m[4]);
                x[i + 2 * stride] = fma(d, m[11], c * m[10]);
                x[i + 3 * stride] = fma(d, m[15], c * m[14]);
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
