package org.strangenoise.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.strangenoise.channel.Envelope;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.NoiseEffect;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.Condition;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.math.PrincipalLogarithm;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.schedule.ScheduledSegment;
import org.strangenoise.schedule.TimedOperation;

/**
 * Hamiltonians and dissipation together: time is cut wherever an operation starts or ends, and in each interval every
 * group of coupled qubits evolves under one Lindbladian. Channels stated by rates join it; others follow their
 * operation. Over-rotations scale its pulse; operations of no duration act at once, and measurements when they start.
 */
class DuringGateNoise extends SegmentNoise {

    DuringGateNoise(
            NoiseModel model, int qubits, double[] detunings, Map<TimedRelaxation, QuantumChannel> relaxations) {
        super(model, qubits, detunings, relaxations);
    }

    /** An operation between two cuts; both the same for one that acts at one instant. */
    record Placed(TimedOperation timed, int first, int last) {

        boolean isInstant() {
            return first == last;
        }

        boolean isActive(int interval) {
            return first <= interval && interval < last;
        }
    }

    @Override
    void emit(ScheduledSegment segment, Emission out) {
        double[] cuts = cuts(segment);
        List<Placed> placed = segment.operations().stream()
                .map(t -> new Placed(t, cut(cuts, t.start()), cut(cuts, segment.settles(t) ? t.start() : t.end())))
                .toList();
        Map<TimedOperation, PauliSum> pulses = prepare(placed, out);
        for (int i = 0; i < cuts.length; i++) {
            for (Placed p : placed) {
                if (p.last == i && !p.isInstant()) {
                    out.under(p.timed.guard());
                    end(out, segment, p.timed);
                }
            }
            for (Placed p : placed) {
                out.under(p.timed.guard());
                if (p.first == i && (p.isInstant() || p.timed.operation() instanceof Measurement)) {
                    act(out, segment, p.timed);
                }
                if (p.last == i && p.isInstant() && !segment.settles(p.timed)) {
                    err(out, p.timed, e -> true);
                    p.timed
                            .operation()
                            .qubits()
                            .forEach(
                                    q -> addRelaxation(out, q, operationName(p.timed.operation()), p.timed.duration()));
                }
            }
            for (Placed p : placed) {
                if (p.first == i && !p.isInstant()) {
                    out.under(p.timed.guard());
                    begin(out, p.timed);
                }
            }
            out.under(Optional.empty());
            if (i + 1 < cuts.length) {
                addInterval(out, new Interval(i, cuts, placed), segment.settled(), pulses);
            }
        }
    }

    /** What happens at once where an operation that takes time begins. */
    void begin(Emission out, TimedOperation timed) {}

    /** What happens at once where an operation that takes time has ended. */
    void end(Emission out, ScheduledSegment segment, TimedOperation timed) {
        if (timed.operation() instanceof Reset) {
            addIdealAction(out, segment, timed);
        }
        addExtras(
                out,
                timed,
                e -> e instanceof NoiseEffect.Apply apply && apply.rates().isEmpty());
    }

    /** Where anything starts or ends, ascending; times that only rounding parts are one. */
    private static double[] cuts(ScheduledSegment segment) {
        double[] times = DoubleStream.concat(
                        DoubleStream.of(0, segment.duration()),
                        segment.operations().stream()
                                .flatMapToDouble(t -> segment.settles(t)
                                        ? DoubleStream.of(t.start())
                                        : DoubleStream.of(t.start(), t.end())))
                .sorted()
                .toArray();
        double resolution = segment.resolution();
        int count = 0;
        for (double time : times) {
            if (count == 0 || time - times[count - 1] >= resolution) {
                times[count++] = time;
            }
        }
        return Arrays.copyOf(times, count);
    }

    /** The last cut that is not after a time. */
    private static int cut(double[] cuts, double time) {
        int found = Arrays.binarySearch(cuts, time);
        return found >= 0 ? found : -found - 2;
    }

    /** The integrated Hamiltonian of every gate that takes time, over-rotations included. */
    Map<TimedOperation, PauliSum> prepare(List<Placed> placed, Emission out) {
        Map<TimedOperation, PauliSum> pulses = new LinkedHashMap<>();
        for (Placed p : placed) {
            if (!p.isInstant() && p.timed.operation() instanceof UnitaryOperation unitary) {
                double excess = overRotation(out, unitary, p.timed.duration());
                pulses.put(
                        p.timed,
                        unitary.generator()
                                .map(g -> g.withAngle(g.angle() + excess).integrated())
                                .orElseGet(() -> PauliSum.decompose(PrincipalLogarithm.ofUnitary(unitary.matrix())
                                        .scaled(-1))));
            }
        }
        return pulses;
    }

    /** The time between two neighbouring cuts. */
    static final class Interval {
        private final int index;
        private final double[] cuts;
        private final List<Placed> active;
        final double seconds;

        Interval(int index, double[] cuts, List<Placed> placed) {
            this.index = index;
            this.cuts = cuts;
            this.active = placed.stream().filter(p -> p.isActive(index)).toList();
            // An operation that fills the interval says how long it is; far from 0 a difference of times is rounded.
            this.seconds = active.stream()
                    .filter(this::fills)
                    .mapToDouble(p -> p.timed.duration())
                    .findFirst()
                    .orElse(cuts[index + 1] - cuts[index]);
        }

        private boolean fills(Placed p) {
            return p.last == p.first + 1;
        }

        /** The part of a pulse that falls into this interval; all its parts together are exactly the pulse. */
        Lindbladian.Drive drive(Placed p, PauliSum integrated, Envelope envelope) {
            double length = fills(p) ? seconds : unit() * (cuts[p.last] - cuts[p.first]);
            return new Lindbladian.Drive(integrated, envelope, length, offset(p));
        }

        /** Seconds of an operation that are over when the interval begins. */
        double offset(Placed p) {
            return unit() * (cuts[index] - cuts[p.first]);
        }

        private double unit() {
            return seconds / (cuts[index + 1] - cuts[index]);
        }
    }

    private void addInterval(
            Emission out, Interval interval, Set<Integer> settled, Map<TimedOperation, PauliSum> pulses) {
        double seconds = interval.seconds;
        Operation[] busy = new Operation[qubits];
        Arrays.setAll(busy, q -> new Delay(q, seconds));
        for (Placed p : interval.active) {
            p.timed.operation().qubits().forEach(q -> busy[q] = p.timed.operation());
        }
        List<Crosstalk> acting = crosstalk().stream()
                .filter(pair -> crosstalkActs(
                        out, List.of(operationName(busy[pair.first()]), operationName(busy[pair.second()]))))
                .toList();
        for (List<Integer> group : groups(interval.active, acting)) {
            List<Placed> members = interval.active.stream()
                    .filter(p -> group.containsAll(p.timed.operation().qubits()))
                    .toList();
            if (members.isEmpty() && group.size() == 1 && settled.containsAll(group)) {
                continue;
            }
            for (Way way : ways(members)) {
                out.under(way.guard());
                addEvolution(out, interval, way.operations(), settled, pulses, acting, group);
            }
        }
        out.under(Optional.empty());
    }

    /** What a group of qubits does in an interval if records say so. */
    private record Way(Optional<Condition> guard, List<Placed> operations) {}

    /** One for every choice of guards that leaves each busy qubit exactly one operation. */
    private static List<Way> ways(List<Placed> active) {
        List<Condition> guards = active.stream()
                .flatMap(p -> p.timed.guard().stream())
                .distinct()
                .toList();
        if (guards.isEmpty()) {
            return List.of(new Way(Optional.empty(), active));
        }
        Set<Integer> busy = new HashSet<>();
        active.forEach(p -> busy.addAll(p.timed.operation().qubits()));
        List<Way> ways = new ArrayList<>();
        for (long choice = 0; choice < 1L << guards.size(); choice++) {
            long chosen = choice;
            List<Placed> operations = active.stream()
                    .filter(p -> p.timed.guard().isEmpty()
                            || (chosen >> guards.indexOf(p.timed.guard().get()) & 1) == 1)
                    .toList();
            List<Integer> acted = operations.stream()
                    .flatMap(p -> p.timed.operation().qubits().stream())
                    .toList();
            if (acted.size() == busy.size() && busy.equals(Set.copyOf(acted))) {
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

    /** What acts on each qubit in an interval: an operation, or a delay of its length. */
    final Operation[] busy(List<Placed> active, double seconds) {
        Operation[] busy = new Operation[qubits];
        Arrays.setAll(busy, q -> new Delay(q, seconds));
        active.forEach(p -> p.timed.operation().qubits().forEach(q -> busy[q] = p.timed.operation()));
        return busy;
    }

    /** The qubits that rest, on which no operation acts. */
    static Set<Integer> resting(Set<Integer> settled, List<Placed> active) {
        Set<Integer> resting = new HashSet<>(settled);
        active.forEach(p -> resting.removeAll(p.timed.operation().qubits()));
        return resting;
    }

    /**
     * One group of coupled qubits in an interval.
     *
     * @param active its operations
     * @param settled qubits that rest unless an operation acts on them
     */
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
        List<Lindbladian.Drive> drives = new ArrayList<>();
        List<Lindbladian.Relaxation> relaxations = new ArrayList<>();
        for (Placed p : active) {
            PauliSum pulse = pulses.get(p.timed);
            List<Integer> targets = p.timed.operation().qubits();
            if (pulse != null) {
                drives.add(interval.drive(
                        p, embedded(pulse, targets, group), calibration.envelope(operationName(p.timed.operation()))));
            }
        }
        for (int q : group) {
            if (resting.contains(q)) {
                relaxations.add(Lindbladian.Relaxation.NONE);
                continue;
            }
            String operation = operationName(busy[q]);
            relaxations.add(relaxation(out, q, operation, seconds).plus(extraRates(out, q, busy[q], seconds)));
            double detuning = detuning(q, operation, out.step);
            if (detuning != 0) {
                drives.add(constant(embedded(PauliSum.of(detuning * seconds / 2, "Z"), List.of(q), group), seconds));
                out.coverage.noise(operation, q, NoiseMechanism.QUASI_STATIC, seconds);
            }
        }
        for (Crosstalk pair : acting) {
            List<Integer> targets = List.of(pair.first(), pair.second());
            if (group.containsAll(targets)) {
                drives.add(constant(embedded(zz(pair.rate() * seconds), targets, group), seconds));
                targets.forEach(q -> out.coverage.noise(operationName(busy[q]), q, NoiseMechanism.CROSSTALK, seconds));
            }
        }
        out.add(new NoisyInstruction.Continuous(new Lindbladian(group.size(), seconds, drives, relaxations), group));
    }

    private static Lindbladian.Drive constant(PauliSum integrated, double seconds) {
        return new Lindbladian.Drive(integrated, Envelope.RECTANGULAR, seconds, 0);
    }

    private static PauliSum embedded(PauliSum sum, List<Integer> targets, List<Integer> group) {
        return sum.embedded(group.size(), targets.stream().map(group::indexOf).toList());
    }

    /** Qubits that a gate or crosstalk couples, each group ascending. */
    private List<List<Integer>> groups(List<Placed> active, List<Crosstalk> acting) {
        int[] root = new int[qubits];
        Arrays.setAll(root, q -> q);
        for (Placed p : active) {
            Operation operation = p.timed.operation();
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
