package org.strangenoise.state;

import org.strangenoise.math.BinaryEntropy;

/** Entropies in bits. */
public final class Entropy {

    private Entropy() {}

    /** Entropy of a qubit by its Bloch vector; 0 for a length of 1 and what rounding adds to it. */
    public static double ofBloch(double x, double y, double z) {
        return BinaryEntropy.ofBias(x, y, z);
    }
}
