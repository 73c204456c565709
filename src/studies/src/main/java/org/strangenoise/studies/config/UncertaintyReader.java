package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.strangenoise.device.Calibration;
import org.strangenoise.studies.config.UncertaintySettings.Correlation;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Reads how the device's uncertainties are carried to results, and analyses of what they make of a number. */
final class UncertaintyReader {

    private static final int LEAST_SAMPLES = 10;
    private static final int MAX_SAMPLES = 100_000;

    private static final Rule SAMPLES = new Rule(
            "be 0 or between " + LEAST_SAMPLES + " and " + MAX_SAMPLES,
            x -> x == 0 || (x >= LEAST_SAMPLES && x <= MAX_SAMPLES));

    /** What rounding may make of an eigenvalue of 0. */
    private static final double ROUNDING = 1e-12;

    private UncertaintyReader() {}

    /** The settings; correlations are judged only where the device could be read. */
    static UncertaintySettings settings(ValueReader value, Optional<Calibration> device) {
        if (!value.isPresent()) {
            return UncertaintySettings.DEFAULT;
        }
        try (MappingReader uncertainty = value.mapping()) {
            Optional<Integer> samples = uncertainty.optional("samples").integer(SAMPLES);
            ValueReader correlations = uncertainty.optional("correlations");
            return new UncertaintySettings(
                    samples.map(OptionalInt::of).orElse(OptionalInt.empty()),
                    device.map(d -> correlations(correlations, Uncertainties.addresses(d)))
                            .orElse(List.of()));
        }
    }

    /** A list of {@code [address, address, coefficient]}. */
    private static List<Correlation> correlations(ValueReader value, List<String> addresses) {
        List<Correlation> correlations = new ArrayList<>();
        for (ValueReader item : value.items()) {
            if (addresses.isEmpty()) {
                value.problem("has nothing to correlate: no value of the device carries an uncertainty, as in"
                        + " `10 us +/- 1 us`");
                return List.of();
            }
            correlation(item, addresses).ifPresent(correlations::add);
        }
        double[][] matrix = Uncertainties.matrix(addresses, correlations);
        if (!correlations.isEmpty() && !isCorrelation(matrix)) {
            value.problem("must be possible together, but no errors can be correlated like this: their matrix has a"
                    + " negative eigenvalue");
        }
        return correlations;
    }

    private static Optional<Correlation> correlation(ValueReader item, List<String> addresses) {
        List<ValueReader> parts = item.items();
        if (parts.size() != 3) {
            item.reject("be `[address, address, coefficient]`");
            return Optional.empty();
        }
        Optional<String> first = parts.get(0).oneOf(addresses);
        Optional<String> second = parts.get(1).oneOf(addresses);
        Optional<Double> coefficient = parts.get(2).number(Rule.between(-1, 1));
        if (first.isEmpty() || second.isEmpty() || coefficient.isEmpty()) {
            return Optional.empty();
        }
        if (first.equals(second)) {
            item.reject("name two different parameters");
            return Optional.empty();
        }
        return Optional.of(new Correlation(first.get(), second.get(), coefficient.get()));
    }

    /** True if no eigenvalue is negative: errors may be correlated wholly. */
    private static boolean isCorrelation(double[][] matrix) {
        double[] eigenvalues = new EigenDecomposition(new Array2DRowRealMatrix(matrix)).getRealEigenvalues();
        return Arrays.stream(eigenvalues).min().orElse(1) >= -ROUNDING * matrix.length;
    }
}
