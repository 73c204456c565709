package org.strangenoise.exchange.braket;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.GateFormat;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.exchange.ExportSource;
import org.strangenoise.exchange.Exported;
import org.strangenoise.exchange.Exporter;
import org.strangenoise.exchange.gate.NoExactFormException;
import org.strangenoise.exchange.gate.QubitOrder;
import org.strangenoise.exchange.openqasm.GateWriter;
import org.strangenoise.exchange.openqasm.QasmHeader;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;

/**
 * Writes a noisy circuit as OpenQASM 3 with Amazon Braket's pragmas: a channel by Braket's name for it where one says
 * it to rounding, by Kraus operators else. Braket includes no library; gates it lacks are defined in the file.
 */
public record BraketWriter() implements Exporter {

    private static final Map<String, String> NAMES = StandardGates.written(GateFormat.BRAKET);

    /** Braket's simulators take Kraus operators on no more qubits. */
    private static final int MOST_QUBITS = 2;

    @Override
    public Exported export(ExportSource source) {
        return write(source.requireNoisyCircuit("braket"));
    }

    /**
     * The circuit with its noise.
     *
     * @throws NoExactFormException if noise acts during gates, or a channel acts on more than two qubits
     */
    public Exported write(NoisyCircuit circuit) {
        GateWriter gates = new GateWriter(NAMES);
        Set<String> remarks = new LinkedHashSet<>();
        List<String> body = new ArrayList<>();
        Set<Integer> measured = new HashSet<>();
        for (NoisySegment segment : circuit.segments()) {
            for (NoisyInstruction instruction : segment.instructions()) {
                if (instruction instanceof NoisyInstruction.Noise noise
                        && noise.origin().mechanism().equals(Measurement.NAME)) {
                    throw new NoExactFormException("format braket takes measurements that end their qubits only, but"
                            + " qubit " + noise.qubits().get(0) + " is used again");
                }
                if (measured.containsAll(instruction.qubits())) {
                    remarks.add("noise on a qubit after its measurement is left out, as no outcome shows it");
                    continue;
                }
                body.add(line(instruction, gates));
                if (instruction instanceof NoisyInstruction.Measure measure) {
                    measured.add(measure.qubit());
                }
            }
            segment.end().ifPresent(end -> body.add("// end of " + end.name().toLowerCase(Locale.ROOT)));
        }
        if (!circuit.readout().isPerfect()) {
            remarks.add("readout errors are left out, as Braket's pragmas have none");
        }
        List<String> lines = new ArrayList<>();
        lines.add("OPENQASM 3.0;");
        lines.addAll(QasmHeader.comments("q", gates.globalPhase(), remarks));
        lines.addAll(gates.definitions());
        lines.add("qubit[" + circuit.qubits() + "] q;");
        lines.add("bit[" + circuit.qubits() + "] c;");
        lines.addAll(body);
        if (body.stream().noneMatch(line -> line.startsWith("c["))) {
            for (int q = 0; q < circuit.qubits(); q++) {
                lines.add(measurement(q));
            }
        }
        return new Exported(String.join("\n", lines) + "\n", List.copyOf(remarks));
    }

    private static String line(NoisyInstruction instruction, GateWriter gates) {
        String qubits = instruction.qubits().stream().map(q -> "q[" + q + "]").collect(Collectors.joining(", "));
        if (instruction instanceof NoisyInstruction.Gate gate) {
            return gates.call(gate.operation()) + " " + qubits + ";";
        }
        if (instruction instanceof NoisyInstruction.Noise noise) {
            return "#pragma braket noise " + text(noise.channel()) + " " + qubits;
        }
        if (instruction instanceof NoisyInstruction.Measure measure) {
            return measurement(measure.qubit());
        }
        if (instruction instanceof NoisyInstruction.Conditional) {
            throw new NoExactFormException("format braket cannot say what depends on measurements");
        }
        throw new NoExactFormException("format braket cannot say noise during a gate; use the placement after-gate");
    }

    private static String measurement(int qubit) {
        return "c[" + qubit + "] = measure q[" + qubit + "];";
    }

    private static String text(QuantumChannel channel) {
        return BraketNoise.text(channel).orElseGet(() -> {
            if (channel.qubits() > MOST_QUBITS) {
                throw new NoExactFormException("format braket takes Kraus operators on at most " + MOST_QUBITS
                        + " qubits, but a channel acts on " + channel.qubits());
            }
            return channel.kraus().operators().stream()
                    .map(k -> MatrixText.of(QubitOrder.reversed(k)))
                    .collect(Collectors.joining(", ", "kraus(", ")"));
        });
    }
}
