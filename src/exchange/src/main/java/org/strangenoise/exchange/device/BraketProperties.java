package org.strangenoise.exchange.device;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;
import org.strangenoise.yaml.YamlScalar;

/**
 * The device properties of Amazon Braket, their part {@code standardized}: T1 and T2 by qubit, fidelities of readout
 * and gates, and {@code paradigm.connectivity}. They state no durations of gates, so that these come from the caller.
 */
final class BraketProperties {

    private BraketProperties() {}

    static boolean matches(YamlMapping root) {
        return JsonValues.at(root, "standardized", "oneQubitProperties").isPresent()
                || root.entry("oneQubitProperties").isPresent();
    }

    static ImportedDevice read(YamlMapping root, Map<String, Double> durations) {
        YamlNode standardized = root.get("standardized").orElse(root);
        String name = JsonValues.text(root.get("deviceName")).orElse("imported");
        DeviceDraft draft = new DeviceDraft(name, "Amazon Braket device properties");
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (YamlMapping.Entry entry : JsonValues.entries(JsonValues.at(standardized, "oneQubitProperties"))) {
            Optional<Integer> number =
                    JsonValues.index(Optional.of(YamlScalar.plain(entry.keyLocation(), entry.key())), 1_000_000);
            if (number.isEmpty()) {
                draft.remark(entry.keyLocation() + ": a qubit must be a number; it is left out.");
                continue;
            }
            numbers.put(entry.key(), number.get());
            addQubit(draft, number.get(), entry.value(), durations);
        }
        addPairs(draft, standardized, numbers, durations);
        addCouplings(draft, root, numbers);
        return draft.build();
    }

    private static void addQubit(DeviceDraft draft, int qubit, YamlNode node, Map<String, Double> durations) {
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
        if (readout.isPresent()) {
            draft.remark("Readout fidelities are one number a qubit; their error is taken for both states.");
        }
        draft.addQubit(qubit, time(node, "T1"), time(node, "T2"), DeviceDraft.forBoth(readout));
        for (String operation : List.of("rx", "rz")) {
            addTimed(draft, operation, List.of(qubit), durations, gate);
        }
        addTimed(draft, "measure", List.of(qubit), durations, OptionalDouble.empty());
    }

    private static void addTimed(
            DeviceDraft draft, String gate, List<Integer> qubits, Map<String, Double> durations, OptionalDouble error) {
        Double seconds = durations.get(gate);
        if (seconds == null) {
            draft.remark("Braket's properties state no durations: " + gate
                    + " needs one from --duration, or an entry of the device file.");
        } else {
            draft.addOperation(
                    gate, qubits, OptionalDouble.of(seconds), gate.equals("rz") ? OptionalDouble.empty() : error);
        }
    }

    private static void addPairs(
            DeviceDraft draft, YamlNode standardized, Map<String, Integer> numbers, Map<String, Double> durations) {
        for (YamlMapping.Entry entry : JsonValues.entries(JsonValues.at(standardized, "twoQubitProperties"))) {
            String[] ends = entry.key().split("-", -1);
            if (ends.length != 2 || !numbers.containsKey(ends[0]) || !numbers.containsKey(ends[1])) {
                draft.remark(entry.keyLocation() + ": a pair must be two qubits of the file, as 0-1; it is left out.");
                continue;
            }
            List<Integer> pair = List.of(numbers.get(ends[0]), numbers.get(ends[1]));
            for (YamlNode fidelity : JsonValues.items(JsonValues.at(entry.value(), "twoQubitGateFidelity"))) {
                String gate = JsonValues.text(JsonValues.at(fidelity, "gateName"))
                        .orElse("")
                        .toLowerCase(Locale.ROOT);
                if (!gate.isEmpty()) {
                    addTimed(draft, gate, pair, durations, error(JsonValues.at(fidelity, "fidelity")));
                }
            }
        }
    }

    private static void addCouplings(DeviceDraft draft, YamlMapping root, Map<String, Integer> numbers) {
        Optional<YamlNode> graph = JsonValues.at(root, "paradigm", "connectivity", "connectivityGraph");
        boolean full = JsonValues.text(JsonValues.at(root, "paradigm", "connectivity", "fullyConnected"))
                .filter("true"::equals)
                .isPresent();
        Set<Set<Integer>> pairs = new LinkedHashSet<>();
        if (full) {
            return;
        }
        for (YamlMapping.Entry entry : JsonValues.entries(graph)) {
            for (YamlNode other : JsonValues.items(Optional.of(entry.value()))) {
                Integer from = numbers.get(entry.key());
                Integer to = numbers.get(JsonValues.text(Optional.of(other)).orElse(""));
                if (from != null && to != null && !from.equals(to)) {
                    pairs.add(Set.of(from, to));
                }
            }
        }
        if (graph.isPresent()) {
            draft.setCouplings(pairs);
        }
    }

    private static OptionalDouble time(YamlNode node, String key) {
        return JsonValues.seconds(
                JsonValues.at(node, key, "value"),
                JsonValues.text(JsonValues.at(node, key, "unit")).orElse("S"));
    }

    private static OptionalDouble error(Optional<YamlNode> fidelity) {
        OptionalDouble value = JsonValues.probability(fidelity);
        return value.isPresent() ? OptionalDouble.of(1 - value.getAsDouble()) : value;
    }
}
