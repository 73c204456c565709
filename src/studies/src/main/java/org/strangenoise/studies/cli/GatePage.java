package org.strangenoise.studies.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.strangenoise.circuit.GateFormat;
import org.strangenoise.circuit.StandardGate;

/** The table of gates as Markdown: what the site's page holds. */
final class GatePage {

    private static final List<GateFormat> FORMATS =
            Stream.of(GateFormat.values()).filter(GateFormat::hasNames).toList();

    private GatePage() {}

    static String text(List<StandardGate> gates) {
        StringBuilder page = new StringBuilder();
        page.append("# Gates\n\n")
                .append(
                        "Every gate that files may call by name. Angles are `t, u, v, w` in order, qubits `a, b, c, ...`;")
                .append(" the operation is the name that circuits, results and budgets give it. A device file may list")
                .append(" the operation by any name of its row. An inverse is the operation of its gate.\n\n")
                .append(
                        "`stdgates.inc` is OpenQASM 3's library, `qelib1.inc` that of the OpenQASM 2 paper; Qiskit's own")
                .append(" `qelib1.inc` has both columns. A file without an include knows Braket's names. In brackets:")
                .append(" read, but not written. Gates that a format lacks leave it as `cx` and turns.\n\n");
        page.append("| operation | angles | qubits | what it does | ")
                .append(FORMATS.stream().map(GateFormat::title).collect(Collectors.joining(" | ")))
                .append(" | other names |\n")
                .append("|---|---|---|---|")
                .append("---|".repeat(FORMATS.size() + 1))
                .append("\n");
        for (StandardGate gate : gates) {
            page.append("| `")
                    .append(gate.operation())
                    .append("` | ")
                    .append(gate.parameters())
                    .append(" | ")
                    .append(gate.qubits())
                    .append(" | ")
                    .append(gate.formula().replace("|", "\\|"));
            FORMATS.forEach(format -> page.append(" | ").append(names(gate, format)));
            page.append(" | ").append(others(gate)).append(" |\n");
        }
        return page.toString();
    }

    private static String names(StandardGate gate, GateFormat format) {
        String names = gate.names(format).stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return names.isEmpty() || gate.written(format).isPresent() ? names : "(" + names + ")";
    }

    /** Names of the row that no column has. */
    private static String others(StandardGate gate) {
        List<String> shown =
                FORMATS.stream().flatMap(format -> gate.names(format).stream()).toList();
        return gate.openQasmNames().stream()
                .filter(name -> !shown.contains(name) && !name.equals(gate.operation()))
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
    }
}
