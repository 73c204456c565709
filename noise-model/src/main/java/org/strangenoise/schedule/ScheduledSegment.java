package org.strangenoise.schedule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Measurement;

/**
 * The stretch of a circuit between two boundaries: every qubit is busy or idles explicitly from 0 to {@code duration},
 * or until its last measurement starts, if nothing uses it again. Where a conditional block stands, each of its ways does
 * so under its own guard.
 * Equal stretches of a circuit share one instance, so that what is made from them is made once.
 *
 * @param operations by start time, program order among equals
 * @param duration seconds
 * @param end the boundary that ends it; absent for operations after the last boundary
 * @param settled qubits to which nothing more happens from their last measurement on, in this segment or before it
 */
public record ScheduledSegment(
        List<TimedOperation> operations, double duration, Optional<Boundary> end, Set<Integer> settled) {

    public ScheduledSegment {
        operations = List.copyOf(operations);
        settled = Set.copyOf(settled);
    }

    /** True for the measurement that settles its qubit. */
    public boolean settles(TimedOperation timed) {
        return timed.operation() instanceof Measurement measurement
                && timed.guard().isEmpty()
                && settled.contains(measurement.qubit())
                && operations.stream()
                                .filter(t -> t.operation().qubits().contains(measurement.qubit()))
                                .reduce((first, second) -> second)
                                .orElseThrow()
                        == timed;
    }
}
