package org.strangenoise.noise;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Calibration.OperationKind;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.math.Measured;
import org.strangenoise.schedule.OperationDurations;
import org.strangenoise.schedule.UnknownDurationException;

/**
 * Durations as a device lists them: an override for exactly the operation's qubits, else the stated duration, else
 * {@code |angle| / (n 2 pi g)} for an interaction of n qubits with a coupling g/2pi. An interaction of qubits with more
 * than two levels takes as long as its calibration says.
 */
public final class CalibratedDurations implements OperationDurations {

    private final Calibration calibration;
    /** Of qubits with more than two levels; null if there are none. */
    private final @Nullable LadderPulses pulses;

    /** The durations that a device states. */
    public CalibratedDurations(Calibration calibration) {
        this.calibration = calibration;
        boolean ladders = calibration.qubits().stream().anyMatch(qubit -> qubit.levels() > 2);
        this.pulses = ladders ? new LadderPulses(calibration) : null;
    }

    @Override
    public double seconds(Operation operation) {
        double nominal = nominalSeconds(operation);
        return pulses != null && operation instanceof UnitaryOperation unitary
                ? pulses.durationFactor(unitary, nominal) * nominal
                : nominal;
    }

    /** The duration before calibration. */
    double nominalSeconds(Operation operation) {
        String name = nameOf(operation);
        requireQubits(operation);
        requireCoupled(name, operation);
        OperationCalibration listed = calibration.operation(name).orElse(null);
        if (listed == null) {
            Measured byKind = calibration.defaults().get(kindOf(operation));
            if (byKind != null) {
                return byKind.value();
            }
            throw unlisted(Map.of(name, Set.of(operation.qubits())));
        }
        Optional<Measured> stated = listed.duration(names(operation.qubits()));
        if (stated.isPresent()) {
            return stated.get().value();
        }
        if (listed.timing() instanceof Timing.Listed) {
            throw new UnknownDurationException("the device " + calibration.name() + " has no operation " + listed.name()
                    + " on qubits " + String.join(", ", names(operation.qubits())) + "; it has it on "
                    + listed.overrides().stream()
                            .map(o -> String.join("-", o.qubits()))
                            .collect(Collectors.joining(", ")));
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

    @Override
    public double classicalControl() {
        return calibration.classicalControl();
    }

    private List<String> names(List<Integer> qubits) {
        return qubits.stream().map(q -> calibration.qubits().get(q).name()).toList();
    }

    private static OperationKind kindOf(Operation operation) {
        if (operation instanceof Measurement) {
            return OperationKind.MEASUREMENT;
        }
        if (operation instanceof Reset) {
            return OperationKind.RESET;
        }
        return switch (operation.qubits().size()) {
            case 1 -> OperationKind.ONE_QUBIT;
            case 2 -> OperationKind.TWO_QUBIT;
            default -> OperationKind.MANY_QUBIT;
        };
    }

    private void requireCoupled(String name, Operation operation) {
        if (calibration.couplings().isEmpty() || calibration.couplings().get().connects(operation.qubits())) {
            return;
        }
        throw new UnknownDurationException("the device " + calibration.name() + " does not couple qubits "
                + String.join(", ", names(operation.qubits())) + ", on which operation " + name
                + " acts; its couplers are "
                + calibration.couplings().get().pairs().stream()
                        .map(pair -> String.join("-", names(List.of(pair.first(), pair.second()))))
                        .collect(Collectors.joining(", ")));
    }

    /**
     * As {@link #seconds(Operation)} for each operation, but all that are not listed are told at once, with the lines
     * that a device file needs for them.
     */
    @Override
    public void requireAll(List<? extends Operation> operations) {
        Map<String, Set<List<Integer>>> missing = new LinkedHashMap<>();
        for (Operation operation : operations) {
            requireQubits(operation);
            if (calibration.operation(nameOf(operation)).isEmpty()
                    && !calibration.defaults().containsKey(kindOf(operation))) {
                missing.computeIfAbsent(nameOf(operation), name -> new LinkedHashSet<>())
                        .add(operation.qubits());
            }
        }
        if (!missing.isEmpty()) {
            throw unlisted(missing);
        }
        operations.forEach(this::seconds);
    }

    private UnknownDurationException unlisted(Map<String, Set<List<Integer>>> missing) {
        String operations = missing.entrySet().stream()
                .map(entry -> entry.getKey() + " on qubits "
                        + entry.getValue().stream().map(List::toString).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
        String lines = missing.keySet().stream()
                .map(name -> "\n  " + name + ": { duration: <time> }")
                .collect(Collectors.joining());
        return new UnknownDurationException("the device " + calibration.name() + " lists no duration for "
                + (missing.size() == 1 ? "operation " : missing.size() + " operations: ") + operations
                + "; it lists " + calibration.operations().keySet() + "; add under its `operations:`" + lines);
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
