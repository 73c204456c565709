package org.strangenoise.math;

/** The unitary factor of the polar decomposition: the unitary nearest to a matrix in the Frobenius norm. */
public final class NearestUnitary {

    private static final int MAX_ITERATIONS = 8;

    private NearestUnitary() {}

    /**
     * Newton-Schulz iteration {@code U <- U (3 - U^dagger U) / 2}, which squares the defect at every turn; for matrices
     * that are unitary but for rounding, such as those stored in single precision. A unitary matrix stays as it is.
     *
     * @throws IllegalArgumentException if {@code M^dagger M} differs from 1 by more than {@code tolerance}, at most 0.1
     */
    public static ComplexMatrix of(ComplexMatrix matrix, double tolerance) {
        Require.square("matrix", matrix);
        double defect = matrix.unitarityDefect();
        if (!(defect <= Math.min(tolerance, 0.1))) {
            throw new IllegalArgumentException("Argument `matrix` must be unitary to " + tolerance
                    + ", but M^dagger M differs from 1 by " + defect);
        }
        ComplexMatrix nearest = matrix;
        for (int k = 0; k < MAX_ITERATIONS && defect > 1e-15; k++) {
            ComplexMatrix gram = nearest.adjoint().times(nearest);
            ComplexMatrix next = nearest.times(
                    ComplexMatrix.identity(matrix.rows()).scaled(1.5).minus(gram.scaled(0.5)));
            double nextDefect = next.unitarityDefect();
            if (nextDefect >= defect) {
                break;
            }
            nearest = next;
            defect = nextDefect;
        }
        return nearest;
    }

    /**
     * {@code M (M^dagger M)^(-1/2)} of any regular matrix.
     *
     * @throws ArithmeticException if the matrix is singular
     */
    public static ComplexMatrix polarFactor(ComplexMatrix matrix) {
        Require.square("matrix", matrix);
        HermitianEigen gram = HermitianEigen.of(matrix.adjoint().times(matrix));
        for (double square : gram.eigenvalues()) {
            if (!(square > 1e-14)) {
                throw new ArithmeticException("a singular matrix has no unitary polar factor");
            }
        }
        return matrix.times(gram.function(x -> 1 / Math.sqrt(x)));
    }
}
