package org.strangenoise.budget;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.optim.univariate.UnivariatePointValuePair;

/**
 * Where a function of one parameter takes a target value: the range is scanned, extrema that come close to the target
 * between the scanned values are refined, and every change of sign is closed in on by Brent's method. Positive ranges
 * are scanned in equal ratios, and up to infinity in equal steps of 1/x beyond.
 *
 * @param roots ascending
 * @param brackets the neighbours around each root, scanned values or refined extrema
 * @param bestAt the value that comes closest to the target, where there is no root
 * @param best the function there
 */
public record RootSearch(List<Double> roots, List<double[]> brackets, double bestAt, double best) {

    private static final int SCAN = 80;
    private static final int MAX_EVALUATIONS = 200;

    /** Relative distance to which the edge of the allowed values is found. */
    private static final double EDGE_WIDTH = 1e-14;

    /** Differences of the function that are no rounding. */
    private static final double ROUNDING = 1e-13;

    /** A value this close to the target is one that only rounding keeps from it. */
    private static final double REACHED = 1e-12;

    /** How far from an end, as a share of the first interval, the function is asked whether it improves inwards. */
    private static final double INWARDS = 1e-4;

    /**
     * Searches a range.
     *
     * @param f may refuse values by an IllegalArgumentException: they are left out of the range, whose edges there are
     *     found by bisection
     * @param high may be infinite
     */
    public static RootSearch of(DoubleUnaryOperator f, double target, double low, double high) {
        List<double[]> scanned = new ArrayList<>();
        double before = Double.NaN;
        boolean wasAllowed = false;
        for (double value : scan(low, high)) {
            OptionalDouble distance = distance(f, target, value);
            boolean isAllowed = distance.isPresent();
            if (!Double.isNaN(before) && isAllowed != wasAllowed) {
                edge(f, target, isAllowed ? value : before, isAllowed ? before : value, hasReciprocal(low))
                        .ifPresent(scanned::add);
            }
            distance.ifPresent(d -> scanned.add(new double[] {value, d}));
            before = value;
            wasAllowed = isAllowed;
        }
        if (scanned.isEmpty()) {
            throw new IllegalArgumentException("no value from " + low + " to " + high + " is allowed");
        }
        return between(f, target, scanned, hasReciprocal(low));
    }

    /** True of what is positive and no subnormal, so that it can be searched by 1/x. */
    private static boolean hasReciprocal(double low) {
        return low >= Double.MIN_NORMAL;
    }

    /** The function's distance from the target; empty where it refuses the value. */
    private static OptionalDouble distance(DoubleUnaryOperator f, double target, double value) {
        try {
            return OptionalDouble.of(f.applyAsDouble(value) - target);
        } catch (IllegalArgumentException outside) {
            return OptionalDouble.empty();
        }
    }

    /** The last allowed point on the way to a value that the function refuses; empty if the first is the last. */
    private static Optional<double[]> edge(
            DoubleUnaryOperator f, double target, double allowed, double refused, boolean reciprocal) {
        double inside = reciprocal ? 1 / allowed : allowed;
        double outside = reciprocal ? 1 / refused : refused;
        Optional<double[]> last = Optional.empty();
        while (Math.abs(outside - inside) > EDGE_WIDTH * Math.max(Math.abs(inside), Math.abs(outside))) {
            double middle = inside + (outside - inside) / 2;
            double value = reciprocal ? 1 / middle : middle;
            OptionalDouble distance = distance(f, target, value);
            if (distance.isPresent()) {
                last = Optional.of(new double[] {value, distance.getAsDouble()});
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return last;
    }

    /**
     * Searches between values at which the function is known.
     *
     * @param values ascending
     * @param known the function there; NaN where it refuses
     */
    public static RootSearch among(DoubleUnaryOperator f, double target, double[] values, double[] known) {
        List<double[]> scanned = new ArrayList<>();
        for (int k = 0; k < values.length; k++) {
            if (!Double.isNaN(known[k])) {
                scanned.add(new double[] {values[k], known[k] - target});
            }
        }
        return scanned.isEmpty()
                ? new RootSearch(List.of(), List.of(), Double.NaN, Double.NaN)
                : between(f, target, scanned, hasReciprocal(values[0]));
    }

    /** @param scanned ascending pairs of a value and the function's distance from the target there */
    private static RootSearch between(
            DoubleUnaryOperator f, double target, List<double[]> scanned, boolean reciprocal) {
        DoubleUnaryOperator coordinate = x -> reciprocal ? 1 / x : x;
        DoubleUnaryOperator distance = u -> f.applyAsDouble(coordinate.applyAsDouble(u)) - target;
        List<double[]> points = withExtrema(distance, coordinate, scanned);
        List<Double> roots = new ArrayList<>();
        List<double[]> brackets = new ArrayList<>();
        double[] best = points.get(0);
        for (int k = 0; k < points.size(); k++) {
            double[] here = points.get(k);
            best = Math.abs(here[1]) < Math.abs(best[1]) - ROUNDING ? here : best;
            if (here[1] == 0) {
                roots.add(here[0]);
                brackets.add(new double[] {here[0], here[0]});
            } else if (k > 0 && points.get(k - 1)[1] * here[1] < 0) {
                double[] interval = interval(points.get(k - 1), here, coordinate);
                double size = Math.max(Math.abs(interval[0]), Math.abs(interval[1]));
                BrentSolver solver = new BrentSolver(1e-15, 1e-15 * size, 1e-15);
                roots.add(coordinate.applyAsDouble(
                        solver.solve(MAX_EVALUATIONS, distance::applyAsDouble, interval[0], interval[1])));
                brackets.add(new double[] {points.get(k - 1)[0], here[0]});
            }
        }
        if (roots.isEmpty() && Math.abs(best[1]) <= REACHED) {
            roots.add(best[0]);
            brackets.add(new double[] {best[0], best[0]});
        }
        return new RootSearch(roots, brackets, best[0], best[1] + target);
    }

    /** The scanned points, and between them the extrema at which the function comes closer to the target. */
    private static List<double[]> withExtrema(
            DoubleUnaryOperator distance, DoubleUnaryOperator coordinate, List<double[]> scanned) {
        List<double[]> points = new ArrayList<>(scanned);
        int last = scanned.size() - 1;
        for (int k = 0; k <= last && last > 0; k++) {
            double[] here = scanned.get(k);
            double[] before = scanned.get(Math.max(0, k - 1));
            double[] after = scanned.get(Math.min(last, k + 1));
            double sign = Math.signum(here[1]);
            double rise = Math.min(sign * before[1], sign * after[1]) - sign * here[1];
            double largerRise = Math.max(sign * before[1], sign * after[1]) - sign * here[1];
            double rounding = ROUNDING * Math.max(1, Math.abs(here[1]));
            double[] interval = interval(before, after, coordinate);
            if (sign == 0 || rise < 0 || largerRise <= rounding || !Double.isFinite(interval[1] - interval[0])) {
                continue;
            }
            DoubleUnaryOperator closeness = u -> closeness(distance, sign, u);
            if (k == 0 || k == last) {
                double end = coordinate.applyAsDouble(here[0]);
                double inside = end + INWARDS * (interval[0] + interval[1] - 2 * end);
                if (closeness.applyAsDouble(inside) >= sign * here[1]) {
                    continue;
                }
            }
            UnivariatePointValuePair extremum = new BrentOptimizer(
                            1e-10, 1e-12 * Math.max(Math.abs(interval[0]), Math.abs(interval[1])))
                    .optimize(
                            new MaxEval(MAX_EVALUATIONS),
                            GoalType.MINIMIZE,
                            new UnivariateObjectiveFunction(closeness::applyAsDouble),
                            new SearchInterval(interval[0], interval[1]));
            if (extremum.getValue() < sign * here[1] - rounding) {
                points.add(new double[] {coordinate.applyAsDouble(extremum.getPoint()), sign * extremum.getValue()});
            }
        }
        points.sort(Comparator.comparingDouble(point -> point[0]));
        return points;
    }

    /** The distance from the target on one side of it; infinite where the function refuses the value. */
    private static double closeness(DoubleUnaryOperator distance, double sign, double u) {
        try {
            return sign * distance.applyAsDouble(u);
        } catch (IllegalArgumentException outside) {
            return Double.POSITIVE_INFINITY;
        }
    }

    /** Two points' coordinates, the lower first. */
    private static double[] interval(double[] a, double[] b, DoubleUnaryOperator coordinate) {
        double first = coordinate.applyAsDouble(a[0]);
        double second = coordinate.applyAsDouble(b[0]);
        return new double[] {Math.min(first, second), Math.max(first, second)};
    }

    private static List<Double> scan(double low, double high) {
        List<Double> values = new ArrayList<>();
        boolean open = Double.isInfinite(high);
        double last = open ? low * 1e6 : high;
        for (int k = 0; k <= SCAN; k++) {
            double x = (double) k / SCAN;
            values.add(
                    k == SCAN
                            ? last
                            : hasReciprocal(low) ? low * StrictMath.pow(last / low, x) : low + (last - low) * x);
        }
        if (open) {
            values.add(Double.POSITIVE_INFINITY);
        }
        return values;
    }

    /** The root nearest to a value in ratio, or in difference where values may be negative. */
    public OptionalDouble nearest(double value) {
        return roots.stream()
                .mapToDouble(Double::doubleValue)
                .boxed()
                .min(Comparator.comparingDouble(
                        r -> r > 0 && value > 0 ? Math.abs(StrictMath.log(r / value)) : Math.abs(r - value)))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }
}
