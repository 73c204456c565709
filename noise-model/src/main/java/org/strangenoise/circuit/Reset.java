package org.strangenoise.circuit;

import java.util.List;

/** Return of a qubit to |0>, whatever its state. */
public record Reset(int qubit) implements Operation {

    /** The name under which a device lists its duration. */
    public static final String NAME = "reset";

    /** Checks the components. */
    public Reset {
        if (qubit < 0) {
            throw new IllegalArgumentException("Argument `qubit` must not be negative, but is " + qubit);
        }
    }

    @Override
    public List<Integer> qubits() {
        return List.of(qubit);
    }
}
