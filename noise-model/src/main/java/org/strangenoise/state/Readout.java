package org.strangenoise.state;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.strangenoise.math.WalshHadamard;
import org.strangenoise.pauli.PauliString;

/**
 * Classical confusion of outcomes, one pair of probabilities a qubit.
 *
 * @param p1Given0 probability of reading 1 in |0>, by qubit
 * @param p0Given1 probability of reading 0 in |1>, by qubit
 * @param p1Given2 probability of reading 1 above |1>, by qubit
 * @param together what is confused of all outcomes together after that; absent where errors are not correlated
 */
public record Readout(double[] p1Given0, double[] p0Given1, double[] p1Given2, Optional<ConfusionMatrix> together) {

    /** Levels above |1> are read as 1. */
    public Readout(double[] p1Given0, double[] p0Given1) {
        this(p1Given0, p0Given1, ones(p1Given0.length), Optional.empty());
    }

    /** The same without what is confused of all outcomes together. */
    public Readout apart() {
        return new Readout(p1Given0, p0Given1, p1Given2, Optional.empty());
    }

    private static double[] ones(int qubits) {
        double[] ones = new double[qubits];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Probability of reading 1 from a qubit's level. */
    public double reads1(int qubit, int level) {
        return switch (level) {
            case 0 -> p1Given0[qubit];
            case 1 -> 1 - p0Given1[qubit];
            default -> p1Given2[qubit];
        };
    }

    /** Keeps copies of the components. */
    public Readout {
        p1Given0 = p1Given0.clone();
        p0Given1 = p0Given1.clone();
        p1Given2 = p1Given2.clone();
    }

    /** Number of qubits. */
    public int qubits() {
        return p1Given0.length;
    }

    /** True if a qubit's own outcomes are read without error. */
    public boolean isPerfect(int qubit) {
        return p1Given0[qubit] == 0 && p0Given1[qubit] == 0;
    }

    /** True if all outcomes are read without error. */
    public boolean isPerfect() {
        return together.isEmpty() && IntStream.range(0, qubits()).allMatch(this::isPerfect);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Readout that
                && Arrays.equals(p1Given0, that.p1Given0)
                && Arrays.equals(p0Given1, that.p0Given1)
                && Arrays.equals(p1Given2, that.p1Given2)
                && together.equals(that.together);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(p1Given0), Arrays.hashCode(p0Given1), Arrays.hashCode(p1Given2), together);
    }

    /** Perfect readout. */
    public static Readout perfect(int qubits) {
        return new Readout(new double[qubits], new double[qubits]);
    }

    /** Outcome probabilities as read, from true ones by basis index. */
    public double[] confuse(double[] probabilities) {
        double[] read = probabilities.clone();
        for (int q = 0; q < p1Given0.length; q++) {
            int bit = 1 << q;
            for (int b = 0; b < read.length; b++) {
                if ((b & bit) == 0) {
                    double zero = read[b];
                    double one = read[b | bit];
                    read[b] = (1 - p1Given0[q]) * zero + p0Given1[q] * one;
                    read[b | bit] = p1Given0[q] * zero + (1 - p0Given1[q]) * one;
                }
            }
        }
        return together.isPresent() ? together.get().confuse(read) : read;
    }

    /**
     * What the sign of some qubits' outcomes, as they are read together, is made of: for every set of qubits, the
     * weight of the sign of their true outcomes. Qubit q is bit q of an index.
     *
     * @throws IllegalStateException without errors of all qubits together
     */
    double[] signWeights(int on) {
        double[] weights = new double[1 << p1Given0.length];
        for (int b = 0; b < weights.length; b++) {
            weights[b] = 1 - 2 * (Integer.bitCount(b & on) & 1);
        }
        weights = together.orElseThrow(IllegalStateException::new).adjoint(weights);
        WalshHadamard.inverse(weights);
        return weights;
    }

    /** The letters of a string on some qubits, Z where it has none there. */
    static PauliString read(PauliString pauli, int on) {
        StringBuilder letters = new StringBuilder();
        for (int q = 0; q < pauli.qubits(); q++) {
            char letter = pauli.letter(q);
            letters.append((on >> q & 1) == 0 ? 'I' : letter == 'I' ? 'Z' : letter);
        }
        return new PauliString(letters.toString());
    }

    /** The qubits on which a string has letters. */
    static int support(PauliString pauli) {
        return (int) (pauli.flipMask() | pauli.signMask());
    }

    /**
     * The expectation of a Pauli string as read: every letter's outcome +-1 becomes {@code a + b (+-1)} with {@code a =
     * p0Given1 - p1Given0}, {@code b = 1 - p1Given0 - p0Given1}; a sum over the sub-strings of the support. Where all
     * outcomes are confused together, qubits without a letter are read along z.
     */
    public double confuse(QuantumState state, PauliString pauli) {
        if (together.isPresent()) {
            double[] weights = signWeights(support(pauli));
            double sum = 0;
            for (int on = 0; on < weights.length; on++) {
                sum += weights[on] == 0 ? 0 : weights[on] * state.readExpectation(read(pauli, on), apart());
            }
            return sum;
        }
        return confuse(state, pauli.letters().toCharArray(), 0, 1);
    }

    private double confuse(QuantumState state, char[] letters, int from, double factor) {
        if (factor == 0) {
            return 0;
        }
        for (int q = from; q < letters.length; q++) {
            double offset = p0Given1[q] - p1Given0[q];
            double contrast = 1 - p1Given0[q] - p0Given1[q];
            if (letters[q] != 'I' && (offset != 0 || contrast != 1)) {
                double kept = confuse(state, letters, q + 1, factor * contrast);
                char letter = letters[q];
                letters[q] = 'I';
                double dropped = confuse(state, letters, q + 1, factor * offset);
                letters[q] = letter;
                return kept + dropped;
            }
        }
        return factor * state.pauliExpectation(new PauliString(new String(letters)));
    }
}
