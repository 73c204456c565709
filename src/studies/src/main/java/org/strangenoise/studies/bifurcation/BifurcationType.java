package org.strangenoise.studies.bifurcation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.MathText;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.kickedtop.ClassicalKickedTop;
import org.strangenoise.kickedtop.ClassicalKickedTop.FixedPoint;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.bifurcation.BifurcationType.Result.Point;
import org.strangenoise.studies.config.CircuitSource.KickedTopSource;
import org.strangenoise.studies.config.PlainMessage;
import org.strangenoise.studies.config.StartState;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Quantity;
import org.strangenoise.yaml.QuantityKind;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;

/** Fixed points of the classical top and their stability along kappa, and the entropy of the quantum top from there. */
public final class BifurcationType extends AnalysisType<BifurcationType.Plan, BifurcationType.Result> {

    /**
     * Fixed points along kappa.
     *
     * @param kappas ascending
     * @param average steps over which the entropy is averaged
     */
    public record Plan(Header header, double[] kappas, int average) implements AnalysisPlan {

        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public Plan withSeed(long seed) {
            return new Plan(header.withSeed(seed), kappas, average);
        }
    }

    /** The fixed points at every kappa. */
    public record Result(Plan plan, List<Point> points, Method method, List<String> warnings)
            implements AnalysisResult {

        /**
         * A fixed point of the classical top, and what the quantum top makes of a spin coherent state there.
         *
         * @param y component of its unit vector, along the axis of the rotation
         * @param trace of the step's derivative on the tangent plane
         * @param ideal mean one-qubit entropy, mean over the steps
         * @param noisy likewise, with the device's noise
         */
        public record Point(
                double kappa,
                double theta,
                double phi,
                double y,
                double trace,
                boolean stable,
                double ideal,
                double noisy) {}
    }

    private static final int MOST_POINTS = 10_000;

    private static final Fields<Point> POINT = Fields.<Point>of()
            .number("kappa", "", "of the top", Point::kappa)
            .number("theta", "rad", "of a fixed point of the classical top", Point::theta)
            .number("phi", "rad", "likewise", Point::phi)
            .number("y", "", "component of its unit vector along the axis of the rotation", Point::y)
            .number("trace", "", "of the step's derivative there, on the tangent plane", Point::trace)
            .flag("stable", "whether the trace is between -2 and 2", Point::stable)
            .number(
                    "ideal-entropy",
                    "bit",
                    "mean one-qubit entropy of the quantum top from there, mean over steps 1 to `average`",
                    Point::ideal)
            .number("noisy-entropy", "bit", "likewise, with the device's noise", Point::noisy);

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .count(
                    "average",
                    "the last step averaged over",
                    result -> result.plan().average())
            .objects("points", Result::points, POINT);

    private static final List<Table<Result>> TABLES =
            List.of(Table.of("", "a fixed point at a kappa", Result::points, POINT));

    /** A sample is a kappa. */
    private static final class Prepared implements PreparedAnalysis<Prepared.Found, Result> {

        private static final Observable ENTROPY = new Observable.MeanEntropy();

        /** The fixed points of a kappa, and what is to be said. */
        record Found(List<Point> points, List<String> warnings) {}

        private final Plan plan;
        private final SimulationOptions options;
        private final KickedTopSource source;
        private final Experiment first;
        private final SimulatorChoice choice;

        Prepared(Plan plan, SimulationOptions options) {
            this.plan = plan;
            this.options = options.withThreads(1);
            this.source = ((KickedTopSource) plan.setup().circuit()).withSteps(plan.average());
            this.first = at(plan.kappas()[plan.kappas().length - 1], source.initial());
            this.choice = first.noisyChoice(first.noisyTask(List.of(ENTROPY), options));
        }

        private Experiment at(double kappa, InitialState.Product start) {
            return Experiment.of(
                    plan.setup().withCircuit(source.withTop(source.top().withKappa(kappa))), start);
        }

        @Override
        public Class<Found> rowType() {
            return Found.class;
        }

        @Override
        public int samples(List<Found> complete) {
            return plan.kappas().length;
        }

        @Override
        public double secondsPerSample() {
            return 4 * Experiment.RunCost.seconds(first, choice, options);
        }

        @Override
        public List<Found> rows(int from, int to, List<Found> complete, TaskWatch watch) {
            return watch.each(from, to, true, this::found);
        }

        private Found found(int sample) {
            double kappa = plan.kappas()[sample];
            List<Point> points = new ArrayList<>();
            Set<String> warnings = new LinkedHashSet<>();
            for (FixedPoint fixed : new ClassicalKickedTop(kappa, source.top().rotation()).fixedPoints()) {
                Experiment own = at(
                        kappa,
                        InitialState.coherent(
                                source.qubits(),
                                fixed.direction().theta(),
                                fixed.direction().phi()));
                long seed = plan.header().seeds().of(sample);
                SimulationTask ideal = own.idealTask(List.of(ENTROPY), options);
                SimulationTask noisy = own.noisyTask(List.of(ENTROPY), options.withSeed(seed));
                SimulationResult without = own.idealChoice(ideal).simulator().run(ideal, own.initial());
                SimulationResult with = own.noisyChoice(noisy).simulator().run(noisy, own.initial());
                warnings.addAll(with.warnings());
                points.add(new Point(
                        kappa,
                        fixed.direction().theta(),
                        fixed.direction().phi(),
                        ClassicalKickedTop.vector(fixed.direction())[1],
                        fixed.trace(),
                        fixed.isStable(),
                        mean(without),
                        mean(with)));
            }
            return new Found(points, List.copyOf(warnings));
        }

        private static double mean(SimulationResult result) {
            return Arrays.stream(result.scalars(ENTROPY)).skip(1).average().orElse(0);
        }

        @Override
        public Result assemble(List<Found> rows) {
            return new Result(
                    plan,
                    rows.stream().flatMap(row -> row.points().stream()).toList(),
                    Method.of(choice),
                    rows.stream()
                            .flatMap(row -> row.warnings().stream())
                            .distinct()
                            .toList());
        }
    }

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new BifurcationType();

    private BifurcationType() {
        super(
                "bifurcation",
                "Fixed points of the classical top and their stability along kappa, and the entropy of the same starts.",
                Plan.class,
                Result.class,
                FIELDS,
                TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return new Prepared(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        StartState.Reader.requireKickedTop(analysis, header.setup());
        ValueReader value = analysis.required("kappa");
        Optional<double[]> kappas = value.quantities(QuantityKind.NUMBER, Rule.between(-1000, 1000))
                .map(list -> list.stream()
                        .mapToDouble(Quantity::value)
                        .sorted()
                        .distinct()
                        .toArray());
        if (kappas.isPresent() && (kappas.get().length == 0 || kappas.get().length > MOST_POINTS)) {
            value.problem("must hold 1 to " + MOST_POINTS + " values, but holds " + kappas.get().length);
            return Optional.empty();
        }
        Optional<Integer> average = StartState.Reader.stepOrLast(analysis, "average", header.setup());
        if (header.setup().circuit() instanceof KickedTopSource top) {
            try {
                new ClassicalKickedTop(0, top.top().rotation()).fixedPoints();
            } catch (IllegalArgumentException e) {
                analysis.problem("has no isolated fixed points: " + PlainMessage.of(e));
                return Optional.empty();
            }
        }
        return kappas.flatMap(list -> average.map(steps -> new Plan(header, list, steps)));
    }

    @Override
    protected double numbers(Plan plan) {
        return 8.0 * 50 * plan.kappas().length;
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
        Axis kappa = Axis.of(MathText.italic("\u03BA"));
        List<LineChart.Series> where = List.of(
                points(result, true, "stable", Point::y, Style.points(0)),
                points(result, false, "unstable", Point::y, Style.points(1).with(Style.Marker.OPEN_CIRCLE)));
        List<LineChart.Series> entropy = List.of(
                points(
                        result,
                        true,
                        "stable, ideal",
                        Point::ideal,
                        Style.points(2).with(Style.Marker.TRIANGLE)),
                points(
                        result,
                        false,
                        "unstable, ideal",
                        Point::ideal,
                        Style.points(3).with(Style.Marker.OPEN_TRIANGLE)),
                points(result, true, "stable, noisy", Point::noisy, Style.points(0)),
                points(
                        result,
                        false,
                        "unstable, noisy",
                        Point::noisy,
                        Style.points(1).with(Style.Marker.OPEN_CIRCLE)));
        return List.of(new Figure(
                result.plan().id(),
                "Bifurcation",
                String.format(
                        Locale.ROOT,
                        "Above: component along the axis of the rotation of the classical top's fixed points. Below: one-qubit"
                                + " entropy of %d qubits that start in spin coherent states there, mean over %d steps.",
                        result.plan().setup().circuit().qubits(),
                        result.plan().average()),
                Width.SINGLE_COLUMN,
                List.of(
                        Row.of(48, LineChart.of("", kappa, Axis.of(MathText.italic("y")), where)),
                        Row.of(
                                55,
                                LineChart.of(
                                        "", kappa, Axis.of("entropy", "bit").withRange(0, 1), entropy))),
                Sharing.NOTHING));
    }

    private static LineChart.Series points(
            Result result, boolean stable, String label, ToDoubleFunction<Point> value, Style style) {
        List<Point> own =
                result.points().stream().filter(p -> p.stable() == stable).toList();
        return LineChart.Series.of(
                label,
                Samples.of(own.stream().mapToDouble(Point::kappa).toArray()),
                Samples.of(own.stream().mapToDouble(value).toArray()),
                style);
    }
}
