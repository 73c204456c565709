package org.strangenoise.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Operation;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.MatrixExponential;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.YamlParser;

/** Pulses between |1> and |2>, against the exact propagator of the driven ladder and the formulas of two levels. */
class UpperTransitionTest {

    private static final double PULSE = 20e-9;

    private static Calibration device(double anharmonicity, int levels) {
        String text =
                "{ name: transmons, qubits: [ { name: A, T1: inf, Tphi: inf }, { name: B, T1: inf, Tphi: inf, levels: "
                        + levels + ", anharmonicity: " + anharmonicity + " MHz } ],"
                        + " operations: { ry: { duration: 20 ns }, rz: { duration: 0 ns } } }";
        return DeviceReader.read(YamlParser.parse(text, "transmons"), new Problems())
                .orElseThrow();
    }

    /** Populations of |1> and |2> of the second qubit, which starts in |1>. */
    private static double[] played(Calibration device, Placement placement, List<Operation> operations) {
        List<Operation> all = new ArrayList<>(operations);
        all.add(Boundary.LAYER);
        Circuit circuit = Circuit.on(2).addAll(all).build();
        var ensemble = NoiseModel.of(device, placement)
                .apply(new Scheduler(new CalibratedDurations(device)).schedule(circuit));
        InitialState start = new InitialState.Product(List.of(SpinDirection.GROUND, new SpinDirection(Math.PI, 0)));
        Observable leaked = new Observable.Leakage(1);
        Observable read = new Observable.Probabilities(false);
        SimulationTask task = SimulationTask.of(ensemble, List.of(leaked, read))
                .withOptions(SimulationOptions.defaults().withThreads(1));
        var result = SimulatorChoice.of(SimulationMethod.AUTO, task, start)
                .simulator()
                .run(task, start);
        double two = result.scalars(leaked)[1];
        return new double[] {result.series(read)[1][2] - two, two};
    }

    /** The driven ladder with its matrix elements written out, in the frame of the drive. */
    private static ComplexMatrix twin(int levels, double eta, double driven, double angle, double phase) {
        double[] re = new double[levels * levels];
        double[] im = new double[levels * levels];
        for (int n = 0; n < levels; n++) {
            re[n * levels + n] = (eta / 2 * n * (n - 1) - driven * n) * PULSE;
            if (n > 0) {
                double w = angle / Math.sqrt(2) / 2 * Math.sqrt(n);
                // (sin X + cos Y) with X = a + a+, Y = -i (a - a+): <n-1| |n> is sin - i cos.
                re[(n - 1) * levels + n] = w * Math.sin(phase);
                im[(n - 1) * levels + n] = -w * Math.cos(phase);
                re[n * levels + n - 1] = w * Math.sin(phase);
                im[n * levels + n - 1] = w * Math.cos(phase);
            }
        }
        ComplexMatrix pulse = MatrixExponential.hermitian(ComplexMatrix.of(levels, levels, re, im), 1);
        return frame(levels, driven * PULSE).times(pulse);
    }

    private static ComplexMatrix frame(int levels, double angle) {
        double[] re = new double[levels];
        double[] im = new double[levels];
        for (int n = 0; n < levels; n++) {
            re[n] = Math.cos(n * angle);
            im[n] = -Math.sin(n * angle);
        }
        return ComplexMatrix.diagonal(re, im);
    }

    /** Two pulses with a wait between them; the drive is off by some MHz, and the lower transition is met as well. */
    @ParameterizedTest
    @CsvSource({
        "-213, -213, 3, 2.0, 0.3",
        "-150, -147, 3, 1.5707963267948966, 0.7",
        "-90, -84, 4, 1.1, -2.3",
        "-213, -220, 4, 2.6, 1.9"
    })
    void pulsesAreThoseOfTheLaddersOwnPropagator(
            double anharmonicity, double driven, int levels, double angle, double phase) {
        UpperTransition upper = new UpperTransition("ry", 1, driven * 1e6);
        Calibration device = upper.on(device(anharmonicity, levels));
        double wait = 137e-9;
        List<Operation> operations = new ArrayList<>(upper.turn(angle, 0, PULSE));
        operations.add(new Delay(1, wait));
        operations.addAll(upper.turn(angle, phase, PULSE));
        double eta = 2 * Math.PI * anharmonicity * 1e6;
        double drive = 2 * Math.PI * driven * 1e6;
        double[] re = new double[levels];
        double[] im = new double[levels];
        for (int n = 0; n < levels; n++) {
            re[n] = Math.cos(eta / 2 * n * (n - 1) * wait);
            im[n] = -Math.sin(eta / 2 * n * (n - 1) * wait);
        }
        ComplexMatrix all = twin(levels, eta, drive, angle, phase)
                .times(ComplexMatrix.diagonal(re, im))
                .times(twin(levels, eta, drive, angle, 0));
        double[] expected = new double[levels];
        for (int n = 0; n < levels; n++) {
            expected[n] = all.re(n, 1) * all.re(n, 1) + all.im(n, 1) * all.im(n, 1);
        }
        double above = 1 - expected[0] - expected[1];
        assertTrue(expected[1] < 0.999, "the pulses leave |1>");
        for (Placement placement : List.of(Placement.AFTER_GATE, Placement.DURING_GATE)) {
            double[] found = played(device, placement, operations);
            assertEquals(expected[1], found[0], 1e-9, placement.toString());
            assertEquals(above, found[1], 1e-9, placement.toString());
        }
    }

    /** Far from the lower transition two levels are left: sin^2(theta/2), and (1 + cos)/2 of the phase of a Ramsey. */
    @Test
    void farFromTheLowerTransitionTwoLevelsAreLeft() {
        double anharmonicity = -40_000;
        UpperTransition upper = new UpperTransition("ry", 1, anharmonicity * 1e6);
        Calibration device = upper.on(device(anharmonicity, 3));
        for (double angle : new double[] {0.4, Math.PI / 2, Math.PI, 4}) {
            assertEquals(
                    Math.pow(Math.sin(angle / 2), 2),
                    played(device, Placement.AFTER_GATE, upper.turn(angle, 0, PULSE))[1],
                    2e-4);
        }
        double wait = 50.003e-9;
        for (double phase : new double[] {0, 0.9, 2.2}) {
            List<Operation> operations = new ArrayList<>(upper.turn(Math.PI / 2, 0, PULSE));
            operations.add(new Delay(1, wait));
            double precession = 2 * Math.PI * anharmonicity * 1e6 * (PULSE + wait);
            operations.addAll(upper.turn(Math.PI / 2, precession + phase, PULSE));
            assertEquals(
                    (1 + Math.cos(phase)) / 2, played(device, Placement.AFTER_GATE, operations)[1], 2e-3, "" + phase);
        }
    }

    @Test
    void whatHasNoUpperTransitionIsRefused() {
        UpperTransition upper = new UpperTransition("ry", 0, -200e6);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> upper.on(device(-200, 3)))
                .getMessage()
                .contains("qubit A of the device `transmons` must have more than two `levels`"));
        UpperTransition rx = new UpperTransition("rx", 1, -200e6);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> rx.on(device(-200, 3)))
                .getMessage()
                .contains("must have rx among its operations"));
        assertThrows(IllegalArgumentException.class, () -> new UpperTransition("ry", 0, 0));
    }
}
