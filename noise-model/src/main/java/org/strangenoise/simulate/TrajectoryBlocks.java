package org.strangenoise.simulate;

import java.util.List;
import org.strangenoise.state.InitialState;

/**
 * Quantum trajectories of one task in blocks, which may be found in any order, at different times and places: a block
 * is the sum of what its trajectories found, linear in the states, and the estimates of values and errors are functions
 * of the blocks' sums. A block depends on its seed and its size alone.
 */
public final class TrajectoryBlocks {

    /** Standard errors come from this many groups of blocks, so that a multiple of it is a good number of blocks. */
    public static final int GROUPS = TrajectoryPair.ROUND;

    private final TrajectorySimulator simulator = new TrajectorySimulator();
    private final SimulationTask task;
    private final InitialState initial;
    private final LinearSample sample;

    /**
     * Blocks of a task.
     *
     * @throws UnsupportedSimulationException if trajectories cannot carry the task out, or if it has recorded bits
     */
    public TrajectoryBlocks(SimulationTask task, InitialState initial) {
        UnsupportedSimulationException.throwIf(simulator.refusal(task, initial));
        if (task.ensemble().isConditional()) {
            throw new UnsupportedSimulationException("trajectories with recorded bits are not found in blocks");
        }
        this.task = task;
        this.initial = initial;
        this.sample = new LinearSample(task);
    }

    /**
     * Runs a block.
     *
     * @param seed of its random numbers, which no other block of the task may have
     * @param pairs of trajectories
     * @return the sums over its trajectories, recording point after recording point
     */
    public double[] sums(long seed, int pairs) {
        if (pairs < 1) {
            throw new IllegalArgumentException("Argument `pairs` must be at least 1, but is " + pairs);
        }
        double[] sums = new double[numbers()];
        SimulationTask own = task.withOptions(task.options().withSeed(seed));
        simulator.forEachRound(own, initial, sample, pairs, linear -> {
            for (double[] pair : linear) {
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += pair[k];
                }
            }
            return true;
        });
        return sums;
    }

    /** How many numbers a block has. */
    public int numbers() {
        return Recorder.points(task) * sample.size();
    }

    /**
     * Values and standard errors (jackknife over {@value #GROUPS} groups of blocks).
     *
     * @param sums of the blocks, in an order that is always the same
     * @param pairs of the blocks
     */
    public SimulationResult estimate(List<double[]> sums, List<Integer> pairs) {
        int found = 2 * pairs.stream().mapToInt(Integer::intValue).sum();
        return estimates(sums, pairs)
                .result(
                        TrajectorySimulator.METHOD,
                        task.withOptions(task.options().withTrajectories(Math.max(4, found))));
    }

    /** The largest standard error of all values at all recording points. */
    public double largestStandardError(List<double[]> sums, List<Integer> pairs) {
        return estimates(sums, pairs).largestStandardError();
    }

    private TrajectoryEstimates estimates(List<double[]> sums, List<Integer> pairs) {
        if (sums.size() < 2 || sums.size() != pairs.size()) {
            throw new IllegalArgumentException("Arguments `sums` and `pairs` must be of the same blocks, two at least,"
                    + " but are of " + sums.size() + " and " + pairs.size());
        }
        TrajectoryEstimates estimates = new TrajectoryEstimates(task, sample, GROUPS);
        for (int block = 0; block < sums.size(); block++) {
            double[] numbers = sums.get(block);
            if (numbers.length != numbers()) {
                throw new IllegalArgumentException(
                        "Argument `sums` must hold " + numbers() + " numbers a block, but one has " + numbers.length);
            }
            estimates.add(block % GROUPS, numbers, 2 * pairs.get(block));
        }
        return estimates;
    }
}
