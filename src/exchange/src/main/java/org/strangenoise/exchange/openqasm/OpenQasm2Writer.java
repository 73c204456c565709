package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.strangenoise.circuit.Circuit;
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

    /** Definitions by name, each using only those before it. The language fixes no global phase. */
    private static final Map<String, String> DEFINITIONS = new LinkedHashMap<>();

    static {
        define("id", "id a { U(0, 0, 0) a; }");
        define("x", "x a { U(pi, 0, pi) a; }");
        define("y", "y a { U(pi, pi/2, pi/2) a; }");
        define("z", "z a { U(0, 0, pi) a; }");
        define("h", "h a { U(pi/2, 0, pi) a; }");
        define("s", "s a { U(0, 0, pi/2) a; }");
        define("sdg", "sdg a { U(0, 0, -pi/2) a; }");
        define("t", "t a { U(0, 0, pi/4) a; }");
        define("tdg", "tdg a { U(0, 0, -pi/4) a; }");
        define("sx", "sx a { U(pi/2, -pi/2, pi/2) a; }");
        define("rx", "rx(theta) a { U(theta, -pi/2, pi/2) a; }");
        define("ry", "ry(theta) a { U(theta, 0, 0) a; }");
        define("rz", "rz(phi) a { U(0, 0, phi) a; }");
        define("p", "p(lambda) a { U(0, 0, lambda) a; }");
        define("cx", "cx a, b { CX a, b; }");
        define("cz", "cz a, b { U(pi/2, 0, pi) b; CX a, b; U(pi/2, 0, pi) b; }");
        define("swap", "swap a, b { CX a, b; CX b, a; CX a, b; }");
        define(
                "cp",
                "cp(lambda) a, b { U(0, 0, lambda/2) a; CX a, b; U(0, 0, -lambda/2) b; CX a, b; U(0, 0, lambda/2) b; }");
        define(
                "ccx",
                "ccx a, b, c { h c; CX b, c; tdg c; CX a, c; t c; CX b, c; tdg c; CX a, c; t b; t c; h c; CX a, b;"
                        + " t a; tdg b; CX a, b; }");
    }

    private static void define(String name, String definition) {
        DEFINITIONS.put(name, "gate " + definition);
    }

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
        lines.addAll(Header.comments("q", gates.globalPhase(), body.remarks()));
        Set<String> needed = new LinkedHashSet<>(gates.used());
        if (needed.contains("ccx")) {
            needed.addAll(List.of("h", "t", "tdg"));
        }
        DEFINITIONS.forEach((name, definition) -> {
            if (needed.contains(name)) {
                lines.add(definition);
            }
        });
        lines.addAll(gates.definitions());
        lines.add("qreg q[" + qubits + "];");
        lines.addAll(body.bitDeclarations());
        lines.addAll(body.lines());
        return new Exported(String.join("\n", lines) + "\n", List.copyOf(body.remarks()));
    }
}
