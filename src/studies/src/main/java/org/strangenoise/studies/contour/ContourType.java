package org.strangenoise.studies.contour;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;
import org.strangenoise.math.NumberText;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisPlan.Header;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.analysis.Fields;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.SharedFields;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.contour.ContourType.Plan.EqualStarts;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.ParameterText;
import org.strangenoise.yaml.MappingReader;
import org.strangenoise.yaml.Rule;
import org.strangenoise.yaml.ValueReader;
import org.strangenoise.yaml.YamlSequence;

/** A number over two parameters, and where it has a level. */
public final class ContourType extends AnalysisType<ContourType.Plan, ContourType.Result> {

    /**
     * The figure of merit over two parameters, and where it has a level.
     *
     * @param x the horizontal axis
     * @param y the vertical axis
     * @param level the value whose line is drawn
     * @param equal a second condition, which picks one point of the line
     */
    public record Plan(
            Header header,
            FigureOfMerit merit,
            StudyParameter.SweepAxis x,
            StudyParameter.SweepAxis y,
            double level,
            Optional<EqualStarts> equal)
            implements AnalysisPlan.OfMerit {
        @Override
        public AnalysisType<Plan, Result> type() {
            return TYPE;
        }

        @Override
        public AnalysisPlan withSeed(long seed) {
            return new Plan(header.withSeed(seed), merit, x, y, level, equal);
        }

        /**
         * Two starts give an observable the same value.
         *
         * @param merit of exactly two starts
         * @param setup of these runs
         */
        public record EqualStarts(FigureOfMerit merit, Setup setup) {}
    }

    /**
     * A map with a level.
     *
     * @param values {@code [y][x]}
     * @param device x and y of the study's device
     * @param deviceValue the figure of merit there
     * @param line branches of the level, each of points (x, y) in their order; a closed one ends where it begins
     * @param firstOrder points of the level on the map if the figure of merit were linear in 1/x and 1/y
     * @param point where the second condition holds too
     * @param pulses that drive qubits of more than two levels of the study's device
     */
    public record Result(
            Plan plan,
            double[][] values,
            double[] device,
            double deviceValue,
            List<List<double[]>> line,
            List<double[]> firstOrder,
            Optional<double[]> point,
            Pulses pulses,
            Method method,
            List<String> warnings)
            implements AnalysisResult {}

    private static final int CONTOUR_POINTS = 25;
    private static final int MAX_CONTOUR_POINTS = 201;

    private static final Fields<Result> FIELDS = Fields.<Result>of()
            .include(result -> result.plan().merit(), SharedFields.MERIT)
            .objects("over", result -> List.of(result.plan().x(), result.plan().y()), SharedFields.AXIS)
            .number(
                    "level",
                    "of f",
                    "the value whose line is drawn",
                    result -> result.plan().level())
            .numbers("device", "the parameters'", "[x, y] of the device", Result::device)
            .number("device-value", "of f", "f there", Result::deviceValue)
            .rows(
                    "values",
                    "of f",
                    "f [y][x]; `null` where no device can have both values, or its detunings cannot be averaged",
                    Result::values)
            .rowLists(
                    "line",
                    "the parameters'",
                    "[branch][point][x, y] where f has the level, in order along each branch; a closed one ends where"
                            + " it begins",
                    result -> result.line().stream()
                            .map(branch -> branch.toArray(double[][]::new))
                            .toList())
            .rows(
                    "first-order-line",
                    "the parameters'",
                    "[x, y] of points on the map where the tangent plane at the device has the level",
                    result -> result.firstOrder().toArray(double[][]::new))
            .object(
                    "equal",
                    result -> result,
                    Fields.<Result>of()
                            .text(
                                    "observable",
                                    "what two starts have in common; absent if not asked",
                                    result -> result.plan()
                                            .equal()
                                            .orElseThrow()
                                            .merit()
                                            .name())
                            .count(
                                    "at-step",
                                    "after which step",
                                    result -> result.plan()
                                            .equal()
                                            .orElseThrow()
                                            .merit()
                                            .step())
                            .numbers(
                                    "point",
                                    "the parameters'",
                                    "[x, y] of the point of the line where they do; `null`s if there is none",
                                    result -> result.point().orElse(new double[] {Double.NaN, Double.NaN})))
            .onlyIf(result -> result.plan().equal().isPresent())
            .include(Result::pulses, SharedFields.PULSES);

    private static final List<Table<Result>> TABLES = List.of(
            Table.each(
                    "",
                    "x, y and f of a point of the map",
                    ContourType::map,
                    parameters(Table.Columns.<Result, Point>of())
                            .named(
                                    new Fields.Documented("<observable>", "the observable's", "f at the point"),
                                    ContourType::f,
                                    Point::value)),
            Table.each(
                    "line",
                    "x and y of a point of the line, and its branch from 0",
                    ContourType::line,
                    parameters(Table.Columns.<Result, Point>of()
                            .fields(Fields.<Point>of().count("branch", "of the line, from 0", Point::branch)))),
            Table.each(
                    "first-order-line",
                    "x and y of a point of the line",
                    result -> result.firstOrder().stream().map(point -> Point.of(0, point)),
                    parameters(Table.Columns.of())),
            Table.each(
                    "points",
                    "x, y and f of the point `device`, or `equal`, at which f is the level",
                    ContourType::points,
                    parameters(Table.Columns.<Result, Point>of()
                                    .fields(Fields.<Point>of().text("point", "`device` or `equal`", Point::name)))
                            .named(
                                    new Fields.Documented("<observable>", "the observable's", "f at the point"),
                                    ContourType::f,
                                    Point::value)
                            .fields(Fields.<Point>of().number("level", "of f", "the level asked for", Point::level))),
            SharedFields.pulses(Result::pulses));

    /** The one instance. */
    public static final AnalysisType<Plan, Result> TYPE = new ContourType();

    private ContourType() {
        super(
                "contour",
                "A number over two parameters, and where it has a level.",
                Plan.class,
                Result.class,
                FIELDS,
                TABLES);
    }

    @Override
    protected PreparedAnalysis<?, Result> prepare(Plan plan, SimulationOptions options) {
        return new ContourAnalysis(plan, options);
    }

    @Override
    public Optional<Plan> read(MappingReader analysis, Header header) {
        Optional<FigureOfMerit> merit = FigureOfMerit.read(analysis, header.setup());
        Optional<Double> level = analysis.required("level").number(FigureOfMerit.valueOf(merit, header.setup()));
        Optional<List<StudyParameter.SweepAxis>> axes = axes(analysis.optional("over"), header);
        ValueReader equalValue = analysis.optional("equal");
        Optional<EqualStarts> equal = equalStarts(equalValue, header);
        return merit.filter(m -> equal.isPresent() || !equalValue.isPresent())
                .flatMap(m -> level.flatMap(l -> axes.map(a -> new Plan(header, m, a.get(0), a.get(1), l, equal))));
    }

    /** The two axes; empty with a problem if these cannot span a map. */
    private static Optional<List<StudyParameter.SweepAxis>> axes(ValueReader value, Header header) {
        if (!value.isPresent()) {
            return Optional.of(List.of(times(header, "device.qubits.*.T1"), times(header, "device.qubits.*.Tphi")));
        }
        List<StudyParameter.SweepAxis> axes = new ArrayList<>();
        try (MappingReader over = value.mapping()) {
            List<ValueReader> named = over.values();
            for (ValueReader each : named) {
                StudyParameter.SweepAxis.read(each, header.setup())
                        .filter(a -> isGrid(each, a))
                        .ifPresent(axes::add);
            }
            if (over.mapping().isPresent() && named.size() != 2) {
                value.problem("must name two parameters with 2 to " + MAX_CONTOUR_POINTS + " values each, but names "
                        + (named.isEmpty() ? "none" : named.size() + ": " + names(named)));
                return Optional.empty();
            }
        }
        if (axes.size() != 2
                || StudyParameter.Twins.refuse(
                        value,
                        axes.stream().map(StudyParameter.SweepAxis::parameter).toList(),
                        header.setup())) {
            return Optional.empty();
        }
        if (!hasAnyPlace(header.setup(), axes)) {
            value.problem("names no two values that the study can take together");
            return Optional.empty();
        }
        return Optional.of(axes);
    }

    private static String names(List<ValueReader> values) {
        return values.stream().map(v -> "`" + v.name() + "`").collect(Collectors.joining(", "));
    }

    private static boolean hasAnyPlace(Setup setup, List<StudyParameter.SweepAxis> axes) {
        List<StudyParameter> parameters =
                axes.stream().map(StudyParameter.SweepAxis::parameter).toList();
        for (double x : axes.get(0).values()) {
            for (double y : axes.get(1).values()) {
                try {
                    StudyParameter.setAll(setup, parameters, new double[] {x, y});
                    return true;
                } catch (IllegalArgumentException unphysical) {
                    // Such places of the map stay empty.
                }
            }
        }
        return false;
    }

    /** Records a problem unless the values can be the axis of a map. */
    private static boolean isGrid(ValueReader value, StudyParameter.SweepAxis axis) {
        List<Double> values = axis.values();
        if (values.size() < 2 || values.size() > MAX_CONTOUR_POINTS) {
            String held = values.size() == 1 ? ", " + axis.parameter().text(values.get(0)) : "";
            value.problem("must hold 2 to " + MAX_CONTOUR_POINTS + " values, but holds " + values.size() + held);
            return false;
        }
        for (int k = 0; k < values.size(); k++) {
            double before = k == 0 ? Double.NEGATIVE_INFINITY : values.get(k - 1);
            if (!(values.get(k) > before) || Double.isInfinite(values.get(k))) {
                List<ValueReader> items = value.node().orElse(null) instanceof YamlSequence ? value.items() : List.of();
                (items.isEmpty() ? value : items.get(k)).reject("be finite and above the value before it");
                return false;
            }
        }
        return true;
    }

    private static StudyParameter.SweepAxis times(Header header, String address) {
        List<Double> values = new ArrayList<>();
        for (int k = 0; k < CONTOUR_POINTS; k++) {
            values.add(1e-6 * StrictMath.pow(20, k / (CONTOUR_POINTS - 1.0)));
        }
        return new StudyParameter.SweepAxis(StudyParameter.resolve(header.setup(), address), values, true);
    }

    private static Optional<EqualStarts> equalStarts(ValueReader value, Header header) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        try (MappingReader equal = value.mapping()) {
            Optional<FigureOfMerit> merit = FigureOfMerit.read(equal, header.setup());
            ValueReader kappaValue = equal.optional("kappa");
            Optional<Setup> setup =
                    kappaValue.isPresent() ? withKappa(kappaValue, header) : Optional.of(header.setup());
            if (merit.isPresent() && merit.get().starts().size() != 2) {
                value.problem("must name exactly two initial-states, whose values are to be equal, but names "
                        + merit.get().starts().size() + ": " + merit.get().startLabels());
                return Optional.empty();
            }
            return merit.flatMap(m -> setup.map(s -> new EqualStarts(m, s)));
        }
    }

    private static Optional<Setup> withKappa(ValueReader value, Header header) {
        return value.number(Rule.FINITE)
                .flatMap(kappa -> StudyParameter.read(value, "circuit.kicked-top.kappa", header.setup())
                        .map(parameter -> parameter.set(header.setup(), kappa)));
    }

    @Override
    protected List<Figure> figures(Result result, List<AnalysisResult> all) {
        return List.of(ContourFigures.map(result));
    }

    @Override
    protected Optional<String> answer(Result result) {
        return Optional.of(line(result.plan().x().parameter(), result.plan().y().parameter(), result));
    }

    private static String line(StudyParameter x, StudyParameter y, Result result) {
        String device = String.format(Locale.ROOT, "%.6f at the device", result.deviceValue());
        return result.point().isEmpty()
                ? device
                : device + "; both conditions at " + x.text(result.point().get()[0]) + ", "
                        + y.text(result.point().get()[1]);
    }

    /**
     * A point of a table.
     *
     * @param x as a cell, as y is
     * @param f the figure of merit there, where it is known
     */
    private record Point(String name, int branch, Object x, Object y, double f, double level) {

        static Point of(int branch, double[] point) {
            return new Point("", branch, point[0], point[1], Double.NaN, Double.NaN);
        }

        List<Object> parameters() {
            return List.of(x, y);
        }

        List<Object> value() {
            return List.of(f);
        }
    }

    private static Table.Columns<Result, Point> parameters(Table.Columns<Result, Point> before) {
        return before.named(
                new Fields.Documented("<address>", "the parameter's", "of the parameter at this address"),
                result -> List.of(
                        result.plan().x().parameter().address(),
                        result.plan().y().parameter().address()),
                Point::parameters);
    }

    private static List<String> f(Result result) {
        return List.of(result.plan().merit().name());
    }

    private static Stream<Point> map(Result result) {
        Plan plan = result.plan();
        return IntStream.range(0, result.values().length)
                .boxed()
                .flatMap(i -> IntStream.range(0, result.values()[i].length)
                        .mapToObj(j -> new Point(
                                "",
                                0,
                                plan.x().values().get(j),
                                plan.y().values().get(i),
                                result.values()[i][j],
                                Double.NaN)));
    }

    private static Stream<Point> line(Result result) {
        return IntStream.range(0, result.line().size())
                .boxed()
                .flatMap(branch -> result.line().get(branch).stream().map(point -> Point.of(branch, point)));
    }

    private static Stream<Point> points(Result result) {
        double level = result.plan().level();
        double[] device = result.device();
        return Stream.concat(
                Stream.of(new Point(
                        "device",
                        0,
                        Table.Csv.parameter(device[0]),
                        Table.Csv.parameter(device[1]),
                        result.deviceValue(),
                        level)),
                result.point().stream().map(point -> new Point("equal", 0, point[0], point[1], level, level)));
    }

    /** A figure of merit over two parameters, with the device, the measured level and the first-order line. */
    static final class ContourFigures {

        private ContourFigures() {}

        static Figure map(ContourType.Result result) {
            StudyParameter.SweepAxis x = result.plan().x();
            StudyParameter.SweepAxis y = result.plan().y();
            double unitX = ParameterText.unit(x);
            double unitY = ParameterText.unit(y);
            List<HeatMap.PointMarker> markers = new ArrayList<>();
            double[] device = result.device();
            if (inside(x, device[0]) && inside(y, device[1])) {
                Style ring = new Style(6, Style.Line.NONE, Style.Marker.CIRCLE);
                markers.add(HeatMap.PointMarker.inLegend(device[0] / unitX, device[1] / unitY, "device", ring, 1.9));
            }
            String equalled = result.plan()
                    .equal()
                    .map(equal -> "equal " + equal.merit().name())
                    .orElse("");
            result.point().filter(p -> inside(x, p[0]) && inside(y, p[1])).ifPresent(p -> {
                Style star = new Style(5, Style.Line.NONE, Style.Marker.STAR);
                markers.add(HeatMap.PointMarker.inLegend(p[0] / unitX, p[1] / unitY, equalled, star, 1));
            });
            List<double[]> linear = result.firstOrder();
            LineChart.Series firstOrder = LineChart.Series.of(
                    "first order",
                    Samples.of(linear.stream().mapToDouble(p -> p[0] / unitX).toArray()),
                    Samples.of(linear.stream().mapToDouble(p -> p[1] / unitY).toArray()),
                    Style.dashed(1));
            HeatMap map = HeatMap.of(
                            MeritText.starts(result.plan().merit()),
                            ParameterText.axis(x),
                            ParameterText.axis(y),
                            ParameterText.samples(x),
                            ParameterText.samples(y),
                            Samples.Grid.of(result.values()),
                            MeritText.atStep(result.plan().merit()))
                    .interpolated()
                    .withContours(List.of(result.plan().level()))
                    .withMarkers(markers)
                    .withCurves(linear.isEmpty() ? List.of() : List.of(firstOrder));
            String equal = result.point().isPresent()
                    ? " At the star the "
                            + result.plan().equal().orElseThrow().merit().name() + " of "
                            + result.plan().equal().orElseThrow().merit().startLabels() + " are equal too."
                    : "";
            return Figure.of(
                    result.plan().id(),
                    result.plan().merit().name() + " over two parameters",
                    "The " + result.plan().merit().name() + " after "
                            + result.plan().merit().step() + " steps ("
                            + result.plan().merit().startLabels()
                            + ") with the line where it is "
                            + NumberText.of(result.plan().level())
                            + " (solid); dashed: the same line to first order, if the "
                            + result.plan().merit().name()
                            + " changed with the rates as it does at the device. Colours are interpolated between "
                            + x.values().size() + " x " + y.values().size()
                            + " values" + (hasHoles(result) ? "; hatched where no device can have both." : ".") + equal,
                    62,
                    map);
        }

        private static boolean hasHoles(ContourType.Result result) {
            return Arrays.stream(result.values())
                    .flatMapToDouble(Arrays::stream)
                    .anyMatch(Double::isNaN);
        }

        private static boolean inside(StudyParameter.SweepAxis axis, double value) {
            return axis.values().get(0) <= value
                    && value <= axis.values().get(axis.values().size() - 1);
        }
    }
}
