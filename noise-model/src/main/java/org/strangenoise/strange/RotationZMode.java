package org.strangenoise.strange;

/** What Strange's RotationZ does. */
public enum RotationZMode {
    /** The rotation exp(-i theta Z / 2) that its name says. */
    ROTATION,
    /** The global phase exp(-i theta / 2) that Strange's own matrix is, in every version so far. */
    GLOBAL_PHASE
}
