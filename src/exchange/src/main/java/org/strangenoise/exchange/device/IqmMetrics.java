package org.strangenoise.exchange.device;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.math.Measured;
import org.strangenoise.yaml.YamlMapping;
import org.strangenoise.yaml.YamlNode;

/**
 * The quality metrics of an IQM computer: a list of observations, each a value of a field such as
 * {@code characterization.model.QB1.t1_time} or {@code metrics.irb.cz.<implementation>.QB1__QB2.fidelity:par=d2}. They
 * state no durations of gates, so that these come from the caller: of {@code prx}, the rotation about any axis in the
 * plane, of {@code cz} and of {@code measure}; rotations about z are virtual. T2 is that of Ramsey, else of the echo,
 * which a remark says. Qubit QB1 becomes Q1.
 */
final class IqmMetrics {

    private static final Pattern TIME =
            Pattern.compile("characterization\\.model\\.QB(\\d{1,6})\\.(t1_time|t2_time|t2_echo_time)");
    private static final Pattern READOUT =
            Pattern.compile("metrics\\.ssro\\.measure\\.[^.]+\\.QB(\\d{1,6})\\.(error_0_to_1|error_1_to_0|fidelity)");
    private static final Pattern GATE = Pattern.compile(
            "metrics\\.i?rb\\.([a-z]+)\\.[^.]+\\.QB(\\d{1,6})(?:__QB(\\d{1,6}))?\\.fidelity(?::par=d\\d+)?");

    /** What {@code prx} makes at some angles, under the names that circuits have for it. */
    private static final List<String> ROTATIONS = List.of("prx", "rx", "ry", "x", "y", "sx");

    private final Map<Integer, Map<String, OptionalDouble>> qubits = new TreeMap<>();
    private final Map<String, Map<List<Integer>, OptionalDouble>> gates = new TreeMap<>();

    private IqmMetrics() {}

    static boolean matches(YamlMapping root) {
        return JsonValues.items(root.get("observations")).stream()
                .anyMatch(item -> JsonValues.at(item, "dut_field").isPresent());
    }

    static ImportedDevice read(YamlMapping root, Map<String, Double> durations) {
        String name = JsonValues.text(root.get("quality_metric_set_dut_label"))
                .or(() -> JsonValues.text(root.get("dut_label")))
                .orElse("imported");
        DeviceDraft draft = new DeviceDraft(name, "IQM quality metrics");
        IqmMetrics metrics = new IqmMetrics();
        for (YamlNode item : JsonValues.items(root.get("observations"))) {
            metrics.add(item, draft);
        }
        metrics.addTo(draft, durations);
        return draft.build();
    }

    private void add(YamlNode item, DeviceDraft draft) {
        String field = JsonValues.text(JsonValues.at(item, "dut_field")).orElse("");
        if (JsonValues.text(JsonValues.at(item, "invalid"))
                .filter("true"::equals)
                .isPresent()) {
            draft.remark(item.location() + ": " + field + " is marked invalid and is left out.");
            return;
        }
        Matcher time = TIME.matcher(field);
        Matcher readout = READOUT.matcher(field);
        Matcher gate = GATE.matcher(field);
        if (time.matches()) {
            String unit = JsonValues.text(JsonValues.at(item, "unit"))
                    .filter(u -> !u.isEmpty())
                    .orElse("s");
            number(time.group(1), time.group(2), JsonValues.seconds(JsonValues.at(item, "value"), unit));
        } else if (readout.matches()) {
            number(readout.group(1), readout.group(2), JsonValues.probability(JsonValues.at(item, "value")));
        } else if (gate.matches()) {
            List<Integer> targets = new ArrayList<>();
            targets.add(Integer.parseInt(gate.group(2)));
            if (gate.group(3) != null) {
                targets.add(Integer.parseInt(gate.group(3)));
            }
            OptionalDouble fidelity = JsonValues.probability(JsonValues.at(item, "value"));
            // Of several implementations a circuit may meet any: the worse one counts.
            gates.computeIfAbsent(gate.group(1), g -> new TreeMap<>(IqmMetrics::compare))
                    .merge(targets, error(fidelity), IqmMetrics::larger);
        }
    }

    private void number(String qubit, String what, OptionalDouble value) {
        qubits.computeIfAbsent(Integer.parseInt(qubit), q -> new TreeMap<>()).put(what, value);
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        int first = Integer.compare(a.get(0), b.get(0));
        return first != 0 ? first : Integer.compare(a.get(a.size() - 1), b.get(b.size() - 1));
    }

    private static OptionalDouble error(OptionalDouble fidelity) {
        return fidelity.isPresent() ? OptionalDouble.of(1 - fidelity.getAsDouble()) : fidelity;
    }

    private static OptionalDouble larger(OptionalDouble a, OptionalDouble b) {
        return a.isEmpty() || (b.isPresent() && b.getAsDouble() > a.getAsDouble()) ? b : a;
    }

    private void addTo(DeviceDraft draft, Map<String, Double> durations) {
        Set<Integer> echoed = new TreeSet<>();
        qubits.forEach((qubit, numbers) -> {
            OptionalDouble ramsey = numbers.getOrDefault("t2_time", OptionalDouble.empty());
            OptionalDouble echo = numbers.getOrDefault("t2_echo_time", OptionalDouble.empty());
            if (ramsey.isEmpty() && echo.isPresent()) {
                echoed.add(qubit);
            }
            draft.addQubit(
                    qubit,
                    numbers.getOrDefault("t1_time", OptionalDouble.empty()),
                    ramsey.isPresent() ? ramsey : echo,
                    readout(numbers));
            Map<List<Integer>, OptionalDouble> rotations = gates.getOrDefault("prx", Map.of());
            OptionalDouble error = rotations.getOrDefault(List.of(qubit), OptionalDouble.empty());
            for (String rotation : ROTATIONS) {
                addTimed(draft, rotation, "prx", List.of(qubit), durations, error);
            }
            draft.addOperation("rz", List.of(qubit), OptionalDouble.of(0), OptionalDouble.empty());
            addTimed(draft, "measure", "measure", List.of(qubit), durations, OptionalDouble.empty());
        });
        if (!echoed.isEmpty()) {
            draft.remark("T2 is that of an echo, as no other is stated, on "
                    + String.join(", ", echoed.stream().map(DeviceDraft::nameOf).toList()) + ".");
        }
        Set<Set<Integer>> pairs = new LinkedHashSet<>();
        gates.forEach((gate, all) -> all.forEach((targets, error) -> {
            if (targets.size() == 2) {
                pairs.add(Set.copyOf(targets));
                addTimed(draft, gate, gate, targets, durations, error);
            }
        }));
        if (!pairs.isEmpty()) {
            draft.setCouplings(pairs);
        }
    }

    private static Optional<ReadoutError> readout(Map<String, OptionalDouble> numbers) {
        OptionalDouble up = numbers.getOrDefault("error_0_to_1", OptionalDouble.empty());
        OptionalDouble down = numbers.getOrDefault("error_1_to_0", OptionalDouble.empty());
        if (up.isPresent() && down.isPresent()) {
            return Optional.of(
                    new ReadoutError(Measured.exactly(up.getAsDouble()), Measured.exactly(down.getAsDouble())));
        }
        return DeviceDraft.forBoth(
                up.isPresent()
                        ? up
                        : down.isPresent() ? down : error(numbers.getOrDefault("fidelity", OptionalDouble.empty())));
    }

    private static void addTimed(
            DeviceDraft draft,
            String gate,
            String timedAs,
            List<Integer> qubits,
            Map<String, Double> durations,
            OptionalDouble error) {
        Double seconds = durations.get(timedAs);
        if (seconds == null) {
            draft.remark("IQM's metrics state no durations: " + timedAs
                    + " needs one from --duration, or an entry of the device file.");
        } else {
            draft.addOperation(gate, qubits, OptionalDouble.of(seconds), error);
        }
    }
}
