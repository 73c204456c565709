package org.strangenoise.simulate;

/** An elementary map that acts alike on all qubits; circuits and channels of identical qubits are products of these. */
sealed interface SymmetricFactor {

    /** {@code exp(-i angle J_y)}. */
    record YRotation(double angle) implements SymmetricFactor {}

    /** {@code exp(-i phase_k)} on states with k qubits in |1>, k = 0..n. */
    record Phases(double[] phase) implements SymmetricFactor {

        /** {@code exp(-i angle J_z)} up to a global phase. */
        static Phases zRotation(int n, double angle) {
            double[] phase = new double[n + 1];
            for (int k = 0; k <= n; k++) {
                phase[k] = -angle * k;
            }
            return new Phases(phase);
        }
    }

    /** {@code rho_00 += strength rho_11} on each qubit. */
    record Decay(double strength) implements SymmetricFactor {}

    /** {@code rho_11 += strength rho_00} on each qubit. */
    record Excitation(double strength) implements SymmetricFactor {}

    /** {@code rho -> K rho K}, {@code K = diag(scale0, scale1)}, on each qubit. */
    record Scaling(double scale0, double scale1) implements SymmetricFactor {}

    /** {@code rho_01 *= exp(-exponent)} on each qubit. */
    record Dephasing(double exponent) implements SymmetricFactor {}
}
