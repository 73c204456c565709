package org.strangenoise.pauli;

import org.strangenoise.math.ComplexMatrix;

/**
 * A tensor product of Pauli letters I, X, Y, Z with sign +1.
 *
 * @param letters one letter a qubit; the leftmost letter belongs to qubit 0, which is bit 0 of a basis index
 */
public record PauliString(String letters) {

    /** Checks the components. */
    public PauliString {
        if (letters.isEmpty()) {
            throw new IllegalArgumentException("Argument `letters` must name at least one qubit, but is empty");
        }
        for (int q = 0; q < letters.length(); q++) {
            if ("IXYZ".indexOf(letters.charAt(q)) < 0) {
                throw new IllegalArgumentException(
                        "Argument `letters` must consist of I, X, Y and Z, but is \"" + letters + "\"");
            }
        }
    }

    /** The string that is {@code letter} on one qubit and the identity elsewhere. */
    public static PauliString single(int qubits, int qubit, char letter) {
        return on(qubits, new int[] {qubit}, letter);
    }

    /** The string that is {@code letter} on each listed qubit and the identity elsewhere. */
    public static PauliString on(int qubits, int[] support, char letter) {
        char[] letters = "I".repeat(qubits).toCharArray();
        for (int q : support) {
            if (q < 0 || q >= qubits) {
                throw new IllegalArgumentException(
                        "Argument `support` must hold qubits from 0 to " + (qubits - 1) + ", but holds " + q);
            }
            letters[q] = letter;
        }
        return new PauliString(new String(letters));
    }

    /** Number of qubits, identities included. */
    public int qubits() {
        return letters.length();
    }

    /** The letter of a qubit. */
    public char letter(int qubit) {
        return letters.charAt(qubit);
    }

    /** True if every letter is I or Z. */
    public boolean isDiagonal() {
        return letters.indexOf('X') < 0 && letters.indexOf('Y') < 0;
    }

    /** True if every letter is I. */
    public boolean isIdentity() {
        return weight() == 0;
    }

    /** Number of letters that are not I. */
    public int weight() {
        int weight = 0;
        for (int q = 0; q < letters.length(); q++) {
            weight += letters.charAt(q) == 'I' ? 0 : 1;
        }
        return weight;
    }

    /** Bit q is set where the letter of qubit q flips the basis state (X or Y); at most 63 qubits. */
    public long flipMask() {
        return mask('X', 'Y');
    }

    /** Bit q is set where the letter of qubit q carries a sign (Y or Z); at most 63 qubits. */
    public long signMask() {
        return mask('Y', 'Z');
    }

    /** Number of letters Y; the string is i^count times the flip-then-sign operator of the masks. */
    public int countY() {
        return (int) letters.chars().filter(c -> c == 'Y').count();
    }

    private long mask(char first, char second) {
        if (letters.length() > 63) {
            throw new IllegalArgumentException("masks hold at most 63 qubits, but the string has " + letters.length());
        }
        long mask = 0;
        for (int q = 0; q < letters.length(); q++) {
            char c = letters.charAt(q);
            if (c == first || c == second) {
                mask |= 1L << q;
            }
        }
        return mask;
    }

    /** The dense 2^n x 2^n matrix: {@code P|b> = i^countY (-1)^(signMask . b) |b xor flipMask>}. */
    public ComplexMatrix matrix() {
        int d = 1 << qubits();
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        accumulate(1, re, im, d);
        return ComplexMatrix.of(d, d, re, im);
    }

    /** Adds {@code coefficient * P} to a row-major d x d matrix. */
    void accumulate(double coefficient, double[] re, double[] im, int d) {
        int flip = (int) flipMask();
        int sign = (int) signMask();
        int phase = countY() & 3;
        for (int b = 0; b < d; b++) {
            double value = (Integer.bitCount(b & sign) & 1) == 0 ? coefficient : -coefficient;
            int at = (b ^ flip) * d + b;
            switch (phase) {
                case 0 -> re[at] += value;
                case 1 -> im[at] += value;
                case 2 -> re[at] -= value;
                default -> im[at] -= value;
            }
        }
    }

    @Override
    public String toString() {
        return letters;
    }
}
