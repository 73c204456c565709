package org.strangenoise.exchange.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;
import org.strangenoise.yaml.YamlScalar;

/**
 * A {@code Target} of Qiskit as JSON: {@code qubit_properties}, a list of {@code t1} and {@code t2} in seconds, and
 * {@code instructions} by name and qubits, {@code {"cz": {"0,1": {"duration": 6.8e-8, "error": 0.004}}}}. Qiskit itself
 * writes no such file; the page on formats has the lines that do.
 */
final class QiskitTarget {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private QiskitTarget() {}

    static boolean matches(YamlMapping root) {
        return root.entry("qubit_properties").isPresent()
                && root.entry("instructions").isPresent();
    }

    static ImportedDevice read(YamlMapping root) {
        String name =
                JsonValues.text(root.get("name")).filter(t -> !t.isBlank()).orElse("imported");
        DeviceDraft draft = new DeviceDraft(name, "Qiskit target " + name);
        List<YamlNode> qubits = JsonValues.items(root.get("qubit_properties"));
        for (int q = 0; q < qubits.size(); q++) {
            OptionalDouble readout =
                    JsonValues.probability(JsonValues.at(root, "instructions", "measure", String.valueOf(q), "error"));
            if (readout.isPresent()) {
                draft.remark("A target states one readout error a qubit; it is taken for both states.");
            }
            draft.addQubit(
                    q,
                    JsonValues.seconds(JsonValues.at(qubits.get(q), "t1"), "s"),
                    JsonValues.seconds(JsonValues.at(qubits.get(q), "t2"), "s"),
                    DeviceDraft.forBoth(readout));
        }
        for (YamlMapping.Entry gate : JsonValues.entries(root.get("instructions"))) {
            for (YamlMapping.Entry place : JsonValues.entries(Optional.of(gate.value()))) {
                add(draft, gate.key(), place, qubits.size());
            }
        }
        return draft.build();
    }

    private static void add(DeviceDraft draft, String gate, YamlMapping.Entry place, int qubits) {
        List<Integer> targets = new ArrayList<>();
        Matcher numbers = NUMBER.matcher(place.key());
        while (numbers.find()) {
            Optional<Integer> index =
                    JsonValues.index(Optional.of(YamlScalar.plain(place.keyLocation(), numbers.group())), qubits);
            if (index.isEmpty()) {
                draft.remark(place.keyLocation() + ": a qubit of " + gate + " must be from 0 to " + (qubits - 1)
                        + "; the entry is left out.");
                return;
            }
            targets.add(index.get());
        }
        Optional<YamlNode> error = JsonValues.at(place.value(), "error");
        draft.addOperation(
                gate,
                targets,
                JsonValues.seconds(JsonValues.at(place.value(), "duration"), "s"),
                gate.equals("measure") ? OptionalDouble.empty() : JsonValues.probability(error));
    }
}
