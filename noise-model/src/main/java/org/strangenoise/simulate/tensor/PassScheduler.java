package org.strangenoise.simulate.tensor;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
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
        List<T> waiting = new LinkedList<>(operations);
        while (!waiting.isEmpty()) {
            Group<T> group = next(waiting);
            remove(group.operations(), waiting);
            groups.add(group);
        }
        return groups;
    }

    /** The group of the first operation that waits: the low tile or a far one, whichever takes more. */
    private Group<T> next(List<T> waiting) {
        T first = waiting.get(0);
        int all = (1 << qubits) - 1;
        if (first.isWhole()) {
            return new Group<>(all, List.of(first));
        }
        int lowMask = (1 << lowQubits) - 1;
        Group<T> low = new Group<>(lowMask, free(waiting, qubits, operation -> (operation.acts() & ~lowMask) == 0));
        if (lowMask == all) {
            return low;
        }
        Group<T> far = far(first, waiting);
        return low.operations().size() >= far.operations().size() ? low : far;
    }

    private Group<T> far(T first, List<T> waiting) {
        int runs = (1 << Math.min(qubits, runQubits)) - 1;
        int limit = Math.max(farQubits, Integer.bitCount(runs | first.acts()));
        int[] tile = {runs};
        List<T> taken = free(waiting, qubits, operation -> {
            boolean fits = Integer.bitCount(tile[0] | operation.acts()) <= limit;
            tile[0] |= fits ? operation.acts() : 0;
            return fits;
        });
        return new Group<>(tile[0], taken);
    }

    /** The operations that fit and may go before all others, in order. */
    static <T extends TileOperation> List<T> free(List<T> waiting, int qubits, Predicate<T> fits) {
        int all = (1 << qubits) - 1;
        List<T> free = new ArrayList<>();
        List<T> left = new ArrayList<>();
        int unmoved = 0;
        for (T operation : waiting) {
            if (!operation.isWhole() && left.stream().allMatch(operation::commutesWith) && fits.test(operation)) {
                free.add(operation);
            } else {
                left.add(operation);
                unmoved |= operation.reads() == 0 ? operation.acts() : 0;
                if (unmoved == all) {
                    // Nothing commutes past operations that act on every qubit.
                    break;
                }
            }
        }
        return List.copyOf(free);
    }

    /** Removes the very operations, which stand in the list in the same order. */
    static <T> void remove(List<T> taken, List<T> waiting) {
        Iterator<T> in = waiting.iterator();
        for (T operation : taken) {
            while (in.next() != operation) {
                continue;
            }
            in.remove();
        }
    }
}
