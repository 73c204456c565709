package org.strangenoise.simulate.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.strangenoise.math.BinaryEntropy;

/** As many entropies at a time as the machine's registers hold, with the logarithms of the JVM's vector library. */
final class VectorBlochEntropies implements BlochEntropies {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    private static final double LN2 = Math.log(2);

    @Override
    public void entropies(double[] x, double[] y, double[] z, double[] out) {
        int end = SPECIES.loopBound(out.length);
        for (int k = 0; k < end; k += SPECIES.length()) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, x, k);
            DoubleVector b = DoubleVector.fromArray(SPECIES, y, k);
            DoubleVector c = DoubleVector.fromArray(SPECIES, z, k);
            DoubleVector r = c.fma(c, b.fma(b, a.mul(a))).lanewise(VectorOperators.SQRT);
            DoubleVector p = r.neg().add(1).mul(0.5);
            DoubleVector q = r.add(1).mul(0.5);
            // Lanes without entropy take no logarithm of 0.
            VectorMask<Double> pure = p.compare(VectorOperators.LE, 0);
            DoubleVector safe = p.blend(1, pure);
            DoubleVector sum = safe.mul(safe.lanewise(VectorOperators.LOG))
                    .add(q.mul(q.lanewise(VectorOperators.LOG)))
                    .mul(-1 / LN2);
            sum.blend(0, pure).intoArray(out, k);
        }
        for (int k = end; k < out.length; k++) {
            out[k] = BinaryEntropy.ofSquaredBias(x[k] * x[k] + y[k] * y[k] + z[k] * z[k]);
        }
    }
}
