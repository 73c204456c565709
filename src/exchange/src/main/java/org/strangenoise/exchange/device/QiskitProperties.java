package org.strangenoise.exchange.device;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.exchange.Exported;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;
import org.strangenoise.yaml.YamlParser;
import org.strangenoise.yaml.YamlScalar;
import org.strangenoise.yaml.YamlSequence;

/**
 * Reads the backend properties of Qiskit (JSON) into a device file: T1, T2, readout errors, and the durations of gates
 * and measurements, decimal by decimal in their own units.
 */
public final class QiskitProperties {

    /** Gates whose name here differs. */
    private static final Map<String, String> GATES = Map.of("cx", "cnot", "ccx", "toffoli");

    private static final Set<String> TIME_UNITS = Set.of("s", "ms", "us", "\u00B5s", "\u03BCs", "ns");

    private final Problems problems = new Problems();
    private final Set<String> remarks = new LinkedHashSet<>();
    private boolean clamps;

    private QiskitProperties() {}

    /**
     * The device file of a properties file, its problems with their places.
     *
     * @throws InvalidInputException if the file is no JSON of this kind, lacks a qubit's T1 or T2, or has a unit or
     *     value that makes no sense
     * @throws IOException if the file cannot be read
     */
    public static Exported deviceFile(Path properties) throws IOException {
        return new QiskitProperties().read(Files.readString(properties), properties.toString());
    }

    /** As {@link #deviceFile(Path)}, from text; {@code name} stands for the file's. */
    public static Exported deviceFile(String json, String name) {
        return new QiskitProperties().read(json, name);
    }

    private Exported read(String json, String file) {
        // JSON is YAML once its tabs, which it allows as spaces only, are spaces: places stay as they are.
        Optional<YamlNode> root = YamlParser.parse(json.replace('\t', ' '), file, problems);
        problems.throwIfErrors();
        if (!(root.orElseThrow() instanceof YamlMapping properties)) {
            throw refused(Location.startOf(file), "backend properties must be a JSON object");
        }
        List<String> lines = new ArrayList<>();
        String backend = text(properties, "backend_name").orElse("imported");
        lines.add("name: " + quoted(backend));
        String date = text(properties, "last_update_date").map(d -> " of " + d).orElse("");
        lines.add("source: " + quoted("Qiskit backend properties " + backend + date));
        Map<String, List<Duration>> durations = new LinkedHashMap<>();
        lines.add("qubits:");
        List<YamlNode> qubits = sequence(properties, "qubits");
        for (int q = 0; q < qubits.size(); q++) {
            lines.add("  - { " + qubit(q, qubits.get(q), durations) + " }");
        }
        for (YamlNode gate : sequence(properties, "gates")) {
            addGate(gate, qubits.size(), durations);
        }
        problems.throwIfErrors();
        lines.add("operations:");
        durations.forEach((operation, list) -> lines.add("  " + quoted(operation) + ": " + operation(operation, list)));
        if (clamps) {
            lines.add("on-unphysical-T2: clamp");
        }
        List<String> head = new ArrayList<>();
        head.add("# Imported by Strange Noise.");
        remarks.forEach(remark -> head.add("# " + remark));
        head.addAll(lines);
        return new Exported(String.join("\n", head) + "\n", List.copyOf(remarks));
    }

    /** How long an operation takes on some qubits, as text with its unit. */
    private record Duration(List<Integer> qubits, String text, BigDecimal seconds) {}

    private String qubit(int index, YamlNode node, Map<String, List<Duration>> durations) {
        Map<String, YamlMapping> values = parameters(node);
        StringBuilder line = new StringBuilder("name: Q" + index);
        Optional<Duration> t1 = time(values, "T1", index, node);
        Optional<Duration> t2 = time(values, "T2", index, node);
        t1.ifPresent(t -> line.append(", T1: ").append(t.text()));
        t2.ifPresent(t -> line.append(", T2: ").append(t.text()));
        if (t1.isPresent()
                && t2.isPresent()
                && t2.get().seconds().compareTo(t1.get().seconds().multiply(BigDecimal.valueOf(2))) > 0) {
            clamps = true;
            remarks.add("T2 of Q" + index + " exceeds 2 T1, which no channel has; it is clamped to 2 T1.");
        }
        addReadout(values, index, line);
        if (values.containsKey("readout_length")) {
            time(values, "readout_length", index, node)
                    .ifPresent(d -> durations
                            .computeIfAbsent("measurement", k -> new ArrayList<>())
                            .add(d));
        }
        return line.toString();
    }

    private void addReadout(Map<String, YamlMapping> values, int index, StringBuilder line) {
        Optional<String> one = probability(values, "prob_meas1_prep0");
        Optional<String> zero = probability(values, "prob_meas0_prep1");
        if (one.isEmpty() && zero.isEmpty()) {
            one = probability(values, "readout_error");
            zero = one;
            if (one.isPresent()) {
                remarks.add("Q" + index + " states one readout error; it is taken for both states.");
            }
        }
        if (one.isPresent() || zero.isPresent()) {
            line.append(", readout: { p1-given-0: ")
                    .append(one.orElse("0"))
                    .append(", p0-given-1: ")
                    .append(zero.orElse("0"))
                    .append(" }");
        }
    }

    private void addGate(YamlNode node, int qubits, Map<String, List<Duration>> durations) {
        if (!(node instanceof YamlMapping gate)) {
            problems.error(node.location(), "a gate must be an object");
            return;
        }
        Optional<String> name = text(gate, "gate");
        if (name.isEmpty()) {
            problems.error(gate.location(), "a gate must have a name in `gate`");
            return;
        }
        List<Integer> targets = new ArrayList<>();
        for (YamlNode qubit : sequence(gate, "qubits")) {
            Optional<BigDecimal> index = number(qubit);
            boolean fits = index.isPresent()
                    && index.get().signum() >= 0
                    && index.get().compareTo(BigDecimal.valueOf(qubits)) < 0
                    && index.get().stripTrailingZeros().scale() <= 0;
            if (!fits) {
                problems.error(qubit.location(), "a gate's qubit must be an integer from 0 to " + (qubits - 1));
                return;
            }
            targets.add(index.get().intValue());
        }
        Map<String, YamlMapping> values =
                gate.get("parameters").map(this::parameters).orElse(Map.of());
        if (values.containsKey("gate_error")) {
            remarks.add(
                    "Gate errors are left out: they hold the relaxation that T1, T2 and the duration already give.");
        }
        if (!values.containsKey("gate_length")) {
            remarks.add("Gate " + name.get() + " states no length and is left out where it does not.");
            return;
        }
        duration(values.get("gate_length"), targets)
                .ifPresent(d -> durations
                        .computeIfAbsent(GATES.getOrDefault(name.get(), name.get()), k -> new ArrayList<>())
                        .add(d));
    }

    /** The commonest duration, and overrides where it differs; a device file knows no direction of a pair. */
    private String operation(String name, List<Duration> all) {
        Map<Set<Integer>, Duration> bySet = new LinkedHashMap<>();
        for (Duration duration : all) {
            Duration known = bySet.get(Set.copyOf(duration.qubits()));
            if (known != null && known.seconds().compareTo(duration.seconds()) != 0) {
                remarks.add("Operation " + name + " on qubits " + known.qubits()
                        + " has different lengths in its directions; the longer one is taken.");
            }
            if (known == null || known.seconds().compareTo(duration.seconds()) < 0) {
                bySet.put(Set.copyOf(duration.qubits()), duration);
            }
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        bySet.values().forEach(d -> counts.merge(d.text(), 1, Integer::sum));
        String commonest = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        List<String> overrides = bySet.values().stream()
                .filter(d -> !d.text().equals(commonest))
                .map(d -> "{ qubits: [" + names(d.qubits()) + "], duration: " + d.text() + " }")
                .toList();
        String listed = overrides.isEmpty() ? "" : ", overrides: [ " + String.join(", ", overrides) + " ]";
        return "{ duration: " + commonest + listed + " }";
    }

    private static String names(List<Integer> qubits) {
        return String.join(", ", qubits.stream().map(q -> "Q" + q).toList());
    }

    private Map<String, YamlMapping> parameters(YamlNode node) {
        Map<String, YamlMapping> values = new LinkedHashMap<>();
        if (!(node instanceof YamlSequence list)) {
            problems.error(node.location(), "parameters must be an array of objects");
            return values;
        }
        for (YamlNode item : list.items()) {
            if (item instanceof YamlMapping parameter && text(parameter, "name").isPresent()) {
                values.put(text(parameter, "name").get(), parameter);
            } else {
                problems.error(item.location(), "a parameter must be an object with a `name`");
            }
        }
        return values;
    }

    private Optional<Duration> time(Map<String, YamlMapping> values, String name, int qubit, YamlNode place) {
        YamlMapping parameter = values.get(name);
        if (parameter == null) {
            problems.error(place.location(), "qubit " + qubit + " must state its " + name);
            return Optional.empty();
        }
        return duration(parameter, List.of(qubit));
    }

    private Optional<Duration> duration(YamlMapping parameter, List<Integer> qubits) {
        Optional<BigDecimal> value = parameter.get("value").flatMap(QiskitProperties::number);
        String unit = text(parameter, "unit").orElse("");
        String name = text(parameter, "name").orElse("value");
        if (value.isEmpty() || value.get().signum() < 0) {
            problems.error(parameter.location(), "`value` of " + name + " must be a number that is not negative");
            return Optional.empty();
        }
        if (!TIME_UNITS.contains(unit)) {
            problems.error(
                    parameter.location(), "`unit` of " + name + " must be one of s, ms, us, ns, but is `" + unit + "`");
            return Optional.empty();
        }
        String plain = unit.length() == 2 && unit.charAt(0) > 127 ? "us" : unit;
        int shift = plain.equals("s") ? 0 : plain.equals("ms") ? -3 : plain.equals("us") ? -6 : -9;
        String shown = value.get().signum() == 0
                ? "0"
                : value.get().stripTrailingZeros().toPlainString();
        return Optional.of(new Duration(qubits, shown + " " + plain, value.get().scaleByPowerOfTen(shift)));
    }

    private Optional<String> probability(Map<String, YamlMapping> values, String name) {
        YamlMapping parameter = values.get(name);
        if (parameter == null) {
            return Optional.empty();
        }
        Optional<BigDecimal> value = parameter.get("value").flatMap(QiskitProperties::number);
        if (value.isEmpty() || value.get().signum() < 0 || value.get().compareTo(BigDecimal.ONE) > 0) {
            problems.error(parameter.location(), "`value` of " + name + " must be a number from 0 to 1");
            return Optional.empty();
        }
        return Optional.of(value.get().toPlainString());
    }

    private List<YamlNode> sequence(YamlMapping mapping, String key) {
        Optional<YamlNode> node = mapping.get(key);
        if (node.isPresent() && node.get() instanceof YamlSequence list) {
            return list.items();
        }
        problems.error(mapping.location(), "`" + key + "` must be an array");
        return List.of();
    }

    private static Optional<String> text(YamlMapping mapping, String key) {
        return mapping.get(key).filter(node -> node instanceof YamlScalar).map(node -> ((YamlScalar) node).text());
    }

    /** A number of sensible size: its plain text must not fill the memory. */
    private static Optional<BigDecimal> number(YamlNode node) {
        if (!(node instanceof YamlScalar scalar)
                || !scalar.isNumber()
                || scalar.text().length() > 40) {
            return Optional.empty();
        }
        try {
            BigDecimal value = new BigDecimal(scalar.text());
            return Math.abs((long) value.precision() - value.scale()) < 100 ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String quoted(String text) {
        boolean isPlain = text.matches("[A-Za-z][A-Za-z0-9_]*")
                && !Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null")
                        .contains(text);
        return isPlain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static InvalidInputException refused(Location location, String message) {
        return new InvalidInputException(List.of(Problem.error(location, message)));
    }
}
