package org.strangenoise.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SimulationOptionsTest {

    /** Each of these changes one value and keeps all others, in any order. */
    @Test
    void eachChangesOneValue() {
        SimulationOptions all = new SimulationOptions(3, 42, 1 << 20, 1e-7, 600, 0.01);
        SimulationOptions start = new SimulationOptions(1, 1, 1, 1e-11, 4, 0);
        assertEquals(
                all,
                start.withTrajectories(600)
                        .withStandardError(0.01)
                        .withMemoryLimit(1 << 20)
                        .withSeed(42)
                        .withThreads(3)
                        .withTolerance(1e-7));
        assertEquals(
                all,
                start.withTolerance(1e-7)
                        .withThreads(3)
                        .withSeed(42)
                        .withMemoryLimit(1 << 20)
                        .withStandardError(0.01)
                        .withTrajectories(600));
    }
}
