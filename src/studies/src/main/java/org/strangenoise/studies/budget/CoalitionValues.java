package org.strangenoise.studies.budget;

/** The worth of every coalition of noise: an observable's time series when only its players act. */
@FunctionalInterface
public interface CoalitionValues {

    /**
     * The observable by recording point, step 0 first. Safe for concurrent use.
     *
     * @param on one entry a player
     */
    double[] series(boolean[] on);

    /** The mean of several. */
    static CoalitionValues mean(java.util.List<? extends CoalitionValues> parts) {
        return on -> {
            double[] mean = parts.get(0).series(on).clone();
            for (int i = 1; i < parts.size(); i++) {
                double[] series = parts.get(i).series(on);
                for (int k = 0; k < mean.length; k++) {
                    mean[k] += series[k];
                }
            }
            for (int k = 0; k < mean.length; k++) {
                mean[k] /= parts.size();
            }
            return mean;
        };
    }
}
