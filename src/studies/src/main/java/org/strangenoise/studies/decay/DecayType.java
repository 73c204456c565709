package org.strangenoise.studies.decay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.strangenoise.budget.DecayFit;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.figures.report.Report;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.Fields.Place;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.ReportColumns;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.decay.DecayType.Plan.DecayCurve;
import org.strangenoise.studies.decay.DecayType.Plan.DecayModel;
import org.strangenoise.studies.experiment.ConfidenceBands;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.studies.presentation.UncertaintyFigures;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlSequence;

/** Decaying expectations against time, and the times that fits find. */
public final class DecayType extends AnalysisType<DecayType.Plan, DecayType.Result> {

    /**
     * Fits of decaying expectations against time.
     *
     * @param curves at least one
     * @param firstStep the first recorded step that counts
     * @param gateSeconds time of one gate, for an error per gate; 0 for none
     */
    public record Plan(Header header, List<DecayCurve> curves, int firstStep, double gateSeconds, StartState start)
            implements AnalysisPlan {
        public Plan {
            curves = List.copyOf(curves);
        }

        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Plan(header.withSeed(seed), curves, firstStep, gateSeconds, start);
        }

        /**
         * One decay.
         *
         * @param names of the observables, as in study files
         * @param observables whose mean decays, at least one, each of one number
         */
        public record DecayCurve(String label, List<String> names, List<Observable> observables, DecayModel model) {
            public DecayCurve {
                names = List.copyOf(names);
                observables = List.copyOf(observables);
            }
        }

        /** How a coherence is lost with time. */
        public enum DecayModel {
            /** {@code A exp(-t/T)}: noise without memory. */
            EXPONENTIAL,
            /** {@code A exp(-t/T - (t/G)^2)}: with a detuning that is fixed during a run. */
            EXPONENTIAL_GAUSSIAN
        }
    }

    /**
     * Decays and their fits.
     *
     * @param times seconds since the start, or since the last reset before the step
     * @param curves in the plan's order
     * @param pulses that drive qubits of more than two levels
     */
    public record Result(
            Plan plan, double[] times, List<Curve> curves, Pulses pulses, Method method, List<String> warnings)
            implements AnalysisResult {

        public Result {
            curves = List.copyOf(curves);
        }

        /**
         * One decay by step, the plan's first step first.
         *
         * @param band of the noisy values; empty where none was drawn
         * @param fit to the noisy values
         */
        public record Curve(
                DecayCurve plan, double[] ideal, double[] noisy, Optional<ConfidenceBands.Band> band, DecayFit fit) {
            /** True if the fitted model has a Gaussian part. */
            public boolean hasGaussianPart() {
                return plan.model() == DecayModel.EXPONENTIAL_GAUSSIAN;
            }
        }

        /** A curve's error per gate of the plan's length; NaN if the plan names none. */
        public double errorPerGate(Curve curve) {
            return plan.gateSeconds() > 0 ? curve.fit().errorPerGate(plan.gateSeconds()) : Double.NaN;
        }
    }

    /** A curve with its result. */
    private record OfResult(Result result, Result.Curve curve) {}

    private static final Fields<OfResult> FIT = Fields.<OfResult>of()
            .number(
                    "amplitude",
                    "",
                    "of the fit to the noisy values, at time 0",
                    of -> of.curve().fit().amplitude())
            .parameter(
                    "time-seconds",
                    "s",
                    "in which its exponential part falls to 1/e; `null` where it does not fall",
                    of -> of.curve().fit().time())
            .parameter(
                    "gaussian-time-seconds",
                    "s",
                    "in which its Gaussian part falls to 1/e; absent without one",
                    of -> of.curve().fit().gaussianTime())
            .onlyIf(of -> of.curve().hasGaussianPart())
            .number(
                    "offset",
                    "",
                    "of the fit, at late times",
                    of -> of.curve().fit().offset())
            .number(
                    "time-error-seconds",
                    "s",
                    "standard error of the time; `null` where there is none",
                    of -> of.curve().fit().timeError())
            .number(
                    "least-time-seconds",
                    "s",
                    "a lower bound of the time where nothing decays; else `null`",
                    of -> of.curve().fit().leastTime())
            .number(
                    "deviation",
                    "",
                    "root mean square of noisy minus fit",
                    of -> of.curve().fit().deviation())
            .text(
                    "remark",
                    "why the fit is none, or what to know of it; else `null`",
                    of -> of.curve().fit().remark().orElse(null))
            .number(
                    "error-per-gate",
                    "",
                    "average infidelity of a gate of `gate-time`; absent without that",
                    of -> of.result().errorPerGate(of.curve()))
            .onlyIf(of -> of.result().plan().gateSeconds() > 0);

    private static final Fields<OfResult> CURVE = Fields.<OfResult>of()
            .text("label", "the curve's name", of -> of.curve().plan().label())
            .texts(
                    "observables",
                    "the observables whose mean it is",
                    of -> of.curve().plan().names())
            .numbers("ideal", "", "that mean by step", of -> of.curve().ideal())
            .numbers("noisy", "", "likewise", of -> of.curve().noisy())
            .optional("band", of -> of.curve().band(), SharedFields.BAND)
            .object("fit", of -> of, FIT);

    private static final Fields<Place<OfResult>> STEP = Fields.<Place<OfResult>>of()
            .text("curve", "its label", at -> at.of().curve().plan().label())
            .count("step", "of the circuit", at -> at.of().result().plan().firstStep() + at.index())
            .number("seconds", "s", "of the step", DecayType::seconds);

    private static final ReportColumns<OfResult> FITS = CURVE.inReport()
            .column("label", "curve")
            .columns("observables")
            .number("fit-amplitude", "amplitude", (of, x) -> format("%.5f", x))
            .number("fit-time-seconds", "T (\u00B5s)", (of, x) -> format("%.5g", x * 1e6))
            .number("fit-gaussian-time-seconds", "Gaussian time (\u00B5s)", (of, x) -> format("%.5g", x * 1e6))
            .number("fit-deviation", "deviation", (of, x) -> format("%.2g", x))
            .number("fit-error-per-gate", "error per gate", (of, x) -> format("%.4g", x));

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .count(
                    "from-step",
                    "the first step that counts",
                    result -> result.plan().firstStep())
            .numbers(
                    "seconds",
                    "s",
                    "by step from there: since the start, or since the last reset before",
                    Result::times)
            .objects("curves", DecayType::curves, CURVE)
            .include(Result::pulses, SharedFields.PULSES);

    private static final List<Table<Result>> TABLES = List.of(
            Table.of(
                    "",
                    "a step of a curve; `curve` is its label, `fit` the fitted value",
                    DecayType::steps,
                    STEP.include(at -> at, CURVE.only("ideal", "noisy").byPlace())
                            .number(
                                    "fit",
                                    "",
                                    "the fitted value",
                                    at -> at.of().curve().fit().at(seconds(at)))),
            Table.of(
                    "fits",
                    "the fit of a curve",
                    DecayType::curves,
                    Fields.<OfResult>of()
                            .text("curve", "its label", of -> of.curve().plan().label())
                            .include(of -> of, FIT)),
            Table.sometimes(
                    "bands",
                    "a step of a curve's band; only with bands",
                    result -> Optional.of(steps(result))
                            .filter(any -> result.curves().stream()
                                    .anyMatch(curve -> curve.band().isPresent())),
                    STEP.include(
                            at -> new Place<>(at.of().curve().band().orElseThrow(), at.index()),
                            SharedFields.BAND.byPlace())),
            SharedFields.pulses(Result::pulses));

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new DecayType();

    private DecayType() {
        super(
                "decay",
                "Decaying expectations against time, and the times that fits find.",
                Plan.class,
                Result.class,
                FIELDS,
                TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return new DecayAnalysis(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        return Reader.read(analysis, header);
    }

    @Override
    protected double numbers(Plan plan) {
        return 4.0 * plan.curves().size() * (plan.setup().circuit().steps() + 1.0);
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
        return List.of(DecayFigures.of(result));
    }

    @Override
    protected List<Report.TextTable> reportTables(Result result) {
        return List.of(FITS.table("Fits of A exp(-t/T), with a Gaussian part A exp(-t/T - (t/G)^2)", curves(result)));
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static List<OfResult> curves(Result result) {
        return result.curves().stream()
                .map(curve -> new OfResult(result, curve))
                .toList();
    }

    private static List<Place<OfResult>> steps(Result result) {
        return curves(result).stream()
                .flatMap(curve -> Place.all(curve, result.times().length).stream())
                .toList();
    }

    private static double seconds(Place<OfResult> at) {
        return at.of().result().times()[at.index()];
    }

    /** Reads an analysis of type {@code decay}. */
    static final class Reader {

        private static final int MOST_PARAMETERS = 3;

        private Reader() {}

        static Optional<Plan> read(MappingReader analysis, Header header) {
            ValueReader curvesValue = analysis.required("curves");
            List<DecayCurve> curves = new ArrayList<>();
            Set<String> labels = new HashSet<>();
            for (ValueReader item : curvesValue.items()) {
                curve(item, header).ifPresent(curve -> {
                    if (!labels.add(curve.label())) {
                        item.problem("must have a label of its own, but `" + curve.label() + "` appears twice");
                    }
                    curves.add(curve);
                });
            }
            ValueReader firstValue = analysis.optional("from-step");
            int first = firstValue.isPresent()
                    ? StartState.Reader.step(firstValue, header.setup()).orElse(1)
                    : 1;
            int points = header.setup().circuit().steps() + 1 - first;
            if (points < MOST_PARAMETERS) {
                analysis.problem("a decay needs at least " + MOST_PARAMETERS + " steps, but the circuit has " + points
                        + " from step " + first + " on");
                return Optional.empty();
            }
            double gateSeconds = analysis.optional("gate-time")
                    .time(Rule.LASTING)
                    .map(Quantity::value)
                    .orElse(0.0);
            ValueReader startValue = analysis.optional("initial-state");
            StartState own = StartState.Reader.own(header.setup());
            StartState start = startValue.isPresent()
                    ? StartState.Reader.one(startValue, header.setup()).orElse(own)
                    : own;
            if (curves.isEmpty()) {
                // What is wrong with those that are listed has been said.
                if (curvesValue.items().isEmpty()) {
                    curvesValue.reject("be a list of at least one decay");
                }
                return Optional.empty();
            }
            return Optional.of(new Plan(header, curves, first, gateSeconds, start));
        }

        private static Optional<DecayCurve> curve(ValueReader item, Header header) {
            try (MappingReader curve = item.mapping()) {
                Optional<String> label = curve.required("label").text();
                List<String> names = new ArrayList<>();
                List<Observable> observables = new ArrayList<>();
                ValueReader listed = curve.required("observables");
                if (listed.node().orElse(null) instanceof YamlSequence list
                        && list.items().isEmpty()) {
                    listed.reject("be a list of at least one observable");
                }
                for (ValueReader each : listed.items()) {
                    ObservableNames.read(each, false, header.setup()).ifPresent(observable -> {
                        names.add(each.text().orElseThrow());
                        observables.add(observable);
                    });
                }
                DecayModel model =
                        curve.optional("model").oneOf(DecayModel.class).orElse(DecayModel.EXPONENTIAL);
                if (label.isEmpty() || observables.isEmpty()) {
                    return Optional.empty();
                }
                return Optional.of(new DecayCurve(label.get(), names, observables, model));
            }
        }
    }

    /** Decaying expectations with their fits. */
    static final class DecayFigures {

        private static final int FIT_POINTS = 200;

        private DecayFigures() {}

        static Figure of(DecayType.Result result) {
            double longest = Arrays.stream(result.times()).max().orElse(0);
            double gate = result.plan().gateSeconds();
            boolean gates = gate > 0;
            double unit = gates ? gate : longest < 2e-6 ? 1e-9 : 1e-6;
            Samples times = Samples.of(result.times()).map(t -> t / unit);
            Samples fine = Samples.linear(Arrays.stream(result.times()).min().orElse(0), longest, FIT_POINTS);
            List<LineChart.Series> series = new ArrayList<>();
            for (int k = 0; k < result.curves().size(); k++) {
                DecayType.Result.Curve curve = result.curves().get(k);
                LineChart.Series points = LineChart.Series.of(
                        curve.plan().label() + ", " + legend(result, curve),
                        times,
                        Samples.of(curve.noisy()),
                        Style.pointsAmong(k));
                series.add(curve.band()
                        .map(b -> points.withErrorBars(Samples.of(b.low()), Samples.of(b.high())))
                        .orElse(points));
                series.add(LineChart.Series.of("", fine.map(t -> t / unit), fine.map(curve.fit()::at), Style.solid(k)));
            }
            String fits = result.curves().stream()
                    .map(curve -> curve.plan().label() + ": " + times(curve) + perGate(result, curve))
                    .collect(Collectors.joining("; "));
            Axis time = gates
                    ? Axis.of("time, " + MathText.italic("t"), "gate times")
                    : Axis.of("time, " + MathText.italic("t"), unit == 1e-9 ? "ns" : "\u00B5s");
            Axis value = Axis.of(observables(result));
            return new Figure(
                    result.plan().id(),
                    "Decay",
                    "Decay with the device's noise (symbols) and fits (lines). " + fits + "."
                            + (result.curves().stream().anyMatch(c -> c.band().isPresent())
                                    ? UncertaintyFigures.caption(
                                            "Bars", result.plan().setup())
                                    : ""),
                    Width.SINGLE_COLUMN,
                    List.of(Row.of(55, LineChart.of("", time, value, series))),
                    Sharing.NOTHING);
        }

        /** In words: one letter where every string has that letter on one qubit. */
        private static String observables(DecayType.Result result) {
            List<String> names = result.curves().stream()
                    .flatMap(curve -> curve.plan().names().stream())
                    .distinct()
                    .toList();
            String mean =
                    result.curves().stream().anyMatch(c -> c.plan().names().size() > 1) ? "mean " : "";
            if (!names.stream().allMatch(name -> name.matches("[IXYZ]+"))) {
                return names.size() == 1 ? names.get(0) : "observable";
            }
            List<String> letters =
                    names.stream().map(s -> s.replace("I", "")).distinct().toList();
            return letters.size() == 1
                    ? mean + "expectation of " + MathText.italic(letters.get(0))
                    : mean + "Pauli expectation";
        }

        private static String times(DecayType.Result.Curve curve) {
            String exponential =
                    MathText.italic("T") + format(" = %.4g \u00B5s", curve.fit().time() * 1e6);
            return isGaussian(curve)
                    ? exponential
                            + format(
                                    ", Gaussian time G = %.4g \u00B5s",
                                    curve.fit().gaussianTime() * 1e6)
                    : exponential;
        }

        /** What the fit says first: the error per gate if that is asked for, else its times. */
        private static String legend(DecayType.Result result, DecayType.Result.Curve curve) {
            if (result.plan().gateSeconds() > 0) {
                return format("error %.3g a gate", result.errorPerGate(curve));
            }
            String time =
                    MathText.italic("T") + format(" = %.4g \u00B5s", curve.fit().time() * 1e6);
            return curve.hasGaussianPart()
                    ? time + ", " + MathText.italic("G")
                            + format(" = %.4g \u00B5s", curve.fit().gaussianTime() * 1e6)
                    : time;
        }

        private static String perGate(DecayType.Result result, DecayType.Result.Curve curve) {
            double seconds = result.plan().gateSeconds();
            return seconds > 0 ? format(", error per gate %.4g", curve.fit().errorPerGate(seconds)) : "";
        }

        private static boolean isGaussian(DecayType.Result.Curve curve) {
            return curve.plan().model() == DecayModel.EXPONENTIAL_GAUSSIAN;
        }

        private static String format(String format, double value) {
            return String.format(Locale.ROOT, format, value);
        }
    }
}
