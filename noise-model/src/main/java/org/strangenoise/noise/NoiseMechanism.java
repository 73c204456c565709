package org.strangenoise.noise;

/** Names of the built-in mechanisms; an extra channel goes by its id. */
public final class NoiseMechanism {

    public static final String T1 = "T1";
    public static final String TPHI = "Tphi";
    public static final String THERMAL = "thermal";
    public static final String QUASI_STATIC = "quasi-static";
    public static final String CROSSTALK = "crosstalk";
    /** What the stated error of a gate holds beyond relaxation. */
    public static final String GATE_ERROR = "gate-error";

    public static final String READOUT = "readout";

    /** What a pulse moves out of the computational subspace, or mixes with it; more than two levels. */
    public static final String LEAKAGE = "leakage";

    /** What a pulse, leakage apart, does on the computational subspace instead of its gate. */
    public static final String CONTROL = "control";

    /** T1, Tphi and thermal population together, as one channel. */
    public static final String RELAXATION = "relaxation";

    private NoiseMechanism() {}
}
