package org.strangenoise.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.strangenoise.channel.Channels;
import org.strangenoise.circuit.Gates;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.outside.OutsideObservables;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.ObservableRegistry;
import org.strangenoise.state.QuantumState;
import org.strangenoise.state.Readout;
import org.strangenoise.state.StatePart;

/** Observables that only the public seam knows, from every backend and of averaged states. */
class OutsideObservablesTest {

    private static List<Observable> observables(int qubits) {
        List<String> names = IntStream.range(0, qubits).mapToObj(q -> "Q" + q).toList();
        return List.of(
                ObservableRegistry.read("outside-negativity.Q1-Q0", names, false),
                ObservableRegistry.read("outside-symmetric-weight", names, false),
                ObservableRegistry.read("parity-square", names, false),
                ObservableRegistry.read("bloch-x", names, false),
                ObservableRegistry.read("bloch-z.Q1", names, true));
    }

    /** The last values are those of the final state, dense and on its own. */
    private static void assertLastValues(
            SimulationTask task, SimulationResult result, QuantumState last, double error) {
        Readout readout = task.ensemble().members().get(0).circuit().readout();
        for (Observable observable : task.observables()) {
            double[] series = result.scalars(observable);
            double expected = OutsideObservables.value(observable, last, new StatePart.Setting(readout, null))[0];
            assertEquals(expected, series[series.length - 1], error, result.method() + " " + observable);
        }
    }

    /** Two circuits of unequal weight: the square of an average is not the average of squares. */
    @Test
    void ensemblesAreAveragedFirst() {
        RandomCircuits random = new RandomCircuits(3, 77);
        NoisyEnsemble ensemble = new NoisyEnsemble(
                List.of(
                        new NoisyEnsemble.Member(0.35, random.circuit(1, 14, true)),
                        new NoisyEnsemble.Member(0.65, random.circuit(1, 14, true))),
                NoiseCoverage.NONE,
                List.of());
        SimulationTask task = SimulationTask.of(ensemble, observables(3));
        InitialState initial = random.pure();
        SimulationResult exact = new DensityMatrixSimulator().run(task, initial);
        assertLastValues(task, exact, exact.finalState().orElseThrow(), 1e-12);
        SimulationResult lindblad = new LindbladSimulator().run(task, initial);
        double[] averageOfSquares = {0};
        for (NoisyEnsemble.Member member : ensemble.members()) {
            SimulationTask one = SimulationTask.of(RandomCircuits.single(member.circuit()), observables(3));
            averageOfSquares[0] += member.weight()
                    * new DensityMatrixSimulator()
                            .run(one, initial)
                            .scalars(observables(3).get(2))[1];
        }
        assertTrue(Math.abs(averageOfSquares[0] - exact.scalars(observables(3).get(2))[1]) > 1e-3);
        SimulationResult sampled = new TrajectorySimulator()
                .run(task.withOptions(SimulationOptions.defaults().withTrajectories(6000)), initial);
        for (Observable observable : task.observables()) {
            for (int point = 0; point < 2; point++) {
                double value = exact.scalars(observable)[point];
                assertEquals(value, lindblad.scalars(observable)[point], 1e-9, observable.toString());
                double error = sampled.standardErrors().orElseThrow().get(observable)[point][0];
                // A function of an average is off by its curvature too, of second order in the errors.
                assertEquals(
                        value,
                        sampled.scalars(observable)[point],
                        6 * error + 40 * error * error + 1e-12,
                        observable.toString());
            }
        }
    }

    @Test
    void everyBackendServesThem() {
        NoisyCircuit ideal = new SymmetricCircuit(4)
                .gates(q -> Gates.ry(1.1, q))
                .kick(1.7, 0.3)
                .circuit(3);
        NoisyCircuit noisy = new SymmetricCircuit(4)
                .gates(q -> Gates.ry(1.1, q))
                .kick(1.7, 0.3)
                .noise(Channels.thermalRelaxation(9e-6, 5e-6, 0.1, 0.4e-6))
                .circuit(3);
        InitialState initial = InitialState.coherent(4, 0.9, 0.4);
        for (NoisyCircuit circuit : List.of(ideal, noisy)) {
            SimulationTask task = SimulationTask.of(SymmetricCircuit.ensemble(circuit), observables(4));
            SimulationResult exact = new DensityMatrixSimulator().run(task, initial);
            assertLastValues(task, exact, exact.finalState().orElseThrow(), 1e-12);
            List<Simulator> others = new ArrayList<>(List.of(new SymmetricSimulator(), new LindbladSimulator()));
            if (circuit.isUnitary()) {
                others.add(new StateVectorSimulator());
            }
            for (Simulator simulator : others) {
                SimulationResult result = simulator.run(task, initial);
                for (Observable observable : task.observables()) {
                    for (int point = 0; point < 4; point++) {
                        assertEquals(
                                exact.scalars(observable)[point],
                                result.scalars(observable)[point],
                                1e-9,
                                simulator.method() + " " + observable);
                    }
                }
            }
        }
    }

    /** Many starts side by side, where only Bloch vectors are at hand, against one after the other. */
    @Test
    void batchesAgreeWithSingleRuns() {
        for (int qubits : new int[] {2, 3, 5}) {
            RandomCircuits random = new RandomCircuits(qubits, 40 + qubits);
            NoisyCircuit circuit = random.circuit(3, 8, true);
            List<String> names =
                    IntStream.range(0, qubits).mapToObj(String::valueOf).toList();
            List<List<Observable>> lists = List.of(
                    List.of(
                            ObservableRegistry.read("bloch-x", names, false),
                            ObservableRegistry.read("bloch-y.1", names, false),
                            new Observable.Purity(),
                            new Observable.MeanEntropy(),
                            new Observable.QubitEntropy(1),
                            new Observable.MeanBlochVector()),
                    observables(qubits));
            for (List<Observable> observables : lists) {
                SimulationTask task = new SimulationTask(
                        RandomCircuits.single(circuit), observables, Optional.empty(), SimulationOptions.defaults());
                List<InitialState> starts = new ArrayList<>();
                for (int k = 0; k < 9; k++) {
                    starts.add(random.product());
                }
                DensityMatrixSimulator simulator = new DensityMatrixSimulator();
                List<SimulationResult> batch = simulator.runAll(task, starts);
                for (int k = 0; k < starts.size(); k++) {
                    SimulationResult single = simulator.run(task, starts.get(k));
                    for (Observable observable : observables) {
                        double[][] expected = single.series(observable);
                        for (int point = 0; point < expected.length; point++) {
                            for (int c = 0; c < expected[point].length; c++) {
                                assertEquals(
                                        expected[point][c],
                                        batch.get(k).series(observable)[point][c],
                                        1e-12,
                                        observable.toString());
                            }
                        }
                    }
                }
            }
        }
    }
}
