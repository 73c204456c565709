package org.strangenoise.bench;

import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.state.InitialState;

/** A noisy circuit whose simulation is timed. */
public sealed interface TimedCircuit permits Workload, RandomWorkload {

    /** Register size. */
    int qubits();

    /** Floquet steps, or layers: what times are per. */
    int steps();

    /** Recorded once at the end: purity, mean entropy, first qubit. */
    SimulationTask task();

    /** The state of one run. */
    InitialState initial();
}
