package org.strangenoise.studies.seam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.math.Measured;
import org.strangenoise.studies.characterization.Benchmarking;
import org.strangenoise.studies.characterization.Coherence;
import org.strangenoise.studies.characterization.Couplings;
import org.strangenoise.studies.characterization.Laboratory;
import org.strangenoise.studies.characterization.Pulsing;
import org.strangenoise.studies.characterization.Routine;
import org.strangenoise.studies.characterization.Routine.Estimate;
import org.strangenoise.studies.characterization.Routine.Finding;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.study.BudgetStudies;

/** The routines as a Java program calls them: wired up, run and read without a study of theirs. */
class RoutinesFromJavaTest {

    private static final String SETUP = """
            device:
              name: unequal
              qubits:
                - { name: A, T1: 21 us, Tphi: 13 us, readout: { p1-given-0: 0.02, p0-given-1: 0.06 } }
                - { name: B, T1: 34 us, Tphi: 9 us }
                - { name: C, T1: 11 us, T2: 8 us }
              operations: { ry: { duration: 20 ns }, rz: { duration: 0 ns }, cz: { duration: 40 ns }, interaction: { coupling: 5 MHz } }
              crosstalk: [ { qubits: [ A, B ], zz: 0.21 MHz } ]
            circuit: { kicked-top: { qubits: 3, kappa: 1.7, steps: 1 } }
            """;

    @TempDir
    Path folder;

    private Setup setup;

    @BeforeEach
    void read() {
        setup = BudgetStudies.plan(
                        folder, SETUP, "{ type: sweep, id: a, observable: purity, over: { noise.scale: [ 1 ] } }")
                .setup();
    }

    private Laboratory wired(Integer... qubits) {
        return new Laboratory(setup, List.of(qubits), BudgetStudies.OPTIONS);
    }

    private static double[] times(double to, int points) {
        return IntStream.range(0, points)
                .mapToDouble(k -> to * k / (points - 1))
                .toArray();
    }

    /** 2,000 shots of each: every number within four of its errors of the device's. */
    @Test
    void findWhatTheDeviceHas() {
        Laboratory a = wired(0);
        Laboratory pair = wired(0, 1);
        double[] slices = IntStream.range(1, 60).mapToDouble(k -> 4e-9 * k).toArray();
        Stream.<Object[]>of(
                        new Object[] {a, new Coherence.Relaxation(a, times(60e-6, 25))},
                        new Object[] {a, new Coherence.Ramsey(a, times(15e-6, 61), 0.7e6, Optional.empty())},
                        new Object[] {a, new Coherence.Echo(a, times(30e-6, 25), 1)},
                        new Object[] {a, new Coherence.Echo(a, times(30e-6, 25), 4)},
                        new Object[] {a, new Pulsing.Rabi(a, times(2, 41))},
                        new Object[] {a, new Pulsing.Amplified(a, 10)},
                        new Object[] {
                            a, new Pulsing.ReadoutLevels(a, Optional.of(new Measured(1 / 21e-6, 1e-3 / 21e-6)))
                        },
                        new Object[] {pair, new Coherence.ConditionalRamsey(pair, times(15e-6, 41), 0.8e6)},
                        new Object[] {pair, new Couplings.Chevron(pair, slices, new double[] {-6e6, 0, 5e6})})
                .forEach(each -> {
                    Routine routine = (Routine) each[1];
                    Estimate estimate = routine.run((Laboratory) each[0], 2000, k -> 71 + k);
                    assertTrue(!estimate.quantities().isEmpty(), routine.toString());
                    for (Finding found : estimate.quantities()) {
                        if (!Double.isNaN(found.error())) {
                            assertEquals(found.truth(), found.value(), 4 * found.error(), found.toString());
                        }
                    }
                });
    }

    @Test
    void randomGatesAndTheSignOfTheCoupling() {
        Laboratory a = wired(0);
        Finding clifford = new Benchmarking.Clifford(a, new int[] {2, 10, 40, 120}, 20, Optional.empty(), 5)
                .run(a, 1000, k -> 3 + k)
                .quantities()
                .get(0);
        assertEquals(clifford.truth(), clifford.value(), 4 * clifford.error(), clifford.toString());
        Laboratory pair = wired(0, 2);
        Finding cycle = new Benchmarking.CrossEntropy(pair, new int[] {2, 5, 10, 20, 40}, 20, 5)
                .run(pair, 1000, k -> 3 + k)
                .quantities()
                .get(0);
        assertEquals(cycle.truth(), cycle.value(), 4 * cycle.error(), cycle.toString());
        Laboratory three = wired(0, 1, 2);
        double[] slices = IntStream.range(1, 40).mapToDouble(k -> 4e-9 * k).toArray();
        Finding coupling = new Couplings.Sign(three, slices, new double[] {4e6}, -1)
                .run(three, 1000, k -> 3 + k)
                .quantities()
                .get(0);
        assertTrue(coupling.value() < 0, coupling.toString());
        assertThrows(
                IllegalArgumentException.class,
                () -> new Benchmarking.Leakage(a, new int[] {2, 10}, 5, 1),
                "two levels have nothing to leak to");
    }

    @Test
    void theSameSeedsCountTheSame() {
        Laboratory a = wired(0);
        Routine t1 = new Coherence.Relaxation(a, times(60e-6, 12));
        assertEquals(
                t1.run(a, 100, k -> 9 + k).quantities(),
                t1.run(a, 100, k -> 9 + k).quantities());
    }
}
