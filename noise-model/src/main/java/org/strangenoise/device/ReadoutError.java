package org.strangenoise.device;

import org.strangenoise.math.Measured;

/**
 * Confusion of a qubit's classical outcomes.
 *
 * @param p1Given0 probability of reading 1 when the qubit is in |0>
 * @param p0Given1 probability of reading 0 when the qubit is in |1>
 * @param p1Given2 probability of reading 1 when the qubit is above |1>
 */
public record ReadoutError(Measured p1Given0, Measured p0Given1, Measured p1Given2) {

    /** Perfect readout. */
    public static final ReadoutError NONE = new ReadoutError(Measured.exactly(0), Measured.exactly(0));

    /** Leaked population is read as 1. */
    public ReadoutError(Measured p1Given0, Measured p0Given1) {
        this(p1Given0, p0Given1, Measured.exactly(1));
    }

    /** Checks the components. */
    public ReadoutError {
        QubitCalibration.requireProbability("p1Given0", p1Given0);
        QubitCalibration.requireProbability("p0Given1", p0Given1);
        QubitCalibration.requireProbability("p1Given2", p1Given2);
    }

    /** True if outcomes are read without error. */
    public boolean isPerfect() {
        return p1Given0.value() == 0 && p0Given1.value() == 0;
    }
}
