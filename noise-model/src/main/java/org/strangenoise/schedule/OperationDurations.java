package org.strangenoise.schedule;

import java.util.List;
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

    /**
     * Requires a duration of every gate, measurement and reset; a device tells all that are missing at once.
     *
     * @throws UnknownDurationException if one has none
     */
    default void requireAll(List<? extends Operation> operations) {
        operations.forEach(this::seconds);
    }
}
