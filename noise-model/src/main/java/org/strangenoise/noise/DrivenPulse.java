package org.strangenoise.noise;

import java.util.List;
import java.util.Optional;
import org.strangenoise.transmon.InteractionCalibration;
import org.strangenoise.transmon.RotationCalibration;

/**
 * A pulse of a circuit on qubits of more than two levels, and what its calibration found; one of the two is present.
 *
 * @param operation name
 * @param qubits indices
 * @param rotation of one qubit
 * @param interaction of several; absent too where couplings are unequal, which are driven as they are
 */
public record DrivenPulse(
        String operation,
        List<Integer> qubits,
        Optional<RotationCalibration> rotation,
        Optional<InteractionCalibration> interaction) {

    /** Keeps copies of the components. */
    public DrivenPulse {
        qubits = List.copyOf(qubits);
    }
}
