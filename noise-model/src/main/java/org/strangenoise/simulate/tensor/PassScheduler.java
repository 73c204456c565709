package org.strangenoise.simulate.tensor;

import java.util.ArrayList;
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
        List<T> waiting = new ArrayList<>(operations);
        while (!waiting.isEmpty()) {
            groups.add(next(waiting));
        }
        return groups;
    }

    private Group<T> next(List<T> waiting) {
        T first = waiting.get(0);
        if (first.isWhole()) {
            waiting.remove(0);
            return new Group<>((1 << qubits) - 1, List.of(first));
        }
        List<T> afterLow = new ArrayList<>(waiting);
        Group<T> low = low(afterLow);
        List<T> afterFar = new ArrayList<>(waiting);
        Group<T> far = low.tileMask() == (1 << qubits) - 1 ? low : far(first, afterFar);
        boolean lowBetter = low.operations().size() >= far.operations().size();
        waiting.clear();
        waiting.addAll(lowBetter ? afterLow : afterFar);
        return lowBetter ? low : far;
    }

    private Group<T> low(List<T> waiting) {
        int low = (1 << lowQubits) - 1;
        return new Group<>(low, take(waiting, qubits, operation -> (operation.acts() & ~low) == 0));
    }

    private Group<T> far(T first, List<T> waiting) {
        int runs = (1 << Math.min(qubits, runQubits)) - 1;
        int limit = Math.max(farQubits, Integer.bitCount(runs | first.acts()));
        int[] tile = {runs};
        List<T> taken = take(waiting, qubits, operation -> {
            boolean fits = Integer.bitCount(tile[0] | operation.acts()) <= limit;
            tile[0] |= fits ? operation.acts() : 0;
            return fits;
        });
        return new Group<>(tile[0], taken);
    }

    /** Removes and returns the operations that fit and may go before all that stay behind. */
    static <T extends TileOperation> List<T> take(List<T> waiting, int qubits, Predicate<T> fits) {
        int all = (1 << qubits) - 1;
        List<T> taken = new ArrayList<>();
        List<T> left = new ArrayList<>();
        int unmoved = 0;
        for (T operation : waiting) {
            // Nothing commutes past operations that act on every qubit.
            boolean free =
                    unmoved != all && !operation.isWhole() && left.stream().allMatch(operation::commutesWith);
            if (free && fits.test(operation)) {
                taken.add(operation);
            } else {
                left.add(operation);
                unmoved |= operation.reads() == 0 ? operation.acts() : 0;
            }
        }
        waiting.clear();
        waiting.addAll(left);
        return List.copyOf(taken);
    }
}
