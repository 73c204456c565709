package org.strangenoise.pauli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.math.ComplexMatrix;

/**
 * A Hermitian operator as a real combination of Pauli strings, {@code sum_k c_k P_k}.
 *
 * @param qubits number of qubits, the same for every string
 * @param terms the combination; may be empty (the zero operator)
 */
public record PauliSum(int qubits, List<Term> terms) {

    /** One term {@code coefficient * string}. */
    public record Term(double coefficient, PauliString string) {}

    /** Checks the components, of which it keeps copies. */
    public PauliSum {
        if (qubits < 1) {
            throw new IllegalArgumentException("Argument `qubits` must be at least 1, but is " + qubits);
        }
        terms = List.copyOf(terms);
        for (Term term : terms) {
            if (term.string().qubits() != qubits) {
                throw new IllegalArgumentException(
                        "Argument `terms` must hold strings of " + qubits + " qubits, but holds " + term.string());
            }
            if (!Double.isFinite(term.coefficient())) {
                throw new IllegalArgumentException("Argument `terms` must hold finite coefficients, but "
                        + term.string() + " has " + term.coefficient());
            }
        }
    }

    /** {@code coefficient * string}. */
    public static PauliSum of(double coefficient, String letters) {
        return new PauliSum(letters.length(), List.of(new Term(coefficient, new PauliString(letters))));
    }

    /** The zero operator. */
    public static PauliSum zero(int qubits) {
        return new PauliSum(qubits, List.of());
    }

    /** The decomposition of a Hermitian 2^n x 2^n matrix, c_P = Tr(P M) / 2^n; terms below 1e-15 of the largest go. */
    public static PauliSum decompose(ComplexMatrix hermitian) {
        int d = hermitian.rows();
        int n = Integer.numberOfTrailingZeros(d);
        if (Integer.bitCount(d) != 1 || n < 1 || hermitian.columns() != d) {
            throw new IllegalArgumentException(
                    "Argument `hermitian` must be square of dimension 2^n, but is " + d + " x " + hermitian.columns());
        }
        if (hermitian.hermiticityDefect() > 1e-9 * Math.max(1, hermitian.maxAbs())) {
            throw new IllegalArgumentException(
                    "Argument `hermitian` must be Hermitian, but deviates by " + hermitian.hermiticityDefect());
        }
        List<Term> terms = new ArrayList<>();
        double cut = 1e-15 * hermitian.maxAbs();
        for (int index = 0; index < d * d; index++) {
            char[] letters = new char[n];
            for (int q = 0; q < n; q++) {
                letters[q] = "IXYZ".charAt((index >> (2 * q)) & 3);
            }
            PauliString string = new PauliString(new String(letters));
            double coefficient = string.matrix().times(hermitian).traceRe() / d;
            if (Math.abs(coefficient) > cut) {
                terms.add(new Term(coefficient, string));
            }
        }
        return new PauliSum(n, terms);
    }

    /** True if every string consists of I and Z. */
    public boolean isDiagonal() {
        return terms.stream().allMatch(term -> term.string().isDiagonal());
    }

    /** The multiple {@code factor * this}. */
    public PauliSum times(double factor) {
        return new PauliSum(
                qubits,
                terms.stream()
                        .map(term -> new Term(factor * term.coefficient(), term.string()))
                        .toList());
    }

    /** The sum, equal strings collected. */
    public PauliSum plus(PauliSum other) {
        Map<PauliString, Double> sum = new LinkedHashMap<>();
        for (PauliSum part : List.of(this, other)) {
            part.terms.forEach(term -> sum.merge(term.string(), term.coefficient(), Double::sum));
        }
        return new PauliSum(
                qubits,
                sum.entrySet().stream()
                        .map(entry -> new Term(entry.getValue(), entry.getKey()))
                        .toList());
    }

    /** The same operator on a larger register: local qubit k becomes {@code positions.get(k)} of {@code total}. */
    public PauliSum embedded(int total, List<Integer> positions) {
        List<Term> embedded = new ArrayList<>(terms.size());
        for (Term term : terms) {
            char[] letters = "I".repeat(total).toCharArray();
            for (int k = 0; k < qubits; k++) {
                letters[positions.get(k)] = term.string().letter(k);
            }
            embedded.add(new Term(term.coefficient(), new PauliString(new String(letters))));
        }
        return new PauliSum(total, embedded);
    }

    /** The dense 2^n x 2^n matrix. */
    public ComplexMatrix matrix() {
        int d = 1 << qubits;
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        for (Term term : terms) {
            term.string().accumulate(term.coefficient(), re, im, d);
        }
        return ComplexMatrix.of(d, d, re, im);
    }

    /**
     * The 2^n eigenvalues of a diagonal operator, by basis index (bit q = qubit q).
     *
     * @throws IllegalStateException if a string holds X or Y
     */
    public double[] diagonal() {
        if (!isDiagonal()) {
            throw new IllegalStateException("the operator is not diagonal: " + this);
        }
        double[] values = new double[1 << qubits];
        for (Term term : terms) {
            long sign = term.string().signMask();
            for (int b = 0; b < values.length; b++) {
                values[b] += (Long.bitCount(b & sign) & 1) == 0 ? term.coefficient() : -term.coefficient();
            }
        }
        return values;
    }
}
