package org.strangenoise.kickedtop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoiseOrigin;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SymmetricSimulator;
import org.strangenoise.state.Entropy;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.state.SymmetricDensityMatrix;

/** Kicked tops of many identical qubits, from the device to the observables. */
class SymmetricKickedTopTest {

    private static final double T1 = 10e-6;
    private static final double T2 = 5e-6;
    private static final double ROTATION_TIME = 20e-9;
    private static final double KICK_TIME = 25e-9;
    private static final SpinDirection START = new SpinDirection(2.0, 1.0);
    private static final Observable BLOCH = new Observable.MeanBlochVector();
    private static final Observable ENTROPY = new Observable.MeanEntropy();
    private static final Observable PURITY = new Observable.Purity();
    private static final Observable OVERLAP = new Observable.MicrocanonicalOverlap();
    private static final Observable FIDELITY = new Observable.Fidelity();

    private static NoisyEnsemble noisy(KickedTop top, int steps, double t1, double t2, Placement placement) {
        Calibration calibration = Calibration.of(
                IntStream.range(0, top.qubits())
                        .mapToObj(q -> QubitCalibration.ofT1T2("Q" + q, t1, t2))
                        .toList(),
                OperationCalibration.ofDuration("ry", ROTATION_TIME),
                OperationCalibration.ofDuration(KickedTop.INTERACTION, KICK_TIME));
        return NoiseModel.of(calibration, placement)
                .apply(new Scheduler(new CalibratedDurations(calibration)).schedule(top.circuit(steps)));
    }

    private static SimulationResult run(NoisyEnsemble ensemble, Optional<NoisyCircuit> reference, Observable... asked) {
        return new SymmetricSimulator()
                .run(
                        new SimulationTask(ensemble, List.of(asked), reference, SimulationOptions.defaults()),
                        InitialState.coherent(ensemble.qubits(), START.theta(), START.phi()));
    }

    /** The same circuit with a channel that does nothing: it keeps the simulator from its pure-state path. */
    private static NoisyEnsemble withIdleChannel(NoisyEnsemble ensemble) {
        NoisyCircuit circuit = ensemble.members().get(0).circuit();
        List<NoisySegment> segments = new ArrayList<>();
        NoisySegment first = circuit.segments().get(0);
        List<NoisyInstruction> instructions = new ArrayList<>(first.instructions());
        for (int q = 0; q < circuit.qubits(); q++) {
            instructions.add(new NoisyInstruction.Noise(
                    QuantumChannel.identity(1), List.of(q), new NoiseOrigin("nothing", "any", 0)));
        }
        segments.addAll(Collections.nCopies(
                circuit.segments().size(), new NoisySegment(instructions, first.seconds(), first.end())));
        NoisyCircuit changed = new NoisyCircuit(circuit.qubits(), segments, circuit.readout());
        return new NoisyEnsemble(List.of(new NoisyEnsemble.Member(1, changed)), ensemble.coverage(), List.of());
    }

    /** Reference values of the benchmark workload, on which five other simulators agree. */
    @ParameterizedTest
    @CsvSource({
        "3, 20, 0.577932088369, 0.964647089075, -0.096143749299",
        "6, 20, 0.303069312253, 0.951128118225, 0.163777816538",
        "8, 20, 0.199331675596, 0.909707639220, 0.144506098233",
        "10, 20, 0.132350563361, 0.985104969172, -0.071361459376",
        "12, 5, 0.58070068165, 0.863147216872, 0.215925520639"
    })
    void workloadHasItsReferenceValues(int n, int steps, double purity, double entropy, double z) {
        SimulationResult found = run(
                noisy(KickedTop.of(n, 2.5), steps, T1, T2, Placement.AFTER_GATE),
                Optional.empty(),
                PURITY,
                ENTROPY,
                BLOCH);
        assertEquals(purity, found.scalars(PURITY)[steps], 2e-12);
        assertEquals(entropy, found.scalars(ENTROPY)[steps], 2e-12);
        assertEquals(z, found.series(BLOCH)[steps][2], 2e-12);
    }

    /** Concurrent evolution included: rotations as general channels, the kick in closed form. */
    static Stream<Oracles.Case> alikeQubits() {
        return Oracles.seriesCases().filter(c -> !c.input().path("t1_us").isArray());
    }

    @ParameterizedTest
    @MethodSource("alikeQubits")
    void agreesWithTheIndependentProgram(Oracles.Case oracle) {
        NoisyEnsemble ensemble = NoiseModel.of(oracle.calibration(), oracle.placement())
                .apply(new Scheduler(new CalibratedDurations(oracle.calibration()))
                        .schedule(oracle.top().circuit(oracle.steps())));
        SimulationResult found = new SymmetricSimulator()
                .run(
                        SimulationTask.of(ensemble, List.of(ENTROPY, PURITY, OVERLAP)),
                        InitialState.coherent(oracle.qubits(), oracle.theta(), oracle.phi()));
        for (int step = 0; step <= oracle.steps(); step++) {
            assertEquals(oracle.series("entropy", step), found.scalars(ENTROPY)[step], 1e-9);
            assertEquals(oracle.series("purity", step), found.scalars(PURITY)[step], 1e-9);
            assertEquals(oracle.series("overlap", step), found.scalars(OVERLAP)[step], 3e-8);
        }
    }

    /** Both paths of the simulator against the one large spin, whose propagation shares no code with them. */
    @ParameterizedTest
    @ValueSource(ints = {7, 100})
    void withoutNoiseItIsOneLargeSpin(int n) {
        int steps = 8;
        KickedTop top = KickedTop.of(n, 2.5);
        NoisyEnsemble ideal = noisy(top, steps, T1, T2, Placement.NONE);
        SpinKickedTop spin = SpinKickedTop.of(top);
        double[][] bloch = spin.blochVectors(START, steps);
        double[] overlap = spin.microcanonicalOverlaps(START, steps);
        Optional<NoisyCircuit> reference = Optional.of(ideal.members().get(0).circuit());
        for (NoisyEnsemble ensemble : List.of(ideal, withIdleChannel(ideal))) {
            SimulationResult found = run(ensemble, reference, BLOCH, PURITY, OVERLAP, FIDELITY);
            for (int step = 0; step <= steps; step++) {
                assertArrayEquals(bloch[step], found.series(BLOCH)[step], 1e-12);
                assertEquals(1, found.scalars(PURITY)[step], 1e-12);
                assertEquals(1, found.scalars(FIDELITY)[step], 1e-12);
                assertEquals(overlap[step], found.scalars(OVERLAP)[step], 3e-7);
            }
        }
    }

    /** Without a kick every qubit is on its own. */
    @ParameterizedTest
    @CsvSource({"2, AFTER_GATE", "30, AFTER_GATE", "100, AFTER_GATE", "5, DURING_GATE", "60, DURING_GATE"})
    void withoutKickItIsAProductOfSingleQubits(int n, Placement placement) {
        int steps = 10;
        SimulationResult many =
                run(noisy(KickedTop.of(n, 0), steps, T1, T2, placement), Optional.empty(), BLOCH, PURITY);
        SimulationResult one = new DensityMatrixSimulator()
                .run(
                        SimulationTask.of(noisy(KickedTop.of(1, 0), steps, T1, T2, placement), List.of(BLOCH, PURITY)),
                        InitialState.coherent(1, START.theta(), START.phi()));
        for (int step = 0; step <= steps; step++) {
            assertArrayEquals(one.series(BLOCH)[step], many.series(BLOCH)[step], 1e-12);
            assertEquals(Math.pow(one.scalars(PURITY)[step], n), many.scalars(PURITY)[step], 1e-12);
        }
    }

    /**
     * One noisy step in closed form: relaxation keeps the rotated state a product, of Bloch vector (x, y, z); the kick
     * makes {@code <J+>/j = (x + iy) (cos a + i z sin a)^(n-1)}, a = kappa/n; then every qubit relaxes again.
     */
    @ParameterizedTest
    @ValueSource(ints = {3, 40, 120})
    void oneNoisyStepHasItsClosedForm(int n) {
        double kappa = 2.5;
        double[] v = ClassicalKickedTop.vector(START);
        double[] rotated = relaxed(new double[] {v[2], v[1], -v[0]}, ROTATION_TIME);
        double a = kappa / n;
        double modulus = Math.pow(Math.hypot(Math.cos(a), rotated[2] * Math.sin(a)), n - 1);
        double angle = (n - 1) * Math.atan2(rotated[2] * Math.sin(a), Math.cos(a));
        double x = modulus * (rotated[0] * Math.cos(angle) - rotated[1] * Math.sin(angle));
        double y = modulus * (rotated[0] * Math.sin(angle) + rotated[1] * Math.cos(angle));
        double[] expected = relaxed(new double[] {x, y, rotated[2]}, KICK_TIME);
        SimulationResult found =
                run(noisy(KickedTop.of(n, kappa), 1, T1, T2, Placement.AFTER_GATE), Optional.empty(), BLOCH, ENTROPY);
        assertArrayEquals(expected, found.series(BLOCH)[1], 1e-13);
        assertEquals(Entropy.ofBloch(expected[0], expected[1], expected[2]), found.scalars(ENTROPY)[1], 1e-12);
    }

    private static double[] relaxed(double[] bloch, double seconds) {
        double transverse = Math.exp(-seconds / T2);
        double longitudinal = Math.exp(-seconds / T1);
        return new double[] {transverse * bloch[0], transverse * bloch[1], 1 - longitudinal * (1 - bloch[2])};
    }

    /** At n = 100 the trace must stay 1, and strong noise must end in the ground state. */
    @Test
    void traceIsKeptAndRelaxationEndsInTheGroundState() {
        int n = 100;
        SimulationResult weak =
                run(noisy(KickedTop.of(n, 2.5), 5, T1, T2, Placement.AFTER_GATE), Optional.empty(), BLOCH);
        SymmetricDensityMatrix state =
                (SymmetricDensityMatrix) weak.finalState().orElseThrow();
        double trace = 0;
        for (int o = 0; o <= n / 2; o++) {
            assertTrue(state.weight(o) > -1e-15, "weight of block " + o);
            trace += state.weight(o);
        }
        assertEquals(1, trace, 1e-12);
        SimulationResult strong = run(
                noisy(KickedTop.of(n, 2.5), 1, KICK_TIME / 40, KICK_TIME / 30, Placement.AFTER_GATE),
                Optional.empty(),
                BLOCH,
                PURITY);
        assertArrayEquals(new double[] {0, 0, 1}, strong.series(BLOCH)[1], 1e-12);
        assertEquals(1, strong.scalars(PURITY)[1], 1e-12);
    }

    @Test
    void unequalCouplingsAreRefusedByName() {
        KickedTop top = KickedTop.of(4, 2.5).withCouplings(List.of(new PairCoupling(1, 3, 0.9)));
        String why = new SymmetricSimulator()
                .refusal(
                        SimulationTask.of(noisy(top, 1, T1, T2, Placement.AFTER_GATE), List.of()),
                        InitialState.ground(4))
                .orElse("accepted");
        assertTrue(why.contains("`interaction`") && why.contains("{1, 3}"), why);
    }
}
