package org.strangenoise.studies.ergodicity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.figures.report.Report;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.state.MicrocanonicalState;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.Fields.Place;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.ShotsReader;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.ergodicity.ErgodicityType.Result.Series;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.ParameterText;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Time averages of operators beside their averages over the microcanonical states: eq. (1) of Neill et al. */
public final class ErgodicityType extends AnalysisType<ErgodicityType.Plan, ErgodicityType.Result> {

    /**
     * Time averages of operators from some starts.
     *
     * @param operators at least one
     * @param toStep the last step averaged over
     * @param shots an operator and step; empty if nothing is measured
     * @param perturbation what kappa is changed by for the echo
     */
    public record Plan(
            Header header,
            List<PauliString> operators,
            List<StartState> starts,
            int toStep,
            OptionalLong shots,
            double perturbation)
            implements AnalysisPlan {

        public Plan {
            operators = List.copyOf(operators);
            starts = List.copyOf(starts);
        }

        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public Plan withSeed(long seed) {
            return new Plan(header.withSeed(seed), operators, starts, toStep, shots, perturbation);
        }
    }

    /** Averages in time, one start after the other. */
    public record Result(Plan plan, List<Series> series, Method method, List<String> warnings)
            implements AnalysisResult {

        /**
         * From one start.
         *
         * @param ideal means of every operator over steps 0 to N, {@code [operator][N]}
         * @param noisy likewise, with the device's noise
         * @param measured likewise, of counts; empty if nothing is measured
         * @param errors standard deviations of the measured means at the last step
         * @param idealEcho by step: overlap of the states with and without the perturbation
         * @param noisyEcho fidelity of the noisy state to the perturbed one
         * @param growth by step: how far apart two neighbouring starts of the classical top are, of what they were
         */
        public record Series(
                StartState start,
                double[][] ideal,
                double[][] noisy,
                double[][] measured,
                double[] errors,
                double[] idealEcho,
                double[] noisyEcho,
                double[] growth) {}

        /** Root mean square over the operators of means in time less microcanonical ones, by step. */
        public double[] deviation(double[][] means) {
            int steps = means.length == 0 ? 0 : means[0].length;
            return IntStream.range(0, steps)
                    .mapToDouble(step -> {
                        double sum = 0;
                        for (int k = 0; k < means.length; k++) {
                            double off = means[k][step]
                                    - MicrocanonicalState.expectation(
                                            plan.operators().get(k));
                            sum += off * off / means.length;
                        }
                        return Math.sqrt(sum);
                    })
                    .toArray();
        }
    }

    private static final int MOST_UNASKED_QUBITS = 4;
    private static final double PERTURBATION = 0.05;

    /** An operator from a start. */
    private record OfOperator(Result result, Series series, int operator) {

        PauliString string() {
            return result.plan().operators().get(operator);
        }

        double last(double[][] means) {
            return means.length == 0 ? Double.NaN : means[operator][means[operator].length - 1];
        }
    }

    /** A start with its result, and deviations by step. */
    private record OfStart(Result result, Series series, double[] ideal, double[] noisy, double[] measured) {

        static OfStart of(Result result, Series series) {
            return new OfStart(
                    result,
                    series,
                    result.deviation(series.ideal()),
                    result.deviation(series.noisy()),
                    result.deviation(series.measured()));
        }
    }

    private static final Fields<OfOperator> OPERATOR = Fields.<OfOperator>of()
            .text("operator", "a Pauli string", of -> of.string().letters())
            .number(
                    "microcanonical",
                    "",
                    "its mean over the symmetric subspace",
                    of -> MicrocanonicalState.expectation(of.string()))
            .number(
                    "ideal",
                    "",
                    "its mean over steps 0 to `to-step` without noise",
                    of -> of.last(of.series().ideal()))
            .number(
                    "noisy",
                    "",
                    "likewise with the device's noise",
                    of -> of.last(of.series().noisy()))
            .number(
                    "measured",
                    "",
                    "likewise of counts; absent without `shots`",
                    of -> of.last(of.series().measured()))
            .onlyIf(of -> of.series().measured().length > 0)
            .number(
                    "error",
                    "",
                    "of counting; absent without `shots`",
                    of -> of.series().errors()[of.operator()])
            .onlyIf(of -> of.series().measured().length > 0);

    private static final Fields<OfStart> SERIES = Fields.<OfStart>of()
            .object("initial", of -> of.series().start(), SharedFields.START)
            .objects("operators", ErgodicityType::operators, OPERATOR)
            .numbers(
                    "ideal-deviation",
                    "",
                    "by step N: root mean square over the operators of the mean over 0 to N less the microcanonical one",
                    OfStart::ideal)
            .numbers("noisy-deviation", "", "likewise", OfStart::noisy)
            .numbers("measured-deviation", "", "likewise, counting errors included", OfStart::measured)
            .onlyIf(of -> of.series().measured().length > 0)
            .numbers(
                    "ideal-echo",
                    "",
                    "Loschmidt echo by step: overlap squared of the states with kappa and with kappa + `perturbation`",
                    of -> of.series().idealEcho())
            .numbers(
                    "noisy-echo",
                    "",
                    "fidelity of the noisy state to the ideal one with kappa + `perturbation`",
                    of -> of.series().noisyEcho())
            .numbers(
                    "classical-growth",
                    "",
                    "by step: distance of two neighbouring starts of the classical top, of what it was; `null` for a start"
                            + " that is no spin coherent state",
                    of -> of.series().growth());

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .count(
                    "to-step",
                    "the last step averaged over",
                    result -> result.plan().toStep())
            .number(
                    "perturbation",
                    "",
                    "of kappa, for the echo",
                    result -> result.plan().perturbation())
            .objects("series", ErgodicityType::starts, SERIES);

    private static final List<Table<Result>> TABLES = List.of(
            Table.of(
                    "",
                    "an operator from a start",
                    ErgodicityType::allOperators,
                    Fields.<OfOperator>of()
                            .text(
                                    "label",
                                    "name of the start",
                                    of -> of.series().start().label())
                            .include(of -> of, OPERATOR)),
            Table.of(
                    "steps",
                    "a step from a start",
                    result -> starts(result).stream()
                            .flatMap(of -> Place.all(of, of.ideal().length).stream())
                            .toList(),
                    Fields.<Place<OfStart>>of()
                            .text(
                                    "label",
                                    "name of the start",
                                    at -> at.of().series().start().label())
                            .count("step", "of the circuit", Place::index)
                            .include(
                                    at -> at,
                                    SERIES.only(
                                                    "ideal-deviation",
                                                    "noisy-deviation",
                                                    "measured-deviation",
                                                    "ideal-echo",
                                                    "noisy-echo",
                                                    "classical-growth")
                                            .byPlace())));

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new ErgodicityType();

    private ErgodicityType() {
        super(
                "ergodicity",
                "Time averages of operators beside their averages over the microcanonical states, and a Loschmidt echo.",
                Plan.class,
                Result.class,
                FIELDS,
                TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return new ErgodicityAnalysis(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        StartState.Reader.requireKickedTop(analysis, header.setup());
        int qubits = header.setup().circuit().qubits();
        List<PauliString> operators = operators(analysis, qubits);
        List<StartState> starts = StartState.Reader.several(analysis.optional("initial-states"), header.setup());
        Optional<Integer> toStep = StartState.Reader.stepOrLast(analysis, "to-step", header.setup());
        OptionalLong shots = ShotsReader.read(analysis.optional("shots"), OptionalLong.empty());
        double perturbation =
                analysis.optional("perturbation").number(Rule.NUMBER).orElse(PERTURBATION);
        return toStep.filter(step -> !operators.isEmpty() && !starts.isEmpty())
                .map(step -> new Plan(header, operators, starts, step, shots, perturbation));
    }

    /** All strings but the identity where none are named and there are few. */
    private static List<PauliString> operators(MappingReader analysis, int qubits) {
        ValueReader value =
                qubits > MOST_UNASKED_QUBITS ? analysis.required("operators") : analysis.optional("operators");
        Set<PauliString> operators = new LinkedHashSet<>();
        if (!value.isPresent()) {
            for (int index = 1; index < 1 << (2 * qubits) && qubits <= MOST_UNASKED_QUBITS; index++) {
                StringBuilder letters = new StringBuilder();
                for (int q = 0; q < qubits; q++) {
                    letters.append("IXYZ".charAt(index >> (2 * (qubits - 1 - q)) & 3));
                }
                operators.add(new PauliString(letters.toString()));
            }
            return List.copyOf(operators);
        }
        List<ValueReader> items = value.items();
        if (items.isEmpty()) {
            value.reject("list at least one Pauli string");
        }
        for (ValueReader item : items) {
            item.text().ifPresent(text -> {
                if (!text.matches("[IXYZ]{" + qubits + "}") || text.matches("I+")) {
                    item.reject("be a Pauli string of " + qubits + " letters, not all I");
                } else if (!operators.add(new PauliString(text))) {
                    item.problem("asks for `" + text + "` a second time");
                }
            });
        }
        return List.copyOf(operators);
    }

    @Override
    protected double numbers(Plan plan) {
        return 3.0 * plan.starts().size() * (plan.operators().size() + 3) * (plan.toStep() + 1);
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
        List<org.strangenoise.figures.LineChart.Series> deviations = new ArrayList<>();
        List<org.strangenoise.figures.LineChart.Series> echoes = new ArrayList<>();
        for (int k = 0; k < result.series().size(); k++) {
            Series series = result.series().get(k);
            String start = result.series().size() == 1 ? "" : MeritText.name(series.start()) + ", ";
            Samples steps =
                    Samples.linear(0, result.plan().toStep(), result.plan().toStep() + 1);
            deviations.add(curve(start + "ideal", steps, result.deviation(series.ideal()), Style.dashed(k)));
            deviations.add(curve(start + "noisy", steps, result.deviation(series.noisy()), Style.solid(k)));
            if (series.measured().length > 0) {
                deviations.add(curve(start + "measured", steps, result.deviation(series.measured()), Style.points(k)));
            }
            echoes.add(curve(start + "ideal", steps, series.idealEcho(), Style.dashed(k)));
            echoes.add(curve(start + "noisy", steps, series.noisyEcho(), Style.solid(k)));
        }
        return List.of(new Figure(
                result.plan().id(),
                "Ergodicity",
                String.format(
                        Locale.ROOT,
                        "Above: root mean square, over %d operators, of their means over steps 0 to N less those over the"
                                + " microcanonical states%s. Below: Loschmidt echo, the overlap of the states with kappa and"
                                + " with kappa + %s.",
                        result.plan().operators().size(),
                        ParameterText.atKappa(result.plan().setup()),
                        result.plan().perturbation()),
                Width.SINGLE_COLUMN,
                List.of(
                        Row.of(
                                48,
                                LineChart.of(
                                        "",
                                        Axis.stepNumber(),
                                        Axis.of("deviation from the microcanonical mean"),
                                        deviations)),
                        Row.of(
                                48,
                                LineChart.of(
                                        "",
                                        Axis.stepNumber(),
                                        Axis.of("Loschmidt echo").withRange(0, 1.02),
                                        echoes))),
                Sharing.NOTHING));
    }

    private static org.strangenoise.figures.LineChart.Series curve(String label, Samples x, double[] y, Style style) {
        return org.strangenoise.figures.LineChart.Series.of(label, x, Samples.of(y), style);
    }

    @Override
    protected List<Report.TextTable> reportTables(Result result) {
        return result.series().stream()
                .map(series -> OPERATOR.inReport()
                        .columns("operator", "microcanonical", "ideal", "noisy", "measured", "error")
                        .table(
                                "Means over steps 0 to " + result.plan().toStep() + ", starting from "
                                        + MeritText.name(series.start()),
                                operators(OfStart.of(result, series))))
                .toList();
    }

    @Override
    protected Optional<String> answer(Result result) {
        Series series = result.series().get(0);
        int last = result.plan().toStep();
        return Optional.of(String.format(
                Locale.ROOT,
                "means over steps 0 to %d are off the microcanonical ones by %.4f ideally, %.4f with noise",
                last,
                result.deviation(series.ideal())[last],
                result.deviation(series.noisy())[last]));
    }

    private static List<OfStart> starts(Result result) {
        return result.series().stream()
                .map(series -> OfStart.of(result, series))
                .toList();
    }

    private static List<OfOperator> operators(OfStart of) {
        List<OfOperator> all = new ArrayList<>();
        for (int k = 0; k < of.result().plan().operators().size(); k++) {
            all.add(new OfOperator(of.result(), of.series(), k));
        }
        return all;
    }

    private static List<OfOperator> allOperators(Result result) {
        return starts(result).stream().flatMap(of -> operators(of).stream()).toList();
    }
}
