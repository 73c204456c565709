package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.DeviceParameter;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.QubitCalibration.CoherenceKind;
import org.strangenoise.studies.config.Uncertainties.Settings.Correlation;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/**
 * The values of a setup's device that carry an uncertainty.
 *
 * @param parameters with an uncertainty; those of qubits that the circuit does not use are left out
 * @param standardDeviations of their errors, in SI units
 * @param correlations of their errors, a symmetric matrix with unit diagonal
 */
public record Uncertainties(List<StudyParameter> parameters, double[] standardDeviations, double[][] correlations) {

    public Uncertainties {
        parameters = List.copyOf(parameters);
    }

    /** Of the device as it is now: a value that was replaced is exact. */
    public static Uncertainties of(Setup setup) {
        List<String> addresses = usedAddresses(setup);
        List<StudyParameter> parameters =
                addresses.stream().map(a -> StudyParameter.resolve(setup, a)).toList();
        double[] deviations = addresses.stream()
                .mapToDouble(a -> DeviceParameter.resolve(setup.device(), a)
                        .get(setup.device())
                        .uncertainty())
                .toArray();
        return new Uncertainties(
                parameters, deviations, matrix(addresses, setup.uncertainty().correlations()));
    }

    /** True if a value of a setup's device carries an uncertainty. */
    public static boolean areStated(Setup setup) {
        return !usedAddresses(setup).isEmpty();
    }

    private static List<String> usedAddresses(Setup setup) {
        List<String> addresses = addresses(setup.device());
        if (addresses.isEmpty()) {
            return addresses;
        }
        List<String> used = setup.device().qubits().subList(0, setup.circuit().qubits()).stream()
                .map(q -> "device.qubits." + q.name() + ".")
                .toList();
        return addresses.stream()
                .filter(a -> !a.startsWith("device.qubits.") || used.stream().anyMatch(a::startsWith))
                .toList();
    }

    /**
     * {@code dp/ds_i}, how a parameter moves with each of the values that are stated with an uncertainty: by 1 with
     * itself, and by {@code 1/T2 = 1/(2 T1) + 1/Tphi} with T1 and the coherence time that its qubit states, where it is
     * the other of the two. The errors of T1 and of such a time are correlated.
     *
     * @param setup whose values are the place of the derivative
     */
    public double[] slopes(StudyParameter parameter, Setup setup) {
        double[] slopes = new double[parameters.size()];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = parameters.get(i).address().equals(parameter.address()) ? 1 : 0;
        }
        for (QubitCalibration qubit : setup.device().qubits()) {
            boolean statesT2 = qubit.coherenceKind() == CoherenceKind.T2;
            String prefix = "device.qubits." + qubit.name() + ".";
            if (parameter.address().equals(prefix + (statesT2 ? "Tphi" : "T2"))) {
                double value = parameter.get(setup);
                double byCoherence = square(value / qubit.coherence().value());
                double byT1 = square(value / qubit.t1().value()) / (statesT2 ? -2 : 2);
                for (int i = 0; i < slopes.length; i++) {
                    String stated = parameters.get(i).address();
                    slopes[i] = stated.equals(prefix + (statesT2 ? "T2" : "Tphi"))
                            ? byCoherence
                            : stated.equals(prefix + "T1") ? byT1 : 0;
                }
            }
        }
        return slopes;
    }

    private static double square(double x) {
        return x * x;
    }

    /**
     * The standard deviation of a number to first order, {@code sqrt(sum_ij d_i d_j s_i s_j c_ij)}.
     *
     * @param derivatives d of the number by the parameters, per SI unit
     */
    public double deviation(double[] derivatives) {
        double variance = 0;
        for (int i = 0; i < derivatives.length; i++) {
            for (int j = 0; j < derivatives.length; j++) {
                variance += correlations[i][j]
                        * derivatives[i]
                        * standardDeviations[i]
                        * derivatives[j]
                        * standardDeviations[j];
            }
        }
        return Math.sqrt(Math.max(0, variance)); // rounding of errors that cancel
    }

    /** The addresses of all values of a device that carry an uncertainty. */
    static List<String> addresses(Calibration device) {
        List<String> addresses = new ArrayList<>();
        for (DeviceParameter parameter : DeviceParameter.all(device)) {
            if (parameter.get(device).uncertainty() > 0) {
                addresses.add(parameter.address());
            }
        }
        return addresses;
    }

    /** Correlations of values that are not among the addresses are left out. */
    static double[][] matrix(List<String> addresses, List<Settings.Correlation> correlations) {
        double[][] matrix = new double[addresses.size()][addresses.size()];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i][i] = 1;
        }
        for (Settings.Correlation each : correlations) {
            int i = addresses.indexOf(each.first());
            int j = addresses.indexOf(each.second());
            if (i >= 0 && j >= 0) {
                matrix[i][j] = each.coefficient();
                matrix[j][i] = each.coefficient();
            }
        }
        return matrix;
    }

    public boolean isEmpty() {
        return parameters.isEmpty();
    }

    /**
     * How the device's uncertainties are carried to results.
     *
     * @param samples how many devices are drawn within them, 0 for none; empty for as many as is usual
     * @param correlations between errors; those not named are independent
     */
    public record Settings(OptionalInt samples, List<Correlation> correlations) {

        /** As many devices as is usual, with independent errors. */
        public static final Settings DEFAULT = new Settings(OptionalInt.empty(), List.of());

        /**
         * How many are drawn when nothing else is said: their 16% and 84% quantiles are known to 7% of the deviation.
         */
        public static final int USUAL_SAMPLES = 400;

        public Settings {
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

    /** Reads how the device's uncertainties are carried to results, and analyses of what they make of a number. */
    static final class Reader {

        private static final int LEAST_SAMPLES = 10;
        private static final int MAX_SAMPLES = 100_000;

        private static final Rule SAMPLES = new Rule(
                "be 0 or between " + LEAST_SAMPLES + " and " + MAX_SAMPLES,
                x -> x == 0 || (x >= LEAST_SAMPLES && x <= MAX_SAMPLES));

        /** What rounding may make of an eigenvalue of 0. */
        private static final double ROUNDING = 1e-12;

        private Reader() {}

        /** The settings; correlations are judged only where the device could be read. */
        static Settings settings(ValueReader value, Optional<Calibration> device) {
            if (!value.isPresent()) {
                return Settings.DEFAULT;
            }
            try (MappingReader uncertainty = value.mapping()) {
                Optional<Integer> samples = uncertainty.optional("samples").integer(SAMPLES);
                ValueReader correlations = uncertainty.optional("correlations");
                return new Settings(
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
}
