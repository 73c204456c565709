package org.strangenoise.math;

/** The positive square root of a positive semidefinite Hermitian matrix. */
public final class PositiveSquareRoot {

    /** Negative eigenvalues down to this fraction of the largest modulus count as rounding and become zero. */
    private static final double NEGATIVITY_TOLERANCE = 1e-10;

    private PositiveSquareRoot() {}

    /**
     * The positive semidefinite R with {@code R^2 = H}.
     *
     * @throws IllegalArgumentException if h is not Hermitian, or has an eigenvalue below -1e-10 times the largest
     *     modulus of its eigenvalues
     */
    public static ComplexMatrix of(ComplexMatrix h) {
        HermitianEigen eigen = HermitianEigen.of(h);
        double smallest = eigen.eigenvalue(0);
        double largest = Math.max(Math.abs(smallest), Math.abs(eigen.eigenvalue(eigen.dimension() - 1)));
        if (smallest < -NEGATIVITY_TOLERANCE * largest) {
            throw new IllegalArgumentException("Argument `h` must be positive semidefinite, but has eigenvalue "
                    + smallest + " (largest modulus " + largest + ")");
        }
        return eigen.function(lambda -> Math.sqrt(Math.max(0, lambda)));
    }
}
