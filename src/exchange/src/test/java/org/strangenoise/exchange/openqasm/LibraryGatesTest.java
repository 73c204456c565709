package org.strangenoise.exchange.openqasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.GateFormat;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.yaml.InvalidInputException;

/** Gates by the names that libraries and tools give them, and what the readers of those files also accept. */
class LibraryGatesTest {

    private static ImportedCircuit read(String text) {
        return new OpenQasmReader().read(text, "test.qasm");
    }

    private static List<Operation> operations(String text) {
        return read(text).circuit().operations();
    }

    @ParameterizedTest
    @EnumSource(names = {"STDGATES", "QELIB1", "QISKIT", "BRAKET"})
    void everyGateOfALibraryIsOneOperation(GateFormat library) {
        StandardGates.in(library).forEach((called, gate) -> {
            String head = library == GateFormat.BRAKET
                    ? "OPENQASM 3.0;\n"
                    : library == GateFormat.STDGATES
                            ? "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n"
                            : "OPENQASM 2.0;\ninclude \"qelib1.inc\";\n";
            List<String> angles = List.of("0.3", "0.5", "0.7", "1.1").subList(0, gate.parameters());
            List<String> qubits =
                    List.of("q[4]", "q[0]", "q[3]", "q[1]", "q[2]").subList(0, gate.qubits());
            List<Operation> read = operations(head + (head.contains("2.0") ? "qreg q[5];\n" : "qubit[5] q;\n") + called
                    + (angles.isEmpty() ? "" : "(" + String.join(", ", angles) + ")") + " " + String.join(", ", qubits)
                    + ";\n");
            assertEquals(1, read.size(), called);
            assertEquals(
                    gate.on(
                            angles.stream().map(Double::valueOf).toList(),
                            List.of(4, 0, 3, 1, 2).subList(0, gate.qubits())),
                    read.get(0),
                    called);
        });
    }

    @Test
    void loopsInBodiesAreUnrolled() {
        List<Operation> read = operations("""
                OPENQASM 3.0;
                include "stdgates.inc";
                gate turns(t) a, b { for int k in [1:3] { rx(k * t) a; for int j in {0, 2} cp(t + j) a, b; } }
                qubit[2] q;
                turns(0.25) q[1], q[0];
                """);
        List<List<Double>> angles = new ArrayList<>();
        read.forEach(operation -> angles.add(((UnitaryOperation) operation).parameters()));
        assertEquals(
                List.of(
                        List.of(0.25),
                        List.of(0.25),
                        List.of(2.25),
                        List.of(0.5),
                        List.of(0.25),
                        List.of(2.25),
                        List.of(0.75),
                        List.of(0.25),
                        List.of(2.25)),
                angles);
        InvalidInputException unknown = assertThrows(InvalidInputException.class, () -> read("""
                        OPENQASM 3.0;
                        include "stdgates.inc";
                        gate g a { for int k in [0:n] { x a; } }
                        qubit q;
                        """));
        assertTrue(unknown.getMessage().startsWith("test.qasm:3:28: `n` is not a constant"), unknown::getMessage);
    }

    @Test
    void marksSpacesAndNamesOfVersion2AreRead() {
        assertEquals(
                1,
                operations("\uFEFFOPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit q;\nx q;\n")
                        .size());
        List<Operation> waits = operations("OPENQASM 3.0;\nqubit q;\ndelay[20 ns] q;\ndelay[1.5\tus] q;\n");
        assertEquals(List.of(new Delay(0, 20e-9), new Delay(0, 1.5e-6)), waits);
        for (String name :
                List.of("qubit", "tau", "euler", "in", "box", "ctrl", "duration", "rzz", "r", "gphase", "pow")) {
            assertEquals(
                    1,
                    operations("OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg " + name + "[2];\ncreg c[2];\ncx " + name
                                    + "[0], " + name + "[1];\n")
                            .size(),
                    name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'OPENQASM 3.0; include \"stdgates.inc\"; qubit q; sxdg q;', define it, true",
        "'OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; rzz(1) q[0], q[1];', define it, true",
        "'OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; gpi(1) q[0];', define it, true",
        "'OPENQASM 3.0; qubit[2] q; u3(1, 2, 3) q[0];', 'include \"stdgates.inc\"', false",
        "'OPENQASM 2.0; qreg q[2]; u3(1, 2, 3) q[0];', qelib1.inc, false",
        "'OPENQASM 2.0; include \"qelib1.inc\"; qreg q[2]; gpi(1) q[0];', must be defined, true",
    })
    void hintsAreTrue(String text, String hint, boolean included) {
        String message =
                assertThrows(InvalidInputException.class, () -> read(text)).getMessage();
        assertTrue(message.contains(hint), message);
        if (included) {
            assertFalse(message.contains("include \"stdgates.inc\""), message);
            assertFalse(message.contains("which is not included"), message);
        }
    }

    @Test
    void qubitsThatNothingActsOnCanBeLeftOut() {
        ImportedCircuit read = read("""
                OPENQASM 3.0;
                include "stdgates.inc";
                bit[2] c;
                sx $101;
                barrier $0, $100, $101;
                cx $101, $100;
                c[0] = measure $100;
                """);
        assertEquals(102, read.qubits());
        assertEquals(List.of(100, 101), read.usedQubits());
        ImportedCircuit small = read.among(read.usedQubits());
        assertEquals(2, small.qubits());
        assertEquals(List.of("$100", "$101"), small.qubitNames());
        assertEquals(
                List.of(1, 0), ((UnitaryOperation) small.circuit().operations().get(2)).qubits());
        assertEquals(0, small.measurements().get(0).qubit());
    }
}
