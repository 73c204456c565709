package org.strangenoise.studies.entropymap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.math.BinaryEntropy;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.study.BudgetStudies;
import org.strangenoise.yaml.InvalidInputException;

/** Entropy maps as they are measured qubit by qubit. */
class MeasuredEntropyTest {

    @TempDir
    Path folder;

    private AnalysisPlan plan(String setup, String keys) {
        return BudgetStudies.plan(
                folder,
                setup,
                "{ type: entropy-map, id: a, grid: { theta: 5, phi: 5 }, steps: [ 0, 2 ], average: 3, " + keys + " }");
    }

    private EntropyMapType.Result run(String setup, String keys) {
        return EntropyMapType.TYPE
                .prepared(plan(setup, keys), BudgetStudies.OPTIONS)
                .run();
    }

    @Test
    void exactFrequenciesCorrectedGiveTheNoisyMap() {
        EntropyMapType.Result result = run(BudgetStudies.NOISY_PAIR, "shots: inf, correct: exact");
        EntropyMapType.Result.Maps measured = result.measured().orElseThrow();
        for (int row = 0; row < 5; row++) {
            assertArrayEquals(result.noisy().step(2)[row], measured.step(2)[row], 1e-9);
            assertArrayEquals(result.noisy().average()[row], measured.average()[row], 1e-9);
        }
        assertEquals(result.noisy().asymmetry(), measured.asymmetry(), 1e-9);
    }

    @Test
    void correlatedErrorsAreUndoneToo() {
        String pair = BudgetStudies.DETUNED_PAIR.replace(
                "  operations:",
                "  readout-confusion: [ [ 0.93, 0.04, 0.06, 0.01 ], [ 0.03, 0.92, 0.01, 0.07 ], [ 0.03, 0.01, 0.9, 0.05 ],"
                        + " [ 0.01, 0.03, 0.03, 0.87 ] ]\n  operations:");
        EntropyMapType.Result corrected = run(pair, "shots: inf, correct: exact");
        EntropyMapType.Result raw = run(pair, "shots: inf");
        for (int row = 0; row < 5; row++) {
            assertArrayEquals(
                    corrected.noisy().average()[row],
                    corrected.measured().orElseThrow().average()[row],
                    1e-9);
        }
        assertTrue(raw.measured().orElseThrow().step(0)[1][1] > 0.1);
    }

    /** At the start every qubit is pure: z is read as a + b z, and so are x and y, with each qubit's own a and b. */
    @Test
    void readoutErrorsLookLikeEntropy() {
        EntropyMapType.Result result = run(BudgetStudies.NOISY_PAIR, "shots: inf");
        double[][] map = result.measured().orElseThrow().step(0);
        double expected = 0;
        for (double[] errors : new double[][] {{0.02, 0.05}, {0.01, 0.03}}) {
            double a = errors[1] - errors[0];
            double b = 1 - errors[0] - errors[1];
            expected += BinaryEntropy.of((1 - Math.hypot(Math.hypot(a, a), a + b)) / 2) / 2;
        }
        assertEquals(expected, map[0][2], 1e-9);
        assertEquals(0, result.noisy().step(0)[0][2], 1e-12);
    }

    @Test
    void fewShotsBiasTheEntropyDownAndOneSeedGivesOneMap() {
        AnalysisPlan plan = plan(BudgetStudies.NOISY_PAIR, "shots: 10, correct: exact");
        EntropyMapType.Result few = EntropyMapType.TYPE
                .prepared(plan, SimulationOptions.defaults().withThreads(1))
                .run();
        EntropyMapType.Result again = EntropyMapType.TYPE
                .prepared(plan, SimulationOptions.defaults().withThreads(3))
                .run();
        assertTrue(Arrays.deepEquals(
                few.measured().orElseThrow().average(),
                again.measured().orElseThrow().average()));
        double bias = 0;
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 5; column++) {
                bias += few.measured().orElseThrow().average()[row][column]
                        - few.noisy().average()[row][column];
            }
        }
        assertTrue(bias / 25 < -0.02, "mean bias " + bias / 25);
    }

    @Test
    void whatCannotBeMeasuredIsRefused() {
        assertRefused(BudgetStudies.NOISY_PAIR, "shots: 0", "`shots` must be from 1 to 1000000000, or `inf`");
        assertRefused(BudgetStudies.NOISY_PAIR, "correct: exact", "`correct` needs `shots`");
        assertRefused(
                BudgetStudies.NOISY_PAIR.replace(
                        "p1-given-0: 0.01, p0-given-1: 0.03", "p1-given-0: 0.3, p0-given-1: 0.7"),
                "shots: 5, correct: exact",
                "p1-given-0 and p0-given-1 of B must not sum to one");
    }

    private void assertRefused(String setup, String keys, String message) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> plan(setup, keys));
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }
}
