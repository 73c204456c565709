package org.strangenoise.exchange.gate;

import org.strangenoise.math.ComplexMatrix;

/** Matrices of tools whose first qubit is the most significant bit of an index. */
public final class QubitOrder {

    private QubitOrder() {}

    /** The matrix with the bits of both indices reversed; its own inverse. */
    public static ComplexMatrix reversed(ComplexMatrix matrix) {
        int d = matrix.rows();
        int unused = 32 - Integer.numberOfTrailingZeros(d);
        double[][] re = new double[d][d];
        double[][] im = new double[d][d];
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                int row = Integer.reverse(r) >>> unused;
                int column = Integer.reverse(c) >>> unused;
                re[row][column] = matrix.re(r, c);
                im[row][column] = matrix.im(r, c);
            }
        }
        return ComplexMatrix.of(re, im);
    }
}
