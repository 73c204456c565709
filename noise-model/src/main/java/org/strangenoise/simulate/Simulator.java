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
     * Runs the task.
     *
     * @throws UnsupportedSimulationException if {@link #refusal} is present
     */
    SimulationResult run(SimulationTask task, InitialState initial);

    /**
     * Compiles the task, for callers that run it more than once.
     *
     * @throws UnsupportedSimulationException at the latest when it runs, if {@link #refusal} is present
     */
    default PreparedSimulation prepare(SimulationTask task) {
        Simulator simulator = this;
        return new PreparedSimulation() {
            @Override
            public SimulationResult run(InitialState initial) {
                return simulator.run(task, initial);
            }

            @Override
            public List<SimulationResult> runAll(List<? extends InitialState> initials) {
                return simulator.runAll(task, initials);
            }
        };
    }

    /** Runs the task from many initial states; results in their order. Backends share work between them. */
    default List<SimulationResult> runAll(SimulationTask task, List<? extends InitialState> initials) {
        return initials.stream().map(initial -> run(task, initial)).toList();
    }
}
