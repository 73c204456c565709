package org.strangenoise.budget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.strangenoise.budget.LeastSquaresFit.Free;
import org.strangenoise.budget.LeastSquaresFit.Prediction;
import org.strangenoise.math.NumberText;

/**
 * The decay {@code amplitude exp(-rate t - (gaussianRate t)^2) + offset} that is nearest to some values by least
 * squares.
 *
 * @param amplitude at time 0, above the offset
 * @param rate 1/s
 * @param gaussianRate 1/s; 0 for a decay without memory
 * @param offset what is left in the end
 * @param deviation root mean square of the residuals
 * @param rateError standard error of the rate, from the residuals; infinite if they do not determine it
 * @param span seconds from 0 to the last value
 * @param outcome whether these numbers mean anything
 */
public record DecayFit(
        double amplitude,
        double rate,
        double gaussianRate,
        double offset,
        double deviation,
        double rateError,
        double span,
        Outcome outcome) {

    /** What a fit is worth. */
    public enum Outcome {
        /** The values decay so. */
        DECAY,
        /** The values do not change: there is only a least time in which they might decay. */
        NO_DECAY,
        /** The values do something else: the nearest curve of this form misses them. */
        MISSED
    }

    /** What the values may fall by, relative to their size, and still count as constant. */
    private static final double CONSTANT = 1e-9;

    /** Root mean square of the residuals, relative to the largest value, above which a fit is none. */
    private static final double MISSES = 0.1;

    /** How many times nearer an offset must bring the curve to be taken where nobody asked for one. */
    private static final double MUCH_NEARER = 10;

    /**
     * Fits values at some times, with or without a Gaussian part. The offset is 0 where that meets the values; where a
     * free one meets them ten times better, as for a population that relaxes to its equilibrium, it is free.
     */
    public static DecayFit of(double[] times, double[] values, boolean gaussian) {
        DecayFit without = withOffset(times, values, gaussian, 0);
        double size = largest(values);
        if (without.outcome() == Outcome.NO_DECAY || without.deviation() <= CONSTANT * size || values.length < 5) {
            return without;
        }
        DecayFit with = withFreeOffset(times, values, gaussian);
        boolean better = with.outcome() == Outcome.DECAY && MUCH_NEARER * with.deviation() < without.deviation();
        return better ? with : without;
    }

    /** As {@link #of}, to a given offset. */
    public static DecayFit withOffset(double[] times, double[] values, boolean gaussian, double offset) {
        double[] above = Arrays.stream(values).map(v -> v - offset).toArray();
        return fit(times, above, gaussian, false, offset, largest(values));
    }

    /** As {@link #of}, the offset found with the rest. */
    public static DecayFit withFreeOffset(double[] times, double[] values, boolean gaussian) {
        return fit(times, values, gaussian, true, 0, largest(values));
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    private static DecayFit fit(
            double[] times, double[] values, boolean gaussian, boolean freeOffset, double given, double size) {
        double longest = Arrays.stream(times).max().orElse(0);
        double spread = Arrays.stream(values).max().orElse(0)
                - Arrays.stream(values).min().orElse(0);
        if (!(longest > 0 && size > 0) || spread <= CONSTANT * size) {
            return new DecayFit(
                    values.length == 0 ? 0 : values[0],
                    0,
                    0,
                    given,
                    0,
                    Double.POSITIVE_INFINITY,
                    longest,
                    Outcome.NO_DECAY);
        }
        double[] scaled = Arrays.stream(times).map(t -> t / longest).toArray();
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        double unbounded = Double.MAX_VALUE;
        double last = freeOffset ? values[values.length - 1] : 0;
        List<Free> free = new ArrayList<>();
        free.add(new Free("amplitude", values[0] - last, -unbounded, unbounded, size, Double.NaN, Double.NaN));
        free.add(new Free("rate", 1, 0, unbounded, 1, Double.NaN, Double.NaN));
        if (gaussian) {
            free.add(new Free("square", 1, 0, unbounded, 1, Double.NaN, Double.NaN));
        }
        if (freeOffset) {
            free.add(new Free("offset", last, -unbounded, unbounded, size, Double.NaN, Double.NaN));
        }
        List<double[]> starts = new ArrayList<>();
        for (double rate : new double[] {0.1, 1, 5}) {
            double[] start = new double[free.size()];
            start[0] = values[0] - last;
            start[1] = rate;
            if (gaussian) {
                start[2] = rate;
            }
            if (freeOffset) {
                start[start.length - 1] = last;
            }
            starts.add(start);
        }
        LeastSquaresFit.Fit fit =
                new LeastSquaresFit(p -> model(scaled, p, gaussian, freeOffset), free, values, ones).fit(starts);
        double[] found = fit.parameters();
        double deviation = Math.sqrt(fit.chiSquare() / values.length);
        double perPoint = fit.degrees() > 0 ? Math.sqrt(fit.chiSquare() / fit.degrees()) : 0;
        double square = gaussian ? found[2] : 0;
        Outcome outcome = deviation > MISSES * size
                ? Outcome.MISSED
                : found[1] + square <= CONSTANT ? Outcome.NO_DECAY : Outcome.DECAY;
        return new DecayFit(
                found[0],
                found[1] / longest,
                Math.sqrt(square) / longest,
                given + (freeOffset ? found[found.length - 1] : 0),
                deviation,
                fit.error(1) * perPoint / longest,
                longest,
                outcome);
    }

    /** Parameters: amplitude, rate, perhaps the Gaussian rate's square, perhaps the offset. */
    private static Prediction model(double[] times, double[] parameters, boolean gaussian, boolean offset) {
        double[] values = new double[times.length];
        double[][] jacobian = new double[times.length][parameters.length];
        for (int k = 0; k < times.length; k++) {
            double t = times[k];
            double square = gaussian ? parameters[2] : 0;
            double decay = StrictMath.exp(-parameters[1] * t - square * t * t);
            double falling = parameters[0] * decay;
            values[k] = falling + (offset ? parameters[parameters.length - 1] : 0);
            jacobian[k][0] = decay;
            jacobian[k][1] = -t * falling;
            if (gaussian) {
                jacobian[k][2] = -t * t * falling;
            }
            if (offset) {
                jacobian[k][parameters.length - 1] = 1;
            }
        }
        return new Prediction(values, jacobian);
    }

    /** The decay at a time. */
    public double at(double seconds) {
        double slow = gaussianRate * seconds;
        return amplitude * StrictMath.exp(-rate * seconds - slow * slow) + offset;
    }

    /** What there is to say of numbers that mean nothing; empty for a decay. */
    public Optional<String> remark() {
        return switch (outcome) {
            case DECAY -> Optional.empty();
            case NO_DECAY ->
                Optional.of(
                        "no decay within the record of " + NumberText.seconds(span) + ": only a least time is known");
            case MISSED ->
                Optional.of(String.format(
                        Locale.ROOT,
                        "no decay of this form: the nearest one misses the values by %.2g (root mean square)",
                        deviation));
        };
    }

    /** The least time that a decay too small to be seen may have; NaN where a time is known or nothing is. */
    public double leastTime() {
        return outcome == Outcome.NO_DECAY ? span / CONSTANT : Double.NaN;
    }

    /** Standard error of {@link #time}; NaN where that has none. */
    public double timeError() {
        double error = rateError / (rate * rate);
        return outcome == Outcome.DECAY && Double.isFinite(error) ? error : Double.NaN;
    }

    /** Seconds in which the exponential part decays to 1/e; infinite if there is none, NaN if there is no decay. */
    public double time() {
        return outcome == Outcome.DECAY ? 1 / rate : Double.NaN;
    }

    /** Seconds in which the Gaussian part decays to 1/e; infinite if there is none, NaN if there is no decay. */
    public double gaussianTime() {
        return outcome == Outcome.DECAY ? 1 / gaussianRate : Double.NaN;
    }

    /** The average infidelity of a one-qubit gate whose twirled noise shrinks the Bloch vector as this decay does. */
    public double errorPerGate(double gateSeconds) {
        return outcome == Outcome.MISSED ? Double.NaN : -StrictMath.expm1(-rate * gateSeconds) / 2;
    }
}
