package org.strangenoise.strange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.redfx.strange.Block;
import org.redfx.strange.BlockGate;
import org.redfx.strange.Complex;
import org.redfx.strange.ControlledBlockGate;
import org.redfx.strange.Gate;
import org.redfx.strange.Program;
import org.redfx.strange.Result;
import org.redfx.strange.Step;
import org.redfx.strange.algorithm.Classic;
import org.redfx.strange.gate.Cnot;
import org.redfx.strange.gate.Cr;
import org.redfx.strange.gate.Fourier;
import org.redfx.strange.gate.Hadamard;
import org.redfx.strange.gate.Identity;
import org.redfx.strange.gate.Measurement;
import org.redfx.strange.gate.R;
import org.redfx.strange.gate.RotationX;
import org.redfx.strange.gate.RotationY;
import org.redfx.strange.gate.X;
import org.redfx.strange.gate.Y;
import org.redfx.strange.gate.Z;
import org.redfx.strange.local.SimpleQuantumExecutionEnvironment;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.Placement;
import org.strangenoise.simulate.PreparedSimulation;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.Simulator;
import org.strangenoise.simulate.TrajectorySimulator;
import org.strangenoise.simulate.UnsupportedSimulationException;
import org.strangenoise.state.InitialState;

/** What those who know Strange's own environment expect of this one. */
class StrangesContractTest {

    private static NoisyQuantumExecutionEnvironment ideal() {
        return NoisyQuantumExecutionEnvironment.ideal();
    }

    private static void assertAmplitudes(double[] re, double[] im, Complex[] found) {
        double[] foundRe = new double[found.length];
        double[] foundIm = new double[found.length];
        for (int b = 0; b < found.length; b++) {
            foundRe[b] = found[b].r;
            foundIm[b] = found[b].i;
        }
        assertArrayEquals(re, foundRe, 1e-6);
        assertArrayEquals(im, foundIm, 1e-6);
    }

    @Test
    void amplitudesKeepTheirPhases() {
        assertAmplitudes(
                new double[] {0, -1},
                new double[] {0, 0},
                ideal().runProgram(new Program(1, new Step(new X(0)), new Step(new Z(0))))
                        .getProbability());
        assertAmplitudes(
                new double[] {0.5, 0, -0.5, 0},
                new double[] {0, 0.5, 0, -0.5},
                ideal().runProgram(new Program(2, new Step(new X(0)), new Step(new Fourier(2, 0))))
                        .getProbability());
        double c = Math.cos(0.35);
        double s = Math.sin(0.35);
        assertAmplitudes(
                new double[] {c, 0},
                new double[] {0, -s},
                ideal().runProgram(new Program(1, new Step(new RotationX(0.7, 0))))
                        .getProbability());
    }

    /** The start of a Program has its phases too: alpha below 0. Every Step shows its own. */
    @ParameterizedTest
    @EnumSource(Snapshots.class)
    void everyStepKeepsItsPhases(Snapshots snapshots) {
        Program program = new Program(
                2, new Step(new Y(0)), new Step(new Hadamard(1)), new Step(new R(Math.PI / 2, 1), new Z(0)));
        program.initializeQubit(1, -0.6); // qubit 0: -0.6 |0> + 0.8 |1>
        NoisyResult result = ideal().withSnapshots(snapshots).runProgram(program);
        double r = Math.sqrt(0.5);
        assertAmplitudes(new double[4].clone(), new double[] {-0.8 * r, 0.6 * r, 0, 0}, new Complex[] {
            result.getProbability()[0], result.getProbability()[1], new Complex(0, 0), new Complex(0, 0)
        });
        assertEquals(0.8 * r, result.getProbability()[2].r, 1e-6);
        assertEquals(-0.6 * r, result.getProbability()[3].r, 1e-6);
        if (snapshots != Snapshots.OFF) {
            assertAmplitudes(new double[4], new double[] {-0.8, -0.6, 0, 0}, result.getIntermediateProbability(0));
            assertAmplitudes(
                    new double[4],
                    new double[] {-0.8 * r, -0.6 * r, -0.8 * r, -0.6 * r},
                    result.getIntermediateProbability(1));
        }
    }

    /** Random Programs of gates that Strange's own simulator gets right, one a Step: the same amplitudes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void amplitudesAreStranges(long seed) {
        Complex[] theirs =
                new SimpleQuantumExecutionEnvironment().runProgram(random(seed)).getProbability();
        Complex[] ours = ideal().runProgram(random(seed)).getProbability();
        for (int b = 0; b < 8; b++) {
            assertEquals(theirs[b].r, ours[b].r, 1e-5, "re " + b);
            assertEquals(theirs[b].i, ours[b].i, 1e-5, "im " + b);
        }
    }

    private static Program random(long seed) {
        java.util.Random random = new java.util.Random(seed);
        Program program = new Program(3);
        for (int k = 0; k < 25; k++) {
            int q = random.nextInt(3);
            int other = (q + 1 + random.nextInt(2)) % 3;
            double angle = 6 * random.nextDouble();
            program.addStep(
                    switch (random.nextInt(7)) {
                        case 0 -> new Step(new Hadamard(q));
                        case 1 -> new Step(new RotationX(angle, q));
                        case 2 -> new Step(new RotationY(angle, q));
                        case 3 -> new Step(new Y(q));
                        case 4 -> new Step(new R(3, 2, q));
                        case 5 -> new Step(new Cnot(Math.min(q, other), Math.max(q, other)));
                        default -> new Step(new Fourier(2, random.nextInt(2)));
                    });
        }
        return program;
    }

    @Test
    void aMixedStateHasNoPhases() {
        Calibration device = Calibration.uniform(1, 1e-6, 1e-6, OperationCalibration.ofDuration("x", 1e-7), z());
        NoisyResult result = new NoisyQuantumExecutionEnvironment(device)
                .runProgram(new Program(1, new Step(new X(0)), new Step(new Z(0))));
        assertEquals(Math.exp(-0.05), result.getProbability()[1].r, 1e-6);
    }

    private static OperationCalibration z() {
        return OperationCalibration.ofDuration("z", 0);
    }

    @Test
    void everyNewEnvironmentSamplesAfresh() {
        try {
            int ones = 0;
            for (int k = 0; k < 1000; k++) {
                Classic.setQuantumExecutionEnvironment(ideal());
                ones += Classic.randomBit();
            }
            // Six standard deviations.
            assertTrue(Math.abs(ones - 500) < 6 * Math.sqrt(250), "ones " + ones);
        } finally {
            Classic.setQuantumExecutionEnvironment(new SimpleQuantumExecutionEnvironment());
        }
        Program program = superposition(0.9);
        Set<Map<String, Integer>> counts = new HashSet<>();
        NoisyQuantumExecutionEnvironment one = ideal();
        for (int k = 0; k < 5; k++) {
            counts.add(one.runProgram(program).counts(1_000_000));
            counts.add(ideal().withSnapshots(Snapshots.OFF).runProgram(program).counts(1_000_000));
        }
        assertTrue(counts.size() > 5, "different counts: " + counts.size());
        // What was drawn can be stated, to see the same again.
        assertEquals(
                one.withSeed(one.seed()).runProgram(program).counts(500),
                ideal().withSeed(one.seed()).runProgram(program).counts(500));
        NoisyResult result = one.runProgram(program);
        assertEquals(result.counts(500), result.counts(500, result.seed()));
    }

    private static Program superposition(double angle) {
        return new Program(1, new Step(new RotationY(angle, 0)));
    }

    /** The order of the runs, threads, and how often it ran before do not change a Program's counts. */
    @Test
    void countsBelongToTheProgramAndTheSeed() throws Exception {
        List<Program> programs = IntStream.range(0, 16)
                .mapToObj(k -> superposition(0.7 + 0.1 * (k % 12)))
                .toList();
        NoisyQuantumExecutionEnvironment forwards = ideal().withSeed(7);
        List<Map<String, Integer>> expected =
                programs.stream().map(p -> forwards.runProgram(p).counts(1000)).toList();
        assertEquals(12, new HashSet<>(expected).size());
        NoisyQuantumExecutionEnvironment backwards = ideal().withSeed(7);
        for (int k = 15; k >= 0; k--) {
            assertEquals(expected.get(k), backwards.runProgram(programs.get(k)).counts(1000));
            assertEquals(expected.get(k), forwards.runProgram(programs.get(k)).counts(1000));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            NoisyQuantumExecutionEnvironment shared = ideal().withSeed(7);
            List<Future<Map<String, Integer>>> found = new ArrayList<>();
            for (Program program : programs) {
                found.add(threads.submit(() -> shared.runProgram(program).counts(1000)));
            }
            for (int k = 0; k < 16; k++) {
                assertEquals(expected.get(k), found.get(k).get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertNotEquals(
                expected.get(0), ideal().withSeed(8).runProgram(programs.get(0)).counts(1000));
    }

    /** Programs that differ in one place only are not sampled alike: start, qubit, order, inverse, matrix, wait. */
    @Test
    void differentProgramsHaveDifferentSeeds() {
        NoisyQuantumExecutionEnvironment environment = ideal().withSeed(3);
        Program started = new Program(2, new Step(new Hadamard(0)));
        started.initializeQubit(0, 0.5);
        RotationY inverse = new RotationY(0.3, 0);
        inverse.setInverse(true);
        List<Program> programs = List.of(
                new Program(2, new Step(new Hadamard(0))),
                new Program(2, new Step(new Hadamard(1))),
                new Program(2, new Step(new Hadamard(0)), new Step()),
                new Program(2, new Step(new Hadamard(0)), new Step(TimingGate.delay(0, 1e-6))),
                new Program(2, new Step(new Hadamard(0)), new Step(TimingGate.delay(0, 2e-6))),
                started,
                new Program(2, new Step(new RotationY(0.3, 0))),
                new Program(2, new Step(inverse)),
                new Program(2, new Step(new RotationX(0.3, 0))),
                new Program(3, new Step(new Hadamard(0))));
        Set<Long> seeds = new HashSet<>();
        programs.forEach(p -> seeds.add(environment.runProgram(p).seed()));
        assertEquals(programs.size(), seeds.size());
        // The same on any Java: a seed that changes is a change of every seeded result.
        assertEquals(FIRST_SEED, environment.runProgram(programs.get(0)).seed());
    }

    private static final long FIRST_SEED = 3488461772096953422L;

    @ParameterizedTest
    @EnumSource(value = Placement.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void identityTakesItsTime(Placement placement) {
        Calibration device = Calibration.uniform(
                2, 1e-6, 1e-6, OperationCalibration.ofDuration("x", 0), OperationCalibration.ofDuration("cnot", 0));
        Calibration listed = device.withOperation(OperationCalibration.ofDuration("id", 1e-6));
        Block block = new Block(1);
        block.addStep(new Step(new Identity(0)));
        Program program = new Program(
                2,
                new Step(new X(0)),
                new Step(new Identity(0)),
                new Step(new BlockGate<>(block, 0)),
                new Step(new ControlledBlockGate<>(block, 0, 1)));
        NoisyResult timed = new NoisyQuantumExecutionEnvironment(NoiseModel.of(listed, placement)).runProgram(program);
        assertEquals(Math.exp(-3), timed.probabilities()[1], 1e-12);
        assertEquals(3e-6, timed.seconds(), 1e-18);
        assertEquals(List.of(), timed.warnings());
        NoisyResult untimed =
                new NoisyQuantumExecutionEnvironment(NoiseModel.of(device, placement)).runProgram(program);
        assertEquals(1, untimed.probabilities()[1], 1e-12);
        assertEquals(1, untimed.warnings().size());
        assertTrue(
                untimed.warnings().get(0).contains("lists no `id`"),
                untimed.warnings().get(0));
        assertEquals(List.of(), ideal().runProgram(program).warnings());
    }

    @Test
    void programWithoutQubits() throws Exception {
        for (Program program : List.of(new Program(0), new Program(0, new Step(), new Step()))) {
            for (NoisyQuantumExecutionEnvironment environment :
                    List.of(ideal(), new NoisyQuantumExecutionEnvironment(Calibration.uniform(1, 1, 1)))) {
                NoisyResult result = environment.runProgram(program);
                assertArrayEquals(new double[] {1}, result.probabilities());
                assertEquals(1, result.getProbability().length);
                assertEquals(1, result.getProbability()[0].r);
                assertEquals(0, result.getQubits().length);
                assertEquals(0, result.getMeasuredProbability());
                assertEquals(Map.of("", 10), result.counts(10));
                assertEquals(1, result.densityMatrix().matrix().traceRe());
            }
        }
        CompletableFuture<Result> arrived = new CompletableFuture<>();
        ideal().runProgram(new Program(0), arrived::complete);
        assertEquals(1, arrived.get(20, TimeUnit.SECONDS).getProbability().length);
        assertThrows(IllegalArgumentException.class, () -> ideal().runProgram(new Program(0, new Step(new X(0)))));
    }

    /** Twenty noisy qubits do not fit as a density matrix: the caller is told, and what would do instead. */
    @Test
    void tooManyNoisyQubitsNameTrajectories() {
        NoisyQuantumExecutionEnvironment environment = new NoisyQuantumExecutionEnvironment(
                Calibration.uniform(20, 1e-5, 1e-5, OperationCalibration.ofDuration("x", 1e-8)));
        Program program = new Program(20, new Step(new X(3)));
        String direct = assertThrows(UnsupportedSimulationException.class, () -> environment.runProgram(program))
                .getMessage();
        assertTrue(direct.contains("withSimulator(new TrajectorySimulator())"), direct);
        String called = assertThrows(
                        UnsupportedSimulationException.class, () -> environment.runProgram(program, r -> {}))
                .getMessage();
        assertEquals(direct, called);
        NoisyResult sampled = environment
                .withOptions(environmentOptions())
                .withSimulator(new TrajectorySimulator())
                .withSnapshots(Snapshots.OFF)
                .runProgram(program);
        assertEquals(1, sampled.probabilities()[8] + sampled.probabilities()[0], 1e-9);
    }

    private static org.strangenoise.simulate.SimulationOptions environmentOptions() {
        return org.strangenoise.simulate.SimulationOptions.defaults().withTrajectories(4);
    }

    /** A simulator that breaks down while it runs: the consumer hears of it. */
    @Test
    void consumerIsAlwaysCalled() throws Exception {
        Simulator broken = new Simulator() {
            @Override
            public String method() {
                return "broken";
            }

            @Override
            public Optional<String> refusal(SimulationTask task, InitialState initial) {
                return Optional.empty();
            }

            @Override
            public PreparedSimulation prepare(SimulationTask task) {
                throw new OutOfMemoryError("as if");
            }
        };
        CompletableFuture<Result> arrived = new CompletableFuture<>();
        ideal().withSimulator(broken).runProgram(superposition(1), arrived::complete);
        Result result = arrived.get(20, TimeUnit.SECONDS);
        IllegalStateException failure = assertThrows(IllegalStateException.class, result::getProbability);
        assertTrue(failure.getCause() instanceof OutOfMemoryError);
        assertThrows(IllegalStateException.class, result::getQubits);
        assertThrows(IllegalStateException.class, result::measureSystem);
        assertThrows(IllegalStateException.class, result::getMeasuredProbability);
        assertTrue(result.toString().contains("as if"), result.toString());
    }

    @Test
    void aProgramWithoutAConsumerFailsAtTheCaller() {
        assertThrows(NullPointerException.class, () -> ideal().runProgram(superposition(1), null));
    }

    /** Pulses of more turns than a device can play never end during gates, and 1e300 rad have no digits of a turn. */
    @ParameterizedTest
    @ValueSource(doubles = {1.1e4, -1e9, 1e300, Double.NaN, Double.POSITIVE_INFINITY})
    void anglesBeyondThoseOfFilesAreRefused(double angle) {
        Program program = new Program(1, new Step(new RotationX(angle, 0)));
        UnsupportedGateException refusal =
                assertThrows(UnsupportedGateException.class, () -> ideal().runProgram(program));
        assertTrue(refusal.getMessage().contains("from -1e4 to 1e4 rad"), refusal.getMessage());
    }

    /** Neither has a meaning under a control or backwards, and none is made up. */
    @Test
    void measurementsInControlledAndInvertedBlocksAreRefused() {
        Block block = new Block("b", 1);
        block.addStep(new Step(new Hadamard(0)));
        block.addStep(new Step(new Measurement(0)));
        BlockGate<?> inverse = new BlockGate<>(block, 0);
        inverse.setInverse(true);
        for (Gate gate : List.of(new ControlledBlockGate<>(block, 0, 1), inverse)) {
            Program program = new Program(2, new Step(gate));
            UnsupportedGateException refusal =
                    assertThrows(UnsupportedGateException.class, () -> ideal().runProgram(program));
            assertTrue(refusal.getMessage().contains("holds a measurement"), refusal.getMessage());
        }
        Program plain = new Program(1, new Step(new BlockGate<>(block, 0)), new Step(new X(0)));
        assertArrayEquals(new double[] {0.5, 0.5}, ideal().runProgram(plain).probabilities(), 1e-12);
    }

    @Test
    void resultPrintsItself() {
        Calibration device = Calibration.uniform(2, 1e-6, 1e-6, OperationCalibration.ofDuration("x", 1e-7));
        String text = new NoisyQuantumExecutionEnvironment(device)
                .runProgram(new Program(2, new Step(new X(1)), new Step(new Identity(0))))
                .toString()
                .replace(System.lineSeparator(), "\n");
        assertEquals("""
                2 qubits, 0.1000 us
                outcome  probability
                10       0.904837
                00       0.095163
                warning: Identity takes no time, as the device lists no `id` among its operations""", text);
        String many = ideal().runProgram(new Program(
                        5,
                        new Step(IntStream.range(0, 5).mapToObj(Hadamard::new).toArray(Hadamard[]::new))))
                .toString();
        assertTrue(many.endsWith("and 16 more"), many);
    }

    /** What is wrong with a Program is said of its gate, in words. */
    @Test
    void malformedProgramsAreRefusedInWords() {
        Block turning = new Block("turning", 1);
        turning.addStep(new Step(new BlockGate<>(turning, 0)));
        Block first = new Block("first", 1);
        Block second = new Block("second", 1);
        first.addStep(new Step(new BlockGate<>(second, 0)));
        second.addStep(new Step(new ControlledBlockGate<>(first, 0, 0)));
        Block narrow = new Block("narrow", 1);
        narrow.addStep(new Step(new X(2)));
        assertRefused("must not hold itself", 1, new BlockGate<>(turning, 0));
        assertRefused("must not hold itself", 2, new ControlledBlockGate<>(turning, 0, 1));
        assertRefused("must not hold itself", 1, new BlockGate<>(first, 0));
        assertRefused("at most 300 deep", 1, nested(4000, 1));
        assertRefused("at most 2000000 gates", 1, nested(40, 2));
        assertRefused("must act within its block of 1 qubits, but acts on its qubit 2", 4, new BlockGate<>(narrow, 0));
        assertRefused("has 2 qubits, but its gate X acts on qubit 5", 2, new X(5));
        assertRefused("has 2 qubits, but its gate Cnot acts on qubit 7", 2, new Cnot(0, 7));
        assertRefused("has 2 qubits, but its gate Fourier acts on qubit 2", 2, new Fourier(5, 0));
        assertRefused("has 1 qubit, but its gate Identity acts on qubit 3", 1, new Identity(3));
        assertRefused("must act on 1 to 10 qubits, but acts on 0", 1, new Fourier(0, 0));
        assertRefused("must have a finite angle", 1, new R(Double.NaN, 0));
        assertRefused("must have a finite angle", 2, new Cr(0, 1, Double.POSITIVE_INFINITY));
        assertEquals(
                1, ideal().runProgram(new Program(1, new Step(nested(290, 1)))).probabilities()[1]);
        NoisyResult result = ideal().runProgram(new Program(1, new Step(new X(0))));
        for (int step : new int[] {-1, 1, 9}) {
            String said = assertThrows(IndexOutOfBoundsException.class, () -> result.probabilitiesAfter(step))
                    .getMessage();
            assertEquals("Argument `step` must be from 0 to 0, but is " + step, said);
            assertThrows(IndexOutOfBoundsException.class, () -> result.getIntermediateProbability(step));
        }
        assertArrayEquals(
                new double[] {1, 0}, ideal().runProgram(new Program(1)).probabilitiesAfter(0));
    }

    /** X in a block, in a block, as deep as asked; each block holds the one before so many times. */
    private static Gate nested(int depth, int times) {
        Block block = new Block("flip", 1);
        block.addStep(new Step(new X(0)));
        for (int k = 0; k < depth; k++) {
            Block around = new Block("around", 1);
            for (int t = 0; t < times; t++) {
                around.addStep(new Step(new BlockGate<>(block, 0)));
            }
            block = around;
        }
        return new BlockGate<>(block, 0);
    }

    private static void assertRefused(String why, int qubits, Gate gate) {
        for (NoisyQuantumExecutionEnvironment environment :
                List.of(ideal(), new NoisyQuantumExecutionEnvironment(Calibration.uniform(qubits, 1, 1)))) {
            String said = assertThrows(
                            RuntimeException.class,
                            () -> environment.runProgram(new Program(qubits, new Step(gate))),
                            why)
                    .getMessage();
            assertTrue(said.contains(why), said);
        }
    }
}
