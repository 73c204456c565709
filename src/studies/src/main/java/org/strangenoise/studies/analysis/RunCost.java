package org.strangenoise.studies.analysis;

import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulatorChoice;

/** How long a simulation will take one processor, by the coefficients that it evolves: a guess for refusals. */
final class RunCost {

    /** More time of one processor than this is refused. */
    static final double MAX_SECONDS = 3600;

    /** Time for one coefficient through one step. */
    private static final double SECONDS = 20e-9;

    /** A step takes as long as one of this many coefficients, at least. */
    private static final double LEAST_COEFFICIENTS = 512;

    /** Time to make a circuit ready to run. */
    static final double PREPARATION_SECONDS = 1e-3;

    private RunCost() {}

    /** Seconds of an experiment's noisy run from its start to its last step. */
    static double seconds(Experiment experiment, SimulatorChoice choice, SimulationOptions options) {
        int circuits = experiment.noisy().members().size();
        int steps = experiment.setup().circuit().steps() + 1;
        int qubits = experiment.setup().circuit().qubits();
        return circuits * (PREPARATION_SECONDS + steps * step(choice.simulator().method(), qubits, options));
    }

    private static double step(String method, int qubits, SimulationOptions options) {
        double coefficients = switch (method) {
            case "symmetric" -> StrictMath.pow(qubits + 1, 4);
            case "trajectories" -> StrictMath.pow(2, qubits) * options.trajectories();
            case "ideal" -> StrictMath.pow(2, qubits);
            default -> StrictMath.pow(4, qubits);
        };
        return SECONDS * Math.max(LEAST_COEFFICIENTS, coefficients);
    }
}
