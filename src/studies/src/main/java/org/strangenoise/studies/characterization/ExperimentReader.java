package org.strangenoise.studies.characterization;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.noise.Placement;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.characterization.RoutineKind.Key;
import org.strangenoise.studies.characterization.RoutineKind.Settings;
import org.strangenoise.studies.config.PlainMessage;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Reads routines. */
final class ExperimentReader {

    private static final Rule SHOTS = Rule.between(1, 1e9);
    private static final Rule TURNS = Rule.between(1, 1000);
    private static final int USUAL_SHOTS = 1000;
    private static final int USUAL_TURNS = 10;

    /** Periods that a superposition's phase is made to advance by, unless a frequency is given. */
    private static final double USUAL_PERIODS = 5;

    private ExperimentReader() {}

    static Optional<ExperimentPlan> read(MappingReader analysis, Header header) {
        ValueReader kindValue = analysis.required("routine");
        Optional<RoutineKind> kind = kindValue.oneOf(RoutineKind.class);
        ValueReader qubitsValue = analysis.required("qubits");
        Optional<List<Integer>> qubits = qubits(qubitsValue, header);
        long shots = analysis.optional("shots").longInteger(SHOTS).orElse((long) USUAL_SHOTS);
        // Keys are asked for whatever the routine is, so that one that belongs to another is told as such.
        ValueReader delaysValue = analysis.optional("delays");
        ValueReader advanceValue = analysis.optional("advance");
        ValueReader turnsValue = analysis.optional("turns");
        ValueReader amplitudesValue = analysis.optional("amplitudes");
        if (kind.isEmpty() || qubits.isEmpty()) {
            return Optional.empty();
        }
        for (Key key : Key.values()) {
            ValueReader value = analysis.optional(key.text());
            if (value.isPresent() && !kind.get().keys().contains(key)) {
                value.problem("is of the routines "
                        + Arrays.stream(RoutineKind.values())
                                .filter(k -> k.keys().contains(key))
                                .map(ValueReader::hyphenated)
                                .collect(Collectors.joining(", "))
                        + ", but the routine is " + ValueReader.hyphenated(kind.get()));
            }
        }
        if (qubits.get().size() != kind.get().qubits()) {
            qubitsValue.problem("must name " + kind.get().qubits() + (kind.get().qubits() == 1 ? " qubit" : " qubits")
                    + " for " + ValueReader.hyphenated(kind.get()) + ", but names "
                    + qubits.get().size());
            return Optional.empty();
        }
        if (header.setup().noise().placement() == Placement.NONE) {
            kindValue.problem("has nothing to find where `noise.placement` is none");
            return Optional.empty();
        }
        boolean waits = kind.get().keys().contains(Key.DELAYS);
        Optional<double[]> delays = waits
                ? points(analysis.required("delays"), QuantityKind.TIME, Rule.DURATION)
                : Optional.of(new double[0]);
        Optional<double[]> amplitudes = amplitudesValue.isPresent()
                ? points(amplitudesValue, QuantityKind.NUMBER, Rule.between(0, 100))
                : Optional.of(usualAmplitudes());
        if (delays.isEmpty() || amplitudes.isEmpty()) {
            return Optional.empty();
        }
        double longest = Arrays.stream(delays.get()).max().orElse(1);
        if (waits && longest == 0) {
            delaysValue.problem("must hold a time above 0");
            return Optional.empty();
        }
        double advance =
                advanceValue.frequency(Rule.FREQUENCY).map(Quantity::value).orElse(USUAL_PERIODS / longest);
        int turns = turnsValue.integer(TURNS).orElse(USUAL_TURNS);
        ExperimentPlan plan = new ExperimentPlan(
                header, kind.get(), qubits.get(), new Settings(delays.get(), advance, turns, amplitudes.get()), shots);
        try {
            kind.get()
                    .in(new Laboratory(header.setup(), plan.qubits(), SimulationOptions.defaults()), plan.settings())
                    .sequences();
        } catch (IllegalArgumentException e) {
            kindValue.problem("is refused: " + PlainMessage.of(e));
            return Optional.empty();
        }
        return Optional.of(plan);
    }

    private static double[] usualAmplitudes() {
        double[] amplitudes = new double[41];
        Arrays.setAll(amplitudes, k -> k / 20.0);
        return amplitudes;
    }

    private static Optional<List<Integer>> qubits(ValueReader value, Header header) {
        List<String> names = header.setup().device().qubits().stream()
                .map(QubitCalibration::name)
                .toList();
        return value.list(item -> item.oneOf(names).map(names::indexOf)).filter(list -> {
            boolean distinct = list.stream().distinct().count() == list.size();
            if (!distinct) {
                value.reject("name distinct qubits");
            }
            return distinct;
        });
    }

    /** At least three different ones, in order. */
    private static Optional<double[]> points(ValueReader value, QuantityKind kind, Rule rule) {
        return value.quantities(kind, rule)
                .map(list -> list.stream()
                        .mapToDouble(Quantity::value)
                        .sorted()
                        .distinct()
                        .toArray())
                .filter(points -> {
                    boolean enough = points.length >= 3 && points.length <= 10_000;
                    if (!enough) {
                        value.problem("must hold 3 to 10000 different values, but holds " + points.length);
                    }
                    return enough;
                });
    }
}
