package org.strangenoise.simulate.tensor;

/** What a pass needs to know of an operation on a register: the qubits it changes and those it looks at. */
public interface TileOperation {

    /** Bit q is set if what stands at qubit q changes. */
    int acts();

    /** Bit q is set if qubit q is looked at only. */
    default int reads() {
        return 0;
    }

    /** True if no tile is large enough: it has a pass of its own. */
    default boolean isWhole() {
        return false;
    }

    /** True if the two may change places. */
    default boolean commutesWith(TileOperation other) {
        return (acts() & (other.acts() | other.reads())) == 0 && (reads() & other.acts()) == 0;
    }
}
