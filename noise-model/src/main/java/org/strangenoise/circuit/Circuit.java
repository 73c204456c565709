package org.strangenoise.circuit;

import java.util.ArrayList;
import java.util.List;

/**
 * A sequence of operations on {@code qubits} qubits.
 *
 * @param qubits register size, at least 1
 * @param operations in program order; operations on disjoint qubits may run at the same time
 */
public record Circuit(int qubits, List<Operation> operations) {

    public Circuit {
        if (qubits < 1) {
            throw new IllegalArgumentException("Argument `qubits` must be at least 1, but is " + qubits);
        }
        operations = List.copyOf(operations);
        boolean prepared = false;
        for (Operation operation : operations) {
            for (int q : operation.qubits()) {
                if (q >= qubits) {
                    throw new IllegalArgumentException("Argument `operations` must act on qubits 0 to " + (qubits - 1)
                            + ", but " + operation + " acts on qubit " + q);
                }
            }
            if (operation == Boundary.PREPARATION && prepared) {
                throw new IllegalArgumentException("Argument `operations` must end the preparation at most once, and"
                        + " before any other boundary");
            }
            prepared |= operation instanceof Boundary;
        }
    }

    public static Builder on(int qubits) {
        return new Builder(qubits);
    }

    /** The number of recording points after step 0. */
    public int steps() {
        return (int) operations.stream()
                .filter(o -> o == Boundary.LAYER || o == Boundary.STEP)
                .count();
    }

    /** Collects operations in program order. */
    public static final class Builder {
        private final int qubits;
        private final List<Operation> operations = new ArrayList<>();

        private Builder(int qubits) {
            this.qubits = qubits;
        }

        public Builder add(Operation operation) {
            operations.add(operation);
            return this;
        }

        public Builder addAll(List<? extends Operation> more) {
            operations.addAll(more);
            return this;
        }

        public Circuit build() {
            return new Circuit(qubits, operations);
        }
    }
}
