package org.strangenoise.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.strangenoise.channel.Envelope;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.Condition;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.device.ExtraChannel;
import org.strangenoise.math.PrincipalLogarithm;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.schedule.ScheduledSegment;
import org.strangenoise.schedule.TimedOperation;

/**
 * Hamiltonians and dissipation together: time is cut wherever an operation starts or ends, and in each interval every
 * group of coupled qubits evolves under one Lindbladian. Channels that do not act in time follow their operation;
 * over-rotations scale its pulse; operations of no duration act at once, and measurements when they start.
 */
final class DuringGateNoise extends SegmentNoise {

    private static final double RESOLUTION = 1e-15;

    DuringGateNoise(
            NoiseModel model, int qubits, double[] detunings, Map<TimedRelaxation, QuantumChannel> relaxations) {
        super(model, qubits, detunings, relaxations);
    }

    @Override
    void emit(ScheduledSegment segment, Emission out) {
        double[] cuts = cuts(segment);
        Map<TimedOperation, PauliSum> pulses = pulses(segment, out);
        for (int i = 0; i < cuts.length; i++) {
            double time = cuts[i];
            for (TimedOperation timed : segment.operations()) {
                if (timed.duration() > 0 && Math.abs(timed.end() - time) < RESOLUTION && !segment.settles(timed)) {
                    out.under(timed.guard());
                    if (timed.operation() instanceof Reset) {
                        addIdealAction(out, segment, timed);
                    }
                    addExtras(out, timed, false);
                }
            }
            for (TimedOperation timed : segment.operations()) {
                boolean measures = timed.operation() instanceof Measurement;
                if ((timed.duration() == 0 || measures) && Math.abs(timed.start() - time) < RESOLUTION) {
                    out.under(timed.guard());
                    addIdealAction(out, segment, timed);
                    if (timed.duration() == 0 && !segment.settles(timed)) {
                        addExtras(out, timed, true);
                    }
                }
            }
            out.under(Optional.empty());
            if (i + 1 < cuts.length) {
                addInterval(out, segment, pulses, time, cuts[i + 1]);
            }
        }
    }

    private static double[] cuts(ScheduledSegment segment) {
        TreeSet<Double> times = new TreeSet<>();
        times.add(0.0);
        times.add(segment.duration());
        for (TimedOperation timed : segment.operations()) {
            times.add(timed.start());
            if (!segment.settles(timed)) {
                times.add(timed.end());
            }
        }
        List<Double> distinct = new ArrayList<>();
        for (double time : times) {
            if (distinct.isEmpty() || time - distinct.get(distinct.size() - 1) >= RESOLUTION) {
                distinct.add(time);
            }
        }
        return distinct.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The integrated Hamiltonian of every gate that takes time, over-rotations included. */
    private Map<TimedOperation, PauliSum> pulses(ScheduledSegment segment, Emission out) {
        Map<TimedOperation, PauliSum> pulses = new LinkedHashMap<>();
        for (TimedOperation timed : segment.operations()) {
            if (timed.duration() > 0 && timed.operation() instanceof UnitaryOperation unitary) {
                double excess = overRotation(out, unitary, timed.duration());
                pulses.put(
                        timed,
                        unitary.generator()
                                .map(g -> g.withAngle(g.angle() + excess).integrated())
                                .orElseGet(() -> PauliSum.decompose(PrincipalLogarithm.ofUnitary(unitary.matrix())
                                        .scaled(-1))));
            }
        }
        return pulses;
    }

    private void addInterval(
            Emission out, ScheduledSegment segment, Map<TimedOperation, PauliSum> pulses, double from, double to) {
        List<TimedOperation> active = segment.operations().stream()
                .filter(t -> t.start() < from + RESOLUTION && t.end() > to - RESOLUTION && t.duration() > 0)
                .filter(t -> !segment.settles(t))
                .toList();
        String[] busy = new String[qubits];
        Arrays.fill(busy, ExtraChannel.IDLE);
        active.forEach(t -> t.operation().qubits().forEach(q -> busy[q] = operationName(t.operation())));
        List<Crosstalk> acting = crosstalk().stream()
                .filter(pair -> crosstalkActs(out, List.of(busy[pair.first()], busy[pair.second()])))
                .toList();
        for (List<Integer> group : groups(active, acting)) {
            List<TimedOperation> members = active.stream()
                    .filter(t -> group.containsAll(t.operation().qubits()))
                    .toList();
            for (Way way : ways(members, group)) {
                out.under(way.guard());
                addEvolution(out, way.operations(), pulses, acting, group, from, to);
            }
        }
        out.under(Optional.empty());
    }

    /** What a group of qubits does in an interval if records say so. */
    private record Way(Optional<Condition> guard, List<TimedOperation> operations) {}

    /** One for every choice of guards that leaves each qubit one operation at most, and none without. */
    private static List<Way> ways(List<TimedOperation> active, List<Integer> group) {
        List<Condition> guards = active.stream()
                .flatMap(t -> t.guard().stream())
                .distinct()
                .toList();
        if (guards.isEmpty()) {
            return active.isEmpty() && group.size() == 1
                    ? List.of()
                    : List.of(new Way(Optional.empty(), active));
        }
        Set<Integer> busy = new TreeSet<>();
        active.forEach(t -> busy.addAll(t.operation().qubits()));
        List<Way> ways = new ArrayList<>();
        for (long choice = 0; choice < 1L << guards.size(); choice++) {
            long chosen = choice;
            List<TimedOperation> operations = active.stream()
                    .filter(t -> t.guard().isEmpty()
                            || (chosen >> guards.indexOf(t.guard().get()) & 1) == 1)
                    .toList();
            List<Integer> acted = operations.stream()
                    .flatMap(t -> t.operation().qubits().stream())
                    .toList();
            if (acted.size() == busy.size() && busy.containsAll(acted) && Set.copyOf(acted).size() == acted.size()) {
                List<Condition> literals = new ArrayList<>();
                for (int k = 0; k < guards.size(); k++) {
                    literals.add((chosen >> k & 1) == 1 ? guards.get(k) : new Condition.Not(guards.get(k)));
                }
                ways.add(new Way(
                        Optional.of(new Condition.Joined(Condition.Joined.Connective.AND, literals)), operations));
            }
        }
        return ways;
    }

    private void addEvolution(
            Emission out,
            List<TimedOperation> active,
            Map<TimedOperation, PauliSum> pulses,
            List<Crosstalk> acting,
            List<Integer> group,
            double from,
            double to) {
        double seconds = to - from;
        TimedOperation[] busy = new TimedOperation[qubits];
        active.forEach(t -> t.operation().qubits().forEach(q -> busy[q] = t));
            List<Lindbladian.Drive> drives = new ArrayList<>();
            List<Lindbladian.Relaxation> relaxations = new ArrayList<>();
            for (TimedOperation timed : active) {
                PauliSum pulse = pulses.get(timed);
                if (pulse != null) {
                    drives.add(new Lindbladian.Drive(
                            embedded(pulse, timed.operation().qubits(), group),
                            calibration.envelope(operationName(timed.operation())),
                            timed.duration(),
                            from - timed.start()));
                }
            }
            for (int q : group) {
                if (busy[q] == null) {
                    relaxations.add(Lindbladian.Relaxation.NONE);
                    continue;
                }
                String operation = operationName(busy[q].operation());
                relaxations.add(relaxation(out, q, operation, seconds));
                double detuning = detuning(q, operation, out.step);
                if (detuning != 0) {
                    drives.add(
                            constant(embedded(PauliSum.of(detuning * seconds / 2, "Z"), List.of(q), group), seconds));
                    out.coverage.noise(operation, q, NoiseMechanism.QUASI_STATIC, seconds);
                }
            }
            for (Crosstalk pair : acting) {
                List<Integer> targets = List.of(pair.first(), pair.second());
                if (group.containsAll(targets)) {
                    drives.add(constant(embedded(zz(pair.rate() * seconds), targets, group), seconds));
                    targets.forEach(q -> out.coverage.noise(
                            busy[q] == null ? ExtraChannel.IDLE : operationName(busy[q].operation()),
                            q,
                            NoiseMechanism.CROSSTALK,
                            seconds));
                }
            }
            out.add(new NoisyInstruction.Continuous(
                    new Lindbladian(group.size(), seconds, drives, relaxations), group));
    }

    private static Lindbladian.Drive constant(PauliSum integrated, double seconds) {
        return new Lindbladian.Drive(integrated, Envelope.RECTANGULAR, seconds, 0);
    }

    private static PauliSum embedded(PauliSum sum, List<Integer> targets, List<Integer> group) {
        return sum.embedded(group.size(), targets.stream().map(group::indexOf).toList());
    }

    /** Qubits that a gate or crosstalk couples, each group ascending. */
    private List<List<Integer>> groups(List<TimedOperation> active, List<Crosstalk> acting) {
        int[] root = new int[qubits];
        Arrays.setAll(root, q -> q);
        for (TimedOperation timed : active) {
            Operation operation = timed.operation();
            if (!(operation instanceof Delay)) {
                join(root, operation.qubits());
            }
        }
        for (Crosstalk pair : acting) {
            join(root, List.of(pair.first(), pair.second()));
        }
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        for (int q = 0; q < qubits; q++) {
            groups.computeIfAbsent(root[q], r -> new ArrayList<>()).add(q);
        }
        return List.copyOf(groups.values());
    }

    private static void join(int[] root, List<Integer> members) {
        int target = root[members.get(0)];
        for (int member : members) {
            int old = root[member];
            for (int q = 0; q < root.length; q++) {
                if (root[q] == old) {
                    root[q] = target;
                }
            }
        }
    }
}
