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
        /** Only the first of the values is above what is left: their time has an upper bound and no value. */
        OVER,
        /** The values do something else: the nearest curve of this form misses them. */
        MISSED
    }

    /** What the values may fall by, relative to their size, and still count as constant. */
    private static final double CONSTANT = 1e-9;

    /** Root mean square of the residuals, relative to the largest value, above which a fit is none. */
    private static final double MISSES = 0.1;

    /** Likewise, above which the time of a fit is told with a word of caution. */
    private static final double ROUGH = 0.01;

    /** Values of observables below this are the rounding of zero. */
    private static final double ZERO = 1e-12;

    /** What a curve may miss by, relative to its size, and still be met to the rounding of a simulation. */
    private static final double ROUNDING = 1e-14;

    /** What is left of a decay, relative to its size, in which its time can no longer be read for rounding. */
    private static final double OVER = 1e-12;

    /** A part of the decay that takes less than this within the record is none. */
    private static final double NO_PART = 1e-12;

    /** Offsets that no observable can have, as a straight line would find them: larger than 1 and all values. */
    private static final double BEYOND = 1.001;

    /** How many times nearer an offset must bring the curve to be taken where nobody asked for one. */
    private static final double MUCH_NEARER = 10;

    /**
     * Fits values at some times, with or without a Gaussian part. The offset is 0 where that meets the values; where a
     * free one meets them ten times better, as for a population that relaxes to its equilibrium, it is free.
     */
    public static DecayFit of(double[] times, double[] values, boolean gaussian) {
        DecayFit without = withOffset(times, values, gaussian, 0);
        boolean isMet = without.deviation() <= ROUNDING * largest(values);
        int parameters = gaussian ? 4 : 3;
        if (without.outcome() == Outcome.NO_DECAY || isMet || values.length <= parameters) {
            return without;
        }
        DecayFit with = withFreeOffset(times, values, gaussian);
        boolean isPossible = Math.abs(with.offset()) <= BEYOND * Math.max(1, largest(values));
        boolean isFound = with.outcome() == Outcome.DECAY || with.outcome() == Outcome.OVER;
        boolean better = isFound && MUCH_NEARER * with.deviation() < without.deviation();
        return better && isPossible ? with : without;
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
        if (!(longest > 0 && size > ZERO) || spread <= CONSTANT * size) {
            return new DecayFit(
                    size > ZERO ? values[0] : 0, 0, 0, given, 0, Double.POSITIVE_INFINITY, longest, Outcome.NO_DECAY);
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
        LeastSquaresFit search = new LeastSquaresFit(p -> model(scaled, p, gaussian, freeOffset), free, values, ones);
        LeastSquaresFit.Fit fit = search.fit(starts);
        if (freeOffset && Math.sqrt(fit.chiSquare() / values.length) > CONSTANT * size) {
            // A record much shorter or longer than the decay has its valley far from the usual places.
            starts.add(valley(scaled, values, gaussian));
            fit = search.fit(starts);
        }
        double[] found = fit.parameters();
        double deviation = Math.sqrt(fit.chiSquare() / values.length);
        double perPoint = fit.degrees() > 0 ? Math.sqrt(fit.chiSquare() / fit.degrees()) : 0;
        double rate = found[1] > NO_PART ? found[1] : 0;
        double square = gaussian && found[2] > NO_PART ? found[2] : 0;
        // Values that change, but do not fall, are no decay that takes long.
        boolean isMissed = deviation > MISSES * size || (rate + square == 0 && deviation > CONSTANT * size);
        Outcome outcome = isMissed
                ? Outcome.MISSED
                : rate + square == 0
                        ? Outcome.NO_DECAY
                        : isOver(times, values, freeOffset ? values[values.length - 1] : 0)
                                ? Outcome.OVER
                                : Outcome.DECAY;
        return new DecayFit(
                found[0],
                rate / longest,
                Math.sqrt(square) / longest,
                given + (freeOffset ? found[found.length - 1] : 0),
                deviation,
                fit.error(1) * perPoint / longest,
                longest,
                outcome);
    }

    /** Whether all but the values at the first time are the level that is left in the end. */
    private static boolean isOver(double[] times, double[] values, double level) {
        double first = Arrays.stream(times).min().orElse(0);
        double size = 0;
        double left = 0;
        for (int k = 0; k < values.length; k++) {
            double above = Math.abs(values[k] - level);
            if (times[k] == first) {
                size = Math.max(size, above);
            } else {
                left = Math.max(left, above);
            }
        }
        return left <= OVER * size;
    }

    /**
     * Where the curve with an offset comes nearest to the values, by a search over the rate alone: amplitude and offset
     * of each rate are those of linear regression.
     */
    private static double[] valley(double[] times, double[] values, boolean gaussian) {
        double best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (double logarithm = -7; logarithm <= 3; logarithm += 0.25) {
            double squares = regression(times, values, StrictMath.pow(10, logarithm))[2];
            if (squares < least) {
                least = squares;
                best = logarithm;
            }
        }
        double step = 0.25;
        while (step > 1e-12) {
            step *= 0.5;
            for (double near : new double[] {best - step, best + step}) {
                double squares = regression(times, values, StrictMath.pow(10, near))[2];
                if (squares < least) {
                    least = squares;
                    best = near;
                }
            }
        }
        double rate = StrictMath.pow(10, best);
        double[] line = regression(times, values, rate);
        return gaussian ? new double[] {line[0], rate, 0, line[1]} : new double[] {line[0], rate, line[1]};
    }

    /** Amplitude, offset and sum of squares of the nearest curve of some rate. */
    private static double[] regression(double[] times, double[] values, double rate) {
        // By how much the decay has fallen, which keeps its digits where that is little.
        double[] fallen =
                Arrays.stream(times).map(t -> StrictMath.expm1(-rate * t)).toArray();
        double meanFallen = Arrays.stream(fallen).average().orElse(0);
        double meanValue = Arrays.stream(values).average().orElse(0);
        double together = 0;
        double alone = 0;
        for (int k = 0; k < values.length; k++) {
            together += (fallen[k] - meanFallen) * (values[k] - meanValue);
            alone += (fallen[k] - meanFallen) * (fallen[k] - meanFallen);
        }
        double amplitude = alone > 0 ? together / alone : 0;
        double squares = 0;
        for (int k = 0; k < values.length; k++) {
            double off = values[k] - meanValue - amplitude * (fallen[k] - meanFallen);
            squares += off * off;
        }
        return new double[] {amplitude, meanValue - amplitude * (1 + meanFallen), squares};
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

    /** What there is to say of numbers that mean nothing or little; empty for a decay that meets its values. */
    public Optional<String> remark() {
        return switch (outcome) {
            case DECAY -> {
                double size = Math.max(Math.abs(amplitude + offset), Math.abs(at(span)));
                if (deviation > ROUGH * size) {
                    yield Optional.of(String.format(
                            Locale.ROOT,
                            "the nearest decay of this form misses the values by %.2g (root mean square): its time is"
                                    + " a rough one",
                            deviation));
                }
                yield rate == 0
                        ? Optional.of("no exponential part within the record of " + NumberText.seconds(span)
                                + ": only a least time of it is known")
                        : Optional.empty();
            }
            case NO_DECAY ->
                Optional.of(
                        amplitude == 0
                                ? "the values are 0 throughout, which tells no time"
                                : "no decay within the record of " + NumberText.seconds(span)
                                        + ": only a least time is known, of what was not over before its first value");
            case OVER ->
                Optional.of(
                        "the decay is over before its second value: its time has only an upper bound, a twenty-seventh of"
                                + " the time between the first two");
            case MISSED ->
                Optional.of(String.format(
                        Locale.ROOT,
                        "no decay of this form: the nearest one misses the values by %.2g (root mean square)",
                        deviation));
        };
    }

    /** The least time that a decay too small to be seen may have; NaN where a time is known or nothing is. */
    public double leastTime() {
        boolean isConstant = outcome == Outcome.NO_DECAY && amplitude != 0;
        return isConstant || (outcome == Outcome.DECAY && rate == 0) ? span / CONSTANT : Double.NaN;
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
        return outcome == Outcome.MISSED || outcome == Outcome.OVER
                ? Double.NaN
                : -StrictMath.expm1(-rate * gateSeconds) / 2;
    }
}
