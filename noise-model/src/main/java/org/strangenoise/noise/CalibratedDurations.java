package org.strangenoise.noise;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.schedule.OperationDurations;
import org.strangenoise.schedule.UnknownDurationException;

/**
 * Durations as a device lists them: an override for exactly the operation's qubits, else the stated duration, else
 * {@code |angle| / (n 2 pi g)} for an interaction of n qubits with a coupling g/2pi. An interaction of qubits with more
 * than two levels takes as long as its calibration says.
 */
public final class CalibratedDurations implements OperationDurations {

    private final Calibration calibration;
    private final LadderPulses pulses;

    public CalibratedDurations(Calibration calibration) {
        this.calibration = calibration;
        this.pulses = new LadderPulses(calibration);
    }

    @Override
    public double seconds(Operation operation) {
        double nominal = nominalSeconds(operation);
        return operation instanceof UnitaryOperation unitary
                ? pulses.durationFactor(unitary, nominal) * nominal
                : nominal;
    }

    /** The duration before calibration. */
    double nominalSeconds(Operation operation) {
        String name = nameOf(operation);
        requireQubits(operation);
        OperationCalibration listed = calibration.operations().get(name);
        if (listed == null) {
            throw new UnknownDurationException("the device " + calibration.name() + " lists no duration for operation "
                    + name + " on qubits " + operation.qubits() + "; it lists "
                    + calibration.operations().keySet());
        }
        Set<String> names = new HashSet<>();
        operation.qubits().forEach(q -> names.add(calibration.qubits().get(q).name()));
        for (OperationCalibration.DurationOverride override : listed.overrides()) {
            if (names.equals(new HashSet<>(override.qubits()))) {
                return override.seconds().value();
            }
        }
        if (listed.timing() instanceof Timing.Duration duration) {
            return duration.seconds().value();
        }
        double hertz = ((Timing.Coupling) listed.timing()).hertz().value();
        double angle = operation instanceof UnitaryOperation unitary
                ? unitary.generator()
                        .orElseThrow(() -> new UnknownDurationException("operation " + name
                                + " states no Hamiltonian, so its duration does not follow from a coupling"))
                        .angle()
                : 0;
        return Math.abs(angle) / (operation.qubits().size() * 2 * Math.PI * hertz);
    }

    /** The name under which the device lists an operation that takes time. */
    static String nameOf(Operation operation) {
        if (operation instanceof UnitaryOperation unitary) {
            return unitary.name();
        }
        if (operation instanceof Measurement) {
            return Measurement.NAME;
        }
        if (operation instanceof Reset) {
            return Reset.NAME;
        }
        throw new IllegalArgumentException(
                "Argument `operation` must be a gate, measurement or reset, but is " + operation);
    }

    private void requireQubits(Operation operation) {
        List<Integer> missing = operation.qubits().stream()
                .filter(q -> q >= calibration.qubits().size())
                .toList();
        if (!missing.isEmpty()) {
            throw new UnknownDurationException("the device " + calibration.name() + " has "
                    + calibration.qubits().size() + " qubits, but operation " + nameOf(operation) + " acts on qubits "
                    + missing);
        }
    }
}
