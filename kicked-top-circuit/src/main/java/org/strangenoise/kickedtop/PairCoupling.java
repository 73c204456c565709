package org.strangenoise.kickedtop;

/**
 * The relative strength of one pair.
 *
 * @param first a qubit
 * @param second another qubit
 * @param strength factor on the pair's coupling, finite; 1 is the nominal one
 */
public record PairCoupling(int first, int second, double strength) {

    /** Checks the components. */
    public PairCoupling {
        if (first < 0 || second < 0 || first == second) {
            throw new IllegalArgumentException(
                    "Arguments `first` and `second` must be two qubits, but are " + first + " and " + second);
        }
        if (!Double.isFinite(strength)) {
            throw new IllegalArgumentException("Argument `strength` must be finite, but is " + strength);
        }
    }
}
