package org.strangenoise.circuit;

import java.util.HashSet;
import java.util.List;

/** One entry of a circuit. Immutable; how long it takes is decided by the scheduler. */
public sealed interface Operation permits UnitaryOperation, Delay, Barrier, Measurement, Reset, Conditional, Boundary {

    /** The qubits acted on, in the operation's own order; empty where all qubits are meant. */
    List<Integer> qubits();

    /** Requires distinct, non-negative qubits and returns an immutable copy. */
    static List<Integer> requireDistinct(String operation, List<Integer> qubits) {
        if (qubits.isEmpty()) {
            throw new IllegalArgumentException(
                    "Argument `qubits` of " + operation + " must name at least one qubit, but is empty");
        }
        boolean distinct = qubits.size() == 1 || new HashSet<>(qubits).size() == qubits.size();
        if (!distinct || qubits.stream().anyMatch(q -> q < 0)) {
            throw new IllegalArgumentException(
                    "Argument `qubits` of " + operation + " must be distinct and not negative, but is " + qubits);
        }
        return List.copyOf(qubits);
    }
}
