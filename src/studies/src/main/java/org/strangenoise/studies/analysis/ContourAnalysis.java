package org.strangenoise.studies.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.config.AnalysisPlan.SweepAxis;
import org.strangenoise.studies.config.BudgetPlan;
import org.strangenoise.studies.config.BudgetPlan.EqualStarts;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;

/** The figure of merit over two parameters, the line where it has a level, and the point of a second condition. */
final class ContourAnalysis implements Analysis {

    private static final double STEP = 1e-4;
    private static final int MAX_ITERATIONS = 60;

    /** Simulations to find a point of the line, roughly. */
    private static final double RUNS_PER_ROOT = 10;

    private final BudgetPlan.Contour plan;
    private final SimulationOptions options;
    private final MeritExperiments experiments;

    ContourAnalysis(BudgetPlan.Contour plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        this.experiments = new MeritExperiments(plan.merit(), options);
    }

    @Override
    public void check() {
        experiments.check(plan.setup());
        double points = plan.x().values().size() * (double) plan.y().values().size();
        double line = Math.min(plan.x().values().size(), plan.y().values().size()) * RUNS_PER_ROOT;
        experiments.checkTime(
                plan.setup(), 2, points + line, "fewer qubits, steps, initial-states or values of `over`");
    }

    @Override
    public BudgetResult.Contour run() {
        List<Double> xs = plan.x().values();
        List<Double> ys = plan.y().values();
        double[][] values = new double[ys.size()][xs.size()];
        IntStream points = IntStream.range(0, xs.size() * ys.size());
        (options.threads() > 1 ? points.parallel() : points).forEach(k -> {
            int row = k / xs.size();
            int column = k % xs.size();
            values[row][column] = value(xs.get(column), ys.get(row));
        });
        double deviceX = mean(plan.x().parameter());
        double deviceY = mean(plan.y().parameter());
        List<List<double[]>> line = LevelLine.branches(
                (x, y) -> experiments.noisyValue(at(plan.setup(), x, y)),
                plan.level(),
                xs.stream().mapToDouble(Double::doubleValue).toArray(),
                ys.stream().mapToDouble(Double::doubleValue).toArray(),
                values,
                options.threads() > 1);
        ToDoubleFunction<Setup> merit = experiments::noisyValue;
        double deviceValue = experiments.noisyValue(plan.setup());
        Optional<double[]> point = plan.equal().flatMap(equal -> point(merit, equal, deviceX, deviceY));
        return new BudgetResult.Contour(
                plan,
                values,
                new double[] {deviceX, deviceY},
                deviceValue,
                line,
                firstOrder(deviceX, deviceY),
                point,
                experiments.check(plan.setup()),
                warnings(deviceX, deviceY, values, line.isEmpty(), point.isEmpty()));
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
        List<Double> slopes = new SensitivityAnalysis(
                        new BudgetPlan.Sensitivities(plan.header(), plan.merit(), parameters(), 1), options)
                .derivatives(at(plan.setup(), deviceX, deviceY), plan.merit(), parameters());
        return FirstOrderLine.points(
                plan.x(),
                plan.y(),
                new double[] {deviceX, deviceY},
                plan.level() - value(deviceX, deviceY),
                new double[] {slopes.get(0), slopes.get(1)});
    }

    /** The device's value; for all qubits at once the mean of theirs, of rates where the parameter is a time. */
    private double mean(StudyParameter parameter) {
        double sum = 0;
        List<StudyParameter> each = parameter.eachQubit(plan.setup());
        for (StudyParameter one : each) {
            double value = one.get(plan.setup());
            sum += (FirstOrderLine.isRate(one) ? 1 / value : value) / each.size();
        }
        return FirstOrderLine.isRate(parameter) ? 1 / sum : sum;
    }

    private List<String> warnings(double deviceX, double deviceY, double[][] values, boolean noLine, boolean noPoint) {
        List<String> warnings = new ArrayList<>();
        DoubleSummaryStatistics range = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .filter(v -> !Double.isNaN(v))
                .summaryStatistics();
        if (noLine && range.getMin() == plan.level() && range.getMax() == plan.level()) {
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
        if (plan.equal().isPresent() && noPoint) {
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
    private static double begin(double device, SweepAxis axis) {
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
