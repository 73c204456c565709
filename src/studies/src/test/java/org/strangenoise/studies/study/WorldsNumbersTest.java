package org.strangenoise.studies.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.device.Calibration;
import org.strangenoise.exchange.device.DeviceImporter;
import org.strangenoise.exchange.device.ImportedDevice;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.MeasurementSimulation;
import org.strangenoise.simulate.RecordedBits;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.state.InitialState;
import org.strangenoise.studies.config.Setup;

/**
 * What measured circuits and devices may cost, in processor time of one thread, which other work on the machine changes
 * little. The asked numbers, with a factor for slower machines: teleportation 50 ms, 25 rounds of the repetition code
 * 10 s, a device of 127 qubits 1 s with the whole process.
 */
class WorldsNumbersTest {

    private static final Path CONFIGS = Path.of("../../configs");

    private static final double SLOWER = 3;

    @TempDir
    private Path folder;

    /** A shipped study's circuit with its noise. */
    private static NoisyEnsemble noisy(Path study) {
        Setup setup = StudyReader.read(study).setup();
        return setup.noise()
                .model(setup.device(), 1)
                .apply(new Scheduler(
                                new CalibratedDurations(setup.device()),
                                setup.noise().schedule())
                        .schedule(setup.circuit().circuit(setup.circuit().initial())));
    }

    private static RecordedBits bits(NoisyEnsemble ensemble) {
        return MeasurementSimulation.bits(
                ensemble, InitialState.ground(ensemble.qubits()), SimulationOptions.defaults(), SimulationMethod.AUTO);
    }

    private static double processorSeconds(Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) * 1e-9;
    }

    @Test
    void teleportationIsExactInMilliseconds() {
        NoisyEnsemble ensemble = noisy(CONFIGS.resolve("studies/teleportation.yaml"));
        assertEquals("density-matrix", bits(ensemble).method());
        double best = IntStream.range(0, 5)
                .mapToDouble(k -> processorSeconds(() -> bits(ensemble)))
                .min()
                .orElseThrow();
        System.out.printf("teleportation: exact in %.1f ms of processor time%n", best * 1e3);
        assertTrue(best < SLOWER * 0.05, () -> best + " s");
    }

    /** 2^50 strings of outcomes, but few histories that still matter: they are merged, and the answer is exact. */
    @Test
    void aLongRepetitionCodeIsExact() throws IOException {
        Path studies = Files.createDirectory(folder.resolve("studies"));
        Files.createDirectory(studies.resolve("circuits"));
        Files.createDirectory(folder.resolve("devices"));
        Files.copy(CONFIGS.resolve("devices/feed-forward.yaml"), folder.resolve("devices/feed-forward.yaml"));
        String circuit = Files.readString(CONFIGS.resolve("studies/circuits/repetition-code.qasm"));
        assertTrue(circuit.contains("[1:8]"));
        Files.writeString(studies.resolve("circuits/repetition-code.qasm"), circuit.replace("[1:8]", "[1:25]"));
        Path study = Files.copy(CONFIGS.resolve("studies/teleportation.yaml"), studies.resolve("study.yaml"));
        Files.writeString(
                study, Files.readString(study).replace("circuits/teleportation.qasm", "circuits/repetition-code.qasm"));
        NoisyEnsemble ensemble = noisy(study);
        RecordedBits[] found = new RecordedBits[1];
        double seconds = processorSeconds(() -> found[0] = bits(ensemble));
        System.out.printf("repetition code of 25 rounds: exact in %.2f s of processor time%n", seconds);
        assertEquals("density-matrix", found[0].method());
        assertTrue(seconds < SLOWER * 10, () -> seconds + " s");
        double sum =
                found[0].probabilities().values().stream().mapToDouble(p -> p).sum();
        assertEquals(1, sum, 1e-12);
        double kept = found[0].probabilities().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("1"))
                .mapToDouble(entry -> entry.getValue())
                .sum();
        RecordedBits sampled = MeasurementSimulation.bits(
                ensemble,
                InitialState.ground(ensemble.qubits()),
                SimulationOptions.defaults().withTrajectories(2000),
                SimulationMethod.TRAJECTORIES);
        double share = sampled.probabilities().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("1"))
                .mapToDouble(entry -> entry.getValue())
                .sum();
        assertTrue(kept > 0.8 && kept < 0.99, () -> "" + kept);
        assertEquals(kept, share, 5 * Math.sqrt(kept * (1 - kept) / 2000));
    }

    @Test
    void aDeviceOf127QubitsIsImportedAtOnce() {
        String json = backend(127);
        DeviceImporter.read(backend(3), "warm.json");
        ImportedDevice[] imported = new ImportedDevice[1];
        double seconds = processorSeconds(() -> imported[0] = DeviceImporter.read(json, "backend.json"));
        System.out.printf(
                "127 qubits in one line of %d characters: %.2f s of processor time%n", json.length(), seconds);
        Calibration device = imported[0].calibration();
        assertEquals(127, device.qubits().size());
        assertEquals(126, device.couplings().orElseThrow().pairs().size());
        assertTrue(seconds < SLOWER, () -> seconds + " s");
    }

    /** A line of unequal qubits in the form of Qiskit's backend properties, without a line break. */
    private static String backend(int count) {
        String qubits = IntStream.range(0, count)
                .mapToObj(q -> "[{\"name\": \"T1\", \"unit\": \"us\", \"value\": " + (150.1 + q)
                        + "}, {\"name\": \"T2\", \"unit\": \"us\", \"value\": " + (90.3 + q)
                        + "}, {\"name\": \"readout_error\", \"unit\": \"\", \"value\": 0.0" + (1 + q % 8)
                        + "}, {\"name\": \"readout_length\", \"unit\": \"ns\", \"value\": 1244}]")
                .collect(Collectors.joining(", "));
        String gates = IntStream.range(0, count)
                .mapToObj(q -> gate("sx", "" + q, 2e-4 + 1e-6 * q, 57)
                        + ", " + gate("x", "" + q, 2e-4 + 1e-6 * q, 57)
                        + ", " + gate("rz", "" + q, 0, 0)
                        + (q + 1 < count ? ", " + gate("ecr", q + ", " + (q + 1), 7e-3 + 1e-5 * q, 533) : ""))
                .collect(Collectors.joining(", "));
        return "{\"backend_name\": \"line\", \"qubits\": [" + qubits + "], \"gates\": [" + gates
                + "], \"general\": []}";
    }

    private static String gate(String name, String qubits, double error, int nanoseconds) {
        return "{\"gate\": \"" + name + "\", \"qubits\": [" + qubits + "], \"parameters\": [{\"name\": \"gate_error\","
                + " \"unit\": \"\", \"value\": " + error
                + "}, {\"name\": \"gate_length\", \"unit\": \"ns\", \"value\": " + nanoseconds + "}]}";
    }
}
