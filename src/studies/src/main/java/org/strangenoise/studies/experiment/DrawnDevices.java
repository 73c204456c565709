package org.strangenoise.studies.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
}
