package org.strangenoise.studies.presentation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.Samples;
import org.strangenoise.math.NumberText;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.experiment.MeritGradient;
import org.strangenoise.yaml.QuantityKind;

/**
 * Parameters as figures and tables name them: a symbol instead of an address, and a unit in which values are easy to
 * read.
 */
public final class ParameterText {

    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("T1", MathText.italic("T") + "₁"),
            Map.entry("T2", MathText.italic("T") + "₂"),
            Map.entry("Tphi", MathText.italic("T") + "ᵩ"),
            Map.entry("quasi-static-T", "quasi-static " + MathText.italic("T")),
            Map.entry("excited-population", "excited population"),
            Map.entry("readout.p1-given-0", "readout " + MathText.italic("p") + "(1|0)"),
            Map.entry("readout.p0-given-1", "readout " + MathText.italic("p") + "(0|1)"),
            Map.entry("circuit.kicked-top.kappa", MathText.KAPPA),
            Map.entry("circuit.kicked-top.perturbation", "perturbation of " + MathText.KAPPA),
            Map.entry("circuit.kicked-top.rotation", "rotation angle"),
            Map.entry("noise.scale", "factor on all rates"));

    private ParameterText() {}

    /** A name for the parameter of an address: {@code T1} of all qubits, {@code Q0 T1} of one. */
    public static String name(String address) {
        String whole = SYMBOLS.get(address);
        String[] parts = address.split("\\.", 4);
        if (whole != null || parts.length < 4) {
            return whole == null ? address : whole;
        }
        // An operation's number of one qubit, as `detuning.Q0`.
        String own = parts[1].equals("operations") ? parts[3].replace(".", " of ") : parts[3];
        String key = SYMBOLS.getOrDefault(parts[3], own.replace('-', ' '));
        return parts[2].equals("*") ? key : parts[2] + " " + key;
    }

    /** The symbol of a mechanism or a parameter's key, or the name itself. */
    public static String symbol(String name) {
        return SYMBOLS.getOrDefault(name, name);
    }

    /** The axis of a swept parameter, in the unit of {@link #samples}. */
    public static Axis axis(StudyParameter.SweepAxis sweep) {
        String name = name(sweep.parameter().address());
        Axis axis = switch (sweep.parameter().kind()) {
            case TIME -> Axis.of(name, unit(sweep) == 1e-9 ? "ns" : "µs");
            case FREQUENCY -> Axis.of(name, "MHz");
            case ANGLE -> Axis.of(name, "rad");
            case NUMBER -> Axis.of(name);
        };
        return sweep.logarithmic() ? axis.logarithmic() : axis;
    }

    /** The unit of the axis in SI. */
    public static double unit(StudyParameter.SweepAxis sweep) {
        QuantityKind kind = sweep.parameter().kind();
        if (kind == QuantityKind.TIME) {
            double largest = sweep.values().stream()
                    .filter(Double::isFinite)
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(1e-6);
            return largest < 1e-6 ? 1e-9 : 1e-6;
        }
        return kind == QuantityKind.FREQUENCY ? 1e6 : 1;
    }

    /** All values in the axis' unit. */
    public static Samples samples(StudyParameter.SweepAxis sweep) {
        double unit = unit(sweep);
        return Samples.of(sweep.values().stream().mapToDouble(v -> v / unit).toArray());
    }

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

    /** The kick strength of a kicked top as the end of a phrase; nothing for another circuit. */
    public static String atKappa(Setup setup) {
        String kappa = kappa(setup);
        return kappa.isEmpty() ? "" : " at " + kappa;
    }

    /** The kick strength of a kicked top; nothing for another circuit. */
    public static String kappa(Setup setup) {
        return setup.circuit()
                .kickedTop()
                .map(source ->
                        MathText.KAPPA + " = " + NumberText.of(source.top().kappa()))
                .orElse("");
    }
}
