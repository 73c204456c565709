package org.strangenoise.device;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * The pairs of qubits that gates can act on.
 *
 * @param pairs by index, each once, in either order
 */
public record CouplingMap(List<Pair> pairs) {

    /**
     * Two coupled qubits.
     *
     * @param first index of a qubit
     * @param second index of another
     */
    public record Pair(int first, int second) {

        /** Checks the components. */
        public Pair {
            if (first == second || first < 0 || second < 0) {
                throw new IllegalArgumentException(
                        "Arguments `first` and `second` must be two qubits, but are " + first + " and " + second);
            }
        }

        private boolean joins(int a, int b) {
            return (first == a && second == b) || (first == b && second == a);
        }
    }

    /** Checks the components, of which it keeps copies. */
    public CouplingMap {
        pairs = List.copyOf(pairs);
        Set<Set<Integer>> seen = new HashSet<>();
        for (Pair pair : pairs) {
            if (!seen.add(Set.of(pair.first(), pair.second()))) {
                throw new IllegalArgumentException("Argument `pairs` must name each pair once, but names "
                        + pair.first() + " and " + pair.second() + " twice");
            }
        }
    }

    /** Whether two qubits are coupled. */
    public boolean couples(int first, int second) {
        return pairs.stream().anyMatch(pair -> pair.joins(first, second));
    }

    /** Whether couplings among these qubits join them all, so that a gate may act on them together. */
    public boolean connects(List<Integer> qubits) {
        Set<Integer> reached = new LinkedHashSet<>();
        Deque<Integer> open = new ArrayDeque<>(qubits.subList(0, Math.min(1, qubits.size())));
        while (!open.isEmpty()) {
            int from = open.pop();
            if (reached.add(from)) {
                qubits.stream().filter(to -> couples(from, to)).forEach(open::push);
            }
        }
        return reached.containsAll(qubits);
    }

    /**
     * The couplings among some of the qubits, under new numbers.
     *
     * @param renumbering the new index of a qubit, negative for one that is left out
     */
    CouplingMap renumbered(IntUnaryOperator renumbering) {
        return new CouplingMap(pairs.stream()
                .flatMap(pair -> {
                    int first = renumbering.applyAsInt(pair.first());
                    int second = renumbering.applyAsInt(pair.second());
                    return first < 0 || second < 0
                            ? Optional.<Pair>empty().stream()
                            : Optional.of(new Pair(first, second)).stream();
                })
                .toList());
    }
}
