package org.strangenoise.noise;

/**
 * Classical confusion of one qubit's outcomes.
 *
 * @param p1Given0 probability of reading 1 in |0>
 * @param p0Given1 probability of reading 0 in |1>
 * @param p1Given2 probability of reading 1 above |1>
 */
public record ReadoutConfusion(double p1Given0, double p0Given1, double p1Given2) {

    /** Levels above |1> are read as 1. */
    public ReadoutConfusion(double p1Given0, double p0Given1) {
        this(p1Given0, p0Given1, 1);
    }

    /** Perfect readout. */
    public static final ReadoutConfusion NONE = new ReadoutConfusion(0, 0);

    /** True if outcomes are read without error. */
    public boolean isPerfect() {
        return p1Given0 == 0 && p0Given1 == 0;
    }
}
