package org.strangenoise.circuit;

import java.util.List;

/**
 * A terminal measurement in the computational basis. The density matrix is left as it is; readout errors are classical
 * and act on probabilities and counts only.
 */
public record Measurement(int qubit) implements Operation {

    /** The name under which a device lists its duration. */
    public static final String NAME = "measurement";

    public Measurement {
        if (qubit < 0) {
            throw new IllegalArgumentException("Argument `qubit` must not be negative, but is " + qubit);
        }
    }

    @Override
    public List<Integer> qubits() {
        return List.of(qubit);
    }
}
