package org.strangenoise.studies.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.dynamics.DynamicsType.Result.Conditioned;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.yaml.InvalidInputException;

/** States in the middle of a circuit, by what was measured until then. */
class ConditionedStatesTest {

    private static final String DEVICE = """
            name: unequal
            qubits:
              - { name: A, T1: 3 us, T2: 1.1 us, readout: { p1-given-0: 0.02, p0-given-1: 0.05 } }
              - { name: B, T1: 5 us, T2: 4 us }
              - { name: C, T1: 4 us, T2: 2 us }
            operations: { ry: { duration: 20 ns }, cnot: { duration: 60 ns }, measurement: { duration: 300 ns } }
            """;

    /** Step 1: the pair; step 2: A measured; step 3: C turned, and A measured again after its relaxation. */
    private static final String CIRCUIT = """
            OPENQASM 3.0;
            include "stdgates.inc";
            qubit[3] q;
            bit[2] c;
            ry(1.1) q[0];
            cx q[0], q[1];
            barrier q;
            c[0] = measure q[0];
            barrier q;
            ry(0.7) q[2];
            barrier q;
            c[1] = measure q[0];
            barrier q;
            """;

    @TempDir
    private Path folder;

    private DynamicsType.Result run(String analysis, String circuit) throws IOException {
        Files.writeString(folder.resolve("device.yaml"), DEVICE);
        Files.writeString(folder.resolve("circuit.qasm"), circuit);
        Path study = Files.writeString(
                folder.resolve("study.yaml"),
                "name: conditioned\ndevice: device.yaml\ncircuit: { openqasm: circuit.qasm }\nanalyses:\n  - "
                        + analysis + "\n");
        List<AnalysisResult> found =
                new AnalysisRunner(SimulationOptions.defaults(), line -> {}).run(StudyReader.read(study));
        return (DynamicsType.Result) found.get(0);
    }

    /** {@code cos(0.55)|00> + sin(0.55)|11>}: what is read of A is what B is in, without noise. */
    @Test
    void idealStatesFollowTheirBits() throws IOException {
        DynamicsType.Result.Run ideal = run("{ type: dynamics, id: a, conditioned-at: 2 }", CIRCUIT)
                .series()
                .get(0)
                .ideal();
        assertEquals(
                List.of("00", "01"),
                ideal.conditioned().stream().map(Conditioned::bits).toList());
        for (Conditioned state : ideal.conditioned()) {
            double z = state.bits().equals("00") ? 1 : -1;
            assertEquals((1 + z * Math.cos(1.1)) / 2, state.probability(), 1e-12);
            assertEquals(1, state.purity(), 1e-12);
            assertEquals(z, state.bloch()[0][2], 1e-12);
            assertEquals(z, state.bloch()[1][2], 1e-12);
            assertEquals(0, state.entropy()[1], 1e-9);
            int at = z > 0 ? 0 : 3;
            assertEquals(1, state.re()[at][at], 1e-12);
        }
    }

    /** The mean over the bits is the state that nobody asked; a wrong reading leaves the other state behind. */
    @Test
    void noisyStatesAverageToTheState() throws IOException {
        for (int step = 1; step <= 4; step++) {
            DynamicsType.Result result = run("{ type: dynamics, id: a, conditioned-at: " + step + " }", CIRCUIT);
            DynamicsType.Result.Run noisy = result.series().get(0).noisy();
            double[][] mean = new double[3][3];
            double probability = 0;
            for (Conditioned state : noisy.conditioned()) {
                probability += state.probability();
                for (int q = 0; q < 3; q++) {
                    for (int axis = 0; axis < 3; axis++) {
                        mean[q][axis] += state.probability() * state.bloch()[q][axis];
                    }
                }
            }
            assertEquals(1, probability, 1e-12);
            for (int q = 0; q < 3; q++) {
                for (int axis = 0; axis < 3; axis++) {
                    assertEquals(noisy.qubits().bloch()[step][q][axis], mean[q][axis], 1e-9, "step " + step);
                }
            }
            assertEquals(step < 2 ? 1 : step < 4 ? 2 : 4, noisy.conditioned().size());
        }
        Conditioned read1 = run("{ type: dynamics, id: a, conditioned-at: 2 }", CIRCUIT)
                .series()
                .get(0)
                .noisy()
                .conditioned()
                .get(1);
        double excited = Math.pow(Math.sin(0.55), 2);
        double wrong = 0.02 * (1 - excited) / (0.02 * (1 - excited) + 0.95 * excited);
        assertTrue(
                read1.bloch()[0][2] > -1 + 2 * wrong && read1.bloch()[0][2] < -0.7,
                () -> "wrong readings and relaxation: " + read1.bloch()[0][2]);
    }

    @Test
    void askingWithoutBitsIsRefused() {
        InvalidInputException refused = assertThrows(
                InvalidInputException.class,
                () -> run(
                        "{ type: dynamics, id: a, conditioned-at: 1 }",
                        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\nry(1) q[0];\nbarrier q;\n"));
        assertTrue(refused.getMessage().contains("`conditioned-at` asks for"), refused.getMessage());
        assertTrue(refused.getMessage().contains("no classical bits"), refused.getMessage());
    }
}
