package org.strangenoise.noise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which noise met which operation, how often and for how long, over a whole circuit.
 *
 * @param rows by operation, qubit and mechanism, in order of first appearance
 * @param untouched operations that met no noise at all, as {@code name qubit}
 * @param withoutLeakage operations on qubits of more than two levels whose pulse no device describes: they act on the
 *     computational subspace and cannot leak
 */
public record NoiseCoverage(List<Row> rows, List<String> untouched, List<String> withoutLeakage) {

    /** Of two-level qubits. */
    public NoiseCoverage(List<Row> rows, List<String> untouched) {
        this(rows, untouched, List.of());
    }

    /**
     * One line of the record.
     *
     * @param operation the operation's name, {@code idle} or {@code step}
     * @param qubit index, or {@link NoiseSelection#SEVERAL_QUBITS}
     * @param mechanism {@link NoiseMechanism} name or an extra channel's id
     * @param count how often
     * @param seconds how long these operations take in all; 0 for readout and for channels that act once a step
     */
    public record Row(String operation, int qubit, String mechanism, int count, double seconds) {}

    /** Nothing met anything. */
    public static final NoiseCoverage NONE = new NoiseCoverage(List.of(), List.of());

    /** Keeps copies of the components. */
    public NoiseCoverage {
        rows = List.copyOf(rows);
        untouched = List.copyOf(untouched);
        withoutLeakage = List.copyOf(withoutLeakage);
    }

    /** Seconds for which a mechanism acted on a qubit. */
    public double seconds(String mechanism, int qubit) {
        return rows.stream()
                .filter(r -> r.mechanism().equals(mechanism) && r.qubit() == qubit)
                .mapToDouble(Row::seconds)
                .sum();
    }

    /** Collects rows while a circuit is made noisy. */
    static final class Tally {
        private record Key(String operation, int qubit, String mechanism) {}

        private record Target(String operation, int qubit) {}

        private final Map<Key, Row> rows = new LinkedHashMap<>();
        private final Map<Target, Boolean> met = new LinkedHashMap<>();
        private final Set<String> withoutLeakage = new LinkedHashSet<>();

        void cannotLeak(String operation) {
            withoutLeakage.add(operation);
        }

        void operation(String operation, int qubit) {
            met.putIfAbsent(new Target(operation, qubit), false);
        }

        void noise(String operation, int qubit, String mechanism, double seconds) {
            rows.merge(
                    new Key(operation, qubit, mechanism),
                    new Row(operation, qubit, mechanism, 1, seconds),
                    (a, b) -> new Row(operation, qubit, mechanism, a.count() + 1, a.seconds() + b.seconds()));
            met.computeIfPresent(new Target(operation, qubit), (t, old) -> true);
        }

        /** Adds what another recorder saw, as often as {@code times}. */
        void addAll(Tally other, int times) {
            other.rows.forEach((key, row) -> rows.merge(
                    key,
                    new Row(row.operation(), row.qubit(), row.mechanism(), row.count() * times, row.seconds() * times),
                    (a, b) -> new Row(
                            a.operation(),
                            a.qubit(),
                            a.mechanism(),
                            a.count() + b.count(),
                            a.seconds() + b.seconds())));
            withoutLeakage.addAll(other.withoutLeakage);
            other.met.forEach((target, value) -> met.merge(target, value, Boolean::logicalOr));
        }

        NoiseCoverage coverage() {
            List<String> untouched = new ArrayList<>();
            met.forEach((target, value) -> {
                if (!value) {
                    untouched.add(target.operation() + " " + target.qubit());
                }
            });
            return new NoiseCoverage(new ArrayList<>(rows.values()), untouched, List.copyOf(withoutLeakage));
        }
    }
}
