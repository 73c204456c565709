package org.strangenoise.channel;

import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliString;

/**
 * A channel in the Pauli basis, {@code R_ij = Tr(P_i E(P_j)) / d}: real, 4^n x 4^n. Pauli index: base-4 digit k (I, X,
 * Y, Z = 0..3) belongs to the channel's k-th qubit, the first qubit in the fast digit.
 */
public record PauliTransferMatrix(int qubits, double[][] entries) {

    /** Checks the components. */
    public PauliTransferMatrix {
        int size = 1 << (2 * qubits);
        if (entries.length != size || entries[0].length != size) {
            throw new IllegalArgumentException("Argument `entries` must be " + size + " x " + size + " for " + qubits
                    + " qubits, but is " + entries.length + " x " + entries[0].length);
        }
        entries = copy(entries);
    }

    /** A copy of the rows. */
    @Override
    public double[][] entries() {
        return copy(entries);
    }

    /** The Pauli string of an index. */
    public static PauliString string(int qubits, int index) {
        char[] letters = new char[qubits];
        for (int q = 0; q < qubits; q++) {
            letters[q] = "IXYZ".charAt((index >> (2 * q)) & 3);
        }
        return new PauliString(new String(letters));
    }

    static PauliTransferMatrix of(SuperOperator superOperator) {
        ComplexMatrix basis = basis(superOperator.dimension());
        ComplexMatrix r = basis.adjoint().times(superOperator.matrix()).times(basis);
        int d = superOperator.dimension();
        double[][] entries = new double[d * d][d * d];
        for (int i = 0; i < d * d; i++) {
            for (int j = 0; j < d * d; j++) {
                entries[i][j] = r.re(i, j) / d;
            }
        }
        return new PauliTransferMatrix(Integer.numberOfTrailingZeros(d), entries);
    }

    /** The same channel on row-major vectors. */
    public SuperOperator superOperator() {
        int d = 1 << qubits;
        ComplexMatrix basis = basis(d);
        return new SuperOperator(basis.times(ComplexMatrix.ofReal(entries))
                .times(basis.adjoint())
                .scaled(1.0 / d));
    }

    /** Columns are the row-major vectors of the Pauli strings. */
    private static ComplexMatrix basis(int d) {
        int n = Integer.numberOfTrailingZeros(d);
        double[] re = new double[d * d * d * d];
        double[] im = new double[d * d * d * d];
        for (int j = 0; j < d * d; j++) {
            ComplexMatrix p = string(n, j).matrix();
            for (int i = 0; i < d * d; i++) {
                re[i * d * d + j] = p.re(i / d, i % d);
                im[i * d * d + j] = p.im(i / d, i % d);
            }
        }
        return ComplexMatrix.of(d * d, d * d, re, im);
    }

    private static double[][] copy(double[][] rows) {
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }
}
