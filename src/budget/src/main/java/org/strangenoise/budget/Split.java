package org.strangenoise.budget;

/** By what noise is divided into the players of an attribution. */
public enum Split {
    /** T1, Tphi, thermal, quasi-static, crosstalk, readout, or an extra channel's id. */
    MECHANISM,
    /** The qubit it acts on; noise of several qubits at once has none. */
    QUBIT,
    /** The operation during or after which it acts. */
    OPERATION,
    /** The step in which it acts; 0 is the preparation. */
    STEP
}
