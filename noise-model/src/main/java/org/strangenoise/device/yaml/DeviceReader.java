package org.strangenoise.device.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.strangenoise.channel.KrausOperators;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Calibration.GateErrors;
import org.strangenoise.device.Calibration.OperationKind;
import org.strangenoise.device.CouplingMap;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.Measured;
import org.strangenoise.state.ConfusionMatrix;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.NearestName;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.Quoted;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;
import org.strangenoise.yaml.YamlParser;
import org.strangenoise.yaml.YamlScalar;
import org.strangenoise.yaml.YamlSequence;

/** Reads device files; all problems of a file are found in one go. */
public final class DeviceReader {

    /** Of shorter names nearly every one is nearly another. */
    private static final int SHORTEST_SLIP = 4;

    /** What to do with a T2 above 2 T1. */
    enum UnphysicalT2 {
        ERROR,
        CLAMP
    }

    private DeviceReader() {}

    /**
     * Reads a device file.
     *
     * @throws InvalidInputException with every problem of the file, each at its line and column
     */
    public static Calibration read(Path file) {
        Problems problems = new Problems();
        Optional<Calibration> calibration = YamlParser.read(file, problems).flatMap(root -> read(root, problems));
        problems.throwIfErrors();
        return calibration.orElseThrow();
    }

    /** Reads a device from a document or a part of one; empty if {@code problems} tells why not. */
    public static Optional<Calibration> read(YamlNode root, Problems problems) {
        // Its own, so that problems elsewhere in a study do not count as the device's.
        Problems own = new Problems();
        Optional<Calibration> device = device(root, own);
        own.all().forEach(problems::add);
        return own.hasErrors() ? Optional.empty() : device;
    }

    private static Optional<Calibration> device(YamlNode root, Problems problems) {
        try (MappingReader device = MappingReader.ofRoot(root, problems)) {
            Optional<String> name = device.required("name").text();
            Optional<String> source = device.optional("source").text();
            UnphysicalT2 unphysical = device.optional("on-unphysical-T2")
                    .oneOf(UnphysicalT2.class)
                    .orElse(UnphysicalT2.ERROR);
            List<String> warnings = new ArrayList<>();
            ValueReader qubitsValue = device.required("qubits");
            List<QubitCalibration> qubits = qubits(qubitsValue, unphysical, warnings);
            List<String> names = names(qubitsValue);
            Map<String, OperationCalibration> operations =
                    operations(operationsOf(device), names, hasLadders(qubitsValue), warnings);
            List<ExtraChannel> channels =
                    channels(device.optional("channels"), names, operations.keySet(), krausTolerance(device), warnings);
            List<Crosstalk> crosstalk = crosstalk(device.optional("crosstalk"), names);
            Optional<CouplingMap> couplings = couplings(device.optional("couplers"), names);
            Map<OperationKind, Measured> defaults = defaults(device.optional("default-durations"));
            GateErrors gateErrors =
                    device.optional("gate-errors").oneOf(GateErrors.class).orElse(GateErrors.COHERENCE_ONLY);
            Optional<ConfusionMatrix> confusion = confusion(device.optional("readout-confusion"), qubits);
            Optional<Quantity> control = device.optional("classical-control").time(Rule.NON_NEGATIVE);
            if (problems.hasErrors() || name.isEmpty()) {
                return Optional.empty();
            }
            Calibration read = new Calibration(
                    name.get(),
                    source.orElse(""),
                    qubits,
                    operations,
                    channels,
                    crosstalk,
                    couplings,
                    defaults,
                    gateErrors,
                    control.map(Quantity::value).orElse(0.0),
                    confusion,
                    warnings);
            return Optional.of(gateErrors == GateErrors.MATCH ? read.withMatchedErrors() : read);
        }
    }

    /** Row by row: the probability of reading an outcome, for each that may be true; the first qubit is bit 0. */
    private static Optional<ConfusionMatrix> confusion(ValueReader value, List<QubitCalibration> qubits) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        Optional<List<List<Double>>> rows = value.list(row -> row.list(item -> item.number(Rule.PROBABILITY)));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        double[][] entries = rows.get().stream()
                .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
        try {
            ConfusionMatrix matrix = ConfusionMatrix.of(entries);
            if (matrix.qubits() != qubits.size()) {
                value.problem(
                        "must have 2^" + qubits.size() + " rows for the device's qubits, but has " + entries.length);
                return Optional.empty();
            }
            matrix.inverse();
            for (QubitCalibration qubit : qubits) {
                if (qubit.readout().p1Given0().value() != 0
                        || qubit.readout().p0Given1().value() != 0) {
                    value.problem("holds all readout errors, so " + qubit.name()
                            + " must have no p1-given-0 and p0-given-1 of its own");
                }
            }
            return Optional.of(matrix);
        } catch (IllegalArgumentException e) {
            value.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** How far the sum of Kraus operators may be from 1. */
    private static double krausTolerance(MappingReader device) {
        return device.optional("kraus-tolerance").number(Rule.between(0, 0.01)).orElse(KrausOperators.ROUNDED);
    }

    /** A device that states durations by kind need not list an operation. */
    private static ValueReader operationsOf(MappingReader device) {
        return device.has("default-durations") ? device.optional("operations") : device.required("operations");
    }

    /**
     * Of all entries, also of those with problems, so that one mistake is not told again wherever the qubit is named.
     */
    private static List<String> names(ValueReader qubits) {
        List<String> names = new ArrayList<>();
        if (qubits.node().orElse(null) instanceof YamlSequence sequence) {
            for (YamlNode item : sequence.items()) {
                if (item instanceof YamlMapping mapping
                        && mapping.get("name").orElse(null) instanceof YamlScalar name) {
                    OptionalInt count =
                            mapping.get("count").map(DeviceReader::count).orElse(OptionalInt.empty());
                    if (count.isEmpty()) {
                        names.add(name.text());
                    }
                    IntStream.range(0, count.orElse(0)).forEach(k -> names.add(name.text() + k));
                }
            }
        }
        return names;
    }

    private static OptionalInt count(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.text().matches("[1-9][0-9]{0,3}")
                ? OptionalInt.of(Math.min(Integer.parseInt(scalar.text()), QubitReader.MOST_EQUAL))
                : OptionalInt.empty();
    }

    /** True if an entry, also one with problems, asks for more than two levels. */
    private static boolean hasLadders(ValueReader qubits) {
        return qubits.node().orElse(null) instanceof YamlSequence sequence
                && sequence.items().stream()
                        .anyMatch(item -> item instanceof YamlMapping mapping
                                && mapping.get("levels").orElse(null) instanceof YamlScalar levels
                                && !levels.text().equals("2"));
    }

    private static List<QubitCalibration> qubits(ValueReader list, UnphysicalT2 unphysical, List<String> warnings) {
        List<QubitCalibration> qubits = new ArrayList<>();
        Map<String, ValueReader> seen = new HashMap<>();
        List<ValueReader> items = list.items();
        if (list.isPresent() && items.isEmpty()) {
            list.reject("be a list of at least one qubit");
        }
        for (ValueReader item : items) {
            QubitReader.read(item, unphysical, warnings).forEach(qubit -> {
                ValueReader first = seen.putIfAbsent(qubit.name(), item);
                if (first != null) {
                    item.problem("must have a name of its own, but `" + qubit.name() + "` is also the name at "
                            + first.location());
                } else {
                    qubits.add(qubit);
                }
            });
        }
        return qubits;
    }

    private static Map<String, OperationCalibration> operations(
            ValueReader value, List<String> qubits, boolean hasLadders, List<String> warnings) {
        Map<String, OperationCalibration> operations = new LinkedHashMap<>();
        try (MappingReader reader = value.mapping()) {
            for (ValueReader entry : reader.named()) {
                OperationReader.read(entry, qubits, hasLadders).ifPresent(o -> {
                    operations.values().stream()
                            .filter(other -> isSameOperation(other.name(), o.name())
                                    && !other.withName(o.name()).equals(o))
                            .forEach(other -> warnings.add("operations " + other.name() + " and " + o.name()
                                    + " are names of one operation with different values; "
                                    + StandardGates.operation(o.name()) + ", else the first one listed, holds"));
                    operations.put(o.name(), o);
                    warnOfSlip(entry);
                });
            }
        }
        return operations;
    }

    /** A name that nobody knows may be a gate that a circuit defines; one that is nearly known is rather a slip. */
    private static void warnOfSlip(ValueReader entry) {
        String name = entry.name();
        if (StandardGates.operationNames().contains(name)) {
            return;
        }
        boolean isLong = name.length() >= SHORTEST_SLIP;
        String asked = isLong ? NearestName.asked(name, StandardGates.operationNames()) : "";
        boolean isOtherCase = StandardGates.operationNames().contains(name.toLowerCase(Locale.ROOT));
        if (isOtherCase) {
            asked = "; did you mean " + Quoted.value(name.toLowerCase(Locale.ROOT)) + "?";
        }
        if (!asked.isEmpty()) {
            entry.warn("is no operation's name, and used only where a circuit defines a gate of this name" + asked);
        }
    }

    private static boolean isSameOperation(String a, String b) {
        return StandardGates.operation(a).equals(StandardGates.operation(b));
    }

    private static Optional<CouplingMap> couplings(ValueReader value, List<String> qubits) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        List<CouplingMap.Pair> pairs = new ArrayList<>();
        Set<Set<String>> seen = new HashSet<>();
        for (ValueReader item : value.items()) {
            Optional<List<String>> pair = qubitNames(item, qubits);
            if (pair.isEmpty()) {
                continue;
            }
            if (pair.get().size() != 2) {
                item.reject("name exactly two qubits");
            } else if (!seen.add(Set.copyOf(pair.get()))) {
                item.reject("couple a pair that no earlier item couples");
            } else {
                pairs.add(new CouplingMap.Pair(
                        qubits.indexOf(pair.get().get(0)),
                        qubits.indexOf(pair.get().get(1))));
            }
        }
        return Optional.of(new CouplingMap(pairs));
    }

    private static Map<OperationKind, Measured> defaults(ValueReader value) {
        Map<OperationKind, Measured> defaults = new EnumMap<>(OperationKind.class);
        if (value.isPresent()) {
            try (MappingReader reader = value.mapping()) {
                for (OperationKind kind : OperationKind.values()) {
                    reader.optional(ValueReader.hyphenated(kind))
                            .time(Rule.DURATION)
                            .ifPresent(q -> defaults.put(kind, DeviceReader.measured(q)));
                }
            }
        }
        return defaults;
    }

    private static List<ExtraChannel> channels(
            ValueReader value, List<String> qubits, Set<String> operations, double tolerance, List<String> warnings) {
        List<ExtraChannel> channels = new ArrayList<>();
        Map<String, ValueReader> seen = new HashMap<>();
        for (ValueReader item : value.items()) {
            ChannelReader.read(item, qubits, operations, tolerance, warnings).ifPresent(channel -> {
                ValueReader first = seen.putIfAbsent(channel.id(), item);
                if (first != null) {
                    item.problem("must have an id of its own, but `" + channel.id() + "` is also the id at "
                            + first.location());
                } else {
                    channels.add(channel);
                }
            });
        }
        return channels;
    }

    private static List<Crosstalk> crosstalk(ValueReader value, List<String> qubits) {
        List<Crosstalk> crosstalk = new ArrayList<>();
        Map<Set<String>, ValueReader> seen = new HashMap<>();
        for (ValueReader item : value.items()) {
            try (MappingReader reader = item.mapping()) {
                ValueReader pairValue = reader.required("qubits");
                Optional<List<String>> pair = qubitNames(pairValue, qubits);
                var zz = reader.required("zz").frequency(Rule.FREQUENCY);
                if (pair.isEmpty() || zz.isEmpty()) {
                    continue;
                }
                if (pair.get().size() != 2) {
                    pairValue.reject("name exactly two qubits");
                    continue;
                }
                ValueReader first = seen.putIfAbsent(new TreeSet<>(pair.get()), item);
                if (first != null) {
                    item.problem("must couple a pair of its own, but the pair is also coupled at " + first.location());
                    continue;
                }
                crosstalk.add(new Crosstalk(
                        qubits.indexOf(pair.get().get(0)),
                        qubits.indexOf(pair.get().get(1)),
                        DeviceReader.measured(zz.get())));
            }
        }
        return crosstalk;
    }

    /** A list of distinct qubit names of the device. */
    static Optional<List<String>> qubitNames(ValueReader value, List<String> qubits) {
        Optional<List<String>> names = value.list(item -> item.oneOf(qubits));
        if (names.isPresent()
                && (names.get().isEmpty()
                        || Set.copyOf(names.get()).size() != names.get().size())) {
            value.reject("be a list of distinct qubits, at least one");
            return Optional.empty();
        }
        return names;
    }

    /** From a file's quantity to a measured value. */
    static Measured measured(Quantity quantity) {
        return new Measured(quantity.value(), quantity.uncertainty());
    }
}
