package org.strangenoise.circuit;

import java.util.List;
import java.util.stream.Stream;

/**
 * Operations that are carried out only if recorded bits say so. The block is one operation in time: it starts when its
 * qubits are free, the bits are known and the device's classical control has answered, lasts as long as the longer of
 * its two ways, and takes this time whichever way is gone.
 *
 * @param condition about the circuit's bits, as they are when the block begins
 * @param then if it holds
 * @param otherwise if it does not
 */
public record Conditional(Condition condition, List<Operation> then, List<Operation> otherwise) implements Operation {

    /** Checks the components, of which it keeps copies. */
    public Conditional {
        then = List.copyOf(then);
        otherwise = List.copyOf(otherwise);
        if (Stream.concat(then.stream(), otherwise.stream()).anyMatch(Boundary.class::isInstance)) {
            throw new IllegalArgumentException("Arguments `then` and `otherwise` must hold no boundary, as what is"
                    + " recorded cannot depend on a condition");
        }
        if (qubits(then, otherwise).isEmpty()) {
            throw new IllegalArgumentException("Arguments `then` and `otherwise` must act on a qubit at least");
        }
    }

    /** A block without an alternative. */
    public Conditional(Condition condition, List<Operation> then) {
        this(condition, then, List.of());
    }

    @Override
    public List<Integer> qubits() {
        return qubits(then, otherwise);
    }

    private static List<Integer> qubits(List<Operation> then, List<Operation> otherwise) {
        return Stream.concat(then.stream(), otherwise.stream())
                .flatMap(operation -> operation.qubits().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
