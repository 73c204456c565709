package org.strangenoise.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GaussHermiteTest {

    /** E[x^2k] = (2k - 1)!! up to the degree of exactness, odd moments zero, for every order. */
    @Test
    void integratesEveryMomentOfItsDegree() {
        for (int order = 1; order <= GaussHermite.MAX_ORDER; order++) {
            GaussHermite rule = GaussHermite.of(order);
            double moment = 1;
            for (int degree = 0; degree < 2 * order; degree += 2) {
                int power = degree;
                assertEquals(1, rule.expectation(x -> Math.pow(x, power), 0, 1) / moment, 1e-13, "order " + order);
                assertEquals(0, rule.expectation(x -> Math.pow(x, power + 1), 0, 1) / moment, 1e-12 * (1 + power));
                moment *= degree + 1;
            }
        }
    }

    @Test
    void givesTheClosedFormsOfLowOrder() {
        assertArrayEquals(new double[] {0}, GaussHermite.of(1).nodes());
        assertArrayEquals(new double[] {1}, GaussHermite.of(1).weights(), 1e-16);
        assertArrayEquals(new double[] {-1, 1}, GaussHermite.of(2).nodes(), 1e-15);
        GaussHermite four = GaussHermite.of(4);
        assertEquals(Math.sqrt(3 - Math.sqrt(6)), four.node(2), 1e-15);
        assertEquals(Math.sqrt(3 + Math.sqrt(6)), four.node(3), 1e-15);
        assertEquals((3 + Math.sqrt(6)) / 12, four.weight(1), 1e-16);
        assertEquals((3 - Math.sqrt(6)) / 12, four.weight(0), 1e-16);
    }

    /** The characteristic function of N(mean, sigma^2). */
    @Test
    void averagesAPhase() {
        GaussHermite rule = GaussHermite.of(32);
        double average = rule.expectation(x -> Math.cos(2 * x), 0.3, 1.2);
        assertEquals(Math.cos(0.6) * Math.exp(-0.5 * 2.4 * 2.4), average, 1e-14);
    }

    @Test
    void rejectsOtherOrders() {
        assertThrows(IllegalArgumentException.class, () -> GaussHermite.of(0));
        assertThrows(IllegalArgumentException.class, () -> GaussHermite.of(65));
    }
}
