package org.strangenoise.noise;

/** Names of the built-in mechanisms; an extra channel goes by its id. */
public final class NoiseMechanism {

    /** Relaxation of energy. */
    public static final String T1 = "T1";
    /** Pure dephasing. */
    public static final String TPHI = "Tphi";
    /** Excitation by a warm environment. */
    public static final String THERMAL = "thermal";
    /** Detunings that are fixed during a run. */
    public static final String QUASI_STATIC = "quasi-static";
    /** Residual ZZ coupling. */
    public static final String CROSSTALK = "crosstalk";
    /** What the stated error of a gate holds beyond relaxation. */
    public static final String GATE_ERROR = "gate-error";

    /** Errors of reading out. */
    public static final String READOUT = "readout";

    /** What a pulse moves out of the computational subspace, or mixes with it; more than two levels. */
    public static final String LEAKAGE = "leakage";

    /** What a pulse, leakage apart, does on the computational subspace instead of its gate. */
    public static final String CONTROL = "control";

    /** T1, Tphi and thermal population together, as one channel. */
    public static final String RELAXATION = "relaxation";

    private NoiseMechanism() {}
}
