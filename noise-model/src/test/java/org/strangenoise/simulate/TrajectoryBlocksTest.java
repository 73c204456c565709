package org.strangenoise.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** Blocks tell what the density matrix tells, within their errors, and the same bits wherever they are found. */
class TrajectoryBlocksTest {

    private static final List<Observable> OBSERVABLES = List.of(
            new Observable.MeanBlochVector(),
            new Observable.MeanEntropy(),
            new Observable.Purity(),
            new Observable.MicrocanonicalOverlap(),
            new Observable.Fidelity());

    /** A square root of what is nothing but rounding. */
    private static final double ROUNDING = 1e-7;

    private final RandomCircuits random = new RandomCircuits(3, 41);
    private final SimulationTask task = new SimulationTask(
            RandomCircuits.single(random.circuit(4, 10, true)),
            OBSERVABLES,
            Optional.of(random.circuit(4, 4, false)),
            SimulationOptions.defaults().withThreads(1).withTrajectories(4));
    private final InitialState initial = random.pure();

    private static List<double[]> run(TrajectoryBlocks blocks, int count, int pairs) {
        List<double[]> sums = new ArrayList<>();
        for (int block = 0; block < count; block++) {
            sums.add(blocks.sums(1000 + block, pairs));
        }
        return sums;
    }

    @Test
    void agreesWithTheDensityMatrixWithinItsErrors() {
        TrajectoryBlocks blocks = new TrajectoryBlocks(task, initial);
        List<Integer> pairs = Collections.nCopies(64, 40);
        SimulationResult sampled = blocks.estimate(run(blocks, 64, 40), pairs);
        SimulationResult exact = new DensityMatrixSimulator().run(task, initial);
        double largest = 0;
        for (Observable observable : OBSERVABLES) {
            double[][] errors = sampled.standardErrors().orElseThrow().get(observable);
            for (int point = 0; point < errors.length; point++) {
                for (int k = 0; k < errors[point].length; k++) {
                    double off = sampled.series(observable)[point][k] - exact.series(observable)[point][k];
                    assertTrue(
                            Math.abs(off) <= 6 * errors[point][k] + ROUNDING,
                            observable + " at " + point + " is off by " + off + ", error " + errors[point][k]);
                    largest = Math.max(largest, errors[point][k]);
                }
            }
        }
        assertEquals(largest, blocks.largestStandardError(run(blocks, 64, 40), pairs));
        assertTrue(largest > 1e-3 && largest < 0.05, "largest error " + largest);
    }

    /** As one run of the simulator has it, so that errors mean the same. */
    @Test
    void errorsAreThoseOfARunOfAsManyTrajectories() {
        TrajectoryBlocks blocks = new TrajectoryBlocks(task, initial);
        double ofBlocks = blocks.largestStandardError(run(blocks, 32, 60), Collections.nCopies(32, 60));
        SimulationResult run =
                new TrajectorySimulator().run(task.withOptions(task.options().withTrajectories(2 * 32 * 60)), initial);
        double ofRun = run.standardErrors().orElseThrow().values().stream()
                .flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream)
                .max()
                .orElseThrow();
        assertTrue(ofBlocks / ofRun > 0.6 && ofBlocks / ofRun < 1.7, ofBlocks + " against " + ofRun);
    }

    @Test
    void aBlockIsTheSameAtAnyNumberOfThreadsAndInAnyOrder() {
        TrajectoryBlocks one = new TrajectoryBlocks(task, initial);
        TrajectoryBlocks two =
                new TrajectoryBlocks(task.withOptions(task.options().withThreads(3)), initial);
        double[] later = two.sums(8, 70);
        assertArrayEquals(one.sums(7, 70), two.sums(7, 70));
        assertArrayEquals(one.sums(8, 70), later);
    }

    @Test
    void anErrorThatIsNotReachedIsSaid() {
        TrajectoryBlocks blocks =
                new TrajectoryBlocks(task.withOptions(task.options().withStandardError(1e-6)), initial);
        String warning = blocks.estimate(run(blocks, 32, 1), Collections.nCopies(32, 1))
                .warnings()
                .get(0);
        assertTrue(
                warning.startsWith("a standard error of 1.00e-06 was asked for, and 64 trajectories reached"), warning);
    }

    @Test
    void refusesBlocksThatDoNotFit() {
        TrajectoryBlocks blocks = new TrajectoryBlocks(task, initial);
        assertThrows(IllegalArgumentException.class, () -> blocks.sums(1, 0));
        assertThrows(IllegalArgumentException.class, () -> blocks.estimate(List.of(new double[3]), List.of(1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> blocks.estimate(List.of(new double[3], new double[3]), List.of(1, 1)));
    }
}
