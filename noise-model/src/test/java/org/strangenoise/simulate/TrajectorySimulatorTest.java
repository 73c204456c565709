package org.strangenoise.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/**
 * Trajectories against the density matrix, in units of their own standard errors. These follow Student's t of 31
 * degrees of freedom: one value in 800 000 is further off than six of them; with some thousand values a right program
 * fails one choice of seeds in some hundred. The seeds are fixed.
 */
class TrajectorySimulatorTest {

    private static final double FAR = 6;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void agreesWithTheDensityMatrix(int qubits) {
        RandomCircuits random = new RandomCircuits(qubits, 300 + qubits);
        SimulationTask task = new SimulationTask(
                RandomCircuits.single(random.circuit(3, 12, true)),
                observables(random),
                Optional.of(random.circuit(3, 4, false)),
                SimulationOptions.defaults().withTrajectories(3000));
        assertWithinErrors(task, random.pure());
    }

    @Test
    void choosesMembersByWeight() {
        RandomCircuits random = new RandomCircuits(2, 17);
        NoisyCircuit first = random.circuit(2, 6, true);
        NoisyCircuit second = random.circuit(2, 6, true);
        NoisyEnsemble ensemble = new NoisyEnsemble(
                List.of(new NoisyEnsemble.Member(0.3, first), new NoisyEnsemble.Member(0.7, second)),
                NoiseCoverage.NONE,
                List.of());
        List<Observable> observables = observables(random);
        observables.remove(new Observable.Fidelity());
        SimulationTask task = SimulationTask.of(ensemble, observables);
        assertWithinErrors(task.withOptions(task.options().withTrajectories(3000)), random.product());
    }

    private static void assertWithinErrors(SimulationTask task, InitialState initial) {
        SimulationResult exact = new DensityMatrixSimulator().run(task, initial);
        SimulationResult sampled = new TrajectorySimulator().run(task, initial);
        Map<Observable, double[][]> errors = sampled.standardErrors().orElseThrow();
        double squares = 0;
        int count = 0;
        for (Observable observable : task.observables()) {
            // The overlap is a sum of square roots of eigenvalues, some of them zero.
            double rounding = observable instanceof Observable.MicrocanonicalOverlap ? 1e-7 : 1e-9;
            for (int point = 0; point < exact.series(observable).length; point++) {
                for (int k = 0; k < exact.series(observable)[point].length; k++) {
                    double error = errors.get(observable)[point][k];
                    double deviation = sampled.series(observable)[point][k] - exact.series(observable)[point][k];
                    assertTrue(
                            Math.abs(deviation) <= FAR * error + rounding,
                            observable + " at " + point + ": off by " + deviation + ", standard error " + error);
                    if (error > 1e-6) {
                        squares += deviation * deviation / (error * error);
                        count++;
                    }
                }
            }
        }
        assertTrue(count > 10, "the circuit holds randomness");
        double ratio = squares / count;
        assertTrue(ratio > 0.1 && ratio < 4, "mean square deviation in units of the variance: " + ratio);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 14})
    void oneSeedGivesTheSameBitsAtAnyThreadCount(int qubits) {
        RandomCircuits random = new RandomCircuits(qubits, 5);
        List<Observable> observables = List.of(new Observable.MeanBlochVector(), new Observable.Purity());
        SimulationTask task = SimulationTask.of(RandomCircuits.single(random.circuit(2, 10, true)), observables);
        InitialState initial = random.product();
        SimulationOptions options = task.options().withTrajectories(12);
        SimulationResult one = new TrajectorySimulator().run(task.withOptions(options.withThreads(1)), initial);
        SimulationResult three = new TrajectorySimulator().run(task.withOptions(options.withThreads(3)), initial);
        SimulationResult other = new TrajectorySimulator().run(task.withOptions(options.withSeed(2)), initial);
        for (Observable observable : observables) {
            assertArrayEquals(one.series(observable), three.series(observable));
        }
        assertTrue(one.scalars(new Observable.Purity())[2] != other.scalars(new Observable.Purity())[2]);
    }

    @Test
    void stopsAtTheStandardErrorAskedFor() {
        RandomCircuits random = new RandomCircuits(2, 8);
        SimulationTask task = SimulationTask.of(
                RandomCircuits.single(random.circuit(2, 8, true)), List.of(new Observable.MeanBlochVector()));
        SimulationOptions options = task.options().withTrajectories(1_000_000).withStandardError(0.02);
        double largest = 0;
        SimulationResult result = new TrajectorySimulator().run(task.withOptions(options), random.product());
        for (double[] point : result.standardErrors().orElseThrow().get(new Observable.MeanBlochVector())) {
            for (double error : point) {
                largest = Math.max(largest, error);
            }
        }
        assertTrue(largest <= 0.02 && largest > 0.01, "standard error " + largest);
    }

    @Test
    void refusesMixedStates() {
        RandomCircuits random = new RandomCircuits(2, 8);
        SimulationTask task =
                SimulationTask.of(RandomCircuits.single(random.circuit(1, 2, true)), List.of(new Observable.Purity()));
        InitialState mixed = random.mixed();
        UnsupportedSimulationException refused =
                assertThrows(UnsupportedSimulationException.class, () -> new TrajectorySimulator().run(task, mixed));
        assertEquals(
                "method trajectories starts from pure states, but the initial state is mixed", refused.getMessage());
    }

    private static List<Observable> observables(RandomCircuits random) {
        List<Observable> all = new ArrayList<>(random.observables());
        all.add(new Observable.Fidelity());
        return all;
    }
}
