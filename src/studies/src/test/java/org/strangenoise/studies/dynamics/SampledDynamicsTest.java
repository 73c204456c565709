package org.strangenoise.studies.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.StudyReader;

/** Trajectories to a standard error: it is reached, by no more trajectories than needed, and means what it says. */
class SampledDynamicsTest {

    private static final String STUDY = """
            name: sampled
            device:
              name: four
              qubits: [ { name: A, T1: 4 us, T2: 3 us }, { name: B, T1: 9 us, T2: 5 us }, { name: C, T1: 7 us, T2: 8 us }, { name: D, T1: 2 us, Tphi: 6 us } ]
              operations: { ry: { duration: 90 ns }, rz: { duration: 0 ns }, interaction: { coupling: 2 MHz } }
            circuit: { kicked-top: { qubits: 4, kappa: 1.3, steps: 3 } }
            analyses:
              - { type: dynamics, id: exact, initial-states: [ { label: a, theta: 0.4, phi: 1.1 }, { label: b, theta: 2.2, phi: -0.7 } ] }
              - { type: dynamics, id: fine, simulation: { method: trajectories, standard-error: 0.006 }, initial-states: [ { label: a, theta: 0.4, phi: 1.1 }, { label: b, theta: 2.2, phi: -0.7 } ] }
              - { type: dynamics, id: coarse, simulation: { method: trajectories, standard-error: 0.03 }, initial-states: [ { label: a, theta: 0.4, phi: 1.1 } ] }
              - { type: dynamics, id: few, simulation: { method: trajectories, trajectories: 128, standard-error: 0.003 }, initial-states: [ { label: a, theta: 0.4, phi: 1.1 } ] }
              - { type: dynamics, id: fixed, simulation: { method: trajectories, trajectories: 640 }, initial-states: [ { label: a, theta: 0.4, phi: 1.1 } ] }
            """;

    @TempDir
    private Path folder;

    private List<DynamicsType.Result> results = List.of();

    @BeforeEach
    void run() throws Exception {
        Path file = Files.writeString(folder.resolve("study.yaml"), STUDY);
        results = new AnalysisRunner(SimulationOptions.defaults().withThreads(2), line -> {})
                .run(StudyReader.read(file)).stream()
                        .map(DynamicsType.Result.class::cast)
                        .toList();
    }

    @Test
    void theErrorIsReachedByAboutTheTrajectoriesItNeeds() {
        for (DynamicsType.Result.Series series : results.get(1).series()) {
            DynamicsType.Result.Sampling fine = series.sampling().orElseThrow();
            assertTrue(fine.standardError() <= 0.006, fine.toString());
            double needed = fine.trajectories() * Math.pow(fine.standardError() / 0.006, 2);
            assertTrue(fine.trajectories() > 4096, "one round is no test, but " + fine);
            assertTrue(needed > 0.5 * fine.trajectories(), fine.toString());
        }
        DynamicsType.Result.Sampling coarse =
                results.get(2).series().get(0).sampling().orElseThrow();
        assertTrue(coarse.standardError() <= 0.03);
        assertEquals(List.of(), results.get(1).warnings());
        assertFalse(results.get(0).series().get(0).sampling().isPresent());
    }

    @Test
    void valuesAreWithinErrorsOfTheExactOnes() {
        for (int start = 0; start < 2; start++) {
            DynamicsType.Result.Run exact = results.get(0).series().get(start).noisy();
            DynamicsType.Result.Run sampled = results.get(1).series().get(start).noisy();
            for (String name : List.of("entropy", "purity", "overlap", "fidelity")) {
                for (int step = 0; step <= 3; step++) {
                    assertEquals(exact.scalar(name)[step], sampled.scalar(name)[step], 0.03, name + " at " + step);
                }
            }
            assertEquals(
                    results.get(0).series().get(start).ideal().scalar("entropy")[3],
                    results.get(1).series().get(start).ideal().scalar("entropy")[3],
                    1e-12);
        }
    }

    @Test
    void whatIsNotReachedIsAWarningAndAStatedNumberIsKept() {
        assertEquals(
                128, results.get(3).series().get(0).sampling().orElseThrow().trajectories());
        assertTrue(
                results.get(3).warnings().get(0).contains("128 trajectories reached"),
                results.get(3).warnings()::toString);
        assertEquals(
                640, results.get(4).series().get(0).sampling().orElseThrow().trajectories());
        assertEquals(List.of(), results.get(4).warnings());
    }
}
