package org.strangenoise.strange;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Seeded basis indices by their probabilities. */
final class OutcomeSampler {

    private final double[] cumulative;
    private final UniformRandomProvider random;

    OutcomeSampler(double[] probabilities, long seed) {
        this.cumulative = new double[probabilities.length];
        double sum = 0;
        for (int b = 0; b < cumulative.length; b++) {
            sum += Math.max(0, probabilities[b]);
            cumulative[b] = sum;
        }
        this.random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    }

    /** The next index; one of probability 0 never comes. */
    int next() {
        double total = cumulative[cumulative.length - 1];
        double draw = Math.min(random.nextDouble() * total, Math.nextDown(total));
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > draw) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
