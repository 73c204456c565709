package org.strangenoise.simulate.kernel;

import static org.strangenoise.simulate.kernel.VectorLanes.LANES;
import static org.strangenoise.simulate.kernel.VectorLanes.ODD;
import static org.strangenoise.simulate.kernel.VectorLanes.SPECIES;
import static org.strangenoise.simulate.kernel.VectorLanes.SWAP0;
import static org.strangenoise.simulate.kernel.VectorLanes.SWAP1;
import static org.strangenoise.simulate.kernel.VectorLanes.UPPER;
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

    /** Loops over this many neighbours have their ends checked once. */
    private static final int RUN = 64;

    /** The low indices of the largest blocks. */
    private static final int WIDE = 32;

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
            DoubleVector a = DoubleVector.fromArray(SPECIES, re, i);
            DoubleVector b = DoubleVector.fromArray(SPECIES, im, i);
            DoubleVector c = DoubleVector.fromArray(SPECIES, re, i + stride);
            DoubleVector d = DoubleVector.fromArray(SPECIES, im, i + stride);
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
        return d.fma(
                DoubleVector.broadcast(SPECIES, md),
                c.fma(DoubleVector.broadcast(SPECIES, mc), b.fma(DoubleVector.broadcast(SPECIES, mb), a.mul(ma))));
    }

    private static void laneMatrix(double[] re, double[] im, int offset, int length, int stride, double[] m) {
        VectorShuffle<Double> swap = stride == 1 ? SWAP0 : SWAP1;
        VectorMask<Double> set = stride == 1 ? ODD : UPPER;
        DoubleVector sameRe = DoubleVector.broadcast(SPECIES, m[0]).blend(DoubleVector.broadcast(SPECIES, m[6]), set);
        DoubleVector sameIm = DoubleVector.broadcast(SPECIES, m[1]).blend(DoubleVector.broadcast(SPECIES, m[7]), set);
        DoubleVector otherRe = DoubleVector.broadcast(SPECIES, m[2]).blend(DoubleVector.broadcast(SPECIES, m[4]), set);
        DoubleVector otherIm = DoubleVector.broadcast(SPECIES, m[3]).blend(DoubleVector.broadcast(SPECIES, m[5]), set);
        DoubleVector minusSameIm = sameIm.neg();
        DoubleVector minusOtherIm = otherIm.neg();
        for (int i = offset; i < offset + length; i += LANES) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, re, i);
            DoubleVector b = DoubleVector.fromArray(SPECIES, im, i);
            DoubleVector c = a.rearrange(swap);
            DoubleVector d = b.rearrange(swap);
            d.fma(minusOtherIm, c.fma(otherRe, b.fma(minusSameIm, a.mul(sameRe))))
                    .intoArray(re, i);
            d.fma(otherRe, c.fma(otherIm, b.fma(sameRe, a.mul(sameIm)))).intoArray(im, i);
        }
    }

    @Override
    public void realMatrix(double[] re, double[] im, int offset, int length, int stride, double[] m) {
        if (stride < LANES) {
            scalar.realMatrix(re, im, offset, length, stride, m);
            return;
        }
        DoubleVector m0 = DoubleVector.broadcast(SPECIES, m[0]);
        DoubleVector m1 = DoubleVector.broadcast(SPECIES, m[1]);
        DoubleVector m2 = DoubleVector.broadcast(SPECIES, m[2]);
        DoubleVector m3 = DoubleVector.broadcast(SPECIES, m[3]);
        for (int part = 0; part < 2; part++) {
            double[] x = part == 0 ? re : im;
            for (int group = 0; group < length / 2; group += LANES) {
                int i = offset + spread(group, stride);
                DoubleVector a = DoubleVector.fromArray(SPECIES, x, i);
                DoubleVector b = DoubleVector.fromArray(SPECIES, x, i + stride);
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
        DoubleVector m0 = DoubleVector.broadcast(SPECIES, m[0]);
        DoubleVector m1 = DoubleVector.broadcast(SPECIES, m[1]);
        DoubleVector m2 = DoubleVector.broadcast(SPECIES, m[2]);
        DoubleVector m3 = DoubleVector.broadcast(SPECIES, m[3]);
        for (int part = 0; part < 2; part++) {
            double[] x = part == 0 ? re : im;
            for (int group = 0; group < length / 4; group += LANES) {
                int i = offset + spread(spread(group, first), second);
                int j = i + second;
                DoubleVector a = DoubleVector.fromArray(SPECIES, x, i);
                DoubleVector b = DoubleVector.fromArray(SPECIES, x, i + first);
                DoubleVector c = DoubleVector.fromArray(SPECIES, x, j);
                DoubleVector d = DoubleVector.fromArray(SPECIES, x, j + first);
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

    /** Four bits while sixteen registers hold what they mix: a number is read and written once for all of them. */
    @Override
    public void fourUnitMatrices(double[] re, double[] im, int offset, int length, int[] strides, double[] m) {
        if (strides[0] >= RUN) {
            fourFar(re, offset, length, strides, m);
            fourFar(im, offset, length, strides, m);
        } else if (LANES == 4 && strides[0] == 4 && strides[3] == 32) {
            fourNear(re, offset, length, m);
            fourNear(im, offset, length, m);
        } else {
            scalar.fourUnitMatrices(re, im, offset, length, strides, m);
        }
    }

    // Written out, indices too: the ends of a loop whose indices differ by constants are checked once.

    private static void fourNear(double[] x, int offset, int length, double[] m) {
        DoubleVector m0 = DoubleVector.broadcast(SPECIES, m[0]);
        DoubleVector m1 = DoubleVector.broadcast(SPECIES, m[1]);
        DoubleVector m2 = DoubleVector.broadcast(SPECIES, m[2]);
        DoubleVector m3 = DoubleVector.broadcast(SPECIES, m[3]);
        DoubleVector m4 = DoubleVector.broadcast(SPECIES, m[4]);
        DoubleVector m5 = DoubleVector.broadcast(SPECIES, m[5]);
        DoubleVector m6 = DoubleVector.broadcast(SPECIES, m[6]);
        DoubleVector m7 = DoubleVector.broadcast(SPECIES, m[7]);
        for (int i = offset; i < offset + length; i += 64) {
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector x1 = DoubleVector.fromArray(SPECIES, x, i + 4);
            DoubleVector x2 = DoubleVector.fromArray(SPECIES, x, i + 8);
            DoubleVector x3 = DoubleVector.fromArray(SPECIES, x, i + 12);
            DoubleVector x4 = DoubleVector.fromArray(SPECIES, x, i + 16);
            DoubleVector x5 = DoubleVector.fromArray(SPECIES, x, i + 20);
            DoubleVector x6 = DoubleVector.fromArray(SPECIES, x, i + 24);
            DoubleVector x7 = DoubleVector.fromArray(SPECIES, x, i + 28);
            DoubleVector x8 = DoubleVector.fromArray(SPECIES, x, i + 32);
            DoubleVector x9 = DoubleVector.fromArray(SPECIES, x, i + 36);
            DoubleVector x10 = DoubleVector.fromArray(SPECIES, x, i + 40);
            DoubleVector x11 = DoubleVector.fromArray(SPECIES, x, i + 44);
            DoubleVector x12 = DoubleVector.fromArray(SPECIES, x, i + 48);
            DoubleVector x13 = DoubleVector.fromArray(SPECIES, x, i + 52);
            DoubleVector x14 = DoubleVector.fromArray(SPECIES, x, i + 56);
            DoubleVector x15 = DoubleVector.fromArray(SPECIES, x, i + 60);
            DoubleVector a0 = x1.fma(m0, x0);
            DoubleVector a1 = x0.fma(m1, x1);
            DoubleVector a2 = x3.fma(m0, x2);
            DoubleVector a3 = x2.fma(m1, x3);
            DoubleVector a4 = x5.fma(m0, x4);
            DoubleVector a5 = x4.fma(m1, x5);
            DoubleVector a6 = x7.fma(m0, x6);
            DoubleVector a7 = x6.fma(m1, x7);
            DoubleVector a8 = x9.fma(m0, x8);
            DoubleVector a9 = x8.fma(m1, x9);
            DoubleVector a10 = x11.fma(m0, x10);
            DoubleVector a11 = x10.fma(m1, x11);
            DoubleVector a12 = x13.fma(m0, x12);
            DoubleVector a13 = x12.fma(m1, x13);
            DoubleVector a14 = x15.fma(m0, x14);
            DoubleVector a15 = x14.fma(m1, x15);
            DoubleVector b0 = a2.fma(m2, a0);
            DoubleVector b2 = a0.fma(m3, a2);
            DoubleVector b1 = a3.fma(m2, a1);
            DoubleVector b3 = a1.fma(m3, a3);
            DoubleVector b4 = a6.fma(m2, a4);
            DoubleVector b6 = a4.fma(m3, a6);
            DoubleVector b5 = a7.fma(m2, a5);
            DoubleVector b7 = a5.fma(m3, a7);
            DoubleVector b8 = a10.fma(m2, a8);
            DoubleVector b10 = a8.fma(m3, a10);
            DoubleVector b9 = a11.fma(m2, a9);
            DoubleVector b11 = a9.fma(m3, a11);
            DoubleVector b12 = a14.fma(m2, a12);
            DoubleVector b14 = a12.fma(m3, a14);
            DoubleVector b13 = a15.fma(m2, a13);
            DoubleVector b15 = a13.fma(m3, a15);
            DoubleVector c0 = b4.fma(m4, b0);
            DoubleVector c4 = b0.fma(m5, b4);
            DoubleVector c1 = b5.fma(m4, b1);
            DoubleVector c5 = b1.fma(m5, b5);
            DoubleVector c2 = b6.fma(m4, b2);
            DoubleVector c6 = b2.fma(m5, b6);
            DoubleVector c3 = b7.fma(m4, b3);
            DoubleVector c7 = b3.fma(m5, b7);
            DoubleVector c8 = b12.fma(m4, b8);
            DoubleVector c12 = b8.fma(m5, b12);
            DoubleVector c9 = b13.fma(m4, b9);
            DoubleVector c13 = b9.fma(m5, b13);
            DoubleVector c10 = b14.fma(m4, b10);
            DoubleVector c14 = b10.fma(m5, b14);
            DoubleVector c11 = b15.fma(m4, b11);
            DoubleVector c15 = b11.fma(m5, b15);
            c8.fma(m6, c0).intoArray(x, i);
            c0.fma(m7, c8).intoArray(x, i + 32);
            c9.fma(m6, c1).intoArray(x, i + 4);
            c1.fma(m7, c9).intoArray(x, i + 36);
            c10.fma(m6, c2).intoArray(x, i + 8);
            c2.fma(m7, c10).intoArray(x, i + 40);
            c11.fma(m6, c3).intoArray(x, i + 12);
            c3.fma(m7, c11).intoArray(x, i + 44);
            c12.fma(m6, c4).intoArray(x, i + 16);
            c4.fma(m7, c12).intoArray(x, i + 48);
            c13.fma(m6, c5).intoArray(x, i + 20);
            c5.fma(m7, c13).intoArray(x, i + 52);
            c14.fma(m6, c6).intoArray(x, i + 24);
            c6.fma(m7, c14).intoArray(x, i + 56);
            c15.fma(m6, c7).intoArray(x, i + 28);
            c7.fma(m7, c15).intoArray(x, i + 60);
        }
    }

    private static void fourFar(double[] x, int offset, int length, int[] strides, double[] m) {
        int s0 = strides[0];
        int s1 = strides[1];
        int s2 = strides[2];
        int s3 = strides[3];
        DoubleVector m0 = DoubleVector.broadcast(SPECIES, m[0]);
        DoubleVector m1 = DoubleVector.broadcast(SPECIES, m[1]);
        DoubleVector m2 = DoubleVector.broadcast(SPECIES, m[2]);
        DoubleVector m3 = DoubleVector.broadcast(SPECIES, m[3]);
        DoubleVector m4 = DoubleVector.broadcast(SPECIES, m[4]);
        DoubleVector m5 = DoubleVector.broadcast(SPECIES, m[5]);
        DoubleVector m6 = DoubleVector.broadcast(SPECIES, m[6]);
        DoubleVector m7 = DoubleVector.broadcast(SPECIES, m[7]);
        for (int group = 0; group < length / 16; group += RUN) {
            int at = offset + spread(spread(spread(spread(group, s0), s1), s2), s3);
            for (int i = at; i < at + RUN; i += LANES) {
                DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, i);
                DoubleVector x1 = DoubleVector.fromArray(SPECIES, x, i + s0);
                DoubleVector x2 = DoubleVector.fromArray(SPECIES, x, i + s1);
                DoubleVector x3 = DoubleVector.fromArray(SPECIES, x, i + s0 + s1);
                DoubleVector x4 = DoubleVector.fromArray(SPECIES, x, i + s2);
                DoubleVector x5 = DoubleVector.fromArray(SPECIES, x, i + s0 + s2);
                DoubleVector x6 = DoubleVector.fromArray(SPECIES, x, i + s1 + s2);
                DoubleVector x7 = DoubleVector.fromArray(SPECIES, x, i + s0 + s1 + s2);
                DoubleVector x8 = DoubleVector.fromArray(SPECIES, x, i + s3);
                DoubleVector x9 = DoubleVector.fromArray(SPECIES, x, i + s0 + s3);
                DoubleVector x10 = DoubleVector.fromArray(SPECIES, x, i + s1 + s3);
                DoubleVector x11 = DoubleVector.fromArray(SPECIES, x, i + s0 + s1 + s3);
                DoubleVector x12 = DoubleVector.fromArray(SPECIES, x, i + s2 + s3);
                DoubleVector x13 = DoubleVector.fromArray(SPECIES, x, i + s0 + s2 + s3);
                DoubleVector x14 = DoubleVector.fromArray(SPECIES, x, i + s1 + s2 + s3);
                DoubleVector x15 = DoubleVector.fromArray(SPECIES, x, i + s0 + s1 + s2 + s3);
                DoubleVector a0 = x1.fma(m0, x0);
                DoubleVector a1 = x0.fma(m1, x1);
                DoubleVector a2 = x3.fma(m0, x2);
                DoubleVector a3 = x2.fma(m1, x3);
                DoubleVector a4 = x5.fma(m0, x4);
                DoubleVector a5 = x4.fma(m1, x5);
                DoubleVector a6 = x7.fma(m0, x6);
                DoubleVector a7 = x6.fma(m1, x7);
                DoubleVector a8 = x9.fma(m0, x8);
                DoubleVector a9 = x8.fma(m1, x9);
                DoubleVector a10 = x11.fma(m0, x10);
                DoubleVector a11 = x10.fma(m1, x11);
                DoubleVector a12 = x13.fma(m0, x12);
                DoubleVector a13 = x12.fma(m1, x13);
                DoubleVector a14 = x15.fma(m0, x14);
                DoubleVector a15 = x14.fma(m1, x15);
                DoubleVector b0 = a2.fma(m2, a0);
                DoubleVector b2 = a0.fma(m3, a2);
                DoubleVector b1 = a3.fma(m2, a1);
                DoubleVector b3 = a1.fma(m3, a3);
                DoubleVector b4 = a6.fma(m2, a4);
                DoubleVector b6 = a4.fma(m3, a6);
                DoubleVector b5 = a7.fma(m2, a5);
                DoubleVector b7 = a5.fma(m3, a7);
                DoubleVector b8 = a10.fma(m2, a8);
                DoubleVector b10 = a8.fma(m3, a10);
                DoubleVector b9 = a11.fma(m2, a9);
                DoubleVector b11 = a9.fma(m3, a11);
                DoubleVector b12 = a14.fma(m2, a12);
                DoubleVector b14 = a12.fma(m3, a14);
                DoubleVector b13 = a15.fma(m2, a13);
                DoubleVector b15 = a13.fma(m3, a15);
                DoubleVector c0 = b4.fma(m4, b0);
                DoubleVector c4 = b0.fma(m5, b4);
                DoubleVector c1 = b5.fma(m4, b1);
                DoubleVector c5 = b1.fma(m5, b5);
                DoubleVector c2 = b6.fma(m4, b2);
                DoubleVector c6 = b2.fma(m5, b6);
                DoubleVector c3 = b7.fma(m4, b3);
                DoubleVector c7 = b3.fma(m5, b7);
                DoubleVector c8 = b12.fma(m4, b8);
                DoubleVector c12 = b8.fma(m5, b12);
                DoubleVector c9 = b13.fma(m4, b9);
                DoubleVector c13 = b9.fma(m5, b13);
                DoubleVector c10 = b14.fma(m4, b10);
                DoubleVector c14 = b10.fma(m5, b14);
                DoubleVector c11 = b15.fma(m4, b11);
                DoubleVector c15 = b11.fma(m5, b15);
                c8.fma(m6, c0).intoArray(x, i);
                c0.fma(m7, c8).intoArray(x, i + s3);
                c9.fma(m6, c1).intoArray(x, i + s0);
                c1.fma(m7, c9).intoArray(x, i + s0 + s3);
                c10.fma(m6, c2).intoArray(x, i + s1);
                c2.fma(m7, c10).intoArray(x, i + s1 + s3);
                c11.fma(m6, c3).intoArray(x, i + s0 + s1);
                c3.fma(m7, c11).intoArray(x, i + s0 + s1 + s3);
                c12.fma(m6, c4).intoArray(x, i + s2);
                c4.fma(m7, c12).intoArray(x, i + s2 + s3);
                c13.fma(m6, c5).intoArray(x, i + s0 + s2);
                c5.fma(m7, c13).intoArray(x, i + s0 + s2 + s3);
                c14.fma(m6, c6).intoArray(x, i + s1 + s2);
                c6.fma(m7, c14).intoArray(x, i + s1 + s2 + s3);
                c15.fma(m6, c7).intoArray(x, i + s0 + s1 + s2);
                c7.fma(m7, c15).intoArray(x, i + s0 + s1 + s2 + s3);
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
        DoubleVector column0 = DoubleVector.fromArray(SPECIES, columns, 0);
        DoubleVector column1 = DoubleVector.fromArray(SPECIES, columns, 4);
        DoubleVector column2 = DoubleVector.fromArray(SPECIES, columns, 8);
        DoubleVector column3 = DoubleVector.fromArray(SPECIES, columns, 12);
        for (int part = 0; part < 2; part++) {
            double[] x = part == 0 ? re : im;
            for (int i = offset; i < offset + length; i += 4) {
                DoubleVector low = column1.fma(
                        DoubleVector.broadcast(SPECIES, x[i + 1]), column0.mul(DoubleVector.broadcast(SPECIES, x[i])));
                DoubleVector high = column3.fma(
                        DoubleVector.broadcast(SPECIES, x[i + 3]),
                        column2.mul(DoubleVector.broadcast(SPECIES, x[i + 2])));
                low.add(high).intoArray(x, i);
            }
        }
    }

    @Override
    public void multiply(
            double[] re, double[] im, int offset, double[] table, double[] factors, int at, int rows, int low) {
        if (low < LANES) {
            scalar.multiply(re, im, offset, table, factors, at, rows, low);
        } else if (low == WIDE) {
            multiplyWide(re, im, offset, table, factors, at, rows);
        } else {
            multiplyRows(re, im, offset, table, factors, at, rows, low);
        }
    }

    /** Down the rows, which are a constant apart: so the ends of the loop are checked once. */
    private static void multiplyWide(
            double[] re, double[] im, int offset, double[] table, double[] factors, int at, int rows) {
        int lowAt = at + 2 * rows;
        int tableAt = table.length - 2 * rows * WIDE;
        for (int j = 0; j < WIDE; j += LANES) {
            DoubleVector u = DoubleVector.fromArray(SPECIES, factors, lowAt + j);
            DoubleVector v = DoubleVector.fromArray(SPECIES, factors, lowAt + WIDE + j);
            int here = offset + j;
            int real = tableAt + j;
            int imaginary = tableAt + rows * WIDE + j;
            for (int row = 0; row < rows; row++) {
                DoubleVector p = DoubleVector.broadcast(SPECIES, factors[at + row]);
                DoubleVector q = DoubleVector.broadcast(SPECIES, factors[at + rows + row]);
                DoubleVector a = v.fma(q.neg(), u.mul(p));
                DoubleVector b = u.fma(q, v.mul(p));
                DoubleVector s = DoubleVector.fromArray(SPECIES, table, row * WIDE + real);
                DoubleVector t = DoubleVector.fromArray(SPECIES, table, row * WIDE + imaginary);
                DoubleVector c = a.fma(s, b.mul(t).neg());
                DoubleVector d = a.fma(t, b.mul(s));
                DoubleVector x = DoubleVector.fromArray(SPECIES, re, row * WIDE + here);
                DoubleVector y = DoubleVector.fromArray(SPECIES, im, row * WIDE + here);
                c.fma(x, d.mul(y).neg()).intoArray(re, row * WIDE + here);
                c.fma(y, d.mul(x)).intoArray(im, row * WIDE + here);
            }
        }
    }

    private static void multiplyRows(
            double[] re, double[] im, int offset, double[] table, double[] factors, int at, int rows, int low) {
        int lowAt = at + 2 * rows;
        int imaginary = rows * low;
        int tableAt = table.length - 2 * imaginary;
        for (int row = 0; row < rows; row++) {
            double p = factors[at + row];
            double q = factors[at + rows + row];
            for (int j = 0; j < low; j += LANES) {
                DoubleVector u = DoubleVector.fromArray(SPECIES, factors, lowAt + j);
                DoubleVector v = DoubleVector.fromArray(SPECIES, factors, lowAt + low + j);
                DoubleVector a = v.fma(DoubleVector.broadcast(SPECIES, -q), u.mul(p));
                DoubleVector b = u.fma(DoubleVector.broadcast(SPECIES, q), v.mul(p));
                int k = row * low + j;
                DoubleVector s = DoubleVector.fromArray(SPECIES, table, tableAt + k);
                DoubleVector t = DoubleVector.fromArray(SPECIES, table, tableAt + imaginary + k);
                DoubleVector c = a.fma(s, b.mul(t).neg());
                DoubleVector d = a.fma(t, b.mul(s));
                DoubleVector x = DoubleVector.fromArray(SPECIES, re, offset + k);
                DoubleVector y = DoubleVector.fromArray(SPECIES, im, offset + k);
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
        DoubleVector sum = DoubleVector.broadcast(SPECIES, 0);
        for (int i = offset; i < offset + length; i += LANES) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, re, i);
            DoubleVector b = DoubleVector.fromArray(SPECIES, im, i);
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
        DoubleVector ac = DoubleVector.broadcast(SPECIES, 0);
        DoubleVector bd = DoubleVector.broadcast(SPECIES, 0);
        DoubleVector ad = DoubleVector.broadcast(SPECIES, 0);
        DoubleVector bc = DoubleVector.broadcast(SPECIES, 0);
        DoubleVector aa = DoubleVector.broadcast(SPECIES, 0);
        DoubleVector bb = DoubleVector.broadcast(SPECIES, 0);
        DoubleVector cc = DoubleVector.broadcast(SPECIES, 0);
        DoubleVector dd = DoubleVector.broadcast(SPECIES, 0);
        for (int group = 0; group < length / 2; group += LANES) {
            int i = offset + spread(group, stride);
            DoubleVector a = DoubleVector.fromArray(SPECIES, re, i);
            DoubleVector b = DoubleVector.fromArray(SPECIES, im, i);
            DoubleVector c = DoubleVector.fromArray(SPECIES, re, i + stride);
            DoubleVector d = DoubleVector.fromArray(SPECIES, im, i + stride);
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
        DoubleVector ac = DoubleVector.broadcast(SPECIES, 0);
        DoubleVector bd = DoubleVector.broadcast(SPECIES, 0);
        DoubleVector ad = DoubleVector.broadcast(SPECIES, 0);
        DoubleVector bc = DoubleVector.broadcast(SPECIES, 0);
        DoubleVector aa = DoubleVector.broadcast(SPECIES, 0);
        DoubleVector bb = DoubleVector.broadcast(SPECIES, 0);
        int last = offset + length - LANES;
        for (int i = offset; i < last; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(SPECIES, re, i);
            DoubleVector v = DoubleVector.fromArray(SPECIES, im, i);
            DoubleVector x = DoubleVector.fromArray(SPECIES, re, i + stride);
            DoubleVector y = DoubleVector.fromArray(SPECIES, im, i + stride);
            ac = u.fma(x, ac);
            bd = v.fma(y, bd);
            ad = u.fma(y, ad);
            bc = v.fma(x, bc);
            aa = u.fma(u, aa);
            bb = v.fma(v, bb);
        }
        // No number follows the last register: there the partners come out of the register itself.
        DoubleVector a = DoubleVector.fromArray(SPECIES, re, last);
        DoubleVector b = DoubleVector.fromArray(SPECIES, im, last);
        DoubleVector c = a.rearrange(stride == 1 ? SWAP0 : SWAP1);
        DoubleVector d = b.rearrange(stride == 1 ? SWAP0 : SWAP1);
        ac = a.fma(c, ac);
        bd = b.fma(d, bd);
        ad = a.fma(d, ad);
        bc = b.fma(c, bc);
        aa = a.fma(a, aa);
        bb = b.fma(b, bb);
        sums[at] += total(ac.add(bd).blend(DoubleVector.broadcast(SPECIES, 0), set));
        sums[at + 1] += total(ad.sub(bc).blend(DoubleVector.broadcast(SPECIES, 0), set));
        DoubleVector squares = aa.add(bb);
        sums[at + 2] += total(squares.blend(DoubleVector.broadcast(SPECIES, 0), set));
        sums[at + 3] += total(DoubleVector.broadcast(SPECIES, 0).blend(squares, set));
    }

    @Override
    public void gather(double[] from, int base, int[] rows, int run, double[] to, int at) {
        // Half of a run at a time: columns lie a power of two apart, and a cache holds few such lines together.
        int half = Math.max(COLUMN, run / 2);
        for (int first = 0; first < run; first += half) {
            for (int row = 0; row < rows.length; row++) {
                int source = base + rows[row];
                for (int k = first; k < first + half; k += LANES) {
                    DoubleVector.fromArray(SPECIES, from, source + k)
                            .intoArray(to, at + (k / COLUMN * rows.length + row) * COLUMN + k % COLUMN);
                }
            }
        }
    }

    @Override
    public void scatter(double[] from, int at, double[] to, int base, int[] rows, int run) {
        int half = Math.max(COLUMN, run / 2);
        for (int first = 0; first < run; first += half) {
            for (int row = 0; row < rows.length; row++) {
                int target = base + rows[row];
                for (int k = first; k < first + half; k += LANES) {
                    DoubleVector.fromArray(SPECIES, from, at + (k / COLUMN * rows.length + row) * COLUMN + k % COLUMN)
                            .intoArray(to, target + k);
                }
            }
        }
    }
}
