package org.strangenoise.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.simulate.kernel.ScalarAmplitudeKernel;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.StateVector;

/** The compiled passes over amplitudes against one gate after the other. */
class StateVectorSimulatorTest {

    private static final double EXACT = 1e-12;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 9, 13, 15})
    void agreesWithTheTwin(int qubits) {
        for (int seed = 0; seed < (qubits < 9 ? 3 : 1); seed++) {
            RandomCircuits random = new RandomCircuits(qubits, seed);
            List<Observable> observables = new ArrayList<>(random.observables());
            observables.remove(new Observable.MicrocanonicalOverlap());
            SimulationTask task = SimulationTask.of(RandomCircuits.single(random.circuit(3, 30, false)), observables);
            InitialState initial = random.pure();
            assertSame(new DirectStateVector().run(task, initial), new StateVectorSimulator().run(task, initial));
        }
    }

    /** What real matrices leave to the phases after them, half turns with nothing on the diagonal, odd sizes. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 11, 13, 16})
    void layersOfRotationsAndPhasesAgreeWithTheTwin(int qubits) {
        SimulationTask task = SimulationTask.of(
                RandomCircuits.single(new RandomCircuits(qubits, 40).layers(3)), List.of(new Observable.Purity()));
        InitialState initial = new RandomCircuits(qubits, 41).product();
        SimulationResult slow = new DirectStateVector().run(task, initial);
        for (Recording recording : Recording.values()) {
            SimulationTask recorded = task.withRecording(recording);
            SimulationResult one = runWith(recorded, 1, initial);
            assertEqualStates(1e-13, slow, one);
            assertEqualStates(0, one, runWith(recorded, 2, initial));
            assertEqualStates(
                    1e-13, slow, new StateVectorSimulator(new ScalarAmplitudeKernel()).run(recorded, initial));
        }
    }

    @Test
    void fusesAcrossBoundariesWhereNothingIsRecorded() {
        for (int qubits : new int[] {3, 8, 14}) {
            RandomCircuits random = new RandomCircuits(qubits, 5);
            SimulationTask task = SimulationTask.of(
                    RandomCircuits.single(random.circuit(4, 20, false)), List.of(new Observable.Purity()));
            InitialState initial = random.pure();
            assertEqualStates(
                    1e-13,
                    new DirectStateVector().run(task, initial),
                    new StateVectorSimulator().run(task.withRecording(Recording.END), initial));
        }
    }

    @Test
    void kernelsAndThreadsChangeNoBit() {
        for (int qubits : new int[] {1, 2, 5, 14}) {
            RandomCircuits random = new RandomCircuits(qubits, 8);
            SimulationTask task = SimulationTask.of(
                    RandomCircuits.single(random.circuit(3, 30, false)), List.of(new Observable.Purity()));
            InitialState initial = random.pure();
            SimulationResult one = runWith(task, 1, initial);
            assertEqualStates(0, one, runWith(task, 3, initial));
            assertEqualStates(0, one, new StateVectorSimulator(new ScalarAmplitudeKernel()).run(task, initial));
        }
    }

    private static SimulationResult runWith(SimulationTask task, int threads, InitialState initial) {
        return new StateVectorSimulator().run(task.withOptions(task.options().withThreads(threads)), initial);
    }

    private static void assertEqualStates(double tolerance, SimulationResult first, SimulationResult second) {
        StateVector a = (StateVector) first.finalState().orElseThrow();
        StateVector b = (StateVector) second.finalState().orElseThrow();
        for (int k = 0; k < 1 << a.qubits(); k++) {
            assertEquals(a.re(k), b.re(k), tolerance);
            assertEquals(a.im(k), b.im(k), tolerance);
        }
    }

    private static void assertSame(SimulationResult slow, SimulationResult fast) {
        slow.values().forEach((observable, series) -> {
            double[][] found = fast.series(observable);
            assertEquals(series.length, found.length);
            for (int point = 0; point < series.length; point++) {
                assertArrayEquals(series[point], found[point], EXACT, observable + " at " + point);
            }
        });
    }
}
