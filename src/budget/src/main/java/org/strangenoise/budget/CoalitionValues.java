package org.strangenoise.budget;

import java.util.List;

/** The worth of every coalition of noise: an observable's time series when only its players act. */
@FunctionalInterface
public interface CoalitionValues {

    /**
     * The observable by recording point, step 0 first. Safe for concurrent use.
     *
     * @param on one entry a player
     */
    double[] series(boolean[] on);

    /** The series of several coalitions. */
    default double[][] series(List<boolean[]> coalitions) {
        return coalitions.stream().map(this::series).toArray(double[][]::new);
    }

    /** How many coalitions are best evaluated together. */
    default int batch() {
        return 1;
    }

    /** The mean of several. */
    static CoalitionValues mean(List<? extends CoalitionValues> parts) {
        return new CoalitionValues() {
            @Override
            public double[] series(boolean[] on) {
                return series(List.of(on))[0];
            }

            @Override
            public double[][] series(List<boolean[]> coalitions) {
                double[][] mean = parts.get(0).series(coalitions);
                for (CoalitionValues part : parts.subList(1, parts.size())) {
                    double[][] other = part.series(coalitions);
                    for (int c = 0; c < mean.length; c++) {
                        for (int k = 0; k < mean[c].length; k++) {
                            mean[c][k] += other[c][k];
                        }
                    }
                }
                for (double[] series : mean) {
                    for (int k = 0; k < series.length; k++) {
                        series[k] /= parts.size();
                    }
                }
                return mean;
            }

            @Override
            public int batch() {
                return parts.stream().mapToInt(CoalitionValues::batch).max().orElse(1);
            }
        };
    }
}
