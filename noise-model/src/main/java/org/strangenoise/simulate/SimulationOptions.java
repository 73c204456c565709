package org.strangenoise.simulate;

/**
 * How to simulate.
 *
 * @param threads at most this many
 * @param seed of everything random
 * @param memoryLimit bytes a backend may use for states; a larger need is refused
 * @param tolerance relative error allowed to adaptive methods
 */
public record SimulationOptions(int threads, long seed, long memoryLimit, double tolerance) {

    public SimulationOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("Argument `threads` must be at least 1, but is " + threads);
        }
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException("Argument `tolerance` must be between 0 and 1, but is " + tolerance);
        }
    }

    /** All processors, seed 1, 80% of the heap, tolerance 1e-11. */
    public static SimulationOptions defaults() {
        Runtime runtime = Runtime.getRuntime();
        return new SimulationOptions(runtime.availableProcessors(), 1, runtime.maxMemory() / 5 * 4, 1e-11);
    }

    public SimulationOptions withThreads(int newThreads) {
        return new SimulationOptions(newThreads, seed, memoryLimit, tolerance);
    }

    public SimulationOptions withSeed(long newSeed) {
        return new SimulationOptions(threads, newSeed, memoryLimit, tolerance);
    }

    public SimulationOptions withMemoryLimit(long bytes) {
        return new SimulationOptions(threads, seed, bytes, tolerance);
    }

    public SimulationOptions withTolerance(double newTolerance) {
        return new SimulationOptions(threads, seed, memoryLimit, newTolerance);
    }
}
