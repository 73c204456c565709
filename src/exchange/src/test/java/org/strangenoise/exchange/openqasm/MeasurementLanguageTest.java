package org.strangenoise.exchange.openqasm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.MeasurementSimulation;
import org.strangenoise.simulate.RecordedBits;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

class MeasurementLanguageTest {

    private static final String HEAD = "OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; bit[3] c; ";
    private static final SimulationOptions OPTIONS = SimulationOptions.defaults();

    static Stream<JsonNode> oracle() throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        for (String file : List.of("/measurement.json", "/measurement-random.json")) {
            try (InputStream in = Objects.requireNonNull(MeasurementLanguageTest.class.getResourceAsStream(file))) {
                new ObjectMapper().readTree(in).get("cases").forEach(cases::add);
            }
        }
        return cases.stream();
    }

    private static Calibration device(JsonNode stated) {
        List<QubitCalibration> qubits = new ArrayList<>();
        for (int q = 0; q < stated.get("T1").size(); q++) {
            JsonNode readout = stated.get("readout").get(q);
            double excited = stated.path("excited").path(q).asDouble(0);
            qubits.add(QubitCalibration.ofT1T2(
                            "Q" + q,
                            stated.get("T1").get(q).asDouble(),
                            stated.get("T2").get(q).asDouble())
                    .withExcitedPopulation(Measured.exactly(excited))
                    .withReadout(new ReadoutError(
                            Measured.exactly(readout.get(0).asDouble()),
                            Measured.exactly(readout.get(1).asDouble()))));
        }
        List<OperationCalibration> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : stated.get("op").properties()) {
            operations.add(OperationCalibration.ofDuration(
                    entry.getKey(), entry.getValue().asDouble()));
        }
        return Calibration.of(qubits, operations.toArray(OperationCalibration[]::new))
                .withClassicalControl(stated.path("classical-control").asDouble(0));
    }

    private static NoisyEnsemble noisy(Circuit circuit, Calibration device) {
        return NoiseModel.of(device, Placement.AFTER_GATE)
                .apply(new Scheduler(new CalibratedDurations(device)).schedule(circuit));
    }

    /** An independent numpy program with the same rule. */
    @ParameterizedTest
    @MethodSource("oracle")
    void filesSayWhatAnIndependentProgramSays(JsonNode oracle) {
        Circuit circuit = new OpenQasmReader()
                .read(oracle.get("qasm").asText(), "case.qasm")
                .circuit();
        requireOracle(oracle, circuit);
        if (!oracle.get("qasm").asText().contains("delay")) {
            // Files without times leave delays out.
            requireOracle(
                    oracle,
                    new OpenQasmReader()
                            .read(new OpenQasm3Writer().write(circuit).text(), "again.qasm")
                            .circuit());
        }
    }

    private static void requireOracle(JsonNode oracle, Circuit circuit) {
        NoisyEnsemble noisy = noisy(circuit, device(oracle.get("device")));
        InitialState ground = InitialState.ground(circuit.qubits());
        RecordedBits bits = MeasurementSimulation.bits(noisy, ground, OPTIONS);
        oracle.get("expected")
                .get("bits")
                .properties()
                .forEach(entry -> assertEquals(
                        entry.getValue().asDouble(), bits.probability(entry.getKey()), 1e-12, entry.getKey()));
        oracle.get("expected").get("bloch").properties().forEach(entry -> {
            Observable bloch = new Observable.BlochVector(Integer.parseInt(entry.getKey()));
            double[][] series = new DensityMatrixSimulator()
                    .run(SimulationTask.of(noisy, List.of(bloch)), ground)
                    .series(bloch);
            double[] expected = new double[3];
            for (int k = 0; k < 3; k++) {
                expected[k] = entry.getValue().get(k).asDouble();
            }
            assertArrayEquals(expected, series[series.length - 1], 1e-12);
        });
    }

    private static RecordedBits ideal(String text) {
        Circuit circuit = new OpenQasmReader().read(text, "test.qasm").circuit();
        Calibration any = Calibration.uniform(circuit.qubits(), 1, 1);
        NoisyEnsemble ensemble =
                NoiseModel.of(any, Placement.NONE).apply(new Scheduler(operation -> 0).schedule(circuit));
        return MeasurementSimulation.bits(ensemble, InitialState.ground(circuit.qubits()), OPTIONS);
    }

    /** Each of these sets bit 2 to 1, in its own words. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x q[0]; c[0] = measure q[0]; if (c[0]) { x q[2]; }",
                "x q[0]; c[0] = measure q[0]; if (c[0] == 1) x q[2];",
                "x q[0]; c[0] = measure q[0]; if (c[0] == true) x q[2];",
                "c[0] = measure q[0]; if (!c[0]) x q[2];",
                "c[0] = measure q[0]; if (c[0]) { } else x q[2];",
                "c[0] = measure q[0]; if (c[0] != 1) x q[2]; else { y q[0]; x q[0]; }",
                "x q[1]; c[0:1] = measure q[0:1]; if (c[0] == 0 && c[1] == 1) x q[2];",
                "x q[1]; c[0:1] = measure q[0:1]; if (c[0] || c[1]) x q[2];",
                "x q[1]; c[0:1] = measure q[0:1]; if (c[0] ^ c[1]) x q[2];",
                "x q[1]; c[0:1] = measure q[0:1]; if (c == 2) x q[2];",
                "x q[1]; c[0:1] = measure q[0:1]; if (c == \"010\") x q[2];",
                "x q[1]; c[0:1] = measure q[0:1]; if (c[0:1] >= 2) x q[2];",
                "x q[1]; c[0:1] = measure q[0:1]; if (int(c) > 1) x q[2];",
                "x q[1]; c[0:1] = measure q[0:1]; if (1 < c) x q[2];",
                "x q[1]; c[0:1] = measure q[0:1]; if (c[0] != c[1]) x q[2];",
                "x q[1]; c[0:1] = measure q[0:1]; if (c[0]) { y q[2]; } else if (c[1]) { x q[2]; } else { h q[2]; }",
                "x q[0]; c[0] = measure q[0]; if (c[0]) { c[1] = measure q[0]; if (c[1]) { x q[2]; } }",
                "x q[0]; c[0] = measure q[0]; reset q[0]; c[0] = measure q[0]; if (c[0] == 0) x q[2];",
                "if (true) x q[2]; if (1 > 2) x q[0];",
                "int i = 0; while (i < 3) { x q[2]; i += 1; }",
                "int i = 3; while (i > 0) { x q[2]; i = i - 1; }",
                "x q[0]; c[0] = measure q[0]; int i = 0;"
                        + " while (c[0] && i < 4) { x q[0]; c[0] = measure q[0]; x q[2]; i += 1; }",
                "for int k in [0:2] { c[0] = measure q[0]; if (!c[0]) x q[2]; }",
                "for int k in [0:9] { if (k == 3) break; x q[2]; }",
                "for int k in [0:9] { if (k == 3) { continue; } if (k > 5) { break; } x q[2]; }",
                "for int k in [0:100000] { if (k == 1) break; x q[2]; }",
                "int k = 0; while (true) { x q[2]; k += 1; if (k == 3) break; }",
                "x q[0]; for int k in [0:2] { c[0] = measure q[0]; x q[2]; if (c[0]) break; }",
                "int k = 2; switch (k) { case 0, 1 { y q[0]; } case 2 { x q[2]; } default { y q[1]; } }",
                "x q[1]; c[0:1] = measure q[0:1]; switch (c) { case 1 { } case 2, 3 { x q[2]; } }",
                "x q[1]; c[0:1] = measure q[0:1]; switch (int(c[0:1])) { case 1, 3 { } default { x q[2]; } }",
                "x q[2]; c[2] = measure q[2]; if (true) end; x q[2]; c[2] = measure q[2];",
                "float[64] v = pi / 2; angle u; u = v; u += v; rx(u) q[2]; nop q[2];",
                "bool b = 1 < 2; if (b) { x q[2]; } b = !b; if (b) { x q[2]; }",
            })
    void conditionsAndLoops(String body) {
        RecordedBits bits = ideal(HEAD + body + " c[2] = measure q[2];");
        double one = bits.probabilities().entrySet().stream()
                .filter(entry -> entry.getKey().charAt(0) == '1')
                .mapToDouble(Map.Entry::getValue)
                .sum();
        assertEquals(1, one, 1e-12);
    }

    /** Jumps and cases that depend on outcomes, against the same written with {@code if} and {@code else} alone. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            value = {
                "for int k in [0:2] { reset q[0]; ry(0.7) q[0]; c[0] = measure q[0]; if (c[0]) break; } x q[1];"
                        + " ~ reset q[0]; ry(0.7) q[0]; c[0] = measure q[0]; if (!c[0]) { reset q[0]; ry(0.7) q[0]; c[0] = measure"
                        + " q[0]; if (!c[0]) { reset q[0]; ry(0.7) q[0]; c[0] = measure q[0]; } } x q[1];",
                "int k = 0; while (true) { ry(0.7) q[0]; c[0] = measure q[0]; k += 1; if (k >= 3) { break; }"
                        + " if (c[0]) { continue; } ry(1.1) q[0]; }"
                        + " ~ ry(0.7) q[0]; c[0] = measure q[0]; if (!c[0]) ry(1.1) q[0]; ry(0.7) q[0]; c[0] = measure"
                        + " q[0]; if (!c[0]) ry(1.1) q[0]; ry(0.7) q[0]; c[0] = measure q[0];",
                // Names of a pass are its own, whichever way it is reached.
                "for int k in [0:1] { if (c[0]) { if (c[1]) { break; } x q[2]; } int j = 2; const int i = k + 1;"
                        + " ry(0.3 * i * j) q[2]; }"
                        + " ~ if (!(c[0] && c[1])) { if (c[0]) x q[2]; ry(0.6) q[2]; if (c[0]) x q[2]; ry(1.2) q[2]; }",
                "switch (c) { case 0, 3 { x q[2]; } case 1 { ry(0.4) q[2]; } default { ry(0.9) q[2]; } }"
                        + " ~ if (c == 0 || c == 3) { x q[2]; } else if (c == 1) { ry(0.4) q[2]; } else { ry(0.9) q[2]; }",
                "for int k in [0:1] { switch (c) { case 1 { break; } case 2 { continue; } } ry(0.8) q[2]; }"
                        + " ~ if (c == 0 || c == 3) { ry(1.6) q[2]; }",
            })
    void jumpsSayTheSameAsConditions(String jumping, String plain) {
        String before = HEAD + "ry(0.9) q[0]; ry(1.7) q[1]; c[0:1] = measure q[0:1]; ";
        String after = " c[2] = measure q[2];";
        Map<String, Double> expected = ideal(before + plain + after).probabilities();
        RecordedBits found = ideal(before + jumping + after);
        assertTrue(expected.size() > 2, expected::toString);
        expected.forEach((bits, p) -> assertEquals(p, found.probability(bits), 1e-12, bits));
    }

    /** What OpenQASM 3 and 2 make of them reads as the same circuit. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "h q[0]; c[0] = measure q[0]; if (c[0]) { x q[2]; ry(0.3) q[1]; } c[1] = measure q[1];",
                "h q[0]; h q[1]; c[0:1] = measure q[0:1]; if (c == 2) { ry(0.4) q[2]; } else { ry(1.4) q[2]; }"
                        + " c[2] = measure q[2];",
                "ry(1) q[0]; c[0] = measure q[0]; ry(0.7) q[0]; c[1] = measure q[0]; if (c[0] != c[1]) { x q[2]; }"
                        + " c[2] = measure q[2];",
            })
    void exportsSayTheSame(String body) {
        Circuit circuit = new OpenQasmReader().read(HEAD + body, "test.qasm").circuit();
        RecordedBits expected = ideal(HEAD + body);
        for (String text : List.of(
                new OpenQasm3Writer().write(circuit).text(),
                new OpenQasm2Writer().write(circuit).text())) {
            RecordedBits found = ideal(text);
            expected.probabilities().forEach((bits, p) -> assertEquals(p, found.probability(bits), 1e-9, text));
        }
    }

    @Test
    void version2ComparesRegisters() {
        String text = """
                OPENQASM 2.0;
                include "qelib1.inc";
                qreg q[2]; creg a[2]; creg b[1];
                x q[1];
                measure q[1] -> a[1];
                if (a == 2) x q[0];
                measure q[0] -> b[0];
                """;
        assertEquals(1, ideal(text).probability("110"), 1e-12);
    }

    @Test
    void bitsMayBeDeclaredAsTheZerosThatTheyAre() {
        String text = HEAD + "bit[2] d = \"00\"; bit e = 0; x q[0]; e = measure q[0];";
        assertEquals(1, ideal(text).probability("100000"), 1e-12);
    }

    /** The bits keep their names on the way out. */
    @Test
    void exportsKeepBits() {
        String text = new OpenQasm2Writer()
                .write(new OpenQasmReader()
                        .read(HEAD + "x q[0]; c[1] = measure q[0]; c[0] = measure q[1];", "test.qasm")
                        .circuit())
                .text();
        assertTrue(text.contains("measure q[0] -> c[1];\nmeasure q[1] -> c[0];"), text);
    }
}
