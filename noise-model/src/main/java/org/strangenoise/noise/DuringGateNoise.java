package org.strangenoise.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.strangenoise.channel.Envelope;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.device.Crosstalk;
import org.strangenoise.math.PrincipalLogarithm;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.schedule.ScheduledSegment;
import org.strangenoise.schedule.TimedOperation;

/**
 * Hamiltonians and dissipation together: time is cut wherever an operation starts or ends, and in each interval every
 * group of coupled qubits evolves under one Lindbladian. Channels that do not act in time follow their operation;
 * over-rotations scale its pulse; operations of no duration act at once.
 */
class DuringGateNoise extends SegmentNoise {

    private static final double RESOLUTION = 1e-15;

    DuringGateNoise(
            NoiseModel model, int qubits, double[] detunings, Map<TimedRelaxation, QuantumChannel> relaxations) {
        super(model, qubits, detunings, relaxations);
    }

    @Override
    void emit(ScheduledSegment segment, Emission out) {
        double[] cuts = cuts(segment);
        Map<TimedOperation, PauliSum> pulses = pulses(segment, out);
        prepare(segment, out);
        for (int i = 0; i < cuts.length; i++) {
            double time = cuts[i];
            for (TimedOperation timed : segment.operations()) {
                if (timed.duration() > 0 && Math.abs(timed.end() - time) < RESOLUTION) {
                    end(out, timed);
                    addExtras(out, timed, false);
                }
            }
            for (TimedOperation timed : segment.operations()) {
                if (timed.duration() == 0 && Math.abs(timed.start() - time) < RESOLUTION) {
                    act(out, timed);
                    err(out, timed, true);
                }
            }
            for (TimedOperation timed : segment.operations()) {
                if (timed.duration() > 0 && Math.abs(timed.start() - time) < RESOLUTION) {
                    begin(out, timed);
                }
            }
            if (i + 1 < cuts.length) {
                addInterval(out, segment, pulses, time, cuts[i + 1]);
            }
        }
    }

    /** Before the first instruction of a segment. */
    void prepare(ScheduledSegment segment, Emission out) {}

    /** What happens at once where an operation that takes time begins. */
    void begin(Emission out, TimedOperation timed) {}

    /** What happens at once where an operation that takes time has ended. */
    void end(Emission out, TimedOperation timed) {
        if (!(timed.operation() instanceof UnitaryOperation)) {
            addIdealAction(out, timed.operation());
        }
    }

    private static double[] cuts(ScheduledSegment segment) {
        TreeSet<Double> times = new TreeSet<>();
        times.add(0.0);
        times.add(segment.duration());
        for (TimedOperation timed : segment.operations()) {
            times.add(timed.start());
            times.add(timed.end());
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
    Map<TimedOperation, PauliSum> pulses(ScheduledSegment segment, Emission out) {
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
        double seconds = to - from;
        List<TimedOperation> active = segment.operations().stream()
                .filter(t -> t.start() < from + RESOLUTION && t.end() > to - RESOLUTION && t.duration() > 0)
                .toList();
        TimedOperation[] busy = new TimedOperation[qubits];
        active.forEach(t -> t.operation().qubits().forEach(q -> busy[q] = t));
        List<Crosstalk> acting = crosstalk().stream()
                .filter(pair -> crosstalkActs(
                        out,
                        List.of(
                                operationName(busy[pair.first()].operation()),
                                operationName(busy[pair.second()].operation()))))
                .toList();
        for (List<Integer> group : groups(active, acting)) {
            add(out, new Interval(group, active, busy, acting, from, seconds), pulses);
        }
    }

    /**
     * A group of coupled qubits in a stretch of time in which nothing begins or ends.
     *
     * @param group the qubits, ascending
     * @param active operations that last, also of other qubits
     * @param busy by qubit: the operation that it is in
     * @param acting pairs with crosstalk
     * @param from seconds after the segment's start
     * @param seconds how long
     */
    record Interval(
            List<Integer> group,
            List<TimedOperation> active,
            TimedOperation[] busy,
            List<Crosstalk> acting,
            double from,
            double seconds) {

        /** The operations on qubits of the group. */
        List<TimedOperation> own() {
            return active.stream()
                    .filter(timed -> group.containsAll(timed.operation().qubits()))
                    .toList();
        }

        /** Pairs of the group with crosstalk. */
        List<Crosstalk> pairs() {
            return acting.stream()
                    .filter(pair -> group.containsAll(List.of(pair.first(), pair.second())))
                    .toList();
        }

        String operation(int qubit) {
            return operationName(busy[qubit].operation());
        }
    }

    void add(Emission out, Interval interval, Map<TimedOperation, PauliSum> pulses) {
        List<Integer> group = interval.group();
        double seconds = interval.seconds();
        List<Lindbladian.Drive> drives = new ArrayList<>();
        List<Lindbladian.Relaxation> relaxations = new ArrayList<>();
        for (TimedOperation timed : interval.own()) {
            PauliSum pulse = pulses.get(timed);
            if (pulse != null) {
                drives.add(new Lindbladian.Drive(
                        embedded(pulse, timed.operation().qubits(), group),
                        calibration.envelope(operationName(timed.operation())),
                        timed.duration(),
                        interval.from() - timed.start()));
            }
        }
        for (int q : group) {
            String operation = interval.operation(q);
            relaxations.add(relaxation(out, q, operation, seconds));
            double detuning = detuning(q, operation, out.step);
            if (detuning != 0) {
                drives.add(constant(embedded(PauliSum.of(detuning * seconds / 2, "Z"), List.of(q), group), seconds));
                out.coverage.noise(operation, q, NoiseMechanism.QUASI_STATIC, seconds);
            }
        }
        for (Crosstalk pair : interval.pairs()) {
            List<Integer> targets = List.of(pair.first(), pair.second());
            drives.add(constant(embedded(zz(pair.rate() * seconds), targets, group), seconds));
            coverCrosstalk(out, interval, pair);
        }
        out.add(new NoisyInstruction.Continuous(
                new Lindbladian(group.size(), seconds, drives, relaxations), group));
    }

    static void coverCrosstalk(Emission out, Interval interval, Crosstalk pair) {
        List.of(pair.first(), pair.second())
                .forEach(q -> out.coverage.noise(
                        interval.operation(q), q, NoiseMechanism.CROSSTALK, interval.seconds()));
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
