package org.strangenoise.noise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Generator;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.schedule.ScheduledSegment;
import org.strangenoise.schedule.TimedOperation;

/**
 * Each operation's unitary when it ends, then the noise of its duration on its qubits; idles get the noise of theirs.
 * Within one round of operations that end together: all unitaries, their own errors, crosstalk since it last acted,
 * relaxation.
 */
class AfterGateNoise extends SegmentNoise {

    AfterGateNoise(NoiseModel model, int qubits, double[] detunings, Map<TimedRelaxation, QuantumChannel> relaxations) {
        super(model, qubits, detunings, relaxations);
    }

    @Override
    void emit(ScheduledSegment segment, Emission out) {
        double[][] crosstalkSince = new double[qubits][qubits];
        for (List<TimedOperation> round : rounds(segment)) {
            round.forEach(timed -> act(out, timed));
            round.forEach(timed -> err(out, timed, effect -> true));
            addCrosstalk(out, segment, round, crosstalkSince);
            for (TimedOperation timed : round) {
                for (int q : timed.operation().qubits()) {
                    addRelaxation(out, q, operationName(timed.operation()), timed.duration());
                }
            }
        }
    }

    /** Operations in order of their ends; a round holds those that end together, each qubit at most once. */
    private static List<List<TimedOperation>> rounds(ScheduledSegment segment) {
        List<TimedOperation> order = new ArrayList<>(segment.operations());
        order.sort(Comparator.comparingDouble(TimedOperation::end));
        List<List<TimedOperation>> rounds = new ArrayList<>();
        List<TimedOperation> round = new ArrayList<>();
        Set<Integer> busy = new HashSet<>();
        double resolution = segment.resolution();
        double end = Double.NEGATIVE_INFINITY;
        for (TimedOperation timed : order) {
            boolean together = Math.abs(timed.end() - end) < resolution;
            if (!round.isEmpty()
                    && (!together || timed.operation().qubits().stream().anyMatch(busy::contains))) {
                rounds.add(List.copyOf(round));
                round.clear();
                busy.clear();
            }
            end = timed.end();
            round.add(timed);
            busy.addAll(timed.operation().qubits());
        }
        if (!round.isEmpty()) {
            rounds.add(round);
        }
        return rounds;
    }

    /** The ZZ phase of every pair that a round touches, for the time since the pair was last touched. */
    private void addCrosstalk(Emission out, ScheduledSegment segment, List<TimedOperation> round, double[][] since) {
        double now = round.get(0).end();
        for (Crosstalk pair : crosstalk()) {
            List<Integer> targets = List.of(pair.first(), pair.second());
            double elapsed = now - since[pair.first()][pair.second()];
            boolean touched =
                    round.stream().anyMatch(t -> t.operation().qubits().stream().anyMatch(targets::contains));
            if (!touched || elapsed <= 0) {
                continue;
            }
            since[pair.first()][pair.second()] = now;
            List<String> operations =
                    targets.stream().map(q -> operationBefore(segment, q, now)).toList();
            if (!crosstalkActs(out, operations)) {
                continue;
            }
            double angle = pair.rate() * elapsed;
            addCrosstalk(
                    out,
                    pair,
                    angle,
                    new NoiseOrigin(NoiseMechanism.CROSSTALK, crosstalkOperation(operations), elapsed));
            for (int k = 0; k < 2; k++) {
                out.coverage.noise(operations.get(k), targets.get(k), NoiseMechanism.CROSSTALK, elapsed);
            }
        }
    }

    /** {@code exp(-i angle Z Z)} of a pair. */
    void addCrosstalk(Emission out, Crosstalk pair, double angle, NoiseOrigin origin) {
        out.add(new NoisyInstruction.Gate(
                new DiagonalOperation(
                        NoiseMechanism.CROSSTALK,
                        List.of(angle),
                        List.of(pair.first(), pair.second()),
                        new Generator(angle, zz(1))),
                Optional.of(origin)));
    }

    /** What a qubit does just before a time; neither qubit of a pair has changed that since the pair was touched. */
    private static String operationBefore(ScheduledSegment segment, int qubit, double time) {
        double before = time - segment.resolution();
        return segment.operations().stream()
                .filter(t -> t.operation().qubits().contains(qubit) && t.start() < before && t.end() > before)
                .map(t -> operationName(t.operation()))
                .findFirst()
                .orElse(ExtraChannel.IDLE);
    }
}
