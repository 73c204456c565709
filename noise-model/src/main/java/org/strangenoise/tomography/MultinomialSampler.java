package org.strangenoise.tomography;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Counts of independent shots. Outcome after outcome takes a binomial share of the shots that are left, so that the
 * cost grows with the number of outcomes and not of shots. The same bits for the same stream on every machine.
 *
 * <p>Binomial numbers of mean below ten by inversion, else by transformed rejection (W. Hörmann, J. Stat. Comput.
 * Simul. 46, 101 (1993), algorithm BTRS).
 */
public final class MultinomialSampler {

    private static final double INVERSION_MEAN = 10;

    private MultinomialSampler() {}

    /**
     * Draws counts.
     *
     * @param probabilities of the outcomes; negative ones, where only rounding leads, count as 0, and the sum as 1
     * @return as many counts, which sum to {@code shots}
     */
    public static long[] draw(double[] probabilities, long shots, UniformRandomProvider random) {
        double left = 0;
        for (double p : probabilities) {
            left += Math.max(0, p);
        }
        if (!(left > 0)) {
            throw new IllegalArgumentException("Argument `probabilities` must have a positive sum, but has " + left);
        }
        long[] counts = new long[probabilities.length];
        long remaining = shots;
        for (int k = 0; k < counts.length - 1 && remaining > 0; k++) {
            double p = Math.max(0, probabilities[k]);
            counts[k] = p >= left ? remaining : binomial(remaining, p / left, random);
            remaining -= counts[k];
            left -= p;
        }
        counts[counts.length - 1] += remaining;
        return counts;
    }

    /** The number of successes in n trials of probability p. */
    static long binomial(long n, double p, UniformRandomProvider random) {
        if (p <= 0) {
            return 0;
        }
        if (p >= 1) {
            return n;
        }
        if (p > 0.5) {
            return n - binomial(n, 1 - p, random);
        }
        return n * p < INVERSION_MEAN ? inverted(n, p, random) : rejected(n, p, random);
    }

    /** The first k at which the distribution function exceeds a uniform number. */
    private static long inverted(long n, double p, UniformRandomProvider random) {
        double odds = p / (1 - p);
        double term = StrictMath.exp(n * StrictMath.log1p(-p));
        double u = random.nextDouble();
        long k = 0;
        while (u > term && k < n) {
            u -= term;
            k++;
            term *= odds * (n - k + 1) / k;
        }
        return k;
    }

    private static long rejected(long n, double p, UniformRandomProvider random) {
        double deviation = Math.sqrt(n * p * (1 - p));
        double b = 1.15 + 2.53 * deviation;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double centre = n * p + 0.5;
        double squeeze = 0.92 - 4.2 / b;
        double alpha = (2.83 + 5.1 / b) * deviation;
        double odds = p / (1 - p);
        double mode = Math.floor((n + 1) * p);
        double atMode = (mode + 0.5) * StrictMath.log((mode + 1) / (odds * (n - mode + 1)))
                + stirlingRest(mode)
                + stirlingRest(n - mode);
        while (true) {
            double v = random.nextDouble();
            double u = random.nextDouble() - 0.5;
            double edge = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / edge + b) * u + centre);
            if (k < 0 || k > n) {
                continue;
            }
            if (edge >= 0.07 && v <= squeeze) {
                return (long) k;
            }
            double logRatio = atMode
                    + (n + 1) * StrictMath.log((n - mode + 1) / (n - k + 1))
                    + (k + 0.5) * StrictMath.log(odds * (n - k + 1) / (k + 1))
                    - stirlingRest(k)
                    - stirlingRest(n - k);
            if (StrictMath.log(v * alpha / (a / (edge * edge) + b)) <= logRatio) {
                return (long) k;
            }
        }
    }

    /** {@code ln k! - ((k + 1/2) ln(k + 1) - (k + 1) + ln(2 pi) / 2)}. */
    private static double stirlingRest(double k) {
        if (k < STIRLING_RESTS.length) {
            return STIRLING_RESTS[(int) k];
        }
        double x = 1 / (k + 1);
        double y = x * x;
        return (1.0 / 12 - (1.0 / 360 - y / 1260) * y) * x;
    }

    private static final double[] STIRLING_RESTS = stirlingRests();

    private static double[] stirlingRests() {
        double[] rests = new double[10];
        double logFactorial = 0;
        for (int k = 0; k < rests.length; k++) {
            logFactorial += k > 1 ? StrictMath.log(k) : 0;
            rests[k] = logFactorial - ((k + 0.5) * StrictMath.log(k + 1) - (k + 1) + 0.5 * StrictMath.log(2 * Math.PI));
        }
        return rests;
    }
}
