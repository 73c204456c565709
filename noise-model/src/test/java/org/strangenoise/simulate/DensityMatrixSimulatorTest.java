package org.strangenoise.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.simulate.kernel.LaneKernel;
import org.strangenoise.simulate.kernel.ScalarTensorKernel;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** The compiled passes against one instruction after the other on the written-out matrix. */
class DensityMatrixSimulatorTest {

    private static final double EXACT = 1e-12;

    /** The overlap is a sum of square roots of eigenvalues, some of them zero. */
    private static final double RANK_DEFICIENT = 1e-7;

    static Stream<Arguments> circuits() {
        List<Arguments> all = new ArrayList<>();
        for (int qubits = 1; qubits <= 7; qubits++) {
            for (int seed = 0; seed < (qubits < 6 ? 6 : 2); seed++) {
                all.add(Arguments.of(qubits, seed));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void agreesWithTheTwinAtEveryBoundary(int qubits, int seed) {
        RandomCircuits random = new RandomCircuits(qubits, seed);
        SimulationTask task = new SimulationTask(
                RandomCircuits.single(random.circuit(4, 12, true)),
                withFidelity(random.observables()),
                Optional.of(random.circuit(4, 5, false)),
                SimulationOptions.defaults());
        for (InitialState initial : List.of(random.product(), random.pure())) {
            assertSame(new DirectDensityMatrix().run(task, initial), new DensityMatrixSimulator().run(task, initial));
        }
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void agreesWithTheTwinAtTheEnd(int qubits, int seed) {
        RandomCircuits random = new RandomCircuits(qubits, 100 + seed);
        List<Observable> observables = random.observables();
        observables.remove(new Observable.MicrocanonicalOverlap());
        SimulationTask task = SimulationTask.of(RandomCircuits.single(random.circuit(5, 10, true)), observables);
        InitialState initial = random.mixed();
        SimulationResult slow = new DirectDensityMatrix().run(task, initial);
        SimulationResult fast = new DensityMatrixSimulator().run(task.withRecording(Recording.END), initial);
        for (Observable observable : observables) {
            double[][] series = slow.series(observable);
            assertEquals(1, fast.series(observable).length);
            assertArrayEquals(series[series.length - 1], fast.series(observable)[0], EXACT, observable.toString());
        }
    }

    /** From 10 qubits on, contiguous tiles are worked on block by block; from 7 on there are tiles of far qubits. */
    @ParameterizedTest
    @ValueSource(ints = {8, 9, 10})
    void agreesWithTheTwinOnTilesOfEveryKind(int qubits) {
        RandomCircuits random = new RandomCircuits(qubits, 200 + qubits);
        List<Observable> observables = new ArrayList<>(List.of(new Observable.Purity()));
        for (int q = 0; q < qubits; q++) {
            observables.add(new Observable.BlochVector(q));
        }
        SimulationTask task = SimulationTask.of(RandomCircuits.single(random.circuit(2, 20, true)), observables);
        InitialState initial = random.product();
        assertSame(new DirectDensityMatrix().run(task, initial), new DensityMatrixSimulator().run(task, initial));
    }

    @Test
    void aPreparedTaskRunsFromManyStatesAndThreads() {
        RandomCircuits random = new RandomCircuits(7, 5);
        SimulationTask task = SimulationTask.of(
                        RandomCircuits.single(random.circuit(3, 12, true)), List.of(new Observable.Purity()))
                .withOptions(SimulationOptions.defaults().withThreads(2));
        PreparedSimulation prepared = new DensityMatrixSimulator().prepare(task);
        List<InitialState> initials = Stream.generate(random::pure)
                .limit(6)
                .map(InitialState.class::cast)
                .toList();
        List<SimulationResult> together =
                initials.parallelStream().map(prepared::run).toList();
        for (int k = 0; k < initials.size(); k++) {
            assertArrayEquals(
                    new DensityMatrixSimulator().run(task, initials.get(k)).series(new Observable.Purity()),
                    together.get(k).series(new Observable.Purity()));
        }
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeItIsPrepared() {
        RandomCircuits random = new RandomCircuits(5, 3);
        SimulationOptions defaults = SimulationOptions.defaults();
        SimulationTask task = SimulationTask.of(
                        RandomCircuits.single(random.circuit(2, 5, true)), List.of(new Observable.Purity()))
                .withOptions(new SimulationOptions(1, 1, 100, defaults.tolerance()));
        UnsupportedSimulationException refused =
                assertThrows(UnsupportedSimulationException.class, () -> new DensityMatrixSimulator().prepare(task));
        assertTrue(String.valueOf(refused.getMessage()).contains("but 100 are available"), refused.getMessage());
    }

    /** A run of many steps allocates as much as a run of few: what it returns. */
    @ParameterizedTest
    @CsvSource({"4, 1", "7, 1", "7, 2", "8, 2"})
    void aStepAllocatesNothing(int qubits, int threads) {
        long few = allocated(qubits, threads, 20);
        long many = allocated(qubits, threads, 220);
        assertTrue(Math.abs(many - few) < 200, few + " bytes in 20 steps, " + many + " in 220");
    }

    private static long allocated(int qubits, int threads, int steps) {
        RandomCircuits random = new RandomCircuits(qubits, 77);
        List<NoisySegment> step = random.circuit(1, 10, true).segments().stream()
                .filter(segment ->
                        segment.instructions().stream().allMatch(i -> i.qubits().size() <= 3))
                .toList();
        List<NoisySegment> segments = new ArrayList<>();
        for (int k = 0; k < steps; k++) {
            segments.addAll(step);
        }
        SimulationTask task = SimulationTask.of(
                        RandomCircuits.single(random.circuit(segments)), List.of(new Observable.Purity()))
                .withRecording(Recording.END)
                .withOptions(SimulationOptions.defaults().withThreads(threads));
        PreparedSimulation prepared = new DensityMatrixSimulator().prepare(task);
        InitialState initial = random.product();
        var threadsBean = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        // The interpreter and the first compiler box vectors: the least of many runs is that of compiled code.
        for (int k = 0; k < 2000 / Math.min(steps, 100); k++) {
            long before =
                    threadsBean.getThreadAllocatedBytes(Thread.currentThread().getId());
            prepared.run(initial);
            least = Math.min(
                    least,
                    threadsBean.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        return least;
    }

    @Test
    void recordsTheAveragedStateOfAnEnsemble() {
        RandomCircuits random = new RandomCircuits(3, 7);
        NoisyCircuit first = random.circuit(3, 8, true);
        NoisyCircuit second = random.circuit(3, 8, true);
        NoisyEnsemble ensemble = new NoisyEnsemble(
                List.of(new NoisyEnsemble.Member(0.3, first), new NoisyEnsemble.Member(0.7, second)),
                RandomCircuits.single(first).coverage(),
                List.of());
        SimulationTask task = SimulationTask.of(ensemble, random.observables());
        InitialState initial = random.product();
        assertSame(new DirectDensityMatrix().run(task, initial), new DensityMatrixSimulator().run(task, initial));
    }

    @Test
    void manyInitialStatesShareACircuit() {
        for (int qubits = 1; qubits <= 6; qubits++) {
            RandomCircuits random = new RandomCircuits(qubits, qubits);
            SimulationTask task =
                    SimulationTask.of(RandomCircuits.single(random.circuit(3, 12, true)), random.observables());
            List<InitialState> initials = new ArrayList<>();
            for (int k = 0; k < 37; k++) {
                initials.add(k % 3 == 0 ? random.mixed() : k % 3 == 1 ? random.pure() : random.product());
            }
            List<SimulationResult> together = new DensityMatrixSimulator().runAll(task, initials);
            for (int k = 0; k < initials.size(); k++) {
                assertSame(new DensityMatrixSimulator().run(task, initials.get(k)), together.get(k));
            }
        }
    }

    /** Of this process' numbers those before are too few for vectors, unless some thirty large maps were among them. */
    @Test
    void manyInitialStatesFindTheSameBitsOneByOneAndWithVectors() {
        for (int qubits = 1; qubits <= 5; qubits++) {
            RandomCircuits random = new RandomCircuits(qubits, 60 + qubits);
            List<Observable> byLane = List.of(new Observable.MeanEntropy(), new Observable.Purity());
            for (List<Observable> observables : List.of(byLane, random.observables())) {
                SimulationTask task =
                        SimulationTask.of(RandomCircuits.single(random.circuit(3, 20, true)), observables);
                List<InitialState> initials =
                        Stream.<InitialState>generate(random::mixed).limit(131).toList();
                List<SimulationResult> before = new DensityMatrixSimulator().runAll(task, initials);
                LaneKernel.forNext(Long.MAX_VALUE / 2);
                List<SimulationResult> after = new DensityMatrixSimulator().runAll(task, initials);
                for (int k = 0; k < initials.size(); k++) {
                    for (Observable observable : observables) {
                        assertArrayEquals(
                                before.get(k).series(observable),
                                after.get(k).series(observable),
                                observable.toString());
                    }
                }
            }
        }
    }

    @Test
    void threadsChangeNoBit() {
        for (int qubits : new int[] {3, 7, 8}) {
            RandomCircuits random = new RandomCircuits(qubits, 11);
            SimulationTask task =
                    SimulationTask.of(RandomCircuits.single(random.circuit(4, 20, true)), random.observables());
            InitialState initial = random.pure();
            SimulationResult one = runWith(task, 1, initial);
            for (int threads : new int[] {2, 3, 5}) {
                SimulationResult many = runWith(task, threads, initial);
                for (Observable observable : task.observables()) {
                    assertArrayEquals(one.series(observable), many.series(observable), observable.toString());
                }
            }
        }
    }

    private static SimulationResult runWith(SimulationTask task, int threads, InitialState initial) {
        return new DensityMatrixSimulator().run(task.withOptions(task.options().withThreads(threads)), initial);
    }

    @Test
    void scalarAndVectorKernelsAgreeToTheLastBit() {
        assertTrue(TensorKernel.best().isVector(), "the tests run with the module jdk.incubator.vector");
        for (int qubits = 1; qubits <= 8; qubits++) {
            RandomCircuits random = new RandomCircuits(qubits, 40 + qubits);
            SimulationTask task =
                    SimulationTask.of(RandomCircuits.single(random.circuit(3, 20, true)), random.observables());
            InitialState initial = random.pure();
            SimulationResult scalar = new DensityMatrixSimulator(new ScalarTensorKernel()).run(task, initial);
            SimulationResult vector = new DensityMatrixSimulator(TensorKernel.best()).run(task, initial);
            for (Observable observable : task.observables()) {
                assertArrayEquals(scalar.series(observable), vector.series(observable), observable.toString());
            }
        }
    }

    private static List<Observable> withFidelity(List<Observable> observables) {
        List<Observable> all = new ArrayList<>(observables);
        all.add(new Observable.Fidelity());
        return all;
    }

    private static void assertSame(SimulationResult slow, SimulationResult fast) {
        assertEquals(slow.values().keySet(), fast.values().keySet());
        slow.values().forEach((observable, series) -> {
            double tolerance = observable instanceof Observable.MicrocanonicalOverlap ? RANK_DEFICIENT : EXACT;
            double[][] found = fast.series(observable);
            assertEquals(series.length, found.length);
            for (int point = 0; point < series.length; point++) {
                assertArrayEquals(series[point], found[point], tolerance, observable + " at " + point);
            }
        });
    }
}
