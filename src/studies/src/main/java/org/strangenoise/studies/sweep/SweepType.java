package org.strangenoise.studies.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.strangenoise.figures.Figure;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.Fields.Place;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.experiment.ConfidenceBands;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** One observable over one or two parameters. */
public final class SweepType extends AnalysisType<SweepType.Plan, SweepType.Result> {

    /**
     * One observable over one or two parameters.
     *
     * @param contours values of the observable whose lines are drawn over a map
     * @param ideal whether the ideal values are read too; if not, they are NaN
     */
    public record Plan(
            Header header,
            List<StudyParameter.SweepAxis> over,
            String observable,
            Observable quantity,
            int step,
            StartState start,
            List<Double> contours,
            boolean ideal)
            implements AnalysisPlan {
        public Plan {
            over = List.copyOf(over);
            contours = List.copyOf(contours);
        }

        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return with(header.withSeed(seed));
        }

        @Override
        public Optional<AnalysisPlan> withParametersOf(Setup setup) {
            boolean good = over.stream().allMatch(axis -> axis.refusal(setup).isEmpty());
            return good ? Optional.of(with(header.withSetup(setup))) : Optional.empty();
        }

        @Override
        public AnalysisPlan forFields(Set<String> names) {
            return new Plan(header, over, observable, quantity, step, start, contours, names.contains("ideal"));
        }

        private Plan with(Header newHeader) {
            return new Plan(newHeader, over, observable, quantity, step, start, contours, ideal);
        }
    }

    /**
     * One observable over one or two parameters.
     *
     * @param ideal by value of the first parameter, then of the second (one column if there is only one)
     * @param noisy likewise
     * @param band of the noisy values of one parameter; empty for two, and where none was drawn
     * @param pulses that drive qubits of more than two levels, point by point
     */
    public record Result(
            Plan plan,
            double[][] ideal,
            double[][] noisy,
            Optional<ConfidenceBands.Band> band,
            List<PulseAt> pulses,
            Method method,
            List<String> warnings)
            implements AnalysisResult {

        /**
         * A pulse at a point.
         *
         * @param at the values of the parameters, one or two
         * @param found what its calibration found there
         */
        public record PulseAt(List<Double> at, Pulses.Found found) {
            public PulseAt {
                at = List.copyOf(at);
            }
        }

        /** True if there is one parameter, so that values are a curve. */
        boolean isCurve() {
            return plan.over().size() == 1;
        }
    }

    private static final Fields<Result.PulseAt> PULSE = Fields.<Result.PulseAt>of()
            .numbers(
                    "at",
                    "the parameters'",
                    "values of the parameters at which the pulse was calibrated",
                    pulse ->
                            pulse.at().stream().mapToDouble(Double::doubleValue).toArray())
            .include(Result.PulseAt::found, SharedFields.PULSE);

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .text("observable", "what is shown", result -> result.plan().observable())
            .count("at-step", "after which step", result -> result.plan().step())
            .objects("over", result -> result.plan().over(), SharedFields.AXIS)
            .numbers(
                    "ideal",
                    "the observable's",
                    "by value of the first parameter, then of the second if there are two",
                    result -> column(result.ideal()))
            .onlyIf(Result::isCurve)
            .rows("ideal", "the observable's", "likewise", Result::ideal)
            .onlyIf(result -> !result.isCurve())
            .numbers("noisy", "the observable's", "likewise", result -> column(result.noisy()))
            .onlyIf(Result::isCurve)
            .rows("noisy", "the observable's", "likewise", Result::noisy)
            .onlyIf(result -> !result.isCurve())
            .optional("band", Result::band, SharedFields.BAND)
            .objects("pulses", Result::pulses, PULSE)
            .onlyIf(result -> !result.pulses().isEmpty());

    /** A point of a sweep: the first parameter's place, and the second's, or 0. */
    private record Point(Result of, int i, int j) {

        static Stream<Point> all(Result result) {
            return IntStream.range(0, result.ideal().length)
                    .boxed()
                    .flatMap(i -> IntStream.range(0, result.ideal()[i].length).mapToObj(j -> new Point(result, i, j)));
        }

        List<Object> values() {
            List<StudyParameter.SweepAxis> over = of.plan().over();
            List<Object> values = new ArrayList<>(
                    List.of(Table.Csv.parameter(over.get(0).values().get(i))));
            if (over.size() == 2) {
                values.add(Table.Csv.parameter(over.get(1).values().get(j)));
            }
            return values;
        }
    }

    private static final List<Table<Result>> TABLES = List.of(
            Table.each(
                    "",
                    "a value, or pair of values, of the parameters, which have a column each",
                    Point::all,
                    Table.Columns.<Result, Point>of()
                            .named(
                                    new Fields.Documented(
                                            "<address>", "the parameter's", "of the parameter at this address"),
                                    result -> result.plan().over().stream()
                                            .map(axis -> axis.parameter().address())
                                            .toList(),
                                    Point::values)
                            .fields(Fields.<Point>of()
                                    .number(
                                            "ideal",
                                            "the observable's",
                                            "without noise",
                                            at -> at.of().ideal()[at.i()][at.j()])
                                    .number(
                                            "noisy",
                                            "the observable's",
                                            "with noise",
                                            at -> at.of().noisy()[at.i()][at.j()]))),
            Table.each(
                            "bands",
                            "a value of the parameter; only with bands",
                            result -> Place.all(
                                    result, result.band().orElseThrow().low().length)
                                    .stream(),
                            Table.Columns.<Result, Place<Result>>of()
                                    .named(
                                            new Fields.Documented(
                                                    "<address>", "the parameter's", "of the parameter at this address"),
                                            result -> List.of(result.plan()
                                                    .over()
                                                    .get(0)
                                                    .parameter()
                                                    .address()),
                                            at -> List.of(Table.Csv.parameter(at.of()
                                                    .plan()
                                                    .over()
                                                    .get(0)
                                                    .values()
                                                    .get(at.index()))))
                                    .fields(Fields.<Place<Result>>of()
                                            .include(
                                                    at -> new Place<>(
                                                            at.of().band().orElseThrow(), at.index()),
                                                    SharedFields.BAND.byPlace())))
                    .onlyIf(result -> result.band().isPresent()),
            Table.sometimes(
                    "calibration",
                    "a pulse on more than two levels and what its calibration found at a point",
                    result -> Optional.of(result.pulses()).filter(found -> !found.isEmpty()),
                    PULSE));

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new SweepType();

    private SweepType() {
        super("sweep", "One observable over one or two parameters.", Plan.class, Result.class, FIELDS, TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return new SweepAnalysis(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        List<StudyParameter.SweepAxis> axes = new ArrayList<>();
        ValueReader overValue = analysis.required("over");
        try (MappingReader over = overValue.mapping()) {
            for (ValueReader value : over.values()) {
                StudyParameter.SweepAxis.readSettable(value, header.setup()).ifPresent(axes::add);
            }
            if (over.mapping().isPresent()
                    && (over.mapping().get().entries().isEmpty()
                            || over.mapping().get().entries().size() > 2)) {
                overValue.reject("name one or two parameters");
            }
        }
        ValueReader observableValue = analysis.required("observable");
        Optional<Observable> quantity = ObservableNames.read(observableValue, false, header.setup());
        ValueReader stepValue = analysis.optional("at-step");
        int step = stepValue.isPresent()
                ? StartState.Reader.step(stepValue, header.setup()).orElse(0)
                : header.setup().circuit().steps();
        StartState start = StartState.Reader.initialState(analysis, header.setup());
        ValueReader contoursValue = analysis.optional("contours");
        List<Double> contours =
                contoursValue.list(item -> item.number(Rule.FINITE)).orElse(List.of());
        if (contoursValue.isPresent() && axes.size() == 1) {
            contoursValue.problem("are lines of a map, which needs two parameters in `over`");
        }
        return quantity.filter(o -> !axes.isEmpty())
                .map(o -> new Plan(header, axes, observableValue.text().orElseThrow(), o, step, start, contours, true));
    }

    @Override
    protected double numbers(Plan plan) {
        return 2
                * plan.over().stream().mapToDouble(axis -> axis.values().size()).reduce(1, (a, b) -> a * b);
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
        return SweepFigures.of(result);
    }

    private static double[] column(double[][] values) {
        return Arrays.stream(values).mapToDouble(row -> row[0]).toArray();
    }
}
