package org.strangenoise.exchange.aer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.strangenoise.circuit.GateFormat;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.exchange.ExportSource;
import org.strangenoise.exchange.Exported;
import org.strangenoise.exchange.Exporter;
import org.strangenoise.exchange.openqasm.OpenQasm3Writer;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.state.Readout;

/**
 * Writes the noise of a circuit as a noise model of Qiskit Aer, for the circuit that {@link OpenQasm3Writer} writes.
 *
 * <p>After each gate, by name and qubits, its channels follow as Kraus operators on the gate's qubits: qubit indices
 * count within the gate, and the first is the least significant, as everywhere here. Equal idle times of a qubit are
 * the noise of {@code delay} on it, which a timed file holds. A model knows neither time nor place: noise that differs
 * between two uses of one gate on the same qubits is remarked on.
 */
public record AerNoiseWriter() implements Exporter {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public Exported export(ExportSource source) {
        return write(source.requireNoisyCircuit("aer-noise"));
    }

    /**
     * The noise model.
     *
     * @throws org.strangenoise.exchange.gate.NoExactFormException if noise acts during gates
     */
    public Exported write(NoisyCircuit circuit) {
        OpenQasm3Writer.GateNames names = new OpenQasm3Writer.GateNames();
        AerErrors sorted = new AerErrors(circuit, names::of);
        ObjectNode model = JSON.createObjectNode();
        ArrayNode errors = model.putArray("errors");
        sorted.errors().forEach((key, noise) -> {
            if (!noise.isEmpty()) {
                addQuantumError(errors, key, noise);
            }
        });
        for (int q = 0; q < circuit.qubits(); q++) {
            if (!circuit.readout().isPerfect(q)) {
                addReadoutError(errors, q, circuit.readout());
            }
        }
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter(" ", "\n"));
        try {
            List<String> remarks = new ArrayList<>(remarks(sorted));
            if (circuit.readout().together().isPresent()) {
                remarks.add("readout errors are correlated, and are left out");
            }
            return new Exported(JSON.writer(printer).writeValueAsString(model) + "\n", remarks);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers and names cannot fail to be written", e);
        }
    }

    private static List<String> remarks(AerErrors sorted) {
        List<String> remarks = new ArrayList<>(sorted.remarks());
        sorted.errors().forEach((key, noise) -> {
            if (!noise.isEmpty()
                    && !key.operation().equals("delay")
                    && !StandardGates.in(GateFormat.AER).containsKey(key.operation())) {
                remarks.add("gate " + key.operation() + " is not Aer's: its noise acts only where the circuit keeps it,"
                        + " as a unitary of that label");
            }
        });
        return remarks.stream().distinct().toList();
    }

    private static void addQuantumError(ArrayNode errors, AerErrors.Key key, List<AerErrors.Local> noise) {
        ObjectNode error = errors.addObject();
        error.put("type", "qerror");
        error.put("id", String.format("%032x", errors.size()));
        error.putArray("operations").add(key.operation());
        ArrayNode qubits = error.putArray("gate_qubits").addArray();
        key.qubits().forEach(qubits::add);
        ArrayNode sequence = error.putArray("instructions").addArray();
        for (AerErrors.Local local : noise) {
            ObjectNode kraus = sequence.addObject();
            kraus.put("name", "kraus");
            ArrayNode positions = kraus.putArray("qubits");
            local.positions().forEach(positions::add);
            ArrayNode operators = kraus.putArray("params");
            local.channel().kraus().operators().forEach(k -> addMatrix(operators, k));
        }
        int last = key.qubits().size() - 1;
        if (noise.stream().noneMatch(local -> local.positions().contains(last))) {
            // A reader takes the width of the error from its highest qubit, and it must be the gate's.
            ObjectNode identity = sequence.addObject();
            identity.put("name", "kraus");
            identity.putArray("qubits").add(last);
            addMatrix(identity.putArray("params"), ComplexMatrix.identity(2));
        }
        error.putArray("probabilities").add(1.0);
    }

    private static void addMatrix(ArrayNode operators, ComplexMatrix matrix) {
        ArrayNode rows = operators.addArray();
        for (int r = 0; r < matrix.rows(); r++) {
            ArrayNode row = rows.addArray();
            for (int c = 0; c < matrix.columns(); c++) {
                row.addArray().add(matrix.re(r, c)).add(matrix.im(r, c));
            }
        }
    }

    /** Row k is the distribution of outcomes in state |k>. */
    private static void addReadoutError(ArrayNode errors, int qubit, Readout readout) {
        ObjectNode error = errors.addObject();
        error.put("type", "roerror");
        error.putArray("operations").add("measure");
        ArrayNode rows = error.putArray("probabilities");
        rows.addArray().add(1 - readout.p1Given0()[qubit]).add(readout.p1Given0()[qubit]);
        rows.addArray().add(readout.p0Given1()[qubit]).add(1 - readout.p0Given1()[qubit]);
        error.putArray("gate_qubits").addArray().add(qubit);
    }
}
