package org.strangenoise.channel;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;

/**
 * The Choi matrix {@code C = sum_ij |i><j| (x) E(|i><j|)} of trace d, the input in the slow index: entry ({@code i d +
 * r}, {@code j d + c}) is {@code <r|E(|i><j|)|c>}. Positive exactly for a completely positive map.
 */
public record ChoiMatrix(ComplexMatrix matrix) {

    /** Checks the components. */
    public ChoiMatrix {
        int d = 1 << (Integer.numberOfTrailingZeros(matrix.rows()) / 2);
        if (matrix.rows() != matrix.columns() || d * d != matrix.rows()) {
            throw new IllegalArgumentException(
                    "Argument `matrix` must be 4^n x 4^n, but is " + matrix.rows() + " x " + matrix.columns());
        }
    }

    /** The Hilbert space dimension d. */
    public int dimension() {
        return 1 << (Integer.numberOfTrailingZeros(matrix.rows()) / 2);
    }

    /** How far the smallest eigenvalue lies below zero; 0 for a completely positive map. */
    public double positivityDefect() {
        return Math.max(0, -HermitianEigen.eigenvalues(hermitianPart())[0]);
    }

    /**
     * Kraus operators from the eigenvectors, {@code K_k = sqrt(l_k) mat(v_k)}; eigenvalues below 1e-14 d are left out.
     */
    public KrausOperators kraus() {
        int d = dimension();
        HermitianEigen eigen = HermitianEigen.of(hermitianPart());
        ComplexMatrix vectors = eigen.eigenvectors();
        List<ComplexMatrix> operators = new ArrayList<>();
        for (int k = d * d - 1; k >= 0; k--) {
            double value = eigen.eigenvalue(k);
            if (value <= 1e-14 * d) {
                continue;
            }
            double scale = Math.sqrt(value);
            double[] re = new double[d * d];
            double[] im = new double[d * d];
            for (int i = 0; i < d; i++) {
                for (int r = 0; r < d; r++) {
                    re[r * d + i] = scale * vectors.re(i * d + r, k);
                    im[r * d + i] = scale * vectors.im(i * d + r, k);
                }
            }
            operators.add(ComplexMatrix.of(d, d, re, im));
        }
        return new KrausOperators(operators);
    }

    private ComplexMatrix hermitianPart() {
        return matrix.plus(matrix.adjoint()).scaled(0.5);
    }
}
