package org.strangenoise.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.channel.Channels;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.Gates;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.SpinDirection;

/** The symmetric simulator against the dense density matrix. */
class SymmetricSimulatorTest {

    private static final double TOLERANCE = 2e-13;

    static Stream<Arguments> cases() {
        return OneQubitChannels.all().entrySet().stream()
                .flatMap(entry -> Stream.of(1, 2, 3, 4).map(n -> Arguments.of(n, entry.getKey(), entry.getValue())));
    }

    @ParameterizedTest(name = "{1} on {0} qubits")
    @MethodSource("cases")
    void everyPauliExpectationIsThatOfTheDensityMatrix(int n, String name, QuantumChannel channel) {
        NoisyCircuit circuit = new SymmetricCircuit(n)
                .gates(q -> Gates.ry(1.1, q))
                .noise(channel)
                .kick(2.5, 0.3)
                .gates(q -> Gates.rx(-0.6, q))
                .noise(Channels.thermalRelaxation(10, 7, 0.07, 0.4))
                .circuit(2);
        assertAgree(circuit, InitialState.coherent(n, 2.0, 1.0), everyPauli(n), TOLERANCE);
    }

    private static List<Observable> everyPauli(int n) {
        List<Observable> observables = new ArrayList<>();
        for (int index = 0; index < 1 << (2 * n); index++) {
            StringBuilder letters = new StringBuilder();
            for (int q = 0; q < n; q++) {
                letters.append("IXYZ".charAt((index >> (2 * q)) & 3));
            }
            observables.add(new Observable.PauliExpectation(new PauliString(letters.toString()), false));
        }
        return observables;
    }

    static Stream<Arguments> channelsOfManyQubits() {
        return OneQubitChannels.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    /** However strong the channel, a product of 80 qubits stays one: no factor of the channel costs digits. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("channelsOfManyQubits")
    void channelsOfManyQubitsKeepTheirDigits(String name, QuantumChannel channel) {
        Observable bloch = new Observable.MeanBlochVector();
        Observable purity = new Observable.Purity();
        double[][] vectors = new double[2][];
        double[] purities = new double[2];
        for (int many = 0; many <= 1; many++) {
            int n = many == 1 ? 80 : 1;
            NoisyCircuit circuit = new SymmetricCircuit(n)
                    .noise(channel)
                    .gates(q -> Gates.rx(0.7, q))
                    .noise(Channels.thermalRelaxation(10, 7, 0.07, 0.4))
                    .circuit(2);
            SimulationTask task = SimulationTask.of(SymmetricCircuit.ensemble(circuit), List.of(bloch, purity));
            Simulator simulator = many == 1 ? new SymmetricSimulator() : new DensityMatrixSimulator();
            SimulationResult result = simulator.run(task, InitialState.coherent(n, 2.0, 1.0));
            vectors[many] = result.series(bloch)[2];
            purities[many] = result.scalars(purity)[2];
        }
        assertArrayEquals(vectors[0], vectors[1], 1e-11);
        assertEquals(1, purities[1] / Math.pow(purities[0], 80), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6})
    void observablesOfTheDynamicsAgree(int n) {
        NoisyCircuit ideal = new SymmetricCircuit(n)
                .gates(q -> Gates.ry(Math.PI / 2, q))
                .kick(2.5, 0)
                .circuit(6);
        NoisyCircuit noisy = new SymmetricCircuit(n)
                .gates(q -> Gates.ry(Math.PI / 2, q))
                .noise(Channels.thermalRelaxation(10e-6, 5e-6, 0.02, 20e-9))
                .kick(2.5, 0)
                .noise(Channels.thermalRelaxation(10e-6, 5e-6, 0.02, 25e-9))
                .noise(Channels.depolarizing(1, 0.001))
                .circuit(6);
        List<Observable> observables = List.of(
                new Observable.MeanBlochVector(),
                new Observable.BlochVector(n - 1),
                new Observable.MeanEntropy(),
                new Observable.QubitEntropy(0),
                new Observable.Purity(),
                new Observable.Fidelity(),
                new Observable.MicrocanonicalOverlap(),
                new Observable.Probabilities(true));
        SimulationTask task = new SimulationTask(
                SymmetricCircuit.ensemble(noisy), observables, Optional.of(ideal), SimulationOptions.defaults());
        InitialState start = InitialState.coherent(n, 2.0, 1.0);
        SimulationResult dense = new DensityMatrixSimulator().run(task, start);
        SimulationResult symmetric = new SymmetricSimulator().run(task, start);
        for (Observable observable : observables) {
            // Roots of vanishing eigenvalues keep half the digits.
            double tolerance = observable instanceof Observable.MicrocanonicalOverlap ? 3e-8 : 1e-12;
            for (int point = 0; point <= 6; point++) {
                assertArrayEquals(
                        dense.series(observable)[point],
                        symmetric.series(observable)[point],
                        tolerance,
                        observable + " at " + point);
            }
        }
    }

    private static void assertAgree(
            NoisyCircuit circuit, InitialState start, List<Observable> observables, double tolerance) {
        assertAgree(new DensityMatrixSimulator(), circuit, start, observables, tolerance);
    }

    private static void assertAgree(
            Simulator twin, NoisyCircuit circuit, InitialState start, List<Observable> observables, double tolerance) {
        SimulationTask task = SimulationTask.of(SymmetricCircuit.ensemble(circuit), observables);
        SimulationResult dense = twin.run(task, start);
        SimulationResult symmetric = new SymmetricSimulator().run(task, start);
        for (Observable observable : observables) {
            double[] expected = dense.scalars(observable);
            double[] found = symmetric.scalars(observable);
            assertArrayEquals(expected, found, tolerance, observable.toString());
        }
    }

    /** Strong fields, couplings and relaxation at the same time, against the dense evolution of the Lindbladian. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void diagonalHamiltoniansDuringRelaxationAgree(int n) {
        for (Lindbladian.Relaxation relaxation : List.of(
                new Lindbladian.Relaxation(0.3, 0, 0),
                new Lindbladian.Relaxation(0.2, 0.07, 0.1),
                new Lindbladian.Relaxation(0.1, 1.4, 0.05),
                Lindbladian.Relaxation.NONE)) {
            NoisyCircuit circuit = new SymmetricCircuit(n)
                    .gates(q -> Gates.ry(1.1, q))
                    .continuousKick(2.5, 0.4, relaxation)
                    .gates(q -> Gates.rx(-0.6, q))
                    .circuit(2);
            assertAgree(
                    n < 4 ? new DensityMatrixSimulator() : new LindbladSimulator(),
                    circuit,
                    InitialState.coherent(n, 2.0, 1.0),
                    everyPauli(n),
                    1e-10);
        }
    }

    @Test
    void anEnsembleIsAveraged() {
        List<NoisyEnsemble.Member> members = new ArrayList<>();
        for (double angle : new double[] {-0.2, 0.5}) {
            members.add(new NoisyEnsemble.Member(
                    angle < 0 ? 0.3 : 0.7,
                    new SymmetricCircuit(3)
                            .gates(q -> Gates.ry(1.0, q))
                            .gates(q -> Gates.rz(angle, q))
                            .noise(Channels.amplitudeDamping(0.05))
                            .circuit(3)));
        }
        NoisyEnsemble ensemble = new NoisyEnsemble(
                members, SymmetricCircuit.ensemble(members.get(0).circuit()).coverage(), List.of("a warning"));
        Observable purity = new Observable.Purity();
        SimulationTask task = SimulationTask.of(ensemble, List.of(purity));
        InitialState start = InitialState.coherent(3, 0.4, 0.2);
        SimulationResult found = new SymmetricSimulator().run(task, start);
        assertArrayEquals(new DensityMatrixSimulator().run(task, start).scalars(purity), found.scalars(purity), 1e-13);
        assertEquals(List.of("a warning"), found.warnings());
    }

    /** Recorded at the end alone, and with many starts in one call, the values are the same. */
    @Test
    void recordingAndSharingDoNotChangeValues() {
        NoisyCircuit ideal = new SymmetricCircuit(4)
                .gates(q -> Gates.ry(1.1, q))
                .kick(2.5, 0)
                .circuit(3);
        NoisyCircuit noisy = new SymmetricCircuit(4)
                .gates(q -> Gates.ry(1.1, q))
                .kick(2.5, 0)
                .noise(Channels.amplitudeDamping(0.1))
                .circuit(3);
        List<Observable> observables = List.of(new Observable.Purity(), new Observable.Fidelity());
        List<InitialState> starts = List.of(InitialState.coherent(4, 0.4, 0.2), InitialState.coherent(4, 2.1, -1));
        SymmetricSimulator simulator = new SymmetricSimulator();
        for (NoisyCircuit circuit : List.of(ideal, noisy)) {
            SimulationTask task = new SimulationTask(
                    SymmetricCircuit.ensemble(circuit), observables, Optional.of(ideal), SimulationOptions.defaults());
            List<SimulationResult> ends = simulator.runAll(task.withRecording(Recording.END), starts);
            for (int k = 0; k < 2; k++) {
                SimulationResult every = simulator.run(task, starts.get(k));
                for (Observable observable : observables) {
                    double[] series = every.scalars(observable);
                    assertEquals(4, series.length);
                    assertArrayEquals(new double[] {series[3]}, ends.get(k).scalars(observable), 0);
                }
            }
        }
    }

    @Test
    void threadsDoNotChangeABit() {
        NoisyCircuit circuit = new SymmetricCircuit(21)
                .gates(q -> Gates.ry(Math.PI / 2, q))
                .noise(Channels.thermalRelaxation(10, 7, 0.07, 0.02))
                .kick(2.5, 0)
                .noise(Channels.depolarizing(1, 0.01))
                .circuit(3);
        Observable bloch = new Observable.MeanBlochVector();
        Observable purity = new Observable.Purity();
        SimulationTask task = SimulationTask.of(SymmetricCircuit.ensemble(circuit), List.of(bloch, purity));
        InitialState start = InitialState.coherent(21, 1.1, 0.7);
        SimulationResult one =
                new SymmetricSimulator().run(task.withOptions(task.options().withThreads(1)), start);
        SimulationResult three =
                new SymmetricSimulator().run(task.withOptions(task.options().withThreads(3)), start);
        for (int point = 0; point <= 3; point++) {
            assertArrayEquals(one.series(bloch)[point], three.series(bloch)[point], 0);
            assertEquals(one.scalars(purity)[point], three.scalars(purity)[point], 0);
        }
    }

    /** Couplings given pair by pair, in any order, are one symmetric operation once all pairs are there. */
    @Test
    void pairwiseGatesAreGathered() {
        SymmetricCircuit circuit = new SymmetricCircuit(4).gates(q -> Gates.ry(0.8, q));
        for (int i = 3; i >= 0; i--) {
            for (int j = 0; j < i; j++) {
                circuit.gate(Gates.rzz(0.7, i, j));
            }
        }
        circuit.noise(Channels.amplitudeDamping(0.1));
        assertAgree(
                circuit.circuit(2),
                InitialState.ground(4),
                List.of(new Observable.Purity(), new Observable.MeanEntropy()),
                TOLERANCE);
    }

    static Stream<Arguments> asymmetric() {
        return Stream.of(
                Arguments.of(new SymmetricCircuit(3).gates(q -> Gates.ry(q == 2 ? 1.01 : 1.0, q)), "`ry` on qubit 2"),
                Arguments.of(
                        new SymmetricCircuit(3).noise(Channels.amplitudeDamping(0.1), 0),
                        "`test-noise` acts on qubit 0 and not on qubit 1"),
                Arguments.of(new SymmetricCircuit(3).gate(Gates.cnot(0, 1)), "`cnot` acts on qubits [0, 1]"),
                Arguments.of(new SymmetricCircuit(3).gate(Gates.rzz(0.4, 0, 2)), "1 of the 3 sets of 2 qubits"),
                Arguments.of(
                        new SymmetricCircuit(2).gate(Gates.rzz(0.4, 0, 1)).noise(Channels.depolarizing(2, 0.01), 0, 1),
                        "`test-noise` acts on all qubits as neither"),
                Arguments.of(
                        new SymmetricCircuit(3)
                                .gate(Gates.rzz(0.4, 0, 1))
                                .gate(Gates.rzz(0.4, 0, 2))
                                .gate(Gates.rzz(0.5, 1, 2)),
                        "{1, 2} by 0.25"),
                Arguments.of(
                        new SymmetricCircuit(2).noise(Channels.pauli(1.0 / 3, 1.0 / 3, 1.0 / 3)), "loss of digits"));
    }

    @ParameterizedTest
    @MethodSource("asymmetric")
    void whatBreaksTheSymmetryIsNamed(SymmetricCircuit circuit, String expected) {
        NoisyCircuit noisy = circuit.circuit(1);
        String why = new SymmetricSimulator()
                .refusal(
                        SimulationTask.of(SymmetricCircuit.ensemble(noisy), List.of()),
                        InitialState.ground(noisy.qubits()))
                .orElse("accepted");
        assertTrue(why.contains(expected), why);
    }

    @Test
    void otherStartsAndTooLittleMemoryAreRefused() {
        NoisyCircuit circuit = new SymmetricCircuit(40).circuit(1);
        SimulationTask task = SimulationTask.of(SymmetricCircuit.ensemble(circuit), List.of());
        SymmetricSimulator simulator = new SymmetricSimulator();
        List<SpinDirection> directions = new ArrayList<>(InitialState.ground(40).directions());
        directions.set(7, new SpinDirection(0.1, 0));
        assertTrue(simulator
                .refusal(task, new InitialState.Product(directions))
                .orElse("")
                .contains("coherent"));
        assertTrue(simulator
                .refusal(task.withOptions(task.options().withMemoryLimit(1000)), InitialState.ground(40))
                .orElse("")
                .contains("bytes"));
        assertTrue(simulator
                .refusal(
                        SimulationTask.of(
                                SymmetricCircuit.ensemble(circuit), List.of(new Observable.Probabilities(false))),
                        InitialState.ground(40))
                .orElse("")
                .contains("2^40"));
    }
}
