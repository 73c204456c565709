package org.strangenoise.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.Measured;
import org.strangenoise.schedule.RandomCircuits;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.schedule.Scheduler.Policy;
import org.strangenoise.simulate.DensityMatrixSimulator;
import org.strangenoise.simulate.LindbladSimulator;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.Simulator;
import org.strangenoise.simulate.StateVectorSimulator;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** Textbook pulse sequences whose outcome under noise is known in closed form. */
class SequencePhysicsTest {

    private static final double NS = 1e-9;
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final Observable BLOCH = new Observable.BlochVector(0);

    /**
     * Ramsey of qubit 0 beside a neighbour in |0>, then in |1> (ZZ): the phase is +- 2 pi zz t / 2. The neighbour's
     * operations have other lengths, so the segment's schedule is ragged.
     */
    @ParameterizedTest
    @CsvSource({"AFTER_GATE, false", "AFTER_GATE, true", "DURING_GATE, false", "DURING_GATE, true"})
    void crosstalkTurnsByTheNeighboursState(Placement placement, boolean excited) {
        double zz = 1.7e6;
        Calibration device = device(INFINITE, INFINITE, INFINITE)
                .withCrosstalk(
                        List.of(new Crosstalk(1, 0, Measured.exactly(zz)), new Crosstalk(1, 2, Measured.exactly(zz))));
        List<Operation> sequence = new ArrayList<>();
        if (excited) {
            sequence.add(Gates.x(1));
        }
        // z rotations of any length leave the neighbour's state, and cut the time of qubit 0 into unequal pieces.
        sequence.addAll(List.of(
                half(0),
                new Delay(0, 31 * NS),
                Gates.rz(0.4, 1),
                new Delay(1, 7 * NS),
                Gates.rz(1.4, 1),
                Gates.rz(0.9, 2),
                new Delay(0, 60 * NS)));
        SimulationResult result = run(device, placement, 3, sequence);
        double phase = (excited ? -1 : 1) * 2 * Math.PI * zz * 91 * NS / 2;
        double[] bloch = result.series(BLOCH)[1];
        assertEquals(Math.cos(phase), bloch[0], 1e-12);
        assertEquals(Math.sin(phase), bloch[1], 1e-12);
        assertEquals(0, bloch[2], 1e-12);
    }

    /**
     * Two turns that end at the same time by sums of other order, beside a gate of no duration: the last bit of a time
     * must not decide whether crosstalk comes before or after the second turn.
     */
    @ParameterizedTest
    @CsvSource({"AFTER_GATE, ASAP", "AFTER_GATE, ALAP", "DURING_GATE, ASAP", "DURING_GATE, ALAP"})
    void theRoundingOfTimesDecidesNothing(Placement placement, Policy policy) {
        Calibration device =
                device(3e-6, 2e-6, INFINITE).withCrosstalk(List.of(new Crosstalk(0, 1, Measured.exactly(3e6))));
        double wait = 37.1 * NS + 37.1 * NS + 37.1 * NS;
        List<double[]> found = new ArrayList<>();
        for (double seconds : new double[] {Math.nextDown(wait), wait, Math.nextUp(wait), 3 * 37.1 * NS}) {
            List<Operation> sequence = List.of(
                    new Delay(0, 37.1 * NS),
                    new Delay(0, 37.1 * NS),
                    new Delay(0, 37.1 * NS),
                    new Delay(1, seconds),
                    Gates.ry(0.7, 0),
                    Gates.ry(1.9, 1),
                    Gates.rz(0, 0),
                    Gates.ry(1.1, 0),
                    Boundary.STEP);
            ScheduledCircuit scheduled = new Scheduler(
                            operation -> operation instanceof UnitaryOperation gate
                                            && gate.name().equals("rz")
                                    ? 0
                                    : 5 * NS,
                            policy)
                    .schedule(Circuit.on(2).addAll(sequence).build());
            SimulationTask task =
                    SimulationTask.of(NoiseModel.of(device, placement).apply(scheduled), List.of(BLOCH));
            SimulationResult result = new LindbladSimulator().run(task, InitialState.ground(2));
            double[] bloch = result.series(BLOCH)[1];
            found.add(bloch);
            assertArrayEquals(found.get(0), bloch, 1e-12, seconds + " s");
        }
    }

    /** Free decay under a detuning that is fixed during a run and normally distributed between runs. */
    @ParameterizedTest
    @EnumSource(value = Placement.class, mode = Mode.EXCLUDE, names = "NONE")
    void quasiStaticRamsey(Placement placement) {
        double quasiStatic = 400 * NS;
        Calibration device = device(3e-6, 2e-6, quasiStatic);
        for (double time : new double[] {50 * NS, 200 * NS, 400 * NS, 800 * NS, 1600 * NS, 2300 * NS}) {
            SimulationResult result = run(device, placement, 1, List.of(half(0), new Delay(0, time)));
            double expected = Math.exp(-time / 2e-6 - Math.pow(time / quasiStatic, 2));
            assertEquals(expected, result.series(BLOCH)[1][0], 1e-6, "after " + time);
            assertEquals(0, result.series(BLOCH)[1][1], 1e-12);
        }
    }

    /** A pi pulse in the middle undoes what the detuning did, and nothing of the rest. */
    @ParameterizedTest
    @EnumSource(value = Placement.class, mode = Mode.EXCLUDE, names = "NONE")
    void echoRefocusesQuasiStaticNoise(Placement placement) {
        Calibration device = device(3e-6, 2e-6, 100 * NS);
        SimulationResult result =
                run(device, placement, 1, List.of(half(0), new Delay(0, 300 * NS), Gates.x(0), new Delay(0, 300 * NS)));
        assertEquals(Math.exp(-600 * NS / 2e-6), result.series(BLOCH)[1][0], 1e-12);
    }

    /** Beyond the quadrature's qubits the detunings are sampled: the average is right within its statistical error. */
    @ParameterizedTest
    @CsvSource({"1", "2"})
    void sampledDetunings(long seed) {
        Calibration device = device(INFINITE, INFINITE, 300 * NS);
        int samples = 2000;
        NoiseModel model =
                NoiseModel.of(device, Placement.AFTER_GATE).withDetunings(new DetuningAverage(9, 0, samples, seed));
        SimulationResult result = run(new DensityMatrixSimulator(), model, 1, List.of(half(0), new Delay(0, 250 * NS)));
        double x = Math.pow(250.0 / 300, 2);
        double expected = Math.exp(-x);
        // Variance of cos(phase) for a normal phase of variance 2x; five deviations: wrong once in 10^6 seeds.
        double deviation = Math.sqrt(((1 + Math.exp(-4 * x)) / 2 - Math.exp(-2 * x)) / samples);
        double found = result.series(BLOCH)[1][0];
        assertEquals(expected, found, 5 * deviation);
        assertTrue(Math.abs(expected - found) > 1e-9, "samples, not a quadrature");
    }

    /** Whatever the policy and the placement, the gates of a quiet device make up the program's unitary. */
    @ParameterizedTest
    @CsvSource({"AFTER_GATE, ASAP", "AFTER_GATE, ALAP", "DURING_GATE, ASAP", "DURING_GATE, ALAP", "NONE, ALAP"})
    void withoutNoiseEveryScheduleIsTheProgram(Placement placement, Policy policy) {
        List<Observable> observables = List.of(
                BLOCH, new Observable.BlochVector(1), new Observable.BlochVector(2), new Observable.BlochVector(3));
        Calibration quiet = Calibration.uniform(4, INFINITE, INFINITE);
        for (long seed = 0; seed < 12; seed++) {
            Circuit circuit = Circuit.on(4)
                    .addAll(RandomCircuits.operations(4, 25, seed))
                    .add(Boundary.STEP)
                    .build();
            ScheduledCircuit timed = new Scheduler(RandomCircuits::seconds, policy).schedule(circuit);
            ScheduledCircuit untimed = new Scheduler(o -> 0).schedule(withoutDelays(circuit));
            NoisyEnsemble program = NoiseModel.of(quiet, Placement.NONE).apply(untimed);
            NoisyEnsemble scheduled = NoiseModel.of(quiet, placement).apply(timed);
            InitialState start = InitialState.coherent(4, 1.1, 0.4);
            SimulationResult expected = new StateVectorSimulator().run(SimulationTask.of(program, observables), start);
            SimulationResult found = new LindbladSimulator().run(SimulationTask.of(scheduled, observables), start);
            for (Observable observable : observables) {
                for (int k = 0; k < 3; k++) {
                    assertEquals(expected.series(observable)[1][k], found.series(observable)[1][k], 1e-11);
                }
            }
        }
    }

    private static Circuit withoutDelays(Circuit circuit) {
        return Circuit.on(circuit.qubits())
                .addAll(circuit.operations().stream()
                        .filter(o -> !(o instanceof Delay))
                        .toList())
                .build();
    }

    /** Qubit 0 as stated, two quiet neighbours; instantaneous pulses. */
    private static Calibration device(double t1, double t2, double quasiStatic) {
        List<QubitCalibration> qubits = new ArrayList<>();
        qubits.add(QubitCalibration.ofT1T2("Q0", t1, t2).withQuasiStaticT(Measured.exactly(quasiStatic)));
        qubits.add(QubitCalibration.ofT1T2("Q1", INFINITE, INFINITE));
        qubits.add(QubitCalibration.ofT1T2("Q2", INFINITE, INFINITE));
        return Calibration.of(
                qubits,
                OperationCalibration.ofDuration("ry", 0),
                OperationCalibration.ofDuration("x", 0),
                OperationCalibration.ofDuration("rz", 13 * NS));
    }

    /** |0> to (|0> + |1>) / sqrt 2. */
    private static Operation half(int qubit) {
        return Gates.ry(Math.PI / 2, qubit);
    }

    private static SimulationResult run(Calibration device, Placement placement, int qubits, List<Operation> sequence) {
        return run(new LindbladSimulator(), NoiseModel.of(device, placement), qubits, sequence);
    }

    private static SimulationResult run(Simulator simulator, NoiseModel model, int qubits, List<Operation> sequence) {
        Circuit circuit = Circuit.on(qubits).addAll(sequence).add(Boundary.STEP).build();
        NoisyEnsemble ensemble =
                model.apply(new Scheduler(new CalibratedDurations(model.calibration())).schedule(circuit));
        return simulator.run(SimulationTask.of(ensemble, List.of(BLOCH)), InitialState.ground(qubits));
    }
}
