package org.strangenoise.exchange.device;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.JsonReader;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;
import org.strangenoise.yaml.YamlParser;

/**
 * Reads devices as providers describe them, in JSON: Qiskit's backend properties, Qiskit's target, and Amazon Braket's
 * device properties. The kind is known by the file's keys.
 *
 * <pre>{@code
 * ImportedDevice read = DeviceImporter.read(Path.of("backend.json"));
 * read.remarks().forEach(System.err::println);
 * Files.writeString(Path.of("device.yaml"), read.text());
 * }</pre>
 *
 * @param configuration a backend's configuration beside its properties, for its coupling map
 * @param durations in seconds by gate, for formats that state none
 */
public record DeviceImporter(Optional<Path> configuration, Map<String, Double> durations) {

    public DeviceImporter {
        durations = Map.copyOf(durations);
    }

    /** The device of a file, without anything beside it. */
    public static ImportedDevice read(Path file) {
        return new DeviceImporter(Optional.empty(), Map.of()).device(file);
    }

    /** As {@link #read(Path)}, from text; {@code name} stands for the file's. */
    public static ImportedDevice read(String json, String name) {
        Problems problems = new Problems();
        YamlMapping root = root(JsonReader.parse(json, name, problems), problems);
        return new DeviceImporter(Optional.empty(), Map.of()).device(root, Optional.empty());
    }

    /**
     * The device of a file.
     *
     * @throws InvalidInputException if it is no JSON, is of no kind known here, or holds no qubit with T1 and T2
     */
    public ImportedDevice device(Path file) {
        Problems problems = new Problems();
        Optional<YamlMapping> beside = configuration.map(path -> root(JsonReader.read(path, problems), problems));
        return device(root(JsonReader.read(file, problems), problems), beside);
    }

    private ImportedDevice device(YamlMapping root, Optional<YamlMapping> beside) {
        try {
            if (QiskitProperties.matches(root)) {
                return checked(root, QiskitProperties.read(root, beside));
            }
            if (QiskitTarget.matches(root)) {
                return checked(root, QiskitTarget.read(root));
            }
            YamlMapping braket = braketCapabilities(root);
            if (BraketProperties.matches(braket)) {
                String name = JsonValues.text(root.get("deviceName")).orElse("imported");
                return checked(root, BraketProperties.read(braket, name, durations));
            }
            if (IqmMetrics.matches(root)) {
                return checked(root, IqmMetrics.read(root, durations));
            }
        } catch (IllegalArgumentException e) {
            throw refused(root, "the device " + e.getMessage());
        }
        throw refused(
                root,
                "the file must be backend properties of Qiskit (keys `qubits` and `gates`), a target of Qiskit"
                        + " (`qubit_properties` and `instructions`), device properties of Amazon Braket"
                        + " (`standardized`) or quality metrics of IQM (`observations`), but has none of these keys");
    }

    /** The answer of Braket's GetDevice holds the properties as a text of its own. */
    private static YamlMapping braketCapabilities(YamlMapping root) {
        Optional<String> text = JsonValues.text(root.get("deviceCapabilities"));
        if (text.isEmpty()) {
            return root;
        }
        Problems problems = new Problems();
        return root(JsonReader.parse(text.get(), "deviceCapabilities", problems), problems);
    }

    /** What is written is read again: values that are a provider's may still be no device's here. */
    private static ImportedDevice checked(YamlMapping root, ImportedDevice device) {
        Problems refusals = new Problems();
        YamlParser.parse(device.text(), "device", refusals).ifPresent(file -> DeviceReader.read(file, refusals));
        for (Problem refusal : refusals.errors()) {
            throw refused(root, "the file makes no device that can be used: " + refusal.message());
        }
        return device;
    }

    private static YamlMapping root(Optional<YamlNode> root, Problems problems) {
        problems.throwIfErrors();
        YamlNode node = root.orElseThrow();
        if (node instanceof YamlMapping mapping) {
            return mapping;
        }
        throw refused(node, "the file must hold a JSON object");
    }

    private static InvalidInputException refused(YamlNode node, String message) {
        return new InvalidInputException(List.of(Problem.error(node.location(), message)));
    }
}
