package org.strangenoise.studies.sensitivities;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.report.Report;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.ReportColumns;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.SensitiveParameters;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.experiment.MeritGradient;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.studies.presentation.LargestShares;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.ParameterText;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Derivatives of a number by the device and the circuit. */
public final class SensitivitiesType extends AnalysisType<SensitivitiesType.Plan, SensitivitiesType.Result> {

    /**
     * Derivatives of the figure of merit.
     *
     * @param parameters with respect to which
     * @param share of the loss by which the linear picture may be off without a warning
     */
    public record Plan(Header header, FigureOfMerit merit, List<StudyParameter> parameters, double share)
            implements AnalysisPlan.OfMerit {
        public Plan {
            parameters = List.copyOf(parameters);
        }

        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Plan(header.withSeed(seed), merit, parameters, share);
        }
    }

    /**
     * Derivatives.
     *
     * @param error standard deviation of the figure of merit from all uncertainties that the device states, with their
     *     correlations, to first order
     * @param linearLoss the loss if it were linear in the rates: minus the derivative by ln noise.scale
     * @param pulses that drive qubits of more than two levels
     */
    public record Result(
            Plan plan,
            double ideal,
            double noisy,
            List<MeritGradient.Sensitivity> entries,
            double error,
            double linearLoss,
            CoherenceLimit limit,
            Pulses pulses,
            Method method,
            List<String> warnings)
            implements AnalysisResult {
        /** Ideal minus noisy. */
        public double loss() {
            return ideal - noisy;
        }

        /**
         * The rule of thumb beside what is.
         *
         * @param seconds from start to the step
         * @param infidelity average over all states of coherence-limited gates of this length, to first order
         * @param found infidelity of the figure of merit's own starts; NaN for a circuit that resets qubits
         */
        public record CoherenceLimit(double seconds, double infidelity, double found) {}
    }

    private static final int NAMED = 3;

    private static final Fields<Result> LOSS = Fields.<Result>of()
            .number("ideal", "of f", "f without noise", Result::ideal)
            .number("noisy", "of f", "f with all of it", Result::noisy)
            .number("loss", "of f", "their difference", Result::loss)
            .number("linear-loss", "of f", "the loss if it were linear in the rates", Result::linearLoss);

    private static final Fields<Result> REST = Fields.<Result>of()
            .number(
                    "error",
                    "of f",
                    "what all uncertainties that the device states make of f, with their correlations, to first order",
                    Result::error)
            .object(
                    "coherence-limit",
                    Result::limit,
                    Fields.<Result.CoherenceLimit>of()
                            .number("seconds", "s", "from the start to `at-step`", Result.CoherenceLimit::seconds)
                            .number(
                                    "average-infidelity",
                                    "",
                                    "of coherence-limited gates of this length, by the rule of thumb",
                                    Result.CoherenceLimit::infidelity)
                            .number(
                                    "infidelity-found",
                                    "",
                                    "of the analysis' own starts at `at-step`, their mean",
                                    Result.CoherenceLimit::found));

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .include(result -> result.plan().merit(), SharedFields.MERIT)
            .include(result -> result, LOSS)
            .objects("sensitivities", Result::entries, SharedFields.SENSITIVITY)
            .include(result -> result, REST)
            .include(Result::pulses, SharedFields.PULSES);

    /** A derivative with its result. */
    private record Slope(Result result, MeritGradient.Sensitivity entry) {
        String text(double value) {
            return ParameterText.value(result.plan().parameters(), entry.address(), value);
        }
    }

    private static final ReportColumns<Slope> SLOPES = Fields.<Slope>of()
            .include(Slope::entry, SharedFields.SENSITIVITY)
            .inReport()
            .column("address", "parameter")
            .number("value", "value", Slope::text)
            .number(
                    "derivative",
                    "derivative",
                    (slope, x) -> ParameterText.derivative(slope.result().plan().parameters(), slope.entry()))
            .number("logarithmic", "per relative change", (slope, x) -> MeritText.number(x))
            .number(
                    "error",
                    "error from its uncertainty",
                    (slope, x) -> x == 0 ? "" : String.format(Locale.ROOT, "%.3g", x));

    private static final List<Table<Result>> TABLES = List.of(
            Table.of("", "a parameter", Result::entries, SharedFields.SENSITIVITY),
            Table.of("totals", "the analysis", List::of, LOSS.include(result -> result, REST)),
            SharedFields.pulses(Result::pulses));

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new SensitivitiesType();

    private SensitivitiesType() {
        super(
                "sensitivities",
                "Derivatives of a number by the device and the circuit.",
                Plan.class,
                Result.class,
                FIELDS,
                TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return SensitivityAnalysis.of(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        Optional<FigureOfMerit> merit = FigureOfMerit.read(analysis, header.setup());
        double share = analysis.optional("warn-above").number(Rule.POSITIVE).orElse(0.1);
        ValueReader named = analysis.optional("parameters");
        if (!named.isPresent()) {
            return merit.map(m -> new Plan(header, m, SensitiveParameters.of(header.setup(), m), share));
        }
        Set<String> seen = new HashSet<>();
        Optional<List<StudyParameter>> parameters = named.list(item -> item.text()
                .flatMap(a -> StudyParameter.read(item, () -> SensitiveParameters.resolve(header.setup(), a)))
                .filter(p -> isDifferentiable(item, p, header.setup(), seen)));
        if (parameters.filter(List::isEmpty).isPresent()) {
            named.reject("name at least one parameter, or be left out for all there are");
            return Optional.empty();
        }
        return merit.flatMap(m -> parameters.map(p -> new Plan(header, m, p, share)));
    }

    /** False, with a problem at the value, for a second time and for what has no derivative. */
    private static boolean isDifferentiable(
            ValueReader value, StudyParameter parameter, Setup setup, Set<String> seen) {
        if (!seen.add(parameter.address())) {
            value.problem("names `" + parameter.address() + "` a second time");
            return false;
        }
        if (parameter.eachQubit(setup).stream().noneMatch(p -> Double.isFinite(p.get(setup)))) {
            value.problem("must be finite, since there is no derivative by a change of an infinite value, but `"
                    + parameter.address() + "` is infinite here");
            return false;
        }
        return true;
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
        return Figures.tornado(result);
    }

    @Override
    protected List<Report.TextTable> reportTables(Result result) {
        return List.of(table(result));
    }

    @Override
    protected Optional<String> answer(Result result) {
        return Optional.of(result.entries().stream()
                .sorted(Comparator.comparingDouble(e -> -Math.abs(e.logarithmic())))
                .limit(NAMED)
                .map(e -> String.format(Locale.ROOT, "%s %.4f", e.address(), e.logarithmic()))
                .collect(Collectors.joining(", ", "per relative change: ", "")));
    }

    private static Report.TextTable table(Result result) {
        String caption = String.format(
                Locale.ROOT,
                "Derivatives of the %s; rule of thumb: coherence-limited gates of %.0f ns in all have an average"
                        + " infidelity of %.4f, the starts here have %.4f",
                MeritText.atStep(result.plan().merit()),
                result.limit().seconds() * 1e9,
                result.limit().infidelity(),
                result.limit().found());
        return SLOPES.table(
                caption,
                result.entries().stream().map(entry -> new Slope(result, entry)).toList());
    }

    /** The figure of merit when each parameter is a tenth lower or higher, to first order. */
    static final class Figures {

        private static final int MAX_BARS = 14;
        private static final double CHANGE = 0.1;

        /** Opposite derivatives differ by no more than this part. */
        private static final double MIRROR = 1e-6;

        private Figures() {}

        static List<Figure> tornado(Result result) {
            List<MeritGradient.Sensitivity> present =
                    result.entries().stream().filter(e -> e.logarithmic() != 0).toList();
            List<MeritGradient.Sensitivity> mirrored =
                    present.stream().filter(e -> isMirrored(e, present)).toList();
            List<MeritGradient.Sensitivity> all =
                    present.stream().filter(e -> !mirrored.contains(e)).toList();
            List<MeritGradient.Sensitivity> largest = largest(all);
            if (largest.isEmpty()) {
                return List.of();
            }
            String merit = MeritText.atStep(result.plan().merit());
            String starts = MeritText.starts(result.plan().merit());
            BarChart chart = BarChart.tornado(
                    starts,
                    largest.stream().map(e -> ParameterText.name(e.address())).toList(),
                    Axis.of(merit + ", to first order"),
                    result.noisy(),
                    BarChart.Bars.of("10% lower", values(largest, e -> result.noisy() - CHANGE * e.logarithmic()), 1),
                    BarChart.Bars.of("10% higher", values(largest, e -> result.noisy() + CHANGE * e.logarithmic()), 0));
            return List.of(Figure.of(
                    result.plan().id(),
                    "Sensitivities, to first order",
                    "The " + merit + " (" + starts
                            + ") when one parameter is 10% lower or higher, to first order from exact derivatives"
                            + (largest.size() < all.size()
                                    ? ": the " + largest.size() + " largest of " + all.size() + "."
                                    : ".")
                            + " Numbers: the change."
                            + (mirrored.isEmpty()
                                    ? ""
                                    : " A coupling sets the duration of its operation, of which the change is the opposite:"
                                            + " only the duration is shown."),
                    6 + 6.0 * largest.size(),
                    chart));
        }

        /** Whether it is a coupling and the duration that it sets is among them, with the opposite derivative. */
        private static boolean isMirrored(MeritGradient.Sensitivity entry, List<MeritGradient.Sensitivity> all) {
            String address = entry.address();
            if (!address.startsWith("device.operations.") || !address.endsWith(".coupling")) {
                return false;
            }
            String duration = address.substring(0, address.lastIndexOf('.')) + ".duration";
            return all.stream()
                    .anyMatch(other -> other.address().equals(duration)
                            && Math.abs(other.logarithmic() + entry.logarithmic())
                                    <= MIRROR * Math.abs(entry.logarithmic()));
        }

        /** Equal ones together, unless there are too many of them. */
        private static List<MeritGradient.Sensitivity> largest(List<MeritGradient.Sensitivity> all) {
            LargestShares shares = LargestShares.of(all.stream()
                    .mapToDouble(MeritGradient.Sensitivity::logarithmic)
                    .toArray());
            List<Integer> whole = shares.atMost(MAX_BARS);
            return (whole.isEmpty() ? shares.order().stream().limit(MAX_BARS) : whole.stream())
                    .map(all::get)
                    .toList();
        }

        private static Samples values(
                List<MeritGradient.Sensitivity> entries, ToDoubleFunction<MeritGradient.Sensitivity> value) {
            return Samples.of(entries.stream().mapToDouble(value).toArray());
        }
    }
}
