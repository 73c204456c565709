package org.strangenoise.simulate.tensor;

/** What a pass needs to know of an operation on a register: the qubits it changes and those it looks at. */
public interface TileOperation {

    /** Bit q is set if what stands at qubit q changes. */
    int acts();

    /** Bit q is set if qubit q is looked at only. */
    default int reads() {
        return 0;
    }

    /**
     * Bit q is set if the operation changes places only with those that leave qubit q alone. On its other qubits it is
     * diagonal: there it changes places with all that are diagonal as well.
     */
    default int mixes() {
        return acts();
    }

    /** True if no tile is large enough: it has a pass of its own. */
    default boolean isWhole() {
        return false;
    }

    /** True if the two may change places. */
    default boolean commutesWith(TileOperation other) {
        return (mixes() & (other.acts() | other.reads())) == 0 && ((acts() | reads()) & other.mixes()) == 0;
    }
}
