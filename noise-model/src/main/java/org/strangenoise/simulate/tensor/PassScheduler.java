package org.strangenoise.simulate.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * Deals operations out to passes: each pass takes as many operations as act on the few qubits of one tile, in an order
 * that only exchanges operations that commute.
 */
public final class PassScheduler<T extends TileOperation> {

    /** Operations that share one pass over the register. */
    public record Group<T>(int tileMask, List<T> operations) {}

    private final int qubits;
    private final int tileQubits;
    private final int runQubits;

    /**
     * @param tileQubits how many qubits a tile holds where no single operation needs more
     * @param runQubits how many of the lowest qubits are in every tile
     */
    public PassScheduler(int qubits, int tileQubits, int runQubits) {
        this.qubits = qubits;
        this.runQubits = runQubits;
        this.tileQubits = Math.min(qubits, tileQubits);
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
        int all = (1 << qubits) - 1;
        T first = waiting.get(0);
        if (first.isWhole()) {
            waiting.remove(0);
            return new Group<>(all, List.of(first));
        }
        int runs = all & ((1 << runQubits) - 1);
        int limit = Math.max(tileQubits, Integer.bitCount(runs | first.acts()));
        int tile = runs;
        List<T> taken = new ArrayList<>();
        List<T> left = new ArrayList<>();
        int unmoved = 0;
        for (T operation : waiting) {
            // Nothing commutes past operations that act on every qubit.
            boolean fits = unmoved != all
                    && !operation.isWhole()
                    && Integer.bitCount(tile | operation.acts()) <= limit
                    && left.stream().allMatch(operation::commutesWith);
            if (fits) {
                taken.add(operation);
                tile |= operation.acts();
            } else {
                left.add(operation);
                unmoved |= operation.reads() == 0 ? operation.acts() : 0;
            }
        }
        waiting.clear();
        waiting.addAll(left);
        int low = (1 << limit) - 1;
        return new Group<>((tile & ~low) == 0 ? low : tile, List.copyOf(taken));
    }
}
