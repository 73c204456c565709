package org.strangenoise.studies.characterization;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.report.Report;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.Fields.Place;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.characterization.Routine.Estimate;
import org.strangenoise.studies.characterization.Routine.Finding;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.ValueReader;

/** A routine of characterisation: numbers of the device, found from counts alone. */
public final class ExperimentType extends AnalysisType<ExperimentType.Plan, ExperimentType.Result> {

    /**
     * One routine on some qubits.
     *
     * @param kind which
     * @param qubits indices on the device, in the routine's order
     * @param settings what it was told
     * @param shots a point; absent for exact frequencies
     */
    public record Plan(
            Header header, RoutineKind kind, List<Integer> qubits, RoutineKind.Settings settings, OptionalLong shots)
            implements AnalysisPlan {

        public Plan {
            qubits = List.copyOf(qubits);
        }

        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public Plan withSeed(long seed) {
            return new Plan(header.withSeed(seed), kind, qubits, settings, shots);
        }

        /** Names of the qubits. */
        List<String> qubitNames() {
            return qubits.stream()
                    .map(q -> setup().device().qubits().get(q).name())
                    .toList();
        }
    }

    /**
     * What a routine found.
     *
     * @param routine that was played
     * @param estimate numbers, counts and the model at them
     */
    public record Result(Plan plan, Routine routine, Estimate estimate, Method method, List<String> warnings)
            implements AnalysisResult {}

    /** A curve with its result. */
    private record OfResult(Result result, int curve) {
        String label() {
            return result.routine().curves().get(curve);
        }

        Routine.Counted counted() {
            return result.estimate().curves().get(curve);
        }
    }

    private static final Fields<Finding> QUANTITY = Fields.<Finding>of()
            .text("name", "of a number that was found", Finding::name)
            .text("unit", "its unit, SI; empty for none", Finding::unit)
            .parameter("value", "as said", "most likely; `null` for infinity", Finding::value)
            .number(
                    "error",
                    "as said",
                    "one standard deviation by the Fisher information; `null` where the counts leave it open",
                    Finding::error)
            .parameter(
                    "true",
                    "as said",
                    "what the device has, which the fit did not know; `null` for infinity, or where it states none",
                    Finding::truth);

    private static final Fields<OfResult> CURVE = Fields.<OfResult>of()
            .text("label", "of a curve", OfResult::label)
            .numbers(
                    "x",
                    "SI",
                    "delays, amplitudes, numbers of pulses",
                    of -> of.counted().x())
            .numbers(
                    "measured",
                    "",
                    "share of the shots with the event drawn",
                    of -> of.counted().shares())
            .numbers(
                    "fit",
                    "",
                    "the model there",
                    of -> of.result().estimate().fitted().get(of.curve()));

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .text(
                    "routine",
                    "its name",
                    result -> ValueReader.hyphenated(result.plan().kind()))
            .texts(
                    "measured-qubits",
                    "the qubits it is about",
                    result -> result.plan().qubitNames())
            .countOrNull(
                    "shots",
                    "a point; `null` for exact frequencies",
                    result -> result.plan().shots().isPresent()
                            ? Optional.of((int) result.plan().shots().getAsLong())
                            : Optional.empty())
            .objects("quantities", result -> result.estimate().quantities(), QUANTITY)
            .number(
                    "deviance",
                    "",
                    "2 sum n ln(n / (N p)) over all outcomes, which has the distribution of chi^2 if the model is right",
                    result -> result.estimate().fit().deviance())
            .count("degrees", "of freedom", result -> result.estimate().fit().degrees())
            .number(
                    "probability",
                    "",
                    "how often a right model has a larger deviance; `null` without degrees of freedom",
                    result -> result.estimate().fit().probability())
            .text(
                    "undetermined",
                    "combinations of parameters that the counts leave open; `null` if there are none",
                    result -> result.estimate().fit().fit().undetermined().orElse(null))
            .objects("curves", ExperimentType::curves, CURVE);

    private static final List<Table<Result>> TABLES = List.of(
            Table.of(
                    "",
                    "a point of a curve; `curve` is its label",
                    result -> curves(result).stream()
                            .flatMap(of -> Place.all(of, of.counted().x().length).stream())
                            .toList(),
                    Fields.<Place<OfResult>>of()
                            .text("curve", "its label", at -> at.of().label())
                            .include(at -> at, CURVE.only("x").byPlace())
                            .number(
                                    "shots",
                                    "",
                                    "of the point",
                                    at -> at.of().result().plan().shots().isPresent()
                                            ? at.of().counted().shots()[at.index()]
                                            : Double.POSITIVE_INFINITY)
                            .include(at -> at, CURVE.only("measured", "fit").byPlace())),
            Table.of(
                    "quantities",
                    "a number that was found",
                    result -> result.estimate().quantities(),
                    QUANTITY));

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new ExperimentType();

    private ExperimentType() {
        super(
                "experiment",
                "A routine of characterisation: numbers of the device from counts alone, with errors, beside the true ones.",
                Plan.class,
                Result.class,
                FIELDS,
                TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return new Analysis(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        return ExperimentReader.read(analysis, header);
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
        return List.of(ExperimentFigures.of(result));
    }

    @Override
    protected List<Report.TextTable> reportTables(Result result) {
        return List.of(QUANTITY.inReport()
                .columns("name", "unit", "value", "error", "true")
                .table(
                        "Found by " + ValueReader.hyphenated(result.plan().kind()) + " on "
                                + String.join(", ", result.plan().qubitNames()),
                        result.estimate().quantities()));
    }

    @Override
    protected Optional<String> answer(Result result) {
        return Optional.of(ValueReader.hyphenated(result.plan().kind()) + " of "
                + String.join(", ", result.plan().qubitNames()) + ": "
                + result.estimate().quantities().stream()
                        .map(ExperimentType::words)
                        .collect(Collectors.joining(", ")));
    }

    /** {@code T1 = 9.97e-06 +/- 1.2e-07 s}. */
    static String words(Finding quantity) {
        String error = Double.isNaN(quantity.error()) ? ", error open" : " +/- " + number(quantity.error());
        return quantity.name() + " = " + number(quantity.value()) + error
                + (quantity.unit().isEmpty() ? "" : " " + quantity.unit());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "none" : String.format(Locale.ROOT, "%.4g", value);
    }

    private static List<OfResult> curves(Result result) {
        List<OfResult> curves = new ArrayList<>();
        for (int k = 0; k < result.routine().curves().size(); k++) {
            curves.add(new OfResult(result, k));
        }
        return curves;
    }

    /** A routine, played and read: a sample is one of its sequences. */
    static final class Analysis implements PreparedAnalysis<Analysis.Row, Result> {

        private static final String MET_NOTHING = "met no operation";

        /**
         * The counts of a sequence.
         *
         * @param counts {@code [point][outcome]}
         */
        record Row(double[][] counts, List<String> warnings) {}

        private final Plan plan;
        private final SimulationOptions options;
        private final Laboratory laboratory;
        private final Routine routine;
        private final List<Routine.Sequence> sequences;
        private final SimulatorChoice choice;
        private final double seconds;

        Analysis(Plan plan, SimulationOptions options) {
            this.plan = plan;
            this.options = options;
            Laboratory wired = plan.kind().laboratory(plan.setup(), plan.qubits(), options);
            this.routine = plan.kind().in(wired, plan.settings());
            this.laboratory = routine.laboratory(wired);
            this.sequences = routine.sequences();
            Laboratory.Played longest = laboratory.play(sequences.get(sequences.size() - 1));
            this.choice = longest.choice();
            int points = sequences.stream().mapToInt(s -> s.x().length).max().orElse(1);
            this.seconds = Experiment.RunCost.seconds(
                    longest.circuits(),
                    points,
                    choice.simulator().numbers(laboratory.device().qubits().size(), options));
            if (seconds * sequences.size() > Experiment.RunCost.MAX_SECONDS) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%d sequences of %d circuits would take %.0f s of one processor, more than %.0f s; ask for fewer"
                                + " points or qubits",
                        sequences.size(),
                        longest.circuits(),
                        seconds * sequences.size(),
                        Experiment.RunCost.MAX_SECONDS));
            }
        }

        @Override
        public Class<Row> rowType() {
            return Row.class;
        }

        @Override
        public int samples(List<Row> complete) {
            return sequences.size();
        }

        @Override
        public double secondsPerSample() {
            return seconds;
        }

        @Override
        public List<Row> rows(int from, int to, List<Row> complete, TaskWatch watch) {
            return watch.each(from, to, options.threads() > 1, sample -> {
                Laboratory.Played played = laboratory.play(sequences.get(sample));
                return new Row(
                        plan.shots().isPresent()
                                ? Routine.doubles(played.counts(
                                        plan.shots().getAsLong(),
                                        plan.header().seeds().of(sample)))
                                : Routine.expected(played.probabilities()),
                        List.copyOf(played.warnings()));
            });
        }

        @Override
        public Result assemble(List<Row> rows) {
            Set<String> warnings = new LinkedHashSet<>();
            List<double[][]> counts = new ArrayList<>();
            for (Row row : rows) {
                warnings.addAll(row.warnings());
                counts.add(row.counts());
            }
            // A channel that one sequence does not meet is met by others.
            warnings.removeIf(warning -> warning.contains(MET_NOTHING)
                    && rows.stream().anyMatch(row -> !row.warnings().contains(warning)));
            Routine.Estimate estimate = plan.shots().isPresent()
                    ? routine.estimate(counts)
                    : routine.estimate(counts).withoutScatter();
            warnings.addAll(estimate.remarks());
            return new Result(plan, routine, estimate, Method.of(choice), List.copyOf(warnings));
        }
    }
}
