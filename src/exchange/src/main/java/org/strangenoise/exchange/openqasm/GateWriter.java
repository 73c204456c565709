package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.strangenoise.circuit.StandardGate;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.exchange.gate.Angle;
import org.strangenoise.exchange.gate.Decomposition;
import org.strangenoise.exchange.gate.GateCall;
import org.strangenoise.exchange.gate.GateSynthesis;

/**
 * Gate calls of a file, and the definitions they need. A gate that the dialect has is called by its name there; any
 * other is defined once as a sequence of those, parametrised by its angle where one definition serves all.
 */
public final class GateWriter {

    private final Map<String, String> names;
    private final Map<UnitaryOperation, Template> templates = new HashMap<>();
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private double phase;

    /** A call up to its qubits, and the phase it leaves out. */
    private record Template(String call, double phase) {}

    /** What a defined gate is for, and its text after the name. */
    private record Definition(String operation, String body) {}

    /**
     * A writer for a dialect.
     *
     * @param names of its gates, by their names in {@code stdgates.inc}; at least {@code id, x, h, rx, ry, rz, cx}
     */
    public GateWriter(Map<String, String> names) {
        this.names = Map.copyOf(names);
    }

    /** The call of a gate without its qubits, such as {@code rx(0.5)}. */
    public String call(UnitaryOperation gate) {
        List<Integer> local = IntStream.range(0, gate.qubits().size()).boxed().toList();
        Template template = templates.computeIfAbsent(gate.on(local), this::template);
        phase += template.phase();
        return template.call();
    }

    /** The definitions of all gates called so far, in an order in which each is defined before it is used. */
    public List<String> definitions() {
        return definitions.entrySet().stream()
                .map(e -> "gate " + e.getKey() + e.getValue().body())
                .toList();
    }

    /** The standard gates that the calls and definitions use, by their names in {@code stdgates.inc}. */
    public Set<String> used() {
        return Collections.unmodifiableSet(used);
    }

    /** The circuit is exp(i globalPhase) times the gates called so far. */
    public double globalPhase() {
        return phase;
    }

    private Template template(UnitaryOperation gate) {
        Optional<String> standard =
                StandardGates.match(gate).map(StandardGate::name).filter(names::containsKey);
        if (standard.isPresent()) {
            used.add(standard.get());
            return new Template(names.get(standard.get()) + inParentheses(gate.parameters()), 0);
        }
        Decomposition parts = GateSynthesis.of(gate);
        if (parts.calls().stream().noneMatch(call -> call.angles().stream().anyMatch(Angle::symbolic))) {
            String name = defined(gate.name(), body(gate.qubits().size(), parts, List.of()));
            return new Template(
                    name,
                    parts.phase()
                            .at(
                                    gate.parameters().isEmpty()
                                            ? 0
                                            : gate.parameters().get(0)));
        }
        double angle = gate.parameters().get(0);
        List<Double> factors = new ArrayList<>(List.of(1.0));
        parts.calls().stream()
                .flatMap(call -> call.angles().stream())
                .filter(a -> a.symbolic() && !factors.contains(a.value()))
                .forEach(a -> factors.add(a.value()));
        String name = defined(gate.name(), body(gate.qubits().size(), parts, factors));
        List<Double> angles = factors.stream().map(factor -> factor * angle).toList();
        return new Template(name + inParentheses(angles), parts.phase().at(angle));
    }

    private static String inParentheses(List<Double> angles) {
        return angles.isEmpty()
                ? ""
                : angles.stream().map(d -> d.toString()).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The name of the gate with this definition, made if it is not there yet. */
    private String defined(String operation, String body) {
        return definitions.entrySet().stream()
                .filter(e -> e.getValue().equals(new Definition(operation, body)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> {
                    String name = DeviceGateNames.written(operation, counts.merge(operation, 1, Integer::sum));
                    definitions.put(name, new Definition(operation, body));
                    return name;
                });
    }

    /** Parameters, qubits and calls; every angle that is a multiple of the gate's own has a parameter of its own. */
    private String body(int qubits, Decomposition parts, List<Double> factors) {
        List<String> formal = IntStream.range(0, qubits).mapToObj(q -> "a" + q).toList();
        StringJoiner lines = new StringJoiner("\n");
        String parameters = IntStream.range(0, factors.size())
                .mapToObj(DeviceGateNames::parameter)
                .collect(Collectors.joining(", "));
        lines.add((parameters.isEmpty() ? "" : "(" + parameters + ")") + " " + String.join(", ", formal) + " {");
        for (GateCall call : parts.calls()) {
            used.add(call.gate());
            String angles = call.angles().stream()
                    .map(a -> a.symbolic()
                            ? DeviceGateNames.parameter(factors.indexOf(a.value()))
                            : Double.toString(a.value()))
                    .collect(Collectors.joining(", "));
            String targets = call.qubits().stream().map(formal::get).collect(Collectors.joining(", "));
            lines.add(
                    "  " + names.get(call.gate()) + (angles.isEmpty() ? "" : "(" + angles + ")") + " " + targets + ";");
        }
        if (parts.calls().isEmpty()) {
            // An empty body is legal, but not to every reader.
            used.add("id");
            lines.add("  " + names.get("id") + " " + formal.get(0) + ";");
        }
        return lines.add("}").toString();
    }
}
