package org.strangenoise.noise;

/**
 * Classical confusion of one qubit's outcomes.
 *
 * @param p1Given0 probability of reading 1 in |0>
 * @param p0Given1 probability of reading 0 in |1>
 */
public record ReadoutConfusion(double p1Given0, double p0Given1) {

    /** Perfect readout. */
    public static final ReadoutConfusion NONE = new ReadoutConfusion(0, 0);

    /** True if outcomes are read without error. */
    public boolean isPerfect() {
        return p1Given0 == 0 && p0Given1 == 0;
    }
}
