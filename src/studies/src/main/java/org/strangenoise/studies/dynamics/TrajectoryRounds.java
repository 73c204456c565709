package org.strangenoise.studies.dynamics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.TrajectoryBlocks;

/**
 * Trajectories of several starts in rounds of blocks. A start takes part in a round until its standard error is
 * reached, or the number of trajectories; how many blocks come next follows from the complete rounds alone. Blocks take
 * a second at most, until there would be more than {@value #MOST_BLOCKS} of them in a round.
 */
final class TrajectoryRounds {

    private static final int MOST_BLOCKS = 16 * TrajectoryBlocks.GROUPS;

    /** Of the first round, which an error that is easily reached should not need whole. */
    private static final int FIRST_PAIRS = 64;

    /** A round has at most so many times the trajectories of all rounds before. */
    private static final int MOST_GROWTH = 3;

    /** So much more than the errors of the rounds before promise, as they are uncertain themselves. */
    private static final double RESERVE = 1.1;

    /** A block to be found: of which start, how many pairs of trajectories. */
    record Block(int start, int pairs) {}

    /**
     * A block that was found.
     *
     * @param sums over its trajectories
     */
    record Found(int start, int pairs, double[] sums) {}

    private final List<TrajectoryBlocks> starts;
    private final int mostPairs;
    private final double error;
    private final double secondsPerPair;
    private int known = -1;
    private List<Block> knownRound = List.of();

    /**
     * @param starts the task of each start
     * @param secondsPerPair of one processor, as predicted
     */
    TrajectoryRounds(List<TrajectoryBlocks> starts, SimulationOptions options, double secondsPerPair) {
        this.starts = starts;
        this.mostPairs = options.trajectories() / 2 + options.trajectories() % 2;
        this.error = options.standardError();
        this.secondsPerPair = secondsPerPair;
    }

    /** Seconds that a block of the first round takes. */
    double secondsPerBlock() {
        return first().pairs() * secondsPerPair;
    }

    /** The blocks of the round after complete ones, in order; none if all is found. */
    synchronized List<Block> round(List<Found> complete) {
        if (known != complete.size()) {
            List<Block> round = new ArrayList<>();
            for (int start = 0; start < starts.size(); start++) {
                round.addAll(round(start, of(start, complete)));
            }
            known = complete.size();
            knownRound = List.copyOf(round);
        }
        return knownRound;
    }

    private List<Block> round(int start, List<Found> complete) {
        if (complete.isEmpty()) {
            return blocks(start, error == 0 ? mostPairs : (double) first().pairs() * TrajectoryBlocks.GROUPS);
        }
        double done = complete.stream().mapToInt(Found::pairs).sum();
        if (error == 0 || done >= mostPairs) {
            return List.of();
        }
        double ratio = starts.get(start).largestStandardError(sums(complete), pairs(complete)) / error;
        if (ratio <= 1) {
            return List.of();
        }
        double more = Math.min(MOST_GROWTH * done, done * (RESERVE * ratio * ratio - 1));
        return blocks(start, Math.min(mostPairs - done, more));
    }

    /** A block of a second or less, of the first round. */
    private Block first() {
        double most = Math.min(FIRST_PAIRS, Math.ceil((double) mostPairs / TrajectoryBlocks.GROUPS));
        return new Block(0, (int) Math.max(1, Math.min(most, 1 / secondsPerPair)));
    }

    private List<Block> blocks(int start, double pairs) {
        double groups = Math.ceil(pairs / first().pairs() / TrajectoryBlocks.GROUPS);
        int count = (int) Math.min(MOST_BLOCKS, TrajectoryBlocks.GROUPS * Math.max(1, groups));
        int each = (int) Math.max(1, Math.ceil(pairs / count));
        return Collections.nCopies(count, new Block(start, each));
    }

    private static List<Found> of(int start, List<Found> all) {
        return all.stream().filter(block -> block.start() == start).toList();
    }

    /** What all blocks of a start tell. */
    SimulationResult estimate(int start, List<Found> all) {
        List<Found> own = of(start, all);
        return starts.get(start).estimate(sums(own), pairs(own));
    }

    /** How many trajectories a start had. */
    static int trajectories(int start, List<Found> all) {
        return 2 * of(start, all).stream().mapToInt(Found::pairs).sum();
    }

    /**
     * Runs a block.
     *
     * @param seed of its random numbers
     */
    Found run(Block block, long seed) {
        return new Found(block.start(), block.pairs(), starts.get(block.start()).sums(seed, block.pairs()));
    }

    private static List<double[]> sums(List<Found> blocks) {
        return blocks.stream().map(Found::sums).toList();
    }

    private static List<Integer> pairs(List<Found> blocks) {
        return blocks.stream().map(Found::pairs).toList();
    }
}
