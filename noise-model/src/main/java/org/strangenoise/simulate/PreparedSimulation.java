package org.strangenoise.simulate;

import java.util.List;
import org.strangenoise.state.InitialState;

/** A task compiled by one backend, to be run from any number of initial states. Safe for concurrent use. */
public interface PreparedSimulation {

    /** Runs the task from one initial state. */
    SimulationResult run(InitialState initial);

    /** Runs the task from many initial states; results in their order. Backends share work between them. */
    default List<SimulationResult> runAll(List<? extends InitialState> initials) {
        return initials.stream().map(this::run).toList();
    }
}
