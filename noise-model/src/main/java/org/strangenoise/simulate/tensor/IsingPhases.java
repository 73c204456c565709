package org.strangenoise.simulate.tensor;

import java.util.List;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.pauli.PauliSum;

/** A diagonal gate {@code exp(-i (sum h_i Z_i + sum_(i<j) J_ij Z_i Z_j))} in the making: neighbouring gates add up. */
final class IsingPhases {

    private final double[] fields;
    private final double[][] couplings;
    private int touched;

    IsingPhases(int qubits) {
        this.fields = new double[qubits];
        this.couplings = new double[qubits][qubits];
    }

    /** True if every string of the gate has at most two letters Z. */
    static boolean describes(DiagonalOperation operation) {
        return operation.exponent().axis().terms().stream()
                .allMatch(term -> Long.bitCount(term.string().signMask()) <= 2);
    }

    void add(DiagonalOperation operation) {
        List<Integer> qubits = operation.qubits();
        for (PauliSum.Term term : operation.exponent().axis().terms()) {
            double angle = operation.exponent().angle() * term.coefficient();
            long mask = term.string().signMask();
            if (mask == 0) {
                continue;
            }
            int first = qubits.get(Long.numberOfTrailingZeros(mask));
            int last = qubits.get(63 - Long.numberOfLeadingZeros(mask));
            if (first == last) {
                fields[first] += angle;
            } else {
                couplings[first][last] += angle;
                couplings[last][first] += angle;
            }
        }
        touched |= TensorOperation.mask(qubits);
    }

    boolean touches(int mask) {
        return (touched & mask) != 0;
    }

    /** Hands over one rotation a touched qubit that feels anything, and forgets. */
    void drainTo(List<TensorOperation> out) {
        for (int q = 0; q < fields.length; q++) {
            TensorOperation.PhaseRotation rotation =
                    new TensorOperation.PhaseRotation(q, fields[q], couplings[q].clone());
            if (rotation.field() != 0 || rotation.reads() != 0) {
                out.add(rotation);
            }
            fields[q] = 0;
            java.util.Arrays.fill(couplings[q], 0);
        }
        touched = 0;
    }
}
