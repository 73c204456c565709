package org.strangenoise.simulate.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * Deals operations out to passes: each pass takes as many operations as act on the few qubits of one tile, in an order
 * that only exchanges operations that commute.
 */
final class PassScheduler {

    /** Operations that share one pass over the register. */
    record Group(int tileMask, List<TensorOperation> operations) {}

    private final int qubits;
    private final int tileQubits;

    /** @param tileQubits how many qubits a tile holds where no single operation needs more */
    PassScheduler(int qubits, int tileQubits) {
        this.qubits = qubits;
        this.tileQubits = Math.min(qubits, tileQubits);
    }

    List<Group> schedule(List<TensorOperation> operations) {
        List<Group> groups = new ArrayList<>();
        List<TensorOperation> waiting = new ArrayList<>(operations);
        while (!waiting.isEmpty()) {
            groups.add(next(waiting));
        }
        return groups;
    }

    private Group next(List<TensorOperation> waiting) {
        int all = (1 << qubits) - 1;
        TensorOperation first = waiting.get(0);
        if (isWhole(first)) {
            waiting.remove(0);
            return new Group(all, List.of(first));
        }
        int runs = all & ((1 << Tile.RUN_DIGITS) - 1);
        int limit = Math.max(tileQubits, Integer.bitCount(runs | first.acts()));
        int tile = runs;
        List<TensorOperation> taken = new ArrayList<>();
        List<TensorOperation> left = new ArrayList<>();
        int unmoved = 0;
        for (TensorOperation operation : waiting) {
            // Nothing commutes past operations that act on every qubit.
            boolean fits = unmoved != all
                    && !isWhole(operation)
                    && Integer.bitCount(tile | operation.acts()) <= limit
                    && left.stream().allMatch(operation::commutesWith);
            if (fits) {
                taken.add(operation);
                tile |= operation.acts();
            } else {
                left.add(operation);
                if (!(operation instanceof TensorOperation.PhaseRotation)) {
                    unmoved |= operation.acts();
                }
            }
        }
        waiting.clear();
        waiting.addAll(left);
        int low = (1 << limit) - 1;
        return new Group((tile & ~low) == 0 ? low : tile, List.copyOf(taken));
    }

    private static boolean isWhole(TensorOperation operation) {
        return operation instanceof TensorOperation.RegisterPhase
                || operation instanceof TensorOperation.RegisterUnitary;
    }
}
