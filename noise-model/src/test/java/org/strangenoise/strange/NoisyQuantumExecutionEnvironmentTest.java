package org.strangenoise.strange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redfx.strange.Block;
import org.redfx.strange.BlockGate;
import org.redfx.strange.Program;
import org.redfx.strange.Result;
import org.redfx.strange.Step;
import org.redfx.strange.algorithm.Classic;
import org.redfx.strange.gate.Fourier;
import org.redfx.strange.gate.Hadamard;
import org.redfx.strange.gate.Identity;
import org.redfx.strange.gate.Measurement;
import org.redfx.strange.gate.ProbabilitiesGate;
import org.redfx.strange.gate.RotationY;
import org.redfx.strange.gate.RotationZ;
import org.redfx.strange.gate.X;
import org.redfx.strange.local.SimpleQuantumExecutionEnvironment;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Generator;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.Placement;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.schedule.UnknownDurationException;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.StateVectorSimulator;
import org.strangenoise.simulate.UnsupportedSimulationException;

class NoisyQuantumExecutionEnvironmentTest {

    private static final double T1 = 30e-6;
    private static final double T2 = 20e-6;
    private static final double FLIP = 2e-6;
    private static final double TURN = 1e-6;

    private static Calibration device(int qubits) {
        return Calibration.uniform(
                qubits,
                T1,
                T2,
                OperationCalibration.ofDuration("x", FLIP),
                OperationCalibration.ofDuration("h", TURN),
                OperationCalibration.ofDuration("rz", TURN),
                OperationCalibration.ofDuration("measurement", 0));
    }

    @Test
    void flippedQubitRelaxesForTheTimeOfTheGate() {
        NoisyResult result =
                new NoisyQuantumExecutionEnvironment(device(1)).runProgram(new Program(1, new Step(new X(0))));
        assertEquals(Math.exp(-FLIP / T1), result.probabilities()[1], 1e-14);
        assertEquals(FLIP, result.seconds(), 0);
        assertEquals(
                FLIP,
                result.coverage().seconds("T1", 0),
                1e-20,
                result.coverage().toString());
    }

    /** Qubit 1 waits while qubit 0 is flipped: coherence exp(-t/T2), the superposition's own gate included. */
    @Test
    void untouchedQubitIdles() {
        Program program = new Program(2, new Step(new Hadamard(1)), new Step(new X(0), new Identity(1)));
        ComplexMatrix rho = new NoisyQuantumExecutionEnvironment(device(2))
                .runProgram(program)
                .densityMatrix()
                .matrix();
        double coherence = 0;
        for (int b = 0; b < 2; b++) {
            coherence += rho.re(b, b | 2);
        }
        assertEquals(0.5 * Math.exp(-(TURN + FLIP) / T2), coherence, 1e-14);
    }

    @Test
    void everyStepIsALayerOfItsOwn() {
        Program together = new Program(2, new Step(new X(0), new X(1)));
        Program apart = new Program(2, new Step(new X(0)), new Step(new X(1)));
        NoisyQuantumExecutionEnvironment environment = new NoisyQuantumExecutionEnvironment(device(2));
        assertEquals(FLIP, environment.runProgram(together).seconds(), 0);
        NoisyResult result = environment.runProgram(apart);
        assertEquals(2 * FLIP, result.seconds(), 0);
        assertEquals(Math.exp(-3 * FLIP / T1), result.probabilities()[3], 1e-14);
    }

    /** As late as possible within its Step, the short gate meets relaxation after it for its own time only. */
    @Test
    void schedulingPolicyDecidesWhenAQubitWaits() {
        Program program = new Program(2, new Step(new X(0)), new Step(new X(0), new Hadamard(1)));
        NoisyQuantumExecutionEnvironment environment = new NoisyQuantumExecutionEnvironment(device(2));
        assertEquals(Math.exp(-FLIP / T2), coherence(environment.runProgram(program)), 1e-14);
        assertEquals(
                Math.exp(-TURN / T2),
                coherence(environment.withScheduling(Scheduler.Policy.ALAP).runProgram(program)),
                1e-14);
    }

    private static double coherence(NoisyResult result) {
        double[] bloch = new double[3];
        result.densityMatrix().blochVector(1, bloch);
        return bloch[0];
    }

    @Test
    void operationWithoutDurationIsAnErrorThatNamesIt() {
        Block block = new Block(2);
        block.addStep(new Step(new Fourier(2, 0)));
        Program program = new Program(2, new Step(new BlockGate<>(block, 0)));
        UnknownDurationException refused = assertThrows(
                UnknownDurationException.class,
                () -> new NoisyQuantumExecutionEnvironment(device(2)).runProgram(program));
        assertTrue(refused.getMessage().contains("fourier"), refused.getMessage());
    }

    @Test
    void programLargerThanTheDevice() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new NoisyQuantumExecutionEnvironment(device(1)).runProgram(new Program(2, new Step())));
    }

    @Test
    void stateLargerThanMemoryIsRefusedWithItsSize() {
        NoisyQuantumExecutionEnvironment environment = new NoisyQuantumExecutionEnvironment(device(6))
                .withOptions(SimulationOptions.defaults().withMemoryLimit(1000));
        UnsupportedSimulationException refused = assertThrows(
                UnsupportedSimulationException.class, () -> environment.runProgram(new Program(6, new Step(new X(0)))));
        assertTrue(refused.getMessage().contains("3.28e+04 bytes"), refused.getMessage());
        assertThrows(
                UnsupportedSimulationException.class,
                () -> NoisyQuantumExecutionEnvironment.ideal().runProgram(new Program(40, new Step(new X(0)))));
    }

    /** Also where the Program does not use the qubit: nothing falls back to two levels unheard. */
    @Test
    void aDeviceOfThreeLevelsIsRefusedByTheNameOfItsQubit() {
        Calibration two = device(2);
        Calibration device = two.withQubits(
                List.of(two.qubits().get(0), two.qubits().get(1).withLadder(QubitCalibration.Ladder.of(3, -2e8))));
        NoisyQuantumExecutionEnvironment environment = new NoisyQuantumExecutionEnvironment(device);
        Program program = new Program(1, new Step(new X(0)));
        UnsupportedSimulationException refused =
                assertThrows(UnsupportedSimulationException.class, () -> environment.runProgram(program));
        assertEquals(
                "a Strange Program has two levels, but the device states more for "
                        + device.qubits().get(1).name(),
                refused.getMessage());
        assertThrows(UnsupportedSimulationException.class, () -> environment.runProgram(program, result -> {}));
    }

    @Test
    void simulatorWithoutNoiseRefusesNoise() {
        NoisyQuantumExecutionEnvironment environment =
                new NoisyQuantumExecutionEnvironment(device(1)).withSimulator(new StateVectorSimulator());
        assertThrows(
                UnsupportedSimulationException.class, () -> environment.runProgram(new Program(1, new Step(new X(0)))));
    }

    @Test
    void stateVectorGivesTheSameDensityMatrix() {
        Program program = new Program(2, new Step(new Hadamard(0)), new Step(new Fourier(2, 0)));
        NoisyQuantumExecutionEnvironment ideal = NoisyQuantumExecutionEnvironment.ideal();
        ComplexMatrix expected = ideal.runProgram(program).densityMatrix().matrix();
        ComplexMatrix found = ideal.withSimulator(new DensityMatrixSimulator())
                .runProgram(program)
                .densityMatrix()
                .matrix();
        assertEquals(0, expected.distance(found), 1e-15);
    }

    /** Noise during an interaction of many qubits is beyond propagators; the Lindblad equation takes over. */
    @Test
    void noiseDuringAWideGate() {
        Calibration device = device(4).withOperation(OperationCalibration.ofDuration("rzzzz", 2e-6));
        DiagonalOperation wide = new DiagonalOperation(
                "rzzzz", List.of(0.8), List.of(0, 1, 2, 3), new Generator(0.8, PauliSum.of(0.5, "ZZZZ")));
        Program program =
                new Program(4, new Step(new X(0), new X(3)), new Step(new OperationGate(wide)), new Step(new X(1)));
        NoisyResult during =
                new NoisyQuantumExecutionEnvironment(NoiseModel.of(device, Placement.DURING_GATE)).runProgram(program);
        // A diagonal gate commutes with the decay of populations.
        double excited = 1 - during.getQubits()[3].getProbability();
        double after = 1
                - new NoisyQuantumExecutionEnvironment(NoiseModel.of(device, Placement.NONE))
                        .runProgram(program)
                        .getQubits()[3]
                        .getProbability();
        assertEquals(0, after, 1e-12);
        assertTrue(excited > 2e-6 / T1, "excited " + excited);
        assertEquals(1, during.densityMatrix().matrix().traceRe(), 1e-10);
    }

    @Test
    void noiseModelDecidesThePlacement() {
        Program program = new Program(1, new Step(new X(0)));
        double during = new NoisyQuantumExecutionEnvironment(NoiseModel.of(device(1), Placement.DURING_GATE))
                .runProgram(program)
                .probabilities()[1];
        double after = new NoisyQuantumExecutionEnvironment(device(1))
                .runProgram(program)
                .probabilities()[1];
        double none = new NoisyQuantumExecutionEnvironment(NoiseModel.of(device(1), Placement.NONE))
                .runProgram(program)
                .probabilities()[1];
        assertTrue(after < during && during < none, after + " " + during + " " + none);
        assertEquals(1, none, 1e-15);
    }

    /** In the strict mode the gate still takes its time. */
    @Test
    void rotationZTakesItsTimeInBothModes() {
        Program program = new Program(1, new Step(new Hadamard(0)), new Step(new RotationZ(Math.PI, 0)));
        NoisyQuantumExecutionEnvironment environment = new NoisyQuantumExecutionEnvironment(device(1));
        double expected = Math.exp(-2 * TURN / T2);
        double[] bloch = new double[3];
        environment.runProgram(program).densityMatrix().blochVector(0, bloch);
        assertEquals(-expected, bloch[0], 1e-14);
        environment
                .withRotationZ(RotationZMode.GLOBAL_PHASE)
                .runProgram(program)
                .densityMatrix()
                .blochVector(0, bloch);
        assertEquals(expected, bloch[0], 1e-14);
    }

    @Test
    void readoutErrorsActOnWhatIsReadOnly() {
        QubitCalibration qubit = QubitCalibration.ofT1T2("Q0", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)
                .withReadout(new ReadoutError(Measured.exactly(0.1), Measured.exactly(0.3)));
        Calibration device = Calibration.of(List.of(qubit), OperationCalibration.ofDuration("x", FLIP));
        NoisyResult result =
                new NoisyQuantumExecutionEnvironment(device).runProgram(new Program(1, new Step(new X(0))));
        assertEquals(1, result.probabilities()[1], 1e-15);
        assertEquals(1, result.densityMatrix().matrix().re(1, 1), 1e-15);
        assertArrayEquals(new double[] {0.3, 0.7}, result.measuredProbabilities(), 1e-15);
    }

    /** What StrangeFX draws: the Program's result with every Step filled. */
    @Test
    void everyStepIsFilled() {
        Program program =
                new Program(2, new Step(new X(0)), new Step(), new Step(new ProbabilitiesGate(0)), new Step(new X(1)));
        NoisyResult result = new NoisyQuantumExecutionEnvironment(device(2)).runProgram(program);
        assertSame(result, program.getResult());
        double first = Math.exp(-FLIP / T1);
        for (int s = 0; s < 3; s++) {
            assertEquals(first, result.probabilitiesAfter(s)[1], 1e-14);
            assertEquals(first, result.getIntermediateProbability(s)[1].abssqr(), 1e-6);
            assertEquals(first, result.getIntermediateQubits().get(s)[0].getProbability(), 1e-6);
        }
        ProbabilitiesGate shown =
                (ProbabilitiesGate) program.getSteps().get(2).getGates().get(0);
        assertEquals(first, shown.getProbabilities()[1].abssqr(), 1e-6);
        assertEquals(result.probabilities()[3], result.getProbability()[3].abssqr(), 1e-6);
        assertEquals(first * first, result.getQubits()[0].getProbability(), 1e-14);
    }

    @Test
    void snapshotsCanBeLeftOut() {
        Program program = new Program(1, new Step(new X(0)), new Step(new X(0)));
        NoisyQuantumExecutionEnvironment environment = new NoisyQuantumExecutionEnvironment(device(1));
        NoisyResult with = environment.withSnapshots(Snapshots.ON).runProgram(program);
        NoisyResult without = environment.withSnapshots(Snapshots.OFF).runProgram(program);
        assertArrayEquals(with.probabilities(), without.probabilities());
        assertEquals(2, with.getIntermediateProbability(0).length);
        assertEquals(without.probabilities()[1], without.getIntermediateProbability(1)[1].abssqr(), 1e-6);
        assertThrows(IllegalStateException.class, () -> without.getIntermediateProbability(0));
        assertThrows(IllegalStateException.class, () -> without.probabilitiesAfter(0));
        assertTrue(Snapshots.AUTO.keep(10, 1024));
        assertTrue(!Snapshots.AUTO.keep(10, 1025));
    }

    @Test
    void emptyProgramGivesTheInitialState() {
        NoisyResult result = new NoisyQuantumExecutionEnvironment(device(2)).runProgram(new Program(2));
        assertArrayEquals(new double[] {1, 0, 0, 0}, result.probabilities());
        assertEquals(0, result.getMeasuredProbability());
        assertEquals(0, result.getQubits()[1].measure());
    }

    @Test
    void callbackGetsTheResult() throws Exception {
        CompletableFuture<Result> arrived = new CompletableFuture<>();
        Program program = new Program(1, new Step(new X(0)));
        new NoisyQuantumExecutionEnvironment(device(1)).runProgram(program, arrived::complete);
        Result result = arrived.get(20, TimeUnit.SECONDS);
        assertEquals(Math.exp(-FLIP / T1), ((NoisyResult) result).probabilities()[1], 1e-14);
        assertThrows(
                UnknownDurationException.class,
                () -> new NoisyQuantumExecutionEnvironment(device(1))
                        .runProgram(new Program(1, new Step(new Fourier(1, 0))), arrived::complete));
    }

    /** Gates, blocks and lazily made matrices of one Program, read by several threads. */
    @Test
    void runsOfOneProgramDoNotDisturbEachOther() {
        Block block = new Block(3);
        block.addStep(new Step(new Hadamard(0)));
        block.addStep(new Step(new Fourier(3, 0)));
        BlockGate<?> inverse = new BlockGate<>(block, 0);
        inverse.setInverse(true);
        NoisyQuantumExecutionEnvironment environment = NoisyQuantumExecutionEnvironment.ideal();
        for (int round = 0; round < 20; round++) {
            Program program = new Program(
                    3, new Step(new X(1)), new Step(new BlockGate<>(block, 0)), new Step(inverse), new Step(new X(0)));
            List<CompletableFuture<NoisyResult>> runs = java.util.stream.Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> environment.runProgram(program)))
                    .limit(4)
                    .toList();
            runs.forEach(run -> assertEquals(1, run.join().probabilities()[3], 1e-12));
        }
    }

    @Test
    void deviceFromAFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("device.yaml");
        Files.writeString(file, """
                name: one
                source: test
                qubits:
                  - { name: Q0, T1: 30 us, T2: 20 us }
                operations:
                  x: { duration: 2 us }
                """);
        double found = new NoisyQuantumExecutionEnvironment(file)
                .runProgram(new Program(1, new Step(new X(0))))
                .probabilities()[1];
        assertEquals(Math.exp(-FLIP / T1), found, 1e-14);
    }

    /** One line switches Strange's own algorithms over. */
    @Test
    void servesStrangesAlgorithms() {
        try {
            Classic.setQuantumExecutionEnvironment(
                    NoisyQuantumExecutionEnvironment.ideal().withSeed(5));
            int ones = 0;
            for (int k = 0; k < 200; k++) {
                ones += Classic.randomBit();
            }
            assertTrue(Math.abs(ones - 100) < 5 * Math.sqrt(50), "ones " + ones);
            assertEquals(7, Classic.qsum(3, 4));
        } finally {
            Classic.setQuantumExecutionEnvironment(new SimpleQuantumExecutionEnvironment());
        }
    }

    @Test
    void measurementTakesItsTime() {
        Calibration slow = device(1).withOperation(OperationCalibration.ofDuration("measurement", 5e-6));
        NoisyQuantumExecutionEnvironment environment = new NoisyQuantumExecutionEnvironment(slow);
        NoisyResult result = environment.runProgram(
                new Program(1, new Step(new X(0)), new Step(new Measurement(0)), new Step(new X(0))));
        double one = Math.exp(-(FLIP + 5e-6) / T1);
        assertEquals((1 - one) * Math.exp(-FLIP / T1), result.probabilities()[1], 1e-14);
    }

    /** Readout errors hold what happens during the last measurement, so that its relaxation must not count twice. */
    @Test
    void theLastMeasurementTakesTheStateAtItsStart() {
        Calibration device = Calibration.uniform(
                        1,
                        10e-6,
                        10e-6,
                        OperationCalibration.ofDuration("x", 20e-9),
                        OperationCalibration.ofDuration("measurement", 1e-6))
                .withQubits(List.of(QubitCalibration.ofT1T2("Q0", 10e-6, 10e-6)
                        .withReadout(new ReadoutError(Measured.exactly(0.02), Measured.exactly(0.05)))));
        NoisyResult result = new NoisyQuantumExecutionEnvironment(device)
                .runProgram(new Program(1, new Step(new X(0)), new Step(new Measurement(0))));
        double one = Math.exp(-0.002);
        assertEquals(0.95 * one + 0.02 * (1 - one), result.measuredProbabilities()[1], 1e-14);
        assertEquals(20e-9, result.seconds(), 1e-20);
    }

    /** A measured qubit is a mixture. */
    @Test
    void aGateAfterAMeasurementActsOnWhatItLeft() {
        NoisyResult result = NoisyQuantumExecutionEnvironment.ideal()
                .runProgram(new Program(
                        1,
                        new Step(new Hadamard(0)),
                        new Step(new Measurement(0)),
                        new Step(new RotationY(-Math.PI / 2, 0))));
        assertArrayEquals(new double[] {0.5, 0.5}, result.probabilities(), 1e-14);
    }
}
