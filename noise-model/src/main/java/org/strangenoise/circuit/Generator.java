package org.strangenoise.circuit;

import org.strangenoise.pauli.PauliSum;

/**
 * The stated Hamiltonian of a gate, {@code U = exp(-i angle axis)} up to a global phase: for a pulse of duration T the
 * Hamiltonian (over hbar) integrates to {@code angle * axis}.
 *
 * @param angle the gate's own angle in radians, e.g. theta of RY(theta), kappa of a kick
 * @param axis the operator per unit angle, e.g. Y/2; local qubit k is the operation's k-th qubit
 */
public record Generator(double angle, PauliSum axis) {

    /** Checks the components. */
    public Generator {
        if (!Double.isFinite(angle)) {
            throw new IllegalArgumentException("Argument `angle` must be finite, but is " + angle);
        }
    }

    /** The integrated Hamiltonian {@code angle * axis}. */
    public PauliSum integrated() {
        return axis.times(angle);
    }

    /** The same axis with another angle. */
    public Generator withAngle(double newAngle) {
        return new Generator(newAngle, axis);
    }
}
