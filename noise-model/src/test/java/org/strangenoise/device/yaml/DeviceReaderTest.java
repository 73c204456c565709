package org.strangenoise.device.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.channel.Envelope;
import org.strangenoise.channel.NoiseEffect;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration.Timing;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.Measured;
import org.strangenoise.yaml.InvalidInputException;

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
                refused.getMessage().contains("device.yaml:4:44: `T2` must be at most 2 T1 = 7.0 us"),
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
}
