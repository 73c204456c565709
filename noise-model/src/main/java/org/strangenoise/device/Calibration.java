package org.strangenoise.device;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.channel.Envelope;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.math.Measured;
import org.strangenoise.state.ConfusionMatrix;

/**
 * A calibrated device: immutable measured values in SI units, complete and consistent.
 *
 * @param name the device's name
 * @param source where the numbers come from
 * @param qubits in index order, names unique
 * @param operations by name, all that circuits may use
 * @param channels extra noise, ids unique
 * @param crosstalk always-on couplings, each pair once
 * @param couplings which pairs gates can act on; absent where the device does not say, so that all pairs are allowed
 * @param defaults durations of operations that are not listed, in seconds by kind
 * @param gateErrors what is made of stated errors of operations
 * @param classicalControl seconds from when the bits of a condition are known until its block can start
 * @param confusion readout errors of all qubits together; absent where each has its own
 * @param warnings what was changed on request when the values were read, e.g. a clamped T2
 */
public record Calibration(
        String name,
        String source,
        List<QubitCalibration> qubits,
        Map<String, OperationCalibration> operations,
        List<ExtraChannel> channels,
        List<Crosstalk> crosstalk,
        Optional<CouplingMap> couplings,
        Map<OperationKind, Measured> defaults,
        GateErrors gateErrors,
        double classicalControl,
        Optional<ConfusionMatrix> confusion,
        List<String> warnings) {

    /** Operations that are not listed take the time of their kind. */
    public enum OperationKind {
        /** A gate of one qubit. */
        ONE_QUBIT,
        /** A gate of two qubits. */
        TWO_QUBIT,
        /** On three qubits and more. */
        MANY_QUBIT,
        /** A readout. */
        MEASUREMENT,
        /** Back to |0>. */
        RESET
    }

    /** What is made of the average errors that a device states for its gates. */
    public enum GateErrors {
        /** Nothing: relaxation during the gate is all the noise that it has. */
        COHERENCE_ONLY,
        /** A depolarizing channel after the gate makes up what relaxation leaves of the stated error. */
        MATCH
    }

    /** Without couplings, durations by kind or stated errors. */
    public Calibration(
            String name,
            String source,
            List<QubitCalibration> qubits,
            Map<String, OperationCalibration> operations,
            List<ExtraChannel> channels,
            List<Crosstalk> crosstalk,
            List<String> warnings) {
        this(
                name,
                source,
                qubits,
                operations,
                channels,
                crosstalk,
                Optional.empty(),
                Map.of(),
                GateErrors.COHERENCE_ONLY,
                0,
                Optional.empty(),
                warnings);
    }

    /** Checks the components, of which it keeps copies. */
    public Calibration {
        if (qubits.isEmpty()) {
            throw new IllegalArgumentException("Argument `qubits` must list at least one qubit, but is empty");
        }
        qubits = List.copyOf(qubits);
        operations = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(operations));
        channels = List.copyOf(channels);
        crosstalk = List.copyOf(crosstalk);
        defaults = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
        warnings = List.copyOf(warnings);
        if (!(classicalControl >= 0) || Double.isInfinite(classicalControl)) {
            throw new IllegalArgumentException(
                    "Argument `classicalControl` must be finite and not negative, but is " + classicalControl);
        }
        if (confusion.isPresent()) {
            requireAlone(confusion.get(), qubits);
        }
        requireUnique("qubits", qubits.stream().map(QubitCalibration::name).toList());
        requireUnique("channels", channels.stream().map(ExtraChannel::id).toList());
        requireUnique(
                "crosstalk",
                crosstalk.stream()
                        .map(c -> Math.min(c.first(), c.second()) + "-" + Math.max(c.first(), c.second()))
                        .toList());
        int last = qubits.size() - 1;
        couplings.stream().flatMap(map -> map.pairs().stream()).forEach(pair -> {
            if (Math.max(pair.first(), pair.second()) > last) {
                throw new IllegalArgumentException("Argument `couplings` must couple qubits 0 to " + last
                        + ", but couples " + pair.first() + " and " + pair.second());
            }
        });
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
        return operation(operation).map(OperationCalibration::envelope).orElse(Envelope.RECTANGULAR);
    }

    /** How an operation is driven on more than two levels; as usual where it is not listed. */
    public PulseCalibration pulse(String operation) {
        return operation(operation).map(OperationCalibration::pulse).orElse(PulseCalibration.DEFAULT);
    }

    /** Levels of the first qubits. */
    public List<Integer> levels(int count) {
        return qubits.subList(0, count).stream().map(QubitCalibration::levels).toList();
    }

    /** The same with another time between the bits of a condition and its block. */
    public Calibration withClassicalControl(double seconds) {
        return new Calibration(
                name,
                source,
                qubits,
                operations,
                channels,
                crosstalk,
                couplings,
                defaults,
                gateErrors,
                seconds,
                confusion,
                warnings);
    }

    /** The same with other qubits. */
    public Calibration withQubits(List<QubitCalibration> newQubits) {
        return with(newQubits, operations, channels, crosstalk);
    }

    /** The same with another operation. */
    public Calibration withOperation(OperationCalibration operation) {
        Map<String, OperationCalibration> changed = new LinkedHashMap<>(operations);
        changed.put(operation.name(), operation);
        return with(qubits, changed, channels, crosstalk);
    }

    /** The same with other channels. */
    public Calibration withChannels(List<ExtraChannel> newChannels) {
        return with(qubits, operations, newChannels, crosstalk);
    }

    /** The same with another crosstalk. */
    public Calibration withCrosstalk(List<Crosstalk> newCrosstalk) {
        return with(qubits, operations, channels, newCrosstalk);
    }

    private Calibration with(
            List<QubitCalibration> newQubits,
            Map<String, OperationCalibration> newOperations,
            List<ExtraChannel> newChannels,
            List<Crosstalk> newCrosstalk) {
        return new Calibration(
                name,
                source,
                newQubits,
                newOperations,
                newChannels,
                newCrosstalk,
                couplings,
                defaults,
                gateErrors,
                classicalControl,
                confusion,
                warnings);
    }

    /** The same with other couplings. */
    public Calibration withCouplings(CouplingMap newCouplings) {
        return new Calibration(
                name,
                source,
                qubits,
                operations,
                channels,
                crosstalk,
                Optional.of(newCouplings),
                defaults,
                gateErrors,
                classicalControl,
                confusion,
                warnings);
    }

    /**
     * The device whose stated gate errors are met: each gate gets the depolarizing channel that makes up what T1, T2
     * and its duration, as they are stated here, leave of its error. A later change of T1 leaves it as it is.
     */
    public Calibration withMatchedErrors() {
        Map<String, OperationCalibration> changed = new LinkedHashMap<>();
        operations.forEach((key, operation) -> changed.put(
                key,
                operation.withErrors(operation.errors().stream()
                        .map(error -> matched(operation, error))
                        .toList())));
        return new Calibration(
                name,
                source,
                qubits,
                changed,
                channels,
                crosstalk,
                couplings,
                defaults,
                GateErrors.MATCH,
                classicalControl,
                confusion,
                warnings);
    }

    private OperationCalibration.GateError matched(
            OperationCalibration operation, OperationCalibration.GateError error) {
        double seconds = operation.duration(error.qubits()).map(Measured::value).orElse(0.0);
        return new OperationCalibration.GateError(
                error.qubits(),
                error.average(),
                GateFidelity.depolarizing(error.average().value(), calibrated(error.qubits()), seconds));
    }

    /** The values of qubits by name. */
    public List<QubitCalibration> calibrated(List<String> names) {
        return names.stream()
                .map(n -> qubits.get(indexOf(n)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "Argument `names` must name qubits of the device, but names " + n))))
                .toList();
    }

    /**
     * The operation that a gate is: under its own name, else under another of the names that the gate has
     * ({@link StandardGates}).
     */
    public Optional<OperationCalibration> operation(String gate) {
        OperationCalibration own = operations.get(gate);
        if (own != null) {
            return Optional.of(own);
        }
        return StandardGates.namesOf(gate).stream()
                .map(operations::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Whether the name of an operation here, such as a channel's {@code on}, means the gate. */
    public boolean means(String listed, String gate) {
        return listed.equals(gate)
                || (!operations.containsKey(gate)
                        && StandardGates.operation(listed).equals(StandardGates.operation(gate))
                        && operation(gate).filter(o -> o.name().equals(listed)).isPresent());
    }

    /**
     * The device with some of its qubits alone, in the given order: what is stated of others is left out.
     *
     * @param kept indices of distinct qubits
     */
    public Calibration among(List<Integer> kept) {
        List<QubitCalibration> some = kept.stream().map(qubits::get).toList();
        Set<String> names =
                new HashSet<>(some.stream().map(QubitCalibration::name).toList());
        Map<String, OperationCalibration> mine = new LinkedHashMap<>();
        operations.forEach((key, operation) -> operation.among(names).ifPresent(o -> mine.put(key, o)));
        List<ExtraChannel> attached = channels.stream()
                .filter(channel ->
                        channel.qubits().isEmpty() || channel.qubits().stream().anyMatch(names::contains))
                .map(channel -> channel.among(names))
                .toList();
        List<Crosstalk> pairs = crosstalk.stream()
                .filter(pair -> kept.contains(pair.first()) && kept.contains(pair.second()))
                .map(pair -> new Crosstalk(kept.indexOf(pair.first()), kept.indexOf(pair.second()), pair.zzHertz()))
                .toList();
        return new Calibration(
                name,
                source,
                some,
                mine,
                attached,
                pairs,
                couplings.map(map -> map.renumbered(kept::indexOf)),
                defaults,
                gateErrors,
                classicalControl,
                confusion.map(matrix -> matrix.among(kept)),
                warnings);
    }

    private static void requireAlone(ConfusionMatrix confusion, List<QubitCalibration> qubits) {
        if (confusion.qubits() != qubits.size()) {
            throw new IllegalArgumentException("Argument `confusion` must be of the device's " + qubits.size()
                    + " qubits, but is of " + confusion.qubits());
        }
        for (QubitCalibration qubit : qubits) {
            if (qubit.readout().p1Given0().value() != 0
                    || qubit.readout().p0Given1().value() != 0) {
                throw new IllegalArgumentException("Argument `qubits` must have no readout errors of their own beside a"
                        + " confusion matrix of all, but " + qubit.name() + " has");
            }
        }
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
