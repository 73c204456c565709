package org.strangenoise.studies.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * Where a function of one parameter takes a target value: the range is scanned, and every change of sign is closed in
 * on by Brent's method. Positive ranges are scanned in equal ratios, and up to infinity in equal steps of 1/x beyond.
 *
 * @param roots ascending
 * @param brackets the scanned neighbours around each root
 * @param bestAt the scanned value closest to the target, where there is no root
 * @param best the function there
 */
public record RootSearch(List<Double> roots, List<double[]> brackets, double bestAt, double best) {

    private static final int SCAN = 80;
    private static final int MAX_EVALUATIONS = 200;

    /**
     * Searches a range.
     *
     * @param f may refuse values by an IllegalArgumentException: they are left out of the range
     * @param high may be infinite
     */
    public static RootSearch of(DoubleUnaryOperator f, double target, double low, double high) {
        List<double[]> scanned = new ArrayList<>();
        for (double value : scan(low, high)) {
            try {
                scanned.add(new double[] {value, f.applyAsDouble(value) - target});
            } catch (IllegalArgumentException outside) {
                // A value that the function refuses belongs to no bracket.
            }
        }
        if (scanned.isEmpty()) {
            throw new IllegalArgumentException("no value from " + low + " to " + high + " is allowed");
        }
        return between(f, target, scanned, low > 0);
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
                : between(f, target, scanned, values[0] > 0);
    }

    private static RootSearch between(
            DoubleUnaryOperator f, double target, List<double[]> scanned, boolean reciprocal) {
        DoubleUnaryOperator toValue = u -> reciprocal ? 1 / u : u;
        List<Double> roots = new ArrayList<>();
        List<double[]> brackets = new ArrayList<>();
        double[] best = scanned.get(0);
        for (int k = 0; k < scanned.size(); k++) {
            double[] here = scanned.get(k);
            best = Math.abs(here[1]) < Math.abs(best[1]) ? here : best;
            if (here[1] == 0) {
                roots.add(here[0]);
                brackets.add(new double[] {here[0], here[0]});
            } else if (k > 0 && scanned.get(k - 1)[1] * here[1] < 0) {
                double a = scanned.get(k - 1)[0];
                double b = here[0];
                double from = reciprocal ? 1 / b : a;
                double to = reciprocal ? 1 / a : b;
                BrentSolver solver = new BrentSolver(1e-15, 1e-15 * Math.max(Math.abs(from), Math.abs(to)), 1e-15);
                roots.add(toValue.applyAsDouble(solver.solve(
                        MAX_EVALUATIONS, u -> f.applyAsDouble(toValue.applyAsDouble(u)) - target, from, to)));
                brackets.add(new double[] {a, b});
            }
        }
        return new RootSearch(roots, brackets, best[0], best[1] + target);
    }

    private static List<Double> scan(double low, double high) {
        List<Double> values = new ArrayList<>();
        boolean open = Double.isInfinite(high);
        double last = open ? low * 1e6 : high;
        for (int k = 0; k <= SCAN; k++) {
            double x = (double) k / SCAN;
            values.add(k == SCAN ? last : low > 0 ? low * Math.pow(last / low, x) : low + (last - low) * x);
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
                .min(java.util.Comparator.comparingDouble(
                        r -> r > 0 && value > 0 ? Math.abs(Math.log(r / value)) : Math.abs(r - value)))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }
}
