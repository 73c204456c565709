package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.device.Calibration;
import org.strangenoise.device.DeviceParameter;

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
        List<String> used = setup.device().qubits().subList(0, setup.circuit().qubits()).stream()
                .map(q -> "device.qubits." + q.name() + ".")
                .toList();
        List<String> addresses = addresses(setup.device()).stream()
                .filter(a -> !a.startsWith("device.qubits.") || used.stream().anyMatch(a::startsWith))
                .toList();
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
