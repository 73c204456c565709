package org.strangenoise.studies.contour;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.contour.ContourType.Plan.EqualStarts;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.MeritExperiments;
import org.strangenoise.studies.experiment.MeritGradient;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/**
 * The figure of merit over two parameters, the line where it has a level, and the point of a second condition: samples
 * are the points of the map, row by row, and when those are known one more, which follows the line between them.
 */
final class ContourAnalysis implements PreparedAnalysis<ContourAnalysis.Row, ContourType.Result> {

    private static final double STEP = 1e-4;
    private static final int MAX_ITERATIONS = 60;

    /** Simulations to find a point of the line, roughly. */
    private static final double RUNS_PER_ROOT = 10;

    /**
     * What a sample finds.
     *
     * @param value at a point of the map; NaN where no device has both values
     * @param line after the points; null at them
     */
    record Row(double value, @Nullable Line line) {}

    /**
     * The level between the points.
     *
     * @param branches each of points (x, y)
     * @param point where the second condition holds too; empty if nowhere
     */
    record Line(double deviceValue, List<List<double[]>> branches, List<double[]> firstOrder, double[] point) {}

    private final ContourType.Plan plan;
    private final SimulationOptions options;
    private final MeritExperiments experiments;
    private final Method method;
    private final Pulses pulses;
    private final double seconds;

    ContourAnalysis(ContourType.Plan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options.withSeed(plan.header().seeds().of(0));
        this.experiments = new MeritExperiments(plan.merit(), this.options);
        List<Experiment> own = experiments.of(plan.setup());
        this.method = experiments.check(own);
        this.pulses = Pulses.of(own.get(0));
        double line = Math.min(plan.x().values().size(), plan.y().values().size()) * RUNS_PER_ROOT;
        experiments.checkTime(
                plan.setup(), own, 2, points() + line, "fewer qubits, steps, initial-states or values of `over`");
        this.seconds = experiments.seconds(own);
    }

    private int points() {
        return plan.x().values().size() * plan.y().values().size();
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public int samples(List<Row> complete) {
        return complete.isEmpty() ? points() : points() + 1;
    }

    @Override
    public boolean hasOneRound() {
        return false;
    }

    @Override
    public double secondsPerSample() {
        return seconds;
    }

    @Override
    public List<Row> rows(int from, int to, List<Row> complete, TaskWatch watch) {
        return complete.isEmpty()
                ? watch.each(from, to, options.threads() > 1, k -> {
                    int columns = plan.x().values().size();
                    double x = plan.x().values().get(k % columns);
                    double y = plan.y().values().get(k / columns);
                    return new Row(value(x, y), null);
                })
                : watch.each(from, to, false, k -> new Row(Double.NaN, line(values(complete))));
    }

    private double[][] values(List<Row> rows) {
        int columns = plan.x().values().size();
        double[][] values = new double[plan.y().values().size()][columns];
        for (int k = 0; k < points(); k++) {
            values[k / columns][k % columns] = rows.get(k).value();
        }
        return values;
    }

    private Line line(double[][] values) {
        double deviceX = plan.x().parameter().mean(plan.setup());
        double deviceY = plan.y().parameter().mean(plan.setup());
        List<List<double[]>> branches = LevelLine.branches(
                (x, y) -> experiments.noisyValue(at(plan.setup(), x, y)),
                plan.level(),
                plan.x().values().stream().mapToDouble(Double::doubleValue).toArray(),
                plan.y().values().stream().mapToDouble(Double::doubleValue).toArray(),
                values,
                options.threads() > 1);
        return new Line(
                experiments.noisyValue(plan.setup()),
                branches,
                firstOrder(deviceX, deviceY),
                plan.equal()
                        .flatMap(equal -> point(experiments::noisyValue, equal, deviceX, deviceY))
                        .orElse(new double[0]));
    }

    @Override
    public ContourType.Result assemble(List<Row> rows) {
        double deviceX = plan.x().parameter().mean(plan.setup());
        double deviceY = plan.y().parameter().mean(plan.setup());
        double[][] values = values(rows);
        Line line = Objects.requireNonNull(rows.get(points()).line());
        boolean isPoint = line.point().length > 0;
        return new ContourType.Result(
                plan,
                values,
                new double[] {deviceX, deviceY},
                line.deviceValue(),
                line.branches(),
                line.firstOrder(),
                isPoint ? Optional.of(line.point()) : Optional.empty(),
                pulses,
                method,
                warnings(deviceX, deviceY, values, line.branches().isEmpty(), !isPoint));
    }

    /** The figure of merit, NaN where no device can have both values or its detunings cannot be averaged. */
    private double value(double x, double y) {
        try {
            return experiments.trustedValue(at(plan.setup(), x, y));
        } catch (IllegalArgumentException unphysical) {
            return Double.NaN;
        }
    }

    private Setup at(Setup setup, double x, double y) {
        return StudyParameter.setAll(setup, parameters(), new double[] {x, y});
    }

    private List<double[]> firstOrder(double deviceX, double deviceY) {
        if (!Double.isFinite(deviceX) || !Double.isFinite(deviceY)) {
            return List.of();
        }
        double[] slopes = MeritGradient.of(at(plan.setup(), deviceX, deviceY), plan.merit(), parameters(), options)
                .derivatives();
        return LevelLine.FirstOrder.points(
                plan.x(), plan.y(), new double[] {deviceX, deviceY}, plan.level() - value(deviceX, deviceY), slopes);
    }

    private List<String> warnings(double deviceX, double deviceY, double[][] values, boolean noLine, boolean noPoint) {
        List<String> warnings = new ArrayList<>();
        DoubleSummaryStatistics range = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .filter(v -> !Double.isNaN(v))
                .summaryStatistics();
        if (range.getCount() == 0) {
            warnings.add(
                    "no point of the map has a value: no device can have both values there, or its detunings cannot"
                            + " be averaged");
        } else if (noLine && range.getMin() == plan.level() && range.getMax() == plan.level()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the %s is %.6g all over the map, which has no line",
                    plan.merit().name(),
                    plan.level()));
        } else if (noLine) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the level %.6g lies nowhere on the map: the %s there goes from %.6g to %.6g",
                    plan.level(),
                    plan.merit().name(),
                    range.getMin(),
                    range.getMax()));
        }
        if (plan.equal().isPresent() && noPoint && range.getCount() > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "no point was found at which the %s is %.6g and the two values of the %s are equal; on the map the"
                            + " %s goes from %.6g to %.6g",
                    plan.merit().name(),
                    plan.level(),
                    plan.equal().get().merit().name(),
                    plan.merit().name(),
                    range.getMin(),
                    range.getMax()));
        }
        boolean differ = parameters().stream()
                .anyMatch(p -> p.eachQubit(plan.setup()).stream()
                                .mapToDouble(q -> q.get(plan.setup()))
                                .distinct()
                                .count()
                        > 1);
        if (differ) {
            warnings.add("the device's qubits differ, but a place of the map gives all of them the same values: the"
                    + " device is marked at the mean of their rates, "
                    + plan.x().parameter().text(deviceX) + " and "
                    + plan.y().parameter().text(deviceY));
        }
        return warnings;
    }

    private List<StudyParameter> parameters() {
        return List.of(plan.x().parameter(), plan.y().parameter());
    }

    /** d f / d ln of one coordinate. */
    private double slope(ToDoubleFunction<Setup> f, double x, double y, boolean alongX) {
        double up = StrictMath.exp(STEP);
        Setup high = alongX ? at(plan.setup(), x * up, y) : at(plan.setup(), x, y * up);
        Setup low = alongX ? at(plan.setup(), x / up, y) : at(plan.setup(), x, y / up);
        return (f.applyAsDouble(high) - f.applyAsDouble(low)) / (2 * STEP);
    }

    /** Newton's method in ln x and ln y for level and equality together, from the device. */
    private Optional<double[]> point(ToDoubleFunction<Setup> merit, EqualStarts equal, double deviceX, double deviceY) {
        double x = begin(deviceX, plan.x());
        double y = begin(deviceY, plan.y());
        try {
            return x > 0 && y > 0 ? newton(merit, equal, x, y) : Optional.empty();
        } catch (IllegalArgumentException unphysical) {
            return Optional.empty();
        }
    }

    /** The device's value, or the middle of the axis where the device has none. */
    private static double begin(double device, StudyParameter.SweepAxis axis) {
        return Double.isFinite(device)
                ? device
                : axis.values().get(axis.values().size() / 2);
    }

    private Optional<double[]> newton(ToDoubleFunction<Setup> merit, EqualStarts equal, double x0, double y0) {
        double x = x0;
        double y = y0;
        for (int i = 0; i < MAX_ITERATIONS; i++) {
            double a = merit.applyAsDouble(at(plan.setup(), x, y)) - plan.level();
            double b = difference(equal, x, y);
            if (Math.abs(a) < 1e-11 && Math.abs(b) < 1e-11) {
                return Optional.of(new double[] {x, y});
            }
            double ax = slope(merit, x, y, true);
            double ay = slope(merit, x, y, false);
            double up = StrictMath.exp(STEP);
            double bx = (difference(equal, x * up, y) - difference(equal, x / up, y)) / (2 * STEP);
            double by = (difference(equal, x, y * up) - difference(equal, x, y / up)) / (2 * STEP);
            double determinant = ax * by - ay * bx;
            if (determinant == 0) {
                return Optional.empty();
            }
            x *= StrictMath.exp(limited((ay * b - a * by) / determinant));
            y *= StrictMath.exp(limited((bx * a - ax * b) / determinant));
        }
        return Optional.empty();
    }

    private static double limited(double step) {
        return Math.max(-0.5, Math.min(0.5, step));
    }

    /** The observable of the first start minus that of the second. */
    private double difference(EqualStarts equal, double x, double y) {
        Setup setup = at(equal.setup(), x, y);
        double[] values = new double[2];
        for (int k = 0; k < 2; k++) {
            FigureOfMerit one = new FigureOfMerit(
                    equal.merit().name(),
                    equal.merit().observable(),
                    equal.merit().step(),
                    List.of(equal.merit().starts().get(k)));
            values[k] = new MeritExperiments(one, options).noisyValue(setup);
        }
        return values[0] - values[1];
    }
}
