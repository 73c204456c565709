package org.strangenoise.simulate.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** As many numbers at a time as the machine's registers hold. */
final class VectorTensorKernel implements TensorKernel {

    private static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;

    /** With registers of fewer than four numbers, the fast digit is left to the scalar kernel. */
    private static final boolean HAS_FOUR = WIDE.length() >= 4;

    private static final VectorShuffle<Double> SWAP = VectorShuffle.fromValues(FOUR, 0, 1, 3, 2);

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
        if (stride < WIDE.length()) {
            switch (shape) {
                case FULL -> full(FOUR, x, offset, length, stride, m);
                case REAL -> real(FOUR, x, offset, length, stride, m);
                case BLOCKS -> blocks(FOUR, x, offset, length, stride, m);
            }
        } else {
            switch (shape) {
                case FULL -> full(WIDE, x, offset, length, stride, m);
                case REAL -> real(WIDE, x, offset, length, stride, m);
                case BLOCKS -> blocks(WIDE, x, offset, length, stride, m);
            }
        }
    }

    /** Four digits of one qubit are one register: the sum of the matrix' columns times one component each. */
    private static void fastDigit(double[] x, int offset, int length, double[] m) {
        DoubleVector column0 = column(m, 0);
        DoubleVector column1 = column(m, 1);
        DoubleVector column2 = column(m, 2);
        DoubleVector column3 = column(m, 3);
        for (int i = offset; i < offset + length; i += 4) {
            DoubleVector low = column0.mul(x[i]).add(column1.mul(x[i + 1]));
            DoubleVector high = column2.mul(x[i + 2]).add(column3.mul(x[i + 3]));
            low.add(high).intoArray(x, i);
        }
    }

    private static DoubleVector column(double[] m, int column) {
        return DoubleVector.fromArray(FOUR, new double[] {m[column], m[4 + column], m[8 + column], m[12 + column]}, 0);
    }

    private static void full(
            VectorSpecies<Double> species, double[] x, int offset, int length, int stride, double[] m) {
        for (int high = offset; high < offset + length; high += 4 * stride) {
            for (int i = high; i < high + stride; i += species.length()) {
                DoubleVector a = DoubleVector.fromArray(species, x, i);
                DoubleVector b = DoubleVector.fromArray(species, x, i + stride);
                DoubleVector c = DoubleVector.fromArray(species, x, i + 2 * stride);
                DoubleVector d = DoubleVector.fromArray(species, x, i + 3 * stride);
                row(a, b, c, d, m, 0).intoArray(x, i);
                row(a, b, c, d, m, 4).intoArray(x, i + stride);
                row(a, b, c, d, m, 8).intoArray(x, i + 2 * stride);
                row(a, b, c, d, m, 12).intoArray(x, i + 3 * stride);
            }
        }
    }

    private static DoubleVector row(
            DoubleVector a, DoubleVector b, DoubleVector c, DoubleVector d, double[] m, int at) {
        VectorSpecies<Double> species = a.species();
        return d.fma(
                DoubleVector.broadcast(species, m[at + 3]),
                c.fma(
                        DoubleVector.broadcast(species, m[at + 2]),
                        b.fma(DoubleVector.broadcast(species, m[at + 1]), a.mul(m[at]))));
    }

    private static void real(
            VectorSpecies<Double> species, double[] x, int offset, int length, int stride, double[] m) {
        for (int high = offset; high < offset + length; high += 4 * stride) {
            for (int i = high; i < high + stride; i += species.length()) {
                DoubleVector a = DoubleVector.fromArray(species, x, i);
                DoubleVector b = DoubleVector.fromArray(species, x, i + stride);
                DoubleVector c = DoubleVector.fromArray(species, x, i + 2 * stride);
                c.fma(DoubleVector.broadcast(species, m[2]), b.fma(DoubleVector.broadcast(species, m[1]), a.mul(m[0])))
                        .intoArray(x, i);
                c.fma(DoubleVector.broadcast(species, m[6]), b.fma(DoubleVector.broadcast(species, m[5]), a.mul(m[4])))
                        .intoArray(x, i + stride);
                c.fma(DoubleVector.broadcast(species, m[10]), b.fma(DoubleVector.broadcast(species, m[9]), a.mul(m[8])))
                        .intoArray(x, i + 2 * stride);
                DoubleVector.fromArray(species, x, i + 3 * stride).mul(m[15]).intoArray(x, i + 3 * stride);
            }
        }
    }

    private static void blocks(
            VectorSpecies<Double> species, double[] x, int offset, int length, int stride, double[] m) {
        for (int high = offset; high < offset + length; high += 4 * stride) {
            for (int i = high; i < high + stride; i += species.length()) {
                DoubleVector a = DoubleVector.fromArray(species, x, i);
                DoubleVector b = DoubleVector.fromArray(species, x, i + stride);
                b.fma(DoubleVector.broadcast(species, m[1]), a.mul(m[0])).intoArray(x, i);
                b.fma(DoubleVector.broadcast(species, m[5]), a.mul(m[4])).intoArray(x, i + stride);
                DoubleVector c = DoubleVector.fromArray(species, x, i + 2 * stride);
                DoubleVector d = DoubleVector.fromArray(species, x, i + 3 * stride);
                d.fma(DoubleVector.broadcast(species, m[11]), c.mul(m[10])).intoArray(x, i + 2 * stride);
                d.fma(DoubleVector.broadcast(species, m[15]), c.mul(m[14])).intoArray(x, i + 3 * stride);
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
        } else if (tables.lowRe().length < WIDE.length()) {
            rotate(FOUR, x, offset, tables, outsideRe, outsideIm);
        } else {
            rotate(WIDE, x, offset, tables, outsideRe, outsideIm);
        }
    }

    private static void rotate(
            VectorSpecies<Double> species,
            double[] x,
            int offset,
            RotationTables tables,
            double outsideRe,
            double outsideIm) {
        double[] rowRe = tables.rowRe();
        double[] rowIm = tables.rowIm();
        double[] lowRe = tables.lowRe();
        double[] lowIm = tables.lowIm();
        int low = lowRe.length;
        int stride = 1 << (2 * tables.digit());
        int base = offset + 2 * stride;
        int left = stride;
        for (int row = 0; row < rowRe.length; row++) {
            double re = outsideRe * rowRe[row] - outsideIm * rowIm[row];
            double im = outsideRe * rowIm[row] + outsideIm * rowRe[row];
            for (int j = 0; j < low; j += species.length()) {
                DoubleVector u = DoubleVector.fromArray(species, lowRe, j);
                DoubleVector v = DoubleVector.fromArray(species, lowIm, j);
                DoubleVector cos = u.mul(re).sub(v.mul(im));
                DoubleVector sin = v.mul(re).add(u.mul(im));
                DoubleVector a = DoubleVector.fromArray(species, x, base + j);
                DoubleVector b = DoubleVector.fromArray(species, x, base + j + stride);
                cos.mul(a).sub(sin.mul(b)).intoArray(x, base + j);
                sin.mul(a).add(cos.mul(b)).intoArray(x, base + j + stride);
            }
            base += low;
            left -= low;
            if (left == 0) {
                base += 3 * stride;
                left = stride;
            }
        }
    }

    private static void rotateFastDigit(
            double[] x, int offset, RotationTables tables, double outsideRe, double outsideIm) {
        double[] rowRe = tables.rowRe();
        double[] rowIm = tables.rowIm();
        double[] lowRe = tables.lowRe();
        double[] lowIm = tables.lowIm();
        DoubleVector kept = DoubleVector.fromArray(FOUR, new double[] {1, 1, 0, 0}, 0);
        DoubleVector turned = DoubleVector.fromArray(FOUR, new double[] {0, 0, 1, 1}, 0);
        DoubleVector crossed = DoubleVector.fromArray(FOUR, new double[] {0, 0, -1, 1}, 0);
        int at = offset;
        for (int row = 0; row < rowRe.length; row++) {
            double re = outsideRe * rowRe[row] - outsideIm * rowIm[row];
            double im = outsideRe * rowIm[row] + outsideIm * rowRe[row];
            for (int j = 0; j < lowRe.length; j++) {
                double cos = re * lowRe[j] - im * lowIm[j];
                double sin = re * lowIm[j] + im * lowRe[j];
                DoubleVector a = DoubleVector.fromArray(FOUR, x, at);
                a.mul(turned.mul(cos).add(kept))
                        .add(a.rearrange(SWAP).mul(crossed.mul(sin)))
                        .intoArray(x, at);
                at += 4;
            }
        }
    }

    @Override
    public void multiply(double[] x, int offset, int length, SparseMap map, double[] scratch) {
        if (map.strides()[0] == 1) {
            scalar.multiply(x, offset, length, map, scratch);
        } else if (map.strides()[0] < WIDE.length()) {
            multiply(FOUR, x, offset, length, map, scratch);
        } else {
            multiply(WIDE, x, offset, length, map, scratch);
        }
    }

    private static void multiply(
            VectorSpecies<Double> species, double[] x, int offset, int length, SparseMap map, double[] scratch) {
        int[] offsets = map.offsets();
        int[] starts = map.starts();
        int[] columns = map.columns();
        double[] values = map.values();
        int lanes = species.length();
        int groups = length / offsets.length;
        for (int group = 0; group < groups; group += lanes) {
            int base = offset + map.base(group);
            for (int k = 0; k < offsets.length; k++) {
                DoubleVector.fromArray(species, x, base + offsets[k]).intoArray(scratch, k * lanes);
            }
            for (int r = 0; r < offsets.length; r++) {
                DoubleVector sum = DoubleVector.zero(species);
                for (int k = starts[r]; k < starts[r + 1]; k++) {
                    sum = DoubleVector.fromArray(species, scratch, columns[k] * lanes)
                            .fma(DoubleVector.broadcast(species, values[k]), sum);
                }
                sum.intoArray(x, base + offsets[r]);
            }
        }
    }

    @Override
    public void gather(double[] from, int base, int[] rows, double[] to, int at) {
        for (int k = 0; k < rows.length; k++) {
            int run = base + rows[k];
            for (int j = 0; j < 16; j += WIDE.length()) {
                DoubleVector.fromArray(WIDE, from, run + j).intoArray(to, at + 16 * k + j);
            }
        }
    }

    @Override
    public void scatter(double[] from, int at, double[] to, int base, int[] rows) {
        for (int k = 0; k < rows.length; k++) {
            int run = base + rows[k];
            for (int j = 0; j < 16; j += WIDE.length()) {
                DoubleVector.fromArray(WIDE, from, at + 16 * k + j).intoArray(to, run + j);
            }
        }
    }
}
