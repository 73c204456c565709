package org.strangenoise.simulate.tensor;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the tiles of a pass. Which thread takes which tile is open, what happens to a tile is not: results
 * are the same bits for any number of threads.
 *
 * <p>A pass may last microseconds, so the helpers spin a little before they sleep, and the caller never waits for a
 * helper that has not woken up: it closes the round and does what is left itself. No round allocates.
 */
public final class Workers implements AutoCloseable {

    /** The work of one tile. */
    @FunctionalInterface
    public interface TileTask {
        void run(int tile, double[][] scratch);
    }

    /** The work of one tile of a state. */
    @FunctionalInterface
    public interface StateTask {
        void run(int tile, double[] state, double[][] scratch);
    }

    /** The caller alone, without scratch; it may be used by several callers at once. */
    static final Workers NONE = new Workers(1);

    private static final double[] NO_STATE = {};

    /** Each thread takes this fraction of its even share at a time. */
    private static final int SHARES = 4;

    /** Turns of the waiting loop before a helper sleeps: some ten microseconds. */
    private static final int SPINS = 2000;

    private final Thread[] helpers;
    private final double[][] scratch;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger();
    private int tiles;
    private int chunk;
    private double[] state = NO_STATE;
    private StateTask task = (tile, data, buffer) -> {};
    private volatile @Nullable Throwable failure;

    /** Counts rounds; odd while one is open. */
    private final AtomicInteger round = new AtomicInteger();

    private volatile boolean closed;

    /**
     * @param threads the caller's included
     * @param scratchLengths numbers in the scratch arrays of each
     */
    public Workers(int threads, int... scratchLengths) {
        this.scratch = arrays(scratchLengths);
        this.helpers = new Thread[threads - 1];
        for (int k = 0; k < helpers.length; k++) {
            double[][] buffer = arrays(scratchLengths);
            helpers[k] = new Thread(() -> help(buffer), "strange-noise-tiles-" + k);
            helpers[k].setDaemon(true);
            helpers[k].start();
        }
    }

    private static double[][] arrays(int... lengths) {
        double[][] arrays = new double[lengths.length][];
        for (int k = 0; k < lengths.length; k++) {
            arrays[k] = new double[lengths[k]];
        }
        return arrays;
    }

    public int threads() {
        return helpers.length + 1;
    }

    /** Runs the task for tiles 0 to {@code count - 1}; the caller takes part. */
    public void forEach(int count, TileTask newTask) {
        forEach(count, NO_STATE, (tile, data, buffer) -> newTask.run(tile, buffer));
    }

    /** The same for a task that is made once and runs on many states: such a call allocates nothing. */
    public void forEach(int count, double[] newState, StateTask newTask) {
        if (helpers.length == 0 || count == 1) {
            for (int tile = 0; tile < count; tile++) {
                newTask.run(tile, newState, scratch);
            }
            return;
        }
        state = newState;
        task = newTask;
        tiles = count;
        chunk = Math.max(1, count / (SHARES * threads()));
        next.set(0);
        round.incrementAndGet();
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
        try {
            work(scratch);
        } finally {
            // Closing before looking at the helpers: one that comes later sees the closed round and stays out.
            round.incrementAndGet();
            while (working.get() != 0) {
                Thread.onSpinWait();
            }
        }
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw new IllegalStateException("a tile's work failed", thrown);
        }
    }

    private void work(double[][] buffer) {
        int from = next.getAndAdd(chunk);
        while (from < tiles) {
            int end = Math.min(tiles, from + chunk);
            for (int tile = from; tile < end; tile++) {
                task.run(tile, state, buffer);
            }
            from = next.getAndAdd(chunk);
        }
    }

    private void help(double[][] buffer) {
        int seen = 0;
        int spins = 0;
        while (!closed) {
            int now = round.get();
            if (now == seen || (now & 1) == 0) {
                if (++spins > SPINS) {
                    LockSupport.park(this);
                    spins = 0;
                } else {
                    Thread.onSpinWait();
                }
                continue;
            }
            seen = now;
            spins = 0;
            working.incrementAndGet();
            try {
                if (round.get() == now) {
                    work(buffer);
                }
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                working.decrementAndGet();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
    }
}
