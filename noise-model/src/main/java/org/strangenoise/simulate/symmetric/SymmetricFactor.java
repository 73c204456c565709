package org.strangenoise.simulate.symmetric;

/** An elementary map that acts alike on all qubits; circuits and channels of identical qubits are products of these. */
public sealed interface SymmetricFactor {

    /** {@code exp(-i angle J_y)}. */
    record YRotation(double angle) implements SymmetricFactor {}

    /** {@code exp(-i phase_k)} on states with k qubits in |1>, k = 0..n. */
    record Phases(double[] phase) implements SymmetricFactor {}

    /** {@code exp(-i (linear k + quadratic k^2))} on states with k qubits in |1>. */
    record QuadraticPhase(double linear, double quadratic) implements SymmetricFactor {

        /** {@code exp(-i angle J_z)} up to a global phase. */
        static QuadraticPhase zRotation(double angle) {
            return new QuadraticPhase(-angle, 0);
        }
    }

    /**
     * On each qubit |0> to |1> and |1> to |0> with these probabilities, of sum at most 1; coherences are left
     * {@code sqrt(1 - excitation - decay)} of themselves.
     */
    record Flips(double excitation, double decay) implements SymmetricFactor {}

    /** {@code rho_01 *= exp(-exponent)} on each qubit. */
    record Dephasing(double exponent) implements SymmetricFactor {}

    /**
     * {@code exp(-i [H, .] + sum_q (decay D[s-] + excitation D[s+]))} with {@code H = linear k + quadratic k^2} on
     * states with k qubits in |1>.
     */
    record IsingDecay(double linear, double quadratic, double excitation, double decay) implements SymmetricFactor {}
}
