package org.strangenoise.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.strangenoise.noise.NoiseStreams.NS;
import static org.strangenoise.noise.NoiseStreams.device;
import static org.strangenoise.noise.NoiseStreams.schedule;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Gates;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.math.Measured;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;

/** Noise switched off by mechanism, qubit, operation and step. */
class NoiseSelectionTest {

    /** Crosstalk silenced during cnot only: what is left is the time in which neither qubit of the pair is in one. */
    @ParameterizedTest
    @EnumSource(value = Placement.class, mode = Mode.EXCLUDE, names = "NONE")
    void crosstalkIsSilencedForTheSelectedOperationAlone(Placement placement) {
        Calibration device = device(3).withCrosstalk(List.of(new Crosstalk(0, 1, Measured.exactly(1e6))));
        NoiseModel model = NoiseModel.of(device, placement)
                .withSelection((mechanism, qubit, operation, step) ->
                        !(mechanism.equals(NoiseMechanism.CROSSTALK) && operation.equals("cnot")));
        // Qubit 0: ry 0-20, cnot 20-60, idle 60-80. Qubit 1: idle 0-20, cnot 20-60, ry 60-80.
        NoisyEnsemble both = model.apply(schedule(3, Gates.ry(1, 0), Gates.cnot(0, 1), Gates.ry(1, 1)));
        assertEquals(40 * NS, both.coverage().seconds(NoiseMechanism.CROSSTALK, 0), 1e-18);
        // Qubit 0 in the cnot with qubit 2 from 0 to 40, qubit 1 idle all the time: 20 of 60 ns are left.
        NoisyEnsemble one = model.apply(schedule(3, Gates.cnot(0, 2), Gates.ry(1, 0)));
        assertEquals(20 * NS, one.coverage().seconds(NoiseMechanism.CROSSTALK, 1), 1e-18);
        double phase = placement == Placement.AFTER_GATE
                ? one.members().get(0).circuit().segments().get(0).instructions().stream()
                        .filter(i -> i instanceof NoisyInstruction.Gate g
                                && g.error().isPresent())
                        .mapToDouble(i -> ((NoisyInstruction.Gate) i)
                                .operation()
                                .generator()
                                .orElseThrow()
                                .angle())
                        .sum()
                : one.members().get(0).circuit().segments().get(0).instructions().stream()
                        .map(i -> (NoisyInstruction.Continuous) i)
                        .filter(c -> c.qubits().equals(List.of(0, 1)))
                        .flatMap(c -> c.lindbladian().drives().stream())
                        .flatMap(d -> d.integrated().terms().stream())
                        .filter(t -> t.string().letters().equals("ZZ"))
                        .mapToDouble(t -> t.coefficient())
                        .sum();
        assertEquals(2 * Math.PI * 1e6 / 4 * 20 * NS, phase, 1e-12);
    }

    @Test
    void relaxationRatesOfTheLindbladian() {
        NoisyEnsemble ensemble =
                NoiseModel.of(device(2), Placement.DURING_GATE).withScale(3).apply(schedule(2, Gates.ry(1, 0)));
        List<NoisyInstruction> instructions =
                ensemble.members().get(0).circuit().segments().get(0).instructions();
        Lindbladian.Relaxation cold = ((NoisyInstruction.Continuous) instructions.get(0))
                .lindbladian()
                .relaxations()
                .get(0);
        Lindbladian.Relaxation thermal = ((NoisyInstruction.Continuous) instructions.get(1))
                .lindbladian()
                .relaxations()
                .get(0);
        assertEquals(3 / 10e-6, cold.down(), 1e-6);
        assertEquals(0, cold.up());
        assertEquals(3 / 3e-6, cold.dephasing(), 1e-6);
        assertEquals(0.9 * 3 / 11e-6, thermal.down(), 1e-6);
        assertEquals(0.1 * 3 / 11e-6, thermal.up(), 1e-6);
    }

    @Test
    void selectionSwitchesMechanismsOff() {
        assertEquals(List.of(true, true, true), rates(NoiseSelection.ALL));
        // No relaxation has nothing to approach: thermal excitation goes with T1.
        assertEquals(List.of(false, false, true), rates((m, q, o, s) -> !m.equals(NoiseMechanism.T1)));
        assertEquals(List.of(true, false, true), rates((m, q, o, s) -> !m.equals(NoiseMechanism.THERMAL)));
        assertEquals(List.of(true, true, false), rates((m, q, o, s) -> !m.equals(NoiseMechanism.TPHI)));
        assertEquals(List.of(false, false, false), rates((m, q, o, s) -> q != 1));
        assertEquals(List.of(true, true, true), rates((m, q, o, s) -> q == 1));
        assertEquals(List.of(false, false, false), rates((m, q, o, s) -> !o.equals("ry")));
    }

    /** down, up and dephasing of the thermal qubit 1 during its ry, present or not. */
    private static List<Boolean> rates(NoiseSelection selection) {
        NoisyEnsemble ensemble = NoiseModel.of(device(2), Placement.DURING_GATE)
                .withSelection(selection)
                .apply(schedule(2, Gates.ry(1, 1)));
        Lindbladian.Relaxation r = ((NoisyInstruction.Continuous) ensemble.members()
                        .get(0)
                        .circuit()
                        .segments()
                        .get(0)
                        .instructions()
                        .get(1))
                .lindbladian()
                .relaxations()
                .get(0);
        return List.of(r.down() > 0, r.up() > 0, r.dephasing() > 0);
    }

    @Test
    void selectionBySteps() {
        NoiseSelection secondStep = new NoiseSelection() {
            @Override
            public boolean includes(String mechanism, int qubit, String operation, int step) {
                return step == 2;
            }

            @Override
            public boolean dependsOnStep() {
                return true;
            }
        };
        Circuit circuit = Circuit.on(2)
                .addAll(List.of(Gates.ry(1, 0), Boundary.PREPARATION))
                .addAll(List.of(Gates.ry(1, 0), Boundary.STEP, Gates.ry(1, 0), Boundary.STEP))
                .build();
        ScheduledCircuit scheduled = new Scheduler(new CalibratedDurations(device(2))).schedule(circuit);
        List<NoisySegment> segments = NoiseModel.of(device(2), Placement.AFTER_GATE)
                .withSelection(secondStep)
                .apply(scheduled)
                .members()
                .get(0)
                .circuit()
                .segments();
        assertEquals(
                List.of(1, 1, 3),
                segments.stream().map(s -> s.instructions().size()).toList());
    }
}
