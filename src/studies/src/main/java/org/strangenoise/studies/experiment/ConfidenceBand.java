package org.strangenoise.studies.experiment;

/**
 * Where the middle 68% of the devices within the stated uncertainties put a curve.
 *
 * @param low the 16% quantile of drawn devices, a value a point of the curve; NaN where there is none
 * @param high the 84% quantile, likewise
 */
public record ConfidenceBand(double[] low, double[] high) {

    /** One standard deviation of a normal distribution below its mean. */
    public static final double LOW = 0.158655254;

    /** One standard deviation above it. */
    public static final double HIGH = 0.841344746;
}
