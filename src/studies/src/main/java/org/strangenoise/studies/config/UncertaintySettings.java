package org.strangenoise.studies.config;

import java.util.List;
import java.util.OptionalInt;

/**
 * How the device's uncertainties are carried to results.
 *
 * @param samples how many devices are drawn within them, 0 for none; empty for as many as is usual
 * @param correlations between errors; those not named are independent
 */
public record UncertaintySettings(OptionalInt samples, List<Correlation> correlations) {

    /** As many devices as is usual, with independent errors. */
    public static final UncertaintySettings DEFAULT = new UncertaintySettings(OptionalInt.empty(), List.of());

    /** How many are drawn when nothing else is said: their 16% and 84% quantiles are known to 7% of the deviation. */
    public static final int USUAL_SAMPLES = 400;

    public UncertaintySettings {
        correlations = List.copyOf(correlations);
    }

    /**
     * The correlation of two values' errors.
     *
     * @param first address
     * @param second address
     * @param coefficient from -1 to 1
     */
    public record Correlation(String first, String second, double coefficient) {}
}
