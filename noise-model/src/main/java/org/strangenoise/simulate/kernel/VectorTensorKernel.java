package org.strangenoise.simulate.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** As many numbers at a time as the machine's registers hold. */
final class VectorTensorKernel implements TensorKernel {

    /**
     * At most four numbers, one digit: wider registers do not fit the strides of digit 1. A constant, or nothing
     * inlines.
     */
    private static final VectorSpecies<Double> SPECIES =
            DoubleVector.SPECIES_PREFERRED.length() >= 4 ? DoubleVector.SPECIES_256 : DoubleVector.SPECIES_128;

    /** With registers of fewer than four numbers, the fast digit is left to the scalar kernel. */
    private static final boolean HAS_FOUR = SPECIES.length() == 4;

    private static final VectorShuffle<Double> SWAP = VectorShuffle.fromValues(SPECIES, 0, 1, 3, 2);

    private final ScalarTensorKernel scalar = new ScalarTensorKernel();

    @Override
    public boolean isVector() {
        return true;
    }

    @Override
    public void map(double[] x, int offset, int length, int stride, double[] m, Shape shape) {
        if (stride == 1) {
            if (HAS_FOUR) {
                fastDigit(x, offset, length, m);
            } else {
                scalar.map(x, offset, length, stride, m, shape);
            }
            return;
        }
        switch (shape) {
            case FULL -> full(x, offset, length, stride, m);
            case REAL -> real(x, offset, length, stride, m);
            case BLOCKS -> blocks(x, offset, length, stride, m);
        }
    }

    /** The four values of the fast digit are one register: the sum of the matrix' columns times one component each. */
    private static void fastDigit(double[] x, int offset, int length, double[] m) {
        DoubleVector column0 = column(m, 0);
        DoubleVector column1 = column(m, 1);
        DoubleVector column2 = column(m, 2);
        DoubleVector column3 = column(m, 3);
        for (int i = offset; i < offset + length; i += 4) {
            DoubleVector low = column1.fma(broadcast(x[i + 1]), column0.mul(x[i]));
            DoubleVector high = column3.fma(broadcast(x[i + 3]), column2.mul(x[i + 2]));
            low.add(high).intoArray(x, i);
        }
    }

    private static DoubleVector column(double[] m, int column) {
        return DoubleVector.fromArray(
                SPECIES, new double[] {m[column], m[4 + column], m[8 + column], m[12 + column]}, 0);
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    private static DoubleVector load(double[] x, int at) {
        return DoubleVector.fromArray(SPECIES, x, at);
    }

    // The loops below run over groups, not over runs within strides, since the runs of low digits are short; and the
    // matrix is read into locals, since the compiler must assume that a store to x changes it.

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
        for (int group = 0; group < length / 4; group += SPECIES.length()) {
            int low = group & (stride - 1);
            int i = offset + (((group ^ low) << 2) | low);
            DoubleVector a = load(x, i);
            DoubleVector b = load(x, i + stride);
            DoubleVector c = load(x, i + 2 * stride);
            DoubleVector d = load(x, i + 3 * stride);
            row(a, b, c, d, m0, m1, m2, m3).intoArray(x, i);
            row(a, b, c, d, m4, m5, m6, m7).intoArray(x, i + stride);
            row(a, b, c, d, m8, m9, m10, m11).intoArray(x, i + 2 * stride);
            row(a, b, c, d, m12, m13, m14, m15).intoArray(x, i + 3 * stride);
        }
    }

    private static DoubleVector row(
            DoubleVector a,
            DoubleVector b,
            DoubleVector c,
            DoubleVector d,
            double ma,
            double mb,
            double mc,
            double md) {
        return d.fma(broadcast(md), c.fma(broadcast(mc), b.fma(broadcast(mb), a.mul(ma))));
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
        for (int group = 0; group < length / 4; group += SPECIES.length()) {
            int low = group & (stride - 1);
            int i = offset + (((group ^ low) << 2) | low);
            DoubleVector a = load(x, i);
            DoubleVector b = load(x, i + stride);
            DoubleVector c = load(x, i + 2 * stride);
            c.fma(broadcast(m2), b.fma(broadcast(m1), a.mul(m0))).intoArray(x, i);
            c.fma(broadcast(m6), b.fma(broadcast(m5), a.mul(m4))).intoArray(x, i + stride);
            c.fma(broadcast(m10), b.fma(broadcast(m9), a.mul(m8))).intoArray(x, i + 2 * stride);
            load(x, i + 3 * stride).mul(m15).intoArray(x, i + 3 * stride);
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
        for (int group = 0; group < length / 4; group += SPECIES.length()) {
            int low = group & (stride - 1);
            int i = offset + (((group ^ low) << 2) | low);
            DoubleVector a = load(x, i);
            DoubleVector b = load(x, i + stride);
            DoubleVector c = load(x, i + 2 * stride);
            DoubleVector d = load(x, i + 3 * stride);
            b.fma(broadcast(m1), a.mul(m0)).intoArray(x, i);
            b.fma(broadcast(m5), a.mul(m4)).intoArray(x, i + stride);
            d.fma(broadcast(m11), c.mul(m10)).intoArray(x, i + 2 * stride);
            d.fma(broadcast(m15), c.mul(m14)).intoArray(x, i + 3 * stride);
        }
    }

    @Override
    public void rotate(double[] x, int offset, RotationTables tables, double outsideRe, double outsideIm) {
        if (tables.digit() == 0) {
            if (HAS_FOUR) {
                rotateFastDigit(x, offset, tables, outsideRe, outsideIm);
            } else {
                scalar.rotate(x, offset, tables, outsideRe, outsideIm);
            }
        } else {
            rotateDigit(x, offset, tables, outsideRe, outsideIm);
        }
    }

    private static void rotateDigit(double[] x, int offset, RotationTables tables, double outsideRe, double outsideIm) {
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
            for (int j = 0; j < low; j += SPECIES.length()) {
                int at = base + RotationTables.insert(j, stride);
                DoubleVector u = load(lowRe, j);
                DoubleVector v = load(lowIm, j);
                DoubleVector cos = v.fma(broadcast(-im), u.mul(re));
                DoubleVector sin = u.fma(broadcast(im), v.mul(re));
                DoubleVector a = load(x, at);
                DoubleVector b = load(x, at + stride);
                a.fma(cos, b.mul(sin).neg()).intoArray(x, at);
                a.fma(sin, b.mul(cos)).intoArray(x, at + stride);
            }
        }
    }

    private static void rotateFastDigit(
            double[] x, int offset, RotationTables tables, double outsideRe, double outsideIm) {
        double[] rowRe = tables.rowRe();
        double[] rowIm = tables.rowIm();
        double[] fast = tables.fast();
        DoubleVector kept = DoubleVector.fromArray(SPECIES, new double[] {1, 1, 0, 0}, 0);
        int at = offset;
        for (int row = 0; row < rowRe.length; row++) {
            double re = outsideRe * rowRe[row] - outsideIm * rowIm[row];
            double im = outsideRe * rowIm[row] + outsideIm * rowRe[row];
            for (int j = 0; j < fast.length; j += 16) {
                DoubleVector cos =
                        load(fast, j + 4).fma(broadcast(im), load(fast, j).fma(broadcast(re), kept));
                DoubleVector sin =
                        load(fast, j + 12).fma(broadcast(im), load(fast, j + 8).mul(re));
                DoubleVector a = load(x, at);
                a.fma(cos, a.rearrange(SWAP).mul(sin)).intoArray(x, at);
                at += 4;
            }
        }
    }

    @Override
    public void multiply(double[] x, int offset, int length, SparseMap map, double[] scratch) {
        if (map.strides()[0] == 1) {
            scalar.multiply(x, offset, length, map, scratch);
        } else {
            multiplyRuns(x, offset, length, map, scratch);
        }
    }

    private static void multiplyRuns(double[] x, int offset, int length, SparseMap map, double[] scratch) {
        int[] offsets = map.offsets();
        int[] starts = map.starts();
        int[] columns = map.columns();
        double[] values = map.values();
        int lanes = SPECIES.length();
        int groups = length / offsets.length;
        for (int group = 0; group < groups; group += lanes) {
            int base = offset + map.base(group);
            for (int k = 0; k < offsets.length; k++) {
                DoubleVector.fromArray(SPECIES, x, base + offsets[k]).intoArray(scratch, k * lanes);
            }
            for (int r = 0; r < offsets.length; r++) {
                DoubleVector sum = DoubleVector.zero(SPECIES);
                for (int k = starts[r]; k < starts[r + 1]; k++) {
                    sum = DoubleVector.fromArray(SPECIES, scratch, columns[k] * lanes)
                            .fma(DoubleVector.broadcast(SPECIES, values[k]), sum);
                }
                sum.intoArray(x, base + offsets[r]);
            }
        }
    }

    @Override
    public void gather(double[] from, int base, int[] rows, int run, double[] to, int at) {
        for (int k = 0; k < rows.length; k++) {
            copy(from, base + rows[k], to, at + run * k, run);
        }
    }

    @Override
    public void scatter(double[] from, int at, double[] to, int base, int[] rows, int run) {
        for (int k = 0; k < rows.length; k++) {
            copy(from, at + run * k, to, base + rows[k], run);
        }
    }

    /** Quicker than a call of the library for so few numbers. */
    private static void copy(double[] from, int source, double[] to, int target, int run) {
        for (int j = 0; j < run; j += SPECIES.length()) {
            load(from, source + j).intoArray(to, target + j);
        }
    }
}
