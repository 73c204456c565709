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

    private static final double[] TERMS = NaturalLogarithm.terms();

    private static final double T0 = TERMS[0];
    private static final double T1 = TERMS[1];
    private static final double T2 = TERMS[2];
    private static final double T3 = TERMS[3];
    private static final double T4 = TERMS[4];
    private static final double T5 = TERMS[5];
    private static final double T6 = TERMS[6];
    private static final double T7 = TERMS[7];
    private static final double T8 = TERMS[8];
    private static final double T9 = TERMS[9];

    @Override
    public void entropies(double[] x, double[] y, double[] z, double[] out, int from) {
        int end = from + SPECIES.loopBound(out.length - from);
        for (int k = from; k < end; k += SPECIES.length()) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, k);
            DoubleVector b = DoubleVector.fromArray(SPECIES, y, k);
            DoubleVector c = DoubleVector.fromArray(SPECIES, z, k);
            DoubleVector r = c.fma(c, b.fma(b, a.mul(a))).lanewise(VectorOperators.SQRT);
            DoubleVector p = DoubleVector.broadcast(SPECIES, 1).sub(r).mul(0.5);
            DoubleVector q = r.add(1).mul(0.5);
            // Lanes without entropy take no logarithm of 0.
            VectorMask<Double> pure = p.compare(VectorOperators.LE, 0);
            DoubleVector safe = p.blend(1, pure);
            safe.mul(logarithm(safe))
                    .add(q.mul(logarithm(q)))
                    .mul(-1 / NaturalLogarithm.LN2)
                    .blend(0, pure)
                    .intoArray(out, k);
        }
        for (int k = end; k < out.length; k++) {
            out[k] = BinaryEntropy.ofBias(x[k], y[k], z[k]);
        }
    }

    /** {@link NaturalLogarithm#of} in every lane. */
    private static DoubleVector logarithm(DoubleVector x) {
        LongVector bits = x.reinterpretAsLongs();
        LongVector exponent = bits.add(NaturalLogarithm.CARRY).lanewise(VectorOperators.LSHR, 52);
        DoubleVector k = exponent.or(Double.doubleToRawLongBits(NaturalLogarithm.COUNTER))
                .reinterpretAsDoubles()
                .sub(NaturalLogarithm.COUNTER + 1023);
        DoubleVector m = bits.sub(exponent.lanewise(VectorOperators.LSHL, 52))
                .add(NaturalLogarithm.ONE)
                .reinterpretAsDoubles();
        DoubleVector s = m.sub(1).div(m.add(1));
        DoubleVector square = s.mul(s);
        DoubleVector sum = DoubleVector.broadcast(SPECIES, T0);
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, T1));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, T2));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, T3));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, T4));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, T5));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, T6));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, T7));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, T8));
        sum = sum.fma(square, DoubleVector.broadcast(SPECIES, T9));
        return k.fma(
                DoubleVector.broadcast(SPECIES, NaturalLogarithm.LN2),
                sum.mul(square).fma(s, s.add(s)));
    }
}
