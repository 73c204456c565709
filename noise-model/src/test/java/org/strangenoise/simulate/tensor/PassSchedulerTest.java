package org.strangenoise.simulate.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassSchedulerTest {

    /** An operation by what a scheduler sees of it; the same qubits often, never the same operation. */
    private record Place(int number, int acts, int reads, int mixes, boolean isWhole)
            implements PassScheduler.TileOperation {}

    private static final int LOW = 4;
    private static final int FAR = 4;
    private static final int RUN = 2;

    /** Maps of one to three qubits, turns of one qubit by others, looks at some qubits, now and then all at once. */
    private static List<Place> operations(int count, Random random, IntSupplier qubit, int all) {
        List<Place> operations = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            int one = 1 << qubit.getAsInt();
            int two = 1 << qubit.getAsInt();
            int three = 1 << qubit.getAsInt();
            operations.add(
                    switch (random.nextInt(all == 0 ? 9 : 10)) {
                        case 0, 1, 2 -> new Place(k, one, 0, one, false);
                        case 3, 4, 5 -> new Place(k, one | two, 0, one | two, false);
                        case 6 -> new Place(k, one | two | three, 0, one | two | three, false);
                        case 7 -> new Place(k, one, (two | three) & ~one, 0, false);
                        case 8 -> new Place(k, 0, one | two, 0, false);
                        default -> new Place(k, all, 0, all, true);
                    });
        }
        return operations;
    }

    /** The rule written out: who waits may go if it commutes with all that were left before it. */
    @SuppressWarnings("ReferenceEquality") // the very operation, not an equal one
    private static List<PassScheduler.Group<Place>> slowly(int qubits, List<Place> operations, boolean leavesLow) {
        List<PassScheduler.Group<Place>> groups = new ArrayList<>();
        List<Place> waiting = new ArrayList<>(operations);
        int all = (1 << qubits) - 1;
        int lowMask = (1 << Math.min(qubits, LOW)) - 1;
        int runs = (1 << RUN) - 1;
        while (!waiting.isEmpty()) {
            Place first = waiting.get(0);
            int[] tile = {runs};
            int limit = Math.max(Math.min(qubits, FAR), Integer.bitCount(runs | first.acts()));
            List<Place> low = free(waiting, operation -> (operation.acts() & ~lowMask) == 0);
            List<Place> far = free(waiting, operation -> {
                boolean isLow = operation.acts() != 0 && (operation.acts() & ~lowMask) == 0;
                boolean fits = Integer.bitCount(tile[0] | operation.acts()) <= limit
                        && (operation == first || !leavesLow || !isLow);
                tile[0] |= fits ? operation.acts() : 0;
                return fits;
            });
            boolean takesLow = lowMask == all || low.size() >= far.size();
            groups.add(
                    first.isWhole()
                            ? new PassScheduler.Group<>(all, List.of(first))
                            : new PassScheduler.Group<>(takesLow ? lowMask : tile[0], takesLow ? low : far));
            waiting.removeAll(groups.get(groups.size() - 1).operations());
        }
        return groups;
    }

    private static List<Place> free(List<Place> waiting, Predicate<Place> fits) {
        List<Place> free = new ArrayList<>();
        List<Place> left = new ArrayList<>();
        for (Place operation : waiting) {
            boolean moves = left.stream().allMatch(operation::commutesWith) && !operation.isWhole();
            (moves && fits.test(operation) ? free : left).add(operation);
        }
        return free;
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 6, 9})
    void takesWhatTheWrittenOutRuleTakes(int qubits) {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            List<Place> operations = operations(80, random, () -> random.nextInt(qubits), (1 << qubits) - 1);
            for (boolean leavesLow : new boolean[] {false, true}) {
                assertEquals(
                        slowly(qubits, operations, leavesLow),
                        new PassScheduler<Place>(qubits, LOW, FAR, RUN, leavesLow).schedule(operations),
                        "seed " + seed);
            }
        }
    }

    /** One operation that stands twice in a circuit is carried out twice. */
    @Test
    void repeatsAnOperationOfAllQubits() {
        Place whole = new Place(0, 7, 0, 7, true);
        assertEquals(
                2,
                new PassScheduler<Place>(3, LOW, FAR, RUN)
                        .schedule(List.of(whole, whole))
                        .size());
    }

    /**
     * Four times as many operations take four times as many looks: where every qubit is in use, where qubit 0 idles,
     * and where two halves never meet.
     */
    @ParameterizedTest
    @CsvSource({"0, 8, 0", "1, 8, 0", "0, 8, 4", "2, 14, 7"})
    void workGrowsLinearly(int lowest, int qubits, int half) {
        long few = looks(lowest, qubits, half, 1000);
        long many = looks(lowest, qubits, half, 4000);
        assertTrue(many < 5 * few, many + " looks after " + few);
    }

    private static long looks(int lowest, int qubits, int half, int count) {
        Random random = new Random(7);
        List<Place> operations = new ArrayList<>(
                half == 0
                        ? operations(count, random, () -> lowest + random.nextInt(qubits - lowest), 0)
                        : operations(count / 2, random, () -> lowest + random.nextInt(half - lowest), 0));
        if (half > 0) {
            operations.addAll(operations(count / 2, random, () -> half + random.nextInt(qubits - half), 0));
        }
        return new PassScheduler<Place>(qubits, LOW, FAR, RUN).looks(operations);
    }
}
