package org.strangenoise.simulate.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.strangenoise.math.BinaryEntropy;
import org.strangenoise.math.NaturalLogarithm;

/** As many entropies at a time as the kernels' registers hold, with the bits of {@link BinaryEntropy#ofBias}. */
final class VectorBlochEntropies implements BlochEntropies {

    private static final VectorSpecies<Double> SPECIES = VectorLanes.SPECIES;

    private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, SPECIES.vectorShape());

    // Constants, and one place that takes logarithms: of a method with many more operations the compiler leaves some as
    // calls, and every vector that goes through a call is an object.
    private static final DoubleVector ONE = DoubleVector.broadcast(SPECIES, 1);
    private static final DoubleVector HALF = DoubleVector.broadcast(SPECIES, 0.5);
    private static final DoubleVector PER_BIT = DoubleVector.broadcast(SPECIES, -1 / NaturalLogarithm.LN2);

    private static final DoubleVector LN2 = DoubleVector.broadcast(SPECIES, NaturalLogarithm.LN2);
    private static final DoubleVector BIAS = DoubleVector.broadcast(SPECIES, NaturalLogarithm.COUNTER + 1023);
    private static final LongVector CARRY = LongVector.broadcast(LONGS, NaturalLogarithm.CARRY);
    private static final LongVector COUNTER =
            LongVector.broadcast(LONGS, Double.doubleToRawLongBits(NaturalLogarithm.COUNTER));
    private static final LongVector EXPONENT = LongVector.broadcast(LONGS, NaturalLogarithm.ONE);

    private static final DoubleVector T0 = term(0);
    private static final DoubleVector T1 = term(1);
    private static final DoubleVector T2 = term(2);
    private static final DoubleVector T3 = term(3);
    private static final DoubleVector T4 = term(4);
    private static final DoubleVector T5 = term(5);
    private static final DoubleVector T6 = term(6);
    private static final DoubleVector T7 = term(7);
    private static final DoubleVector T8 = term(8);
    private static final DoubleVector T9 = term(9);

    private static DoubleVector term(int k) {
        return DoubleVector.broadcast(SPECIES, NaturalLogarithm.terms()[k]);
    }

    @Override
    public void entropies(double[] x, double[] y, double[] z, double[] out, int from) {
        int count = SPECIES.loopBound(out.length - from);
        double[] terms = new double[2 * count];
        for (int k = 0; k < count; k += SPECIES.length()) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, from + k);
            DoubleVector b = DoubleVector.fromArray(SPECIES, y, from + k);
            DoubleVector c = DoubleVector.fromArray(SPECIES, z, from + k);
            DoubleVector r = c.fma(c, b.fma(b, a.mul(a))).lanewise(VectorOperators.SQRT);
            DoubleVector p = ONE.sub(r).mul(HALF);
            p.intoArray(out, from + k);
            // No logarithm of 0.
            p.blend(ONE, p.compare(VectorOperators.LE, 0)).intoArray(terms, k);
            r.add(ONE).mul(HALF).intoArray(terms, count + k);
        }
        for (int k = 0; k < terms.length; k += SPECIES.length()) {
            DoubleVector p = DoubleVector.fromArray(SPECIES, terms, k);
            p.mul(logarithm(p)).intoArray(terms, k);
        }
        for (int k = 0; k < count; k += SPECIES.length()) {
            VectorMask<Double> pure =
                    DoubleVector.fromArray(SPECIES, out, from + k).compare(VectorOperators.LE, 0);
            DoubleVector.fromArray(SPECIES, terms, k)
                    .add(DoubleVector.fromArray(SPECIES, terms, count + k))
                    .mul(PER_BIT)
                    .blend(0, pure)
                    .intoArray(out, from + k);
        }
        for (int k = from + count; k < out.length; k++) {
            out[k] = BinaryEntropy.ofBias(x[k], y[k], z[k]);
        }
    }

    /** {@link NaturalLogarithm#of} in every lane. */
    private static DoubleVector logarithm(DoubleVector x) {
        LongVector bits = x.reinterpretAsLongs();
        LongVector exponent = bits.add(CARRY).lanewise(VectorOperators.LSHR, 52);
        DoubleVector k = exponent.or(COUNTER).reinterpretAsDoubles().sub(BIAS);
        DoubleVector m = bits.sub(exponent.lanewise(VectorOperators.LSHL, 52))
                .add(EXPONENT)
                .reinterpretAsDoubles();
        DoubleVector s = m.sub(ONE).div(m.add(ONE));
        DoubleVector square = s.mul(s);
        DoubleVector sum = T0.fma(square, T1);
        sum = sum.fma(square, T2);
        sum = sum.fma(square, T3);
        sum = sum.fma(square, T4);
        sum = sum.fma(square, T5);
        sum = sum.fma(square, T6);
        sum = sum.fma(square, T7);
        sum = sum.fma(square, T8);
        sum = sum.fma(square, T9);
        return k.fma(LN2, sum.mul(square).fma(s, s.add(s)));
    }
}
