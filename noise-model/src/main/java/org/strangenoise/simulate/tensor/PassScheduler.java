package org.strangenoise.simulate.tensor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Deals operations out to passes: each pass takes as many operations as act on the few qubits of one tile, in an order
 * that only exchanges operations that commute.
 */
public final class PassScheduler<T extends TileOperation> {

    /** Operations that share one pass over the register. */
    public record Group<T>(int tileMask, List<T> operations) {}

    private final int qubits;
    private final int lowQubits;
    private final int farQubits;
    private final int runQubits;

    /**
     * @param lowQubits how many qubits a tile of the lowest ones holds, which lies contiguous in memory
     * @param farQubits how many qubits any other tile holds where no single operation needs more
     * @param runQubits how many of the lowest qubits are in every tile
     */
    public PassScheduler(int qubits, int lowQubits, int farQubits, int runQubits) {
        this.qubits = qubits;
        this.lowQubits = Math.min(qubits, lowQubits);
        this.farQubits = Math.min(qubits, farQubits);
        this.runQubits = runQubits;
    }

    public List<Group<T>> schedule(List<T> operations) {
        List<Group<T>> groups = new ArrayList<>();
        BitSet done = new BitSet(operations.size());
        while (done.cardinality() < operations.size()) {
            groups.add(next(operations, done));
        }
        return groups;
    }

    /** The group of the first operation that waits: the low tile or a far one, whichever takes more. */
    private Group<T> next(List<T> operations, BitSet done) {
        T first = operations.get(done.nextClearBit(0));
        int all = (1 << qubits) - 1;
        if (first.isWhole()) {
            done.set(done.nextClearBit(0));
            return new Group<>(all, List.of(first));
        }
        int lowMask = (1 << lowQubits) - 1;
        BitSet low = free(operations, done, qubits, operation -> (operation.acts() & ~lowMask) == 0);
        if (lowMask == all) {
            return new Group<>(all, take(low, operations, done));
        }
        int runs = (1 << Math.min(qubits, runQubits)) - 1;
        int limit = Math.max(farQubits, Integer.bitCount(runs | first.acts()));
        int[] tile = {runs};
        BitSet far = free(operations, done, qubits, operation -> {
            boolean fits = Integer.bitCount(tile[0] | operation.acts()) <= limit;
            tile[0] |= fits ? operation.acts() : 0;
            return fits;
        });
        return low.cardinality() >= far.cardinality()
                ? new Group<>(lowMask, take(low, operations, done))
                : new Group<>(tile[0], take(far, operations, done));
    }

    /** The places of the operations that wait, fit, and may go before all others that wait. */
    static <T extends TileOperation> BitSet free(List<T> operations, BitSet done, int qubits, Predicate<T> fits) {
        int all = (1 << qubits) - 1;
        BitSet free = new BitSet();
        List<T> left = new ArrayList<>();
        int unmoved = 0;
        // Nothing commutes past operations that act on every qubit.
        for (int at = done.nextClearBit(0); at < operations.size() && unmoved != all; at = done.nextClearBit(at + 1)) {
            T operation = operations.get(at);
            if (!operation.isWhole() && left.stream().allMatch(operation::commutesWith) && fits.test(operation)) {
                free.set(at);
            } else {
                left.add(operation);
                unmoved |= operation.reads() == 0 ? operation.acts() : 0;
            }
        }
        return free;
    }

    /** Marks operations as done and returns them in order. */
    static <T> List<T> take(BitSet chosen, List<T> operations, BitSet done) {
        done.or(chosen);
        return chosen.stream().mapToObj(operations::get).toList();
    }
}
