package org.strangenoise.state;

import java.util.Collections;
import java.util.List;

/** Where a simulation starts. */
public sealed interface InitialState {

    /** Number of qubits. */
    int qubits();

    /** A product of pure one-qubit states, entry q for qubit q. */
    record Product(List<SpinDirection> directions) implements InitialState {
        /** Checks the components, of which it keeps copies. */
        public Product {
            directions = List.copyOf(directions);
            if (directions.isEmpty()) {
                throw new IllegalArgumentException("Argument `directions` must hold at least one qubit, but is empty");
            }
        }

        @Override
        public int qubits() {
            return directions.size();
        }

        /** True if every qubit starts in the same state: a spin coherent state. */
        public boolean isCoherent() {
            return directions.stream().distinct().count() == 1;
        }
    }

    /** Any pure state. */
    record Pure(StateVector vector) implements InitialState {
        @Override
        public int qubits() {
            return vector.qubits();
        }
    }

    /** Any state. */
    record Mixed(DensityMatrix matrix) implements InitialState {
        @Override
        public int qubits() {
            return matrix.qubits();
        }
    }

    /** The spin coherent state of n qubits. */
    static Product coherent(int qubits, double theta, double phi) {
        return new Product(Collections.nCopies(qubits, new SpinDirection(theta, phi)));
    }

    /** All qubits in |0>. */
    static Product ground(int qubits) {
        return new Product(Collections.nCopies(qubits, SpinDirection.GROUND));
    }

    /** True if a state vector describes it. */
    default boolean isPure() {
        return !(this instanceof Mixed);
    }

    /**
     * Writes real and imaginary parts of the 2^n amplitudes to the last 2^n numbers of two arrays of one length.
     *
     * @throws IllegalStateException if the state is mixed
     */
    default void writeVector(double[] re, double[] im) {
        int first = re.length - (1 << qubits());
        if (this instanceof Product product) {
            re[first] = 1;
            im[first] = 0;
            int filled = 1;
            for (SpinDirection direction : product.directions()) {
                double keep = direction.amplitude0();
                double flipRe = direction.amplitude1Re();
                double flipIm = direction.amplitude1Im();
                for (int b = first; b < first + filled; b++) {
                    re[b + filled] = re[b] * flipRe - im[b] * flipIm;
                    im[b + filled] = re[b] * flipIm + im[b] * flipRe;
                    re[b] *= keep;
                    im[b] *= keep;
                }
                filled *= 2;
            }
        } else if (this instanceof Pure pure) {
            for (int b = 0; first + b < re.length; b++) {
                re[first + b] = pure.vector().re(b);
                im[first + b] = pure.vector().im(b);
            }
        } else {
            throw new IllegalStateException("a mixed state has no vector");
        }
    }

    /** Writes the 4^n entries of the density matrix, row-major. */
    default void writeDensity(double[] re, double[] im) {
        if (this instanceof Mixed mixed) {
            System.arraycopy(mixed.matrix().matrix().re(), 0, re, 0, re.length);
            System.arraycopy(mixed.matrix().matrix().im(), 0, im, 0, im.length);
            return;
        }
        int d = 1 << qubits();
        double[] a = new double[d];
        double[] b = new double[d];
        writeVector(a, b);
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                re[r * d + c] = a[r] * a[c] + b[r] * b[c];
                im[r * d + c] = b[r] * a[c] - a[r] * b[c];
            }
        }
    }
}
