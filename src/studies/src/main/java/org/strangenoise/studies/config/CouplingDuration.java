package org.strangenoise.studies.config;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.CalibratedDurations;

/**
 * How long an operation takes for which the device states a coupling g: {@code t = |angle| / (n 2 pi g)}. At a fixed
 * angle, the duration is a parameter like g: {@code df/d ln t = -df/d ln g}.
 */
final class CouplingDuration {

    private CouplingDuration() {}

    static String address(String operation) {
        return "device.operations." + operation + ".duration";
    }

    /** The longest use in the circuit; 0 if none takes its time from a coupling. */
    static double seconds(Setup setup, String operation) {
        OperationCalibration listed = setup.device().operations().get(operation);
        if (listed == null || !(listed.timing() instanceof Timing.Coupling)) {
            return 0;
        }
        List<String> names =
                setup.device().qubits().stream().map(QubitCalibration::name).toList();
        Set<Set<String>> overridden = Set.copyOf(listed.overrides().stream()
                .map(override -> (Set<String>) new TreeSet<>(override.qubits()))
                .toList());
        CalibratedDurations durations = new CalibratedDurations(setup.device());
        double longest = 0;
        // All steps of a kicked top are alike, and there may be a hundred thousand.
        CircuitSource circuit = setup.circuit()
                .kickedTop()
                .<CircuitSource>map(top -> top.withSteps(Math.min(1, top.steps())))
                .orElseGet(setup::circuit);
        for (Operation each : circuit.recorded(circuit.initial()).operations()) {
            if (each instanceof UnitaryOperation unitary
                    && unitary.name().equals(operation)
                    && unitary.generator().isPresent()) {
                Set<String> targets = new TreeSet<>();
                unitary.qubits().forEach(q -> targets.add(names.get(q)));
                longest = overridden.contains(targets) ? longest : Math.max(longest, durations.seconds(unitary));
            }
        }
        return longest;
    }

    /** The setup whose coupling makes the longest use last for a time. */
    static Setup with(Setup setup, String operation, double seconds) {
        OperationCalibration listed = setup.device().operations().get(operation);
        if (listed == null || !(listed.timing() instanceof Timing.Coupling coupling)) {
            throw new IllegalArgumentException("the device no longer states a coupling of " + operation);
        }
        double hertz = coupling.hertz().value() * seconds(setup, operation) / seconds;
        return setup.withDevice(
                setup.device().withOperation(listed.withTiming(new Timing.Coupling(Measured.exactly(hertz)))));
    }
}
