package org.strangenoise.studies.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RectangularCholeskyDecomposition;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StreamSeeds;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.config.Uncertainties;

/**
 * Devices drawn within the stated uncertainties: normal, correlated errors, each device from a seed of its own; those
 * that no device can be (T2 above 2 T1, negative times) are drawn again.
 *
 * @param setups at least one
 * @param refused how many were drawn again
 */
public record DrawnDevices(List<Setup> setups, int refused) {

    private static final int MAX_DRAWS = 100;

    /** Pivots that are no more than rounding: the errors before determine this one. */
    private static final double ROUNDING = 1e-12;

    public DrawnDevices {
        setups = List.copyOf(setups);
    }

    /**
     * Draws devices.
     *
     * @throws IllegalArgumentException if hardly any device within the uncertainties is physical
     */
    public static DrawnDevices of(Setup setup, Uncertainties uncertainties, int samples, StreamSeeds seeds) {
        double[][] root = new RectangularCholeskyDecomposition(
                        new Array2DRowRealMatrix(uncertainties.correlations()), ROUNDING)
                .getRootMatrix()
                .getData();
        List<StudyParameter> parameters = uncertainties.parameters();
        double[] stated = parameters.stream().mapToDouble(p -> p.get(setup)).toArray();
        List<Setup> drawn = new ArrayList<>();
        int refused = 0;
        while (drawn.size() < samples) {
            ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(
                    RandomSource.XO_SHI_RO_256_PP.create(seeds.ofDevice(drawn.size())));
            Optional<Setup> physical = Optional.empty();
            while (physical.isEmpty()) {
                double[] values = values(stated, uncertainties.standardDeviations(), root, gaussian);
                try {
                    physical = Optional.of(StudyParameter.setAll(setup, parameters, values));
                } catch (IllegalArgumentException unphysical) {
                    refused++;
                    if (refused > MAX_DRAWS * samples) {
                        throw new IllegalArgumentException(
                                "hardly any device within the stated uncertainties is physical: "
                                        + unphysical.getMessage(),
                                unphysical);
                    }
                }
            }
            drawn.add(physical.get());
        }
        return new DrawnDevices(drawn, refused);
    }

    private static double[] values(
            double[] stated, double[] deviations, double[][] root, ZigguratSampler.NormalizedGaussian gaussian) {
        double[] normal = new double[root[0].length];
        for (int i = 0; i < normal.length; i++) {
            normal[i] = gaussian.sample();
        }
        double[] values = stated.clone();
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < normal.length; j++) {
                values[i] += deviations[i] * root[i][j] * normal[j];
            }
        }
        return values;
    }

    /**
     * One curve of every drawn device.
     *
     * @param values {@code [device][point]}
     */
    public record Curves(double[][] values) {

        /**
         * The same curves of every drawn device, curve by curve.
         *
         * @param drawn by device, {@code [curve][point]}; at least one
         */
        public static List<Curves> of(List<double[][]> drawn) {
            return IntStream.range(0, drawn.get(0).length)
                    .mapToObj(curve -> new Curves(
                            drawn.stream().map(device -> device[curve]).toArray(double[][]::new)))
                    .toList();
        }

        /** Where the middle 68% of them lie. */
        public ConfidenceBands.Band band() {
            return new ConfidenceBands.Band(quantile(ConfidenceBands.Band.LOW), quantile(ConfidenceBands.Band.HIGH));
        }

        /** The quantile of the devices at each point, linear between neighbours; NaN where a device has no value. */
        public double[] quantile(double level) {
            double[] quantiles = new double[values[0].length];
            for (int k = 0; k < quantiles.length; k++) {
                double[] sorted = at(k);
                Arrays.sort(sorted);
                double place = level * (sorted.length - 1);
                int low = (int) Math.floor(place);
                int high = Math.min(low + 1, sorted.length - 1);
                boolean complete = !Double.isNaN(sorted[sorted.length - 1]);
                quantiles[k] = complete ? sorted[low] + (place - low) * (sorted[high] - sorted[low]) : Double.NaN;
            }
            return quantiles;
        }

        /** The standard deviation of the devices at each point. */
        public double[] deviation() {
            return IntStream.range(0, values[0].length)
                    .mapToDouble(k -> deviation(at(k)))
                    .toArray();
        }

        private double[] at(int point) {
            return Arrays.stream(values).mapToDouble(curve -> curve[point]).toArray();
        }

        private static double deviation(double[] sample) {
            double mean = Arrays.stream(sample).average().orElseThrow();
            return Math.sqrt(
                    Arrays.stream(sample).map(v -> (v - mean) * (v - mean)).sum() / (sample.length - 1));
        }
    }
}
