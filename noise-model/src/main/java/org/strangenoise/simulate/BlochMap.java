package org.strangenoise.simulate;

import org.strangenoise.math.ComplexMatrix;

/**
 * A trace-preserving one-qubit map on Bloch vectors, {@code r -> matrix r + shift}.
 *
 * @param matrix 3 x 3
 * @param shift the image of 0
 */
record BlochMap(double[][] matrix, double[] shift) {

    /** Real and imaginary parts of I, X, Y, Z as row-major vectors. */
    private static final double[][] RE = {{1, 0, 0, 1}, {0, 1, 1, 0}, {0, 0, 0, 0}, {1, 0, 0, -1}};

    private static final double[][] IM = {{0, 0, 0, 0}, {0, 0, 0, 0}, {0, -1, 1, 0}, {0, 0, 0, 0}};

    /** The map of a 4 x 4 superoperator on row-major vectors. */
    static BlochMap of(ComplexMatrix superOperator) {
        double[][] matrix = new double[3][3];
        double[] shift = new double[3];
        for (int a = 0; a < 3; a++) {
            shift[a] = entry(superOperator, a + 1, 0);
            for (int b = 0; b < 3; b++) {
                matrix[a][b] = entry(superOperator, a + 1, b + 1);
            }
        }
        return new BlochMap(matrix, shift);
    }

    /** {@code Tr(P_a E(P_b)) / 2}. */
    private static double entry(ComplexMatrix s, int a, int b) {
        double sum = 0;
        for (int r = 0; r < 4; r++) {
            for (int c = 0; c < 4; c++) {
                // conj(P_a)_r S_rc (P_b)_c; letters are real or imaginary throughout.
                double re = RE[a][r] * RE[b][c] + IM[a][r] * IM[b][c];
                double im = RE[a][r] * IM[b][c] - IM[a][r] * RE[b][c];
                sum += re * s.re(r, c) - im * s.im(r, c);
            }
        }
        return sum / 2;
    }
}
