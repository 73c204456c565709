package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.DeviceParameter;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.QubitCalibration.CoherenceKind;

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
    static double[][] matrix(List<String> addresses, List<UncertaintySettings.Correlation> correlations) {
        double[][] matrix = new double[addresses.size()][addresses.size()];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i][i] = 1;
        }
        for (UncertaintySettings.Correlation each : correlations) {
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
}
