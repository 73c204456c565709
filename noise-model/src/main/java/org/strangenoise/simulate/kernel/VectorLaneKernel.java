package org.strangenoise.simulate.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many states at a time as a register holds, with the bits of {@link LaneKernel.Scalar}. The arrays are short, so
 * that the lead-in and the rest of loops that the just-in-time compiler makes by itself would cost as much as the
 * loops.
 */
final class VectorLaneKernel implements LaneKernel {

    private static final VectorSpecies<Double> SPECIES = VectorLanes.SPECIES;

    private final Scalar rest = new Scalar();

    @Override
    public void full(double[][] rows, int[] groups, int stride, int from, double[] m) {
        if (isRagged(rows[0], from)) {
            rest.full(rows, groups, stride, from, m);
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
        double m8 = m[8];
        double m9 = m[9];
        double m10 = m[10];
        double m11 = m[11];
        double m12 = m[12];
        double m13 = m[13];
        double m14 = m[14];
        double m15 = m[15];
        for (int g : groups) {
            double[] a = rows[g];
            double[] b = rows[g + stride];
            double[] c = rows[g + 2 * stride];
            double[] d = rows[g + 3 * stride];
            for (int j = from; j < a.length; j += SPECIES.length()) {
                DoubleVector w = DoubleVector.fromArray(SPECIES, a, j);
                DoubleVector x = DoubleVector.fromArray(SPECIES, b, j);
                DoubleVector y = DoubleVector.fromArray(SPECIES, c, j);
                DoubleVector z = DoubleVector.fromArray(SPECIES, d, j);
                w.mul(m0).add(x.mul(m1)).add(y.mul(m2)).add(z.mul(m3)).intoArray(a, j);
                w.mul(m4).add(x.mul(m5)).add(y.mul(m6)).add(z.mul(m7)).intoArray(b, j);
                w.mul(m8).add(x.mul(m9)).add(y.mul(m10)).add(z.mul(m11)).intoArray(c, j);
                w.mul(m12).add(x.mul(m13)).add(y.mul(m14)).add(z.mul(m15)).intoArray(d, j);
            }
        }
    }

    @Override
    public void real(double[][] rows, int[] groups, int stride, int from, double[] m) {
        if (isRagged(rows[0], from)) {
            rest.real(rows, groups, stride, from, m);
            return;
        }
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
        for (int g : groups) {
            double[] a = rows[g];
            double[] b = rows[g + stride];
            double[] c = rows[g + 2 * stride];
            double[] d = rows[g + 3 * stride];
            for (int j = from; j < a.length; j += SPECIES.length()) {
                DoubleVector w = DoubleVector.fromArray(SPECIES, a, j);
                DoubleVector x = DoubleVector.fromArray(SPECIES, b, j);
                DoubleVector y = DoubleVector.fromArray(SPECIES, c, j);
                w.mul(m0).add(x.mul(m1)).add(y.mul(m2)).intoArray(a, j);
                w.mul(m4).add(x.mul(m5)).add(y.mul(m6)).intoArray(b, j);
                w.mul(m8).add(x.mul(m9)).add(y.mul(m10)).intoArray(c, j);
                DoubleVector.fromArray(SPECIES, d, j).mul(m15).intoArray(d, j);
            }
        }
    }

    @Override
    public void blocks(double[][] rows, int[] groups, int stride, int from, double[] m) {
        for (int g : groups) {
            two(rows[g], rows[g + stride], from, m[0], m[1], m[4], m[5]);
            two(rows[g + 2 * stride], rows[g + 3 * stride], from, m[10], m[11], m[14], m[15]);
        }
    }

    @Override
    public void two(double[] a, double[] b, int from, double p, double q, double r, double s) {
        if (isRagged(a, from)) {
            rest.two(a, b, from, p, q, r, s);
            return;
        }
        for (int j = from; j < a.length; j += SPECIES.length()) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, a, j);
            DoubleVector y = DoubleVector.fromArray(SPECIES, b, j);
            x.mul(p).add(y.mul(q)).intoArray(a, j);
            x.mul(r).add(y.mul(s)).intoArray(b, j);
        }
    }

    @Override
    public void add(double[] sum, double factor, double[] a, int from) {
        if (isRagged(sum, from)) {
            rest.add(sum, factor, a, from);
            return;
        }
        for (int j = from; j < sum.length; j += SPECIES.length()) {
            DoubleVector.fromArray(SPECIES, sum, j)
                    .add(DoubleVector.fromArray(SPECIES, a, j).mul(factor))
                    .intoArray(sum, j);
        }
    }

    private static boolean isRagged(double[] row, int from) {
        return (row.length - from) % SPECIES.length() != 0;
    }
}
