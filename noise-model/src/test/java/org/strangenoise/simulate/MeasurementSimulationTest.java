package org.strangenoise.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Condition;
import org.strangenoise.circuit.Conditional;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

class MeasurementSimulationTest {

    private static final double US = 1e-6;
    private static final SimulationOptions OPTIONS = SimulationOptions.defaults();

    /** Unequal qubits, T2 well below 2 T1, readout errors of both kinds. */
    private static Calibration device(double measurement) {
        double[][] values = {
            {20, 12, 0.02, 0.05}, {30, 25, 0.01, 0.03}, {15, 20, 0.03, 0.04}, {25, 10, 0.015, 0.02}, {40, 22, 0, 0.01}
        };
        List<QubitCalibration> qubits = new ArrayList<>();
        for (int q = 0; q < values.length; q++) {
            double[] v = values[q];
            qubits.add(QubitCalibration.ofT1T2("Q" + q, v[0] * US, v[1] * US)
                    .withReadout(new ReadoutError(Measured.exactly(v[2]), Measured.exactly(v[3]))));
        }
        return Calibration.of(
                qubits,
                OperationCalibration.ofDuration("x", 0.02 * US),
                OperationCalibration.ofDuration("h", 0.02 * US),
                OperationCalibration.ofDuration("ry", 0.03 * US),
                OperationCalibration.ofDuration("rz", 0),
                OperationCalibration.ofDuration("z", 0),
                OperationCalibration.ofDuration("cnot", 0.06 * US),
                OperationCalibration.ofDuration("reset", 0.5 * US),
                OperationCalibration.ofDuration("measurement", measurement));
    }

    private static NoisyEnsemble noisy(Circuit circuit, Calibration device, Placement placement) {
        return NoiseModel.of(device, placement).apply(new Scheduler(new CalibratedDurations(device)).schedule(circuit));
    }

    private static RecordedBits bits(Circuit circuit, Calibration device) {
        NoisyEnsemble noisy = noisy(circuit, device, Placement.AFTER_GATE);
        return MeasurementSimulation.bits(noisy, InitialState.ground(circuit.qubits()), OPTIONS);
    }

    private static Operation iff(int bit, Operation... then) {
        return new Conditional(new Condition.Bit(bit), List.of(then));
    }

    static Circuit teleportation() {
        return Circuit.on(3)
                .bits("c", 2)
                .add(Gates.ry(0.7, 0))
                .add(Gates.rz(0.3, 0))
                .add(Gates.h(1))
                .add(Gates.cnot(1, 2))
                .add(Gates.cnot(0, 1))
                .add(Gates.h(0))
                .add(new Measurement(0, 0))
                .add(new Measurement(1, 1))
                .add(iff(1, Gates.x(2)))
                .add(iff(0, Gates.z(2)))
                .build();
    }

    /** Values of an independent numpy program, with the rule of this project. */
    @Test
    void teleportsAsAnIndependentProgramSays() {
        RecordedBits bits = bits(teleportation(), device(0.6 * US));
        assertEquals("density-matrix", bits.method());
        assertEquals(0.2638849602439898, bits.probability("00"), 1e-12);
        assertEquals(0.2515798073334908, bits.probability("10"), 1e-12);
        assertEquals(0.2480510183955681, bits.probability("01"), 1e-12);
        assertEquals(0.23648421402695124, bits.probability("11"), 1e-12);
        Observable bloch = new Observable.BlochVector(2);
        SimulationTask task =
                SimulationTask.of(noisy(teleportation(), device(0.6 * US), Placement.AFTER_GATE), List.of(bloch));
        double[][] exact =
                new DensityMatrixSimulator().run(task, InitialState.ground(3)).series(bloch);
        double[] expected = {0.5428905190450901, 0.16089617407050402, 0.6994334983485231};
        assertArrayEquals(expected, exact[exact.length - 1], 1e-12);
        SimulationTask many = task.withOptions(OPTIONS.withTrajectories(20_000));
        SimulationResult sampled = new TrajectorySimulator().run(many, InitialState.ground(3));
        double[][] errors = sampled.standardErrors().orElseThrow().get(bloch);
        double[][] means = sampled.series(bloch);
        for (int k = 0; k < 3; k++) {
            double error = errors[errors.length - 1][k];
            assertTrue(error > 1e-4 && error < 0.02);
            assertEquals(expected[k], means[means.length - 1][k], 5 * error);
        }
    }

    @Test
    void measuresTwiceAsAnIndependentProgramSays() {
        Circuit circuit = Circuit.on(1)
                .bits("c", 2)
                .add(Gates.x(0))
                .add(new Measurement(0, 0))
                .add(new Delay(0, 10 * US))
                .add(new Measurement(0, 1))
                .build();
        Map<String, Double> expected = Map.of(
                "00", 0.02310959302573921,
                "10", 0.027819942129222012,
                "01", 0.42086337845180505,
                "11", 0.5282070863932338);
        RecordedBits bits = bits(circuit, device(US));
        expected.forEach((text, p) -> assertEquals(p, bits.probability(text), 1e-12, text));
    }

    @Test
    void goesEitherWayAsAnIndependentProgramSays() {
        Circuit circuit = Circuit.on(2)
                .bits("c", 1)
                .add(Gates.ry(1.9, 0))
                .add(Gates.ry(0.6, 1))
                .add(new Measurement(0, 0))
                .add(new Conditional(
                        new Condition.Not(new Condition.Bit(0)), List.of(Gates.ry(0.4, 1)), List.of(Gates.ry(1.1, 1))))
                .build();
        RecordedBits bits = bits(circuit, device(0.8 * US));
        assertEquals(0.3655926539814967, bits.probability("0"), 1e-12);
        Observable bloch = new Observable.BlochVector(1);
        double[][] series = new DensityMatrixSimulator()
                .run(
                        SimulationTask.of(noisy(circuit, device(0.8 * US), Placement.AFTER_GATE), List.of(bloch)),
                        InitialState.ground(2))
                .series(bloch);
        double[] expected = {0.9274999400416271, 0, 0.1326847348560516};
        assertArrayEquals(expected, series[series.length - 1], 1e-12);
    }

    private static Operation iff(int bit, List<Operation> then, List<Operation> otherwise) {
        return new Conditional(new Condition.Bit(bit), then, otherwise);
    }

    private static void requireCertain(String bits, Circuit circuit) {
        NoisyEnsemble ideal = noisy(circuit, device(0.8 * US), Placement.NONE);
        InitialState ground = InitialState.ground(circuit.qubits());
        for (SimulationMethod method : List.of(SimulationMethod.AUTO, SimulationMethod.TRAJECTORIES)) {
            RecordedBits found = MeasurementSimulation.bits(ideal, ground, OPTIONS.withTrajectories(10), method);
            assertEquals(1, found.probability(bits), 1e-12, found.toString());
        }
    }

    /** The bit is written on both ways, on the one gone later: what follows waits for that. */
    @Test
    void aConditionWaitsForTheSlowerWay() {
        requireCertain(
                "111",
                Circuit.on(2)
                        .bits("c", 3)
                        .add(Gates.x(0))
                        .add(new Measurement(0, 1))
                        .add(iff(
                                1,
                                List.of(new Delay(0, 3 * US), new Measurement(0, 0)),
                                List.of(new Measurement(0, 0))))
                        .add(iff(0, Gates.x(1)))
                        .add(new Measurement(1, 2))
                        .build());
    }

    /** A way reads what was there before the block, whatever the other way would measure. */
    @Test
    void waysDoNotReadEachOther() {
        requireCertain(
                "101",
                Circuit.on(2)
                        .bits("c", 3)
                        .add(Gates.x(0))
                        .add(new Measurement(0, 0))
                        .add(iff(
                                1,
                                List.of(new Measurement(1, 0)),
                                List.of(new Delay(1, 3 * US), iff(0, Gates.x(1)), new Measurement(1, 2))))
                        .build());
    }

    /** The measurement not made comes before, in time, the one whose bit it repeats. */
    @Test
    void aSkippedMeasurementRepeatsALaterOne() {
        requireCertain(
                "11",
                Circuit.on(3)
                        .bits("c", 2)
                        .add(Gates.x(1))
                        .add(new Measurement(2, 0))
                        .add(iff(
                                0,
                                List.of(new Delay(1, US), new Measurement(2, 0)),
                                List.of(new Delay(1, US), new Measurement(1, 0))))
                        .add(iff(0, List.of(new Measurement(1, 1)), List.of(new Measurement(0, 0))))
                        .build());
        requireCertain(
                "11",
                Circuit.on(3)
                        .bits("c", 2)
                        .add(Gates.x(1))
                        .add(new Measurement(2, 0))
                        .add(new Conditional(
                                new Condition.Not(new Condition.Bit(0)),
                                List.of(new Delay(1, US), new Measurement(1, 0)),
                                List.of(new Measurement(1, 0))))
                        .add(iff(0, List.of(new Measurement(1, 1)), List.of(new Measurement(0, 0))))
                        .build());
    }

    /** N small rotations with a measurement after each: cos^2N(theta/2N) that none says 1. */
    @Test
    void frequentMeasurementHoldsAQubit() {
        double theta = 2.3;
        for (int n : new int[] {1, 2, 5, 9}) {
            Circuit.Builder circuit = Circuit.on(1).bits("c", n);
            for (int k = 0; k < n; k++) {
                circuit.add(Gates.ry(theta / n, 0)).add(new Measurement(0, k));
            }
            NoisyEnsemble ideal = noisy(circuit.build(), device(0), Placement.NONE);
            RecordedBits bits = MeasurementSimulation.bits(ideal, InitialState.ground(1), OPTIONS);
            double expected = Math.pow(Math.cos(theta / (2 * n)), 2 * n);
            assertEquals(expected, bits.probability("0".repeat(n)), 1e-12);
        }
    }

    /** A decaying qubit read three times: it lives until the k-th reading with exp(-k t/T1), each reading may err. */
    @Test
    void repeatedMeasurementOfADecayingQubit() {
        double t = 7 * US;
        double measurement = 1.1 * US;
        Circuit circuit = Circuit.on(1)
                .bits("c", 3)
                .add(Gates.x(0))
                .add(new Measurement(0, 0))
                .add(new Delay(0, t))
                .add(new Measurement(0, 1))
                .add(new Delay(0, t))
                .add(new Measurement(0, 2))
                .build();
        double first = Math.exp(-0.02 / 20);
        double stays = Math.exp(-(t + measurement) / (20 * US));
        double[] alive = {1 - first, first * (1 - stays), first * stays * (1 - stays), first * stays * stays};
        RecordedBits bits = bits(circuit, device(measurement));
        for (int value = 0; value < 8; value++) {
            double expected = 0;
            for (int lives = 0; lives < 4; lives++) {
                double p = alive[lives];
                for (int k = 0; k < 3; k++) {
                    double one = k < lives ? 1 - 0.05 : 0.02;
                    p *= (value >> k & 1) == 1 ? one : 1 - one;
                }
                expected += p;
            }
            String text = Integer.toBinaryString(8 + value).substring(1);
            assertEquals(expected, bits.probability(text), 1e-12, text);
        }
    }

    /**
     * The receiver decays while the answer is on its way, half of the times as X psi: with a = cos^2(theta/2), b = 1 -
     * a and g = 1 - exp(-t/T1) the fidelity is ((a^2 + b^2)(2 - g) + 2 g a b)/2 + 2 a b sqrt(1 - g).
     */
    @Test
    void teleportationUnderRelaxation() {
        double wait = 6 * US;
        double t1 = 15 * US;
        List<QubitCalibration> qubits = List.of(
                QubitCalibration.ofT1T2("Q0", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
                QubitCalibration.ofT1T2("Q1", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
                QubitCalibration.ofT1T2("Q2", t1, 2 * t1));
        Calibration device = device(0);
        for (String gate : List.of("x", "h", "ry", "cnot")) {
            device = device.withOperation(OperationCalibration.ofDuration(gate, 0));
        }
        List<QubitCalibration> rest = device.qubits().subList(3, 5);
        List<QubitCalibration> all = new ArrayList<>(qubits);
        all.addAll(rest);
        device = device.withQubits(all).withClassicalControl(wait);
        double[][] bloch = {new double[3]};
        Observable vector = new Observable.BlochVector(2);
        double[][] series = new DensityMatrixSimulator()
                .run(
                        SimulationTask.of(noisy(teleportation(), device, Placement.AFTER_GATE), List.of(vector)),
                        InitialState.ground(3))
                .series(vector);
        bloch[0] = series[series.length - 1];
        // The signs of z rotations are those of exp(-i phi Z/2).
        double[] sent = {Math.sin(0.7) * Math.cos(0.3), Math.sin(0.7) * Math.sin(0.3), Math.cos(0.7)};
        double fidelity = (1 + sent[0] * bloch[0][0] + sent[1] * bloch[0][1] + sent[2] * bloch[0][2]) / 2;
        double a = Math.cos(0.35) * Math.cos(0.35);
        double b = 1 - a;
        double g = 1 - Math.exp(-wait / t1);
        assertEquals(((a * a + b * b) * (2 - g) + 2 * g * a * b) / 2 + 2 * a * b * Math.sqrt(1 - g), fidelity, 1e-12);
    }

    @Test
    void sampledBitsAgreeWithExactOnesAtAnyThreadCount() {
        NoisyEnsemble noisy = noisy(teleportation(), device(0.6 * US), Placement.AFTER_GATE);
        InitialState ground = InitialState.ground(3);
        RecordedBits exact = MeasurementSimulation.bits(noisy, ground, OPTIONS);
        SimulationOptions many = OPTIONS.withTrajectories(20_000).withSeed(5);
        RecordedBits sampled =
                MeasurementSimulation.bits(noisy, ground, many.withThreads(1), SimulationMethod.TRAJECTORIES);
        exact.probabilities().forEach((text, p) -> {
            double error = sampled.standardErrors().orElseThrow().get(text);
            assertTrue(error > 1e-3 && error < 5e-3);
            assertEquals(p, sampled.probability(text), 5 * error);
        });
        for (int threads : new int[] {2, 3, 5}) {
            RecordedBits again =
                    MeasurementSimulation.bits(noisy, ground, many.withThreads(threads), SimulationMethod.TRAJECTORIES);
            assertEquals(sampled, again);
            assertEquals(
                    exact.counts(1000, 9),
                    MeasurementSimulation.bits(noisy, ground, many.withThreads(threads))
                            .counts(1000, 9));
        }
        assertEquals(
                1000, exact.counts(1000, 9).values().stream().mapToInt(n -> n).sum());
    }

    /** Half of a Bell pair is read with errors: what the bit says of the other half. */
    @Test
    void statesConditionedOnBits() {
        Circuit circuit = Circuit.on(2)
                .bits("c", 1)
                .add(Gates.h(0))
                .add(Gates.cnot(0, 1))
                .add(new Measurement(0, 0))
                .add(Gates.x(0))
                .build();
        Calibration device = device(0);
        for (String gate : List.of("x", "h", "cnot")) {
            device = device.withOperation(OperationCalibration.ofDuration(gate, 0));
        }
        List<MeasurementSimulation.ConditionedState> states = MeasurementSimulation.conditionedStates(
                noisy(circuit, device, Placement.AFTER_GATE), InitialState.ground(2), 1, OPTIONS);
        assertEquals(List.of("0", "1"), states.stream().map(s -> s.bits()).toList());
        double zero = 0.98 / 2 + 0.05 / 2;
        assertEquals(zero, states.get(0).probability(), 1e-12);
        assertEquals(1 - zero, states.get(1).probability(), 1e-12);
        // Qubit 0 has been flipped: 00 has become index 1, 11 index 2.
        double[] expected = {0, 0.98 / 2 / zero, 0.05 / 2 / zero, 0};
        for (int k = 0; k < 4; k++) {
            assertEquals(expected[k], states.get(0).state().matrix().re(k, k), 1e-12);
        }
    }

    /** The clock waits for classical control, once after the last bit is known. */
    @Test
    void classicalControlTakesItsTime() {
        Circuit circuit = Circuit.on(2)
                .bits("c", 2)
                .add(new Measurement(1, 1))
                .add(Gates.x(0))
                .add(iff(1, Gates.x(0)))
                .add(new Measurement(0, 0))
                .build();
        for (double control : new double[] {0, 0.3 * US, 2 * US}) {
            Calibration device = device(0.6 * US).withClassicalControl(control);
            RecordedBits bits = bits(circuit, device);
            double alive = Math.exp(-(0.6 * US + control + 0.02 * US) / (20 * US));
            // Where the bit says 0, which it does with 0.99, nothing flips the qubit back, but its time passes.
            assertEquals(0.99 * (0.95 * alive + 0.02 * (1 - alive)), bits.probability("01"), 1e-12);
        }
    }

    @Test
    void tooManyHistoriesAreToldAndSampled() {
        Circuit.Builder circuit = Circuit.on(2).bits("c", 6);
        for (int k = 0; k < 6; k++) {
            circuit.add(Gates.h(k % 2)).add(new Measurement(k % 2, k));
        }
        NoisyEnsemble noisy = noisy(circuit.build(), device(0.5 * US), Placement.AFTER_GATE);
        assertTrue(MeasurementSimulation.exactRefusal(noisy, OPTIONS).isEmpty());
        SimulationOptions little = OPTIONS.withMemoryLimit(1000).withTrajectories(50);
        String why = MeasurementSimulation.exactRefusal(noisy, little).orElseThrow();
        assertTrue(why.contains("more histories") && why.contains("1000 bytes"), why);
        assertEquals(
                "trajectories",
                MeasurementSimulation.bits(noisy, InitialState.ground(2), little)
                        .method());
    }
}
