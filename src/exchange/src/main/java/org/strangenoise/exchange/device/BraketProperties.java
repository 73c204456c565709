package org.strangenoise.exchange.device;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.strangenoise.circuit.GateFormat;
import org.strangenoise.circuit.StandardGate;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;
import org.strangenoise.yaml.YamlScalar;

/**
 * The device properties of Amazon Braket: their part {@code standardized}, and of {@code paradigm} the native gates and
 * the connectivity. Versions 1 and 2 state T1, T2 and fidelities by qubit and pair and no durations, which come from
 * the caller then; version 3 states them once for the whole device, with durations, as older files of trapped ions do
 * in {@code provider.timing} and {@code provider.fidelity}. What a qubit states itself comes before what the device
 * does.
 */
final class BraketProperties {

    /** What {@code prx} makes at some angles, under the names that circuits have for it. */
    private static final List<String> ROTATIONS = List.of("prx", "rx", "ry", "x", "y", "sx");

    private static final int MOST_QUBITS = 1_000_000;

    /** Without a count of pairs in the file, larger devices would have millions. */
    private static final int MOST_QUBITS_ALL_PAIRED = 512;

    private final YamlMapping root;
    private final YamlNode standardized;
    private final Map<String, Double> durations;
    private final DeviceDraft draft;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Set<String> common = new TreeSet<>();
    private final List<StandardGate> natives;

    private BraketProperties(YamlMapping root, String name, Map<String, Double> durations) {
        this.root = root;
        this.standardized = root.get("standardized")
                .filter(node -> node instanceof YamlMapping)
                .orElse(root);
        this.durations = durations;
        this.draft = new DeviceDraft(name, "Amazon Braket device properties");
        Map<String, StandardGate> known = StandardGates.in(GateFormat.BRAKET);
        this.natives = JsonValues.items(JsonValues.at(root, "paradigm", "nativeGateSet")).stream()
                .map(node ->
                        known.get(JsonValues.text(Optional.of(node)).orElse("").toLowerCase(Locale.ROOT)))
                .filter(Objects::nonNull)
                .toList();
    }

    static boolean matches(YamlMapping root) {
        return JsonValues.at(root, "standardized", "oneQubitProperties").isPresent()
                || JsonValues.at(root, "standardized", "T1").isPresent()
                || JsonValues.at(root, "provider", "timing", "T1").isPresent()
                || root.entry("oneQubitProperties").isPresent();
    }

    /** @param name the device's, which its properties do not hold */
    static ImportedDevice read(YamlMapping root, String name, Map<String, Double> durations) {
        return new BraketProperties(root, name, durations).device();
    }

    private ImportedDevice device() {
        addQubits();
        addPairs();
        Optional<YamlNode> graph = JsonValues.at(root, "paradigm", "connectivity", "connectivityGraph");
        if (graph.isPresent() && !isFullyConnected()) {
            draft.setCouplings(coupled());
        }
        if (!common.isEmpty()) {
            draft.remark("One number is stated for the whole device, and taken everywhere, of "
                    + String.join(", ", common) + ".");
        }
        return draft.build();
    }

    private void addQubits() {
        List<YamlMapping.Entry> entries = JsonValues.entries(JsonValues.at(standardized, "oneQubitProperties"));
        for (YamlMapping.Entry entry : entries) {
            Optional<Integer> number =
                    JsonValues.index(Optional.of(YamlScalar.plain(entry.keyLocation(), entry.key())), MOST_QUBITS);
            if (number.isEmpty()) {
                draft.remark(entry.keyLocation() + ": a qubit must be a number; it is left out.");
                continue;
            }
            numbers.put(entry.key(), number.get());
            addQubit(number.get(), entry.value());
        }
        if (entries.isEmpty()) {
            int count = JsonValues.index(JsonValues.at(root, "paradigm", "qubitCount"), MOST_QUBITS)
                    .orElse(0);
            for (int qubit = 0; qubit < count; qubit++) {
                numbers.put(Integer.toString(qubit), qubit);
                addQubit(qubit, YamlMapping.of(root.location(), List.of()));
            }
        }
    }

    private void addQubit(int qubit, YamlNode node) {
        OptionalDouble readout = OptionalDouble.empty();
        OptionalDouble gate = OptionalDouble.empty();
        for (YamlNode fidelity : JsonValues.items(JsonValues.at(node, "oneQubitFidelity"))) {
            String kind = JsonValues.text(JsonValues.at(fidelity, "fidelityType", "name"))
                    .orElse("");
            OptionalDouble error = error(JsonValues.at(fidelity, "fidelity"));
            if (kind.equals("READOUT")) {
                readout = error;
            } else if (kind.equals("RANDOMIZED_BENCHMARKING") || (kind.contains("BENCHMARKING") && gate.isEmpty())) {
                gate = error;
            }
        }
        readout = readout.isPresent() ? readout : commonError("readoutFidelity", "spam");
        gate = gate.isPresent() ? gate : commonError("singleQubitFidelity", "1Q");
        if (readout.isPresent()) {
            draft.remark("Readout fidelities are one number a qubit; their error is taken for both states.");
        }
        draft.addQubit(qubit, time(node, "T1"), time(node, "T2"), DeviceDraft.forBoth(readout));
        for (String operation : oneQubitGates()) {
            addTimed(
                    operation,
                    ROTATIONS.contains(operation) && hasNative("prx") ? "prx" : operation,
                    List.of(qubit),
                    commonSeconds("singleQubitGateDuration", "1Q"),
                    gate);
        }
        addVirtualTurn(qubit);
        addTimed(
                "measure",
                "measure",
                List.of(qubit),
                commonSeconds("readoutDuration", "readout"),
                OptionalDouble.empty());
        OptionalDouble reset = commonSeconds("resetDuration", "reset");
        if (reset.isPresent() || durations.containsKey("reset")) {
            addTimed("reset", "reset", List.of(qubit), reset, OptionalDouble.empty());
        }
    }

    /** The native gates but z rotations; {@code rx} where the file names none. */
    private Set<String> oneQubitGates() {
        Set<String> gates = new LinkedHashSet<>();
        for (StandardGate gate : natives) {
            if (gate.qubits() == 1 && !gate.operation().equals("rz")) {
                gates.add(gate.operation());
            }
        }
        if (hasNative("prx")) {
            gates.addAll(ROTATIONS.subList(1, ROTATIONS.size()));
        }
        return gates.isEmpty() ? Set.of("rx") : gates;
    }

    private boolean hasNative(String name) {
        return natives.stream().anyMatch(gate -> gate.names(GateFormat.BRAKET).contains(name));
    }

    private void addVirtualTurn(int qubit) {
        Double seconds = durations.get("rz");
        if (seconds == null) {
            draft.remark(
                    "Turns about z (rz) are taken as shifts of the drive's phase, which take no time; --duration rz"
                            + " says otherwise.");
        }
        draft.addOperation(
                "rz", List.of(qubit), OptionalDouble.of(seconds == null ? 0 : seconds), OptionalDouble.empty());
    }

    /** @param timedAs what the caller's durations call it; they come before the file's */
    private void addTimed(
            String gate, String timedAs, List<Integer> qubits, OptionalDouble stated, OptionalDouble error) {
        Optional<Double> own = StandardGates.namesOf(timedAs).stream()
                .map(durations::get)
                .filter(Objects::nonNull)
                .findFirst();
        OptionalDouble seconds = own.map(OptionalDouble::of).orElse(stated);
        if (seconds.isEmpty()) {
            draft.remark("Braket's properties state no durations: " + timedAs
                    + " needs one from --duration, or an entry of the device file.");
        } else {
            draft.addOperation(gate, qubits, seconds, error);
        }
    }

    private void addPairs() {
        List<YamlMapping.Entry> entries = JsonValues.entries(JsonValues.at(standardized, "twoQubitProperties"));
        for (YamlMapping.Entry entry : entries) {
            String[] ends = entry.key().split("-", -1);
            if (ends.length != 2 || !numbers.containsKey(ends[0]) || !numbers.containsKey(ends[1])) {
                draft.remark(entry.keyLocation() + ": a pair must be two qubits of the file, as 0-1; it is left out.");
                continue;
            }
            List<Integer> pair = List.of(number(ends[0]), number(ends[1]));
            for (YamlNode fidelity : JsonValues.items(JsonValues.at(entry.value(), "twoQubitGateFidelity"))) {
                String gate = JsonValues.text(JsonValues.at(fidelity, "gateName"))
                        .orElse("")
                        .toLowerCase(Locale.ROOT);
                if (!gate.isEmpty()) {
                    addTwoQubitGate(gate, pair, error(JsonValues.at(fidelity, "fidelity")));
                }
            }
        }
        if (entries.isEmpty() && commonSeconds("twoQubitGateDuration", "2Q").isPresent()) {
            addNativePairs();
        }
    }

    private void addTwoQubitGate(String gate, List<Integer> pair, OptionalDouble error) {
        addTimed(gate, gate, pair, commonSeconds("twoQubitGateDuration", "2Q"), error);
    }

    /** Every native gate on every pair: what a device that states one number for all means. */
    private void addNativePairs() {
        List<String> gates = natives.stream()
                .filter(gate -> gate.qubits() == 2)
                .map(StandardGate::operation)
                .distinct()
                .toList();
        if (gates.isEmpty()) {
            draft.remark("The file names no native gate on two qubits; there is none.");
            return;
        }
        if (isFullyConnected() && numbers.size() > MOST_QUBITS_ALL_PAIRED) {
            throw new IllegalArgumentException("must have at most " + MOST_QUBITS_ALL_PAIRED
                    + " qubits where all are connected, but has " + numbers.size());
        }
        OptionalDouble error = commonError("twoQubitGateFidelity", "2Q");
        for (Set<Integer> pair : isFullyConnected() ? allPairs() : coupled()) {
            List<Integer> ends = pair.stream().sorted().toList();
            gates.forEach(gate -> addTwoQubitGate(gate, ends, error));
        }
    }

    private Set<Set<Integer>> allPairs() {
        List<Integer> qubits = new ArrayList<>(numbers.values());
        Set<Set<Integer>> pairs = new LinkedHashSet<>();
        for (int a = 0; a < qubits.size(); a++) {
            for (int b = 0; b < a; b++) {
                pairs.add(Set.of(qubits.get(a), qubits.get(b)));
            }
        }
        return pairs;
    }

    private boolean isFullyConnected() {
        return JsonValues.text(JsonValues.at(root, "paradigm", "connectivity", "fullyConnected"))
                .filter("true"::equals)
                .isPresent();
    }

    private Set<Set<Integer>> coupled() {
        Set<Set<Integer>> pairs = new LinkedHashSet<>();
        Optional<YamlNode> graph = JsonValues.at(root, "paradigm", "connectivity", "connectivityGraph");
        for (YamlMapping.Entry entry : JsonValues.entries(graph)) {
            for (YamlNode other : JsonValues.items(Optional.of(entry.value()))) {
                Integer from = numbers.get(entry.key());
                Integer to = numbers.get(JsonValues.text(Optional.of(other)).orElse(""));
                if (from != null && to != null && !from.equals(to)) {
                    pairs.add(Set.of(from, to));
                }
            }
        }
        return pairs;
    }

    private int number(String qubit) {
        return Objects.requireNonNull(numbers.get(qubit), qubit);
    }

    private OptionalDouble time(YamlNode node, String key) {
        OptionalDouble own = seconds(JsonValues.at(node, key));
        return own.isPresent() || JsonValues.at(node, key).isPresent() ? own : commonSeconds(key, key);
    }

    private static OptionalDouble seconds(Optional<YamlNode> quantity) {
        return JsonValues.seconds(
                quantity.flatMap(node -> JsonValues.at(node, "value")),
                JsonValues.text(quantity.flatMap(node -> JsonValues.at(node, "unit")))
                        .orElse("s"));
    }

    /** A time of the whole device: of {@code standardized}, or seconds of {@code provider.timing}. */
    private OptionalDouble commonSeconds(String key, String timing) {
        OptionalDouble found = seconds(ofDevice(key));
        if (found.isEmpty()) {
            found = JsonValues.seconds(JsonValues.at(root, "provider", "timing", timing), "s");
        }
        found.ifPresent(value -> common.add(key));
        return found;
    }

    /** One minus a fidelity of the whole device. */
    private OptionalDouble commonError(String key, String fidelity) {
        OptionalDouble found = ofDevice(key)
                .map(list -> JsonValues.items(Optional.of(list)))
                .filter(list -> !list.isEmpty())
                .map(list -> error(JsonValues.at(list.get(0), "fidelity")))
                .orElse(OptionalDouble.empty());
        if (found.isEmpty()) {
            found = error(JsonValues.at(root, "provider", "fidelity", fidelity, "mean"));
        }
        found.ifPresent(value -> common.add(key));
        return found;
    }

    /** Early files of version 3 begin these keys with a capital. */
    private Optional<YamlNode> ofDevice(String key) {
        return JsonValues.at(standardized, key)
                .or(() -> JsonValues.at(standardized, key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1)));
    }

    private static OptionalDouble error(Optional<YamlNode> fidelity) {
        OptionalDouble value = JsonValues.probability(fidelity);
        return value.isPresent() ? OptionalDouble.of(1 - value.getAsDouble()) : value;
    }
}
