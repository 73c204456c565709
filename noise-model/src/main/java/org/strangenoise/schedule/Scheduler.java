package org.strangenoise.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Operation;

/** Gives every operation its time, and every gap an explicit idle. */
public final class Scheduler {

    /** When an operation starts within the freedom that order and durations leave. */
    public enum Policy {
        /** As soon as its qubits are free. */
        ASAP,
        /** As late as the operations after it allow, so that qubits wait in their initial state. */
        ALAP
    }

    private final OperationDurations durations;
    private final Policy policy;

    public Scheduler(OperationDurations durations, Policy policy) {
        this.durations = durations;
        this.policy = policy;
    }

    /** As soon as possible. */
    public Scheduler(OperationDurations durations) {
        this(durations, Policy.ASAP);
    }

    /**
     * The circuit in time. A boundary synchronises all qubits, a barrier its own.
     *
     * @throws UnknownDurationException if operations have no duration; it tells all of them
     */
    public ScheduledCircuit schedule(Circuit circuit) {
        try {
            return scheduled(circuit);
        } catch (UnknownDurationException first) {
            durations.requireAll(circuit.operations().stream()
                    .filter(Scheduler::takesDeviceTime)
                    .toList());
            throw first;
        }
    }

    private static boolean takesDeviceTime(Operation operation) {
        return !(operation instanceof Boundary || operation instanceof Barrier || operation instanceof Delay);
    }

    private ScheduledCircuit scheduled(Circuit circuit) {
        Map<List<Operation>, ScheduledSegment> known = new HashMap<>();
        List<ScheduledSegment> segments = new ArrayList<>();
        List<Operation> stretch = new ArrayList<>();
        for (Operation operation : circuit.operations()) {
            stretch.add(operation);
            if (operation instanceof Boundary) {
                segments.add(known.computeIfAbsent(List.copyOf(stretch), s -> segment(circuit.qubits(), s)));
                stretch.clear();
            }
        }
        if (!stretch.isEmpty()) {
            segments.add(segment(circuit.qubits(), List.copyOf(stretch)));
        }
        return new ScheduledCircuit(circuit.qubits(), segments);
    }

    private ScheduledSegment segment(int qubits, List<Operation> stretch) {
        Optional<Boundary> end =
                stretch.get(stretch.size() - 1) instanceof Boundary boundary ? Optional.of(boundary) : Optional.empty();
        List<Operation> body = end.isPresent() ? stretch.subList(0, stretch.size() - 1) : stretch;
        List<TimedOperation> timed = policy == Policy.ASAP ? asap(qubits, body) : alap(qubits, body);
        double duration = timed.stream().mapToDouble(TimedOperation::end).max().orElse(0);
        return new ScheduledSegment(withIdles(qubits, timed, duration), duration, end);
    }

    private List<TimedOperation> asap(int qubits, List<Operation> body) {
        double[] free = new double[qubits];
        List<TimedOperation> timed = new ArrayList<>();
        for (Operation operation : body) {
            double start =
                    operation.qubits().stream().mapToDouble(q -> free[q]).max().orElseThrow();
            double duration = duration(operation);
            operation.qubits().forEach(q -> free[q] = start + duration);
            if (!(operation instanceof Barrier)) {
                timed.add(new TimedOperation(operation, start, duration));
            }
        }
        return timed;
    }

    /**
     * ASAP of the reversed order, read backwards in time. Times that rounding parts are joined again, so that no
     * operation starts before the one it follows has ended.
     */
    private List<TimedOperation> alap(int qubits, List<Operation> body) {
        List<Operation> backwards = new ArrayList<>(body);
        Collections.reverse(backwards);
        List<TimedOperation> reversed = asap(qubits, backwards);
        double duration =
                reversed.stream().mapToDouble(TimedOperation::end).max().orElse(0);
        double resolution = ScheduledSegment.resolution(reversed, duration);
        Collections.reverse(reversed);
        double[] free = new double[qubits];
        List<TimedOperation> timed = new ArrayList<>();
        for (TimedOperation t : reversed) {
            List<Integer> targets = t.operation().qubits();
            double earliest = targets.stream().mapToDouble(q -> free[q]).max().orElseThrow();
            double latest = duration - t.end();
            double start = latest - earliest < resolution ? earliest : latest;
            timed.add(new TimedOperation(t.operation(), start, t.duration()));
            targets.forEach(q -> free[q] = start + t.duration());
        }
        return timed;
    }

    private double duration(Operation operation) {
        if (operation instanceof Barrier) {
            return 0;
        }
        if (operation instanceof Delay delay) {
            return delay.seconds();
        }
        double seconds = durations.seconds(operation);
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException(
                    "the duration of " + operation + " must be finite and not negative, but is " + seconds + " s");
        }
        return seconds;
    }

    /** Requested delays become idles too: a gap and a delay that touch stay two entries, with the same noise. */
    private static List<TimedOperation> withIdles(int qubits, List<TimedOperation> timed, double duration) {
        double resolution = ScheduledSegment.resolution(timed, duration);
        double[] covered = new double[qubits];
        List<TimedOperation> all = new ArrayList<>(timed.size() + qubits);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, timed.size()).boxed().toList());
        order.sort(Comparator.comparingDouble(i -> timed.get(i).start()));
        for (int i : order) {
            TimedOperation t = timed.get(i);
            for (int q : t.operation().qubits()) {
                addIdle(all, q, covered[q], t.start(), resolution);
                covered[q] = t.end();
            }
            all.add(t);
        }
        for (int q = 0; q < qubits; q++) {
            addIdle(all, q, covered[q], duration, resolution);
        }
        all.sort(Comparator.comparingDouble(TimedOperation::start));
        return all;
    }

    private static void addIdle(List<TimedOperation> all, int qubit, double from, double to, double resolution) {
        double seconds = to - from;
        if (seconds <= resolution) {
            return;
        }
        // Rounding must not let the idle end after what follows it, which may take no time itself.
        while (from + seconds > to) {
            seconds = Math.nextDown(seconds);
        }
        all.add(new TimedOperation(new Delay(qubit, seconds), from, seconds));
    }
}
