package org.strangenoise.kickedtop;

/** How the kick is made. */
public enum Interaction {
    /** All pairs at once, {@code exp(-i kappa/(2n) sum Z_i Z_j)}: one operation {@code interaction}. */
    NATIVE,
    /** Pair after pair: CNOT, z rotation by kappa/n, CNOT. */
    CNOT,
    /**
     * As native, with the exchange Hamiltonian of the hardware; equal to it in the symmetric subspace up to a phase.
     */
    EXCHANGE
}
