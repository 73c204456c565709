package org.strangenoise.circuit;

import java.util.List;

/** A synchronisation point in time: nothing on these qubits that comes later starts before all of them are free. */
public record Barrier(List<Integer> qubits) implements Operation {

    /** Checks the components. */
    public Barrier {
        qubits = Operation.requireDistinct("barrier", qubits);
    }
}
