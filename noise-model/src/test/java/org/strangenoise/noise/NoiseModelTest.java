package org.strangenoise.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.strangenoise.noise.NoiseStreams.NS;
import static org.strangenoise.noise.NoiseStreams.device;
import static org.strangenoise.noise.NoiseStreams.schedule;
import static org.strangenoise.noise.NoiseStreams.stream;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.strangenoise.channel.ChannelArguments;
import org.strangenoise.channel.ChannelRegistry;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.device.OperationCalibration;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.math.Measured;
import org.strangenoise.schedule.RandomCircuits;
import org.strangenoise.schedule.ScheduledCircuit;
import org.strangenoise.schedule.Scheduler;
import org.strangenoise.schedule.Scheduler.Policy;
import org.strangenoise.state.Readout;

class NoiseModelTest {

    @Test
    void afterGateIsUnitariesThenNoiseOfTheirDuration() {
        assertEquals(
                List.of(
                        "ry[0]",
                        "relaxation ry[0] 20",
                        "relaxation idle[1] 20",
                        "cnot[0, 1]",
                        "relaxation cnot[0] 40",
                        "relaxation cnot[1] 40"),
                stream(Placement.AFTER_GATE, Gates.ry(1, 0), Gates.cnot(0, 1)));
    }

    @Test
    void duringGateIsOneLindbladianPerCoupledGroup() {
        assertEquals(
                List.of("L[0] 20", "L[1] 20", "L[0, 1] 40"),
                stream(Placement.DURING_GATE, Gates.ry(1, 0), Gates.cnot(0, 1)));
    }

    /** Cut wherever an operation starts or ends; gates of no duration act between. */
    @Test
    void duringGateIsCutAtEveryStartAndEnd() {
        assertEquals(
                List.of("L[0] 20", "L[1, 2] 20", "rz[0]", "L[0] 20", "L[1, 2] 20", "L[0] 10", "L[1] 10", "L[2] 10"),
                stream(Placement.DURING_GATE, Gates.ry(1, 0), Gates.cnot(1, 2), Gates.rz(1, 0), new Delay(0, 30 * NS)));
    }

    @ParameterizedTest
    @EnumSource(value = Placement.class, mode = Mode.EXCLUDE, names = "NONE")
    void resetAndMeasurementTakeTheirTime(Placement placement) {
        List<String> found = stream(placement, new Reset(0), new Measurement(0), Gates.ry(1, 0));
        List<String> expected = placement == Placement.AFTER_GATE
                ? List.of(
                        "reset reset[0] 0",
                        "relaxation reset[0] 50",
                        "measure[0]",
                        "measurement measurement[0] 0",
                        "relaxation measurement[0] 100",
                        "ry[0]",
                        "relaxation ry[0] 20")
                : List.of(
                        "L[0] 50",
                        "reset reset[0] 0",
                        "measure[0]",
                        "measurement measurement[0] 0",
                        "L[0] 100",
                        "L[0] 20");
        assertEquals(expected, found);
    }

    /** What happens meanwhile is part of the readout error, and the time ends where the measurement starts. */
    @ParameterizedTest
    @EnumSource(value = Placement.class, mode = Mode.EXCLUDE, names = "NONE")
    void nothingHappensToAQubitAfterItsLastMeasurement(Placement placement) {
        List<String> found =
                stream(placement, Gates.ry(1, 0), new Measurement(0), Gates.ry(1, 1), new Delay(1, 50 * NS));
        List<String> expected = placement == Placement.AFTER_GATE
                ? List.of(
                        "ry[0]",
                        "ry[1]",
                        "relaxation ry[0] 20",
                        "relaxation ry[1] 20",
                        "measure[0]",
                        "relaxation idle[1] 50")
                : List.of("L[0] 20", "L[1] 20", "measure[0]", "L[1] 50");
        assertEquals(expected, found);
    }

    @Test
    void idealIsTheCircuitAlone() {
        assertEquals(List.of("ry[0]", "cnot[0, 1]"), stream(Placement.NONE, Gates.ry(1, 0), Gates.cnot(0, 1)));
    }

    /** Every idle nanosecond gets its noise: on each qubit T1 and Tphi act for exactly the circuit's duration. */
    @ParameterizedTest
    @CsvSource({"AFTER_GATE, ASAP", "AFTER_GATE, ALAP", "DURING_GATE, ASAP", "DURING_GATE, ALAP"})
    void everyNanosecondIsCovered(Placement placement, Policy policy) {
        for (long seed = 0; seed < 25; seed++) {
            ScheduledCircuit scheduled =
                    new Scheduler(RandomCircuits::seconds, policy).schedule(RandomCircuits.circuit(4, 3, 15, seed));
            NoiseCoverage coverage =
                    NoiseModel.of(device(4), placement).apply(scheduled).coverage();
            for (int q = 0; q < 4; q++) {
                assertEquals(scheduled.duration(), coverage.seconds(NoiseMechanism.T1, q), 1e-20 + 1e-9 * NS);
                assertEquals(scheduled.duration(), coverage.seconds(NoiseMechanism.TPHI, q), 1e-9 * NS);
            }
            assertEquals(scheduled.duration(), coverage.seconds(NoiseMechanism.THERMAL, 1), 1e-9 * NS);
            assertEquals(0, coverage.seconds(NoiseMechanism.THERMAL, 0));
        }
    }

    /** Always-on means always: the crosstalk phases of a pair add up to rate times the circuit's duration. */
    @ParameterizedTest
    @CsvSource({"AFTER_GATE, ASAP", "AFTER_GATE, ALAP", "DURING_GATE, ASAP", "DURING_GATE, ALAP"})
    void crosstalkActsAllTheTime(Placement placement, Policy policy) {
        Calibration device = device(4)
                .withCrosstalk(List.of(
                        new Crosstalk(0, 1, Measured.exactly(0.2e6)), new Crosstalk(3, 1, Measured.exactly(-0.3e6))));
        for (long seed = 0; seed < 15; seed++) {
            ScheduledCircuit scheduled =
                    new Scheduler(RandomCircuits::seconds, policy).schedule(RandomCircuits.circuit(4, 2, 15, seed));
            NoisyEnsemble ensemble = NoiseModel.of(device, placement).apply(scheduled);
            double duration = scheduled.duration();
            NoiseCoverage coverage = ensemble.coverage();
            assertEquals(duration, coverage.seconds(NoiseMechanism.CROSSTALK, 0), 1e-9 * NS);
            assertEquals(2 * duration, coverage.seconds(NoiseMechanism.CROSSTALK, 1), 1e-9 * NS);
            assertEquals(0, coverage.seconds(NoiseMechanism.CROSSTALK, 2));
            assertEquals(duration, coverage.seconds(NoiseMechanism.CROSSTALK, 3), 1e-9 * NS);
        }
    }

    @Test
    void equalSegmentsAreMadeOnce() {
        Circuit circuit = Circuit.on(2)
                .addAll(List.of(Gates.ry(1, 0), Boundary.STEP, Gates.ry(1, 0), Boundary.STEP))
                .build();
        NoisyEnsemble ensemble = NoiseModel.of(device(2), Placement.AFTER_GATE)
                .apply(new Scheduler(new CalibratedDurations(device(2))).schedule(circuit));
        List<NoisySegment> segments = ensemble.members().get(0).circuit().segments();
        assertSame(segments.get(0), segments.get(1));
        assertEquals(40 * NS, ensemble.coverage().seconds(NoiseMechanism.T1, 1), 1e-18);
    }

    @Test
    void stepChannelsComeOncePerStepOnEveryQubit() {
        ExtraChannel stray = extra(
                "stray",
                "step",
                "rotation",
                List.of(),
                ChannelArguments.of("angle", 0.05).withAxis('Z'));
        ExtraChannel pair = extra(
                "pair", "step", "two-qubit-depolarizing", List.of("Q2", "Q0"), args("pauli-error-probability", 0.1));
        assertEquals(
                List.of(
                        "ry[0]",
                        "relaxation ry[0] 20",
                        "relaxation idle[1] 20",
                        "relaxation idle[2] 20",
                        "stray step[0] 0",
                        "stray step[1] 0",
                        "stray step[2] 0",
                        "pair step[2, 0] 0"),
                stream(
                        NoiseModel.of(device(3).withChannels(List.of(stray, pair)), Placement.AFTER_GATE),
                        3,
                        Gates.ry(1, 0)));
    }

    @Test
    void channelsOnNamesIdlesAndAny() {
        List<ExtraChannel> channels = List.of(
                extra("a", "ry", "depolarizing", List.of(), args("pauli-error-probability", 0.1)),
                extra("b", "any", "bit-flip", List.of("Q1"), args("probability", 0.1)),
                extra("c", "idle", "phase-flip", List.of(), args("probability", 0.1)),
                extra("d", "cnot", "two-qubit-depolarizing", List.of(), args("pauli-error-probability", 0.1)));
        NoiseSelection noRelaxation = (m, q, o, s) -> m.length() == 1;
        NoiseModel model = NoiseModel.of(device(2).withChannels(channels), Placement.AFTER_GATE)
                .withSelection(noRelaxation);
        assertEquals(
                List.of("ry[0]", "a ry[0] 20", "c idle[1] 20", "cnot[1, 0]", "b cnot[1] 40", "d cnot[1, 0] 40"),
                stream(model, 2, Gates.ry(1, 0), Gates.cnot(1, 0)));
    }

    /** Amplitude damping extrapolated beyond itself is no channel: the number that asks for it is named. */
    @Test
    void aScaleThatLeavesNoChannelIsNamed() {
        NoiseModel model = NoiseModel.of(
                        device(1)
                                .withChannels(List.of(
                                        extra("decay", "ry", "amplitude-damping", List.of(), args("gamma", 0.1)))),
                        Placement.AFTER_GATE)
                .withScale(1.5);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> model.apply(schedule(1, Gates.ry(1, 0))));
        assertEquals(
                "`noise.scale` must leave channel decay (on: ry) completely positive as 1 + scale (E - 1), but is 1.5;"
                        + " the largest that does is 1",
                refused.getMessage());
    }

    /** What acts on a qubit of the circuit and cannot be simulated is told, and nothing else. */
    @Test
    void crosstalkWithQubitsOutsideOfTheCircuitIsTold() {
        NoiseModel model = NoiseModel.of(
                device(4)
                        .withCrosstalk(List.of(
                                new Crosstalk(0, 1, Measured.exactly(0.2e6)),
                                new Crosstalk(3, 1, Measured.exactly(-0.3e6)),
                                new Crosstalk(0, 2, Measured.exactly(0)),
                                new Crosstalk(2, 3, Measured.exactly(0.1e6)))),
                Placement.AFTER_GATE);
        assertEquals(
                List.of("crosstalk of Q3 and Q1 is left out, as Q3 is not part of the circuit"),
                model.apply(schedule(2, Gates.ry(1, 0))).warnings());
        assertEquals(List.of(), model.apply(schedule(4, Gates.ry(1, 0))).warnings());
    }

    @Test
    void scaleMultipliesErrorsButNotCoherentOnes() {
        List<ExtraChannel> channels = List.of(
                extra("a", "ry", "bit-flip", List.of(), args("probability", 0.1)),
                extra(
                        "b",
                        "ry",
                        "rotation",
                        List.of(),
                        ChannelArguments.of("angle", 0.05).withAxis('X')));
        NoisyEnsemble ensemble = NoiseModel.of(device(1).withChannels(channels), Placement.AFTER_GATE)
                .withScale(2)
                .apply(schedule(1, Gates.ry(1, 0)));
        List<NoisyInstruction> found =
                ensemble.members().get(0).circuit().segments().get(0).instructions();
        assertEquals(
                0.8,
                1
                        - ((NoisyInstruction.Noise) found.get(1))
                                .channel()
                                .pauliTransfer()
                                .entries()[3][3]
                        + 0.4,
                1e-12);
        assertEquals(
                Math.cos(0.05),
                ((NoisyInstruction.Noise) found.get(2))
                        .channel()
                        .pauliTransfer()
                        .entries()[2][2],
                1e-12);
        assertEquals(
                Math.exp(-2 * 20 * NS / 10e-6),
                ((NoisyInstruction.Noise) found.get(3))
                        .channel()
                        .pauliTransfer()
                        .entries()[3][3],
                1e-12);
    }

    @Test
    void overRotationTurnsFurtherAboutTheOwnAxis() {
        List<ExtraChannel> channels = List.of(
                extra("fraction", "ry", "over-rotation", List.of("Q1"), args("angle-fraction", 0.01)),
                extra("angle", "ry", "over-rotation", List.of(), args("angle", 0.03)));
        NoiseModel after = NoiseModel.of(device(2).withChannels(channels), Placement.AFTER_GATE)
                .withSelection((m, q, o, s) -> m.equals("fraction") || m.equals("angle"));
        assertEquals(
                List.of("ry[0]", "ry[1]", "angle(0.03)[0]", "fraction(0.02)[1]", "angle(0.03)[1]"),
                stream(after, 2, Gates.ry(2, 0), Gates.ry(2, 1)));
        NoisyEnsemble during =
                after.withPlacement(Placement.DURING_GATE).apply(schedule(2, Gates.ry(2, 0), Gates.ry(2, 1)));
        List<Double> integrals = new ArrayList<>();
        for (NoisyInstruction instruction :
                during.members().get(0).circuit().segments().get(0).instructions()) {
            integrals.add(((NoisyInstruction.Continuous) instruction)
                    .lindbladian()
                    .drives()
                    .get(0)
                    .integrated()
                    .terms()
                    .get(0)
                    .coefficient());
        }
        assertEquals(2.03 / 2, integrals.get(0), 1e-15);
        assertEquals(2.05 / 2, integrals.get(1), 1e-15);
        assertEquals(
                List.of("rz[0]", "over(0.25)[0]"),
                stream(
                        NoiseModel.of(
                                device(1)
                                        .withChannels(List.of(extra(
                                                "over",
                                                "rz",
                                                "over-rotation",
                                                List.of(),
                                                args("angle-fraction", 0.25)))),
                                Placement.DURING_GATE),
                        1,
                        Gates.rz(1, 0)));
    }

    @Test
    void noiseThatMeetsNothingIsReported() {
        List<ExtraChannel> channels = List.of(
                extra("met", "ry", "bit-flip", List.of(), args("probability", 0.1)),
                extra("lost", "cnot", "bit-flip", List.of(), args("probability", 0.1)),
                extra("elsewhere", "ry", "bit-flip", List.of("Q1"), args("probability", 0.1)));
        NoisyEnsemble ensemble = NoiseModel.of(device(2).withChannels(channels), Placement.AFTER_GATE)
                .apply(schedule(2, Gates.ry(1, 0)));
        assertEquals(2, ensemble.warnings().size());
        assertTrue(ensemble.warnings().get(0).contains("lost")
                && ensemble.warnings().get(0).contains("cnot"));
        assertTrue(ensemble.warnings().get(1).contains("elsewhere"));
    }

    /** The spread of phases is sqrt(2) t/T; 9 nodes hold it to 1.1 rad, 64 to 8.2 rad. */
    @Test
    void tooFewQuasiStaticNodesAreReported() {
        Calibration device = Calibration.of(
                List.of(QubitCalibration.ofT1Tphi("Q0", 1e-3, 1e-3).withQuasiStaticT(Measured.exactly(1e-6))),
                OperationCalibration.ofDuration("reset", 50 * NS));
        DetuningAverage nine = new DetuningAverage(9, 3, 1, 1);
        assertEquals(List.of(), waiting(device, DetuningAverage.DEFAULT, 0.8e-6).warnings());
        assertEquals(
                9, waiting(device, DetuningAverage.DEFAULT, 0.8e-6).members().size());
        assertEquals(List.of(), waiting(device, nine, 0.8e-6).warnings());
        assertEquals(List.of(), waiting(device, DetuningAverage.DEFAULT, 4e-6).warnings());
        int nodes = waiting(device, DetuningAverage.DEFAULT, 4e-6).members().size();
        assertEquals(
                List.of(
                        "9 quasi-static-nodes a qubit are too few: detunings spread phases by up to 5.66 rad (one standard"
                                + " deviation); " + nodes + " would do"),
                waiting(device, nine, 4e-6).warnings());
        String never =
                waiting(device, DetuningAverage.DEFAULT, 10e-6).warnings().get(0);
        assertTrue(never.startsWith("64 quasi-static-nodes a qubit are too few"), never);
        assertTrue(never.endsWith("even 64, the most there are, would not do"), never);
        int once = averaged(device, DetuningAverage.DEFAULT, new Delay(0, 0.8e-6), new Reset(0), new Delay(0, 0.8e-6))
                .members()
                .size();
        assertEquals(9, once, "a reset ends what a detuning did");
    }

    private static NoisyEnsemble waiting(Calibration device, DetuningAverage average, double seconds) {
        return averaged(device, average, new Delay(0, seconds));
    }

    private static NoisyEnsemble averaged(Calibration device, DetuningAverage average, Operation... operations) {
        Circuit circuit =
                Circuit.on(1).addAll(List.of(operations)).add(Boundary.STEP).build();
        return NoiseModel.of(device, Placement.AFTER_GATE)
                .withDetunings(average)
                .apply(new Scheduler(new CalibratedDurations(device)).schedule(circuit));
    }

    @Test
    void operationsWithoutNoiseAreListed() {
        Calibration quiet = Calibration.of(
                List.of(QubitCalibration.ofT1T2("Q0", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)),
                OperationCalibration.ofDuration("ry", 20 * NS));
        NoiseCoverage coverage = NoiseModel.of(quiet, Placement.AFTER_GATE)
                .apply(new Scheduler(new CalibratedDurations(quiet))
                        .schedule(Circuit.on(1).add(Gates.ry(1, 0)).build()))
                .coverage();
        assertEquals(List.of("ry 0"), coverage.untouched());
        assertEquals(List.of(), coverage.rows());
    }

    @Test
    void readoutIsDataOnTheCircuit() {
        List<QubitCalibration> qubits = new ArrayList<>(device(2).qubits());
        qubits.set(1, qubits.get(1).withReadout(new ReadoutError(Measured.exactly(0.01), Measured.exactly(0.04))));
        NoiseModel model = NoiseModel.of(device(2).withQubits(qubits), Placement.AFTER_GATE);
        ScheduledCircuit scheduled = schedule(2, Gates.ry(1, 0));
        assertEquals(
                new Readout(new double[] {0, 0.01}, new double[] {0, 0.04}),
                model.apply(scheduled).members().get(0).circuit().readout());
        assertEquals(
                Readout.perfect(2),
                model.withPlacement(Placement.NONE)
                        .apply(scheduled)
                        .members()
                        .get(0)
                        .circuit()
                        .readout());
    }

    @Test
    void badArgumentsAreNamed() {
        NoiseModel model = NoiseModel.of(device(2), Placement.AFTER_GATE);
        assertThrows(IllegalArgumentException.class, () -> model.withScale(-1));
        assertThrows(IllegalArgumentException.class, () -> model.withScale(Double.NaN));
        ScheduledCircuit scheduled = schedule(3, Gates.ry(1, 2));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> model.apply(scheduled));
        assertTrue(e.getMessage().contains("2 qubits") && e.getMessage().contains("3"), e.getMessage());
    }

    private static ExtraChannel extra(
            String id, String on, String type, List<String> qubits, ChannelArguments arguments) {
        return new ExtraChannel(id, on, ChannelRegistry.find(type).orElseThrow(), arguments, qubits);
    }

    private static ChannelArguments args(String name, double value) {
        return ChannelArguments.of(name, value);
    }

    /** Noise of a step acts where a step ends: not after a preparation, at a layer, or where a circuit just stops. */
    @Test
    void stepNoiseActsAtTheEndOfStepsOnly() {
        Calibration device = device(1)
                .withChannels(List.of(new ExtraChannel(
                        "stray",
                        ExtraChannel.STEP,
                        ChannelRegistry.find("rotation").orElseThrow(),
                        ChannelArguments.of("angle", 0.05).withAxis('Z'),
                        List.of())));
        ScheduledCircuit scheduled = new Scheduler(new CalibratedDurations(device))
                .schedule(Circuit.on(1)
                        .addAll(List.of(Gates.ry(0.3, 0), Boundary.PREPARATION))
                        .addAll(List.of(Gates.ry(0.4, 0), Boundary.LAYER))
                        .addAll(List.of(Gates.ry(0.5, 0), Boundary.STEP))
                        .add(Gates.ry(0.6, 0))
                        .build());
        for (Placement placement : List.of(Placement.AFTER_GATE, Placement.DURING_GATE)) {
            List<Boolean> strays =
                    NoiseModel.of(device, placement).apply(scheduled).members().get(0).circuit().segments().stream()
                            .map(segment -> segment.instructions().stream()
                                    .anyMatch(i -> i instanceof NoisyInstruction.Noise noise
                                            && noise.origin().mechanism().equals("stray")))
                            .toList();
            assertEquals(List.of(false, false, true, false), strays, placement.toString());
        }
    }

    /** Members share all but the turns that their detunings make, whose mean square is that of the device. */
    @Test
    void membersDifferByTheirDetuningsAlone() {
        double time = 1.3e-6;
        Calibration plain = device(2);
        Calibration device = plain.withQubits(List.of(
                plain.qubits().get(0).withQuasiStaticT(Measured.exactly(time)),
                plain.qubits().get(1)));
        NoiseModel model = NoiseModel.of(device, Placement.AFTER_GATE).withDetunings(new DetuningAverage(6, 3, 1, 1));
        ScheduledCircuit scheduled = new Scheduler(new CalibratedDurations(device))
                .schedule(Circuit.on(2)
                        .addAll(List.of(Gates.ry(0.3, 0), Gates.cnot(0, 1), Boundary.STEP))
                        .addAll(List.of(Gates.cnot(0, 1), Boundary.STEP))
                        .build());
        List<NoisyEnsemble.Member> members = model.apply(scheduled).members();
        assertEquals(6, members.size());
        double square = 0;
        for (NoisyEnsemble.Member member : members) {
            List<Double> detunings = new ArrayList<>();
            for (int s = 0; s < 2; s++) {
                List<NoisyInstruction> own = member.circuit().segments().get(s).instructions();
                List<NoisyInstruction> first =
                        members.get(0).circuit().segments().get(s).instructions();
                assertEquals(first.size(), own.size());
                for (int i = 0; i < own.size(); i++) {
                    if (own.get(i) instanceof NoisyInstruction.Gate gate
                            && gate.error().isPresent()) {
                        assertEquals(List.of(0), gate.qubits());
                        double seconds = gate.error().get().seconds();
                        detunings.add(gate.operation().parameters().get(0) / seconds);
                        assertEquals(Gates.rz(gate.operation().parameters().get(0), 0), gate.operation());
                    } else {
                        assertSame(first.get(i), own.get(i));
                    }
                }
            }
            assertEquals(3, detunings.size());
            assertEquals(detunings.get(0), detunings.get(1), 1e-9 * Math.abs(detunings.get(0)));
            assertEquals(detunings.get(0), detunings.get(2), 1e-9 * Math.abs(detunings.get(0)));
            square += member.weight() * detunings.get(0) * detunings.get(0);
        }
        assertEquals(2 / (time * time), square, 1e-9 / (time * time));
    }

    /** The longest time without a reset counts from the last one, also where both are in a later segment. */
    @Test
    void detuningPhaseIsThatOfTheLongestTimeBetweenResets() {
        Calibration device = Calibration.of(
                List.of(device(1).qubits().get(0).withQuasiStaticT(Measured.exactly(1e-6))),
                OperationCalibration.ofDuration("reset", 50 * NS));
        NoiseModel model = NoiseModel.of(device, Placement.AFTER_GATE);
        Scheduler scheduler = new Scheduler(new CalibratedDurations(device));
        ScheduledCircuit between = scheduler.schedule(Circuit.on(1)
                .addAll(List.of(new Delay(0, 0.7e-6), Boundary.LAYER))
                .addAll(List.of(new Delay(0, 0.2e-6), new Reset(0), new Delay(0, 2.4e-6), new Reset(0)))
                .add(new Delay(0, 0.3e-6))
                .build());
        for (double wait : new double[] {2.3e-6, 2.4e-6, 2.5e-6}) {
            ScheduledCircuit plain =
                    scheduler.schedule(Circuit.on(1).add(new Delay(0, wait)).build());
            DetuningAverage expected = model.fixedAverage(plain);
            assertEquals(wait == 2.4e-6, expected.equals(model.fixedAverage(between)), wait + " s: " + expected);
        }
    }
}
