package org.strangenoise.schedule;

import org.strangenoise.circuit.Operation;

/**
 * An operation with its time. An idle is a {@link org.strangenoise.circuit.Delay} of the gap's length.
 *
 * @param operation what is done
 * @param start seconds after the segment's start
 * @param duration seconds
 */
public record TimedOperation(Operation operation, double start, double duration) {

    /** Seconds after the segment's start. */
    public double end() {
        return start + duration;
    }
}
