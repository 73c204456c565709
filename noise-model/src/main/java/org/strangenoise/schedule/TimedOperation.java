package org.strangenoise.schedule;

import java.util.Optional;
import org.strangenoise.circuit.Condition;
import org.strangenoise.circuit.Operation;

/**
 * An operation with its time. An idle is a {@link org.strangenoise.circuit.Delay} of the gap's length.
 *
 * @param operation what is done
 * @param start seconds after the segment's start
 * @param duration seconds
 * @param guard what recorded bits must say for it to happen; in a {@link ScheduledCircuit} these are records
 */
public record TimedOperation(Operation operation, double start, double duration, Optional<Condition> guard) {

    /** An operation that happens whatever was recorded. */
    public TimedOperation(Operation operation, double start, double duration) {
        this(operation, start, duration, Optional.empty());
    }

    /** Seconds after the segment's start. */
    public double end() {
        return start + duration;
    }
}
