package org.strangenoise.exchange.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.StandardGate;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.MatrixExponential;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;

class TwoQubitSynthesisTest {

    private static ComplexMatrix product(int qubits, Decomposition parts) {
        List<UnitaryOperation> gates = parts.calls().stream()
                .map(call -> StandardGates.get(call.gate())
                        .on(call.angles().stream().map(Angle::value).toList(), call.qubits()))
                .toList();
        return SingleGate.matrix(qubits, new GateSequence(parts.phase().value(), gates));
    }

    private static long cx(Decomposition parts) {
        return parts.calls().stream().filter(call -> call.gate().equals("cx")).count();
    }

    private static ComplexMatrix random(int qubits, Random random) {
        String letters = "IXYZ";
        java.util.ArrayList<PauliSum.Term> terms = new java.util.ArrayList<>();
        for (int k = 1; k < 1 << (2 * qubits); k++) {
            StringBuilder string = new StringBuilder();
            for (int q = 0; q < qubits; q++) {
                string.append(letters.charAt(k >> (2 * q) & 3));
            }
            terms.add(new PauliSum.Term(random.nextGaussian(), new PauliString(string.toString())));
        }
        return MatrixExponential.hermitian(new PauliSum(qubits, terms).matrix(), 1.3);
    }

    @Test
    void anyGateOnTwoQubitsTakesThreeCx() {
        Random random = new Random(11);
        for (int k = 0; k < 200; k++) {
            ComplexMatrix unitary = random(2, random).scaled(Math.cos(k), Math.sin(k));
            Decomposition parts = GateSynthesis.of(MatrixOperation.of("any", List.of(0, 1), unitary));
            assertTrue(cx(parts) <= 3, () -> String.valueOf(cx(parts)));
            assertEquals(0, product(2, parts).distance(unitary), 1e-13);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cx, 1",
        "cz, 1",
        "cy, 1",
        "ch, 1",
        "swap, 3",
        "iswap, 2",
        "ecr, 1",
        "dcx, 2",
        "csx, 2",
        "rxx, 2",
        "ryy, 2",
        "rzx, 2",
        "xy, 2",
        "pswap, 3",
        "ms, 2",
        "cphaseshift01, 2",
        "xx_plus_yy, 2",
        "xx_minus_yy, 2",
        "cu3, 2",
        "cu, 2"
    })
    void knownGatesTakeNoMoreThanTheyNeed(String name, int needed) {
        StandardGate gate = StandardGates.get(name);
        List<Double> angles = List.of(0.7, -1.1, 0.4, 0.3).subList(0, gate.parameters());
        ComplexMatrix unitary = gate.on(angles, List.of(0, 1)).matrix();
        Decomposition parts = TwoQubitSynthesis.of(unitary);
        assertEquals(0, product(2, parts).distance(unitary), 1e-13);
        assertEquals(needed, cx(parts));
    }

    @Test
    void productsOfOneQubitGatesTakeNone() {
        Random random = new Random(3);
        for (int k = 0; k < 50; k++) {
            ComplexMatrix unitary = random(1, random).kronecker(random(1, random));
            Decomposition parts = TwoQubitSynthesis.of(unitary);
            assertEquals(0, cx(parts));
            assertEquals(0, product(2, parts).distance(unitary), 1e-13);
        }
        assertEquals(List.of(), TwoQubitSynthesis.of(ComplexMatrix.identity(4)).calls());
    }

    @Test
    void gatesOnFiveQubitsHaveASequence() {
        for (String name : List.of("c3x", "c4x", "c3sqrtx", "rc3x", "rccx")) {
            StandardGate gate = StandardGates.get(name);
            List<Integer> qubits = List.of(0, 1, 2, 3, 4).subList(0, gate.qubits());
            UnitaryOperation operation = gate.on(List.of(), qubits);
            assertEquals(
                    0, product(gate.qubits(), GateSynthesis.of(operation)).distance(operation.matrix()), 1e-12, name);
        }
        assertEquals(
                0,
                StandardGates.get("ccz")
                        .on(List.of(), List.of(0, 1, 2))
                        .matrix()
                        .distance(org.strangenoise.exchange.gate.GateControl.of(
                                        GateSequence.of(Gates.z(2)), List.of(0, 1))
                                .gates()
                                .get(0)
                                .matrix()),
                1e-14);
    }

    /** Definitions of Qiskit's qelib1.inc and of Braket's documentation, by other means than the table's. */
    @Test
    void gatesAreWhatTheirLibrariesDefine() {
        same("ecr", List.of(), "rzx 0.7853981633974483 0 1", "x 0", "rzx -0.7853981633974483 0 1");
        same("iswap", List.of(), "s 0", "s 1", "h 0", "cx 0 1", "cx 1 0", "h 1");
        same("dcx", List.of(), "cx 0 1", "cx 1 0");
        same("rzx", List.of(0.7), "h 1", "cx 0 1", "rz 0.7 1", "cx 0 1", "h 1");
        same("xy", List.of(0.7), "rxx -0.35 0 1", "ryy -0.35 0 1");
        same("xx_minus_yy", List.of(0.7, 0.0), "rxx 0.35 0 1", "ryy -0.35 0 1");
        same("xx_plus_yy", List.of(0.7, 0.4), "rz 0.4 0", "xx_plus_yy 0.7 0 0 1", "rz -0.4 0");
        same("r", List.of(0.7, 0.4), "rz -0.4 0", "rx 0.7 0", "rz 0.4 0");
        same("gpi2", List.of(0.4), "rz -0.4 0", "rx 1.5707963267948966 0", "rz 0.4 0");
        same("ms", List.of(0.3, 0.4, 0.7), "rz -0.3 0", "rz -0.4 1", "rxx 0.7 0 1", "rz 0.3 0", "rz 0.4 1");
    }

    /** Up to a phase. */
    private static void same(String name, List<Double> angles, String... body) {
        StandardGate gate = StandardGates.get(name);
        List<Integer> qubits = List.of(0, 1, 2, 3, 4).subList(0, gate.qubits());
        List<UnitaryOperation> gates = new java.util.ArrayList<>();
        for (String call : body) {
            List<String> words = List.of(call.split(" ", -1));
            StandardGate part = StandardGates.get(words.get(0));
            int last = 1 + part.parameters();
            gates.add(part.on(
                    words.subList(1, last).stream().map(Double::valueOf).toList(),
                    words.subList(last, words.size()).stream()
                            .map(Integer::valueOf)
                            .toList()));
        }
        ComplexMatrix wanted = gate.on(angles, qubits).matrix();
        ComplexMatrix made = SingleGate.matrix(qubits.size(), new GateSequence(0, gates));
        ComplexMatrix overlap = made.adjoint().times(wanted);
        double d = wanted.rows();
        assertEquals(1, Math.hypot(overlap.traceRe(), overlap.traceIm()) / d, 1e-14, name);
    }
}
