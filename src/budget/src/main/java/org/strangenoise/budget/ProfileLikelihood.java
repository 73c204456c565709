package org.strangenoise.budget;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.strangenoise.budget.LeastSquaresFit.Fit;
import org.strangenoise.budget.LeastSquaresFit.Free;

/**
 * How fast chi^2 rises as one parameter leaves its best value while all others are fitted again. Where the rise is 1
 * ends the interval that covers 68% of truths for any model of normal errors whose parameter some function turns into
 * one that acts linearly (Venzon and Moolgavkar, Applied Statistics 37, 87 (1988)); an interval from the covariance
 * needs the parameter itself to act linearly.
 *
 * @param values of the parameter, at {@link #AT_ERRORS} of its standard deviations from the best one; none where the
 *     fit does not determine it
 * @param rise of chi^2 there; NaN beyond what is allowed
 * @param low where the rise is 1 below the best value; NaN where it stays less up to the bound
 * @param high the same above
 */
public record ProfileLikelihood(double[] values, double[] rise, double low, double high) {

    /** Distances from the best value in standard deviations. */
    public static final List<Double> AT_ERRORS =
            IntStream.rangeClosed(-6, 6).mapToObj(k -> k / 2.0).toList();

    /** The rise of chi^2 at the ends of a 68% interval. */
    public static final double RISE = 1;

    private static final double STEP = 0.5;

    /** Farther than this, in standard deviations, an end is not looked for. */
    private static final double FARTHEST = 3000;

    private static final int HALVINGS = 30;

    /** An end is known to this part of the interval that it was first found in. */
    private static final double RESOLUTION = 1e-10;

    private static final int MAX_EVALUATIONS = 60;

    /** Points that a curve through known ones goes through. */
    private static final int NEAREST = 4;

    /** So near the end of an interval, in roots of the rise, the curve through known points tells it to rounding. */
    private static final double NEAR = 1e-5;

    /** The profile of one parameter of a fit. */
    public static ProfileLikelihood of(LeastSquaresFit problem, Fit fit, int parameter) {
        if (!Double.isFinite(fit.error(parameter))) {
            return new ProfileLikelihood(new double[0], new double[0], Double.NaN, Double.NaN);
        }
        Refits refits = new Refits(problem, fit, parameter);
        double[] values = new double[AT_ERRORS.size()];
        double[] rise = new double[values.length];
        int middle = values.length / 2;
        for (int distance = 0; distance <= middle; distance++) {
            for (int k : new int[] {middle - distance, middle + distance}) {
                values[k] = refits.at(AT_ERRORS.get(k));
                rise[k] = refits.rise(values[k]);
            }
        }
        return new ProfileLikelihood(values, rise, refits.end(-1), refits.end(1));
    }

    /** Fits with the parameter held, each begun from what the nearest ones before it found. */
    private static final class Refits {

        private final LeastSquaresFit problem;
        private final Fit fit;
        private final int parameter;
        private final LeastSquaresFit.Minimum found;
        private final Map<Double, LeastSquaresFit.Minimum> known = new TreeMap<>();

        Refits(LeastSquaresFit problem, Fit fit, int parameter) {
            this.problem = problem;
            this.fit = fit;
            this.parameter = parameter;
            this.found = new LeastSquaresFit.Minimum(fit.parameters(), fit.chiSquare());
            known.put(best(), found);
        }

        double best() {
            return fit.parameters()[parameter];
        }

        double at(double distance) {
            return best() + distance * fit.error(parameter);
        }

        double rise(double value) {
            Free free = problem.free(parameter);
            if (value < free.low() || value > free.high()) {
                return Double.NaN;
            }
            LeastSquaresFit.Minimum held = known.get(value);
            if (held == null) {
                held = least(problem.held(start(value), parameter, value), value);
                known.put(value, held);
            }
            return held.chiSquare() - fit.chiSquare();
        }

        /** From the nearest minimum as it is where that is lower: a curve through minima at bounds may lead far off. */
        private LeastSquaresFit.Minimum least(LeastSquaresFit.Minimum followed, double value) {
            double[] nearest = minimum(nearest(value).get(0)).parameters();
            if (!(problem.chiSquareHeld(nearest, parameter, value) < followed.chiSquare())) {
                return followed;
            }
            double[] start = nearest.clone();
            start[parameter] = value;
            LeastSquaresFit.Minimum stayed = problem.held(start, parameter, value);
            return stayed.chiSquare() < followed.chiSquare() ? stayed : followed;
        }

        /**
         * The other parameters as they followed this one through the nearest minima; with only one of these, as the
         * covariance says.
         */
        private double[] start(double value) {
            List<Double> nearest = nearest(value);
            double[] start = minimum(nearest.get(0)).parameters().clone();
            double[] covariance = fit.covariance()[parameter];
            for (int i = 0; i < start.length; i++) {
                int other = i;
                start[i] = nearest.size() == 1
                        ? start[i] + covariance[i] / covariance[parameter] * (value - nearest.get(0))
                        : through(
                                nearest.stream().mapToDouble(v -> v).toArray(),
                                nearest.stream()
                                        .mapToDouble(v -> minimum(v).parameters()[other])
                                        .toArray(),
                                value);
            }
            start[parameter] = value;
            return start;
        }

        private LeastSquaresFit.Minimum minimum(double value) {
            return Objects.requireNonNull(known.get(value));
        }

        /** The nearest values whose minimum is known, the nearest first. */
        private List<Double> nearest(double value) {
            return known.keySet().stream()
                    .filter(v -> Double.isFinite(minimum(v).chiSquare()))
                    .sorted(Comparator.comparingDouble(v -> Math.abs(v - value)))
                    .limit(NEAREST)
                    .toList();
        }

        /** The polynomial of least degree through some points. */
        private static double through(double[] x, double[] y, double at) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                double weight = y[i];
                for (int k = 0; k < x.length; k++) {
                    weight *= k == i ? 1 : (at - x[k]) / (x[i] - x[k]);
                }
                sum += weight;
            }
            return sum;
        }

        /** Where the rise is 1 on one side; NaN where nothing allowed reaches it. */
        double end(int side) {
            Free free = problem.free(parameter);
            double bound = side < 0 ? free.low() : free.high();
            double inside = best();
            for (double distance = STEP; distance <= FARTHEST; distance += Math.max(STEP, distance - 3)) {
                double outside = at(side * distance);
                boolean last = side * (outside - bound) >= 0;
                outside = last ? bound : outside;
                double rise = rise(outside);
                if (Double.isNaN(rise)) {
                    return endBeforeRefusal(inside, outside);
                }
                if (rise >= RISE) {
                    return root(inside, outside);
                }
                if (last) {
                    return Double.NaN;
                }
                inside = outside;
            }
            return Double.NaN;
        }

        /** The end between an allowed value and one that the other parameters do not allow. */
        private double endBeforeRefusal(double allowed, double refused) {
            double inside = allowed;
            double outside = refused;
            for (int k = 0; k < HALVINGS; k++) {
                double middle = (inside + outside) / 2;
                double rise = rise(middle);
                if (rise >= RISE) {
                    return root(inside, middle);
                }
                inside = Double.isNaN(rise) ? inside : middle;
                outside = Double.isNaN(rise) ? middle : outside;
            }
            return Double.NaN;
        }

        /**
         * The root of the rise is nearly a straight line of the value: where it is 1, by curves through known points.
         */
        private double root(double inside, double outside) {
            double low = inside;
            double high = outside;
            for (int k = 0;
                    k < MAX_EVALUATIONS && Math.abs(high - low) > RESOLUTION * Math.abs(outside - inside);
                    k++) {
                // Halves now and then, whatever the curve: a jump of the profile may mislead it.
                double guess = k % 4 == 3 ? (low + high) / 2 : crossing(low, high);
                double beyond = rootOfRise(guess) - Math.sqrt(RISE);
                if (Math.abs(beyond) < NEAR) {
                    double end = curve(high);
                    return Math.abs(end - guess) < NEAR * Math.abs(guess - best()) * 2 ? end : guess;
                }
                if (beyond < 0) {
                    low = guess;
                } else {
                    high = guess;
                }
            }
            return (low + high) / 2;
        }

        private double rootOfRise(double value) {
            return Math.sqrt(Math.max(0, rise(value)));
        }

        /** Where the curve has an end, if that is between two values; else their middle. */
        private double crossing(double low, double high) {
            double guess = curve(high);
            return (guess - low) * (guess - high) <= 0 ? guess : (low + high) / 2;
        }

        /** Where the curve through the known points nearest to an end, on the side of a value, has it. */
        private double curve(double side) {
            List<Double> near = known.keySet().stream()
                    .filter(v -> (v - best()) * (side - best()) > 0
                            && Double.isFinite(minimum(v).chiSquare()))
                    .sorted(Comparator.comparingDouble(v -> Math.abs(rootOfRise(v) - Math.sqrt(RISE))))
                    .limit(NEAREST)
                    .toList();
            return through(
                    near.stream().mapToDouble(this::rootOfRise).toArray(),
                    near.stream().mapToDouble(v -> v).toArray(),
                    Math.sqrt(RISE));
        }
    }
}
