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
        assertEquals(5, circuit("ghz").steps());
    }

    @Test
    void ramseyAndEchoLeaveThePhaseAlone() throws IOException {
        assertEquals(41, circuit("ramsey").steps());
        assertEquals(0.5, probability(circuit("ramsey"), 1), 1e-14);
        assertEquals(1.0 / 256, probability(circuit("echo"), 77), 1e-14);
    }

    /** Every sequence of gates between resets is the identity up to a phase. */
    @Test
    void benchmarkingSequencesAreUndone() throws IOException {
        Circuit circuit = circuit("randomized-benchmarking");
        assertEquals(7, circuit.steps());
        List<Operation> sequence = new ArrayList<>();
        int longest = 0;
        for (Operation operation : circuit.operations()) {
            sequence.add(operation);
            if (operation == Boundary.LAYER) {
                ComplexMatrix product = Unitaries.of(new Circuit(1, sequence));
                assertTrue(Unitaries.distanceUpToPhase(product, ComplexMatrix.identity(2)) < 1e-12);
                longest = Math.max(longest, sequence.size());
                sequence.clear();
            }
        }
        assertTrue(longest > 100);
    }
}
