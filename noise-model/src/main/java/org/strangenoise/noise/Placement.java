package org.strangenoise.noise;

/** Where noise acts. */
public enum Placement {
    /** The layer's unitary, then every qubit's noise for the layer's duration. */
    AFTER_GATE,
    /** Hamiltonian and dissipation together. */
    DURING_GATE,
    /** No noise and no coherent error: the ideal circuit. */
    NONE
}
