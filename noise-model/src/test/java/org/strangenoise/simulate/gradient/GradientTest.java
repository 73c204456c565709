package org.strangenoise.simulate.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Gates;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.DeviceParameter;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoiseSelection;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.Placement;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** Derivatives and switched noise against whole runs, on three unequal qubits of which one idles at times. */
class GradientTest {

    private static final InitialState START = InitialState.coherent(3, 0.9, -0.7);

    private static final List<Observable> OBSERVABLES = List.of(
            new Observable.Fidelity(),
            new Observable.Purity(),
            new Observable.MicrocanonicalOverlap(),
            new Observable.HilbertAngle());

    /** Two turns end together in the first layer: a little more of one duration reorders what happens then. */
    private static final Circuit CIRCUIT = Circuit.on(3)
            .add(Gates.ry(0.8, 0))
            .add(Gates.rx(0.5, 2))
            .add(Gates.cnot(0, 1))
            .add(Boundary.LAYER)
            .add(Gates.rzz(0.6, 1, 2))
            .add(Gates.ry(-1.3, 2))
            .add(Boundary.LAYER)
            .build();

    @TempDir
    Path folder;

    private Calibration device;

    @BeforeEach
    void read() throws IOException {
        device = DeviceReader.read(Files.writeString(folder.resolve("device.yaml"), """
                name: unequal
                qubits:
                  - { name: A, T1: 3 us, T2: 1.1 us, quasi-static-T: 4 us }
                  - { name: B, T1: 5 us, Tphi: 2.3 us, excited-population: 0.04 }
                  - { name: C, T1: 4.1 us, T2: 1.9 us }
                operations:
                  rx: { duration: 20 ns }
                  ry: { duration: 20 ns }
                  cnot: { duration: 60 ns }
                  rzz: { duration: 45 ns }
                """));
    }

    private static ScheduledCircuit scheduled(Calibration of) {
        return new Scheduler(new CalibratedDurations(of), Scheduler.Policy.ASAP).schedule(CIRCUIT);
    }

    private static NoisyCircuit ideal(NoiseModel model) {
        return model.withPlacement(Placement.NONE)
                .apply(scheduled(model.calibration()))
                .members()
                .get(0)
                .circuit();
    }

    private static double[] series(NoiseModel model, Observable observable) {
        SimulationTask task = new SimulationTask(
                model.apply(scheduled(model.calibration())),
                List.of(observable),
                Optional.of(ideal(model)),
                SimulationOptions.defaults());
        return SimulatorChoice.of(SimulationMethod.AUTO, task, START)
                .simulator()
                .run(task, START)
                .scalars(observable);
    }

    private static Variation variation(NoiseModel model, DeviceParameter parameter) {
        double value = parameter.get(model.calibration()).value();
        return new Variation(value, Variation.Domain.NON_NEGATIVE, 0, Double.POSITIVE_INFINITY, v -> {
            NoiseModel varied = model.withCalibration(parameter.set(model.calibration(), v));
            return new Variation.Circuits(varied.apply(scheduled(varied.calibration())), ideal(varied));
        });
    }

    @Test
    void bothPassesAgreeWithDifferencesOfRuns() {
        for (Placement placement : List.of(Placement.AFTER_GATE, Placement.DURING_GATE)) {
            NoiseModel free = NoiseModel.of(device, placement);
            NoiseModel model = free.withDetunings(free.fixedAverage(scheduled(device)));
            for (String address : List.of(
                    "device.qubits.A.T1",
                    "device.qubits.A.quasi-static-T",
                    "device.qubits.B.Tphi",
                    "device.qubits.C.T1",
                    "device.operations.rx.duration",
                    "device.operations.ry.duration",
                    "device.operations.rzz.duration")) {
                DeviceParameter parameter = DeviceParameter.resolve(device, address);
                double value = parameter.get(device).value();
                double step = 1e-3 * value;
                Neighbours neighbours = Neighbours.of(variation(model, parameter));
                TangentPass tangent =
                        TangentPass.of(model.apply(scheduled(device)), ideal(model), START, List.of(neighbours));
                for (Observable observable : OBSERVABLES) {
                    double[] up = series(model.withCalibration(parameter.set(device, value + step)), observable);
                    double[] down = series(model.withCalibration(parameter.set(device, value - step)), observable);
                    double[] here = series(model, observable);
                    for (int point = 0; point <= 2; point++) {
                        double difference = (up[point] - down[point]) / (2 * step);
                        Slopes.Slope forward = tangent.slope(observable, point);
                        AdjointPass backward =
                                AdjointPass.of(model.apply(scheduled(device)), ideal(model), START, observable, point);
                        String what = address + " " + observable + " at " + point;
                        // An overlap is a sum of roots of eigenvalues; of a pure state all but one are rounding.
                        double within = observable instanceof Observable.MicrocanonicalOverlap ? 2e-8 : 1e-9;
                        assertEquals(here[point], forward.value(), within, what);
                        assertEquals(here[point], backward.value(), within, what);
                        assertEquals(value * difference, value * forward.derivatives()[0], 2e-6, what);
                        assertEquals(
                                value * forward.derivatives()[0], value * backward.derivative(neighbours), 1e-11, what);
                    }
                }
            }
        }
    }

    /**
     * At scale 0 nothing is detuned; beside it detunings go either way, and their average has no slope. With T1, T2 and
     * detunings of several qubits, against one-sided differences of runs.
     */
    @Test
    void theScaleOfNoiseHasItsSlopeAtZero() throws IOException {
        Calibration slow = DeviceReader.read(Files.writeString(folder.resolve("slow.yaml"), """
                name: slow
                qubits:
                  - { name: A, T1: 30 us, T2: 11 us, quasi-static-T: 0.4 us }
                  - { name: B, T1: 50 us, Tphi: 23 us, quasi-static-T: 0.7 us }
                  - { name: C, T1: 41 us, T2: 19 us }
                operations:
                  rx: { duration: 20 ns }
                  ry: { duration: 20 ns }
                  cnot: { duration: 60 ns }
                  rzz: { duration: 45 ns }
                """));
        for (Placement placement : List.of(Placement.AFTER_GATE, Placement.DURING_GATE)) {
            NoiseModel free = NoiseModel.of(slow, placement);
            NoiseModel model = free.withDetunings(free.fixedAverage(scheduled(slow)));
            NoiseModel none = model.withScale(0);
            Variation scale = new Variation(0, Variation.Domain.FACTOR, 0, Double.POSITIVE_INFINITY, v -> {
                NoiseModel varied = model.withScale(v);
                return new Variation.Circuits(varied.apply(scheduled(slow)), ideal(varied));
            });
            // T1 has no slope there either, and its circuits are single.
            Neighbours t1 = Neighbours.of(variation(none, DeviceParameter.resolve(slow, "device.qubits.A.T1")));
            Neighbours neighbours = Neighbours.of(scale);
            TangentPass tangent =
                    TangentPass.of(none.apply(scheduled(slow)), ideal(none), START, List.of(t1, neighbours));
            // An angle to the ideal state has no slope where it is 0.
            for (Observable observable : List.of(new Observable.Fidelity(), new Observable.Purity())) {
                double step = 2e-3;
                double[] here = series(none, observable);
                double[] one = series(model.withScale(step), observable);
                double[] two = series(model.withScale(2 * step), observable);
                double[] three = series(model.withScale(3 * step), observable);
                for (int point = 1; point <= 2; point++) {
                    double difference =
                            (-11 * here[point] + 18 * one[point] - 9 * two[point] + 2 * three[point]) / (6 * step);
                    AdjointPass backward =
                            AdjointPass.of(none.apply(scheduled(slow)), ideal(none), START, observable, point);
                    String what = placement + " " + observable + " at " + point;
                    Slopes.Slope forward = tangent.slope(observable, point);
                    assertEquals(difference, forward.derivatives()[1], 1e-7, what);
                    assertEquals(0, forward.derivatives()[0], 1e-3, what);
                    assertEquals(forward.derivatives()[1], backward.derivative(neighbours), 1e-10, what);
                    assertTrue(difference < -1e-3, what + " " + difference);
                }
            }
        }
    }

    /** Switch 0: T1 of qubit 1. Switch 1: Tphi anywhere. All else is always on. */
    private static final class TwoSwitches implements NoiseSwitches {
        @Override
        public int indexOf(String mechanism, int qubit, String operation, int step) {
            if (mechanism.equals("T1") && qubit == 1) {
                return 0;
            }
            return mechanism.equals("Tphi") ? 1 : -1;
        }

        @Override
        public NoiseSelection selection(boolean[] on) {
            return (mechanism, qubit, operation, step) -> {
                int index = indexOf(mechanism, qubit, operation, step);
                return index < 0 || on[index];
            };
        }
    }

    @Test
    void everyCombinationOfSwitchesIsARunOfItsOwn() {
        NoiseModel free = NoiseModel.of(device, Placement.AFTER_GATE);
        NoiseModel model = free.withDetunings(free.fixedAverage(scheduled(device)));
        TwoSwitches switches = new TwoSwitches();
        List<boolean[]> combinations = List.of(
                new boolean[] {false, false}, new boolean[] {true, false}, new boolean[] {false, true}, new boolean[] {
                    true, true
                });
        for (Observable observable : OBSERVABLES) {
            double[][] together = SwitchedCircuit.of(
                            switches, model, scheduled(device), ideal(model), START, observable)
                    .series(combinations);
            for (int k = 0; k < together.length; k++) {
                assertArrayEquals(
                        series(model.withSelection(switches.selection(combinations.get(k))), observable),
                        together[k],
                        1e-9,
                        observable + " " + k);
            }
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> SwitchedCircuit.of(
                        switches,
                        model.withPlacement(Placement.DURING_GATE),
                        scheduled(device),
                        ideal(model),
                        START,
                        new Observable.Purity()));
    }
}
