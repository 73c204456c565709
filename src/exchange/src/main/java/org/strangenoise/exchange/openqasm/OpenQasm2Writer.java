package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.GateFormat;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.exchange.ExportSource;
import org.strangenoise.exchange.Exported;
import org.strangenoise.exchange.Exporter;
import org.strangenoise.schedule.ScheduledCircuit;

/**
 * Writes OpenQASM 2. Every gate is defined in the file from {@code U} and {@code CX}, as readers differ in what their
 * {@code qelib1.inc} holds. The language has no time: delays and durations stand in comments.
 *
 * @param timed whether the schedule stands in comments
 */
public record OpenQasm2Writer(boolean timed) implements Exporter {

    /** Each definition uses only those before it. The language fixes no global phase. */
    private static final Map<String, String> DEFINITIONS = StandardGates.written(GateFormat.OPENQASM2);

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** A writer without the schedule. */
    public OpenQasm2Writer() {
        this(false);
    }

    @Override
    public Exported export(ExportSource source) {
        return timed
                ? write(source.requireSchedule(), source.omittedByGates())
                : write(source.circuit(), source.omittedByGates());
    }

    /** A circuit without durations. */
    public Exported write(Circuit circuit) {
        return write(circuit, List.of());
    }

    private Exported write(Circuit circuit, List<String> omitted) {
        GateWriter gates = gates();
        CircuitText body = body(circuit.qubits(), gates);
        body.add(circuit);
        body.remarks().addAll(omitted);
        return text(circuit.qubits(), gates, body);
    }

    /** A circuit with its schedule in comments. */
    public Exported write(ScheduledCircuit circuit) {
        return write(circuit, List.of());
    }

    private Exported write(ScheduledCircuit circuit, List<String> omitted) {
        GateWriter gates = gates();
        CircuitText body = body(circuit.qubits(), gates);
        body.add(circuit);
        body.remarks().addAll(omitted);
        return text(circuit.qubits(), gates, body);
    }

    private static GateWriter gates() {
        return new GateWriter(DEFINITIONS.keySet().stream().collect(Collectors.toMap(n -> n, n -> n)));
    }

    private CircuitText body(int qubits, GateWriter gates) {
        return new CircuitText(CircuitText.Version.TWO, timed, qubits, q -> "q[" + q + "]", gates);
    }

    private static Exported text(int qubits, GateWriter gates, CircuitText body) {
        List<String> lines = new ArrayList<>();
        lines.add("OPENQASM 2.0;");
        lines.addAll(QasmHeader.comments("q", gates.globalPhase(), body.remarks()));
        Set<String> needed = new LinkedHashSet<>();
        gates.used().forEach(name -> addWithUsed(name, needed));
        DEFINITIONS.forEach((name, definition) -> {
            if (needed.contains(name)) {
                lines.add("gate " + name + definition);
            }
        });
        lines.addAll(gates.definitions());
        lines.add("qreg q[" + qubits + "];");
        lines.addAll(body.bitDeclarations());
        lines.addAll(body.lines());
        return new Exported(String.join("\n", lines) + "\n", List.copyOf(body.remarks()));
    }

    /** A gate and those that its definition calls. */
    private static void addWithUsed(String name, Set<String> needed) {
        if (needed.add(name)) {
            String definition = Objects.requireNonNull(DEFINITIONS.get(name), name);
            String body = definition.substring(definition.indexOf('{'));
            WORD.matcher(body)
                    .results()
                    .map(MatchResult::group)
                    .filter(DEFINITIONS::containsKey)
                    .forEach(used -> addWithUsed(used, needed));
        }
    }
}
