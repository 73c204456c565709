package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.exchange.gate.Angle;
import org.strangenoise.exchange.gate.Decomposition;
import org.strangenoise.exchange.gate.GateCall;
import org.strangenoise.exchange.gate.GateSynthesis;
import org.strangenoise.exchange.gate.StandardGateMatch;

/**
 * Gate calls of a file, and the definitions they need. A gate that the dialect has is called by its name there; any
 * other is defined once as a sequence of those, parametrised by its angle where one definition serves all.
 */
public final class GateWriter {

    /** The name of a defined gate's parameter. */
    private static final String PARAMETER = "theta";

    private final Map<String, String> names;
    private final Map<UnitaryOperation, Template> templates = new HashMap<>();
    private final Map<String, String> definitions = new LinkedHashMap<>();
    private final Map<String, Integer> defined = new HashMap<>();
    private double phase;

    /** A call up to its qubits, and the phase it leaves out. */
    private record Template(String call, double phase) {}

    /**
     * A writer for a dialect.
     *
     * @param names of its gates, by their names in {@code stdgates.inc}; at least {@code x, h, rx, ry, rz, cx}
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
        return List.copyOf(definitions.keySet());
    }

    /** The circuit is exp(i globalPhase) times the gates called so far. */
    public double globalPhase() {
        return phase;
    }

    private Template template(UnitaryOperation gate) {
        Optional<String> standard = StandardGateMatch.of(gate).filter(names::containsKey);
        if (standard.isPresent()) {
            String angles = gate.parameters().stream().map(d -> d.toString()).collect(Collectors.joining(", "));
            return new Template(names.get(standard.get()) + (angles.isEmpty() ? "" : "(" + angles + ")"), 0);
        }
        Decomposition parts = GateSynthesis.of(gate);
        boolean symbolic = parts.phase().symbolic()
                || parts.calls().stream().flatMap(c -> c.angles().stream()).anyMatch(Angle::symbolic);
        String body =
                (symbolic ? "(" + PARAMETER + ")" : "") + body(gate.qubits().size(), parts);
        String known = definitions.entrySet().stream()
                .filter(e -> e.getValue().equals(gate.name()) && e.getKey().endsWith(body))
                .map(e -> e.getKey().substring("gate ".length(), e.getKey().length() - body.length()))
                .findFirst()
                .orElseGet(() -> define(gate.name(), body));
        double angle = symbolic ? gate.parameters().get(0) : 0;
        return new Template(
                symbolic ? known + "(" + angle + ")" : known, parts.phase().at(angle));
    }

    private String define(String operation, String body) {
        String name = DeviceGateNames.written(operation, defined.merge(operation, 1, Integer::sum));
        definitions.put("gate " + name + body, operation);
        return name;
    }

    private String body(int qubits, Decomposition parts) {
        List<String> formal = IntStream.range(0, qubits).mapToObj(q -> "a" + q).toList();
        List<String> lines = new ArrayList<>();
        lines.add(" " + String.join(", ", formal) + " {");
        for (GateCall call : parts.calls()) {
            String angles = call.angles().stream().map(a -> a.text(PARAMETER)).collect(Collectors.joining(", "));
            String targets = call.qubits().stream().map(formal::get).collect(Collectors.joining(", "));
            lines.add(
                    "  " + names.get(call.gate()) + (angles.isEmpty() ? "" : "(" + angles + ")") + " " + targets + ";");
        }
        lines.add("}");
        return String.join("\n", lines);
    }
}
