package org.strangenoise.simulate;

/** The backends by the names users give them, and the choice between them. */
public enum SimulationMethod {
    /** Chosen by symmetry, size and memory; never samples while an exact method fits. */
    AUTO,
    /** {@link DensityMatrixSimulator}. */
    DENSITY_MATRIX,
    /** Identical qubits under identical noise. */
    SYMMETRIC,
    /** Continuous evolution without forming superoperators. */
    LINDBLAD,
    /** Quantum jumps. */
    TRAJECTORIES,
    /** {@link StateVectorSimulator}. */
    IDEAL
}
