package org.strangenoise.kickedtop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.redfx.strange.Complex;
import org.redfx.strange.Program;
import org.redfx.strange.local.SimpleQuantumExecutionEnvironment;
import org.strangenoise.channel.ChannelArguments;
import org.strangenoise.channel.ChannelRegistry;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.state.DensityMatrix;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.strange.NoisyQuantumExecutionEnvironment;
import org.strangenoise.strange.NoisyResult;
import org.strangenoise.strange.ProgramReader;
import org.strangenoise.strange.RotationZMode;

/** The kicked top as Strange gates, on Strange's own simulator and on ours. */
class KickedTopProgramTest {

    private static final SpinDirection START = new SpinDirection(1.1, 2.3);
    private static final int STEPS = 4;

    static Stream<Arguments> tops() {
        List<Arguments> tops = new ArrayList<>();
        for (Interaction interaction : Interaction.values()) {
            for (int n = 1; n <= 5; n++) {
                for (double kappa : new double[] {2.5, -0.7}) {
                    tops.add(Arguments.of(new KickedTop(n, kappa, 1.3, interaction, List.of())));
                }
            }
            tops.add(Arguments.of(KickedTop.of(4, 1.9)
                    .withInteraction(interaction)
                    .withCouplings(List.of(new PairCoupling(0, 2, 0.8), new PairCoupling(3, 1, 0)))));
        }
        return tops.stream();
    }

    /** Qubits all different, every kind of noise that a circuit's timing decides. */
    private static Calibration device(int n) {
        List<QubitCalibration> qubits = new ArrayList<>();
        for (int q = 0; q < n; q++) {
            qubits.add(QubitCalibration.ofT1Tphi("Q" + q, (10 + 3 * q) * 1e-6, (4 + q) * 1e-6));
        }
        Calibration device = Calibration.of(
                qubits,
                OperationCalibration.ofDuration("ry", 20e-9),
                OperationCalibration.ofDuration("rz", 5e-9),
                OperationCalibration.ofDuration("cnot", 43e-9),
                OperationCalibration.ofCoupling(KickedTop.INTERACTION, 5.305e6));
        return n == 1 ? device : device.withCrosstalk(List.of(new Crosstalk(0, n - 1, Measured.exactly(0.13e6))));
    }

    private static DensityMatrix direct(KickedTop top, NoiseModel model) {
        ScheduledCircuit scheduled =
                new Scheduler(new CalibratedDurations(model.calibration())).schedule(top.preparedCircuit(START, STEPS));
        NoisyEnsemble ensemble = model.apply(scheduled);
        SimulationResult result = new DensityMatrixSimulator()
                .run(SimulationTask.of(ensemble, List.of()), InitialState.ground(top.qubits()));
        return ((DensityTensor) result.finalState().orElseThrow()).toDensityMatrix();
    }

    @ParameterizedTest
    @MethodSource("tops")
    void programIsReadAsTheCircuit(KickedTop top) {
        assertEquals(
                top.preparedCircuit(START, STEPS),
                new ProgramReader(RotationZMode.ROTATION)
                        .read(KickedTopProgram.of(top, START, STEPS))
                        .circuit());
    }

    @ParameterizedTest
    @MethodSource("tops")
    void noisyProgramGivesTheStateOfTheCircuit(KickedTop top) {
        NoiseModel model = NoiseModel.of(device(top.qubits()), Placement.AFTER_GATE);
        ComplexMatrix found = new NoisyQuantumExecutionEnvironment(model)
                .runProgram(KickedTopProgram.of(top, START, STEPS))
                .densityMatrix()
                .matrix();
        assertEquals(0, found.distance(direct(top, model).matrix()), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("tops")
    void strangesOwnSimulatorAgreesToSinglePrecision(KickedTop top) {
        Program program = KickedTopProgram.of(top, START, STEPS);
        NoisyResult ours = NoisyQuantumExecutionEnvironment.ideal().runProgram(program);
        Complex[] theirs =
                new SimpleQuantumExecutionEnvironment().runProgram(program).getProbability();
        ComplexMatrix rho = ours.densityMatrix().matrix();
        double worst = 0;
        for (int r = 0; r < theirs.length; r++) {
            for (int c = 0; c < theirs.length; c++) {
                double re = (double) theirs[r].r * theirs[c].r + (double) theirs[r].i * theirs[c].i;
                double im = (double) theirs[r].i * theirs[c].r - (double) theirs[r].r * theirs[c].i;
                worst = Math.max(worst, Math.hypot(re - rho.re(r, c), im - rho.im(r, c)));
            }
        }
        assertTrue(worst < 3e-6, "deviation " + worst);
    }

    /** Noise that a device lists once a step meets every Floquet step, and not the preparation. */
    @Test
    void noiseOnceAStepMeetsEveryStep() {
        KickedTop top = KickedTop.of(3, 2.5);
        NoiseModel model = NoiseModel.of(device(3).withChannels(List.of(stray())), Placement.AFTER_GATE);
        NoisyResult result =
                new NoisyQuantumExecutionEnvironment(model).runProgram(KickedTopProgram.of(top, START, STEPS));
        int met = result.coverage().rows().stream()
                .filter(row -> row.mechanism().equals("stray") && row.qubit() == 1)
                .mapToInt(row -> row.count())
                .sum();
        assertEquals(STEPS, met);
        assertEquals(
                0, result.densityMatrix().matrix().distance(direct(top, model).matrix()), 1e-12);
    }

    private static ExtraChannel stray() {
        return new ExtraChannel(
                "stray",
                ExtraChannel.STEP,
                ChannelRegistry.find("rotation").orElseThrow(),
                ChannelArguments.of("angle", 0.05).withAxis('Z'),
                List.of());
    }

    /** After every Floquet step the snapshots hold what a study records there. */
    @Test
    void snapshotsFollowTheSteps() {
        KickedTop top = KickedTop.of(3, 1.1).withInteraction(Interaction.CNOT);
        NoiseModel model = NoiseModel.of(device(3), Placement.AFTER_GATE);
        Program program = KickedTopProgram.of(top, START, STEPS);
        NoisyResult result = new NoisyQuantumExecutionEnvironment(model).runProgram(program);
        Observable probabilities = new Observable.Probabilities(false);
        double[][] series = new DensityMatrixSimulator()
                .run(
                        SimulationTask.of(
                                model.apply(new Scheduler(new CalibratedDurations(model.calibration()))
                                        .schedule(top.preparedCircuit(START, STEPS))),
                                List.of(probabilities)),
                        InitialState.ground(3))
                .series(probabilities);
        int steps = program.getSteps().size();
        int each = (steps - 3) / STEPS;
        for (int step = 0; step <= STEPS; step++) {
            double[] found = result.probabilitiesAfter(2 + step * each);
            for (int b = 0; b < 8; b++) {
                assertEquals(series[step][b], found[b], 1e-12, "step " + step);
            }
        }
        assertEquals(1, result.probabilitiesAfter(0)[0], 1e-15);
    }

    @Test
    void largeKickRunsHereButNotOnTheOtherSimulator() {
        Program program = KickedTopProgram.of(KickedTop.of(11, 2.5), START, 1);
        assertThrows(IllegalStateException.class, () -> new SimpleQuantumExecutionEnvironment().runProgram(program));
    }
}
