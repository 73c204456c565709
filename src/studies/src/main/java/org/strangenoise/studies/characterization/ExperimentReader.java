package org.strangenoise.studies.characterization;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.noise.Placement;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.characterization.RoutineKind.Settings;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;
import org.strangenoise.studies.config.PlainMessage;
import org.strangenoise.studies.config.ShotsReader;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Reads routines. */
final class ExperimentReader {

    private static final Rule TURNS = Rule.between(1, 1000);
    private static final long USUAL_SHOTS = 1000;
    private static final int USUAL_TURNS = 10;
    private static final int USUAL_SEQUENCES = 20;
    private static final Rule LENGTHS =
            new Rule("be a whole number from 1 to 10000", x -> x == Math.rint(x) && x >= 1 && x <= 10_000);

    /** By quarter turns, from one on. */
    private static final List<String> INTERLEAVED = List.of("quarter-turn", "half-turn");

    /** Periods that a superposition's phase is made to advance by, unless a frequency is given. */
    private static final double USUAL_PERIODS = 5;

    private ExperimentReader() {}

    static Optional<ExperimentType.Plan> read(MappingReader analysis, Header header) {
        ValueReader kindValue = analysis.required("routine");
        Optional<RoutineKind> kind = kindValue.oneOf(RoutineKind.class);
        ValueReader qubitsValue = analysis.required("qubits");
        Optional<List<Integer>> qubits = qubits(qubitsValue, header);
        OptionalLong shots = ShotsReader.read(analysis.optional("shots"), OptionalLong.of(USUAL_SHOTS));
        // Keys are asked for whatever the routine is, so that one that belongs to another is told as such.
        Arrays.stream(RoutineKind.Key.values()).forEach(key -> analysis.optional(key.text()));
        ValueReader delaysValue = analysis.optional("delays");
        ValueReader advanceValue = analysis.optional("advance");
        ValueReader turnsValue = analysis.optional("turns");
        ValueReader amplitudesValue = analysis.optional("amplitudes");
        ValueReader detuningsValue = analysis.optional("detunings");
        ValueReader sequencesValue = analysis.optional("sequences");
        ValueReader interleavedValue = analysis.optional("interleaved");
        if (kind.isEmpty() || qubits.isEmpty()) {
            return Optional.empty();
        }
        for (RoutineKind.Key key : RoutineKind.Key.values()) {
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
        boolean waits = kind.get().keys().contains(RoutineKind.Key.DELAYS);
        Optional<double[]> delays = waits
                ? points(analysis.required("delays"), QuantityKind.TIME, Rule.DURATION)
                : Optional.of(new double[0]);
        Optional<double[]> amplitudes = amplitudesValue.isPresent()
                ? points(amplitudesValue, QuantityKind.NUMBER, Rule.between(0, 100))
                : Optional.of(usualAmplitudes());
        Optional<double[]> detunings = detuningsValue.isPresent()
                ? detuningsValue
                        .quantities(QuantityKind.FREQUENCY, Rule.FREQUENCY)
                        .map(list -> list.stream().mapToDouble(Quantity::value).toArray())
                : Optional.of(new double[] {0});
        boolean random = kind.get().keys().contains(RoutineKind.Key.LENGTHS);
        Optional<int[]> lengths = random
                ? points(analysis.required("lengths"), QuantityKind.NUMBER, LENGTHS)
                        .map(list -> Arrays.stream(list).mapToInt(x -> (int) x).toArray())
                : Optional.of(new int[0]);
        int sequences = sequencesValue.integer(Rule.between(1, 10_000)).orElse(USUAL_SEQUENCES);
        Optional<Integer> interleaved = interleavedValue.oneOf(INTERLEAVED).map(name -> 1 + INTERLEAVED.indexOf(name));
        boolean climbs = kind.get().keys().contains(RoutineKind.Key.ANHARMONICITY);
        Optional<Double> anharmonicity = climbs
                ? analysis.required("anharmonicity").frequency(Rule.FREQUENCY).map(Quantity::value)
                : Optional.of(Double.NaN);
        if (anharmonicity.isEmpty()
                || delays.isEmpty()
                || amplitudes.isEmpty()
                || detunings.isEmpty()
                || lengths.isEmpty()) {
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
        ExperimentType.Plan plan = new ExperimentType.Plan(
                header,
                kind.get(),
                qubits.get(),
                new Settings(
                        delays.get(),
                        advance,
                        turns,
                        amplitudes.get(),
                        detunings.get(),
                        lengths.get(),
                        sequences,
                        interleaved,
                        header.seeds().of(-1),
                        anharmonicity.get(),
                        sign(header.setup().circuit())),
                shots);
        try {
            kind.get()
                    .in(
                            kind.get().laboratory(header.setup(), plan.qubits(), SimulationOptions.defaults()),
                            plan.settings())
                    .sequences();
        } catch (IllegalArgumentException e) {
            kindValue.problem("is refused: " + PlainMessage.of(e));
            return Optional.empty();
        }
        return Optional.of(plan);
    }

    /** A kick of positive kappa comes of a negative g. */
    private static int sign(CircuitSource circuit) {
        return circuit instanceof KickedTopSource top && top.top().kappa() > 0 ? -1 : 1;
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
                value.problem("must name distinct qubits, but names "
                        + list.stream().map(q -> "`" + names.get(q) + "`").collect(Collectors.joining(", ")));
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
