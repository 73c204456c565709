package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.GateFormat;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.exchange.ExportSource;
import org.strangenoise.exchange.Exported;
import org.strangenoise.exchange.Exporter;
import org.strangenoise.schedule.ScheduledCircuit;

/**
 * Writes OpenQASM 3: gates of {@code stdgates.inc}, any other gate defined in the file.
 *
 * @param timed whether gaps become delays; a plain file is what every reader takes
 * @param physicalQubits whether qubits are {@code $0, $1, ...} instead of a register {@code q}
 */
public record OpenQasm3Writer(boolean timed, boolean physicalQubits) implements Exporter {

    private static final Map<String, String> NAMES = StandardGates.written(GateFormat.STDGATES);

    /** A plain writer with a register of qubits. */
    public OpenQasm3Writer() {
        this(false, false);
    }

    @Override
    public boolean namesPhysicalQubits() {
        return physicalQubits;
    }

    @Override
    public Exported export(ExportSource source) {
        return timed
                ? write(source.requireSchedule(), source.physical(), source.omittedByGates())
                : write(source.circuit(), source.physical(), source.omittedByGates());
    }

    /** A circuit without durations. */
    public Exported write(Circuit circuit) {
        return write(circuit, first(circuit.qubits()), List.of());
    }

    private Exported write(Circuit circuit, List<Integer> physical, List<String> omitted) {
        GateWriter gates = new GateWriter(NAMES);
        CircuitText body = body(physical, gates);
        body.add(circuit);
        body.remarks().addAll(omitted);
        return text(physical, gates, body);
    }

    /** A circuit with its idle times, or without them if this writer is not timed. */
    public Exported write(ScheduledCircuit circuit) {
        return write(circuit, first(circuit.qubits()), List.of());
    }

    private Exported write(ScheduledCircuit circuit, List<Integer> physical, List<String> omitted) {
        GateWriter gates = new GateWriter(NAMES);
        CircuitText body = body(physical, gates);
        body.add(circuit);
        body.remarks().addAll(omitted);
        return text(physical, gates, body);
    }

    private static List<Integer> first(int qubits) {
        return IntStream.range(0, qubits).boxed().toList();
    }

    private CircuitText body(List<Integer> physical, GateWriter gates) {
        return new CircuitText(
                CircuitText.Version.THREE,
                timed,
                physical.size(),
                q -> physicalQubits ? "$" + physical.get(q) : "q[" + q + "]",
                gates);
    }

    private Exported text(List<Integer> physical, GateWriter gates, CircuitText body) {
        int qubits = physical.size();
        List<String> lines = new ArrayList<>();
        lines.add("OPENQASM 3.0;");
        if (physicalQubits) {
            lines.addAll(QasmHeader.ofPhysical(physical, gates.globalPhase(), body.remarks()));
        } else {
            lines.addAll(QasmHeader.comments("q", gates.globalPhase(), body.remarks()));
        }
        lines.add("include \"stdgates.inc\";");
        lines.addAll(gates.definitions());
        if (!physicalQubits) {
            lines.add("qubit[" + qubits + "] q;");
        }
        lines.addAll(body.bitDeclarations());
        lines.addAll(body.lines());
        return new Exported(String.join("\n", lines) + "\n", List.copyOf(body.remarks()));
    }

    /** The names under which a file written by this class calls gates, for formats that refer to such a file. */
    public static final class GateNames {
        private final GateWriter gates = new GateWriter(NAMES);

        /** The gate's name in the file; gates must be asked for in the file's order. */
        public String of(UnitaryOperation gate) {
            String call = gates.call(gate);
            int angles = call.indexOf('(');
            return angles < 0 ? call : call.substring(0, angles);
        }
    }
}
