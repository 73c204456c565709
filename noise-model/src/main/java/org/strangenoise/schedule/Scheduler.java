package org.strangenoise.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Condition;
import org.strangenoise.circuit.Conditional;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;

/**
 * Gives every operation its time, and every gap an explicit idle.
 *
 * <p>A conditional block is one operation in time: its qubits start together, when all are free, its bits are known and
 * classical control has answered, and are free again together, after the longer of its two ways. The circuit ends where
 * a measurement starts that nothing follows.
 */
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

    /** A scheduler of these durations. */
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
            durations.requireAll(timed(circuit.operations()).toList());
            throw first;
        }
    }

    /** The operations that take the device's time, those of both ways of conditional blocks included. */
    private static Stream<Operation> timed(List<Operation> operations) {
        return operations.stream().flatMap(operation -> {
            if (operation instanceof Conditional block) {
                return Stream.concat(timed(block.then()), timed(block.otherwise()));
            }
            boolean timeless =
                    operation instanceof Boundary || operation instanceof Barrier || operation instanceof Delay;
            return timeless ? Stream.of() : Stream.of(operation);
        });
    }

    private ScheduledCircuit scheduled(Circuit circuit) {
        RecordingOrder.Renumbered program = RecordingOrder.of(circuit);
        List<Stretch> stretches = stretches(program.operations());
        double[] known = new double[program.records().size()];
        Arrays.fill(known, Double.NEGATIVE_INFINITY);
        Map<Stretch, ScheduledSegment> same = new HashMap<>();
        List<ScheduledSegment> segments = new ArrayList<>();
        Stretch last = null;
        ScheduledSegment lastSegment = null;
        for (Stretch stretch : stretches) {
            // Steps of a circuit are mostly the same objects, which need no search.
            ScheduledSegment segment =
                    lastSegment != null && last != null && stretch.holdsWhat(last) ? lastSegment : same.get(stretch);
            boolean repeats = stretch.operations().stream().noneMatch(Conditional.class::isInstance);
            if (segment == null) {
                segment = segment(circuit.qubits(), stretch, known, program);
                if (repeats) {
                    same.put(stretch, segment);
                }
            }
            last = stretch;
            lastSegment = repeats ? segment : null;
            segments.add(segment);
            for (int r = 0; r < known.length; r++) {
                known[r] -= segment.duration();
            }
        }
        return new ScheduledCircuit(circuit.qubits(), segments, program.records());
    }

    /**
     * What stands between two boundaries.
     *
     * @param settled qubits measured for the last time before
     * @param settling places of measurements that settle their qubits here
     * @param last whether measurements settle their qubits here, and nothing happens after it
     */
    private record Stretch(
            List<Operation> operations,
            Optional<Boundary> end,
            Set<Integer> settled,
            Set<Integer> settling,
            boolean last) {

        /** True if another consists of the very same operations in the same place; false tells nothing. */
        @SuppressWarnings("ReferenceEquality") // the objects are what is asked about
        boolean holdsWhat(Stretch other) {
            if (operations.size() != other.operations.size() || last != other.last) {
                return false;
            }
            for (int k = 0; k < operations.size(); k++) {
                if (operations.get(k) != other.operations.get(k)) {
                    return false;
                }
            }
            return end.equals(other.end) && settled.equals(other.settled) && settling.equals(other.settling);
        }
    }

    private static List<Stretch> stretches(List<Operation> operations) {
        Set<Integer> settling = RecordingOrder.settling(operations);
        int lastUse = -1;
        for (int k = 0; k < operations.size(); k++) {
            if (!(operations.get(k) instanceof Boundary || operations.get(k) instanceof Barrier)) {
                lastUse = k;
            }
        }
        List<Stretch> stretches = new ArrayList<>();
        Set<Integer> settled = new HashSet<>();
        int from = 0;
        for (int k = 0; k < operations.size(); k++) {
            Optional<Boundary> end =
                    operations.get(k) instanceof Boundary boundary ? Optional.of(boundary) : Optional.empty();
            if (end.isEmpty() && k + 1 < operations.size()) {
                continue;
            }
            int to = end.isPresent() ? k : k + 1;
            int start = from;
            Set<Integer> here = settling.stream()
                    .filter(at -> at >= start && at < to)
                    .map(at -> at - start)
                    .collect(Collectors.toSet());
            stretches.add(new Stretch(
                    List.copyOf(operations.subList(from, to)),
                    end,
                    Set.copyOf(settled),
                    here,
                    !here.isEmpty() && lastUse < to));
            here.forEach(at -> settled.addAll(operations.get(start + at).qubits()));
            from = k + 1;
        }
        return stretches;
    }

    /**
     * An operation in its place.
     *
     * @param content itself, or both ways of a conditional block with their idles; empty for a barrier
     * @param freesAt when its qubits can do something else
     * @param settling whether nothing happens to its qubit from its start on
     */
    private record Item(
            Operation operation, List<TimedOperation> content, double start, double freesAt, boolean settling) {

        double duration() {
            return freesAt - start;
        }
    }

    private ScheduledSegment segment(int qubits, Stretch stretch, double[] known, RecordingOrder.Renumbered program) {
        List<Operation> body = stretch.operations();
        double[] earliest = new double[body.size()];
        List<Item> items = place(qubits, stretch, earliest, 0, known.clone(), program);
        if (policy == Policy.ALAP) {
            double[] latest = latest(qubits, items, stretch.last(), program);
            items = place(qubits, stretch, latest, resolution(items), known, program);
        } else {
            items.forEach(item -> learn(item, known));
        }
        double duration = 0;
        for (Item item : items) {
            boolean untilStart = item.settling() && stretch.last();
            if (!(item.operation() instanceof Barrier)) {
                duration = Math.max(duration, untilStart ? item.start() : item.freesAt());
            }
        }
        Set<Integer> settled = new HashSet<>(stretch.settled());
        items.stream()
                .filter(Item::settling)
                .forEach(item -> settled.addAll(item.operation().qubits()));
        List<Integer> all = IntStream.range(0, qubits).boxed().toList();
        return new ScheduledSegment(
                withIdles(all, stretch.settled(), items, 0, duration, Optional.empty()),
                duration,
                stretch.end(),
                settled);
    }

    /**
     * Operations one after the other, each as soon as its qubits are free, but not before a given time.
     *
     * @param resolution times closer than this are the same
     * @param known when each record's bit is known; those written here are added
     */
    private List<Item> place(
            int qubits,
            Stretch stretch,
            double[] earliest,
            double resolution,
            double[] known,
            RecordingOrder.Renumbered program) {
        double[] free = new double[qubits];
        List<Item> items = new ArrayList<>();
        for (int k = 0; k < stretch.operations().size(); k++) {
            Operation operation = stretch.operations().get(k);
            double ready = ready(operation, free, known, program);
            // Times that rounding parts are joined again, so that nothing starts before what it follows has ended.
            double start = earliest[k] - ready < resolution ? ready : earliest[k];
            boolean settling = stretch.settling().contains(k);
            Item item = settling && stretch.last() && decidesNothing(stretch.operations(), k)
                    ? lastMeasurement(operation, start)
                    : item(operation, start, free, known, program, Optional.empty(), settling);
            items.add(item);
        }
        return items;
    }

    /** True if nothing waits for the end of a measurement. */
    private static boolean decidesNothing(List<Operation> operations, int measurement) {
        List<Integer> qubits = operations.get(measurement).qubits();
        return operations.subList(measurement + 1, operations.size()).stream()
                .noneMatch(later ->
                        later instanceof Conditional || later.qubits().stream().anyMatch(qubits::contains));
    }

    /** A measurement at the very end, whose duration need not be known. */
    private Item lastMeasurement(Operation operation, double start) {
        double duration;
        try {
            duration = duration(operation);
        } catch (UnknownDurationException e) {
            duration = 0;
        }
        return new Item(
                operation, List.of(new TimedOperation(operation, start, duration)), start, start + duration, true);
    }

    private double ready(Operation operation, double[] free, double[] known, RecordingOrder.Renumbered program) {
        double ready = 0;
        for (int q : operation.qubits()) {
            ready = Math.max(ready, free[q]);
        }
        if (operation instanceof Conditional conditional) {
            for (int record : conditional.condition().bits()) {
                for (int source : program.sources(record)) {
                    ready = Math.max(ready, known[source] + durations.classicalControl());
                }
            }
        }
        return ready;
    }

    private Item item(
            Operation operation,
            double start,
            double[] free,
            double[] known,
            RecordingOrder.Renumbered program,
            Optional<Condition> guard,
            boolean settling) {
        Item item;
        if (operation instanceof Conditional block) {
            item = block(block, start, free, known, program, guard);
        } else {
            double duration = duration(operation);
            List<TimedOperation> content = operation instanceof Barrier
                    ? List.of()
                    : List.of(new TimedOperation(operation, start, duration, guard));
            item = new Item(operation, content, start, start + duration, settling);
        }
        operation.qubits().forEach(q -> free[q] = item.freesAt());
        learn(item, known);
        return item;
    }

    private static void learn(Item item, double[] known) {
        for (TimedOperation timed : item.content()) {
            if (timed.operation() instanceof Measurement measurement) {
                measurement.bit().ifPresent(record -> known[record] = timed.end());
            }
        }
    }

    private Item block(
            Conditional block,
            double start,
            double[] free,
            double[] known,
            RecordingOrder.Renumbered program,
            Optional<Condition> guard) {
        Condition holds = block.condition();
        Condition fails = new Condition.Not(holds);
        List<Condition> guards = List.of(
                guard.map(outer -> Condition.both(outer, holds)).orElse(holds),
                guard.map(outer -> Condition.both(outer, fails)).orElse(fails));
        List<List<Item>> ways = new ArrayList<>();
        double end = start;
        for (int way = 0; way < 2; way++) {
            double[] own = free.clone();
            // One way does not wait for what the other measures.
            double[] knownHere = known.clone();
            block.qubits().forEach(q -> own[q] = start);
            List<Item> items = new ArrayList<>();
            for (Operation operation : way == 0 ? block.then() : block.otherwise()) {
                items.add(item(
                        operation,
                        ready(operation, own, knownHere, program),
                        own,
                        knownHere,
                        program,
                        Optional.of(guards.get(way)),
                        false));
            }
            for (int q : block.qubits()) {
                end = Math.max(end, own[q]);
            }
            ways.add(items);
        }
        List<TimedOperation> content = new ArrayList<>();
        for (int way = 0; way < 2; way++) {
            content.addAll(
                    withIdles(block.qubits(), Set.of(), ways.get(way), start, end, Optional.of(guards.get(way))));
        }
        content.sort(Comparator.comparingDouble(TimedOperation::start));
        return new Item(block, content, start, end, false);
    }

    /** When each item can start at the latest: as soon as possible of the reversed order, read backwards in time. */
    private double[] latest(int qubits, List<Item> items, boolean last, RecordingOrder.Renumbered program) {
        double[] free = new double[qubits];
        double[] needed = new double[program.records().size()];
        double[] ends = new double[items.size()];
        double total = 0;
        for (int k = items.size() - 1; k >= 0; k--) {
            Item item = items.get(k);
            boolean untilStart = item.settling() && last;
            double start = 0;
            for (int q : item.operation().qubits()) {
                start = Math.max(start, free[q]);
            }
            for (int record : written(item)) {
                start = Math.max(start, needed[record] + (untilStart ? item.duration() : 0));
            }
            double end = untilStart ? start : start + backwardDuration(item);
            ends[k] = end;
            for (int q : item.operation().qubits()) {
                free[q] = end;
            }
            for (int record : read(item)) {
                for (int source : program.sources(record)) {
                    needed[source] = Math.max(needed[source], end + durations.classicalControl());
                }
            }
            if (!(item.operation() instanceof Barrier)) {
                total = Math.max(total, end);
            }
        }
        double[] latest = new double[items.size()];
        for (int k = 0; k < latest.length; k++) {
            latest[k] = total - ends[k];
        }
        return latest;
    }

    private static double resolution(List<Item> items) {
        List<TimedOperation> all =
                items.stream().flatMap(item -> item.content().stream()).toList();
        return ScheduledSegment.resolution(
                all, all.stream().mapToDouble(TimedOperation::end).max().orElse(0));
    }

    /** As stated where it is, without the rounding of the item's place. */
    private static double backwardDuration(Item item) {
        return item.content().size() == 1 ? item.content().get(0).duration() : item.duration();
    }

    private static List<Integer> written(Item item) {
        return item.content().stream()
                .filter(timed -> timed.operation() instanceof Measurement)
                .flatMap(timed ->
                        ((Measurement) timed.operation()).bit().stream().boxed())
                .toList();
    }

    private static List<Integer> read(Item item) {
        return item.content().stream()
                .flatMap(timed -> timed.guard().stream())
                .distinct()
                .flatMap(guard -> guard.bits().stream())
                .toList();
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

    /**
     * Operations and the gaps between them. Requested delays become idles too: a gap and a delay that touch stay two
     * entries, with the same noise. Nothing is said of a qubit from its last measurement on.
     */
    private static List<TimedOperation> withIdles(
            List<Integer> qubits,
            Set<Integer> settled,
            List<Item> items,
            double from,
            double to,
            Optional<Condition> guard) {
        Map<Integer, Double> covered = new HashMap<>();
        qubits.forEach(q -> covered.put(q, settled.contains(q) ? Double.POSITIVE_INFINITY : from));
        double resolution = resolution(items);
        List<TimedOperation> all = new ArrayList<>(items.size() + qubits.size());
        List<Item> order = new ArrayList<>(items);
        order.sort(Comparator.comparingDouble(Item::start));
        for (Item item : order) {
            if (item.content().isEmpty()
                    || item.operation().qubits().stream()
                            .anyMatch(q -> required(covered, q) == Double.POSITIVE_INFINITY)) {
                continue;
            }
            for (int q : item.operation().qubits()) {
                addIdle(all, q, required(covered, q), item.start(), resolution, guard);
                covered.put(q, item.settling() ? Double.POSITIVE_INFINITY : item.freesAt());
            }
            all.addAll(item.content());
        }
        for (int q : qubits) {
            addIdle(all, q, required(covered, q), to, resolution, guard);
        }
        all.sort(Comparator.comparingDouble(TimedOperation::start));
        return all;
    }

    private static double required(Map<Integer, Double> byQubit, int qubit) {
        return Objects.requireNonNull(byQubit.get(qubit));
    }

    private static void addIdle(
            List<TimedOperation> all, int qubit, double from, double to, double resolution, Optional<Condition> guard) {
        double seconds = to - from;
        if (!(seconds > resolution)) {
            return;
        }
        // Rounding must not let the idle end after what follows it, which may take no time itself.
        while (from + seconds > to) {
            seconds = Math.nextDown(seconds);
        }
        all.add(new TimedOperation(new Delay(qubit, seconds), from, seconds, guard));
    }
}
