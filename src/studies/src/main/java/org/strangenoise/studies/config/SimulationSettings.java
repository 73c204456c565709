package org.strangenoise.studies.config;

import org.strangenoise.simulate.SimulationMethod;

/**
 * How to simulate.
 *
 * @param method a backend, or the choice between them
 * @param seed of everything random
 */
public record SimulationSettings(SimulationMethod method, long seed) {

    /** The choice is ours, seed 1. */
    public static final SimulationSettings DEFAULT = new SimulationSettings(SimulationMethod.AUTO, 1);

    public SimulationSettings withSeed(long newSeed) {
        return new SimulationSettings(method, newSeed);
    }
}
