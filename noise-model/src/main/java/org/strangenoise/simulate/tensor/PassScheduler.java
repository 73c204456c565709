package org.strangenoise.simulate.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Deals operations out to passes: each pass takes as many operations as act on the few qubits of one tile, in an order
 * that only exchanges operations that commute. Work grows linearly with the number of operations, however they meet.
 */
public final class PassScheduler<T extends PassScheduler.TileOperation> {

    /** Operations that share one pass over the register. */
    public record Group<T>(int tileMask, List<T> operations) {}

    private final int qubits;
    private final int lowQubits;
    private final int farQubits;
    private final int runQubits;
    private final boolean leavesLow;

    /**
     * @param lowQubits how many qubits a tile of the lowest ones holds, which lies contiguous in memory
     * @param farQubits how many qubits any other tile holds where no single operation needs more
     * @param runQubits how many of the lowest qubits are in every tile
     */
    public PassScheduler(int qubits, int lowQubits, int farQubits, int runQubits) {
        this(qubits, lowQubits, farQubits, runQubits, false);
    }

    /** @param leavesLow true if other tiles leave to the low one what it holds, unless nothing else can go first */
    public PassScheduler(int qubits, int lowQubits, int farQubits, int runQubits, boolean leavesLow) {
        this.qubits = qubits;
        this.lowQubits = Math.min(qubits, lowQubits);
        this.farQubits = Math.min(qubits, farQubits);
        this.runQubits = runQubits;
        this.leavesLow = leavesLow;
    }

    public List<Group<T>> schedule(List<T> operations) {
        return schedule(operations, new Queues<>(operations));
    }

    private List<Group<T>> schedule(List<T> operations, Queues<T> queues) {
        List<Group<T>> groups = new ArrayList<>();
        while (!queues.ready.isEmpty()) {
            groups.add(next(operations, queues));
        }
        return groups;
    }

    /** How many operations were looked at to schedule some, counting every look. */
    long looks(List<T> operations) {
        Queues<T> queues = new Queues<>(operations);
        schedule(operations, queues);
        return queues.looks;
    }

    /** The group of the first operation that waits: the low tile or a far one, whichever takes more. */
    private Group<T> next(List<T> operations, Queues<T> queues) {
        T first = operations.get(queues.ready.first());
        int all = (1 << qubits) - 1;
        if (first.isWhole()) {
            return new Group<>(all, queues.take(queues.first()));
        }
        int lowMask = (1 << lowQubits) - 1;
        Candidate low = queues.draft(operation -> (operation.acts() & ~lowMask) == 0 && !operation.isWhole());
        if (lowMask == all) {
            return new Group<>(all, queues.take(low));
        }
        int runs = (1 << Math.min(qubits, runQubits)) - 1;
        int limit = Math.max(farQubits, Integer.bitCount(runs | first.acts()));
        int[] tile = {runs};
        Candidate far = queues.draft(operation -> {
            boolean asks = operation == first
                    || !leavesLow
                    || (operation.acts() & lowMask) != operation.acts()
                    || operation.acts() == 0;
            boolean fits = asks && !operation.isWhole() && Integer.bitCount(tile[0] | operation.acts()) <= limit;
            tile[0] |= fits ? operation.acts() : 0;
            return fits;
        });
        return low.taken().size() >= far.taken().size()
                ? new Group<>(lowMask, queues.take(low))
                : new Group<>(tile[0], queues.take(far));
    }

    /**
     * A choice of operations that may go before all others that wait.
     *
     * @param taken their places, ascending
     * @param freed the places of those that nothing else would keep waiting then
     * @param layer what {@link Queues#layer} becomes
     * @param left what {@link Queues#left} becomes
     */
    private record Candidate(List<Integer> taken, List<Integer> freed, int[] layer, int[] left) {}

    /**
     * What waits at each qubit, in layers: an operation that mixes the qubit is one by itself, the operations between
     * two such ones share one. Only those wait for nothing whose layer has come at each of their qubits.
     */
    private static final class Queues<T extends PassScheduler.TileOperation> {

        private final List<T> operations;
        private final int[] touches;

        /** For each operation the number of its layer at each of its qubits, ascending. */
        private final int[][] layerOf;

        private final List<List<List<Integer>>> layers = new ArrayList<>();

        /** The number of the layer that has come, by qubit. */
        private int[] layer;

        /** How many operations of that layer wait, by qubit. */
        private int[] left;

        /** The places of the operations that wait for nothing. */
        private final TreeSet<Integer> ready = new TreeSet<>();

        private long looks;

        Queues(List<T> operations) {
            this.operations = operations;
            this.touches = new int[operations.size()];
            this.layerOf = new int[operations.size()][];
            int all = 0;
            for (int at = 0; at < touches.length; at++) {
                touches[at] = operations.get(at).acts() | operations.get(at).reads();
                all |= touches[at];
            }
            // In a register of one tile, operations also look at qubits outside.
            int qubits = Integer.SIZE - Integer.numberOfLeadingZeros(all);
            this.layer = new int[qubits];
            this.left = new int[qubits];
            boolean[] shared = new boolean[qubits];
            for (int q = 0; q < qubits; q++) {
                layers.add(new ArrayList<>());
            }
            for (int at = 0; at < touches.length; at++) {
                T operation = operations.get(at);
                layerOf[at] = new int[Integer.bitCount(touches[at])];
                int k = 0;
                for (int rest = touches[at]; rest != 0; rest &= rest - 1) {
                    int q = Integer.numberOfTrailingZeros(rest);
                    List<List<Integer>> queue = layers.get(q);
                    boolean shares = (operation.mixes() >> q & 1) == 0;
                    if (queue.isEmpty() || !shares || !shared[q]) {
                        queue.add(new ArrayList<>());
                    }
                    shared[q] = shares;
                    queue.get(queue.size() - 1).add(at);
                    layerOf[at][k++] = queue.size() - 1;
                }
                if (isReady(at, layer)) {
                    ready.add(at);
                }
            }
            for (int q = 0; q < qubits; q++) {
                left[q] = layers.get(q).isEmpty() ? 0 : layers.get(q).get(0).size();
            }
        }

        private boolean isReady(int at, int[] come) {
            looks++;
            int k = 0;
            for (int rest = touches[at]; rest != 0; rest &= rest - 1) {
                if (layerOf[at][k++] != come[Integer.numberOfTrailingZeros(rest)]) {
                    return false;
                }
            }
            return true;
        }

        /** In order, each operation that waits for nothing but earlier ones of the draft, and fits. */
        Candidate draft(Predicate<T> fits) {
            Candidate draft = new Candidate(new ArrayList<>(), new ArrayList<>(), layer.clone(), left.clone());
            PriorityQueue<Integer> candidates = new PriorityQueue<>(ready);
            for (Integer at = candidates.poll(); at != null; at = candidates.poll()) {
                looks++;
                if (fits.test(operations.get(at))) {
                    draft.taken().add(at);
                    int before = draft.freed().size();
                    advance(at, draft);
                    candidates.addAll(
                            draft.freed().subList(before, draft.freed().size()));
                }
            }
            return draft;
        }

        /** The first operation that waits alone. */
        Candidate first() {
            Candidate draft = new Candidate(List.of(ready.first()), new ArrayList<>(), layer.clone(), left.clone());
            advance(ready.first(), draft);
            return draft;
        }

        /** Takes an operation out of its layers; where it was the last, the next layer comes. */
        private void advance(int at, Candidate draft) {
            int came = 0;
            for (int rest = touches[at]; rest != 0; rest &= rest - 1) {
                int q = Integer.numberOfTrailingZeros(rest);
                if (--draft.left()[q] == 0) {
                    int next = ++draft.layer()[q];
                    if (next < layers.get(q).size()) {
                        draft.left()[q] = layers.get(q).get(next).size();
                        came |= 1 << q;
                    }
                }
            }
            for (int rest = came; rest != 0; rest &= rest - 1) {
                int q = Integer.numberOfTrailingZeros(rest);
                for (int next : layers.get(q).get(draft.layer()[q])) {
                    // One that comes at several qubits at once is counted at the lowest.
                    if (Integer.numberOfTrailingZeros(touches[next] & came) == q && isReady(next, draft.layer())) {
                        draft.freed().add(next);
                    }
                }
            }
        }

        /** Carries out a draft and returns its operations in order. */
        List<T> take(Candidate draft) {
            layer = draft.layer();
            left = draft.left();
            ready.addAll(draft.freed());
            draft.taken().forEach(ready::remove);
            return draft.taken().stream().map(operations::get).toList();
        }
    }

    /** What a pass needs to know of an operation on a register: the qubits it changes and those it looks at. */
    public interface TileOperation {

        /** Bit q is set if what stands at qubit q changes. */
        int acts();

        /** Bit q is set if qubit q is looked at only. */
        default int reads() {
            return 0;
        }

        /**
         * Bit q is set if the operation changes places only with those that leave qubit q alone. On its other qubits it
         * is diagonal: there it changes places with all that are diagonal as well.
         */
        default int mixes() {
            return acts();
        }

        /** True if no tile is large enough: it has a pass of its own. */
        default boolean isWhole() {
            return false;
        }

        /** True if the two may change places. */
        default boolean commutesWith(TileOperation other) {
            return (mixes() & (other.acts() | other.reads())) == 0 && ((acts() | reads()) & other.mixes()) == 0;
        }
    }
}
