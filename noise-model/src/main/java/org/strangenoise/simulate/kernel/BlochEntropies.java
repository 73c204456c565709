package org.strangenoise.simulate.kernel;

import org.strangenoise.math.BinaryEntropy;

/** Entropies of many qubits by their Bloch vectors. */
public interface BlochEntropies {

    /**
     * Writes {@code -p log2 p - (1 - p) log2 (1 - p)} with {@code p = (1 - |r|) / 2}, bits; 0 where p is not positive,
     * NaN for NaN: {@link BinaryEntropy#ofBias}, to the last bit.
     *
     * @param x first components, one a qubit
     * @param from the index of the first qubit in all arrays
     */
    void entropies(double[] x, double[] y, double[] z, double[] out, int from);

    /** The vector kernel where the module jdk.incubator.vector is present, the scalar one otherwise. */
    static BlochEntropies best() {
        return Best.KERNEL;
    }

    /**
     * The kernel for some entropies: as {@link LaneKernel#forNext}, with one entropy counted as four numbers, whose
     * work it is about.
     *
     * @param entropies how many are about to be found
     */
    static BlochEntropies forNext(int entropies) {
        return Kernels.vectorsPay(4L * entropies) ? best() : Best.SCALAR;
    }

    /** Loaded when first asked for. */
    final class Best {

        private static final BlochEntropies SCALAR = new Scalar();

        private static final BlochEntropies KERNEL = Kernels.load("VectorBlochEntropies", BlochEntropies.class, SCALAR);

        private Best() {}
    }

    /** One after the other. */
    final class Scalar implements BlochEntropies {
        @Override
        public void entropies(double[] x, double[] y, double[] z, double[] out, int from) {
            for (int k = from; k < out.length; k++) {
                out[k] = BinaryEntropy.ofBias(x[k], y[k], z[k]);
            }
        }
    }
}
