package org.strangenoise.circuit;

import java.util.List;

/**
 * Waiting: the qubit idles for a stated time.
 *
 * @param qubit the qubit that waits
 * @param seconds how long, not negative
 */
public record Delay(int qubit, double seconds) implements Operation {

    /** Checks the components. */
    public Delay {
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("Argument `seconds` must be finite and not negative, but is " + seconds);
        }
        if (qubit < 0) {
            throw new IllegalArgumentException("Argument `qubit` must not be negative, but is " + qubit);
        }
    }

    @Override
    public List<Integer> qubits() {
        return List.of(qubit);
    }
}
