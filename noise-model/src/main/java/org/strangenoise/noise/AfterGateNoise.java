package org.strangenoise.noise;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.schedule.ScheduledSegment;
import org.strangenoise.schedule.TimedOperation;

/**
 * Each operation's unitary when it ends, then the noise of its duration on its qubits; idles get the noise of theirs. A
 * measurement acts when it starts. Within one round of operations that end together: all unitaries, their own errors,
 * crosstalk since it last acted, relaxation.
 */
class AfterGateNoise extends SegmentNoise {

    AfterGateNoise(NoiseModel model, int qubits, double[] detunings, Map<TimedRelaxation, QuantumChannel> relaxations) {
        super(model, qubits, detunings, relaxations);
    }

    @Override
    void emit(ScheduledSegment segment, Emission out) {
        double[][] crosstalkSince = new double[qubits][qubits];
        for (List<Event> round : rounds(segment)) {
            for (Event event : round) {
                if (event.acts()) {
                    out.under(event.timed().guard());
                    act(out, segment, event.timed());
                }
            }
            for (Event event : round) {
                if (event.ends()) {
                    out.under(event.timed().guard());
                    err(out, event.timed(), effect -> true);
                }
            }
            out.under(Optional.empty());
            addCrosstalk(out, segment, round, crosstalkSince);
            for (Event event : round) {
                if (event.ends()) {
                    TimedOperation timed = event.timed();
                    out.under(timed.guard());
                    for (int q : timed.operation().qubits()) {
                        addRelaxation(out, q, operationName(timed.operation()), timed.duration());
                    }
                }
            }
        }
        out.under(Optional.empty());
    }

    /**
     * A circuit with other detunings of the same qubits: nothing but the turns that they make differs, and the rest is
     * shared.
     */
    static NoisyCircuit detuned(NoisyCircuit circuit, double[] detunings) {
        Map<NoisySegment, NoisySegment> known = new IdentityHashMap<>();
        List<NoisySegment> segments = circuit.segments().stream()
                .map(segment -> known.computeIfAbsent(segment, s -> detuned(s, detunings)))
                .toList();
        return new NoisyCircuit(circuit.qubits(), segments, circuit.readout(), circuit.records(), circuit.levels());
    }

    private static NoisySegment detuned(NoisySegment segment, double[] detunings) {
        List<NoisyInstruction> instructions =
                new ArrayList<>(segment.instructions().size());
        for (NoisyInstruction instruction : segment.instructions()) {
            instructions.add(detuned(instruction, detunings));
        }
        return new NoisySegment(instructions, segment.seconds(), segment.end());
    }

    private static NoisyInstruction detuned(NoisyInstruction instruction, double[] detunings) {
        if (instruction instanceof NoisyInstruction.Conditional conditional) {
            return new NoisyInstruction.Conditional(conditional.guard(), detuned(conditional.instruction(), detunings));
        }
        if (instruction instanceof NoisyInstruction.Gate gate
                && gate.error().isPresent()
                && gate.error().get().mechanism().equals(NoiseMechanism.QUASI_STATIC)) {
            double angle = detunings[gate.qubits().get(0)] * gate.error().get().seconds();
            DiagonalOperation turn = (DiagonalOperation) gate.operation();
            return new NoisyInstruction.Gate(
                    new DiagonalOperation(
                            turn.name(),
                            List.of(angle),
                            turn.qubits(),
                            turn.exponent().withAngle(angle)),
                    gate.error());
        }
        return instruction;
    }

    /**
     * Something that happens at an instant.
     *
     * @param acts whether it is the operation's own action
     * @param ends whether it is its end, when the noise of its duration acts
     */
    private record Event(TimedOperation timed, double time, boolean acts, boolean ends) {

        static Stream<Event> of(ScheduledSegment segment, TimedOperation timed) {
            if (!(timed.operation() instanceof Measurement)) {
                return Stream.of(new Event(timed, timed.end(), true, true));
            }
            Event outcome = new Event(timed, timed.start(), true, false);
            return segment.settles(timed)
                    ? Stream.of(outcome)
                    : Stream.of(outcome, new Event(timed, timed.end(), false, true));
        }

        List<Integer> qubits() {
            return timed.operation().qubits();
        }
    }

    /**
     * Events in order of time; a round holds those of one time, each qubit at most once. What happens at one time is in
     * the order of the operations, so that the rounding of times decides nothing.
     */
    private static List<List<Event>> rounds(ScheduledSegment segment) {
        List<Event> order = new ArrayList<>();
        segment.operations().forEach(timed -> Event.of(segment, timed).forEach(order::add));
        List<List<Event>> rounds = new ArrayList<>();
        for (List<Event> together : instants(order, segment.resolution())) {
            List<Event> round = new ArrayList<>();
            Set<Integer> busy = new HashSet<>();
            for (Event event : together) {
                if (event.qubits().stream().anyMatch(busy::contains)) {
                    rounds.add(List.copyOf(round));
                    round.clear();
                    busy.clear();
                }
                round.add(event);
                busy.addAll(event.qubits());
            }
            rounds.add(round);
        }
        return rounds;
    }

    /** Events of one time each, in order of time, and within one time as they were given. */
    private static Collection<List<Event>> instants(List<Event> events, double resolution) {
        double[] times = events.stream().mapToDouble(Event::time).sorted().toArray();
        Map<Double, Integer> instant = new HashMap<>();
        int last = 0;
        for (int k = 0; k < times.length; k++) {
            if (k > 0 && times[k] - times[k - 1] >= resolution) {
                last++;
            }
            instant.put(times[k], last);
        }
        return events.stream()
                .collect(Collectors.groupingBy(
                        event -> Objects.requireNonNull(instant.get(event.time())), TreeMap::new, Collectors.toList()))
                .values();
    }

    /** The ZZ phase of every pair that a round touches, for the time since the pair was last touched. */
    private void addCrosstalk(Emission out, ScheduledSegment segment, List<Event> round, double[][] since) {
        double now = round.get(0).time();
        for (Crosstalk pair : crosstalk()) {
            List<Integer> targets = List.of(pair.first(), pair.second());
            double elapsed = now - since[pair.first()][pair.second()];
            boolean touched =
                    round.stream().anyMatch(event -> event.qubits().stream().anyMatch(targets::contains));
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
