package org.strangenoise.exchange.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;

/**
 * A sequence of CNOT, swap, X and diagonal gates whose permutation ends as the identity, as one diagonal gate: each
 * qubit holds a parity of the inputs, each diagonal gate adds phases to parities. Exact on any number of qubits.
 * Source: Amy, Maslov and Mosca, IEEE TCAD 33, 1476 (2014).
 */
final class PhasePolynomial {

    private final int qubits;
    private final long[] parity;
    private final boolean[] flipped;
    private final Map<Long, Double> coefficients = new LinkedHashMap<>();

    private PhasePolynomial(int qubits) {
        this.qubits = qubits;
        parity = new long[qubits];
        flipped = new boolean[qubits];
        for (int q = 0; q < qubits; q++) {
            parity[q] = 1L << q;
        }
    }

    /**
     * The diagonal gate {@code exp(-i sum_S c_S Z_S)} that the gates make, without their global phase; empty if they
     * hold another kind of gate, more than 63 qubits, or do not end where they began.
     *
     * @param name of the gate made
     * @param parameters of the gate made; a single one becomes the angle of its Hamiltonian
     * @param sequence on qubits 0 to {@code qubits - 1}
     */
    static Optional<DiagonalOperation> of(String name, List<Double> parameters, int qubits, GateSequence sequence) {
        if (qubits > 63) {
            return Optional.empty();
        }
        PhasePolynomial polynomial = new PhasePolynomial(qubits);
        for (UnitaryOperation gate : sequence.gates()) {
            if (!polynomial.add(gate)) {
                return Optional.empty();
            }
        }
        return polynomial.isIdentity()
                ? Optional.of(polynomial.operation(name, parameters, sequence.phase()))
                : Optional.empty();
    }

    private boolean add(UnitaryOperation gate) {
        List<Integer> q = gate.qubits();
        if (gate instanceof DiagonalOperation diagonal) {
            diagonal.exponent().integrated().terms().forEach(term -> addTerm(q, term));
            return true;
        }
        if (StandardGates.match(gate).isEmpty()) {
            return false;
        }
        switch (gate.name()) {
            case "x" -> flipped[q.get(0)] ^= true;
            case "cnot" -> {
                parity[q.get(1)] ^= parity[q.get(0)];
                flipped[q.get(1)] ^= flipped[q.get(0)];
            }
            case "swap" -> {
                long held = parity[q.get(0)];
                boolean flip = flipped[q.get(0)];
                parity[q.get(0)] = parity[q.get(1)];
                flipped[q.get(0)] = flipped[q.get(1)];
                parity[q.get(1)] = held;
                flipped[q.get(1)] = flip;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void addTerm(List<Integer> targets, PauliSum.Term term) {
        long mask = 0;
        double coefficient = term.coefficient();
        for (int k = 0; k < targets.size(); k++) {
            if (term.string().letter(k) == 'Z') {
                mask ^= parity[targets.get(k)];
                coefficient = flipped[targets.get(k)] ? -coefficient : coefficient;
            }
        }
        coefficients.merge(mask, coefficient, Double::sum);
    }

    private boolean isIdentity() {
        for (int q = 0; q < qubits; q++) {
            if (parity[q] != 1L << q || flipped[q]) {
                return false;
            }
        }
        return true;
    }

    private DiagonalOperation operation(String name, List<Double> parameters, double phase) {
        coefficients.merge(0L, -phase, Double::sum);
        boolean isZero = coefficients.values().stream().allMatch(c -> c == 0);
        double own = parameters.size() == 1 ? parameters.get(0) : 1;
        double angle = own != 0 || isZero ? own : 1;
        List<PauliSum.Term> terms = new ArrayList<>();
        coefficients.forEach((mask, coefficient) -> {
            if (coefficient != 0) {
                terms.add(new PauliSum.Term(coefficient / angle, string(mask)));
            }
        });
        List<Integer> targets = IntStream.range(0, qubits).boxed().toList();
        return new DiagonalOperation(name, parameters, targets, new Generator(angle, new PauliSum(qubits, terms)));
    }

    private PauliString string(long mask) {
        char[] letters = new char[qubits];
        for (int q = 0; q < qubits; q++) {
            letters[q] = (mask >> q & 1) == 1 ? 'Z' : 'I';
        }
        return new PauliString(new String(letters));
    }
}
