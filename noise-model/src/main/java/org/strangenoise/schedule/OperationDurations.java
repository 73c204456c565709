package org.strangenoise.schedule;

import org.strangenoise.circuit.Operation;

/** How long operations take. */
@FunctionalInterface
public interface OperationDurations {

    /**
     * The duration of a gate, measurement or reset in seconds, finite and not negative.
     *
     * @throws UnknownDurationException if the operation has none
     */
    double seconds(Operation operation);

    /** Seconds from when the bits of a condition are known until its block can start. */
    default double classicalControl() {
        return 0;
    }
}
