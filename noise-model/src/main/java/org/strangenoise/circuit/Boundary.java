package org.strangenoise.circuit;

import java.util.List;

/** The end of a segment: all qubits are synchronised, and observables are recorded. */
public enum Boundary implements Operation {
    /** The end of state preparation: records begin here, at step 0. */
    PREPARATION,
    /** A recording point without noise of its own, such as the end of a Strange Step. */
    LAYER,
    /** The end of a step of a repeated drive, such as a Floquet step: noise listed {@code on: step} acts here. */
    STEP;

    @Override
    public List<Integer> qubits() {
        return List.of();
    }
}
