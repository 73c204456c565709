package org.strangenoise.exchange.device;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.math.Measured;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;
import org.strangenoise.yaml.YamlSequence;

/**
 * The backend properties of Qiskit: {@code qubits}, a list of parameters for each, and {@code gates}. T1, T2, readout
 * errors, lengths and errors of gates are taken; what is missing or out of order ({@code operational: 0}, error 1) is
 * left out with a remark.
 */
final class QiskitProperties {

    private final YamlMapping properties;
    private final DeviceDraft draft;

    private QiskitProperties(YamlMapping properties, DeviceDraft draft) {
        this.properties = properties;
        this.draft = draft;
    }

    static boolean matches(YamlMapping root) {
        return root.get("qubits").filter(YamlSequence.class::isInstance).isPresent()
                && root.entry("gates").isPresent();
    }

    /**
     * The device.
     *
     * @param configuration the backend's configuration, whose coupling map holds
     */
    static ImportedDevice read(YamlMapping properties, Optional<YamlMapping> configuration) {
        String backend = JsonValues.text(properties.get("backend_name"))
                .filter(text -> !text.isBlank())
                .orElse("imported");
        String date = JsonValues.text(properties.get("last_update_date"))
                .map(d -> " of " + d)
                .orElse("");
        DeviceDraft draft = new DeviceDraft(backend, "Qiskit backend properties " + backend + date);
        QiskitProperties reader = new QiskitProperties(properties, draft);
        configuration.ifPresent(reader::addCouplings);
        reader.readAll();
        return draft.build();
    }

    private void addCouplings(YamlMapping configuration) {
        if (configuration
                .get("coupling_map")
                .filter(YamlSequence.class::isInstance)
                .isEmpty()) {
            draft.remark("The configuration states no coupling map.");
            return;
        }
        int most = JsonValues.items(properties.get("qubits")).size();
        Set<Set<Integer>> pairs = new LinkedHashSet<>();
        for (YamlNode pair : JsonValues.items(configuration.get("coupling_map"))) {
            List<Integer> ends = JsonValues.items(Optional.of(pair)).stream()
                    .flatMap(end -> JsonValues.index(Optional.of(end), most).stream())
                    .distinct()
                    .toList();
            if (ends.size() == 2) {
                pairs.add(Set.copyOf(ends));
            } else {
                draft.remark(pair.location() + ": a pair of the coupling map must be two of the qubits 0 to "
                        + (most - 1) + "; it is left out.");
            }
        }
        draft.setCouplings(pairs);
    }

    private void readAll() {
        List<YamlNode> qubits = JsonValues.items(properties.get("qubits"));
        for (int q = 0; q < qubits.size(); q++) {
            addQubit(q, qubits.get(q));
        }
        for (YamlNode gate : JsonValues.items(properties.get("gates"))) {
            addGate(gate, qubits.size());
        }
    }

    private void addQubit(int index, YamlNode node) {
        Map<String, YamlMapping> values = parameters(node);
        if (isOutOfOrder(values)) {
            draft.leaveOutQubit(index, "is out of order (operational: 0)");
            return;
        }
        draft.addQubit(index, time(values, "T1"), time(values, "T2"), readout(values, index));
        if (values.containsKey("readout_length")) {
            draft.addOperation("measure", List.of(index), time(values, "readout_length"), OptionalDouble.empty());
        }
    }

    private Optional<ReadoutError> readout(Map<String, YamlMapping> values, int index) {
        OptionalDouble one = probability(values, "prob_meas1_prep0");
        OptionalDouble zero = probability(values, "prob_meas0_prep1");
        if (one.isPresent() && zero.isPresent()) {
            return Optional.of(
                    new ReadoutError(Measured.exactly(one.getAsDouble()), Measured.exactly(zero.getAsDouble())));
        }
        OptionalDouble single = probability(values, "readout_error");
        if (single.isEmpty()) {
            single = one.isPresent() ? one : zero;
        }
        if (single.isPresent()) {
            draft.remark("Q" + index + " states one readout error; it is taken for both states.");
        }
        return DeviceDraft.forBoth(single);
    }

    private void addGate(YamlNode node, int qubits) {
        Optional<String> name = node instanceof YamlMapping gate ? JsonValues.text(gate.get("gate")) : Optional.empty();
        if (name.isEmpty()) {
            draft.remark(node.location() + ": a gate must be an object with a name in `gate`; it is left out.");
            return;
        }
        YamlMapping gate = (YamlMapping) node;
        List<Integer> targets = new ArrayList<>();
        for (YamlNode qubit : JsonValues.items(gate.get("qubits"))) {
            Optional<Integer> index = JsonValues.index(Optional.of(qubit), qubits);
            if (index.isEmpty()) {
                draft.remark(qubit.location() + ": a gate's qubit must be an integer from 0 to " + (qubits - 1)
                        + "; this gate " + name.get() + " is left out.");
                return;
            }
            targets.add(index.get());
        }
        Map<String, YamlMapping> values =
                gate.get("parameters").map(this::parameters).orElse(Map.of());
        if (isOutOfOrder(values)) {
            draft.leaveOutOperation(name.get(), "is out of order (operational: 0)", targets);
            return;
        }
        draft.addOperation(name.get(), targets, time(values, "gate_length"), error(values));
    }

    private OptionalDouble error(Map<String, YamlMapping> values) {
        YamlMapping parameter = values.get("gate_error");
        Optional<BigDecimal> value = parameter == null ? Optional.empty() : JsonValues.number(parameter.get("value"));
        if (value.isPresent() && value.get().compareTo(BigDecimal.ONE) >= 0) {
            return OptionalDouble.of(1);
        }
        return probability(values, "gate_error");
    }

    private static boolean isOutOfOrder(Map<String, YamlMapping> values) {
        YamlMapping operational = values.get("operational");
        return operational != null
                && JsonValues.text(operational.get("value"))
                        .filter(text -> Set.of("0", "0.0", "false", "False").contains(text))
                        .isPresent();
    }

    private Map<String, YamlMapping> parameters(YamlNode node) {
        Map<String, YamlMapping> values = new LinkedHashMap<>();
        if (!(node instanceof YamlSequence)) {
            draft.remark(node.location() + ": parameters must be an array of objects.");
        }
        for (YamlNode item : JsonValues.items(Optional.of(node))) {
            Optional<String> name =
                    item instanceof YamlMapping parameter ? JsonValues.text(parameter.get("name")) : Optional.empty();
            name.ifPresent(n -> values.put(n, (YamlMapping) item));
        }
        return values;
    }

    private OptionalDouble time(Map<String, YamlMapping> values, String name) {
        YamlMapping parameter = values.get(name);
        if (parameter == null) {
            return OptionalDouble.empty();
        }
        String unit = JsonValues.text(parameter.get("unit")).orElse("");
        OptionalDouble seconds = JsonValues.seconds(parameter.get("value"), unit);
        if (seconds.isEmpty()) {
            draft.remark(parameter.location() + ": " + name + " must be a number that is not negative, in s, ms, us or"
                    + " ns; it is taken as not stated.");
        }
        return seconds;
    }

    private OptionalDouble probability(Map<String, YamlMapping> values, String name) {
        YamlMapping parameter = values.get(name);
        if (parameter == null) {
            return OptionalDouble.empty();
        }
        OptionalDouble value = JsonValues.probability(parameter.get("value"));
        if (value.isEmpty()) {
            draft.remark(parameter.location() + ": `value` of " + name
                    + " must be a number from 0 to 1; it is taken as not stated.");
        }
        return value;
    }
}
