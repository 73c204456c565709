package org.strangenoise.studies.experiment;

import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulatorChoice;

/** How long a simulation will take one processor, by the numbers that it evolves: a guess for refusals. */
public final class RunCost {

    /** More time of one processor than this is refused. */
    public static final double MAX_SECONDS = 3600;

    /** Time for one number through one step. */
    private static final double SECONDS = 20e-9;

    /** A step takes as long as one of this many numbers, at least. */
    private static final double LEAST_NUMBERS = 512;

    /** Time to make a circuit ready to run. */
    static final double PREPARATION_SECONDS = 1e-3;

    private RunCost() {}

    /** Seconds of an experiment's noisy run from its start to its last step. */
    public static double seconds(Experiment experiment, SimulatorChoice choice, SimulationOptions options) {
        int circuits = experiment.noisy().members().size();
        int steps = experiment.setup().circuit().steps() + 1;
        double numbers = choice.simulator().numbers(experiment.setup().circuit().qubits(), options);
        return seconds(circuits, steps, numbers);
    }

    /**
     * Seconds of some circuits.
     *
     * @param steps that each records
     * @param numbers that a step evolves
     */
    public static double seconds(int circuits, int steps, double numbers) {
        return circuits * (PREPARATION_SECONDS + steps * SECONDS * Math.max(LEAST_NUMBERS, numbers));
    }
}
