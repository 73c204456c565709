package org.strangenoise.studies.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RectangularCholeskyDecomposition;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.config.Uncertainties;

/**
 * Devices drawn within the stated uncertainties: normal, correlated errors, from the setup's seed; those that no device
 * can be (T2 above 2 T1, negative times) are drawn again.
 *
 * @param setups at least one
 * @param refused how many were drawn again
 */
public record DrawnDevices(List<Setup> setups, int refused) {

    private static final int MAX_DRAWS = 100;

    /** As many tell whether devices can be drawn at all. */
    private static final int ENOUGH = 500;

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
    public static DrawnDevices of(Setup setup, Uncertainties uncertainties, int samples) {
        UniformRandomProvider random =
                RandomSource.XO_SHI_RO_256_PP.create(setup.simulation().seed());
        ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        double[][] root = new RectangularCholeskyDecomposition(
                        new Array2DRowRealMatrix(uncertainties.correlations()), ROUNDING)
                .getRootMatrix()
                .getData();
        List<StudyParameter> parameters = uncertainties.parameters();
        double[] stated = parameters.stream().mapToDouble(p -> p.get(setup)).toArray();
        List<Setup> drawn = new ArrayList<>();
        int refused = 0;
        while (drawn.size() < samples) {
            double[] normal = new double[root[0].length];
            for (int i = 0; i < normal.length; i++) {
                normal[i] = gaussian.sample();
            }
            double[] values = stated.clone();
            for (int i = 0; i < values.length; i++) {
                for (int j = 0; j < normal.length; j++) {
                    values[i] += uncertainties.standardDeviations()[i] * root[i][j] * normal[j];
                }
            }
            try {
                drawn.add(StudyParameter.setAll(setup, parameters, values));
            } catch (IllegalArgumentException unphysical) {
                refused++;
                if (refused > MAX_DRAWS * samples) {
                    throw new IllegalArgumentException(
                            "hardly any device within the stated uncertainties is physical: " + unphysical.getMessage(),
                            unphysical);
                }
            }
        }
        return new DrawnDevices(drawn, refused);
    }

    /** Throws, as {@link #of} does, if hardly any device within the uncertainties is physical. */
    public static void check(Setup setup, Uncertainties uncertainties, int samples) {
        of(setup, uncertainties, Math.min(samples, ENOUGH));
    }

    /**
     * Finds the same curves of every device.
     *
     * @param curves of a device, {@code [curve][point]}, to be found by one thread
     */
    public List<DrawnCurves> curves(SimulationOptions options, Function<Setup, double[][]> curves) {
        double[][][] found = new double[setups.size()][][];
        IntStream devices = IntStream.range(0, found.length);
        (options.threads() > 1 ? devices.parallel() : devices).forEach(k -> found[k] = curves.apply(setups.get(k)));
        List<DrawnCurves> byCurve = new ArrayList<>();
        for (int c = 0; c < found[0].length; c++) {
            int curve = c;
            byCurve.add(new DrawnCurves(IntStream.range(0, found.length)
                    .mapToObj(k -> found[k][curve])
                    .toArray(double[][]::new)));
        }
        return byCurve;
    }
}
