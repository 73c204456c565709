package org.strangenoise.studies.config;

import java.util.Optional;
import org.strangenoise.simulate.SimulationMethod;
import org.strangenoise.simulate.SimulationOptions;

/**
 * How to simulate.
 *
 * @param method a backend, or the choice between them
 * @param seed of everything random
 * @param trajectories how many, at most, where it is stated
 * @param standardError that trajectories stop at, where it is stated
 */
public record SimulationSettings(
        SimulationMethod method, long seed, Optional<Integer> trajectories, Optional<Double> standardError) {

    /** The choice is ours, seed 1. */
    public static final SimulationSettings DEFAULT =
            new SimulationSettings(SimulationMethod.AUTO, 1, Optional.empty(), Optional.empty());

    /**
     * Values of observables are at most about 1, so that 1 / error^2 trajectories nearly always do; this times more.
     */
    private static final double RESERVE = 4;

    public SimulationSettings withSeed(long newSeed) {
        return new SimulationSettings(method, newSeed, trajectories, standardError);
    }

    /** Options with what is stated here. */
    public SimulationOptions applied(SimulationOptions options) {
        if (standardError.isEmpty()) {
            return trajectories.map(options::withTrajectories).orElse(options);
        }
        double error = standardError.get();
        int enough = (int) Math.min(1 << 30, Math.max(options.trajectories(), RESERVE / (error * error)));
        return options.withStandardError(error).withTrajectories(trajectories.orElse(enough));
    }
}
