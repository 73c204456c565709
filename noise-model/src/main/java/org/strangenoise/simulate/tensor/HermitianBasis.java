package org.strangenoise.simulate.tensor;

import org.strangenoise.math.ComplexMatrix;

/**
 * Maps in the orthonormal Hermitian basis {@code |0><0|, |1><1|, X/sqrt(2), Y/sqrt(2)} of
 * {@link org.strangenoise.state.DensityTensor}.
 */
final class HermitianBasis {

    private static final double ROOT_HALF = Math.sqrt(0.5);

    /** Entries (r, c) = 00, 01, 10, 11 of the four matrices. */
    private static final double[][] RE = {{1, 0, 0, 0}, {0, 0, 0, 1}, {0, ROOT_HALF, ROOT_HALF, 0}, {0, 0, 0, 0}};

    private static final double[][] IM = {{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, -ROOT_HALF, ROOT_HALF, 0}};

    /** Entries that are rounding of the change of basis. */
    private static final double ROUNDING = 2e-16;

    private HermitianBasis() {}

    /** The real 4^k x 4^k matrix of a superoperator on row-major vectors, row-major. */
    static double[] matrix(ComplexMatrix superOperator) {
        int size = superOperator.rows();
        ComplexMatrix basis = basis(Integer.numberOfTrailingZeros(size) / 2);
        double[] real = basis.adjoint().times(superOperator.times(basis)).re().clone();
        for (int i = 0; i < real.length; i++) {
            if (Math.abs(real[i]) <= ROUNDING) {
                real[i] = 0;
            }
        }
        return real;
    }

    /** The real matrix of {@code rho -> U rho U^dagger}. */
    static double[] ofUnitary(ComplexMatrix u) {
        return matrix(u.kronecker(u.conjugate()));
    }

    /** Columns are the row-major vectors of the basis matrices. */
    private static ComplexMatrix basis(int qubits) {
        int size = 1 << (2 * qubits);
        int d = 1 << qubits;
        double[] re = new double[size * size];
        double[] im = new double[size * size];
        for (int index = 0; index < size; index++) {
            for (int entry = 0; entry < size; entry++) {
                int r = entry / d;
                int c = entry % d;
                double a = 1;
                double b = 0;
                for (int q = 0; q < qubits; q++) {
                    int digit = (index >> (2 * q)) & 3;
                    int local = 2 * ((r >> q) & 1) + ((c >> q) & 1);
                    double next = a * RE[digit][local] - b * IM[digit][local];
                    b = a * IM[digit][local] + b * RE[digit][local];
                    a = next;
                }
                re[entry * size + index] = a;
                im[entry * size + index] = b;
            }
        }
        return ComplexMatrix.of(size, size, re, im);
    }

    /** Row-major product a b of real size x size matrices. */
    static double[] product(double[] a, double[] b, int size) {
        double[] product = new double[size * size];
        for (int r = 0; r < size; r++) {
            for (int k = 0; k < size; k++) {
                double factor = a[r * size + k];
                if (factor != 0) {
                    for (int c = 0; c < size; c++) {
                        product[r * size + c] += factor * b[k * size + c];
                    }
                }
            }
        }
        return product;
    }
}
