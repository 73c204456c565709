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
}
