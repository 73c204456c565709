package org.strangenoise.simulate.symmetric;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;

/**
 * Neighbouring diagonal operations of several qubits, which commute, gathered into one: pair by pair they may differ,
 * if only their product treats all qubits alike.
 */
final class SymmetricDiagonal {

    /** Coefficients that differ by less than this relative amount are equal. */
    private static final double EQUAL = 1e-13;

    private final int n;

    /** Angle of each Z string by its support. */
    private final Map<BitSet, Double> angles = new LinkedHashMap<>();

    private String name = "";

    SymmetricDiagonal(int n) {
        this.n = n;
    }

    boolean isEmpty() {
        return angles.isEmpty();
    }

    void add(DiagonalOperation operation) {
        add(operation.name(), operation.exponent().angle(), operation.exponent().axis(), operation.qubits());
    }

    /** Adds {@code exp(-i factor sum)}, letter k of the sum's strings of I and Z belonging to the k-th qubit. */
    void add(String operation, double factor, PauliSum sum, List<Integer> qubits) {
        name = operation;
        for (PauliSum.Term term : sum.terms()) {
            double value = factor * term.coefficient();
            if (value != 0 && !term.string().isIdentity()) {
                angles.merge(support(term.string(), qubits), value, Double::sum);
            }
        }
    }

    private static BitSet support(PauliString string, List<Integer> qubits) {
        BitSet support = new BitSet();
        for (int k = 0; k < qubits.size(); k++) {
            if (string.letter(k) == 'Z') {
                support.set(qubits.get(k));
            }
        }
        return support;
    }

    /**
     * The product as one phase for each number k of qubits in |1>: {@code sum_w c_w K_w(k)}, with K_w(k) the sum of the
     * products of w out of n signs of which k are -1, a coefficient of {@code (1-t)^k (1+t)^(n-k)}; quadratic in k for
     * strings of at most two Z.
     *
     * @throws SymmetricPasses.AsymmetryException if strings of one weight have different angles, or some are missing
     */
    SymmetricFactor phases() {
        Map<Integer, Double> byWeight = byWeight();
        if (byWeight.keySet().stream().allMatch(w -> w <= 2)) {
            return quadratic(byWeight);
        }
        double[] phase = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            for (Map.Entry<Integer, Double> term : byWeight.entrySet()) {
                phase[k] += term.getValue() * signProducts(term.getKey(), k);
            }
        }
        return new SymmetricFactor.Phases(phase);
    }

    /** {@code sum Z = n - 2k, sum ZZ = ((n - 2k)^2 - n) / 2}, constants left out. */
    private SymmetricFactor.QuadraticPhase quadratic(Map<Integer, Double> byWeight) {
        double single = byWeight.getOrDefault(1, 0.0);
        double pair = byWeight.getOrDefault(2, 0.0);
        return new SymmetricFactor.QuadraticPhase(-2 * single - 2 * n * pair, 2 * pair);
    }

    /**
     * The angle c_w of all strings of each weight w.
     *
     * @throws SymmetricPasses.AsymmetryException if strings of one weight have different angles, or some are missing
     */
    private Map<Integer, Double> byWeight() {
        Map<Integer, Double> byWeight = new TreeMap<>();
        Map<Integer, Integer> counts = new TreeMap<>();
        angles.forEach((support, angle) -> {
            byWeight.putIfAbsent(support.cardinality(), angle);
            counts.merge(support.cardinality(), 1, Integer::sum);
        });
        angles.forEach((support, angle) -> requireEqual(support, angle, byWeight));
        counts.forEach(this::requireComplete);
        return byWeight;
    }

    private void requireEqual(BitSet support, double angle, Map<Integer, Double> byWeight) {
        double expected = byWeight.getOrDefault(support.cardinality(), 0.0);
        if (Math.abs(angle - expected) > EQUAL * Math.abs(expected)) {
            throw new SymmetricPasses.AsymmetryException(
                    "method symmetric needs every layer to act alike on all qubits, but `"
                            + name + "` turns the Z string on qubits " + support + " by " + angle + " and another of "
                            + support.cardinality() + " qubits by " + expected);
        }
    }

    private void requireComplete(int weight, int count) {
        double all = 1;
        for (int k = 0; k < weight; k++) {
            all = all * (n - k) / (k + 1);
        }
        if (Math.round(all) != count) {
            throw new SymmetricPasses.AsymmetryException(
                    "method symmetric needs every layer to act alike on all qubits, but `"
                            + name + "` acts on " + count + " of the " + Math.round(all) + " sets of " + weight
                            + " qubits; qubits " + leastTouched(weight) + " least of all");
        }
    }

    private BitSet leastTouched(int weight) {
        int[] touched = new int[n];
        angles.keySet().stream()
                .filter(s -> s.cardinality() == weight)
                .forEach(s -> s.stream().forEach(q -> touched[q]++));
        int least = Arrays.stream(touched).min().orElse(0);
        BitSet qubits = new BitSet();
        for (int q = 0; q < n; q++) {
            qubits.set(q, touched[q] == least);
        }
        return qubits;
    }

    private double signProducts(int weight, int k) {
        double[] coefficient = new double[weight + 1];
        coefficient[0] = 1;
        for (int q = 0; q < n; q++) {
            for (int w = weight; w > 0; w--) {
                coefficient[w] += q < k ? -coefficient[w - 1] : coefficient[w - 1];
            }
        }
        return coefficient[weight];
    }
}
