package org.strangenoise.simulate.kernel;

import static org.strangenoise.simulate.kernel.VectorLanes.LANES;
import static org.strangenoise.simulate.kernel.VectorLanes.ODD;
import static org.strangenoise.simulate.kernel.VectorLanes.SWAP0;
import static org.strangenoise.simulate.kernel.VectorLanes.SWAP1;
import static org.strangenoise.simulate.kernel.VectorLanes.UPPER;
import static org.strangenoise.simulate.kernel.VectorLanes.broadcast;
import static org.strangenoise.simulate.kernel.VectorLanes.load;
import static org.strangenoise.simulate.kernel.VectorLanes.spread;
import static org.strangenoise.simulate.kernel.VectorLanes.total;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Four amplitudes at a time, with the bits of {@link ScalarAmplitudeKernel}. Machines with narrower registers are left
 * to the scalar kernel where a stride is too short.
 */
final class VectorAmplitudeKernel implements AmplitudeKernel {

    private final ScalarAmplitudeKernel scalar = new ScalarAmplitudeKernel();

    @Override
    public boolean isVector() {
        return true;
    }

    @Override
    public void matrix(double[] re, double[] im, int offset, int length, int stride, double[] m) {
        if (stride >= LANES) {
            farMatrix(re, im, offset, length, stride, m);
        } else if (LANES == 4 && length >= LANES) {
            laneMatrix(re, im, offset, length, stride, m);
        } else {
            scalar.matrix(re, im, offset, length, stride, m);
        }
    }

    private static void farMatrix(double[] re, double[] im, int offset, int length, int stride, double[] m) {
        double m0 = m[0];
        double m1 = m[1];
        double m2 = m[2];
        double m3 = m[3];
        double m4 = m[4];
        double m5 = m[5];
        double m6 = m[6];
        double m7 = m[7];
        for (int group = 0; group < length / 2; group += LANES) {
            int i = offset + spread(group, stride);
            DoubleVector a = load(re, i);
            DoubleVector b = load(im, i);
            DoubleVector c = load(re, i + stride);
            DoubleVector d = load(im, i + stride);
            entry(a, b, c, d, m0, -m1, m2, -m3).intoArray(re, i);
            entry(a, b, c, d, m1, m0, m3, m2).intoArray(im, i);
            entry(c, d, a, b, m6, -m7, m4, -m5).intoArray(re, i + stride);
            entry(c, d, a, b, m7, m6, m5, m4).intoArray(im, i + stride);
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

    private static void laneMatrix(double[] re, double[] im, int offset, int length, int stride, double[] m) {
        VectorShuffle<Double> swap = stride == 1 ? SWAP0 : SWAP1;
        VectorMask<Double> set = stride == 1 ? ODD : UPPER;
        DoubleVector sameRe = broadcast(m[0]).blend(broadcast(m[6]), set);
        DoubleVector sameIm = broadcast(m[1]).blend(broadcast(m[7]), set);
        DoubleVector otherRe = broadcast(m[2]).blend(broadcast(m[4]), set);
        DoubleVector otherIm = broadcast(m[3]).blend(broadcast(m[5]), set);
        DoubleVector minusSameIm = sameIm.neg();
        DoubleVector minusOtherIm = otherIm.neg();
        for (int i = offset; i < offset + length; i += LANES) {
            DoubleVector a = load(re, i);
            DoubleVector b = load(im, i);
            DoubleVector c = a.rearrange(swap);
            DoubleVector d = b.rearrange(swap);
            d.fma(minusOtherIm, c.fma(otherRe, b.fma(minusSameIm, a.mul(sameRe))))
                    .intoArray(re, i);
            d.fma(otherRe, c.fma(otherIm, b.fma(sameRe, a.mul(sameIm)))).intoArray(im, i);
        }
    }

    // The compiler keeps vectors in registers only in methods of some twenty operations, together with what it inlines
    // them into. Hence no more than two bits a sweep, and one loop body for the real and the imaginary parts.

    @Override
    public void realMatrix(double[] re, double[] im, int offset, int length, int stride, double[] m) {
        if (stride < LANES) {
            scalar.realMatrix(re, im, offset, length, stride, m);
            return;
        }
        DoubleVector m0 = broadcast(m[0]);
        DoubleVector m1 = broadcast(m[1]);
        DoubleVector m2 = broadcast(m[2]);
        DoubleVector m3 = broadcast(m[3]);
        for (int part = 0; part < 2; part++) {
            double[] x = part == 0 ? re : im;
            for (int group = 0; group < length / 2; group += LANES) {
                int i = offset + spread(group, stride);
                DoubleVector a = load(x, i);
                DoubleVector b = load(x, i + stride);
                b.fma(m1, a.mul(m0)).intoArray(x, i);
                b.fma(m3, a.mul(m2)).intoArray(x, i + stride);
            }
        }
    }

    @Override
    public void unitMatrices(double[] re, double[] im, int offset, int length, int first, int second, double[] m) {
        if (first < LANES) {
            scalar.unitMatrices(re, im, offset, length, first, second, m);
            return;
        }
        DoubleVector m0 = broadcast(m[0]);
        DoubleVector m1 = broadcast(m[1]);
        DoubleVector m2 = broadcast(m[2]);
        DoubleVector m3 = broadcast(m[3]);
        for (int part = 0; part < 2; part++) {
            double[] x = part == 0 ? re : im;
            for (int group = 0; group < length / 4; group += LANES) {
                int i = offset + spread(spread(group, first), second);
                int j = i + second;
                DoubleVector a = load(x, i);
                DoubleVector b = load(x, i + first);
                DoubleVector c = load(x, j);
                DoubleVector d = load(x, j + first);
                DoubleVector p = b.fma(m0, a);
                DoubleVector q = a.fma(m1, b);
                DoubleVector r = d.fma(m0, c);
                DoubleVector s = c.fma(m1, d);
                r.fma(m2, p).intoArray(x, i);
                s.fma(m2, q).intoArray(x, i + first);
                p.fma(m3, r).intoArray(x, j);
                q.fma(m3, s).intoArray(x, j + first);
            }
        }
    }

    /** Four neighbours are one register: the sum of the matrix' columns times one of them each. */
    @Override
    public void lowestMatrix(double[] re, double[] im, int offset, int length, double[] columns) {
        if (LANES != 4) {
            scalar.lowestMatrix(re, im, offset, length, columns);
            return;
        }
        DoubleVector column0 = load(columns, 0);
        DoubleVector column1 = load(columns, 4);
        DoubleVector column2 = load(columns, 8);
        DoubleVector column3 = load(columns, 12);
        for (int part = 0; part < 2; part++) {
            double[] x = part == 0 ? re : im;
            for (int i = offset; i < offset + length; i += 4) {
                DoubleVector low = column1.fma(broadcast(x[i + 1]), column0.mul(broadcast(x[i])));
                DoubleVector high = column3.fma(broadcast(x[i + 3]), column2.mul(broadcast(x[i + 2])));
                low.add(high).intoArray(x, i);
            }
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
        if (LANES != 4 || length < LANES) {
            return scalar.norm(re, im, offset, length);
        }
        DoubleVector sum = broadcast(0);
        for (int i = offset; i < offset + length; i += LANES) {
            DoubleVector a = load(re, i);
            DoubleVector b = load(im, i);
            sum = b.fma(b, a.fma(a, sum));
        }
        return total(sum);
    }

    @Override
    public void reduce(double[] re, double[] im, int offset, int length, int stride, double[] sums, int at) {
        if (LANES == 4 && stride >= LANES) {
            farReduce(re, im, offset, length, stride, sums, at);
        } else if (LANES == 4 && length >= LANES) {
            laneReduce(re, im, offset, length, stride, sums, at);
        } else {
            scalar.reduce(re, im, offset, length, stride, sums, at);
        }
    }

    private static void farReduce(double[] re, double[] im, int offset, int length, int stride, double[] sums, int at) {
        // Each sum in two parts, so that no addition waits for the one before it.
        DoubleVector ac = broadcast(0);
        DoubleVector bd = broadcast(0);
        DoubleVector ad = broadcast(0);
        DoubleVector bc = broadcast(0);
        DoubleVector aa = broadcast(0);
        DoubleVector bb = broadcast(0);
        DoubleVector cc = broadcast(0);
        DoubleVector dd = broadcast(0);
        for (int group = 0; group < length / 2; group += LANES) {
            int i = offset + spread(group, stride);
            DoubleVector a = load(re, i);
            DoubleVector b = load(im, i);
            DoubleVector c = load(re, i + stride);
            DoubleVector d = load(im, i + stride);
            ac = a.fma(c, ac);
            bd = b.fma(d, bd);
            ad = a.fma(d, ad);
            bc = b.fma(c, bc);
            aa = a.fma(a, aa);
            bb = b.fma(b, bb);
            cc = c.fma(c, cc);
            dd = d.fma(d, dd);
        }
        sums[at] += total(ac.add(bd));
        sums[at + 1] += total(ad.sub(bc));
        sums[at + 2] += total(aa.add(bb));
        sums[at + 3] += total(cc.add(dd));
    }

    /** Partners come by loads that begin one or two numbers later; lanes whose own bit is set are left out. */
    private void laneReduce(double[] re, double[] im, int offset, int length, int stride, double[] sums, int at) {
        VectorMask<Double> set = stride == 1 ? ODD : UPPER;
        DoubleVector ac = broadcast(0);
        DoubleVector bd = broadcast(0);
        DoubleVector ad = broadcast(0);
        DoubleVector bc = broadcast(0);
        DoubleVector aa = broadcast(0);
        DoubleVector bb = broadcast(0);
        int last = offset + length - LANES;
        for (int i = offset; i < last; i += LANES) {
            DoubleVector u = load(re, i);
            DoubleVector v = load(im, i);
            DoubleVector x = load(re, i + stride);
            DoubleVector y = load(im, i + stride);
            ac = u.fma(x, ac);
            bd = v.fma(y, bd);
            ad = u.fma(y, ad);
            bc = v.fma(x, bc);
            aa = u.fma(u, aa);
            bb = v.fma(v, bb);
        }
        // No number follows the last register: there the partners come out of the register itself.
        DoubleVector a = load(re, last);
        DoubleVector b = load(im, last);
        DoubleVector c = a.rearrange(stride == 1 ? SWAP0 : SWAP1);
        DoubleVector d = b.rearrange(stride == 1 ? SWAP0 : SWAP1);
        ac = a.fma(c, ac);
        bd = b.fma(d, bd);
        ad = a.fma(d, ad);
        bc = b.fma(c, bc);
        aa = a.fma(a, aa);
        bb = b.fma(b, bb);
        sums[at] += total(ac.add(bd).blend(broadcast(0), set));
        sums[at + 1] += total(ad.sub(bc).blend(broadcast(0), set));
        DoubleVector squares = aa.add(bb);
        sums[at + 2] += total(squares.blend(broadcast(0), set));
        sums[at + 3] += total(broadcast(0).blend(squares, set));
    }
}
