package org.strangenoise.device.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.Measured;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlParser;

class DeviceWriterTest {

    private static final String EVERYTHING = """
            name: everything
            source: 'a paper: "quoted", 50 %'
            qubits:
              - { name: Q0, T1: 3.5 us +/- 0.25 us, T2: 2.0 us }
              - { name: on, T1: inf, Tphi: 3 us, quasi-static-T: 2 us, excited-population: 0.01, readout: { p1-given-0: 0.01, p0-given-1: 0.04 } }
              - { name: Q-2, T1: 10 us, T2: 3333.3 ns, levels: 3, anharmonicity: -213 MHz, T1-ef: 4 us, readout: { p1-given-0: 0.01, p0-given-1: 0.02, p1-given-2: 0.9 } }
            couplers: [ [ Q0, on ], [ Q-2, on ] ]
            default-durations: { one-qubit: 20 ns, measurement: 1.5 us }
            gate-errors: match
            classical-control: 1 us
            operations:
              ry: { duration: 20 ns, envelope: cosine, drag: 0.5, calibrate: none, overrides: [ { qubits: [on], duration: 22 ns, error: 0.01 }, { qubits: [Q0], error: 0.02 } ] }
              cx: { overrides: [ { qubits: [Q0, on], duration: 40 ns } ] }
              interaction: { coupling: 5.305 MHz, rise-time: 2 ns, detuning: { Q0: 4 MHz }, calibrate: [ kappa, phase ] }
              h: { duration: 20 ns }
              no: { duration: 1 ms }
            channels:
              - { id: drive, on: ry, qubits: [Q0], channel: depolarizing, pauli-error-probability: 0.0008 +/- 0.0001 }
              - { id: stray, on: step, channel: rotation, axis: z, angle: 0.05 }
              - { id: own, on: ry, channel: kraus, operators: [ [[1, 0], [0, "0.9"]], [[0, "0.4358898943540673i"], [0, 0]] ] }
            crosstalk: [ { qubits: [Q0, on], zz: -0.13 MHz } ]
            """;

    private static Calibration read(String yaml) {
        Problems problems = new Problems();
        Calibration read = DeviceReader.read(YamlParser.parse(yaml, "d.yaml"), problems)
                .orElseThrow(() -> new AssertionError(problems.all() + "\n" + yaml));
        assertEquals(List.of(), problems.all());
        return read;
    }

    @Test
    void everythingComesBack() {
        Calibration device = read(EVERYTHING);
        assertTrue(device.operation("ry").orElseThrow().errors().get(0).depolarizing() > 0);
        assertEquals(device, read(DeviceWriter.text(device)));
        assertTrue(DeviceWriter.text(device).contains("T1: 3.5 us +/- 0.25 us"), () -> DeviceWriter.text(device));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "null",
                "~",
                "12",
                "1e3",
                "a: b",
                "a #b",
                "- x",
                "\"",
                "'",
                "two\nlines",
                "\u0007 bell \u0000",
                "\u0085 next \u2028 line",
                " edges ",
                "[x",
                "{",
                "&a",
                "*a",
                "!t",
                "|",
                "%",
                "@",
                "`",
                "\uD83D\uDE00",
                "ends\n",
                "\tx"
            })
    void anyTextIsWrittenSoThatItIsReadBack(String text) {
        Calibration plain = Calibration.uniform(2, 1e-5, 1e-5, OperationCalibration.ofDuration("on", 3e-8));
        Calibration device =
                new Calibration(text, text, plain.qubits(), plain.operations(), List.of(), List.of(), List.of());
        Calibration back = read(DeviceWriter.text(device, List.of(text, "x: [" + text)));
        // The reader shows what cannot be printed; all else of it comes back.
        assertEquals(visible(text), visible(back.name()));
        assertEquals(visible(text), visible(back.source()));
        assertEquals(device.operations(), back.operations());
        assertEquals(device.qubits(), back.qubits());
        assertEquals(back, read(DeviceWriter.text(back)));
    }

    private static String visible(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Z}]|\\\\u[0-9A-F]{4}", "");
    }

    @Test
    void everyDoubleComesBack() {
        Random random = new Random(5);
        for (int k = 0; k < 500; k++) {
            double t1 = Math.exp(40 * random.nextDouble() - 25);
            double t2 = t1 * (0.1 + 1.9 * random.nextDouble());
            QubitCalibration qubit = QubitCalibration.ofT1T2("Q0", t1, t2)
                    .withExcitedPopulation(new Measured(random.nextDouble(), 1e-3 * random.nextDouble()));
            Calibration device = Calibration.of(
                    List.of(qubit),
                    OperationCalibration.ofCoupling("interaction", Math.exp(5 + 15 * random.nextDouble())));
            Calibration back = new Calibration(
                    device.name(), "", device.qubits(), device.operations(), List.of(), List.of(), List.of());
            assertEquals(back, read(DeviceWriter.text(device)));
        }
    }
}
