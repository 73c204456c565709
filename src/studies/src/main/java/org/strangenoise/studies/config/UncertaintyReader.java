package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.strangenoise.device.DeviceParameter;
import org.strangenoise.math.Measured;
import org.strangenoise.studies.config.AnalysisPlan.Header;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Reads propagations of the device's uncertainties. */
final class UncertaintyReader {

    private UncertaintyReader() {}

    static Optional<AnalysisPlan> errorBars(MappingReader analysis, Header header) {
        Optional<FigureOfMerit> merit = BudgetReader.merit(analysis, header);
        int samples = analysis.optional("samples")
                .integer(Rule.between(10, 1_000_000))
                .orElse(400);
        Setup setup = header.setup();
        List<StudyParameter> parameters = new ArrayList<>();
        List<Double> uncertainties = new ArrayList<>();
        List<String> qubits = setup.device().qubits().subList(0, setup.circuit().qubits()).stream()
                .map(q -> "device.qubits." + q.name() + ".")
                .toList();
        for (DeviceParameter parameter : DeviceParameter.all(setup.device())) {
            Measured measured = parameter.get(setup.device());
            String address = parameter.address();
            boolean absent =
                    address.startsWith("device.qubits.") && qubits.stream().noneMatch(address::startsWith);
            if (measured.uncertainty() == 0 || absent) {
                continue;
            }
            StudyParameter resolved = StudyParameter.resolve(setup, address);
            if (SensitiveParameters.isNonNegative(resolved) && measured.uncertainty() >= measured.value()) {
                analysis.problem("the uncertainty of " + address + ", " + measured.uncertainty()
                        + ", must be smaller than its value, " + measured.value());
                return Optional.empty();
            }
            parameters.add(resolved);
            uncertainties.add(measured.uncertainty());
        }
        if (parameters.isEmpty()) {
            analysis.problem("error-bars need a device whose values carry uncertainties, as in `10 us +/- 1 us`");
            return Optional.empty();
        }
        Optional<double[][]> correlations = correlations(analysis.optional("correlations"), parameters);
        return merit.flatMap(m -> correlations.map(c -> new BudgetPlan.ErrorBars(
                header,
                m,
                parameters,
                uncertainties.stream().mapToDouble(Double::doubleValue).toArray(),
                c,
                samples)));
    }

    /** A list of {@code [address, address, coefficient]}. */
    private static Optional<double[][]> correlations(ValueReader value, List<StudyParameter> parameters) {
        List<String> addresses =
                parameters.stream().map(StudyParameter::address).toList();
        double[][] matrix = new double[parameters.size()][parameters.size()];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i][i] = 1;
        }
        for (ValueReader item : value.items()) {
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
            int i = addresses.indexOf(first.get());
            int j = addresses.indexOf(second.get());
            if (i == j) {
                item.reject("name two different parameters");
                return Optional.empty();
            }
            matrix[i][j] = coefficient.get();
            matrix[j][i] = coefficient.get();
        }
        try {
            new CholeskyDecomposition(new Array2DRowRealMatrix(matrix));
        } catch (NonPositiveDefiniteMatrixException e) {
            value.problem("must be positive definite together, but no errors can be correlated like this");
            return Optional.empty();
        }
        return Optional.of(matrix);
    }
}
