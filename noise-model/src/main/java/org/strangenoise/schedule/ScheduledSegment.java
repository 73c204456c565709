package org.strangenoise.schedule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Measurement;

/**
 * The stretch of a circuit between two boundaries: every qubit is busy or idles explicitly from 0 to {@code duration},
 * or until its last measurement starts, if nothing uses it again. Where a conditional block stands, each of its ways
 * does so under its own guard. Equal stretches of a circuit share one instance, so that what is made from them is made
 * once.
 *
 * @param operations by start time, program order among equals
 * @param duration seconds
 * @param end the boundary that ends it; absent for operations after the last boundary
 * @param settled qubits to which nothing more happens from their last measurement on, in this segment or before it
 */
public record ScheduledSegment(
        List<TimedOperation> operations, double duration, Optional<Boundary> end, Set<Integer> settled) {

    /** Seconds; a femtosecond is far below the gates of any device, and above the rounding of short circuits. */
    private static final double RESOLUTION = 1e-15;

    /** Keeps copies of the components. */
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
                        .equals(timed);
    }

    /**
     * Times of this segment closer than this, in seconds, are the same: they differ by the rounding of sums. It stays
     * well below the shortest gate, unless that is lost in the rounding of the segment's own length; what is shorter
     * then acts at one instant.
     */
    public double resolution() {
        return resolution(operations, duration);
    }

    static double resolution(List<TimedOperation> operations, double duration) {
        double shortest = operations.stream()
                .filter(t -> !(t.operation() instanceof Delay))
                .mapToDouble(TimedOperation::duration)
                .filter(seconds -> seconds > 0)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        double ulp = Math.ulp(duration);
        return Math.max(4 * ulp, Math.min(Math.max(RESOLUTION, 64 * ulp), shortest / 8));
    }
}
