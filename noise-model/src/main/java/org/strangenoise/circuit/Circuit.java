package org.strangenoise.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A sequence of operations on {@code qubits} qubits.
 *
 * @param qubits register size, at least 1
 * @param registers of classical bits, which measurements write and conditions read
 * @param operations in program order; operations on disjoint qubits may run at the same time
 */
public record Circuit(int qubits, List<ClassicalRegister> registers, List<Operation> operations) {

    /** Checks the components, of which it keeps copies. */
    public Circuit {
        if (qubits < 1) {
            throw new IllegalArgumentException("Argument `qubits` must be at least 1, but is " + qubits);
        }
        registers = List.copyOf(registers);
        operations = List.copyOf(operations);
        requireBits(operations, ClassicalRegister.bits(registers));
        boolean prepared = false;
        for (Operation operation : operations) {
            for (int q : operation.qubits()) {
                if (q >= qubits) {
                    throw new IllegalArgumentException("Argument `operations` must act on qubits 0 to " + (qubits - 1)
                            + ", but " + name(operation) + " acts on qubit " + q);
                }
            }
            if (operation == Boundary.PREPARATION && prepared) {
                throw new IllegalArgumentException("Argument `operations` must end the preparation at most once, and"
                        + " before any other boundary");
            }
            prepared |= operation instanceof Boundary;
        }
    }

    private static String name(Operation operation) {
        return operation instanceof UnitaryOperation gate
                ? gate.name()
                : operation.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** A circuit without classical bits. */
    public Circuit(int qubits, List<Operation> operations) {
        this(qubits, List.of(), operations);
    }

    private static void requireBits(List<Operation> operations, int bits) {
        for (Operation operation : operations) {
            List<Integer> used = List.of();
            if (operation instanceof Measurement measurement) {
                used = measurement.bit().stream().boxed().toList();
            } else if (operation instanceof Conditional conditional) {
                used = conditional.condition().bits();
                requireBits(conditional.then(), bits);
                requireBits(conditional.otherwise(), bits);
            }
            for (int bit : used) {
                if (bit >= bits) {
                    throw new IllegalArgumentException("Argument `registers` must hold every bit of the operations, but"
                            + " has " + bits + " bits, and " + operation + " uses bit " + bit);
                }
            }
        }
    }

    /** True if some operation depends on a recorded bit. */
    public boolean hasConditions() {
        return operations.stream().anyMatch(Conditional.class::isInstance);
    }

    /** The same bits and other operations. */
    public Circuit withOperations(List<Operation> newOperations) {
        return new Circuit(qubits, registers, newOperations);
    }

    /** An empty circuit on some qubits. */
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
        private final List<ClassicalRegister> registers = new ArrayList<>();
        private final List<Operation> operations = new ArrayList<>();

        private Builder(int qubits) {
            this.qubits = qubits;
        }

        /** Declares classical bits, numbered on. */
        public Builder bits(String name, int size) {
            registers.add(new ClassicalRegister(name, size));
            return this;
        }

        /** Adds an operation. */
        public Builder add(Operation operation) {
            operations.add(operation);
            return this;
        }

        /** Adds operations in order. */
        public Builder addAll(List<? extends Operation> more) {
            operations.addAll(more);
            return this;
        }

        /** The circuit so far. */
        public Circuit build() {
            return new Circuit(qubits, registers, operations);
        }
    }
}
