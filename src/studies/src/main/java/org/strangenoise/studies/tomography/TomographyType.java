package org.strangenoise.studies.tomography;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.report.Report;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.state.Observable;
import org.strangenoise.state.ProductBasis;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.ReportColumns;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.entropymap.EntropyMapFigures;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.tomography.TomographyType.Plan.VirtualLaboratory;
import org.strangenoise.studies.tomography.TomographyType.Result.BudgetLine;
import org.strangenoise.studies.tomography.TomographyType.Result.MeasuredRun;
import org.strangenoise.studies.tomography.TomographyType.Result.Run;
import org.strangenoise.studies.tomography.TomographyType.Result.Series;
import org.strangenoise.tomography.Reconstruction;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Problems;
import org.strangenoise.yaml.ValueReader;

/** State tomography at every step. */
public final class TomographyType extends AnalysisType<TomographyType.Plan, TomographyType.Result> {

    /**
     * State tomography at every step.
     *
     * @param starts at least one
     * @param toStep the last step measured
     * @param laboratory how it is measured
     * @param reconstruction how states are made of counts
     * @param bootstraps how often counts are drawn again for an error
     * @param pauliStep step of all Pauli expectations
     * @param observables further ones, by name
     * @param budget whether what lies between ideal and measured is divided
     * @param drawn what is drawn
     */
    public record Plan(
            Header header,
            List<StartState> starts,
            int toStep,
            VirtualLaboratory laboratory,
            Reconstruction reconstruction,
            int bootstraps,
            Optional<Integer> pauliStep,
            Map<String, Observable> observables,
            boolean budget,
            Drawn drawn)
            implements AnalysisPlan {

        public Plan {
            starts = List.copyOf(starts);
            observables = Collections.unmodifiableMap(new LinkedHashMap<>(observables));
        }

        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Plan(
                    header.withSeed(seed),
                    starts,
                    toStep,
                    laboratory,
                    reconstruction,
                    bootstraps,
                    pauliStep,
                    observables,
                    budget,
                    drawn);
        }

        /** The circuit's setup, up to the last step measured. */
        Setup measuredSetup() {
            return setup().withCircuit(setup().circuit().withSteps(toStep));
        }

        /**
         * How states are measured.
         *
         * @param settings which bases
         * @param rotations how qubits are turned into a basis
         * @param shots in each basis; absent for exact frequencies
         * @param correction what is done about readout errors
         * @param calibrationShots for each prepared basis state; absent for exact frequencies
         */
        public record VirtualLaboratory(
                Settings settings,
                Rotations rotations,
                OptionalLong shots,
                Correction correction,
                OptionalLong calibrationShots) {

            /** True if counts are drawn, of the states or of the calibration. */
            public boolean isRandom() {
                return shots.isPresent() || (correction == Correction.CALIBRATED && calibrationShots.isPresent());
            }

            /** The bases of n qubits. */
            public List<ProductBasis> bases(int qubits) {
                return settings == Settings.SIX ? ProductBasis.six(qubits) : ProductBasis.three(qubits);
            }
        }

        /** Directions along which each qubit is measured. */
        public enum Settings {
            /** x, y, z. */
            THREE,
            /** These and their opposites, so that different errors of both outcomes even out. */
            SIX
        }

        /** How qubits are turned into a basis. */
        public enum Rotations {
            /** At once, without noise; population above |1> stays. */
            IDEAL,
            /** By the device's rotations, with their durations and noise. */
            GATES
        }

        /** What is done about readout errors. */
        public enum Correction {
            NONE,
            /** The device's own confusion matrix is undone. */
            EXACT,
            /** One that was measured, with its own shots. */
            CALIBRATED
        }

        /** Figures of measured series. */
        public enum TomographyFigure {
            BLOCH,
            ENTROPY,
            PURITY,
            OVERLAP,
            FIDELITY,
            PAULI,
            BUDGET
        }

        /**
         * What is drawn.
         *
         * @param figures in order
         * @param insetMap id of an entropy map shown as inset, if any
         * @param guides horizontal lines with labels in the overlap figure
         * @param entropyGuides likewise in the entropy figure
         */
        public record Drawn(
                List<TomographyFigure> figures,
                Optional<String> insetMap,
                List<Axis.ReferenceLine> guides,
                List<Axis.ReferenceLine> entropyGuides) {
            public Drawn {
                figures = List.copyOf(figures);
                guides = List.copyOf(guides);
                entropyGuides = List.copyOf(entropyGuides);
            }
        }
    }

    /**
     * Time series, ideal, noisy, and as they are measured, and the pulses that drive qubits of more than two levels.
     */
    public record Result(Plan plan, List<Series> series, Pulses pulses, Method method, List<String> warnings)
            implements AnalysisResult {

        /**
         * The series of one start.
         *
         * @param seconds by step, since the circuit's first operation
         * @param budget what lies between ideal and measured, by observable; empty if not asked
         */
        public record Series(
                StartState start,
                double[] seconds,
                Run ideal,
                Run noisy,
                MeasuredRun measured,
                List<BudgetLine> budget) {

            /** Copies the list. */
            public Series {
                budget = List.copyOf(budget);
            }
        }

        /**
         * The measurement budget of an observable, by step.
         *
         * @param ideal exactly read, without noise
         * @param measured mean of repeated experiments
         * @param shares {@code [player][step]} of what is lost from the first to the second, players as
         *     {@link MeasurementBudget#PLAYERS}
         */
        public record BudgetLine(String observable, double[] ideal, double[] measured, double[][] shares) {}

        /**
         * Values by step, step 0 first.
         *
         * @param bloch mean Bloch vector, x, y, z
         * @param scalars one-qubit entropy, purity, overlap, fidelity to the ideal state, and further observables by
         *     name
         * @param pauli expectations at the plan's step by string; empty if not asked
         */
        public record Run(double[][] bloch, Map<String, double[]> scalars, Map<String, Double> pauli) {

            /** The series of a scalar's name. */
            public double[] scalar(String name) {
                double[] found = scalars.get(name);
                if (found == null) {
                    throw new IllegalArgumentException(
                            "Argument `name` must be one of " + scalars.keySet() + ", but is " + name);
                }
                return found;
            }

            /** Those that only this study asks for. */
            Map<String, double[]> further() {
                Map<String, double[]> further = new LinkedHashMap<>(scalars);
                further.keySet().removeAll(ObservableNames.SCALARS);
                return further;
            }
        }

        /**
         * What is measured.
         *
         * @param values of one run of the experiment
         * @param errors their standard errors, by bootstraps of the counts; NaN where nothing is drawn
         * @param biases by how much the mean of repeated experiments differs from the noisy values
         */
        public record MeasuredRun(Run values, Run errors, Run biases) {}
    }

    private static final Fields<Run> RUN = series(Fields.<Run>of(), run -> run, "", "");

    static final Fields<MeasuredRun> MEASURED = series(
            series(
                    series(Fields.<MeasuredRun>of(), MeasuredRun::values, "", ", of the states made of the counts"),
                    MeasuredRun::errors,
                    "-error",
                    ", standard error by bootstraps; `null` where nothing is drawn"),
            MeasuredRun::biases,
            "-bias",
            ", mean of repeated experiments less the noisy value");

    static final Fields<BudgetLine> BUDGET = Fields.<BudgetLine>of()
            .text("observable", "`overlap`, `purity` or `entropy`; no lines if not asked", BudgetLine::observable)
            .numbers("ideal", "of the observable", "without noise, exactly read, by step", BudgetLine::ideal)
            .numbers("measured", "of the observable", "mean of repeated experiments, by step", BudgetLine::measured)
            .numbers(
                    "decoherence",
                    "of the observable",
                    "its Shapley share of the loss, by step",
                    line -> line.shares()[0])
            .numbers("readout", "of the observable", "likewise", line -> line.shares()[1])
            .numbers("shots", "of the observable", "likewise", line -> line.shares()[2])
            .numbers("reconstruction", "of the observable", "likewise", line -> line.shares()[3]);

    /** A line of the budget with its series. */
    private record Line(Series series, BudgetLine of) {
        String last(double[] bySteps) {
            return MeritText.number(bySteps[bySteps.length - 1]);
        }

        String change(int player) {
            double[] share = of.shares()[player];
            return MeritText.number(-share[share.length - 1]);
        }
    }

    private static final ReportColumns<Line> LOSSES = Fields.<Line>of()
            .text(
                    "start",
                    "direction of the start",
                    line -> MeritText.name(line.series().start()))
            .include(Line::of, BUDGET)
            .inReport()
            .columns("start", "observable")
            .words("ideal", "ideal", line -> line.last(line.of().ideal()))
            .words("decoherence", "decoherence", line -> line.change(0))
            .words("readout", "readout", line -> line.change(1))
            .words("shots", "shots", line -> line.change(2))
            .words("reconstruction", "reconstruction", line -> line.change(3))
            .words("measured", "measured", line -> line.last(line.of().measured()));

    static final Fields<Series> SECONDS = Fields.<Series>of()
            .numbers("seconds", "s", "by step, since the circuit's first operation", Series::seconds);

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .include(
                    result -> result.plan().laboratory(),
                    Fields.<VirtualLaboratory>of()
                            .text(
                                    "settings",
                                    "`three` or `six` directions a qubit",
                                    lab -> ValueReader.hyphenated(lab.settings()))
                            .text(
                                    "rotations",
                                    "`ideal`, or the device's `gates`",
                                    lab -> ValueReader.hyphenated(lab.rotations()))
                            .number(
                                    "shots",
                                    "",
                                    "in each basis; `null` for exact frequencies",
                                    lab -> lab.shots().isPresent() ? lab.shots().getAsLong() : Double.POSITIVE_INFINITY)
                            .text(
                                    "correct",
                                    "what is done about readout errors",
                                    lab -> ValueReader.hyphenated(lab.correction())))
            .text(
                    "reconstruction",
                    "how states are made of counts",
                    result -> ValueReader.hyphenated(result.plan().reconstruction()))
            .count(
                    "bootstraps",
                    "draws behind each error and bias",
                    result -> result.plan().bootstraps())
            .objects(
                    "series",
                    Result::series,
                    Fields.<Series>of()
                            .object("initial", Series::start, SharedFields.START)
                            .include(of -> of, SECONDS)
                            .runs(Series::ideal, Series::noisy, RUN)
                            .object("measured", Series::measured, MEASURED)
                            .objects("budget", Series::budget, BUDGET))
            .include(Result::pulses, SharedFields.PULSES);

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new TomographyType();

    private TomographyType() {
        super(
                "tomography",
                "States measured as an experiment does: counts in product bases, readout errors, and the states that are"
                        + " made of them, beside the ideal and the noisy ones.",
                Plan.class,
                Result.class,
                FIELDS,
                TomographyCsv.TABLES);
    }

    /** The series of one run, their names ending as told. */
    private static <T> Fields<T> series(Fields<T> before, Function<T, Run> run, String end, String meaning) {
        return before.vectors(
                        "bloch" + end,
                        Stream.of("bloch-x", "bloch-y", "bloch-z")
                                .map(component -> component + end)
                                .toList(),
                        "",
                        "[x, y, z] by step, mean over qubits" + meaning,
                        value -> run.apply(value).bloch())
                .numbers(
                        "entropy" + end,
                        "bit",
                        "one-qubit entropy by step, mean over qubits" + meaning,
                        value -> run.apply(value).scalar(ObservableNames.ENTROPY))
                .numbers(
                        "purity" + end,
                        "",
                        "by step" + meaning,
                        value -> run.apply(value).scalar(ObservableNames.PURITY))
                .numbers(
                        "overlap" + end,
                        "",
                        "with the microcanonical state, of the mean of the states so far, by step" + meaning,
                        value -> run.apply(value).scalar(ObservableNames.OVERLAP))
                .numbers(
                        "fidelity" + end,
                        "",
                        "<psi\\|rho\\|psi> with the ideal state, by step; `null` where that is mixed" + meaning,
                        value -> run.apply(value).scalar(ObservableNames.FIDELITY))
                .seriesByKey(
                        "observables" + end,
                        "observable",
                        "the observable's",
                        "by step, of a further observable; absent if not asked" + meaning,
                        value -> run.apply(value).further())
                .numbersByKey(
                        "pauli" + end,
                        "Pauli string",
                        "",
                        "expectation at `pauli-expectations-at`; absent if not asked" + meaning,
                        value -> run.apply(value).pauli());
    }

    @Override
    protected List<Report.TextTable> reportTables(Result result) {
        if (!result.plan().budget()) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        for (Series series : result.series()) {
            series.budget().forEach(line -> lines.add(new Line(series, line)));
        }
        return List.of(LOSSES.table(
                "From the ideal value to the one measured on the mean, after "
                        + result.plan().toStep() + " steps: changes by Shapley's rule.",
                lines));
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return new TomographyAnalysis(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        return TomographyReader.read(analysis, header);
    }

    @Override
    protected double numbers(Plan plan) {
        double steps = plan.toStep() + 1.0;
        int qubits = plan.setup().circuit().qubits();
        double block = 2.0 * (qubits + 1) * (qubits + 1);
        return plan.starts().size()
                        * steps
                        * (2 * plan.bootstraps() * block
                                + 5 * (7 + plan.observables().size()))
                + 5 * plan.starts().size() * StrictMath.pow(4, qubits);
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
        return new TomographyFigures(result, all).figures();
    }

    /** A single figure has the analysis' own name, several are told apart by their kinds. */
    @Override
    protected List<String> figureParts(Plan plan) {
        return plan.drawn().figures().size() > 1
                ? plan.drawn().figures().stream().map(ValueReader::hyphenated).toList()
                : List.of("");
    }

    @Override
    protected Optional<String> answer(Result result) {
        Series series = result.series().get(0);
        int last = series.seconds().length - 1;
        MeasuredRun measured = series.measured();
        double error = measured.errors().scalar(ObservableNames.OVERLAP)[last];
        return Optional.of(String.format(
                Locale.ROOT,
                "%s, overlap after %d steps: ideal %.4f, noisy %.4f, measured %.4f%s",
                MeritText.name(series.start()),
                last,
                series.ideal().scalar(ObservableNames.OVERLAP)[last],
                series.noisy().scalar(ObservableNames.OVERLAP)[last],
                measured.values().scalar(ObservableNames.OVERLAP)[last],
                Double.isNaN(error) ? "" : String.format(Locale.ROOT, " +- %.4f", error)));
    }

    @Override
    protected void checkAmong(Plan plan, List<AnalysisPlan> all, Problems problems) {
        plan.drawn().insetMap().ifPresent(id -> EntropyMapFigures.requireMap("inset-map", id, plan, all, problems));
    }
}
