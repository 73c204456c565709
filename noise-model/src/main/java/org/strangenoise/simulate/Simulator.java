package org.strangenoise.simulate;

import java.util.List;
import java.util.Optional;
import org.strangenoise.state.InitialState;

/** A backend: carries out noisy circuits and answers observables. Stateless and safe for concurrent use. */
public interface Simulator {

    /** The name under which users ask for it. */
    String method();

    /**
     * Why this backend cannot carry out the task, with the bytes it would need if it is memory; empty if it can.
     *
     * @param initial the kind of initial state
     */
    Optional<String> refusal(SimulationTask task, InitialState initial);

    /**
     * How many numbers a step evolves, about: what predicted times and the size of tasks follow from.
     *
     * @param qubits register size
     */
    default double numbers(int qubits, SimulationOptions options) {
        return StrictMath.pow(4, qubits);
    }

    /**
     * Compiles the task, to be run from any number of initial states.
     *
     * @throws UnsupportedSimulationException at the latest when it runs, if {@link #refusal} is present
     */
    PreparedSimulation prepare(SimulationTask task);

    /**
     * Compiles and runs the task.
     *
     * @throws UnsupportedSimulationException if {@link #refusal} is present
     */
    default SimulationResult run(SimulationTask task, InitialState initial) {
        return prepare(task).run(initial);
    }

    /**
     * Compiles the task and runs it from many initial states; results in their order.
     *
     * @throws UnsupportedSimulationException if {@link #refusal} is present for one of them
     */
    default List<SimulationResult> runAll(SimulationTask task, List<? extends InitialState> initials) {
        return prepare(task).runAll(initials);
    }
}
