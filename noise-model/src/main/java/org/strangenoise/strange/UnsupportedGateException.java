package org.strangenoise.strange;

import org.redfx.strange.Gate;

/** A Program holds a gate whose action is not known. */
public final class UnsupportedGateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsupportedGateException(Gate gate, String why) {
        super("gate " + gate.getClass().getName() + " on qubits " + gate.getAffectedQubitIndexes() + " " + why);
    }
}
