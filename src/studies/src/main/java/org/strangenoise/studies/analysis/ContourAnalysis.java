package org.strangenoise.studies.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.budget.RootSearch;
import org.strangenoise.studies.config.BudgetPlan;
import org.strangenoise.studies.config.BudgetPlan.EqualStarts;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;

/** The figure of merit over two parameters, the line where it has a level, and the point of a second condition. */
final class ContourAnalysis implements Analysis {

    private static final double STEP = 1e-4;
    private static final int MAX_ITERATIONS = 60;

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
        experiments.check(
                at(plan.setup(), plan.x().values().get(0), plan.y().values().get(0)));
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
        double deviceX = plan.x().parameter().get(plan.setup());
        double deviceY = plan.y().parameter().get(plan.setup());
        List<double[]> line = new ArrayList<>();
        double[] rows = ys.stream().mapToDouble(v -> v).toArray();
        for (int column = 0; column < xs.size(); column++) {
            int at = column;
            double x = xs.get(column);
            double[] known =
                    IntStream.range(0, rows.length).mapToDouble(r -> values[r][at]).toArray();
            RootSearch.among(y -> experiments.noisyValue(at(plan.setup(), x, y)), plan.level(), rows, known)
                    .roots()
                    .forEach(y -> line.add(new double[] {x, y}));
        }
        ToDoubleFunction<Setup> merit = experiments::noisyValue;
        return new BudgetResult.Contour(
                plan,
                values,
                new double[] {deviceX, deviceY},
                experiments.noisyValue(plan.setup()),
                line,
                firstOrder(merit, deviceX, deviceY),
                plan.equal().flatMap(equal -> point(merit, equal, deviceX, deviceY)),
                experiments.check(plan.setup()),
                List.of());
    }

    /** The figure of merit, NaN where no device can have both values. */
    private double value(double x, double y) {
        Setup setup;
        try {
            setup = at(plan.setup(), x, y);
        } catch (IllegalArgumentException unphysical) {
            return Double.NaN;
        }
        return experiments.noisyValue(setup);
    }

    private Setup at(Setup setup, double x, double y) {
        return StudyParameter.setAll(
                setup, List.of(plan.x().parameter(), plan.y().parameter()), new double[] {x, y});
    }

    /** The level's line if the value were linear in 1/x and 1/y around the device. */
    private List<double[]> firstOrder(ToDoubleFunction<Setup> merit, double deviceX, double deviceY) {
        double value = merit.applyAsDouble(plan.setup());
        double alongX = slope(merit, deviceX, deviceY, true) * deviceX;
        double alongY = slope(merit, deviceX, deviceY, false) * deviceY;
        List<double[]> line = new ArrayList<>();
        for (double x : plan.x().values()) {
            // d f = -alongX d(1/x) - alongY d(1/y), with slopes per ln x and ln y divided by the rates
            double rest = plan.level() - value + alongX * (1 / x - 1 / deviceX);
            double y = 1 / (1 / deviceY - rest / alongY);
            if (y > 0 && Double.isFinite(y)) {
                line.add(new double[] {x, y});
            }
        }
        return line;
    }

    /** d f / d ln of one coordinate. */
    private double slope(ToDoubleFunction<Setup> f, double x, double y, boolean alongX) {
        double up = Math.exp(STEP);
        Setup high = alongX ? at(plan.setup(), x * up, y) : at(plan.setup(), x, y * up);
        Setup low = alongX ? at(plan.setup(), x / up, y) : at(plan.setup(), x, y / up);
        return (f.applyAsDouble(high) - f.applyAsDouble(low)) / (2 * STEP);
    }

    /** Newton's method in ln x and ln y for level and equality together, from the device. */
    private Optional<double[]> point(ToDoubleFunction<Setup> merit, EqualStarts equal, double deviceX, double deviceY) {
        double x = deviceX;
        double y = deviceY;
        for (int i = 0; i < MAX_ITERATIONS; i++) {
            double a = merit.applyAsDouble(at(plan.setup(), x, y)) - plan.level();
            double b = difference(equal, x, y);
            if (Math.abs(a) < 1e-11 && Math.abs(b) < 1e-11) {
                return Optional.of(new double[] {x, y});
            }
            double ax = slope(merit, x, y, true);
            double ay = slope(merit, x, y, false);
            double up = Math.exp(STEP);
            double bx = (difference(equal, x * up, y) - difference(equal, x / up, y)) / (2 * STEP);
            double by = (difference(equal, x, y * up) - difference(equal, x, y / up)) / (2 * STEP);
            double determinant = ax * by - ay * bx;
            if (determinant == 0) {
                return Optional.empty();
            }
            x *= Math.exp(limited((ay * b - a * by) / determinant));
            y *= Math.exp(limited((bx * a - ax * b) / determinant));
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
