package org.strangenoise.studies.solvefor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.strangenoise.budget.RootSearch;
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
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** The value of a parameter that gives a number a target. */
public final class SolveForType extends AnalysisType<SolveForType.Plan, SolveForType.Result> {

    /**
     * The value of a parameter that gives the figure of merit a target.
     *
     * @param low least value looked at
     * @param high greatest value looked at, may be infinite
     */
    public record Plan(
            Header header, FigureOfMerit merit, StudyParameter parameter, double target, double low, double high)
            implements AnalysisPlan.OfMerit {
        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Plan(header.withSeed(seed), merit, parameter, target, low, high);
        }
    }

    /**
     * An inverse answer.
     *
     * @param present the parameter's value in the study
     * @param root the answer nearest to it
     * @param found the figure of merit at the answer, or the closest it comes
     * @param limit why there is none
     * @param pulses that drive qubits of more than two levels at the answer; the device's own where there is none
     */
    public record Result(
            Plan plan,
            double present,
            RootSearch search,
            OptionalDouble root,
            double found,
            Optional<String> limit,
            Pulses pulses,
            Method method,
            List<String> warnings)
            implements AnalysisResult {}

    private static final double FACTOR = 1000;

    /** A root with the result it belongs to. */
    private record Root(double value, double[] bracket) {}

    private static final Fields<Result> ANSWER = Fields.<Result>of()
            .text(
                    "parameter",
                    "its address",
                    result -> result.plan().parameter().address())
            .parameter(
                    "present", "the parameter's", "its value in the study, the first qubit's for `*`", Result::present)
            .number(
                    "target",
                    "of f",
                    "the value that f should have",
                    result -> result.plan().target())
            .flag(
                    "reached",
                    "whether any value of the parameter gives it",
                    result -> result.root().isPresent())
            .parameter(
                    "value",
                    "the parameter's",
                    "the one nearest to `present`; `null` where there is none, and for infinity",
                    result -> result.root().orElse(Double.NaN))
            .number(
                    "found",
                    "of f",
                    "f at `value`; where the target is out of reach, the closest that f comes",
                    Result::found)
            .text(
                    "limit",
                    "a sentence: why the target is out of reach; `null` where it is not",
                    result -> result.limit().orElse(null));

    private static final ReportColumns<Result> FOUND = ANSWER.inReport()
            .columns("parameter")
            .number(
                    "present",
                    "present",
                    (result, x) -> result.plan().parameter().text(x))
            .number("target", "target", (result, x) -> MeritText.number(x))
            .words(
                    "value",
                    "answer",
                    result -> result.root().isPresent()
                            ? result.plan().parameter().text(result.root().getAsDouble())
                            : result.limit().orElse("none"))
            .number("found", "value there", (result, x) -> MeritText.number(x));

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .include(result -> result.plan().merit(), SharedFields.MERIT)
            .include(result -> result, ANSWER)
            .objects(
                    "roots",
                    SolveForType::roots,
                    Fields.<Root>of()
                            .number(
                                    "value",
                                    "the parameter's",
                                    "every value that gives the target, ascending",
                                    Root::value)
                            .numbers(
                                    "bracket",
                                    "the parameter's",
                                    "[low, high], between which f minus the target changes sign; `null` for infinity",
                                    Root::bracket))
            .include(Result::pulses, SharedFields.PULSES);

    private static final List<Table<Result>> TABLES = List.of(
            Table.of("", "the analysis, whether the target is reached or not", List::of, ANSWER),
            Table.of(
                    "roots",
                    "a root; none where the target is out of reach",
                    SolveForType::roots,
                    Fields.<Root>of()
                            .parameter("value", "the parameter's", "of the root", Root::value)
                            .parameter("bracket-low", "the parameter's", "below it", root -> root.bracket()[0])
                            .parameter("bracket-high", "the parameter's", "above it", root -> root.bracket()[1])),
            SharedFields.pulses(Result::pulses));

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new SolveForType();

    private SolveForType() {
        super(
                "solve-for",
                "The value of a parameter that gives a number a target.",
                Plan.class,
                Result.class,
                FIELDS,
                TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return SolveForAnalysis.of(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        Optional<FigureOfMerit> merit = FigureOfMerit.read(analysis, header.setup());
        ValueReader addressValue = analysis.required("parameter");
        Optional<StudyParameter> parameter =
                addressValue.text().flatMap(a -> StudyParameter.read(addressValue, a, header.setup()));
        Optional<Double> target = analysis.required("target").number(FigureOfMerit.valueOf(merit, header.setup()));
        ValueReader betweenValue = analysis.optional("between");
        Optional<double[]> range = parameter.flatMap(p -> betweenValue.isPresent()
                ? StudyParameter.between(betweenValue, p)
                : Optional.of(defaultRange(header.setup(), p)));
        return merit.flatMap(m ->
                parameter.flatMap(p -> target.flatMap(t -> range.map(r -> new Plan(header, m, p, t, r[0], r[1])))));
    }

    private static double[] defaultRange(Setup setup, StudyParameter parameter) {
        double now = parameter.get(setup);
        boolean time = parameter.kind() == QuantityKind.TIME && parameter.rule().equals(Rule.DECAY_TIME);
        if (time) {
            double centre = Double.isFinite(now) ? now : 1e-5;
            double high = parameter.address().endsWith(".T2") ? longestT2(setup) : Double.POSITIVE_INFINITY;
            return new double[] {centre / FACTOR, high};
        }
        if (parameter.rule().equals(Rule.PROBABILITY)) {
            return new double[] {0, 1};
        }
        if (parameter.address().endsWith(".coupling")) {
            return new double[] {now / FACTOR, now * FACTOR};
        }
        if (parameter.rule().equals(Rule.DURATION) || parameter.rule().equals(Rule.FACTOR)) {
            return new double[] {0, 100 * (now > 0 ? now : parameter.kind() == QuantityKind.TIME ? 1e-8 : 1)};
        }
        double reach = Math.max(1, 2 * Math.abs(now));
        return new double[] {now - reach, now + reach};
    }

    private static double longestT2(Setup setup) {
        return setup.device().qubits().subList(0, setup.circuit().qubits()).stream()
                .mapToDouble(q -> 2 * q.t1().value())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    @Override
    protected List<Report.TextTable> reportTables(Result result) {
        return List.of(FOUND.table("The " + MeritText.atStep(result.plan().merit()), List.of(result)));
    }

    @Override
    protected Optional<String> answer(Result result) {
        return Optional.of(
                result.root().isPresent()
                        ? result.plan().parameter().address() + " = "
                                + result.plan().parameter().text(result.root().getAsDouble())
                        : "cannot be reached");
    }

    private static List<Root> roots(Result result) {
        return IntStream.range(0, result.search().roots().size())
                .mapToObj(k -> new Root(
                        result.search().roots().get(k),
                        result.search().brackets().get(k)))
                .toList();
    }
}
