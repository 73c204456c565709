package org.strangenoise.simulate.pure;

import java.util.Arrays;
import java.util.List;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.simulate.tensor.TileOperation;

/** A linear map of a state vector. Equal contents are equal objects, so that repeated passes compile once. */
sealed interface PureOperation extends TileOperation {

    /** A 2 x 2 matrix on one qubit. */
    record OneQubitMatrix(int qubit, ComplexMatrix matrix) implements PureOperation {
        @Override
        public int acts() {
            return 1 << qubit;
        }
    }

    /** A 2^k x 2^k matrix on several qubits. */
    record SeveralQubitMatrix(List<Integer> qubits, ComplexMatrix matrix) implements PureOperation {
        @Override
        public int acts() {
            int mask = 0;
            for (int q : qubits) {
                mask |= 1 << q;
            }
            return mask;
        }
    }

    /** Entry b times {@code exp(-i (constant + sum h_i z_i + sum_(i<j) J_ij z_i z_j))}, z = 1 for a bit 0, -1 for 1. */
    record IsingFactor(double constant, double[] fields, double[][] couplings) implements PureOperation {
        @Override
        public int acts() {
            return 0;
        }

        @Override
        public int reads() {
            return (1 << fields.length) - 1;
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof IsingFactor other
                    && constant == other.constant
                    && Arrays.equals(fields, other.fields)
                    && Arrays.deepEquals(couplings, other.couplings);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(fields) + Arrays.deepHashCode(couplings);
        }
    }

    /** Entry b times {@code exp(-i phases[local index of b])}. */
    record PhaseFactor(List<Integer> qubits, double[] phases) implements PureOperation {
        @Override
        public int acts() {
            return 0;
        }

        @Override
        public int reads() {
            int mask = 0;
            for (int q : qubits) {
                mask |= 1 << q;
            }
            return mask;
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof PhaseFactor other
                    && qubits.equals(other.qubits)
                    && Arrays.equals(phases, other.phases);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(phases) + qubits.hashCode();
        }
    }
}
