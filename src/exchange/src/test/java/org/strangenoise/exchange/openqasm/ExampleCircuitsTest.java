package org.strangenoise.exchange.openqasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.exchange.Unitaries;
import org.strangenoise.math.ComplexMatrix;

/** The circuits of the example studies do what their comments say. */
class ExampleCircuitsTest {

    private static Circuit circuit(String name) throws IOException {
        return new OpenQasmReader()
                .read(Path.of("../../configs/studies/circuits/" + name + ".qasm"))
                .circuit();
    }

    private static double probability(Circuit circuit, int outcome) {
        ComplexMatrix unitary = Unitaries.of(circuit);
        return Math.pow(unitary.re(outcome, 0), 2) + Math.pow(unitary.im(outcome, 0), 2);
    }

    @Test
    void bellPairAndGhzState() throws IOException {
        assertEquals(0.5, probability(circuit("bell"), 0), 1e-14);
        assertEquals(0.5, probability(circuit("bell"), 3), 1e-14);
        assertEquals(21, circuit("bell").steps());
        assertEquals(0.5, probability(circuit("ghz"), 31), 1e-14);
        assertEquals(15, circuit("ghz").steps());
    }

    @Test
    void ramseyAndEchoLeaveThePhaseAlone() throws IOException {
        assertEquals(41, circuit("ramsey").steps());
        assertEquals(0.25, probability(circuit("ramsey"), 1), 1e-14);
        List<ComplexMatrix> echoes = stretches(circuit("hahn-echo"));
        assertEquals(20, echoes.size());
        for (ComplexMatrix echo : echoes) {
            for (int b = 0; b < 8; b++) {
                assertEquals((b & 1) == 0 ? 0.5 : 0, echo.re(b, 0), 1e-14, "|++0>");
            }
        }
    }

    /** Every sequence of gates between resets is the identity up to a phase. */
    @Test
    void benchmarkingSequencesAreUndone() throws IOException {
        Circuit circuit = circuit("randomized-benchmarking");
        List<ComplexMatrix> sequences = stretches(circuit);
        assertEquals(16, sequences.size());
        for (ComplexMatrix sequence : sequences) {
            assertTrue(Unitaries.distanceUpToPhase(sequence, ComplexMatrix.identity(32)) < 1e-12);
        }
        long gates = circuit.operations().stream()
                .filter(UnitaryOperation.class::isInstance)
                .count();
        assertEquals(5 * 2 * (255 + 8), gates, "1 + 2 + 4 + ... + 128 gates and eight inverses, twice on five qubits");
    }

    /** The product of the gates between two barriers. */
    private static List<ComplexMatrix> stretches(Circuit circuit) {
        List<ComplexMatrix> products = new ArrayList<>();
        List<Operation> stretch = new ArrayList<>();
        for (Operation operation : circuit.operations()) {
            if (operation == Boundary.LAYER) {
                products.add(Unitaries.of(new Circuit(circuit.qubits(), stretch)));
                stretch.clear();
            } else {
                stretch.add(operation);
            }
        }
        return products;
    }
}
