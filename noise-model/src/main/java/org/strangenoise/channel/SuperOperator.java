package org.strangenoise.channel;

import org.strangenoise.math.ComplexMatrix;

/**
 * A linear map of d x d matrices as a d^2 x d^2 matrix on <em>row-major</em> vectors: entry (r, c) of rho stands at
 * index {@code r d + c} (row stacking, unlike the column stacking of QuTiP and Qiskit).
 */
public record SuperOperator(ComplexMatrix matrix) {

    /** Checks the components. */
    public SuperOperator {
        int d = (int) Math.round(Math.sqrt(matrix.rows()));
        if (matrix.rows() != matrix.columns() || d * d != matrix.rows() || Integer.bitCount(d) != 1 || d < 2) {
            throw new IllegalArgumentException(
                    "Argument `matrix` must be 4^n x 4^n, but is " + matrix.rows() + " x " + matrix.columns());
        }
    }

    /** The Hilbert space dimension d. */
    public int dimension() {
        return 1 << (Integer.numberOfTrailingZeros(matrix.rows()) / 2);
    }

    /** The image of a d x d matrix. */
    public ComplexMatrix apply(ComplexMatrix rho) {
        int d = dimension();
        ComplexMatrix vector = ComplexMatrix.of(d * d, 1, rho.re(), rho.im());
        ComplexMatrix image = matrix.times(vector);
        return ComplexMatrix.of(d, d, image.re(), image.im());
    }

    /** First this map, then {@code next}. */
    public SuperOperator then(SuperOperator next) {
        return new SuperOperator(next.matrix.times(matrix));
    }

    /** The Choi matrix {@code C = sum_ij |i><j| (x) E(|i><j|)}: a reshuffle of entries. */
    public ChoiMatrix choi() {
        int d = dimension();
        double[] re = new double[d * d * d * d];
        double[] im = new double[d * d * d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                for (int r = 0; r < d; r++) {
                    for (int c = 0; c < d; c++) {
                        int at = (i * d + r) * d * d + j * d + c;
                        re[at] = matrix.re(r * d + c, i * d + j);
                        im[at] = matrix.im(r * d + c, i * d + j);
                    }
                }
            }
        }
        return new ChoiMatrix(ComplexMatrix.of(d * d, d * d, re, im));
    }
}
