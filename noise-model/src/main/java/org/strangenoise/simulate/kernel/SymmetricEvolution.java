package org.strangenoise.simulate.kernel;

/**
 * Applies rotations and covariant maps to one symmetric state in blocks of total spin. Owns all work arrays: a step
 * allocates nothing of the state's size. Results do not depend on the number of threads.
 */
public final class SymmetricEvolution {

    /** Orders per task: neighbours share cache lines of the blocks. */
    private static final int ORDERS = 8;

    private final int n;
    private final int threads;
    private final double[][][] blocks;
    private final double[][][] work;
    private final CoherenceSector[] sectors;

    /** A workspace for n qubits, whose state is all zero. */
    public SymmetricEvolution(int n, int threads) {
        this.n = n;
        this.threads = threads;
        blocks = TotalSpinBlocks.allocate(n);
        work = TotalSpinBlocks.allocate(n);
        sectors = new CoherenceSector[threads];
        for (int t = 0; t < threads; t++) {
            sectors[t] = new CoherenceSector(n);
        }
    }

    /** The state itself, to be set or read between maps; see {@link TotalSpinBlocks}. */
    public double[][][] blocks() {
        return blocks;
    }

    /** The same y rotation on every qubit. */
    public void apply(SpinRotation rotation) {
        ParallelTasks.run(threads, blocks.length, (worker, o) -> rotation.applyToBlock(o, blocks[o], work[o]));
    }

    public void apply(CovariantMap map) {
        int tasks = n / ORDERS + 1;
        ParallelTasks.run(threads, tasks, (worker, task) -> {
            int end = Math.min(n, task * ORDERS + ORDERS - 1);
            for (int order = task * ORDERS; order <= end; order++) {
                map.apply(blocks, order, sectors[worker]);
            }
        });
    }
}
