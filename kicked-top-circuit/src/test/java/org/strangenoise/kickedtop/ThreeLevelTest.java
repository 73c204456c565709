package org.strangenoise.kickedtop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.channel.Envelope;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Gates;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.PulseCalibration;
import org.strangenoise.device.PulseCalibration.Knob;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.QubitCalibration.Ladder;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.DrivenPulse;
import org.strangenoise.noise.NoiseMechanism;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoiseSelection;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.simulate.UnsupportedSimulationException;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.StateVector;
import org.strangenoise.transmon.CalibrationFailedException;
import org.strangenoise.transmon.InteractionCalibration;
import org.strangenoise.transmon.PulseShape;
import org.strangenoise.transmon.RotationCalibration;

/**
 * Transmons of three levels. The oracle was made by an independent program and checked with QuTiP's mesolve to 1e-10;
 * its file says by which conventions.
 */
class ThreeLevelTest {

    private static final Observable ENTROPY = new Observable.MeanEntropy();
    private static final Observable PURITY = new Observable.Purity();
    private static final Observable OVERLAP = new Observable.MicrocanonicalOverlap();
    private static final Observable LEAKAGE = new Observable.MeanLeakage();
    private static final double INF = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @ValueSource(strings = {"unitary-minus", "noisy-plus-rectangular", "unequal", "harmonic-limit"})
    void theOracleIsMet(String id) throws IOException {
        JsonNode oracle = oracle(id);
        JsonNode input = oracle.get("input");
        List<QubitCalibration> qubits = new ArrayList<>();
        for (JsonNode qubit : input.get("qubits")) {
            qubits.add(transmon(
                    qubits.size(),
                    1e-6 * qubit.get("T1_us").asDouble(),
                    1e-6 * qubit.get("Tphi_us").asDouble(),
                    1e6 * qubit.get("anharmonicity_MHz").asDouble()));
        }
        Calibration device = Calibration.of(
                qubits,
                rotation(
                        Envelope.valueOf(input.get("envelope").asText().toUpperCase(Locale.ROOT)),
                        input.get("drag").asDouble(),
                        1e-9 * input.get("rotation_ns").asDouble(),
                        PulseCalibration.RAW),
                OperationCalibration.ofDuration(
                                "interaction",
                                1e-9 * input.get("interaction_ns").asDouble())
                        .withPulse(PulseCalibration.RAW));
        double kappa = -input.get("sign").asInt() * input.get("kappa").asDouble();
        List<Observable> observables = new ArrayList<>(List.of(ENTROPY, PURITY, OVERLAP));
        for (int q = 0; q < 3; q++) {
            observables.add(new Observable.BlochVector(q));
            observables.add(new Observable.Leakage(q));
        }
        SimulationResult result = simulate(
                ensemble(device, 3, kappa, input.get("steps").asInt(), Placement.DURING_GATE, NoiseSelection.ALL),
                observables,
                InitialState.coherent(
                        3, input.get("theta").asDouble(), input.get("phi").asDouble()));
        JsonNode series = oracle.get("series");
        assertEquals(input.get("steps").asInt() + 1, series.get("entropy").size());
        for (int t = 0; t < series.get("entropy").size(); t++) {
            assertEquals(series.get("entropy").get(t).asDouble(), result.scalars(ENTROPY)[t], 1e-9);
            assertEquals(series.get("purity").get(t).asDouble(), result.scalars(PURITY)[t], 1e-9);
            // The oracle's own overlap is good to this where the state is rank-deficient.
            assertEquals(series.get("overlap").get(t).asDouble(), result.scalars(OVERLAP)[t], 4e-7);
            for (int q = 0; q < 3; q++) {
                double leakage = series.get("leakage_per_qubit").get(t).get(q).asDouble();
                assertEquals(leakage, result.scalars(new Observable.Leakage(q))[t], 1e-9);
                for (int k = 0; k < 3; k++) {
                    double component =
                            series.get("bloch_per_qubit").get(t).get(q).get(k).asDouble();
                    assertEquals(component, result.series(new Observable.BlochVector(q))[t][k], 1e-9);
                }
            }
        }
    }

    /** Two levels are what a huge anharmonicity leaves: light shifts, 5e-7 rad a pulse here, fall with its inverse. */
    @ParameterizedTest
    @EnumSource(
            value = Placement.class,
            names = {"AFTER_GATE", "DURING_GATE"})
    void aHugeAnharmonicityLeavesTwoLevels(Placement placement) {
        List<QubitCalibration> two = List.of(
                QubitCalibration.ofT1Tphi("Q0", 3e-6, 2e-6),
                QubitCalibration.ofT1Tphi("Q1", 5e-6, 1.2e-6),
                QubitCalibration.ofT1Tphi("Q2", 2e-6, 4e-6));
        List<QubitCalibration> three =
                two.stream().map(q -> q.withLadder(Ladder.of(3, -2e13))).toList();
        OperationCalibration[] operations = {
            rotation(Envelope.RECTANGULAR, 0, 20e-9, PulseCalibration.RAW),
            OperationCalibration.ofDuration("interaction", 25e-9).withPulse(PulseCalibration.RAW)
        };
        List<Observable> observables = List.of(ENTROPY, PURITY, OVERLAP, new Observable.BlochVector(1));
        InitialState initial = InitialState.coherent(3, 1.1, 0.4);
        NoisyEnsemble qubits = ensemble(Calibration.of(two, operations), 3, 1.7, 4, placement, NoiseSelection.ALL);
        NoisyEnsemble transmons = ensemble(Calibration.of(three, operations), 3, 1.7, 4, placement, NoiseSelection.ALL);
        SimulationResult expected = simulate(qubits, observables, initial);
        SimulationResult found = simulate(transmons, observables, initial);
        for (Observable observable : observables) {
            for (int t = 0; t <= 4; t++) {
                assertArrayEquals(expected.series(observable)[t], found.series(observable)[t], 1e-6);
            }
        }
    }

    /** |2> decays to |1> by the coherent ladder, then to |0>: the rates are 2/T1 and 1/T1 unless T1-ef is given. */
    @ParameterizedTest
    @CsvSource({"4e-6, 2e-6", "4e-6, 3.3e-6"})
    void theLadderDecaysByItsRates(double t1, double t1Ef) {
        // A pi pulse on |1>-|2> is not a gate; two quarter turns of a strong rectangular pulse leave |2> populated.
        QubitCalibration qubit = transmon(0, t1, INF, -20e6)
                .withLadder(new Ladder(3, Optional.of(Measured.exactly(-20e6)), Optional.of(Measured.exactly(t1Ef))));
        Calibration device =
                Calibration.of(List.of(qubit), rotation(Envelope.RECTANGULAR, 0, 20e-9, PulseCalibration.RAW));
        double wait = 1.3e-6;
        Circuit circuit = Circuit.on(1)
                .add(Gates.ry(Math.PI, 0))
                .add(Boundary.STEP)
                .add(new Delay(0, wait))
                .add(Boundary.STEP)
                .build();
        NoisyEnsemble ensemble = NoiseModel.of(device, Placement.DURING_GATE)
                .apply(new Scheduler(new CalibratedDurations(device)).schedule(circuit));
        Observable z = new Observable.BlochVector(0);
        SimulationResult result = simulate(ensemble, List.of(LEAKAGE, z), InitialState.ground(1));
        double p2 = result.scalars(LEAKAGE)[1];
        double p1 = (1 - result.series(z)[1][2]) / 2 - p2;
        assertTrue(p2 > 0.05, "leaked " + p2);
        double a = 1 / t1;
        double b = 1 / t1Ef;
        assertEquals(p2 * Math.exp(-b * wait), result.scalars(LEAKAGE)[2], 1e-10);
        double expected = p1 * Math.exp(-a * wait) + p2 * b / (b - a) * (Math.exp(-a * wait) - Math.exp(-b * wait));
        assertEquals(expected, (1 - result.series(z)[2][2]) / 2 - result.scalars(LEAKAGE)[2], 1e-10);
    }

    /** One excitation of two coupled transmons swaps as cos^2(g t); a detuning makes it a Rabi oscillation. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 4e6, -9e6})
    void oneExcitationSwapsByTheVacuumRabiFormula(double detuning) {
        double kappa = 1.3;
        double seconds = 25e-9;
        Calibration device = Calibration.of(
                List.of(transmon(0, INF, INF, -213e6), transmon(1, INF, INF, -250e6)),
                OperationCalibration.ofDuration("interaction", seconds)
                        .withPulse(PulseCalibration.RAW.withDetuning("Q1", Measured.exactly(detuning))));
        double[] populations = populationsAfterKick(device, kappa, 0b01);
        double g = kappa / (2 * seconds);
        double delta = 2 * Math.PI * detuning / 2;
        double omega = Math.hypot(g, delta);
        double moved = Math.pow(g / omega * Math.sin(omega * seconds), 2);
        assertEquals(moved, populations[0b10], 1e-9);
        assertEquals(1 - moved, populations[0b01], 1e-9);
    }

    /** |11> meets |20> where a detuning makes up for the anharmonicity; the coupling is sqrt 2 as strong. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 213e6, 190e6})
    void twoExcitationsLeakByTheAvoidedCrossing(double detuning) {
        double kappa = 2.5;
        double seconds = 25e-9;
        Calibration device = Calibration.of(
                List.of(transmon(0, INF, INF, -213e6), QubitCalibration.ofT1Tphi("Q1", INF, INF)),
                OperationCalibration.ofDuration("interaction", seconds)
                        .withPulse(PulseCalibration.RAW.withDetuning("Q0", Measured.exactly(detuning))));
        SimulationResult result =
                simulate(kickOf(device, kappa), List.of(LEAKAGE, new Observable.Leakage(0)), basis(0b11));
        // Q1 has two levels, so that |11> couples to |20> alone; the state |2> of Q0 lies off by detuning + eta.
        double g = Math.sqrt(2) * kappa / (2 * seconds);
        double delta = 2 * Math.PI * (detuning - 213e6) / 2;
        double omega = Math.hypot(g, delta);
        double leaked = Math.pow(g / omega * Math.sin(omega * seconds), 2);
        assertEquals(leaked, result.scalars(new Observable.Leakage(0))[1], 1e-9);
    }

    /** What an independent program found for three transmons of -213 MHz, 25 ns and a nominal kick of 2.5. */
    @ParameterizedTest
    @CsvSource({"2.5, 2.550, -0.088", "-2.5, -2.421, -0.096"})
    void whatAnExchangePulseDoesIsFound(double kappa, double effective, double phase) {
        InteractionCalibration.Pulse pulse = pulse(3, kappa, 0);
        InteractionCalibration raw = InteractionCalibration.raw("interaction", pulse);
        assertEquals(effective, raw.kappa(), 5e-4);
        assertEquals(phase, raw.phase(), 5e-4);
        InteractionCalibration calibrated =
                InteractionCalibration.of("interaction", pulse, Set.of(Knob.KAPPA, Knob.PHASE));
        assertEquals(kappa, calibrated.kappa(), 1e-9);
        assertEquals(kappa > 0 ? -1 : 1, Math.signum(calibrated.scale() - 1));
        assertTrue(calibrated.infidelity() < 0.01);
    }

    @Test
    void pulsesThatCannotBeCalibratedAreRefusedWithWhatTheyReach() {
        RotationCalibration.Pulse fast = new RotationCalibration.Pulse(
                3, -2 * Math.PI * 213e6, 0, Math.PI / 4, 0, new PulseShape(Envelope.COSINE, 0), 3e-9, 0);
        CalibrationFailedException refused = assertThrows(
                CalibrationFailedException.class,
                () -> RotationCalibration.of("ry of Q0", fast, Set.of(Knob.AMPLITUDE, Knob.PHASE)));
        assertTrue(refused.getMessage().contains("ry of Q0 cannot be calibrated"), refused.getMessage());
        assertTrue(refused.getMessage().contains("infidelity"), refused.getMessage());
    }

    /** Calibrated, W is the rotation: what is left of the infidelity is leakage. A detuning does what a phase does. */
    @ParameterizedTest
    @CsvSource({"PHASE, 0", "PHASE, 0.5", "PHASE, 1", "DETUNING, 0.3"})
    void aCalibratedRotationIsOffByLeakageAlone(Knob knob, double drag) {
        RotationCalibration.Pulse pulse = new RotationCalibration.Pulse(
                3, -2 * Math.PI * 213e6, 0, Math.PI / 4, drag, new PulseShape(Envelope.COSINE, 0), 20e-9, 0);
        RotationCalibration raw = RotationCalibration.raw(pulse);
        RotationCalibration found = RotationCalibration.of("ry", pulse, Set.of(Knob.AMPLITUDE, knob));
        // With W the target the block is nearly sqrt(1 - leakage) times it.
        assertEquals(found.leakage(), found.infidelity(), 0.02 * found.leakage() + 1e-9);
        assertTrue(found.infidelity() <= raw.infidelity());
        assertTrue(Math.abs(found.amplitude() - 1) < 0.05);
    }

    /** The four ways to have leakage and control errors; both off is the gate that two levels carry out. */
    @ParameterizedTest
    @EnumSource(
            value = Placement.class,
            names = {"AFTER_GATE", "DURING_GATE"})
    void leakageAndControlErrorAreSwitchedOffByW(Placement placement) {
        Calibration raw = device(3, PulseCalibration.RAW, INF, INF);
        Calibration two = Calibration.of(
                List.of(
                        QubitCalibration.ofT1Tphi("Q0", INF, INF),
                        QubitCalibration.ofT1Tphi("Q1", INF, INF),
                        QubitCalibration.ofT1Tphi("Q2", INF, INF)),
                rotation(Envelope.COSINE, 0.3, 20e-9, PulseCalibration.RAW),
                OperationCalibration.ofDuration("interaction", 25e-9));
        InitialState initial = InitialState.coherent(3, 0.8, 0.3);
        List<Observable> observables = List.of(OVERLAP, ENTROPY, LEAKAGE);
        double target = at4(two, placement, NoiseSelection.ALL, initial, observables, ENTROPY);
        double both = at4(
                raw,
                placement,
                (mechanism, q, o, s) ->
                        !Set.of(NoiseMechanism.LEAKAGE, NoiseMechanism.CONTROL).contains(mechanism),
                initial,
                observables,
                ENTROPY);
        assertEquals(target, both, 1e-9);
        NoiseSelection noLeakage = (mechanism, q, o, s) -> !mechanism.equals(NoiseMechanism.LEAKAGE);
        NoiseSelection noControl = (mechanism, q, o, s) -> !mechanism.equals(NoiseMechanism.CONTROL);
        assertEquals(0, at4(raw, placement, noLeakage, initial, observables, LEAKAGE), 1e-12);
        double all = at4(raw, placement, NoiseSelection.ALL, initial, observables, ENTROPY);
        double control = at4(raw, placement, noLeakage, initial, observables, ENTROPY);
        double leakage = at4(raw, placement, noControl, initial, observables, ENTROPY);
        assertTrue(at4(raw, placement, noControl, initial, observables, LEAKAGE) > 1e-4);
        assertTrue(Math.abs(all - control) > 1e-4);
        assertTrue(Math.abs(all - leakage) > 1e-3);
    }

    /** After the gate and during it are the same where nothing decays. */
    @Test
    void placementsAgreeWithoutNoise() {
        Calibration device = device(3, PulseCalibration.DEFAULT, INF, INF);
        InitialState initial = InitialState.coherent(3, 0.8, 0.3);
        List<Observable> observables = List.of(OVERLAP, ENTROPY, LEAKAGE);
        for (Observable observable : observables) {
            assertEquals(
                    at4(device, Placement.AFTER_GATE, NoiseSelection.ALL, initial, observables, observable),
                    at4(device, Placement.DURING_GATE, NoiseSelection.ALL, initial, observables, observable),
                    1e-9);
        }
    }

    /** Many starts at once give what each gives alone, at any number of threads. */
    @Test
    void manyStartsAreAsEachAlone() {
        Calibration device = device(3, PulseCalibration.DEFAULT, 6e-6, 2.5e-6);
        NoisyEnsemble ensemble = ensemble(device, 3, -1.4, 3, Placement.DURING_GATE, NoiseSelection.ALL);
        SimulationTask task = SimulationTask.of(ensemble, List.of(ENTROPY, LEAKAGE));
        List<InitialState> initials = new ArrayList<>();
        for (int k = 0; k < 37; k++) {
            initials.add(InitialState.coherent(3, 0.1 * k, 0.2 * k));
        }
        List<SimulationResult> all = new DensityMatrixSimulator().prepare(task).runAll(initials);
        for (int k = 0; k < initials.size(); k += 9) {
            SimulationResult alone = new DensityMatrixSimulator().run(task, initials.get(k));
            assertArrayEquals(alone.scalars(ENTROPY), all.get(k).scalars(ENTROPY), 1e-12);
            assertArrayEquals(alone.scalars(LEAKAGE), all.get(k).scalars(LEAKAGE), 1e-13);
        }
    }

    /** Four coupled transmons do not fit a superoperator; without decay their state is that of the pulses' unitary. */
    @Test
    void theStateItselfIsEvolvedWhereASuperoperatorDoesNotFit() {
        InitialState initial = InitialState.coherent(4, 0.9, 0.3);
        List<Observable> observables = List.of(ENTROPY, PURITY, LEAKAGE);
        SimulationResult unitary = simulate(
                ensemble(
                        device(4, PulseCalibration.RAW, INF, INF),
                        4,
                        2.5,
                        1,
                        Placement.DURING_GATE,
                        NoiseSelection.ALL),
                observables,
                initial);
        // So weak a decay changes nothing, yet asks for the Lindbladian.
        SimulationResult action = simulate(
                ensemble(
                        device(4, PulseCalibration.RAW, 1e6, INF),
                        4,
                        2.5,
                        1,
                        Placement.DURING_GATE,
                        NoiseSelection.ALL),
                observables,
                initial);
        for (Observable observable : observables) {
            assertArrayEquals(unitary.scalars(observable), action.scalars(observable), 1e-9);
        }
        assertTrue(unitary.scalars(LEAKAGE)[1] > 1e-4);
    }

    @Test
    void methodsWithoutAThirdLevelSaySo() {
        SimulationTask task = SimulationTask.of(
                ensemble(
                        device(2, PulseCalibration.DEFAULT, 6e-6, 2e-6),
                        2,
                        1,
                        1,
                        Placement.AFTER_GATE,
                        NoiseSelection.ALL),
                List.of(ENTROPY));
        InitialState initial = InitialState.ground(2);
        for (SimulationMethod method :
                List.of(SimulationMethod.IDEAL, SimulationMethod.SYMMETRIC, SimulationMethod.LINDBLAD)) {
            UnsupportedSimulationException refused =
                    assertThrows(UnsupportedSimulationException.class, () -> SimulatorChoice.of(method, task, initial));
            assertTrue(refused.getMessage().contains("knows two levels"), refused.getMessage());
            assertTrue(refused.getMessage().contains("density-matrix"), refused.getMessage());
        }
        assertEquals(
                "density-matrix",
                SimulatorChoice.of(SimulationMethod.AUTO, task, initial)
                        .simulator()
                        .method());
    }

    @Test
    void gatesWithoutAPulseCannotLeakAndAreNamed() {
        Calibration device = Calibration.of(
                List.of(transmon(0, 5e-6, 2e-6, -213e6), transmon(1, 4e-6, 3e-6, -230e6)),
                OperationCalibration.ofDuration("cnot", 43e-9));
        Circuit circuit = Circuit.on(2).add(Gates.cnot(0, 1)).build();
        NoisyEnsemble ensemble = NoiseModel.of(device, Placement.DURING_GATE)
                .apply(new Scheduler(new CalibratedDurations(device)).schedule(circuit));
        assertEquals(List.of("cnot"), ensemble.coverage().withoutLeakage());
        assertTrue(
                ensemble.warnings().toString().contains("cannot leak"),
                ensemble.warnings().toString());
        SimulationResult result = simulate(ensemble, List.of(LEAKAGE), InitialState.coherent(2, 1.2, 0.3));
        assertEquals(0, result.scalars(LEAKAGE)[1], 1e-12);
    }

    /** Read as 1 by p1-given-2, whatever else is confused. */
    @Test
    void leakedPopulationIsReadByItsOwnProbability() {
        QubitCalibration qubit = transmon(0, INF, INF, -20e6);
        Calibration device = Calibration.of(
                List.of(qubit.withReadout(
                        new ReadoutError(Measured.exactly(0.02), Measured.exactly(0.05), Measured.exactly(0.7)))),
                rotation(Envelope.RECTANGULAR, 0, 20e-9, PulseCalibration.RAW));
        Circuit circuit = Circuit.on(1).add(Gates.ry(Math.PI, 0)).build();
        NoisyEnsemble ensemble = NoiseModel.of(device, Placement.AFTER_GATE)
                .apply(new Scheduler(new CalibratedDurations(device)).schedule(circuit));
        Observable outcomes = new Observable.Probabilities(true);
        Observable derived = new Observable.Probabilities(false);
        Observable z = new Observable.PauliExpectation(new PauliString("Z"), true);
        SimulationResult result = simulate(ensemble, List.of(outcomes, derived, LEAKAGE, z), InitialState.ground(1));
        double p2 = result.scalars(LEAKAGE)[1];
        double p0 = result.series(derived)[1][0];
        double p1 = 1 - p0 - p2;
        assertTrue(p2 > 0.05);
        double one = 0.02 * p0 + 0.95 * p1 + 0.7 * p2;
        assertEquals(one, result.series(outcomes)[1][1], 1e-12);
        assertEquals(1 - 2 * one, result.scalars(z)[1], 1e-12);
    }

    private static double at4(
            Calibration device,
            Placement placement,
            NoiseSelection selection,
            InitialState initial,
            List<Observable> observables,
            Observable observable) {
        return simulate(ensemble(device, 3, 2.2, 4, placement, selection), observables, initial)
                .scalars(observable)[4];
    }

    private static double[] populationsAfterKick(Calibration device, double kappa, int bits) {
        Observable probabilities = new Observable.Probabilities(false);
        return simulate(kickOf(device, kappa), List.of(probabilities), basis(bits))
                .series(probabilities)[1];
    }

    private static NoisyEnsemble kickOf(Calibration device, double kappa) {
        Circuit.Builder circuit = Circuit.on(2);
        circuit.addAll(
                KickedTop.of(2, kappa).withInteraction(Interaction.EXCHANGE).kick());
        return NoiseModel.of(device, Placement.DURING_GATE)
                .apply(new Scheduler(new CalibratedDurations(device))
                        .schedule(circuit.add(Boundary.STEP).build()));
    }

    private static InitialState basis(int bits) {
        double[] re = new double[4];
        re[bits] = 1;
        return new InitialState.Pure(StateVector.view(2, re, new double[4]));
    }

    private static InteractionCalibration.Pulse pulse(int n, double kappa, double riseSeconds) {
        List<Integer> levels = new ArrayList<>();
        List<Double> anharmonicities = new ArrayList<>();
        List<Double> detunings = new ArrayList<>();
        for (int q = 0; q < n; q++) {
            levels.add(3);
            anharmonicities.add(-2 * Math.PI * 213e6);
            detunings.add(0.0);
        }
        return new InteractionCalibration.Pulse(
                levels, anharmonicities, detunings, kappa, Envelope.RECTANGULAR, riseSeconds, 25e-9);
    }

    private static Calibration device(int n, PulseCalibration pulse, double t1, double tPhi) {
        List<QubitCalibration> qubits = new ArrayList<>();
        for (int q = 0; q < n; q++) {
            qubits.add(transmon(q, t1 * (1 + 0.1 * q), tPhi * (1 + 0.2 * q), -213e6 - 9e6 * q));
        }
        return Calibration.of(
                qubits,
                rotation(Envelope.COSINE, 0.3, 20e-9, pulse),
                OperationCalibration.ofDuration("interaction", 25e-9).withPulse(pulse));
    }

    private static QubitCalibration transmon(int q, double t1, double tPhi, double anharmonicity) {
        return QubitCalibration.ofT1Tphi("Q" + q, t1, tPhi).withLadder(Ladder.of(3, anharmonicity));
    }

    private static OperationCalibration rotation(
            Envelope envelope, double drag, double seconds, PulseCalibration pulse) {
        return OperationCalibration.ofDuration("ry", seconds)
                .withEnvelope(envelope)
                .withPulse(pulse.withDrag(Measured.exactly(drag)));
    }

    private static NoisyEnsemble ensemble(
            Calibration device, int n, double kappa, int steps, Placement placement, NoiseSelection selection) {
        Circuit circuit =
                KickedTop.of(n, kappa).withInteraction(Interaction.EXCHANGE).circuit(steps);
        return NoiseModel.of(device, placement)
                .withSelection(selection)
                .apply(new Scheduler(new CalibratedDurations(device)).schedule(circuit));
    }

    private static SimulationResult simulate(
            NoisyEnsemble ensemble, List<Observable> observables, InitialState initial) {
        return new DensityMatrixSimulator().run(SimulationTask.of(ensemble, observables), initial);
    }

    private static JsonNode oracle(String id) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ThreeLevelTest.class.getResourceAsStream("/oracles/three_level.json"))) {
            for (JsonNode candidate : new ObjectMapper().readTree(in).get("cases")) {
                if (candidate.get("id").asText().equals(id)) {
                    return candidate;
                }
            }
        }
        throw new IllegalArgumentException("no case " + id);
    }

    @Test
    void everyPulseAndWhatItsCalibrationFoundIsTold() {
        NoisyEnsemble ensemble = ensemble(
                device(3, PulseCalibration.DEFAULT, 6e-6, 2e-6), 3, 2.5, 2, Placement.AFTER_GATE, NoiseSelection.ALL);
        Map<String, Long> counts = new TreeMap<>();
        for (DrivenPulse pulse : ensemble.pulses()) {
            counts.merge(pulse.operation(), 1L, Long::sum);
        }
        assertEquals(Map.of("ry", 3L, "interaction", 1L), counts);
    }
}
