package org.strangenoise.device;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.channel.Envelope;

/**
 * A calibrated device: immutable measured values in SI units, complete and consistent.
 *
 * @param name the device's name
 * @param source where the numbers come from
 * @param qubits in index order, names unique
 * @param operations by name, all that circuits may use
 * @param channels extra noise, ids unique
 * @param crosstalk always-on couplings, each pair once
 * @param warnings what was changed on request when the values were read, e.g. a clamped T2
 */
public record Calibration(
        String name,
        String source,
        List<QubitCalibration> qubits,
        Map<String, OperationCalibration> operations,
        List<ExtraChannel> channels,
        List<Crosstalk> crosstalk,
        List<String> warnings) {

    public Calibration {
        if (qubits.isEmpty()) {
            throw new IllegalArgumentException("Argument `qubits` must list at least one qubit, but is empty");
        }
        qubits = List.copyOf(qubits);
        operations = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(operations));
        channels = List.copyOf(channels);
        crosstalk = List.copyOf(crosstalk);
        warnings = List.copyOf(warnings);
        requireUnique("qubits", qubits.stream().map(QubitCalibration::name).toList());
        requireUnique("channels", channels.stream().map(ExtraChannel::id).toList());
        requireUnique(
                "crosstalk",
                crosstalk.stream()
                        .map(c -> Math.min(c.first(), c.second()) + "-" + Math.max(c.first(), c.second()))
                        .toList());
        for (Crosstalk pair : crosstalk) {
            if (Math.max(pair.first(), pair.second()) >= qubits.size()) {
                throw new IllegalArgumentException("Argument `crosstalk` must couple qubits 0 to " + (qubits.size() - 1)
                        + ", but couples " + pair.first() + " and " + pair.second());
            }
        }
    }

    /** A device of n equal qubits with times in seconds, and operations by duration. */
    public static Calibration uniform(int n, double t1, double t2, OperationCalibration... operations) {
        List<QubitCalibration> qubits = new ArrayList<>();
        for (int q = 0; q < n; q++) {
            qubits.add(QubitCalibration.ofT1T2("Q" + q, t1, t2));
        }
        return of(qubits, operations);
    }

    /** A device of the given qubits and operations, without extra noise. */
    public static Calibration of(List<QubitCalibration> qubits, OperationCalibration... operations) {
        Map<String, OperationCalibration> byName = new LinkedHashMap<>();
        for (OperationCalibration operation : operations) {
            byName.put(operation.name(), operation);
        }
        return new Calibration("device", "", qubits, byName, List.of(), List.of(), List.of());
    }

    /** The index of a qubit's name. */
    public Optional<Integer> indexOf(String qubitName) {
        for (int q = 0; q < qubits.size(); q++) {
            if (qubits.get(q).name().equals(qubitName)) {
                return Optional.of(q);
            }
        }
        return Optional.empty();
    }

    /** The pulse shape of an operation; rectangular where it is not listed. */
    public Envelope envelope(String operation) {
        OperationCalibration listed = operations.get(operation);
        return listed == null ? Envelope.RECTANGULAR : listed.envelope();
    }

    /** How an operation is driven on more than two levels; as usual where it is not listed. */
    public PulseCalibration pulse(String operation) {
        OperationCalibration listed = operations.get(operation);
        return listed == null ? PulseCalibration.DEFAULT : listed.pulse();
    }

    /** Levels of the first qubits. */
    public List<Integer> levels(int count) {
        return qubits.subList(0, count).stream().map(QubitCalibration::levels).toList();
    }

    public Calibration withQubits(List<QubitCalibration> newQubits) {
        return new Calibration(name, source, newQubits, operations, channels, crosstalk, warnings);
    }

    public Calibration withOperation(OperationCalibration operation) {
        Map<String, OperationCalibration> changed = new LinkedHashMap<>(operations);
        changed.put(operation.name(), operation);
        return new Calibration(name, source, qubits, changed, channels, crosstalk, warnings);
    }

    public Calibration withChannels(List<ExtraChannel> newChannels) {
        return new Calibration(name, source, qubits, operations, newChannels, crosstalk, warnings);
    }

    public Calibration withCrosstalk(List<Crosstalk> newCrosstalk) {
        return new Calibration(name, source, qubits, operations, channels, newCrosstalk, warnings);
    }

    private static void requireUnique(String argument, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        "Argument `" + argument + "` must have unique names, but " + name + " appears twice");
            }
        }
    }
}
