package org.strangenoise.circuit;

import java.util.List;
import java.util.OptionalInt;

/**
 * A measurement in the computational basis. It takes the state at its start; the bit is the outcome, flipped by the
 * readout error, which holds all that happens to the bit meanwhile. The qubit is left in the true outcome's state there
 * and goes on in time, relaxing also during the measurement, if anything uses it again; if nothing does, nothing more
 * happens to it.
 *
 * @param bit the circuit's bit that the outcome goes into; absent if it is not kept
 */
public record Measurement(int qubit, OptionalInt bit) implements Operation {

    /** The name under which a device lists its duration. */
    public static final String NAME = "measurement";

    /** Checks the components. */
    public Measurement {
        if (qubit < 0) {
            throw new IllegalArgumentException("Argument `qubit` must not be negative, but is " + qubit);
        }
        if (bit.isPresent() && bit.getAsInt() < 0) {
            throw new IllegalArgumentException("Argument `bit` must not be negative, but is " + bit.getAsInt());
        }
    }

    /** A measurement whose outcome goes into no bit. */
    public Measurement(int qubit) {
        this(qubit, OptionalInt.empty());
    }

    /** A measurement into a bit. */
    public Measurement(int qubit, int bit) {
        this(qubit, OptionalInt.of(bit));
    }

    @Override
    public List<Integer> qubits() {
        return List.of(qubit);
    }
}
