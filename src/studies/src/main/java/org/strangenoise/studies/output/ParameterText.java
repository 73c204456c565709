package org.strangenoise.studies.output;

import java.util.List;
import java.util.Locale;
import org.strangenoise.studies.analysis.BudgetResult.Sensitivity;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.yaml.QuantityKind;

/** Values of parameters and derivatives by them, with units, as tables of the report state them. */
final class ParameterText {

    private ParameterText() {}

    /** {@code 3.79 us}; a number of all qubits may differ between them. */
    static String value(List<StudyParameter> parameters, String address, double value) {
        return Double.isNaN(value) ? "differ" : parameter(parameters, address).text(value);
    }

    /** Per unit in which the parameter's value is stated: {@code 0.0012 per us}. */
    static String derivative(List<StudyParameter> parameters, Sensitivity entry) {
        if (Double.isNaN(entry.derivative())) {
            return "";
        }
        QuantityKind kind = parameter(parameters, entry.address()).kind();
        boolean brief = Math.abs(entry.value()) < 1e-6;
        return switch (kind) {
            case TIME -> brief ? per(entry.derivative() * 1e-9, " per ns") : per(entry.derivative() * 1e-6, " per us");
            case FREQUENCY -> per(entry.derivative() * 1e6, " per MHz");
            case ANGLE -> per(entry.derivative(), " per rad");
            case NUMBER -> per(entry.derivative(), "");
        };
    }

    private static String per(double derivative, String unit) {
        return String.format(Locale.ROOT, "%.5g", derivative) + unit;
    }

    private static StudyParameter parameter(List<StudyParameter> parameters, String address) {
        return parameters.stream()
                .filter(parameter -> parameter.address().equals(address))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no parameter of the analysis is " + address));
    }
}
