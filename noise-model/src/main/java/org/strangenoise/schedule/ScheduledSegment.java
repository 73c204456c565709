package org.strangenoise.schedule;

import java.util.List;
import java.util.Optional;
import org.strangenoise.circuit.Boundary;

/**
 * The stretch of a circuit between two boundaries: every qubit is busy or idles explicitly from 0 to {@code duration}.
 * Equal stretches of a circuit share one instance, so that what is made from them is made once.
 *
 * @param operations by start time, program order among equals
 * @param duration seconds
 * @param end the boundary that ends it; absent for operations after the last boundary
 */
public record ScheduledSegment(List<TimedOperation> operations, double duration, Optional<Boundary> end) {

    public ScheduledSegment {
        operations = List.copyOf(operations);
    }
}
