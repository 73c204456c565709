package org.strangenoise.simulate.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Four amplitudes at a time. Machines with narrower registers are left to the scalar kernel where a stride is too
 * short.
 */
final class VectorAmplitudeKernel implements AmplitudeKernel {

    private static final VectorSpecies<Double> SPECIES =
            DoubleVector.SPECIES_PREFERRED.length() >= 4 ? DoubleVector.SPECIES_256 : DoubleVector.SPECIES_128;

    private static final int LANES = SPECIES.length();

    /** Exchanges partners of bit 0 and of bit 1 within a register of four. */
    private static final VectorShuffle<Double> SWAP0 = VectorShuffle.fromOp(SPECIES, i -> i ^ 1);

    private static final VectorShuffle<Double> SWAP1 = VectorShuffle.fromOp(SPECIES, i -> (i ^ 2) % LANES);

    private final ScalarAmplitudeKernel scalar = new ScalarAmplitudeKernel();

    @Override
    public boolean isVector() {
        return true;
    }

    @Override
    public void matrix(double[] re, double[] im, int offset, int length, int stride, double[] m) {
        if (stride < LANES) {
            scalar.matrix(re, im, offset, length, stride, m);
            return;
        }
        double m0 = m[0];
        double m1 = m[1];
        double m2 = m[2];
        double m3 = m[3];
        double m4 = m[4];
        double m5 = m[5];
        double m6 = m[6];
        double m7 = m[7];
        for (int group = 0; group < length / 2; group += LANES) {
            int low = group & (stride - 1);
            int i = offset + (((group ^ low) << 1) | low);
            DoubleVector a = load(re, i);
            DoubleVector b = load(im, i);
            DoubleVector c = load(re, i + stride);
            DoubleVector d = load(im, i + stride);
            entry(a, b, c, d, m0, -m1, m2, -m3).intoArray(re, i);
            entry(b, a, d, c, m0, m1, m2, m3).intoArray(im, i);
            entry(a, b, c, d, m4, -m5, m6, -m7).intoArray(re, i + stride);
            entry(b, a, d, c, m4, m5, m6, m7).intoArray(im, i + stride);
        }
    }

    private static DoubleVector entry(
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

    @Override
    public void realMatrix(double[] re, double[] im, int offset, int length, int stride, double[] m) {
        if (stride >= LANES) {
            realPart(re, offset, length, stride, m);
            realPart(im, offset, length, stride, m);
        } else if (LANES == 4 && length >= LANES) {
            if (stride == 1) {
                realPairs(re, offset, length, m);
                realPairs(im, offset, length, m);
            } else {
                realHalves(re, offset, length, m);
                realHalves(im, offset, length, m);
            }
        } else {
            scalar.realMatrix(re, im, offset, length, stride, m);
        }
    }

    private static void realPart(double[] x, int offset, int length, int stride, double[] m) {
        double m0 = m[0];
        double m1 = m[2];
        double m2 = m[4];
        double m3 = m[6];
        for (int group = 0; group < length / 2; group += LANES) {
            int low = group & (stride - 1);
            int i = offset + (((group ^ low) << 1) | low);
            DoubleVector a = load(x, i);
            DoubleVector c = load(x, i + stride);
            c.fma(broadcast(m1), a.mul(m0)).intoArray(x, i);
            c.fma(broadcast(m3), a.mul(m2)).intoArray(x, i + stride);
        }
    }

    private static void realPairs(double[] x, int offset, int length, double[] m) {
        DoubleVector same = DoubleVector.fromArray(SPECIES, new double[] {m[0], m[6], m[0], m[6]}, 0);
        DoubleVector other = DoubleVector.fromArray(SPECIES, new double[] {m[2], m[4], m[2], m[4]}, 0);
        for (int i = offset; i < offset + length; i += LANES) {
            DoubleVector a = load(x, i);
            a.fma(same, a.rearrange(SWAP0).mul(other)).intoArray(x, i);
        }
    }

    private static void realHalves(double[] x, int offset, int length, double[] m) {
        DoubleVector same = DoubleVector.fromArray(SPECIES, new double[] {m[0], m[0], m[6], m[6]}, 0);
        DoubleVector other = DoubleVector.fromArray(SPECIES, new double[] {m[2], m[2], m[4], m[4]}, 0);
        for (int i = offset; i < offset + length; i += LANES) {
            DoubleVector a = load(x, i);
            a.fma(same, a.rearrange(SWAP1).mul(other)).intoArray(x, i);
        }
    }

    @Override
    public void multiply(
            double[] re, double[] im, int offset, double[] table, double[] factors, int at, int rows, int low) {
        if (low < LANES) {
            scalar.multiply(re, im, offset, table, factors, at, rows, low);
            return;
        }
        int lowAt = at + 2 * rows;
        int imaginary = rows * low;
        for (int row = 0; row < rows; row++) {
            double p = factors[at + row];
            double q = factors[at + rows + row];
            for (int j = 0; j < low; j += LANES) {
                DoubleVector u = load(factors, lowAt + j);
                DoubleVector v = load(factors, lowAt + low + j);
                DoubleVector a = v.fma(broadcast(-q), u.mul(p));
                DoubleVector b = u.fma(broadcast(q), v.mul(p));
                int k = row * low + j;
                DoubleVector s = load(table, k);
                DoubleVector t = load(table, imaginary + k);
                DoubleVector c = a.fma(s, b.mul(t).neg());
                DoubleVector d = a.fma(t, b.mul(s));
                DoubleVector x = load(re, offset + k);
                DoubleVector y = load(im, offset + k);
                c.fma(x, d.mul(y).neg()).intoArray(re, offset + k);
                c.fma(y, d.mul(x)).intoArray(im, offset + k);
            }
        }
    }

    @Override
    public double norm(double[] re, double[] im, int offset, int length) {
        if (length < LANES) {
            return scalar.norm(re, im, offset, length);
        }
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = offset; i < offset + length; i += LANES) {
            DoubleVector a = load(re, i);
            DoubleVector b = load(im, i);
            sum = b.fma(b, a.fma(a, sum));
        }
        // Not reduceLanes: the order of its sum differs between interpreted and compiled code, and so would the bits.
        double low = sum.lane(0) + sum.lane(1);
        return LANES == 2 ? low : low + (sum.lane(2) + sum.lane(3));
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    private static DoubleVector load(double[] x, int at) {
        return DoubleVector.fromArray(SPECIES, x, at);
    }
}
