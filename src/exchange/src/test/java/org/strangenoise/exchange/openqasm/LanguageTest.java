package org.strangenoise.exchange.openqasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.exchange.RandomCircuits;
import org.strangenoise.exchange.Unitaries;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.yaml.InvalidInputException;

/** What each construct of the language means, mostly by another way to say the same. */
class LanguageTest {

    private static final String HEAD = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[4] q;\n";

    @TempDir
    private Path folder;

    private static ImportedCircuit read(String text) {
        return new OpenQasmReader().read(text, "test.qasm");
    }

    private static ComplexMatrix unitary(String body) {
        ImportedCircuit read = read(HEAD + body);
        double phase = read.globalPhase();
        return Unitaries.of(read.circuit()).scaled(Math.cos(phase), Math.sin(phase));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ctrl @ x q[0], q[1]; | cx q[0], q[1];",
                "ctrl @ ctrl @ x q[2], q[0], q[1]; | ccx q[2], q[0], q[1];",
                "ctrl(2) @ x q[2], q[0], q[1]; | ccx q[2], q[0], q[1];",
                "ctrl(3) @ x q[0], q[1], q[2], q[3]; | h q[3]; ctrl(3) @ z q[0], q[1], q[2], q[3]; h q[3];",
                "ctrl(3) @ ry(0.7) q[3], q[1], q[2], q[0]; | ctrl @ ctrl @ ctrl @ ry(0.7) q[1], q[2], q[3], q[0];",
                "ctrl(3) @ ry(pi) q[0],q[1],q[2],q[3]; | ctrl(3) @ z q[0],q[1],q[2],q[3]; ctrl(3) @ x q[0],q[1],q[2],q[3];",
                "ctrl(2) @ swap q[0], q[1], q[2], q[3]; | ctrl(3) @ x q[0], q[1], q[2], q[3]; ctrl(3) @ x q[0], q[1], q[3], q[2]; ctrl(3) @ x q[0], q[1], q[2], q[3];",
                "negctrl @ x q[0], q[1]; | x q[0]; cx q[0], q[1]; x q[0];",
                "ctrl @ negctrl @ z q[0], q[1], q[2]; | x q[1]; h q[2]; ccx q[0], q[1], q[2]; h q[2]; x q[1];",
                "ctrl @ gphase(0.3) q[2]; | p(0.3) q[2];",
                "ctrl(2) @ gphase(0.3) q[2], q[0]; | cp(0.3) q[0], q[2];",
                "ctrl @ U(0.3, 0.2, 0.1) q[0], q[1]; | cu(0.3, 0.2, 0.1, 0.15) q[0], q[1];",
                "ctrl @ s q[1], q[0]; | cp(pi/2) q[0], q[1];",
                "inv @ s q[0]; | sdg q[0];",
                "inv @ u3(0.3, 0.2, 0.1) q[0]; | u3(-0.3, -0.1, -0.2) q[0];",
                "inv @ ctrl @ rx(0.3) q[0], q[1]; | crx(-0.3) q[0], q[1];",
                "pow(2) @ s q[0]; | z q[0];",
                "pow(-1) @ t q[0]; | tdg q[0];",
                "pow(1/2.0) @ x q[0]; | sx q[0];",
                "pow(0.5) @ z q[0]; | s q[0];",
                "pow(0.25) @ cz q[0], q[3]; | cp(pi/4) q[0], q[3];",
                "pow(0.5) @ swap q[0], q[1]; pow(0.5) @ swap q[0], q[1]; | swap q[1], q[0];",
                "ctrl @ pow(0.5) @ x q[0], q[1]; pow(2) @ inv @ ctrl @ sx q[0], q[1]; | ctrl @ inv @ sx q[0], q[1];",
                "for int i in [0:2] { rx(0.1 * i) q[i]; } | rx(0) q[0]; rx(0.1) q[1]; rx(0.2) q[2];",
                "for uint i in [3:-2:0] rz(i) q[i]; | rz(3) q[3]; rz(1) q[1];",
                "for float x in {0.5, pi} ry(x) q[0]; | ry(pi + 0.5) q[0];",
                "for int i in {0, 2} for int j in [1:2:3] cx q[i], q[j]; | cx q[0], q[1]; cx q[0], q[3]; cx q[2], q[1]; cx q[2], q[3];",
                "const int n = 2; const float a = n * pi / 8; rx(a) q[n]; | rx(pi / 4) q[2];",
                "array[float[64], 3] a = {pi, 1 / 2.0, -2 * pi}; for int i in [0:2] { rx(a[i]) q[i]; } | rx(pi) q[0]; rx(0.5) q[1]; rx(-2 * pi) q[2];",
                "const array[angle, 2, 2] a = {{0.1, 0.2}, {0.3, 0.4}}; rx(a[1, 0]) q[0]; rx(a[0][1] + a[-1][-1]) q[1]; | rx(0.3) q[0]; rx(0.6) q[1];",
                "array[float, 2] a = {0.1, 0.2}; for float v in a { rx(v) q[0]; } gate g(b) w { ry(b * a[1]) w; } g(2) q[1]; | rx(0.3) q[0]; ry(0.4) q[1];",
                "let a = q[1:2] ++ q[0]; x a[0]; h a[2]; | x q[1]; h q[0];",
                "cx q[0:1], q[2:3]; | cx q[0], q[2]; cx q[1], q[3];",
                "cx q[0], q[1:3]; | cx q[0], q[1]; cx q[0], q[2]; cx q[0], q[3];",
                "x q[{0, 3}]; | x q[0]; x q[3];",
                "x q[-1]; | x q[3];",
                "h q[0:2:2]; | h q[0]; h q[2];",
                "h q; | h q[0]; h q[1]; h q[2]; h q[3];",
                "gate g(a, b) x1, y1 { rx(a - b) x1; ctrl @ rz(2 * a) x1, y1; } g(0.3, 0.1) q[2], q[0]; | rx(0.2) q[2]; crz(0.6) q[2], q[0];",
                "gate f a { gphase(0.3); h a; } ctrl @ f q[0], q[1]; | ch q[0], q[1]; p(0.3) q[0];",
                "gate f a { x a; } gate g a, b { f b; ctrl @ f a, b; } g q[0], q[1]; | x q[1]; cx q[0], q[1];",
                "box { x q[0]; h q[1]; } | x q[0]; h q[1];",
                "rx(2 ** 3 ** 0 / 4.0) q[0]; | rx(0.5) q[0];",
                "rx(-2 ** 2) q[0]; | rx(-4) q[0];",
                "rx(arccos(0) + sin(0) + exp(0) + sqrt(4) - log(1) + mod(7, 3) + floor(1.5)) q[0]; | rx(pi / 2 + 5) q[0];",
                "rx(float(1) / 2) q[0]; | rx(0.5) q[0];",
                "rx(0x10 + 0b11 + 1_0) q[0]; | rx(29) q[0];",
                "rx((1 << 3) + (13 >> 2) + 1 << 1) q[0]; | rx(24) q[0];",
                "rx(7 % 4 + 1e-3) q[0]; | rx(3.001) q[0];",
                "rx(\u03C0) q[0]; rx(tau) q[1]; | x q[0]; gphase(-pi/2); gphase(pi);",
                "/* a { comment */ x q[0]; // another }{ | x q[0];",
                "phase(0.2) q[0]; cphase(0.3) q[0], q[1]; CX q[0], q[1]; | p(0.2) q[0]; cp(0.3) q[0], q[1]; cx q[0], q[1];",
                "u2(0.1, 0.2) q[0]; | u3(pi/2, 0.1, 0.2) q[0];",
            })
    void twoWaysToSayOneThing(String one, String other) {
        double distance = unitary(one).distance(unitary(other));
        assertTrue(distance < 1e-13, "off by " + distance);
    }

    private static List<Operation> operations(String body) {
        return read(HEAD + body).circuit(ImportedCircuit.RecordingPoints.END).operations();
    }

    @Test
    void delaysAreIdleTime() {
        assertEquals(List.of(new Delay(1, 20e-9)), operations("delay[20ns] q[1];"));
        assertEquals(List.of(new Delay(1, 1.5e-6)), operations("const duration d = 3us; delay[d / 2] q[1];"));
        assertEquals(List.of(new Delay(2, 0.3)), operations("duration d = 300ms; delay[d] q[2];"));
        assertEquals(
                List.of(new Barrier(List.of(0, 1)), new Delay(0, 1e-6), new Delay(1, 1e-6)),
                operations("delay[1\u00B5s] q[0:1];"));
    }

    @Test
    void barriersRecord() {
        Circuit circuit = read(HEAD + "x q[0]; barrier q; barrier q[0], q[1]; x q[1]; barrier;")
                .circuit();
        assertEquals(2, circuit.steps());
        assertEquals(
                List.of(Gates.x(0), Boundary.LAYER, new Barrier(List.of(0, 1)), Gates.x(1), Boundary.LAYER),
                circuit.operations());
    }

    @Test
    void layersHoldWhatFitsBesideEachOther() {
        Circuit circuit = read(HEAD + "x q[0]; h q[1]; cx q[0], q[1]; x q[2]; c();".replace("c();", ""))
                .circuit(ImportedCircuit.RecordingPoints.LAYERS);
        assertEquals(2, circuit.steps());
        assertEquals(Boundary.LAYER, circuit.operations().get(3));
    }

    @Test
    void boxesSynchroniseTheirQubits() {
        assertEquals(
                List.of(new Barrier(List.of(1)), new Delay(1, 1e-9), new Barrier(List.of(1))),
                operations("box { delay[1ns] q[1]; }"));
    }

    /** Only a written barrier records: neither the one before a delay on a register nor a box's. */
    @Test
    void waitingIsNoRecordingPoint() {
        assertEquals(0, read(HEAD + "delay[1ns] q; box { h q; }").circuit().steps());
        assertEquals(
                Boundary.STEP,
                read(HEAD + "barrier;")
                        .circuit(ImportedCircuit.RecordingPoints.STEPS)
                        .operations()
                        .get(0));
    }

    @Test
    void resetsAreOperations() {
        assertEquals(List.of(new Reset(0), new Reset(1)), operations("reset q[0:1];"));
    }

    @Test
    void measurementsKnowTheirBits() {
        ImportedCircuit read = read(HEAD + "bit[4] c; bit b; b = measure q[2]; c[0:1] = measure q[0:1]; measure q[3];");
        assertEquals(
                List.of(
                        new ImportedCircuit.MeasuredBit(2, "b"),
                        new ImportedCircuit.MeasuredBit(0, "c[0]"),
                        new ImportedCircuit.MeasuredBit(1, "c[1]"),
                        new ImportedCircuit.MeasuredBit(3, "")),
                read.measurements());
    }

    @Test
    void version2HasItsOwnWords() {
        ImportedCircuit read = read("""
                OPENQASM 2.0;
                include "qelib1.inc";
                qreg const[2]; qreg r[1];
                creg box[2];
                gate delay(let) a, b { rzz(let^2/2) a, b; barrier a, b; }
                gate rzz(for) a, b { cx a, b; u1(for) b; cx a, b; }
                delay(2) const[0], r[0];
                u2(0, pi) const;
                measure const -> box;
                """);
        assertEquals(List.of("const[0]", "const[1]", "r[0]"), read.qubitNames());
        assertEquals(2, read.measurements().size());
        assertEquals(
                3,
                read.circuit().operations().stream()
                        .filter(UnitaryOperation.class::isInstance)
                        .count());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void version2ComesBack(long seed) {
        Circuit circuit = RandomCircuits.overAllGates(3, 30, seed);
        Circuit back = read(new OpenQasm2Writer().write(circuit).text()).circuit();
        assertTrue(Unitaries.distanceUpToPhase(Unitaries.of(circuit), Unitaries.of(back)) < 1e-12);
        assertEquals(names(circuit), names(back));
    }

    private static List<String> names(Circuit circuit) {
        return circuit.operations().stream()
                .filter(UnitaryOperation.class::isInstance)
                .map(o -> ((UnitaryOperation) o).name())
                .toList();
    }

    @Test
    void deviceGatesStaySingle() {
        String text = HEAD + "gate native(a) x1, y1 { cx x1, y1; rz(a) y1; cx x1, y1; } native(0.4) q[3], q[1];";
        OpenQasmReader reader = new OpenQasmReader().withDeviceGates(Set.of("native"));
        List<Operation> operations = reader.read(text, "test.qasm").circuit().operations();
        assertEquals(1, operations.size());
        UnitaryOperation gate = (UnitaryOperation) operations.get(0);
        assertEquals("native", gate.name());
        assertEquals(List.of(3, 1), gate.qubits());
        assertEquals(0.4, gate.generator().orElseThrow().angle(), 0);
    }

    @Test
    void doubtfulThingsAreWarnedOf() {
        ImportedCircuit read = read(HEAD + "rx(1/2) q[0];\n@note this\n#pragma other thing\nx q[0];");
        assertEquals(
                List.of(
                        "test.qasm:4:5: warning: 1 / 2 is a division of integers, which gives 0; write 1.0 for the fraction",
                        "test.qasm:5:1: warning: annotation `@note this` is not known here and has no effect",
                        "test.qasm:6:1: warning: pragma `other thing` is not known here and has no effect"),
                read.warnings().stream().map(Object::toString).toList());
    }

    @Test
    void includesLieInTheFolder() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("program/gates"));
        Files.writeString(inner.resolve("own.inc"), "gate mine a { h a; }\n");
        Files.writeString(folder.resolve("secret.inc"), "gate theirs a { h a; }\n");
        Path file = folder.resolve("program/main.qasm");
        Files.writeString(
                file, "OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninclude \"gates/own.inc\";\nqubit q;\nmine q;\n");
        assertEquals(1, new OpenQasmReader().read(file).circuit().operations().size());
        for (String outside :
                List.of("../secret.inc", folder.resolve("secret.inc").toString(), "gates/../../secret.inc")) {
            Files.writeString(file, "OPENQASM 3.0;\ninclude \"" + outside + "\";\nqubit q;\n");
            InvalidInputException refusal =
                    assertThrows(InvalidInputException.class, () -> new OpenQasmReader().read(file));
            assertTrue(
                    refusal.getMessage().startsWith(file + ":2:9: an included file must lie in the program's folder"));
        }
        Files.createSymbolicLink(inner.resolve("link.inc"), folder.resolve("secret.inc"));
        Files.writeString(file, "include \"gates/link.inc\";\nqubit q;\n");
        assertThrows(InvalidInputException.class, () -> new OpenQasmReader().read(file));
        Files.writeString(file, "include \"main.qasm\";\n");
        InvalidInputException endless =
                assertThrows(InvalidInputException.class, () -> new OpenQasmReader().read(file));
        assertTrue(endless.getMessage().contains("at most 32 files"));
    }

    @Test
    void problemsOfIncludedFilesStandThere() throws IOException {
        Path file = folder.resolve("main.qasm");
        Files.writeString(file, "include \"own.inc\";\nqubit q;\n");
        Files.writeString(folder.resolve("own.inc"), "\n  gate a b { nope b; }\n");
        InvalidInputException refusal =
                assertThrows(InvalidInputException.class, () -> new OpenQasmReader().read(file));
        assertEquals(
                folder.resolve("own.inc") + ":2:14: unknown gate `nope`",
                refusal.getMessage().replace(folder.toRealPath().toString(), folder.toString()));
    }

    @Test
    void severalProblemsAreReportedAtOnce() {
        InvalidInputException refusal = assertThrows(
                InvalidInputException.class,
                () -> read(HEAD + "foo q[0];\nx q[9];\ngate bad a { nope a; }\nbad q[0];\nrx() q[1];\n"));
        assertEquals(4, refusal.getMessage().lines().count(), refusal.getMessage());
    }
}
