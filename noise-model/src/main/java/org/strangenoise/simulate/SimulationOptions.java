package org.strangenoise.simulate;

/**
 * How to simulate.
 *
 * @param threads at most this many
 * @param seed of everything random
 * @param memoryLimit bytes a backend may use for states; a larger need is refused
 * @param tolerance relative error allowed to adaptive methods
 * @param trajectories at most this many, for methods that sample; taken two by two
 * @param standardError sampling stops early once every value's standard error is at most this; 0 for never
 */
public record SimulationOptions(
        int threads, long seed, long memoryLimit, double tolerance, int trajectories, double standardError) {

    /** Standard errors of a bounded observable are then at most 1/64. */
    private static final int DEFAULT_TRAJECTORIES = 4096;

    /** Checks the components. */
    public SimulationOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("Argument `threads` must be at least 1, but is " + threads);
        }
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException("Argument `tolerance` must be between 0 and 1, but is " + tolerance);
        }
        if (trajectories < 4) {
            throw new IllegalArgumentException("Argument `trajectories` must be at least 4, but is " + trajectories);
        }
        if (!(standardError >= 0)) {
            throw new IllegalArgumentException(
                    "Argument `standardError` must not be negative, but is " + standardError);
        }
    }

    /** At most 4096 trajectories, no early stop. */
    public SimulationOptions(int threads, long seed, long memoryLimit, double tolerance) {
        this(threads, seed, memoryLimit, tolerance, DEFAULT_TRAJECTORIES, 0);
    }

    /** All processors, seed 1, 80% of the heap, tolerance 1e-11. */
    public static SimulationOptions defaults() {
        Runtime runtime = Runtime.getRuntime();
        return new SimulationOptions(runtime.availableProcessors(), 1, runtime.maxMemory() / 5 * 4, 1e-11);
    }

    /** The same with another number of threads. */
    public SimulationOptions withThreads(int newThreads) {
        return new SimulationOptions(newThreads, seed, memoryLimit, tolerance, trajectories, standardError);
    }

    /** The same with another seed. */
    public SimulationOptions withSeed(long newSeed) {
        return new SimulationOptions(threads, newSeed, memoryLimit, tolerance, trajectories, standardError);
    }

    /** The same with another memory limit. */
    public SimulationOptions withMemoryLimit(long bytes) {
        return new SimulationOptions(threads, seed, bytes, tolerance, trajectories, standardError);
    }

    /** The same with another number of trajectories. */
    public SimulationOptions withTrajectories(int most) {
        return new SimulationOptions(threads, seed, memoryLimit, tolerance, most, standardError);
    }

    /** The same with another standard error. */
    public SimulationOptions withStandardError(double target) {
        return new SimulationOptions(threads, seed, memoryLimit, tolerance, trajectories, target);
    }

    /** The same with another tolerance. */
    public SimulationOptions withTolerance(double newTolerance) {
        return new SimulationOptions(threads, seed, memoryLimit, newTolerance, trajectories, standardError);
    }
}
