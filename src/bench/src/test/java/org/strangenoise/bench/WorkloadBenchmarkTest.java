package org.strangenoise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.noise.Placement;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;

/** The benchmark times what it says it times: its values are those of the peers. */
class WorkloadBenchmarkTest {

    private static final SimulationOptions OPTIONS =
            SimulationOptions.defaults().withThreads(2);

    @ParameterizedTest
    @CsvSource({"DENSITY_MATRIX", "SYMMETRIC", "AUTO"})
    void exactMethodsFindTheReferenceValues(SimulationMethod method) {
        WorkloadBenchmark.Timing timing = WorkloadBenchmark.time(
                method, new Workload(6, 20, Placement.AFTER_GATE), OPTIONS, new WorkloadBenchmark.Repetition(3, 0.1));
        assertEquals(0.303069312253, timing.purity(), 1e-9);
        assertEquals(0.951128118225, timing.entropy(), 1e-9);
        assertEquals(0.163777816538, timing.z0(), 1e-9);
        assertTrue(0 < timing.min() && timing.min() <= timing.median() && timing.median() <= timing.max());
        assertTrue(timing.vector() && timing.peakMegabytes() > 0);
    }

    @Test
    void trajectoriesTellTheirErrors() {
        WorkloadBenchmark.Timing timing = WorkloadBenchmark.time(
                SimulationMethod.TRAJECTORIES,
                new Workload(3, 20, Placement.AFTER_GATE),
                OPTIONS.withTrajectories(1000),
                new WorkloadBenchmark.Repetition(1, 0));
        double[] errors = timing.standardErrors().orElseThrow();
        assertEquals(0.577932088369, timing.purity(), 6 * errors[0]);
        assertEquals(-0.096143749299, timing.z0(), 6 * errors[2]);
        assertTrue(errors[0] > 0 && errors[0] < 0.1);
    }

    @Test
    void aMapHasAllItsStates() {
        Workload workload = new Workload(3, 20, Placement.AFTER_GATE);
        assertEquals(31 * 61, workload.map().size());
        WorkloadBenchmark.Timing timing = WorkloadBenchmark.timeMap(
                SimulationMethod.DENSITY_MATRIX, workload, OPTIONS, new WorkloadBenchmark.Repetition(2, 0));
        assertTrue(timing.purity() > 0.5 && timing.purity() < 0.8);
    }

    @Test
    void randomCircuitsTakeFewPassesAndGoThroughEveryMethod() {
        RandomWorkload random = new RandomWorkload(5, 6, 3);
        WorkloadBenchmark.Repetition once = new WorkloadBenchmark.Repetition(1, 0);
        WorkloadBenchmark.Timing dense = WorkloadBenchmark.time(SimulationMethod.DENSITY_MATRIX, random, OPTIONS, once);
        WorkloadBenchmark.Timing sampled =
                WorkloadBenchmark.time(SimulationMethod.TRAJECTORIES, random, OPTIONS.withTrajectories(2000), once);
        assertEquals(dense.z0(), sampled.z0(), 6 * sampled.standardErrors().orElseThrow()[2]);
        assertTrue(dense.purity() < 1 && dense.purity() > 0.5);
        int passes = new DensityMatrixSimulator()
                .explain(new RandomWorkload(10, 20, 1).task())
                .passes();
        assertTrue(passes <= 2 * 20, passes + " passes");
    }

    /** Whatever peers a machine has, they compute the same numbers; one without any has nothing to compare. */
    @Test
    void peersFindTheSame() {
        try (Peers peers = new Peers()) {
            for (int qubits : new int[] {3, 6, 7}) {
                WorkloadBenchmark.Timing ours = WorkloadBenchmark.time(
                        SimulationMethod.DENSITY_MATRIX,
                        new Workload(qubits, 4, Placement.AFTER_GATE),
                        OPTIONS,
                        new WorkloadBenchmark.Repetition(1, 0));
                for (Peers.Found peer : peers.find(qubits, 4, 1, 1)) {
                    assertEquals(ours.purity(), peer.purity(), 1e-11, peer.peer());
                    assertEquals(ours.z0(), peer.z0(), 1e-11, peer.peer());
                    assertTrue(peer.millis() > 0);
                }
            }
        }
    }
}
