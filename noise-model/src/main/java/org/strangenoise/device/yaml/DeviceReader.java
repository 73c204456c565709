package org.strangenoise.device.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;
import org.strangenoise.yaml.YamlParser;
import org.strangenoise.yaml.YamlScalar;
import org.strangenoise.yaml.YamlSequence;

/** Reads device files; all problems of a file are found in one go. */
public final class DeviceReader {

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
            Map<String, OperationCalibration> operations = operations(
                    device.required("operations"), names, hasLadders(qubitsValue));
            List<ExtraChannel> channels = channels(device.optional("channels"), names, operations.keySet());
            List<Crosstalk> crosstalk = crosstalk(device.optional("crosstalk"), names);
            if (problems.hasErrors() || name.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Calibration(name.get(), source.orElse(""), qubits, operations, channels, crosstalk, warnings));
        }
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
                    names.add(name.text());
                }
            }
        }
        return names;
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
            QubitReader.read(item, unphysical, warnings).ifPresent(qubit -> {
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
            ValueReader value, List<String> qubits, boolean hasLadders) {
        Map<String, OperationCalibration> operations = new LinkedHashMap<>();
        try (MappingReader reader = value.mapping()) {
            for (ValueReader entry : reader.values()) {
                OperationReader.read(entry, qubits, hasLadders).ifPresent(o -> operations.put(o.name(), o));
            }
        }
        return operations;
    }

    private static List<ExtraChannel> channels(ValueReader value, List<String> qubits, Set<String> operations) {
        List<ExtraChannel> channels = new ArrayList<>();
        Map<String, ValueReader> seen = new HashMap<>();
        for (ValueReader item : value.items()) {
            ChannelReader.read(item, qubits, operations).ifPresent(channel -> {
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
                var zz = reader.required("zz").frequency(Rule.FINITE);
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
                        Quantities.measured(zz.get())));
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
}
