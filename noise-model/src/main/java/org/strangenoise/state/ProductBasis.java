package org.strangenoise.state;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.pauli.PauliString;

/**
 * A direction for each qubit along which it is measured: outcome 0 is its state along the direction, 1 the one against
 * it.
 *
 * @param letters X, Y or Z by qubit, qubit 0 leftmost
 * @param opposite bit q is set where qubit q is measured along the negative axis
 */
public record ProductBasis(String letters, int opposite) {

    private static final int MAX_QUBITS = 30;

    /** Checks the components. */
    public ProductBasis {
        if (!letters.matches("[XYZ]{1," + MAX_QUBITS + "}") || opposite < 0 || opposite >> letters.length() != 0) {
            throw new IllegalArgumentException("Arguments `letters` and `opposite` must be 1 to " + MAX_QUBITS
                    + " letters X, Y, Z and bits of as many qubits, but are `" + letters + "` and " + opposite);
        }
    }

    /** The 3^n bases of positive axes, those of qubit 0 changing fastest. */
    public static List<ProductBasis> three(int qubits) {
        return all(qubits, 3);
    }

    /** The 6^n bases of positive and negative axes. */
    public static List<ProductBasis> six(int qubits) {
        return all(qubits, 6);
    }

    private static List<ProductBasis> all(int qubits, int directions) {
        List<ProductBasis> bases = new ArrayList<>();
        int count = 1;
        for (int q = 0; q < qubits; q++) {
            count *= directions;
        }
        for (int k = 0; k < count; k++) {
            StringBuilder letters = new StringBuilder();
            int opposite = 0;
            int rest = k;
            for (int q = 0; q < qubits; q++) {
                letters.append("XYZ".charAt(rest % directions % 3));
                opposite |= (rest % directions / 3) << q;
                rest /= directions;
            }
            bases.add(new ProductBasis(letters.toString(), opposite));
        }
        return bases;
    }

    /** Number of qubits. */
    public int qubits() {
        return letters.length();
    }

    /** True if a qubit is measured along the negative axis. */
    public boolean isOpposite(int qubit) {
        return (opposite >> qubit & 1) == 1;
    }

    /** The Pauli string whose letters on some qubits are the basis' axes, I on the others. */
    public PauliString axes(int onQubits) {
        StringBuilder some = new StringBuilder();
        for (int q = 0; q < letters.length(); q++) {
            some.append((onQubits >> q & 1) == 1 ? letters.charAt(q) : 'I');
        }
        return new PauliString(some.toString());
    }

    /** 1 if the outcomes of some qubits have an even number of opposite directions, else -1. */
    public int sign(int onQubits) {
        return 1 - 2 * (Integer.bitCount(onQubits & opposite) & 1);
    }
}
