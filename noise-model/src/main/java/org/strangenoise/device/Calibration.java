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
 * @param classicalControl seconds from when the bits of a condition are known until its block can start
 * @param warnings what was changed on request when the values were read, e.g. a clamped T2
 */
public record Calibration(
        String name,
        String source,
        List<QubitCalibration> qubits,
        Map<String, OperationCalibration> operations,
        List<ExtraChannel> channels,
        List<Crosstalk> crosstalk,
        double classicalControl,
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
        if (!(classicalControl >= 0) || Double.isInfinite(classicalControl)) {
            throw new IllegalArgumentException(
                    "Argument `classicalControl` must be finite and not negative, but is " + classicalControl);
        }
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
        return new Calibration("device", "", qubits, byName, List.of(), List.of(), 0, List.of());
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

    public Calibration withQubits(List<QubitCalibration> newQubits) {
        return new Calibration(name, source, newQubits, operations, channels, crosstalk, classicalControl, warnings);
    }

    public Calibration withOperation(OperationCalibration operation) {
        Map<String, OperationCalibration> changed = new LinkedHashMap<>(operations);
        changed.put(operation.name(), operation);
        return new Calibration(name, source, qubits, changed, channels, crosstalk, classicalControl, warnings);
    }

    public Calibration withChannels(List<ExtraChannel> newChannels) {
        return new Calibration(name, source, qubits, operations, newChannels, crosstalk, classicalControl, warnings);
    }

    public Calibration withCrosstalk(List<Crosstalk> newCrosstalk) {
        return new Calibration(name, source, qubits, operations, channels, newCrosstalk, classicalControl, warnings);
    }

    public Calibration withClassicalControl(double seconds) {
        return new Calibration(name, source, qubits, operations, channels, crosstalk, seconds, warnings);
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
