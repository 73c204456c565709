package org.strangenoise.noise;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.strangenoise.channel.NoiseEffect;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.schedule.ScheduledSegment;
import org.strangenoise.schedule.TimedOperation;
import org.strangenoise.transmon.LadderLindbladian;
import org.strangenoise.transmon.LadderLindbladian.Term;
import org.strangenoise.transmon.PulseShape;

/**
 * As {@link DuringGateNoise}, on more than two levels: pulses, the ladder's own energies and all dissipation together.
 */
final class LadderDuringGateNoise extends DuringGateNoise {

    private final LadderNoise ladder;
    private final Map<TimedOperation, Double> excess = new IdentityHashMap<>();

    LadderDuringGateNoise(NoiseModel model, int qubits, double[] detunings, LadderPulses pulses) {
        super(model, qubits, detunings, Map.of());
        this.ladder = new LadderNoise(this, pulses);
    }

    /** No sums of Pauli strings: pulses are made of ladder operators. */
    @Override
    Map<TimedOperation, PauliSum> prepare(List<Placed> placed, Emission out) {
        excess.clear();
        for (Placed p : placed) {
            TimedOperation timed = p.timed();
            if (!p.isInstant() && timed.operation() instanceof UnitaryOperation unitary) {
                excess.put(timed, overRotation(out, unitary, timed.duration()));
                if (ladder.pulse(timed).isPresent()) {
                    ladder.cover(out, unitary, timed.duration());
                } else if (LadderPulses.zAngle(unitary).isEmpty()) {
                    ladder.noteNoLeakage(out, unitary);
                }
            }
        }
        return Map.of();
    }

    @Override
    void act(Emission out, ScheduledSegment segment, TimedOperation timed) {
        ladder.addAtOnce(out, segment, timed);
    }

    @Override
    void err(Emission out, TimedOperation timed, Predicate<NoiseEffect> wanted) {
        boolean turned = ladder.turnsItself(timed);
        addExtras(out, timed, effect -> wanted.test(effect) && !(turned && effect instanceof NoiseEffect.OverRotation));
    }

    @Override
    void begin(Emission out, TimedOperation timed) {
        ladder.pulse(timed)
                .filter(pulse -> ladder.leaks(out, pulse.operation()))
                .ifPresent(pulse -> pulse.operation()
                        .qubits()
                        .forEach(q -> ladder.addZ(out, q, pulse.zBefore(), Optional.empty())));
    }

    @Override
    void end(Emission out, ScheduledSegment segment, TimedOperation timed) {
        if (timed.operation() instanceof Reset reset) {
            ladder.addReset(out, reset);
            addExtras(out, timed, e -> e instanceof NoiseEffect.Apply);
            return;
        }
        ladder.pulse(timed).ifPresent(pulse -> {
            if (ladder.leaks(out, pulse.operation())) {
                pulse.operation().qubits().forEach(q -> ladder.addZ(out, q, pulse.zAfter(), Optional.empty()));
            }
            ladder.addCorrection(out, pulse, true);
        });
        // Channels stated by rates act on the computational subspace as any other, and so not in time.
        addExtras(out, timed, e -> e instanceof NoiseEffect.Apply);
    }

    @Override
    void addEvolution(
            Emission out,
            Interval interval,
            List<Placed> active,
            Set<Integer> settled,
            Map<TimedOperation, PauliSum> pulses,
            List<Crosstalk> acting,
            List<Integer> group) {
        double seconds = interval.seconds;
        Operation[] busy = busy(active, seconds);
        Set<Integer> resting = resting(settled, active);
        List<Term> terms = new ArrayList<>();
        boolean[] hasEnergy = new boolean[group.size()];
        for (Placed p : active) {
            TimedOperation timed = p.timed();
            if (timed.operation() instanceof UnitaryOperation unitary && group.containsAll(unitary.qubits())) {
                List<Integer> positions =
                        unitary.qubits().stream().map(group::indexOf).toList();
                addTerms(out, timed, unitary, positions, interval.offset(p), terms);
                positions.forEach(k -> hasEnergy[k] = true);
            }
        }
        List<LadderLindbladian.Relaxation> relaxations = new ArrayList<>();
        for (int k = 0; k < group.size(); k++) {
            int q = group.get(k);
            if (resting.contains(q)) {
                relaxations.add(LadderLindbladian.Relaxation.NONE);
                continue;
            }
            String operation = operationName(busy[q]);
            relaxations.add(ladder.relaxation(out, q, operation, seconds));
            terms.add(new LadderLindbladian.Energy(
                    k, hasEnergy[k] ? 0 : ladder.anharmonicity(q), ladder.shift(out, q, operation, seconds)));
        }
        for (Crosstalk pair : acting) {
            if (!group.containsAll(List.of(pair.first(), pair.second()))) {
                continue;
            }
            terms.add(new LadderLindbladian.Parity(
                    group.indexOf(pair.first()), group.indexOf(pair.second()), pair.rate()));
            List.of(pair.first(), pair.second())
                    .forEach(q -> out.coverage.noise(operationName(busy[q]), q, NoiseMechanism.CROSSTALK, seconds));
        }
        out.add(new NoisyInstruction.LevelEvolution(
                new LadderLindbladian(group.stream().map(ladder::levels).toList(), seconds, terms, relaxations),
                group));
    }

    /** A pulse with the ladder's energies, or a gate on the computational subspace with nothing outside. */
    private void addTerms(
            Emission out,
            TimedOperation timed,
            UnitaryOperation unitary,
            List<Integer> positions,
            double offset,
            List<Term> terms) {
        double extra = excess.getOrDefault(timed, 0.0);
        Optional<LadderPulses.Pulse> pulse = ladder.pulse(timed);
        if (pulse.isPresent() && ladder.leaks(out, unitary)) {
            terms.addAll(pulse.get().terms(positions, extra, offset));
            return;
        }
        Optional<Double> z = LadderPulses.zAngle(unitary);
        if (z.isPresent()) {
            double rate = LadderNoise.turned(unitary, z.get(), extra) / timed.duration();
            terms.add(new LadderLindbladian.Energy(
                    positions.get(0), ladder.anharmonicity(unitary.qubits().get(0)), rate));
            return;
        }
        PulseShape shape = new PulseShape(calibration.envelope(operationName(unitary)), 0);
        terms.add(new LadderLindbladian.Subspace(
                LadderNoise.integrated(unitary, extra),
                positions,
                new LadderLindbladian.Timing(shape, timed.duration(), offset)));
    }
}
