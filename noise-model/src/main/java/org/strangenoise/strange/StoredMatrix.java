package org.strangenoise.strange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.redfx.strange.Complex;
import org.redfx.strange.Gate;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.NearestUnitary;
import org.strangenoise.math.WalshHadamard;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;

/**
 * The matrix of a gate as Strange stores it, in single precision. The operation made of it is exactly unitary: the
 * nearest one, or for a diagonal matrix its phases.
 */
final class StoredMatrix {

    /** Largest dense gate: 2^10 x 2^10. */
    static final int MAX_DENSE_QUBITS = 10;

    /** Largest diagonal gate, kept as 2^12 phases. */
    static final int MAX_DIAGONAL_QUBITS = 12;

    /** Entries typed with four digits, such as 0.7071, pass. */
    private static final double UNITARY_TOLERANCE = 1e-4;

    private final Gate gate;
    private final List<Integer> qubits;
    private final Complex[][] entries;

    /** The matrix of {@code gate}; bit k of its index belongs to {@code qubits.get(k)}. */
    StoredMatrix(Gate gate, List<Integer> qubits, Complex @Nullable [] @Nullable [] entries) {
        this.gate = gate;
        this.qubits = qubits;
        this.entries = requireSquare(entries, 1 << qubits.size());
    }

    private Complex[][] requireSquare(Complex @Nullable [] @Nullable [] matrix, int size) {
        if (matrix == null || matrix.length != size) {
            throw new UnsupportedGateException(
                    gate,
                    "must have a " + size + " x " + size + " matrix, but has "
                            + (matrix == null ? "none" : matrix.length + " rows"));
        }
        Complex[][] checked = new Complex[size][];
        for (int r = 0; r < size; r++) {
            Complex[] row = matrix[r];
            if (row == null || row.length != size) {
                throw new UnsupportedGateException(
                        gate,
                        "must have a " + size + " x " + size + " matrix, but row " + r + " has "
                                + (row == null ? "no" : row.length) + " entries");
            }
            for (int c = 0; c < size; c++) {
                if (row[c] == null) {
                    throw new UnsupportedGateException(gate, "has no entry (" + r + ", " + c + ") in its matrix");
                }
            }
            checked[r] = row;
        }
        return checked;
    }

    /** The operation, and whether it is exact. */
    record Recovered(UnitaryOperation operation, boolean exact) {}

    Recovered operation(String name) {
        return isDiagonal() ? diagonal(name) : dense(name);
    }

    private boolean isDiagonal() {
        for (int r = 0; r < entries.length; r++) {
            for (int c = 0; c < entries.length; c++) {
                if (r != c && (entries[r][c].r != 0 || entries[r][c].i != 0)) {
                    return false;
                }
            }
        }
        return true;
    }

    private Recovered diagonal(String name) {
        requireAtMost(MAX_DIAGONAL_QUBITS, "a diagonal");
        double[] angles = new double[entries.length];
        boolean exact = true;
        for (int b = 0; b < angles.length; b++) {
            Complex entry = entries[b][b];
            double modulus = StrictMath.hypot(entry.r, entry.i);
            if (!(Math.abs(modulus - 1) <= UNITARY_TOLERANCE)) {
                throw notUnitary(Math.abs(modulus * modulus - 1));
            }
            Angles.Recovered angle = Angles.phase(entry);
            angles[b] = angle.radians();
            exact &= angle.exact();
        }
        return new Recovered(diagonal(name, qubits, angles), exact);
    }

    /** The gate {@code |b> -> e^{i angles[b]} |b>}. */
    static DiagonalOperation diagonal(String name, List<Integer> qubits, double[] angles) {
        double[] coefficients = angles.clone();
        WalshHadamard.inverse(coefficients);
        List<PauliSum.Term> terms = new ArrayList<>();
        for (int mask = 0; mask < coefficients.length; mask++) {
            if (coefficients[mask] != 0) {
                char[] letters = "I".repeat(qubits.size()).toCharArray();
                for (int k = 0; k < letters.length; k++) {
                    letters[k] = ((mask >> k) & 1) == 1 ? 'Z' : 'I';
                }
                terms.add(new PauliSum.Term(-coefficients[mask], new PauliString(new String(letters))));
            }
        }
        return new DiagonalOperation(name, List.of(), qubits, new Generator(1, new PauliSum(qubits.size(), terms)));
    }

    private Recovered dense(String name) {
        requireAtMost(MAX_DENSE_QUBITS, "a dense");
        int d = entries.length;
        double[][] re = new double[d][d];
        double[][] im = new double[d][d];
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                re[r][c] = entries[r][c].r;
                im[r][c] = entries[r][c].i;
            }
        }
        ComplexMatrix stored = ComplexMatrix.of(re, im);
        double defect = stored.unitarityDefect();
        if (!(defect <= UNITARY_TOLERANCE)) {
            throw notUnitary(defect);
        }
        ComplexMatrix unitary = NearestUnitary.of(stored, UNITARY_TOLERANCE);
        return new Recovered(
                new MatrixOperation(name, List.of(), qubits, unitary, Optional.empty()), unitary.equals(stored));
    }

    private void requireAtMost(int most, String kind) {
        if (qubits.size() > most) {
            throw new UnsupportedGateException(
                    gate,
                    "must act on at most " + most + " qubits as " + kind + " matrix, but acts on " + qubits.size());
        }
    }

    private UnsupportedGateException notUnitary(double defect) {
        return new UnsupportedGateException(
                gate, "must have a unitary matrix, but U^dagger U differs from 1 by " + defect);
    }
}
