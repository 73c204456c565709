package org.strangenoise.device.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.channel.Envelope;
import org.strangenoise.channel.NoiseEffect;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.DeviceParameter;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.device.PulseCalibration.Knob;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.Measured;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlParser;

/** Everything a device file can say, in SI units. */
class DeviceReaderTest {

    private static final String FILE = """
            name: gmon
            source: a test
            qubits:
              - { name: Q0, T1: 3.5 us +/- 0.5 us, T2: 2.0 us }
              - { name: Q1, T1: 10 us, Tphi: 3 us, quasi-static-T: 2 us, excited-population: 0.01, readout: { p1-given-0: 0.01, p0-given-1: 0.04 } }
            operations:
              ry: { duration: 20 ns, envelope: cosine, overrides: [ { qubits: [Q1], duration: 22 ns } ] }
              rz: { duration: 0 ns }
              cnot: { duration: 43 ns, overrides: [ { qubits: [Q0, Q1], duration: 40 ns } ] }
              interaction: { coupling: 5.305 MHz }
            channels:
              - { id: drive, on: ry, channel: depolarizing, pauli-error-probability: 0.0008 }
              - { id: over, on: ry, qubits: [Q1], channel: over-rotation, angle-fraction: 0.01 }
              - { id: stray, on: step, channel: rotation, axis: z, angle: 30 deg }
              - { id: custom, on: cnot, channel: kraus, operators: [ [[1, 0], [0, "0.9"]], [[0, "0.4358898943540673i"], [0, 0]] ] }
            crosstalk: [ { qubits: [Q0, Q1], zz: 0.13 MHz } ]
            on-unphysical-T2: error
            """;

    @TempDir
    private Path folder;

    private Calibration read(String text) throws IOException {
        return DeviceReader.read(Files.writeString(folder.resolve("device.yaml"), text));
    }

    /** An operation that no circuit uses is no error, so that a slip in its name would go unseen. */
    @ParameterizedTest
    @CsvSource({"intraction, interaction", "mesurement, measurement", "RY, ry", "Cnot, cnot", "toffolli, toffoli"})
    void misspeltOperationsAreAskedAbout(String written, String meant) {
        Problems problems = new Problems();
        String text = FILE.replace("  rz: {", "  " + written + ": { duration: 5 ns }\n  rz: {");
        assertTrue(YamlParser.parse(text, "device.yaml", problems)
                .flatMap(root -> DeviceReader.read(root, problems))
                .isPresent());
        assertEquals(List.of(), problems.errors());
        assertEquals(
                List.of("device.yaml:8:" + (written.length() + 5) + ": warning: `" + written
                        + "` is no operation's name, and used only where a"
                        + " circuit defines a gate of this name; did you mean `" + meant + "`?"),
                problems.warnings().stream().map(Problem::toString).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cx", "U", "rzx", "c4x", "my-own-gate", "ry2", "fredkin"})
    void otherNamesAreNot(String written) {
        Problems problems = new Problems();
        String text = FILE.replace("  rz: {", "  " + written + ": { duration: 5 ns }\n  rz: {");
        assertTrue(YamlParser.parse(text, "device.yaml", problems)
                .flatMap(root -> DeviceReader.read(root, problems))
                .isPresent());
        assertEquals(List.of(), problems.all());
    }

    @Test
    void everyKeyArrivesInSiUnits() throws IOException {
        Calibration device = read(FILE);
        assertEquals("gmon", device.name());
        assertEquals("a test", device.source());
        QubitCalibration first = device.qubits().get(0);
        assertEquals(new Measured(3.5e-6, 0.5e-6), first.t1());
        assertEquals(2e-6, first.t2(), 1e-18);
        assertEquals(1 / 2e-6 - 1 / 7e-6, first.dephasingRate(), 1e-6);
        assertEquals(Double.POSITIVE_INFINITY, first.quasiStaticT().value());
        QubitCalibration second = device.qubits().get(1);
        assertEquals(1 / (1 / 20e-6 + 1 / 3e-6), second.t2(), 1e-18);
        assertEquals(2e-6, second.quasiStaticT().value());
        assertEquals(0.01, second.excitedPopulation().value());
        assertEquals(0.04, second.readout().p0Given1().value());
        assertEquals(Envelope.COSINE, device.envelope("ry"));
        assertEquals(
                List.of("Q1"), device.operations().get("ry").overrides().get(0).qubits());
        assertEquals(
                22e-9,
                device.operations().get("ry").overrides().get(0).seconds().value(),
                1e-20);
        assertEquals(
                5.305e6,
                ((Timing.Coupling) device.operations().get("interaction").timing())
                        .hertz()
                        .value(),
                1e-6);
        assertEquals(
                List.of("drive", "over", "stray", "custom"),
                device.channels().stream().map(channel -> channel.id()).toList());
        assertEquals(Math.PI / 6, device.channels().get(2).arguments().number("angle"), 1e-15);
        NoiseEffect.Apply custom = (NoiseEffect.Apply)
                device.channels().get(3).type().effect(device.channels().get(3).arguments(), 0);
        assertEquals(2, custom.channel().kraus().operators().size());
        assertEquals(2 * Math.PI * 0.13e6 / 4, device.crosstalk().get(0).rate(), 1e-6);
        assertTrue(device.warnings().isEmpty());
    }

    @Test
    void anUnphysicalT2IsAnErrorOrClampedOnRequest() throws IOException {
        String unphysical = FILE.replace("T2: 2.0 us", "T2: 9 us");
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> read(unphysical));
        assertTrue(
                refused.getMessage().contains("device.yaml:4:44: `T2` must be at most 2 T1 = 7 us"),
                refused.getMessage());
        Calibration clamped = read(unphysical.replace("on-unphysical-T2: error", "on-unphysical-T2: clamp"));
        assertEquals(7e-6, clamped.qubits().get(0).t2(), 1e-18);
        assertEquals(List.of("T2 of Q0 is above 2 T1 and was clamped to it"), clamped.warnings());
    }

    @Test
    void theShippedDevicesAreRead() throws IOException {
        List<Path> files;
        try (Stream<Path> folder = Files.list(Path.of("../configs/devices"))) {
            files = folder.sorted().toList();
        }
        assertTrue(files.size() >= 4, files.toString());
        for (Path file : files) {
            Calibration device = DeviceReader.read(file);
            assertEquals(file.getFileName().toString(), device.name() + ".yaml");
            assertTrue(device.source().length() > 5);
        }
    }

    private static final String TRANSMONS = """
            name: transmons
            qubits:
              - { name: Q0, T1: 20 us, Tphi: 5 us, levels: 3, anharmonicity: -213 MHz +/- 2 MHz, T1-ef: 9 us, readout: { p1-given-2: 0.9 } }
              - { name: Q1, T1: 20 us, Tphi: 5 us, levels: 4, anharmonicity: -220 MHz }
              - { name: Q2, T1: 20 us, Tphi: 5 us }
            operations:
              ry: { duration: 20 ns, envelope: cosine, drag: 0.5, calibrate: [amplitude, detuning] }
              interaction: { coupling: 5.3 MHz, rise-time: 2 ns, detuning: { Q1: 4 MHz +/- 0.1 MHz }, calibrate: none }
            """;

    @Test
    void transmonsAndTheirPulsesArrive() throws IOException {
        Calibration device = read(TRANSMONS);
        assertEquals(List.of(3, 4, 2), device.levels(3));
        assertEquals(-2 * Math.PI * 213e6, device.qubits().get(0).ladder().anharmonicity(), 1);
        assertEquals(1 / 9e-6, device.qubits().get(0).upperRelaxationRate(), 1e-6);
        assertEquals(2 / 20e-6, device.qubits().get(1).upperRelaxationRate(), 1e-6);
        assertEquals(0.9, device.qubits().get(0).readout().p1Given2().value());
        assertEquals(1, device.qubits().get(1).readout().p1Given2().value());
        assertEquals(0.5, device.pulse("ry").drag().value());
        assertEquals(
                Set.of(Knob.AMPLITUDE, Knob.DETUNING),
                device.pulse("ry").calibrate().orElseThrow());
        assertEquals(Set.of(), device.pulse("interaction").calibrate().orElseThrow());
        assertEquals(2e-9, device.pulse("interaction").riseTime().value(), 1e-21);
        assertEquals(2 * Math.PI * 4e6, device.pulse("interaction").detuning("Q1"), 1e-3);
        for (String address : List.of(
                "device.qubits.Q0.anharmonicity",
                "device.qubits.Q0.T1-ef",
                "device.qubits.Q1.readout.p1-given-2",
                "device.operations.ry.drag",
                "device.operations.interaction.rise-time",
                "device.operations.interaction.detuning.Q1")) {
            DeviceParameter parameter = DeviceParameter.resolve(device, address);
            double value = parameter.get(device).value();
            Calibration changed = parameter.set(device, 0.9 * value);
            assertEquals(0.9 * value, parameter.get(changed).value(), 1e-15 * Math.abs(value), address);
        }
        assertEquals(
                2e6,
                DeviceParameter.resolve(device, "device.qubits.Q0.anharmonicity")
                        .get(device)
                        .uncertainty(),
                1e-6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "levels: 4, anharmonicity: -220 MHz | levels: 1, anharmonicity: -220 MHz | device.yaml:4:48: `levels` must be from 2 to 4",
                "levels: 4, anharmonicity: -220 MHz | levels: 5, anharmonicity: -220 MHz | device.yaml:4:48: `levels` must be from 2 to 4",
                "levels: 4, anharmonicity: -220 MHz | levels: 4 | device.yaml:4:48: `levels` needs an `anharmonicity`",
                "levels: 4, anharmonicity: -220 MHz | anharmonicity: -220 MHz | device.yaml:4:55: `anharmonicity` needs `levels: 3`",
                "envelope: cosine, drag: 0.5 | drag: 0.5 | device.yaml:7:31: `drag` needs an `envelope`",
                "[amplitude, detuning] | [phase, detuning] | device.yaml:7:66: `calibrate` must not hold both",
                "detuning: { Q1: | detuning: { Q7: | device.yaml:8:64: `Q7` is none of the device's qubits",
            })
    void contradictionsOfTransmonsAreRefused(String from, String to, String message) throws IOException {
        assertTrue(TRANSMONS.contains(from));
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> read(TRANSMONS.replace(from, to)));
        String place = message.substring(message.indexOf(": ") + 2);
        assertTrue(refused.getMessage().contains(place), refused.getMessage());
        assertTrue(refused.getMessage().contains("device.yaml:"), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    }

    @Test
    void aPositiveAnharmonicityIsAWarning() throws IOException {
        Calibration device = read(TRANSMONS.replace("-220 MHz", "220 MHz"));
        assertEquals(List.of("the anharmonicity of Q1 is positive: not a transmon"), device.warnings());
    }

    @Test
    void oneEntryMayStandForEqualQubits() throws IOException {
        String text = """
                name: many
                qubits:
                  - { name: A, T1: 7 us, T2: 3 us }
                  - { name: Q, count: 3, T1: 9 us, Tphi: 4 us }
                operations:
                  cnot: { duration: 40 ns, overrides: [ { qubits: [A, Q2], duration: 50 ns } ] }
                """;
        Calibration device = read(text);
        assertEquals(
                List.of("A", "Q0", "Q1", "Q2"),
                device.qubits().stream().map(q -> q.name()).toList());
        assertEquals(9e-6, device.qubits().get(3).t1().value());
        for (String wrong : List.of("count: 0", "count: 4097", "count: many")) {
            InvalidInputException refused =
                    assertThrows(InvalidInputException.class, () -> read(text.replace("count: 3", wrong)));
            assertTrue(refused.getMessage().contains("`count` must be"), refused.getMessage());
        }
        InvalidInputException twice =
                assertThrows(InvalidInputException.class, () -> read(text.replace("name: A", "name: Q1")));
        assertTrue(twice.getMessage().contains("must have a name of its own"), twice.getMessage());
    }
}
