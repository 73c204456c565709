package org.strangenoise.device;

import org.strangenoise.math.Measured;

/**
 * Always-on coupling of two qubits, {@code H / hbar = 2 pi zz Z Z / 4}.
 *
 * @param first index of a qubit
 * @param second index of another
 * @param zzHertz the shift of one qubit's frequency when the other is excited, in hertz; either sign
 */
public record Crosstalk(int first, int second, Measured zzHertz) {

    /** Checks the components. */
    public Crosstalk {
        if (first == second || first < 0 || second < 0) {
            throw new IllegalArgumentException(
                    "Arguments `first` and `second` must be two qubits, but are " + first + " and " + second);
        }
        if (Double.isInfinite(zzHertz.value())) {
            throw new IllegalArgumentException("Argument `zzHertz` must be finite, but is " + zzHertz.value());
        }
    }

    /** The rate of the Hamiltonian in rad/s: H = rate Z Z. */
    public double rate() {
        return 2 * Math.PI * zzHertz.value() / 4;
    }
}
