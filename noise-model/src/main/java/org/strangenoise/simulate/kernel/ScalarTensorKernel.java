package org.strangenoise.simulate.kernel;

/** One number at a time. */
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
                x[i] = m[0] * a + m[1] * b + m[2] * c + m[3] * d;
                x[i + stride] = m[4] * a + m[5] * b + m[6] * c + m[7] * d;
                x[i + 2 * stride] = m[8] * a + m[9] * b + m[10] * c + m[11] * d;
                x[i + 3 * stride] = m[12] * a + m[13] * b + m[14] * c + m[15] * d;
            }
        }
    }

    private static void real(double[] x, int offset, int length, int stride, double[] m) {
        for (int high = offset; high < offset + length; high += 4 * stride) {
            for (int i = high; i < high + stride; i++) {
                double a = x[i];
                double b = x[i + stride];
                double c = x[i + 2 * stride];
                x[i] = m[0] * a + m[1] * b + m[2] * c;
                x[i + stride] = m[4] * a + m[5] * b + m[6] * c;
                x[i + 2 * stride] = m[8] * a + m[9] * b + m[10] * c;
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
                x[i] = m[0] * a + m[1] * b;
                x[i + stride] = m[4] * a + m[5] * b;
                x[i + 2 * stride] = m[10] * c + m[11] * d;
                x[i + 3 * stride] = m[14] * c + m[15] * d;
            }
        }
    }

    @Override
    public void rotate(double[] x, int offset, RotationTables tables, double outsideRe, double outsideIm) {
        double[] rowRe = tables.rowRe();
        double[] rowIm = tables.rowIm();
        double[] lowRe = tables.lowRe();
        double[] lowIm = tables.lowIm();
        int low = lowRe.length;
        int stride = 1 << (2 * tables.digit());
        for (int row = 0; row < rowRe.length; row++) {
            double re = outsideRe * rowRe[row] - outsideIm * rowIm[row];
            double im = outsideRe * rowIm[row] + outsideIm * rowRe[row];
            int base = offset + RotationTables.insert(row * low, stride) + 2 * stride;
            for (int j = 0; j < low; j++) {
                double cos = re * lowRe[j] - im * lowIm[j];
                double sin = re * lowIm[j] + im * lowRe[j];
                int at = base + RotationTables.insert(j, stride);
                double a = x[at];
                double b = x[at + stride];
                x[at] = cos * a - sin * b;
                x[at + stride] = sin * a + cos * b;
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
                    sum += values[k] * scratch[columns[k]];
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
