package org.strangenoise.tomography;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts drawn: of the binomial distribution, as many as asked for, and the same for one seed. */
class MultinomialSamplerTest {

    /** Both ways of drawing, each probability's mirror, and the edge between the ways at a mean of ten. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.3",
        "12, 0.5",
        "30, 0.2",
        "33, 0.30303",
        "100, 0.0999",
        "100, 0.101",
        "1000, 0.5",
        "1000, 0.93",
        "100000, 0.0004",
        "100000, 0.37"
    })
    void binomialNumbersHaveTheirProbabilities(int n, double p) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(n);
        int draws = 200_000;
        int[] counts = new int[n + 1];
        for (int k = 0; k < draws; k++) {
            counts[(int) MultinomialSampler.binomial(n, p, random)]++;
        }
        BinomialDistribution exact = new BinomialDistribution(null, n, p);
        double chiSquare = 0;
        int cells = 0;
        double expected = 0;
        int observed = 0;
        for (int k = 0; k <= n; k++) {
            expected += draws * exact.probability(k);
            observed += counts[k];
            boolean last = k == n || draws * (1 - exact.cumulativeProbability(k)) < 20;
            if (expected >= 20 && !last) {
                chiSquare += (observed - expected) * (observed - expected) / expected;
                cells++;
                expected = 0;
                observed = 0;
            }
        }
        chiSquare += (observed - expected) * (observed - expected) / expected;
        double tail = 1 - new ChiSquaredDistribution(null, Math.max(1, cells)).cumulativeProbability(chiSquare);
        assertTrue(tail > 1e-4, "chi square " + chiSquare + " in " + (cells + 1) + " cells");
    }

    @Test
    void countsSumToTheShotsAndRepeatForOneSeed() {
        double[] p = {0.1, -1e-17, 0.55, 0.3500000001, 0};
        long[] first = MultinomialSampler.draw(p, 12_345, RandomSource.XO_SHI_RO_256_PP.create(3));
        long[] again = MultinomialSampler.draw(p, 12_345, RandomSource.XO_SHI_RO_256_PP.create(3));
        assertArrayEquals(first, again);
        assertEquals(12_345, Arrays.stream(first).sum());
        assertEquals(0, first[1]);
        assertEquals(0, first[4]);
    }

    @Test
    void nothingToDrawFromIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> MultinomialSampler.draw(new double[2], 10, RandomSource.XO_SHI_RO_256_PP.create(3)));
    }
}
