package org.strangenoise.noise;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.strangenoise.channel.NoiseEffect;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.schedule.ScheduledSegment;
import org.strangenoise.schedule.TimedOperation;
import org.strangenoise.transmon.LadderLindbladian;

/** As {@link AfterGateNoise}, on more than two levels: each pulse's unitary, then relaxation on the ladder. */
final class LadderAfterGateNoise extends AfterGateNoise {

    private static final String OVER_ROTATION = "over-rotation";

    private final LadderNoise ladder;

    LadderAfterGateNoise(NoiseModel model, int qubits, double[] detunings, LadderPulses pulses) {
        super(model, qubits, detunings, Map.of());
        this.ladder = new LadderNoise(this, pulses);
    }

    @Override
    void act(Emission out, ScheduledSegment segment, TimedOperation timed) {
        Optional<LadderPulses.Pulse> driven = ladder.pulse(timed);
        if (driven.isEmpty()) {
            ladder.addAtOnce(out, segment, timed);
            if (timed.duration() > 0
                    && timed.operation() instanceof UnitaryOperation unitary
                    && LadderPulses.zAngle(unitary).isPresent()) {
                addLadderPhases(out, unitary.qubits().get(0), timed.duration());
            }
            return;
        }
        LadderPulses.Pulse pulse = driven.get();
        UnitaryOperation gate = pulse.operation();
        ladder.cover(out, gate, timed.duration());
        double excess = ladder.excess(out, timed);
        if (ladder.leaks(out, gate)) {
            List<Integer> targets = gate.qubits();
            targets.forEach(q -> ladder.addZ(out, q, pulse.zBefore(), Optional.empty()));
            out.add(new NoisyInstruction.LevelEvolution(
                    new LadderLindbladian(
                            targets.stream().map(ladder::levels).toList(),
                            timed.duration(),
                            pulse.terms(
                                    IntStream.range(0, targets.size()).boxed().toList(), excess, 0),
                            Collections.nCopies(targets.size(), LadderLindbladian.Relaxation.NONE)),
                    targets));
            targets.forEach(q -> ladder.addZ(out, q, pulse.zAfter(), Optional.empty()));
            ladder.addCorrection(out, pulse, false);
            return;
        }
        if (ladder.hasControlError(out, gate)) {
            ladder.addCorrection(out, pulse, false);
        } else {
            out.add(new NoisyInstruction.Gate(gate, Optional.empty()));
        }
        if (excess != 0) {
            out.add(new NoisyInstruction.Gate(
                    excess(OVER_ROTATION, gate, gate.generator().orElseThrow().withAngle(excess)),
                    Optional.of(new NoiseOrigin(OVER_ROTATION, gate.name(), timed.duration()))));
        }
    }

    /** What a qubit's upper levels turn by in a time without a pulse. */
    private void addLadderPhases(Emission out, int qubit, double seconds) {
        out.add(new NoisyInstruction.LevelEvolution(
                new LadderLindbladian(
                        List.of(ladder.levels(qubit)),
                        seconds,
                        List.of(new LadderLindbladian.Energy(0, ladder.anharmonicity(qubit), 0)),
                        List.of(LadderLindbladian.Relaxation.NONE)),
                List.of(qubit)));
    }

    @Override
    void err(Emission out, TimedOperation timed, Predicate<NoiseEffect> wanted) {
        boolean turned = ladder.turnsItself(timed);
        addExtras(out, timed, effect -> wanted.test(effect) && !(turned && effect instanceof NoiseEffect.OverRotation));
    }

    @Override
    void addRelaxation(Emission out, int qubit, String operation, double seconds) {
        if (seconds == 0) {
            return;
        }
        LadderLindbladian.Relaxation rates = ladder.relaxation(out, qubit, operation, seconds);
        // A pulse's unitary holds the ladder's own phases already.
        double anharmonicity = operation.equals(ExtraChannel.IDLE) ? ladder.anharmonicity(qubit) : 0;
        double shift = ladder.shift(out, qubit, operation, seconds);
        if (rates.down() == 0 && rates.up() == 0 && rates.dephasing() == 0 && anharmonicity == 0 && shift == 0) {
            return;
        }
        out.add(new NoisyInstruction.LevelEvolution(
                new LadderLindbladian(
                        List.of(ladder.levels(qubit)),
                        seconds,
                        List.of(new LadderLindbladian.Energy(0, anharmonicity, shift)),
                        List.of(rates)),
                List.of(qubit)));
    }

    @Override
    void addCrosstalk(Emission out, Crosstalk pair, double angle, NoiseOrigin origin) {
        List<Integer> targets = List.of(pair.first(), pair.second());
        out.add(new NoisyInstruction.LevelEvolution(
                new LadderLindbladian(
                        targets.stream().map(ladder::levels).toList(),
                        origin.seconds(),
                        List.of(new LadderLindbladian.Parity(0, 1, angle / origin.seconds())),
                        Collections.nCopies(2, LadderLindbladian.Relaxation.NONE)),
                targets));
    }
}
