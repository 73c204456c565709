package org.strangenoise.tomography;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * How often each outcome was read in each basis, as shares of the basis' shots.
 *
 * @param byBasis {@code [basis][outcome]}, qubit q being bit q of an outcome; each basis sums to one
 */
public record Frequencies(double[][] byBasis) {

    /** Shares of so many shots in each basis, drawn with these as probabilities. */
    public Frequencies drawn(long shots, UniformRandomProvider random) {
        double[][] drawn = new double[byBasis.length][];
        for (int s = 0; s < drawn.length; s++) {
            drawn[s] = shares(MultinomialSampler.draw(byBasis[s], shots, random), shots);
        }
        return new Frequencies(drawn);
    }

    private static double[] shares(long[] counts, long shots) {
        double[] shares = new double[counts.length];
        for (int k = 0; k < shares.length; k++) {
            shares[k] = (double) counts[k] / shots;
        }
        return shares;
    }
}
