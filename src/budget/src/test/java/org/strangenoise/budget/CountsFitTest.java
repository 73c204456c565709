package org.strangenoise.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.strangenoise.budget.LeastSquaresFit.Free;

/** The most likely parameters of counts, by formulas. */
class CountsFitTest {

    private static Free free(String name, double start) {
        return new Free(name, start, 1e-6, 1 - 1e-6, 1, Double.NaN, Double.NaN);
    }

    /** Of {@code k} in {@code N}: {@code p = k/N} with the error {@code sqrt(p (1 - p)/N)}, and nothing left over. */
    @Test
    void aShareAndItsError() {
        CountsFit.MostLikely found = new CountsFit(
                        p -> new double[][] {{1 - p[0], p[0]}}, List.of(free("p", 0.5)), new double[][] {{713, 287}})
                .fit(List.of(new double[] {0.5}, new double[] {0.1}));
        assertEquals(0.287, found.fit().parameters()[0], 1e-7);
        assertEquals(Math.sqrt(0.287 * 0.713 / 1000), found.fit().error(0), 1e-6);
        assertEquals(0, found.deviance(), 1e-6);
        assertEquals(0, found.degrees());
        assertTrue(Double.isNaN(found.probability()));
    }

    /** One share from two unequal samples is that of both together; the deviance tells how little they agree. */
    @Test
    void severalPointsShareOneParameter() {
        double[][] counts = {{60, 40}, {150, 150}};
        CountsFit.MostLikely found = new CountsFit(
                        p -> new double[][] {{1 - p[0], p[0]}, {1 - p[0], p[0]}}, List.of(free("p", 0.3)), counts)
                .fit(List.of(new double[] {0.3}));
        double p = 190.0 / 400;
        assertEquals(p, found.fit().parameters()[0], 1e-7);
        double deviance = 0;
        for (double[] point : counts) {
            double shots = point[0] + point[1];
            deviance += 2 * point[0] * Math.log(point[0] / (shots * (1 - p)));
            deviance += 2 * point[1] * Math.log(point[1] / (shots * p));
        }
        assertEquals(deviance, found.deviance(), 1e-6);
        assertEquals(1, found.degrees());
        assertTrue(found.probability() > 0.05 && found.probability() < 0.12, () -> "p " + found.probability());
    }
}
