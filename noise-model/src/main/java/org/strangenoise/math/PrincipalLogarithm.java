package org.strangenoise.math;

/**
 * The principal logarithm of a unitary matrix, as a Hermitian matrix of phases.
 *
 * <p>Convention: {@code U = exp(i Phi)} with {@code Phi = Phi^dagger} and the eigenvalues of Phi in (-pi, pi]. An
 * eigenvalue -1 of U has phase +pi. So that rounding cannot tear apart a degenerate eigenvalue -1, the cut lies a hair
 * beyond: phases below {@code -pi + 1e-9} are taken as {@code phase + 2 pi}, and {@code U = exp(i Phi)} stays exact.
 */
public final class PrincipalLogarithm {

    /** Largest accepted entry of |U^dagger U - 1|. */
    private static final double UNITARITY_TOLERANCE = 1e-9;

    private static final double CUT_MARGIN = 1e-9;

    private PrincipalLogarithm() {}

    /**
     * The Hermitian Phi with {@code U = exp(i Phi)}.
     *
     * <p>The Schur form of U is diagonal up to rounding, degenerate spectrum or not, so the error is of order {@code d}
     * roundings; only the position of an eigenvalue relative to the cut at -1 is decided by it.
     *
     * @throws IllegalArgumentException if an entry of {@code |U^dagger U - 1|} exceeds 1e-9
     */
    public static ComplexMatrix ofUnitary(ComplexMatrix u) {
        Require.square("u", u);
        Require.finite("u", u.re(), u.im());
        double defect = u.unitarityDefect();
        if (defect > UNITARITY_TOLERANCE) {
            throw new IllegalArgumentException("Argument `u` must be unitary, but max |U^dagger U - 1| = " + defect);
        }
        SchurDecomposition schur = SchurDecomposition.of(u);
        int n = u.rows();
        double[] phases = new double[n];
        for (int k = 0; k < n; k++) {
            phases[k] = phase(schur.eigenvalueRe(k), schur.eigenvalueIm(k));
        }
        ComplexMatrix phi = HermitianEigen.rotatedDiagonal(schur.unitary(), phases, new double[n]);
        return phi.plus(phi.adjoint()).scaled(0.5);
    }

    /** The phase of x + iy in (-pi, pi], with the cut's margin. */
    private static double phase(double x, double y) {
        double phase = StrictMath.atan2(y, x);
        return phase < -Math.PI + CUT_MARGIN ? phase + 2 * Math.PI : phase;
    }
}
