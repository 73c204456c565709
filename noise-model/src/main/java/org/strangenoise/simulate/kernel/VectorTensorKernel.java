package org.strangenoise.simulate.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.strangenoise.math.CacheLines;

/** As many numbers at a time as the machine's registers hold, with the bits of {@link ScalarTensorKernel}. */
final class VectorTensorKernel implements TensorKernel {

    /** Four numbers, one digit. A constant, or nothing inlines. */
    private static final VectorSpecies<Double> SPECIES = VectorLanes.SPECIES;

    /** With registers of fewer than four numbers, the fast digit is left to the scalar kernel. */
    private static final boolean HAS_FOUR = SPECIES.length() == 4;

    /** Runs of this many numbers have their ends checked once. */
    private static final int RUN = 64;

    private final ScalarTensorKernel scalar = new ScalarTensorKernel();

    @Override
    public boolean isVector() {
        return true;
    }

    @Override
    public void map(double[] x, int offset, int length, int stride, double[] m, Shape shape) {
        if (stride == 1) {
            if (HAS_FOUR && shape == Shape.REAL) {
                fastDigitReal(x, offset, length, m);
            } else if (HAS_FOUR) {
                fastDigit(x, offset, length, m);
            } else {
                scalar.map(x, offset, length, stride, m, shape);
            }
            return;
        }
        if (stride == SPECIES.length() && shape == Shape.REAL) {
            secondDigitReal(x, offset, length, m);
            return;
        }
        if (stride == SPECIES.length()) {
            secondDigit(x, offset, length, m);
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
            DoubleVector two = column1.fma(DoubleVector.broadcast(SPECIES, x[i + 1]), column0.mul(x[i]));
            column3.fma(
                            DoubleVector.broadcast(SPECIES, x[i + 3]),
                            column2.fma(DoubleVector.broadcast(SPECIES, x[i + 2]), two))
                    .intoArray(x, i);
        }
    }

    /**
     * The same for a real map. The last component stays where it is: the register as it lies takes the place of its
     * broadcast, and broadcasts are what the loop is short of.
     */
    private static void fastDigitReal(double[] x, int offset, int length, double[] m) {
        DoubleVector column0 = column(m, 0);
        DoubleVector column1 = column(m, 1);
        DoubleVector column2 = column(m, 2);
        DoubleVector column3 = column(m, 3);
        for (int i = offset; i < offset + length; i += 4) {
            DoubleVector two = column1.fma(DoubleVector.broadcast(SPECIES, x[i + 1]), column0.mul(x[i]));
            DoubleVector.fromArray(SPECIES, x, i)
                    .fma(column3, column2.fma(DoubleVector.broadcast(SPECIES, x[i + 2]), two))
                    .intoArray(x, i);
        }
    }

    private static DoubleVector column(double[] m, int column) {
        return DoubleVector.fromArray(
                SPECIES, new double[] {m[column], m[4 + column], m[8 + column], m[12 + column]}, 0);
    }

    // The arithmetic is written out, loads and broadcasts too: a helper that was once compiled by itself may no longer
    // be
    // inlined, and then every vector is an object.

    /** Digit 1, where a run is one register. */
    private static void secondDigit(double[] x, int offset, int length, double[] m) {
        DoubleVector m0 = DoubleVector.broadcast(SPECIES, m[0]);
        DoubleVector m1 = DoubleVector.broadcast(SPECIES, m[1]);
        DoubleVector m2 = DoubleVector.broadcast(SPECIES, m[2]);
        DoubleVector m3 = DoubleVector.broadcast(SPECIES, m[3]);
        DoubleVector m4 = DoubleVector.broadcast(SPECIES, m[4]);
        DoubleVector m5 = DoubleVector.broadcast(SPECIES, m[5]);
        DoubleVector m6 = DoubleVector.broadcast(SPECIES, m[6]);
        DoubleVector m7 = DoubleVector.broadcast(SPECIES, m[7]);
        DoubleVector m8 = DoubleVector.broadcast(SPECIES, m[8]);
        DoubleVector m9 = DoubleVector.broadcast(SPECIES, m[9]);
        DoubleVector m10 = DoubleVector.broadcast(SPECIES, m[10]);
        DoubleVector m11 = DoubleVector.broadcast(SPECIES, m[11]);
        DoubleVector m12 = DoubleVector.broadcast(SPECIES, m[12]);
        DoubleVector m13 = DoubleVector.broadcast(SPECIES, m[13]);
        DoubleVector m14 = DoubleVector.broadcast(SPECIES, m[14]);
        DoubleVector m15 = DoubleVector.broadcast(SPECIES, m[15]);
        for (int i = offset; i < offset + length; i += 16) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector b = DoubleVector.fromArray(SPECIES, x, i + 4);
            DoubleVector c = DoubleVector.fromArray(SPECIES, x, i + 8);
            DoubleVector d = DoubleVector.fromArray(SPECIES, x, i + 12);
            d.fma(m3, c.fma(m2, b.fma(m1, a.mul(m0)))).intoArray(x, i);
            d.fma(m7, c.fma(m6, b.fma(m5, a.mul(m4)))).intoArray(x, i + 4);
            d.fma(m11, c.fma(m10, b.fma(m9, a.mul(m8)))).intoArray(x, i + 8);
            d.fma(m15, c.fma(m14, b.fma(m13, a.mul(m12)))).intoArray(x, i + 12);
        }
    }

    /** Digit 1 by a real map. */
    private static void secondDigitReal(double[] x, int offset, int length, double[] m) {
        DoubleVector m0 = DoubleVector.broadcast(SPECIES, m[0]);
        DoubleVector m1 = DoubleVector.broadcast(SPECIES, m[1]);
        DoubleVector m2 = DoubleVector.broadcast(SPECIES, m[2]);
        DoubleVector m4 = DoubleVector.broadcast(SPECIES, m[4]);
        DoubleVector m5 = DoubleVector.broadcast(SPECIES, m[5]);
        DoubleVector m6 = DoubleVector.broadcast(SPECIES, m[6]);
        DoubleVector m8 = DoubleVector.broadcast(SPECIES, m[8]);
        DoubleVector m9 = DoubleVector.broadcast(SPECIES, m[9]);
        DoubleVector m10 = DoubleVector.broadcast(SPECIES, m[10]);
        DoubleVector m15 = DoubleVector.broadcast(SPECIES, m[15]);
        for (int i = offset; i < offset + length; i += 16) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector b = DoubleVector.fromArray(SPECIES, x, i + 4);
            DoubleVector c = DoubleVector.fromArray(SPECIES, x, i + 8);
            DoubleVector d = DoubleVector.fromArray(SPECIES, x, i + 12);
            c.fma(m2, b.fma(m1, a.mul(m0))).intoArray(x, i);
            c.fma(m6, b.fma(m5, a.mul(m4))).intoArray(x, i + 4);
            c.fma(m10, b.fma(m9, a.mul(m8))).intoArray(x, i + 8);
            d.mul(m15).intoArray(x, i + 12);
        }
    }

    private static void full(double[] x, int offset, int length, int stride, double[] m) {
        DoubleVector m0 = DoubleVector.broadcast(SPECIES, m[0]);
        DoubleVector m1 = DoubleVector.broadcast(SPECIES, m[1]);
        DoubleVector m2 = DoubleVector.broadcast(SPECIES, m[2]);
        DoubleVector m3 = DoubleVector.broadcast(SPECIES, m[3]);
        DoubleVector m4 = DoubleVector.broadcast(SPECIES, m[4]);
        DoubleVector m5 = DoubleVector.broadcast(SPECIES, m[5]);
        DoubleVector m6 = DoubleVector.broadcast(SPECIES, m[6]);
        DoubleVector m7 = DoubleVector.broadcast(SPECIES, m[7]);
        DoubleVector m8 = DoubleVector.broadcast(SPECIES, m[8]);
        DoubleVector m9 = DoubleVector.broadcast(SPECIES, m[9]);
        DoubleVector m10 = DoubleVector.broadcast(SPECIES, m[10]);
        DoubleVector m11 = DoubleVector.broadcast(SPECIES, m[11]);
        DoubleVector m12 = DoubleVector.broadcast(SPECIES, m[12]);
        DoubleVector m13 = DoubleVector.broadcast(SPECIES, m[13]);
        DoubleVector m14 = DoubleVector.broadcast(SPECIES, m[14]);
        DoubleVector m15 = DoubleVector.broadcast(SPECIES, m[15]);
        int run = Math.min(stride, RUN);
        for (int group = 0; group < length / 4; group += run) {
            int low = group & (stride - 1);
            int at = offset + (((group ^ low) << 2) | low);
            for (int i = at; i < at + run; i += SPECIES.length()) {
                DoubleVector a = DoubleVector.fromArray(SPECIES, x, i);
                DoubleVector b = DoubleVector.fromArray(SPECIES, x, i + stride);
                DoubleVector c = DoubleVector.fromArray(SPECIES, x, i + 2 * stride);
                DoubleVector d = DoubleVector.fromArray(SPECIES, x, i + 3 * stride);
                d.fma(m3, c.fma(m2, b.fma(m1, a.mul(m0)))).intoArray(x, i);
                d.fma(m7, c.fma(m6, b.fma(m5, a.mul(m4)))).intoArray(x, i + stride);
                d.fma(m11, c.fma(m10, b.fma(m9, a.mul(m8)))).intoArray(x, i + 2 * stride);
                d.fma(m15, c.fma(m14, b.fma(m13, a.mul(m12)))).intoArray(x, i + 3 * stride);
            }
        }
    }

    private static void real(double[] x, int offset, int length, int stride, double[] m) {
        DoubleVector m0 = DoubleVector.broadcast(SPECIES, m[0]);
        DoubleVector m1 = DoubleVector.broadcast(SPECIES, m[1]);
        DoubleVector m2 = DoubleVector.broadcast(SPECIES, m[2]);
        DoubleVector m4 = DoubleVector.broadcast(SPECIES, m[4]);
        DoubleVector m5 = DoubleVector.broadcast(SPECIES, m[5]);
        DoubleVector m6 = DoubleVector.broadcast(SPECIES, m[6]);
        DoubleVector m8 = DoubleVector.broadcast(SPECIES, m[8]);
        DoubleVector m9 = DoubleVector.broadcast(SPECIES, m[9]);
        DoubleVector m10 = DoubleVector.broadcast(SPECIES, m[10]);
        DoubleVector m15 = DoubleVector.broadcast(SPECIES, m[15]);
        int run = Math.min(stride, RUN);
        for (int group = 0; group < length / 4; group += run) {
            int low = group & (stride - 1);
            int at = offset + (((group ^ low) << 2) | low);
            for (int i = at; i < at + run; i += SPECIES.length()) {
                DoubleVector a = DoubleVector.fromArray(SPECIES, x, i);
                DoubleVector b = DoubleVector.fromArray(SPECIES, x, i + stride);
                DoubleVector c = DoubleVector.fromArray(SPECIES, x, i + 2 * stride);
                DoubleVector d = DoubleVector.fromArray(SPECIES, x, i + 3 * stride);
                c.fma(m2, b.fma(m1, a.mul(m0))).intoArray(x, i);
                c.fma(m6, b.fma(m5, a.mul(m4))).intoArray(x, i + stride);
                c.fma(m10, b.fma(m9, a.mul(m8))).intoArray(x, i + 2 * stride);
                d.mul(m15).intoArray(x, i + 3 * stride);
            }
        }
    }

    private static void blocks(double[] x, int offset, int length, int stride, double[] m) {
        DoubleVector m0 = DoubleVector.broadcast(SPECIES, m[0]);
        DoubleVector m1 = DoubleVector.broadcast(SPECIES, m[1]);
        DoubleVector m4 = DoubleVector.broadcast(SPECIES, m[4]);
        DoubleVector m5 = DoubleVector.broadcast(SPECIES, m[5]);
        DoubleVector m10 = DoubleVector.broadcast(SPECIES, m[10]);
        DoubleVector m11 = DoubleVector.broadcast(SPECIES, m[11]);
        DoubleVector m14 = DoubleVector.broadcast(SPECIES, m[14]);
        DoubleVector m15 = DoubleVector.broadcast(SPECIES, m[15]);
        int run = Math.min(stride, RUN);
        for (int group = 0; group < length / 4; group += run) {
            int low = group & (stride - 1);
            int at = offset + (((group ^ low) << 2) | low);
            for (int i = at; i < at + run; i += SPECIES.length()) {
                DoubleVector a = DoubleVector.fromArray(SPECIES, x, i);
                DoubleVector b = DoubleVector.fromArray(SPECIES, x, i + stride);
                DoubleVector c = DoubleVector.fromArray(SPECIES, x, i + 2 * stride);
                DoubleVector d = DoubleVector.fromArray(SPECIES, x, i + 3 * stride);
                b.fma(m1, a.mul(m0)).intoArray(x, i);
                b.fma(m5, a.mul(m4)).intoArray(x, i + stride);
                d.fma(m11, c.mul(m10)).intoArray(x, i + 2 * stride);
                d.fma(m15, c.mul(m14)).intoArray(x, i + 3 * stride);
            }
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
        } else if (1 << (2 * tables.digit()) < tables.low()) {
            rotateLowDigit(x, offset, tables, outsideRe, outsideIm);
        } else {
            rotateHighDigit(x, offset, tables, outsideRe, outsideIm);
        }
    }

    /** A digit within the low ones. */
    private static void rotateLowDigit(
            double[] x, int offset, RotationTables tables, double outsideRe, double outsideIm) {
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
            for (int j = 0; j < low; j += SPECIES.length()) {
                int at = base + RotationTables.insert(j, stride);
                DoubleVector u = DoubleVector.fromArray(SPECIES, lowRe, CacheLines.LEAD + j);
                DoubleVector v = DoubleVector.fromArray(SPECIES, lowIm, CacheLines.LEAD + j);
                DoubleVector cos = v.fma(DoubleVector.broadcast(SPECIES, -im), u.mul(re));
                DoubleVector sin = u.fma(DoubleVector.broadcast(SPECIES, im), v.mul(re));
                DoubleVector a = DoubleVector.fromArray(SPECIES, x, at);
                DoubleVector b = DoubleVector.fromArray(SPECIES, x, at + stride);
                a.fma(cos, b.mul(sin).neg()).intoArray(x, at);
                a.fma(sin, b.mul(cos)).intoArray(x, at + stride);
            }
        }
    }

    /** A digit above the low ones, whose numbers lie side by side: the ends of a run are checked once. */
    private static void rotateHighDigit(
            double[] x, int offset, RotationTables tables, double outsideRe, double outsideIm) {
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
            for (int j = 0; j < low; j += SPECIES.length()) {
                int at = base + j;
                DoubleVector u = DoubleVector.fromArray(SPECIES, lowRe, CacheLines.LEAD + j);
                DoubleVector v = DoubleVector.fromArray(SPECIES, lowIm, CacheLines.LEAD + j);
                DoubleVector cos = v.fma(DoubleVector.broadcast(SPECIES, -im), u.mul(re));
                DoubleVector sin = u.fma(DoubleVector.broadcast(SPECIES, im), v.mul(re));
                DoubleVector a = DoubleVector.fromArray(SPECIES, x, at);
                DoubleVector b = DoubleVector.fromArray(SPECIES, x, at + stride);
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
        int size = 4 * tables.low();
        for (int row = 0; row < rowRe.length; row++) {
            int base = offset + row * size;
            DoubleVector re = DoubleVector.broadcast(SPECIES, outsideRe * rowRe[row] - outsideIm * rowIm[row]);
            DoubleVector im = DoubleVector.broadcast(SPECIES, outsideRe * rowIm[row] + outsideIm * rowRe[row]);
            DoubleVector minusIm = im.neg();
            for (int i = 0; i < size; i += 4) {
                int at = base + i;
                DoubleVector u = DoubleVector.fromArray(SPECIES, fast, CacheLines.LEAD + 2 * i);
                DoubleVector v = DoubleVector.fromArray(SPECIES, fast, CacheLines.LEAD + 2 * i + 4);
                DoubleVector third = v.fma(im, u.mul(re));
                DoubleVector fourth = u.fma(minusIm, v.mul(re));
                // Not the lanes of the loaded register exchanged: that costs more than two loads.
                DoubleVector turned = third.fma(DoubleVector.broadcast(SPECIES, x[at + 2]), fourth.mul(x[at + 3]));
                DoubleVector.fromArray(SPECIES, x, at).fma(kept, turned).intoArray(x, at);
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
            DoubleVector.fromArray(SPECIES, from, source + j).intoArray(to, target + j);
        }
    }
}
