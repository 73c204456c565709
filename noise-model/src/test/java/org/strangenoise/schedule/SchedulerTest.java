package org.strangenoise.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Operation;
import org.strangenoise.schedule.Scheduler.Policy;

class SchedulerTest {

    private static final double NS = 1e-9;
    private static final double ROUNDING = 1e-20;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @Test
    void asSoonAsPossible() {
        ScheduledSegment segment = only(Policy.ASAP, Gates.ry(1, 0), Gates.cnot(0, 1), Gates.ry(1, 2), Gates.rz(1, 2));
        assertEquals(
                List.of("ry 0 0-20", "ry 2 0-20", "idle 1 0-20", "cnot 01 20-60", "rz 2 20-20", "idle 2 20-60"),
                sorted(segment));
        assertEquals(60 * NS, segment.duration(), ROUNDING);
    }

    @Test
    void asLateAsPossible() {
        ScheduledSegment segment = only(Policy.ALAP, Gates.ry(1, 0), Gates.cnot(0, 1), Gates.ry(1, 2), Gates.rz(1, 2));
        assertEquals(
                List.of("ry 0 0-20", "idle 1 0-20", "idle 2 0-40", "cnot 01 20-60", "ry 2 40-60", "rz 2 60-60"),
                sorted(segment));
    }

    @Test
    void barrierHoldsItsOwnQubitsOnly() {
        ScheduledSegment segment =
                only(Policy.ASAP, Gates.cnot(0, 1), new Barrier(List.of(1, 2)), Gates.ry(1, 2), Gates.ry(1, 3));
        assertTrue(sorted(segment).contains("ry 2 40-60"));
        assertTrue(sorted(segment).contains("ry 3 0-20"));
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void boundarySynchronisesAll(Policy policy) {
        Circuit circuit = Circuit.on(2)
                .addAll(List.of(Gates.ry(1, 0), Boundary.PREPARATION, Gates.cnot(1, 0), Boundary.STEP, Gates.ry(1, 1)))
                .build();
        ScheduledCircuit scheduled = new Scheduler(SchedulerTest::seconds, policy).schedule(circuit);
        assertEquals(
                List.of(Optional.of(Boundary.PREPARATION), Optional.of(Boundary.STEP), Optional.empty()),
                scheduled.segments().stream().map(ScheduledSegment::end).toList());
        assertEquals(80 * NS, scheduled.duration(), ROUNDING);
        assertEquals(
                List.of("ry 0 0-20", "idle 1 0-20"), sorted(scheduled.segments().get(0)));
    }

    @Test
    void equalSegmentsAreOneInstance() {
        Circuit circuit = Circuit.on(1)
                .addAll(List.of(Gates.ry(1, 0), Boundary.STEP, Gates.ry(1, 0), Boundary.STEP))
                .build();
        List<ScheduledSegment> segments =
                new Scheduler(SchedulerTest::seconds).schedule(circuit).segments();
        assertSame(segments.get(0), segments.get(1));
    }

    @Test
    void layersAreOperationsThatStartTogether() {
        ScheduledSegment segment = only(Policy.ASAP, Gates.ry(1, 0), Gates.ry(1, 1), Gates.cnot(0, 1), Gates.ry(1, 2));
        assertEquals(
                List.of(3, 1),
                ScheduledCircuit.layers(segment).stream().map(List::size).toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyQubitIsBusyOrIdleAtAllTimes(long seed) {
        for (Policy policy : Policy.values()) {
            ScheduledSegment segment = random(seed, policy);
            for (int q = 0; q < 4; q++) {
                double covered = 0;
                for (TimedOperation timed : segment.operations()) {
                    if (timed.operation().qubits().contains(q)) {
                        assertEquals(covered, timed.start(), 2e-15, "gap or overlap on qubit " + q);
                        assertTrue(timed.start() >= covered || timed.duration() > 0, "order of " + timed);
                        covered = timed.end();
                    }
                }
                assertEquals(segment.duration(), covered, 2e-15);
            }
        }
    }

    /** Operations that share a qubit stay in program order, also those that take no time. */
    @ParameterizedTest
    @MethodSource("seeds")
    void programOrderIsKeptOnEveryQubit(long seed) {
        List<Operation> program = RandomCircuits.operations(4, 40, seed);
        for (Policy policy : Policy.values()) {
            ScheduledSegment segment = random(seed, policy);
            for (int q = 0; q < 4; q++) {
                int qubit = q;
                List<Operation> expected = program.stream()
                        .filter(o -> !(o instanceof Barrier)
                                && !(o instanceof Delay)
                                && o.qubits().contains(qubit))
                        .toList();
                List<TimedOperation> found = segment.operations().stream()
                        .filter(t -> !(t.operation() instanceof Delay)
                                && t.operation().qubits().contains(qubit))
                        .toList();
                assertEquals(
                        expected, found.stream().map(TimedOperation::operation).toList());
                for (int k = 1; k < found.size(); k++) {
                    assertTrue(
                            found.get(k).start() >= found.get(k - 1).end(),
                            policy + ": " + found.get(k) + " starts before " + found.get(k - 1) + " ends");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void latestIsEarliestOfTheReversedCircuit(long seed) {
        List<Operation> program = RandomCircuits.operations(4, 40, seed);
        List<Operation> reversed = new ArrayList<>(program);
        Collections.reverse(reversed);
        ScheduledSegment late = segment(program, Policy.ALAP);
        ScheduledSegment early = segment(reversed, Policy.ASAP);
        assertEquals(early.duration(), late.duration(), ROUNDING);
        List<String> mirrored = early.operations().stream()
                .map(t -> t.operation() + "@" + Math.round((early.duration() - t.end()) * 1e15))
                .sorted()
                .toList();
        List<String> found = late.operations().stream()
                .map(t -> t.operation() + "@" + Math.round(t.start() * 1e15))
                .sorted()
                .toList();
        assertEquals(withoutIdles(mirrored), withoutIdles(found));
        assertEquals(segment(program, Policy.ASAP).duration(), late.duration(), ROUNDING);
    }

    @Test
    void badDurationsAreNamed() {
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            Scheduler scheduler = new Scheduler(o -> bad);
            Circuit circuit = Circuit.on(1).add(Gates.ry(1, 0)).build();
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> scheduler.schedule(circuit));
            assertTrue(e.getMessage().contains("ry") && e.getMessage().contains(String.valueOf(bad)), e.getMessage());
        }
    }

    private static List<String> withoutIdles(List<String> operations) {
        return operations.stream().filter(o -> !o.startsWith("Delay")).toList();
    }

    private static ScheduledSegment random(long seed, Policy policy) {
        return segment(RandomCircuits.operations(4, 40, seed), policy);
    }

    private static ScheduledSegment segment(List<Operation> operations, Policy policy) {
        return new Scheduler(RandomCircuits::seconds, policy)
                .schedule(Circuit.on(4).addAll(operations).build())
                .segments()
                .get(0);
    }

    private static ScheduledSegment only(Policy policy, Operation... operations) {
        int qubits = 1
                + List.of(operations).stream()
                        .flatMap(o -> o.qubits().stream())
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElseThrow();
        return new Scheduler(SchedulerTest::seconds, policy)
                .schedule(Circuit.on(qubits).addAll(List.of(operations)).build())
                .segments()
                .get(0);
    }

    private static double seconds(Operation operation) {
        return switch (operation.qubits().size()) {
            case 2 -> 40 * NS;
            default -> operation.equals(Gates.rz(1, operation.qubits().get(0))) ? 0 : 20 * NS;
        };
    }

    /** {@code name qubits start-end} in nanoseconds, by start, end and name. */
    private static List<String> sorted(ScheduledSegment segment) {
        return segment.operations().stream()
                .sorted(java.util.Comparator.comparingDouble(TimedOperation::start)
                        .thenComparing(t -> t.operation() instanceof Delay)
                        .thenComparing(t -> t.operation().qubits().get(0)))
                .map(t -> (t.operation() instanceof Delay ? "idle" : name(t.operation())) + " "
                        + t.operation().qubits().stream().map(String::valueOf).reduce("", String::concat) + " "
                        + Math.round(t.start() / NS) + "-" + Math.round(t.end() / NS))
                .toList();
    }

    private static String name(Operation operation) {
        return ((org.strangenoise.circuit.UnitaryOperation) operation).name();
    }
}
