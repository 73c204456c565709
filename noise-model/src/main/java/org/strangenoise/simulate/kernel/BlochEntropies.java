package org.strangenoise.simulate.kernel;

import java.util.concurrent.atomic.AtomicLong;
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

    /** The kernel for so many entropies: the scalar one until this process has had enough of them, then the best. */
    static BlochEntropies forNext(int entropies) {
        return WarmUp.isOver(entropies) ? best() : WarmUp.SCALAR;
    }

    /** Loaded when first asked for. */
    final class Best {

        private static final BlochEntropies KERNEL =
                Kernels.load("VectorBlochEntropies", BlochEntropies.class, WarmUp.SCALAR);

        private Best() {}
    }

    /** Until the second compiler has been at them, vectors are objects: a second of work that short runs can spare. */
    final class WarmUp {

        /** Two thousand starts' after forty maps of twenty kicks: as long one by one as until vectors are compiled. */
        private static final long ENTROPIES = 5_000_000;

        private static final BlochEntropies SCALAR = new Scalar();

        private static final AtomicLong DONE = new AtomicLong();

        private WarmUp() {}

        private static boolean isOver(int entropies) {
            return DONE.get() >= ENTROPIES || DONE.addAndGet(entropies) >= ENTROPIES;
        }
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
