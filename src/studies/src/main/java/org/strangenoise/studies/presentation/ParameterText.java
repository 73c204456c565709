package org.strangenoise.studies.presentation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.experiment.MeritGradient;
import org.strangenoise.yaml.QuantityKind;

/** Values of parameters and derivatives by them, with units, as tables of the report state them. */
public final class ParameterText {

    private ParameterText() {}

    /** {@code 3.79 us}; a number of all qubits may differ between them. */
    public static String value(List<StudyParameter> parameters, String address, double value) {
        return Double.isNaN(value) ? "differ" : parameter(parameters, address).text(value);
    }

    /** Per unit in which the parameter's value is stated: {@code 0.0012 per us}. */
    public static String derivative(List<StudyParameter> parameters, MeritGradient.Sensitivity entry) {
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

    /** {@code Q0, Q1 Tphi} for one parameter of several qubits, else the addresses. */
    public static String together(List<String> addresses) {
        List<String[]> parts = addresses.stream().map(a -> a.split("\\.", 4)).toList();
        boolean oneKey =
                parts.stream().allMatch(p -> p.length == 4 && p[1].equals("qubits") && p[3].equals(parts.get(0)[3]));
        return oneKey && parts.size() > 1
                ? parts.stream().map(p -> p[2]).collect(Collectors.joining(", ")) + " " + parts.get(0)[3]
                : String.join(", ", addresses);
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
