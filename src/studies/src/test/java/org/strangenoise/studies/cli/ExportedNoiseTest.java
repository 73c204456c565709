package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.strangenoise.exchange.Exporters;
import org.strangenoise.exchange.openqasm.ImportedCircuit;
import org.strangenoise.exchange.openqasm.OpenQasmReader;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.Recording;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.state.DensityMatrix;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** What leaves as a circuit with noise is what {@code run} simulates. */
class ExportedNoiseTest {

    private static final String STUDY = """
            name: unequal
            device:
              name: three
              qubits:
                - { name: Q0, T1: 4 us, T2: 3 us }
                - { name: Q1, T1: 9 us, T2: 5 us, excited-population: 0.03 }
                - { name: Q2, T1: 2 us, Tphi: 7 us }
              operations: { ry: { duration: 30 ns }, rz: { duration: 10 ns }, interaction: { coupling: 5 MHz } }
            circuit:
              kicked-top: { qubits: 3, kappa: 1.3, steps: 3, preparation: PREPARATION, initial-state: { theta: 0.7, phi: -1.9 } }
            analyses:
              - { type: dynamics, id: series, density-matrix-at: 3 }
            """;

    @TempDir
    private Path folder;

    private StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        errors = new StringWriter();
        return Main.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    private Path study(String preparation) throws IOException {
        return Files.writeString(folder.resolve("study.yaml"), STUDY.replace("PREPARATION", preparation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ideal | theta: 0.7, phi: -1.9",
                "gates | theta: 0.7, phi: -1.9",
                "ideal | theta: [ 0, pi, 0.7 ], phi: [ 0.3, 0, -1.9 ]",
                "gates | theta: [ 0, pi, 0.7 ], phi: [ 0.3, 0, -1.9 ]",
            })
    void theBraketFileHasTheStateThatRunFinds(String preparation, String angles) throws IOException {
        Path study = study(preparation);
        Files.writeString(study, Files.readString(study).replace("theta: 0.7, phi: -1.9", angles));
        Path file = folder.resolve("top.qasm");
        assertEquals(0, run("export", study.toString(), "--format", "braket", "-o", file.toString()), errors::toString);
        ImportedCircuit read = new OpenQasmReader().read(file);
        NoisyEnsemble noisy = new NoisyEnsemble(
                List.of(new NoisyEnsemble.Member(1, read.noisyCircuit())), NoiseCoverage.NONE, List.of());
        DensityMatrix exported = ((DensityTensor) new DensityMatrixSimulator()
                        .run(
                                SimulationTask.of(noisy, List.of(new Observable.Purity()))
                                        .withRecording(Recording.END),
                                InitialState.ground(3))
                        .finalState()
                        .orElseThrow())
                .toDensityMatrix();
        assertEquals(0, run("run", study.toString(), "--out", folder + "/out", "--no-figures"), errors::toString);
        JsonNode found = new ObjectMapper()
                .readTree(folder.resolve("out/results.json").toFile())
                .at("/analyses/0/series/0/noisy/density-matrix");
        for (int r = 0; r < 8; r++) {
            for (int c = 0; c < 8; c++) {
                assertEquals(
                        found.at("/re/" + r + "/" + c).asDouble(),
                        exported.matrix().re(r, c),
                        1e-12);
                assertEquals(
                        found.at("/im/" + r + "/" + c).asDouble(),
                        exported.matrix().im(r, c),
                        1e-12);
            }
        }
        assertTrue(found.at("/re/0/0").isNumber());
    }

    /** Ideal preparation takes no time, so that the device need not say how long its gates are. */
    @Test
    void anIdealPreparationNeedsNoDurations() throws IOException {
        Path file = folder.resolve("top.qasm");
        Path study = study("ideal");
        Files.writeString(study, Files.readString(study).replace(" rz: { duration: 10 ns },", ""));
        assertEquals(0, run("export", study.toString(), "--format", "braket", "-o", file.toString()), errors::toString);
        assertTrue(Files.readString(file).contains("rz(1.9)"), Files.readString(file));
        study = study("gates");
        Files.writeString(study, Files.readString(study).replace(" rz: { duration: 10 ns },", ""));
        assertEquals(2, run("export", study.toString(), "--format", "braket", "-o", file.toString()));
        assertTrue(errors.toString().contains("no duration for operation rz"), errors::toString);
    }

    @Test
    void formatsThatCannotTellGatesApartSaySo() throws IOException {
        for (String preparation : List.of("ideal", "gates")) {
            Path file = folder.resolve("top.json");
            assertEquals(
                    0,
                    run("export", study(preparation).toString(), "--format", "aer-noise", "-o", file.toString()),
                    errors::toString);
            assertEquals(preparation.equals("ideal"), errors.toString().contains("prepares its start in no time"));
        }
    }

    @Test
    void filesOfGatesSayInThemselvesThatTheNoiseIsLeftOut() throws IOException {
        for (String format : List.of("openqasm3", "openqasm2", "strange-java")) {
            Path file = folder.resolve("top.txt");
            Path study = study("gates");
            assertEquals(0, run("export", study.toString(), "--format", format, "-o", file.toString()));
            assertTrue(Files.readString(file).contains("// Not in this file: the device's noise"), format);
            assertTrue(errors.toString().contains("the device's noise is left out"), errors::toString);
            Files.writeString(study, Files.readString(study) + "noise: { placement: none }\n");
            assertEquals(0, run("export", study.toString(), "--format", format, "-o", file.toString()));
            assertFalse(Files.readString(file).contains("noise"), format);
        }
    }

    static Stream<Arguments> formats() {
        return Exporters.all().stream()
                .flatMap(format -> Stream.of(false, true)
                        .filter(timed -> !timed || format.timed().isPresent())
                        .map(timed -> Arguments.of(format, timed)));
    }

    /**
     * No format has a third level: what holds gates alone says that it is left out, what holds times or noise stops.
     */
    @ParameterizedTest
    @MethodSource("formats")
    void everyFormatSaysThatItHasNoThirdLevel(Exporters.Format format, boolean timed) throws IOException {
        Path study = study("gates");
        Files.writeString(
                study,
                Files.readString(study)
                        .replace("T1: 9 us, T2: 5 us,", "T1: 9 us, T2: 5 us, levels: 3, anharmonicity: -210 MHz,"));
        Path file = folder.resolve("top" + format.fileExtension());
        List<String> arguments =
                new ArrayList<>(List.of("export", study.toString(), "--format", format.name(), "-o", file.toString()));
        if (timed) {
            arguments.add("--timed");
        }
        int code = run(arguments.toArray(String[]::new));
        String told = errors.toString();
        if (timed || format.needsNoise()) {
            assertEquals(2, code, told);
            assertTrue(told.contains("no format has more than two levels, but the device states them for Q1"), told);
            assertEquals(1, told.lines().count(), told);
            assertFalse(Files.exists(file));
        } else {
            assertEquals(0, code, told);
            assertTrue(
                    told.contains("note: the levels above |1> of Q1, and the pulses that reach them, are left out, as"
                            + " format " + format.name() + " has two levels"),
                    told);
        }
    }
}
