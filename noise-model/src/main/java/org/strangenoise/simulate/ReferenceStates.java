package org.strangenoise.simulate;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.StateVector;

/** The ideal pure states that fidelities compare with, one a recording point, in order. */
final class ReferenceStates {

    private final @Nullable Iterator<StateVector> states;

    ReferenceStates(SimulationTask task, InitialState initial) {
        boolean needed = task.needsReference();
        List<StateVector> all =
                needed ? StateVectorSimulator.states(task.reference().orElseThrow(), initial) : List.of();
        int from = needed && task.recording() == Recording.END ? all.size() - 1 : 0;
        this.states = needed ? all.listIterator(from) : null;
    }

    /** The state at the next point; null if no observable needs one. */
    @Nullable
    StateVector next() {
        return states == null ? null : states.next();
    }
}
