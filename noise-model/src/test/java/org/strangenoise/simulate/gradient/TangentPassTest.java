package org.strangenoise.simulate.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Generator;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.DeviceParameter;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.math.Measured;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.noise.DetuningAverage;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyEnsemble;
import org.strangenoise.noise.Placement;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/** Many members side by side, in groups and slices of them, against the adjoint pass, which takes one after another. */
class TangentPassTest {

    private static final double NS = 1e-9;

    /** Unequal qubits, some of them detuned from run to run. */
    private static Calibration device(Integer... detuned) {
        List<Integer> those = List.of(detuned);
        List<QubitCalibration> qubits = IntStream.range(0, 5)
                .mapToObj(q -> {
                    QubitCalibration qubit = QubitCalibration.ofT1Tphi("Q" + q, (4 + q) * 1e-6, (2 + 0.3 * q) * 1e-6);
                    return those.contains(q) ? qubit.withQuasiStaticT(Measured.exactly((2 + 0.4 * q) * 1e-6)) : qubit;
                })
                .toList();
        return Calibration.of(
                qubits,
                OperationCalibration.ofDuration("ry", 20 * NS),
                OperationCalibration.ofDuration("kick", 35 * NS),
                OperationCalibration.ofDuration("cnot", 40 * NS));
    }

    /** A step, three times, with a gate that is diagonal on all five qubits. */
    private static Circuit circuit() {
        PauliSum axis =
                PauliSum.of(0.7, "ZZIII").plus(PauliSum.of(-0.4, "IZZII")).plus(PauliSum.of(0.9, "ZIIZZ"));
        Circuit.Builder circuit = Circuit.on(5);
        for (int step = 0; step < 3; step++) {
            circuit.add(Gates.ry(0.8, 0))
                    .add(Gates.ry(-1.1, 3))
                    .add(Gates.cnot(1, 4))
                    .add(new DiagonalOperation("kick", List.of(0.6), List.of(0, 1, 2, 3, 4), new Generator(0.6, axis)))
                    .add(Boundary.STEP);
        }
        return circuit.build();
    }

    private static ScheduledCircuit scheduled(Calibration of) {
        return new Scheduler(new CalibratedDurations(of)).schedule(circuit());
    }

    private static NoisyEnsemble noisy(NoiseModel model) {
        return model.apply(scheduled(model.calibration()));
    }

    private static NoisyCircuit ideal(NoiseModel model) {
        return noisy(model.withPlacement(Placement.NONE)).members().get(0).circuit();
    }

    private static Neighbours neighbours(NoiseModel model, String address) {
        DeviceParameter parameter = DeviceParameter.resolve(model.calibration(), address);
        double value = parameter.get(model.calibration()).value();
        return Neighbours.of(new Variation(value, Variation.Domain.NON_NEGATIVE, 0, Double.POSITIVE_INFINITY, v -> {
            NoiseModel varied = model.withCalibration(parameter.set(model.calibration(), v));
            return new Variation.Circuits(noisy(varied), ideal(varied));
        }));
    }

    /** What a member is made of; nodes of a rule have one without detuning, samples have none. */
    private enum Average {
        RULE(new DetuningAverage(5, 3, 1, 1), device(0, 3)),
        SAMPLES(new DetuningAverage(5, 1, 23, 7), device(0, 1, 3));

        private final DetuningAverage average;
        private final Calibration device;

        Average(DetuningAverage average, Calibration device) {
            this.average = average;
            this.device = device;
        }
    }

    @ParameterizedTest
    @EnumSource
    void membersSideBySideAreMembersOneByOne(Average average) {
        NoiseModel model = NoiseModel.of(average.device, Placement.AFTER_GATE).withDetunings(average.average);
        List<Neighbours> parameters = List.of(
                neighbours(model, "device.qubits.Q0.quasi-static-T"),
                neighbours(model, "device.qubits.Q4.T1"),
                neighbours(model, "device.operations.kick.duration"));
        InitialState first = InitialState.coherent(5, 0.9, -0.7);
        InitialState second = InitialState.coherent(5, 2.1, 0.4);
        List<TangentPass> together =
                TangentPass.of(noisy(model), ideal(model), List.of(first, second), parameters, true);
        List<TangentPass> again = TangentPass.of(noisy(model), ideal(model), List.of(first, second), parameters, false);
        for (Observable observable : List.of(new Observable.Purity(), new Observable.Fidelity())) {
            for (int point : new int[] {1, 3}) {
                Slopes.Slope found = together.get(1).slope(observable, point);
                AdjointPass adjoint = AdjointPass.of(noisy(model), ideal(model), second, observable, point);
                assertEquals(adjoint.value(), found.value(), 1e-13);
                for (int p = 0; p < parameters.size(); p++) {
                    double expected = adjoint.derivative(parameters.get(p));
                    assertTrue(expected != 0);
                    assertEquals(expected, found.derivatives()[p], 1e-9 * Math.abs(expected), observable + " " + p);
                }
                Slopes.Slope sequential = again.get(1).slope(observable, point);
                assertEquals(found.value(), sequential.value());
                assertArrayEquals(found.derivatives(), sequential.derivatives());
            }
        }
    }

    /** All else is shared: a detuned qubit's turns of a step are one map, and nothing is multiplied by it. */
    @ParameterizedTest
    @EnumSource
    void whatDiffersBetweenMembersIsOneTurnOfEachDetunedQubitAStep(Average average) {
        NoiseModel model = NoiseModel.of(average.device, Placement.AFTER_GATE).withDetunings(average.average);
        List<NoisyCircuit> circuits = noisy(model).members().stream()
                .map(NoisyEnsemble.Member::circuit)
                .toList();
        List<NoisyCircuit> alike = circuits.stream()
                .filter(circuit -> LaneCompiler.areAlike(circuits.get(0), circuit))
                .toList();
        assertTrue(alike.size() > 1);
        List<LaneTangents.Part> step = LaneCompiler.segments(alike, List.of(), LaneCompiler.noneKnown())
                .get(1);
        List<Integer> differing = step.stream()
                .filter(LaneTangents.Local.class::isInstance)
                .map(LaneTangents.Local.class::cast)
                .filter(part -> !part.map().isShared())
                .map(part -> part.digits()[0])
                .sorted()
                .toList();
        List<Integer> detuned = IntStream.range(0, 5)
                .filter(q -> Double.isFinite(
                        average.device.qubits().get(q).quasiStaticT().value()))
                .boxed()
                .toList();
        assertEquals(detuned, differing);
    }

    /** A circuit has no instruction for a noise of zero: none that corresponds to those of the circuits beside it. */
    @Test
    void whatIsSwitchedOffHasADerivativeToo() {
        NoiseModel model = NoiseModel.of(device(), Placement.AFTER_GATE).withScale(0);
        Neighbours scale = Neighbours.of(new Variation(
                0,
                Variation.Domain.FACTOR,
                0,
                Double.POSITIVE_INFINITY,
                v -> new Variation.Circuits(noisy(model.withScale(v)), ideal(model))));
        InitialState start = InitialState.coherent(5, 0.9, -0.7);
        Observable purity = new Observable.Purity();
        double expected =
                AdjointPass.of(noisy(model), ideal(model), start, purity, 3).derivative(scale);
        Slopes.Slope found = TangentPass.of(noisy(model), ideal(model), start, List.of(scale))
                .slope(purity, 3);
        assertEquals(1, found.value(), 1e-12);
        assertTrue(expected < -0.1, "the purity falls: " + expected);
        assertEquals(expected, found.derivatives()[0], 1e-9 * Math.abs(expected));
    }
}
