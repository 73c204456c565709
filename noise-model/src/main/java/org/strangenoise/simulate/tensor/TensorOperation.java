package org.strangenoise.simulate.tensor;

import java.util.Arrays;
import java.util.List;
import org.strangenoise.math.ComplexMatrix;

/** A real linear map of a density tensor. Equal contents are equal objects, so that repeated passes compile once. */
sealed interface TensorOperation extends PassScheduler.TileOperation {

    /** A 4 x 4 matrix on one qubit. */
    record SingleQubitMap(int qubit, double[] matrix) implements TensorOperation {
        @Override
        public int acts() {
            return 1 << qubit;
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof SingleQubitMap other
                    && qubit == other.qubit
                    && Arrays.equals(matrix, other.matrix);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(matrix) + qubit;
        }
    }

    /**
     * What one qubit feels of a diagonal gate {@code exp(-i (sum h_i Z_i + sum J_ij Z_i Z_j))}: its X and Y components
     * turn by {@code 2 (h + sum_j J_j z_j)}, with z_j = 1, -1, 0, 0 for the digits of qubit j. (Between two coherent
     * qubits the phases of row and column cancel.) The turns of all qubits commute and are the gate.
     */
    record PhaseRotation(int qubit, double field, double[] couplings) implements TensorOperation {
        @Override
        public int acts() {
            return 1 << qubit;
        }

        @Override
        public int reads() {
            int mask = 0;
            for (int q = 0; q < couplings.length; q++) {
                mask |= couplings[q] == 0 ? 0 : 1 << q;
            }
            return mask;
        }

        @Override
        public int mixes() {
            return 0;
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof PhaseRotation other
                    && qubit == other.qubit
                    && field == other.field
                    && Arrays.equals(couplings, other.couplings);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * Arrays.hashCode(couplings) + Double.hashCode(field)) + qubit;
        }
    }

    /** A 4^k x 4^k matrix on several qubits; digit j of its index belongs to the j-th. */
    record SeveralQubitMap(List<Integer> qubits, double[] matrix) implements TensorOperation {
        @Override
        public int acts() {
            return mask(qubits);
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof SeveralQubitMap other
                    && qubits.equals(other.qubits)
                    && Arrays.equals(matrix, other.matrix);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(matrix) + qubits.hashCode();
        }
    }

    /** Conjugation by a diagonal unitary of the whole register, entry b {@code exp(-i phases[b])}. */
    record RegisterPhase(int qubits, double[] phases) implements TensorOperation {
        @Override
        public boolean isWhole() {
            return true;
        }

        @Override
        public int acts() {
            return (1 << qubits) - 1;
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof RegisterPhase other && Arrays.equals(phases, other.phases);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(phases);
        }
    }

    /** Conjugation by a unitary on so many qubits that its 4^k x 4^k matrix does not pay. */
    record RegisterUnitary(int registerQubits, List<Integer> qubits, ComplexMatrix matrix) implements TensorOperation {
        @Override
        public boolean isWhole() {
            return true;
        }

        @Override
        public int acts() {
            return (1 << registerQubits) - 1;
        }
    }

    /** The bits of the given qubits. */
    static int mask(List<Integer> qubits) {
        int mask = 0;
        for (int q : qubits) {
            mask |= 1 << q;
        }
        return mask;
    }
}
