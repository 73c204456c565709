package org.strangenoise.studies.budget;

import java.util.Arrays;
import java.util.List;
import org.strangenoise.studies.budget.LeastSquaresFit.Free;
import org.strangenoise.studies.budget.LeastSquaresFit.Prediction;

/**
 * The decay {@code amplitude exp(-rate t - (gaussianRate t)^2)} that is nearest to some values by least squares.
 *
 * @param amplitude at time 0
 * @param rate 1/s
 * @param gaussianRate 1/s; 0 for a decay without memory
 * @param deviation root mean square of the residuals
 */
public record DecayFit(double amplitude, double rate, double gaussianRate, double deviation) {

    /** Fits values at some times, with or without a Gaussian part. */
    public static DecayFit of(double[] times, double[] values, boolean gaussian) {
        double longest = Arrays.stream(times).max().orElse(0);
        double size = Arrays.stream(values).map(Math::abs).max().orElse(0);
        if (!(longest > 0 && size > 0)) {
            return new DecayFit(size, 0, 0, 0);
        }
        double[] scaled = Arrays.stream(times).map(t -> t / longest).toArray();
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        double unbounded = Double.MAX_VALUE;
        Free amplitude = new Free("amplitude", values[0], -unbounded, unbounded, size, Double.NaN, Double.NaN);
        Free rate = new Free("rate", 1, 0, unbounded, 1, Double.NaN, Double.NaN);
        Free square = new Free("square", 1, 0, unbounded, 1, Double.NaN, Double.NaN);
        List<Free> free = gaussian ? List.of(amplitude, rate, square) : List.of(amplitude, rate);
        LeastSquaresFit.Fit fit = new LeastSquaresFit(p -> model(scaled, p), free, values, ones)
                .fit(List.of(start(values, gaussian, 0.1), start(values, gaussian, 1), start(values, gaussian, 5)));
        double[] found = fit.parameters();
        return new DecayFit(
                found[0],
                found[1] / longest,
                gaussian ? Math.sqrt(found[2]) / longest : 0,
                Math.sqrt(fit.chiSquare() / values.length));
    }

    private static double[] start(double[] values, boolean gaussian, double rate) {
        return gaussian ? new double[] {values[0], rate, rate} : new double[] {values[0], rate};
    }

    /** Parameters: amplitude, rate and, if there are three, the Gaussian rate's square. */
    private static Prediction model(double[] times, double[] parameters) {
        double[] values = new double[times.length];
        double[][] jacobian = new double[times.length][parameters.length];
        for (int k = 0; k < times.length; k++) {
            double t = times[k];
            double square = parameters.length == 3 ? parameters[2] : 0;
            double decay = StrictMath.exp(-parameters[1] * t - square * t * t);
            values[k] = parameters[0] * decay;
            jacobian[k][0] = decay;
            jacobian[k][1] = -t * values[k];
            if (parameters.length == 3) {
                jacobian[k][2] = -t * t * values[k];
            }
        }
        return new Prediction(values, jacobian);
    }

    /** The decay at a time. */
    public double at(double seconds) {
        double slow = gaussianRate * seconds;
        return amplitude * StrictMath.exp(-rate * seconds - slow * slow);
    }

    /** Seconds in which the exponential part decays to 1/e; infinite if there is none. */
    public double time() {
        return 1 / rate;
    }

    /** Seconds in which the Gaussian part decays to 1/e; infinite if there is none. */
    public double gaussianTime() {
        return 1 / gaussianRate;
    }

    /** The average infidelity of a one-qubit gate whose twirled noise shrinks the Bloch vector as this decay does. */
    public double errorPerGate(double gateSeconds) {
        return -StrictMath.expm1(-rate * gateSeconds) / 2;
    }
}
