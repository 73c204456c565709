package org.strangenoise.studies.cli;

import static java.lang.Math.exp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.circuit.GateFormat;
import org.strangenoise.circuit.StandardGate;
import org.strangenoise.circuit.StandardGates;

/**
 * Circuits as people and tools write them, through the command line: what the recorded bits say under relaxation and
 * readout errors, against closed forms. Times in microseconds.
 */
class WorldsCircuitsTest {

    private static final String DEVICE = """
            name: four
            qubits:
              - { name: A, T1: 20 us, T2: 13 us, readout: { p1-given-0: 0.02, p0-given-1: 0.05 } }
              - { name: B, T1: 31 us, T2: 40 us, readout: { p1-given-0: 0.01, p0-given-1: 0.08 } }
              - { name: C, T1: 11 us, T2: 17 us }
              - { name: D, T1: 25 us, T2: 9 us }
            default-durations: { one-qubit: 30 ns, two-qubit: 60 ns, many-qubit: 200 ns, measurement: 1 us, reset: 500 ns }
            """;

    private static final String HEAD = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[4] q;\n";

    /** What is left of |1> after an x on each qubit. */
    private static final double XA = exp(-0.03 / 20);

    private static final double XB = exp(-0.03 / 31);
    private static final double XC = exp(-0.03 / 11);
    private static final double XD = exp(-0.03 / 25);

    /** What is left of C's |1> after a measurement. */
    private static final double FC = exp(-1.0 / 11);

    @TempDir
    private Path folder;

    /** The bit read of qubit A in |1> with probability p. */
    private static double a(double p) {
        return 0.95 * p + 0.02 * (1 - p);
    }

    private static double b(double p) {
        return 0.92 * p + 0.01 * (1 - p);
    }

    private Path study(String circuit, String device) throws IOException {
        Files.writeString(folder.resolve("device.yaml"), device);
        Files.writeString(folder.resolve("circuit.qasm"), circuit);
        return Files.writeString(folder.resolve("study.yaml"), """
                name: s
                device: device.yaml
                circuit: { openqasm: circuit.qasm, record: end }
                analyses:
                  - { type: dynamics, id: d, figures: [bits] }
                """);
    }

    private JsonNode bits(String circuit, String device) throws IOException {
        Path out = folder.resolve("out");
        RealProgram.Outcome ran =
                RealProgram.run("run", study(circuit, device).toString(), "--no-figures", "--out", out.toString());
        assertEquals(0, ran.exit(), () -> circuit + "\n" + ran.err());
        JsonNode series = new ObjectMapper()
                .readTree(out.resolve("results.json").toFile())
                .at("/analyses/0/series/0/noisy/bits");
        assertTrue(series.isObject(), () -> circuit + "\n" + series);
        return series;
    }

    private static Arguments says(String circuit, String bits, double probability) {
        return Arguments.of(circuit, bits, probability);
    }

    private static final String CD = "bit a; bit b; bit[2] c; x q[2]; x q[3]; a = measure q[2]; b = measure q[3]; ";

    static Stream<Arguments> measured() {
        double again = exp(-1.0 / 20);
        double feedForward = a(XA) * b(XB);
        double or = 1 - (1 - XC) * (1 - XD);
        return Stream.of(
                says(
                        "bit[2] c; x q[0]; c[0] = measure q[0]; c[1] = measure q[0];",
                        "11",
                        XA * 0.95 * a(again) + (1 - XA) * 0.02 * 0.02),
                says("bit[2] c; x q[0]; c[0] = measure q[0]; x q[1]; c[1] = measure q[1];", "11", feedForward),
                says("bit[2] c; x q[1]; c[1] = measure q[1]; x q[0]; c[0] = measure q[0];", "11", feedForward),
                says("bit[2] c; x q[1]; x q[0]; c[1] = measure q[1]; c[0] = measure q[0];", "11", feedForward),
                says(
                        "bit[2] c; x q[1]; delay[7us] q[1]; c[1] = measure q[1]; c[0] = measure q[0];",
                        "10",
                        b(exp(-7.03 / 31)) * 0.98),
                says(
                        "bit[2] c; c[0] = measure q[0]; x q[1]; delay[7us] q[1]; c[1] = measure q[1];",
                        "10",
                        b(exp(-7.03 / 31)) * 0.98),
                says(
                        "bit[2] c; x q[0]; c[0] = measure q[0]; reset q[0]; x q[0]; c[1] = measure q[0];",
                        "11",
                        a(XA) * a(XA)),
                says("bit[2] c; x q[0]; reset q[0]; c[0] = measure q[0]; c[1] = measure q[1];", "00", 0.98 * 0.99),
                says(
                        "bit[2] c; x q[0]; c[0] = measure q[0]; if (c[0]) x q[1]; c[1] = measure q[1];",
                        "11",
                        feedForward),
                says(
                        "bit[2] c; x q[0]; c[0] = measure q[0]; if (c[0]) x q[1]; c[1] = measure q[1];",
                        "10",
                        (1 - a(XA)) * 0.01),
                says(
                        "bit[2] c; x q[1]; x q[0]; c[0] = measure q[0]; if (c[0]) z q[1]; c[1] = measure q[1];",
                        "11",
                        a(XA) * b(exp(-1.06 / 31))),
                says(
                        "bit[2] c; x q[1]; c[0] = measure q[0]; if (c[0]) z q[1]; c[1] = measure q[1];",
                        "10",
                        0.98 * b(exp(-1.03 / 31))),
                says(
                        "bit[2] c; c[0] = measure q[0]; if (c[0]) { x q[1]; } else { x q[2]; } c[1] = measure q[2];",
                        "10",
                        0.98 * XC),
                says(
                        "bit[2] c; c[0] = measure q[0]; if (c[0]) x q[1]; else x q[2]; c[1] = measure q[2];",
                        "10",
                        0.98 * XC),
                says(
                        "bit[2] c; bit d; x q[1]; c[1] = measure q[1]; c[0] = measure q[0]; if (c == 2) x q[2];"
                                + " d = measure q[2];",
                        "110",
                        b(XB) * 0.98 * XC),
                says(
                        "bit[2] c; bit d; x q[1]; c[1] = measure q[1]; c[0] = measure q[0]; if (c == \"10\") x q[2];"
                                + " d = measure q[2];",
                        "110",
                        b(XB) * 0.98 * XC),
                says(
                        "bit[2] c; bit d; x q[1]; c[1] = measure q[1]; c[0] = measure q[0]; if (c >= 2) x q[2];"
                                + " d = measure q[2];",
                        "110",
                        b(XB) * 0.98 * XC),
                says(
                        "bit d; bit[2] c; x q[1]; c[1] = measure q[1]; c[0] = measure q[0]; if (c != 2) x q[2];"
                                + " d = measure q[2];",
                        "001",
                        (1 - b(XB)) * 0.98 * XC),
                says("bit[4] c; x q[2]; c = measure q;", "0100", 0.98 * 0.99 * XC),
                says("bit[2] c; x q[3]; c[0:1] = measure q[2:3];", "10", XD),
                says("bit[2] c; x q[3]; c[{1, 0}] = measure q[{3, 2}];", "10", XD),
                says("bit[2] c; h q[0]; measure q[0]; h q[0]; c[0] = measure q[0];", "01", a(0.5 * XA)),
                says(
                        "bit[2] c; int i = 0; x q[2]; c[0] = measure q[2];"
                                + " while (c[0] && i < 2) { x q[2]; c[0] = measure q[2]; i += 1; }",
                        "01",
                        XC * (1 - FC) * XC * (1 - FC) * XC),
                says("bit[2] c; for int k in [0:1] { x q[k]; c[k] = measure q[k]; }", "11", feedForward),
                says("bit[2] c; for uint k in {1, 0} { x q[k]; c[k] = measure q[k]; }", "11", feedForward),
                says(CD + "if (a) { if (b) x q[0]; } c[0] = measure q[0]; ", "0111", XC * XD * a(XA)),
                says(CD + "if (a && b) x q[0]; c[0] = measure q[0]; ", "0111", XC * XD * a(XA)),
                says(CD + "if (a == 1 && !b) x q[0]; c[0] = measure q[0]; ", "0101", XC * (1 - XD) * a(XA)),
                says(CD + "if (a || b) x q[0]; c[0] = measure q[0]; ", "0100", (1 - or) * 0.02),
                says(CD + "if (a ^ b) x q[0]; c[0] = measure q[0]; ", "0101", XC * (1 - XD) * a(XA)),
                says(
                        CD + "if (a) { y q[1]; } else if (b) { x q[0]; } c[0] = measure q[0]; ",
                        "0110",
                        (1 - XC) * XD * a(XA)),
                says(
                        CD + "switch (c) { case 0 { x q[0]; } default { x q[1]; } } c[0] = measure q[0]; ",
                        "0111",
                        XC * XD * a(XA)),
                says("bit[2] c; c[0] = measure q[0]; barrier q; x q[1]; c[1] = measure q[1];", "10", 0.98 * b(XB)),
                says("bit[2] c; x q[1]; delay[2us] q; c[1] = measure q[1];", "10", b(exp(-2.03 / 31))),
                says("bit[2] c; x q[1]; delay[2000 ns] q[1]; c[1] = measure q[1];", "10", b(exp(-2.03 / 31))),
                says("bit[2] c; x q[1]; delay[.002ms] q[1]; c[1] = measure q[1];", "10", b(exp(-2.03 / 31))),
                says("bit[2] c; x q[1]; delay[2\u00B5s] q[1]; c[1] = measure q[1];", "10", b(exp(-2.03 / 31))),
                says(
                        "const duration w = 1us; bit[2] c; x q[1]; delay[2 * w] q[1]; c[1] = measure q[1];",
                        "10",
                        b(exp(-2.03 / 31))),
                says("bit[2] c; x q[2]; measure q[2] -> c[1];", "10", XC),
                says("bit b = measure q[2]; bit[2] c; x q[3]; c[0] = measure q[3];", "010", XD),
                says("let r = q[2:3]; bit[2] c; x r[1]; c[1] = measure r[1];", "10", XD),
                says("let r = q[{3, 0}] ++ q[2:2]; bit[2] c; x r[2]; c[1] = measure r[2];", "10", XC),
                says("bit[2] c; x q[2]; c[1] = measure q[2]; c[1] = measure q[3];", "00", 1),
                says("bit[2] c; x q[2]; c[1] = measure q[3]; c[1] = measure q[2];", "10", XC),
                says("bit[1] c; bit[1] e; x q[2]; e[0] = measure q[2]; c[0] = measure q[3];", "10", XC),
                says("bit[2] c; x q[2]; c[0] = measure q[2]; if (c[0]) reset q[2]; c[1] = measure q[2];", "00", 1 - XC),
                says("bit[2] c; x q[2]; c[0] = measure q[2]; if (c[0]) { c[1] = measure q[3]; }", "01", XC),
                says("bit[2] c; box { x q[2]; c[0] = measure q[2]; }", "01", XC),
                says(
                        "bit[2] c; x q[2]; barrier q[2], q[3]; x q[3]; c[1] = measure q[3]; c[0] = measure q[2];",
                        "11",
                        XC * XD));
    }

    @ParameterizedTest
    @MethodSource("measured")
    void recordedBitsFollowTheClosedForm(String body, String text, double probability) throws IOException {
        JsonNode bits = bits(HEAD + body + "\n", DEVICE);
        assertEquals(probability, bits.path(text).asDouble(0), 1e-12, () -> body + "\n" + bits);
        double sum = 0;
        for (JsonNode value : bits) {
            sum += value.asDouble();
        }
        assertEquals(1, sum, 1e-12);
    }

    /** Asked often enough, a qubit that is turned by pi in all hardly leaves |0>: quantum Zeno, with relaxation. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void askingOftenKeepsTheState(int times) throws IOException {
        String body = "bit[" + times + "] c; for int k in [0:" + (times - 1) + "] { ry(pi / " + times
                + ") q[2]; c[k] = measure q[2]; }";
        JsonNode bits = bits(HEAD + body, DEVICE);
        double leaves = Math.pow(Math.sin(Math.PI / 2 / times), 2) * XC;
        assertEquals(Math.pow(1 - leaves, times), bits.path("0".repeat(times)).asDouble(), 1e-12, bits::toString);
    }

    /**
     * |1> is teleported in no time, but for the measurement and the classical control, during which the receiver holds
     * |1> for one half of the outcomes and |0> for the other: (1 + e^{-t/T1}) / 2.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 40})
    void teleportationUnderRelaxationFollowsItsClosedForm(double t1) throws IOException {
        String device = """
                name: three
                qubits:
                  - { name: A, T1: inf, T2: inf }
                  - { name: B, T1: inf, T2: inf }
                  - { name: C, T1: %s us, T2: %s us }
                classical-control: 500 ns
                default-durations: { one-qubit: 0 ns, two-qubit: 0 ns, measurement: 1 us }
                """.formatted(t1, 0.7 * t1);
        String circuit = """
                OPENQASM 3.0;
                include "stdgates.inc";
                qubit[3] q;
                bit[2] c;
                bit out;
                x q[0];
                h q[1];
                cx q[1], q[2];
                cx q[0], q[1];
                h q[0];
                c[0] = measure q[0];
                c[1] = measure q[1];
                if (c[1]) { x q[2]; }
                if (c[0]) { z q[2]; }
                out = measure q[2];
                """;
        JsonNode bits = bits(circuit, device);
        double arrives = 0;
        for (String c : List.of("00", "01", "10", "11")) {
            assertEquals(
                    0.25, bits.path("0" + c).asDouble() + bits.path("1" + c).asDouble(), 1e-12, bits::toString);
            arrives += bits.path("1" + c).asDouble();
        }
        assertEquals((1 + exp(-1.5 / t1)) / 2, arrives, 1e-12, bits::toString);
    }

    /** Whatever a file may call runs on the shipped device that states durations by kind. */
    @Test
    void everyGateRunsOnTheDeviceForAnyCircuit() throws IOException {
        StringBuilder circuit = new StringBuilder("OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[5];\ncreg c[5];\n");
        StringBuilder braket = new StringBuilder("OPENQASM 3.0;\nqubit[5] q;\nbit[5] c;\n");
        for (StandardGate gate : StandardGates.all()) {
            boolean isBrakets = gate.names(GateFormat.QELIB1).isEmpty()
                    && gate.names(GateFormat.QISKIT).isEmpty();
            String called = isBrakets
                    ? gate.written(GateFormat.BRAKET).orElse(gate.name())
                    : gate.openQasmNames().iterator().next();
            List<String> angles = List.of("0.3", "0.5", "0.7", "1.1").subList(0, gate.parameters());
            (isBrakets ? braket : circuit)
                    .append(called)
                    .append(angles.isEmpty() ? "" : "(" + String.join(", ", angles) + ")")
                    .append(List.of(" q[0]", ", q[1]", ", q[2]", ", q[3]", ", q[4]").subList(0, gate.qubits()).stream()
                            .collect(Collectors.joining()))
                    .append(";\n");
        }
        String device = Files.readString(Path.of("../../configs/devices/any-circuit.yaml"));
        assertTrue(bits(circuit + "measure q -> c;\n", device).size() > 1);
        assertTrue(bits(braket + "c = measure q;\n", device).size() > 1);
    }

    static Stream<Arguments> written() {
        String two = "OPENQASM 2.0;\ninclude \"qelib1.inc\";\n";
        return Stream.of(
                says("\uFEFF" + HEAD + "bit c; x q[2]; c = measure q[2];", "1", XC),
                says(HEAD.replace("\n", "\r\n") + "bit c;\r\nx q[2];\r\nc = measure q[2];\r\n", "1", XC),
                says(HEAD + "/* one\n two */ bit c; // three\nx q[2]; c = measure q[2]; // no end", "1", XC),
                says(HEAD + "bit c;" + " ".repeat(70_000) + "x q[2]; c = measure q[2];", "1", XC),
                says(
                        HEAD + "bit \u03BB; gate g(\u03B8) r { rx(\u03B8) r; } g(\u03C0) q[2]; \u03BB = measure q[2];",
                        "1",
                        XC),
                says("OPENQASM 3;\ninclude 'stdgates.inc';\nqubit[3] q; bit c; x q[2]; c = measure q[2];", "1", XC),
                says(
                        "OPENQASM 3.1;\ninclude \"stdgates.inc\";\nqubit[3] q; bit c; x q[0x2]; c = measure q[0b10];",
                        "1",
                        XC),
                says("include \"stdgates.inc\";\nqubit[3] q; bit c; x q[2]; c = measure q[2];", "1", XC),
                says(HEAD + "bit c; U(pi, 0, \u03C0) q[2]; c = measure q[2];", "1", XC),
                says(HEAD + "bit c; gphase(0.3); rx(3.14159265358979312) q[2]; c = measure q[2];", "1", XC),
                says(HEAD + "bit c; rx(1e-3 + .5 * tau - 0.001) q[2]; c = measure q[2];", "1", XC),
                says(HEAD + "bit c; inv @ pow(1.0) @ x q[2]; c = measure q[2];", "1", XC),
                says(HEAD + "bit c; negctrl @ x q[3], q[2]; c = measure q[2];", "1", XD * exp(-0.06 / 11)),
                says(
                        HEAD + "bit c; negctrl @ negctrl @ x q[3], q[1], q[2]; c = measure q[2];",
                        "1",
                        XD * XB * exp(-0.2 / 11)),
                says(HEAD + "bit[2] c; x q[2:3]; c = measure q[2:3];", "11", XC * XD),
                says(
                        HEAD + "bit[4] c; gate nothing r {} x q; nothing q; c = measure q;",
                        "1111",
                        a(XA) * b(XB) * XC * XD),
                says(
                        two
                                + "qreg q[3];\ncreg c[2];\ncreg d[1];\nx q[1];\nmeasure q[1] -> c[1];\nmeasure q[0] -> c[0];\n"
                                + "if (c==2) x q[2];\nmeasure q[2] -> d[0];\n",
                        "110",
                        b(XB) * 0.98 * XC),
                says(two + "qreg q[4];\ncreg c[4];\nx q[2];\nmeasure q -> c;\n", "0100", 0.98 * 0.99 * XC),
                says(two + "qreg a[2];\nqreg b[2];\ncreg c[2];\nx b[0];\nmeasure b -> c;\n", "01", XC),
                says(two + "qreg q[3];creg c[1];u3(pi,0,pi) q[2];measure q[2]->c[0];", "1", XC),
                says(two + "opaque magic(a) q;\nqreg q[3];\ncreg c[1];\nx q[2];\nmeasure q[2] -> c[0];\n", "1", XC),
                says(
                        two
                                + "gate x2 a { x a; barrier a; }\nqreg q[3];\ncreg c[1];\nx2 q[2];\nmeasure q[2] -> c[0];\n",
                        "1",
                        XC),
                says(
                        "OPENQASM 3.0;\nqubit[3] q;\nbit[1] c;\nxx(pi) q[2], q[1];\nc[0] = measure q[2];\n",
                        "1",
                        exp(-0.06 / 11)),
                says("OPENQASM 3.0;\ninclude \"stdgates.inc\";\nbit[1] c;\nx $2;\nc[0] = measure $2;\n", "1", XC),
                says(
                        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nbit[1] c;\nx $3;\nbarrier $0, $3;\nc[0] = measure $3;\n",
                        "1",
                        XD));
    }

    @ParameterizedTest
    @MethodSource("written")
    void filesAreReadAsTheyAreWritten(String circuit, String text, double probability) throws IOException {
        JsonNode bits = bits(circuit, DEVICE);
        assertEquals(probability, bits.path(text).asDouble(0), 1e-12, () -> circuit.strip() + "\n" + bits);
    }

    /** A device that knows a gate by one of its names knows it by all. */
    @ParameterizedTest
    @ValueSource(strings = {"cx", "cnot", "CX"})
    void classicalControlAndNamesOfTheDevice(String name) throws IOException {
        String device = DEVICE + "classical-control: 400 ns\noperations: { " + name + ": { duration: 250 ns } }\n";
        JsonNode bits = bits(
                HEAD + "bit[2] c; x q[1]; x q[0]; c[0] = measure q[0]; if (c[0]) z q[1]; c[1] = measure q[1];", device);
        assertEquals(a(XA) * b(exp(-1.46 / 31)), bits.path("11").asDouble(), 1e-12, bits::toString);
        bits = bits(HEAD + "bit[2] c; x q[2]; cx q[2], q[3]; c = measure q[2:3];", device);
        double control = exp(-0.28 / 11);
        assertEquals(XC * exp(-0.25 / 11) * exp(-0.25 / 25), bits.path("11").asDouble(), 1e-12, bits::toString);
        assertEquals(control, bits.path("11").asDouble() + bits.path("01").asDouble(), 1e-12, bits::toString);
    }

    /** What leaves reads back to the same bits, on the same qubits of the device. */
    @ParameterizedTest
    @MethodSource("measured")
    void exportsSayTheSameBits(String body, String text, double probability) throws IOException {
        Path file = study(HEAD + body + "\n", DEVICE);
        Path exported = folder.resolve("exported.qasm");
        RealProgram.Outcome outcome =
                RealProgram.run("export", file.toString(), "--format", "openqasm3-physical", "-o", exported.toString());
        assertEquals(0, outcome.exit(), () -> body + "\n" + outcome.err());
        assertFalse(outcome.err().contains("counts its own qubits"), outcome.err());
        String back = Files.readString(exported, StandardCharsets.UTF_8);
        if (body.contains("delay")) {
            assertTrue(back.contains("Not in this file: delays"), back);
            return;
        }
        JsonNode bits = bits(back, DEVICE);
        assertEquals(probability, bits.path(text).asDouble(0), 1e-12, () -> body + "\n" + back + "\n" + bits);
    }

    /** A file that counts its own qubits says which of the device they are. */
    @ParameterizedTest
    @ValueSource(strings = {"openqasm3", "openqasm2", "braket", "aer-noise", "strange-java"})
    void exportsSayWhichQubitsOfTheDeviceTheyHold(String format) throws IOException {
        Path file = study(HEAD + "bit[2] c; x q[3]; cx q[3], q[2]; c = measure q[2:3];\n", DEVICE);
        RealProgram.Outcome outcome = RealProgram.run("export", file.toString(), "--format", format);
        assertEquals(0, outcome.exit(), outcome.err());
        assertTrue(outcome.err().contains("q[0] to q[1]; on the device they are C, D"), outcome.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bit c; while (c) { x q[0]; c = measure q[0]; }|at most",
                "bit c; c = measure q[7];|q",
                "bit[2] c; c = measure q;|",
                "bit c; sxdg q[0];|define it",
                "bit c; rzz(0.3) q[0], q[1];|define it",
                "bit c; cx q[0], q[0];|named twice",
                "bit c; x q[0]; d = measure q[0];|d",
                "bit c; delay[20] q[0];|",
                "bit c; delay[1 dt] q[0];|",
                "bit c; if (c) end;|",
            })
    void whatIsWrongIsToldAtItsPlace(String wrong) throws IOException {
        List<String> parts = List.of(wrong.split("\\|", -1));
        RealProgram.Outcome outcome = RealProgram.run(
                "validate", study(HEAD + parts.get(0) + "\n", DEVICE).toString());
        assertEquals(2, outcome.exit(), () -> wrong + "\n" + outcome.out());
        assertTrue(outcome.err().contains("circuit.qasm:4:"), outcome.err());
        assertTrue(outcome.err().contains(parts.get(1)), outcome.err());
    }

    private JsonNode results(Path study, Path out) throws IOException {
        RealProgram.Outcome ran = RealProgram.run("run", study.toString(), "--no-figures", "--out", out.toString());
        assertEquals(0, ran.exit(), ran.err());
        return new ObjectMapper().readTree(out.resolve("results.json").toFile());
    }

    /** The reader's warnings reach who reads standard error, and who reads the results. */
    @Test
    void whatTheReaderWarnsOfIsTold() throws IOException {
        Path study = study(HEAD + "bit c; rx(1/2 * pi) q[0]; c = measure q[0];", DEVICE);
        String told = "circuit.qasm:4:";
        assertTrue(RealProgram.run("validate", study.toString()).err().contains(told));
        Path out = folder.resolve("out");
        RealProgram.Outcome ran = RealProgram.run("run", study.toString(), "--no-figures", "--out", out.toString());
        assertTrue(ran.err().contains(told), ran.err());
        String results = Files.readString(out.resolve("results.json"));
        JsonNode warnings = new ObjectMapper().readTree(results).path("warnings");
        assertTrue(warnings.toString().contains("4:"), warnings.toString());
    }

    @Test
    void theHashOfTheStudyCoversIncludedFiles() throws IOException {
        Files.writeString(folder.resolve("mine.inc"), "gate mine r { x r; }\n");
        Path study = study(HEAD + "include \"mine.inc\"; bit c; mine q[2]; c = measure q[2];", DEVICE);
        String before = results(study, folder.resolve("one"))
                .at("/provenance/config-sha256")
                .asText();
        assertEquals(64, before.length());
        Files.writeString(folder.resolve("mine.inc"), "gate mine r { x r; x r; x r; }\n");
        String after = results(study, folder.resolve("two"))
                .at("/provenance/config-sha256")
                .asText();
        assertNotEquals(before, after);
    }

    @Test
    void aStudyWithoutAnalysesIsExported() throws IOException {
        Path study = study(HEAD + "x q[2];", DEVICE);
        Files.writeString(study, Files.readString(study).replaceAll("(?s)analyses:.*", ""));
        RealProgram.Outcome outcome = RealProgram.run("export", study.toString(), "--format", "openqasm2");
        assertEquals(0, outcome.exit(), outcome.err());
        assertTrue(outcome.out().contains("x q[0];"), outcome.out());
    }

    /** Bits that nothing measures are 0, in every method, and a condition on them takes its time all the same. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "creg c[2]; if(c==0) x q[0];|1",
                "creg c[2]; x q[0]; if(c==3) z q[0];|1",
                "creg c[1]; if(c==-1) x q[0]; x q[0];|1",
                "creg c[2]; if(c==1) x q[0];|0"
            })
    void conditionsOnBitsThatNothingMeasures(String body, int z) throws IOException {
        Path study = study("OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[1];\n" + body + "\n", DEVICE);
        String text = Files.readString(study).replace(", figures: [bits]", "");
        for (String rest : List.of(
                "noise: { placement: after-gate }",
                "noise: { placement: during-gate }",
                "simulation: { method: trajectories, trajectories: 16 }")) {
            Files.writeString(study, text + rest + "\n");
            JsonNode runs =
                    results(study, folder.resolve("out-" + rest.hashCode())).at("/analyses/0/series/0");
            assertEquals(
                    z,
                    runs.at("/ideal/density-matrix/re/1/1").asDouble(),
                    1e-12,
                    () -> body + " " + rest + "\n" + runs);
            assertEquals(z, runs.at("/noisy/density-matrix/re/1/1").asDouble(), 0.07, () -> body + " " + rest);
        }
    }

    /** Physical qubits are the device's of that number, and the results say which ran; a layout says otherwise. */
    @Test
    void theResultsSayWhichQubitsRan() throws IOException {
        String circuit = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nbit[2] c;\nx $2;\ncx $2, $1;\nc[0] = measure $2;\n";
        Path study = study(circuit, DEVICE);
        JsonNode found = results(study, folder.resolve("one")).at("/analyses/0/physical-qubits");
        assertEquals("[\"B\",\"C\"]", found.toString());
        Files.writeString(study, Files.readString(study).replace("record: end", "record: end, layout: [A, D]"));
        JsonNode placed = results(study, folder.resolve("two"));
        assertEquals("[\"A\",\"D\"]", placed.at("/analyses/0/physical-qubits").toString());
        assertEquals(
                exp(-0.09 / 25), placed.at("/analyses/0/series/0/noisy/bits/01").asDouble(), 1e-12, "on D");
    }

    @Test
    void pairsWithoutACouplerAreRefusedWithThoseThatThereAre() throws IOException {
        Path study = study(
                HEAD + "bit c; cx q[0], q[2]; c = measure q[2];", DEVICE + "couplers: [[A, B], [B, C], [C, D]]\n");
        RealProgram.Outcome outcome = RealProgram.run("validate", study.toString());
        assertEquals(2, outcome.exit(), outcome.out());
        assertTrue(outcome.err().contains("A-B") && outcome.err().contains("B-C"), outcome.err());
    }

    /** As numpy prints them: off by 1.3e-8, and meant as a channel. */
    @Test
    void krausOperatorsOfEightDigitsAreTakenWithAWarning() throws IOException {
        String device = DEVICE + """
                operations: { x: { duration: 30 ns } }
                channels:
                  - id: k
                    on: x
                    channel: kraus
                    operators:
                      - [[0.83666003, 0], [0, 0.83666003]]
                      - [[0, 0.31622777], [0.31622777, 0]]
                      - [[0, "-0.31622777i"], ["0.31622777i", 0]]
                      - [[0.31622777, 0], [0, -0.31622777]]
                """;
        Path study = study(HEAD + "bit c; x q[2]; c = measure q[2];", device);
        RealProgram.Outcome told = RealProgram.run("validate", study.toString());
        assertEquals(0, told.exit(), told.err());
        assertTrue(told.err().contains("kraus") || told.err().contains("operators"), told.err());
        double stays = results(study, folder.resolve("out"))
                .at("/analyses/0/series/0/noisy/bits/1")
                .asDouble();
        // Bit and phase flips of one tenth each leave z by 0.6; relaxation comes before or after them.
        double before = 0.5 - 0.6 * (0.5 - XC);
        double after = XC * 0.8;
        assertTrue(Math.min(Math.abs(stays - before), Math.abs(stays - after)) < 1e-7, "" + stays);
    }
}
