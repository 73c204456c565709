package org.strangenoise.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalLogarithmTest {

    @Test
    void exactValues() {
        assertEquals(0, NaturalLogarithm.of(1));
        assertEquals(StrictMath.log(2), NaturalLogarithm.of(2));
        assertEquals(-1074 + 52, NaturalLogarithm.of(Double.MIN_NORMAL) / NaturalLogarithm.LN2, 1e-12);
    }

    @Test
    void errorsAreOneRounding() {
        Random random = new Random(4);
        for (int k = 0; k < 100_000; k++) {
            double x = StrictMath.pow(2, 60 * random.nextDouble() - 55);
            assertEquals(StrictMath.log(x), NaturalLogarithm.of(x), 2.3e-16 * Math.max(1, Math.abs(StrictMath.log(x))));
        }
    }

    /** Where m is changed for m / 2, at sqrt(2), and around 1, where only a relative error will do. */
    @Test
    void seams() {
        for (double x : new double[] {Math.sqrt(0.5), Math.sqrt(2), 2 * Math.sqrt(2)}) {
            for (double y : new double[] {Math.nextDown(x), x, Math.nextUp(x)}) {
                assertEquals(StrictMath.log(y), NaturalLogarithm.of(y), 2.3e-16);
            }
        }
        for (double d = 1e-15; d < 0.1; d *= 3) {
            double x = 1 + d;
            double exact = logarithm(x).doubleValue();
            assertEquals(exact, NaturalLogarithm.of(x), 2.3e-16 * Math.max(exact, 1e-3));
        }
    }

    /** By the series of ln(1 + y) in sixty digits. */
    private static BigDecimal logarithm(double x) {
        MathContext digits = new MathContext(60);
        BigDecimal y = new BigDecimal(x).subtract(BigDecimal.ONE);
        BigDecimal power = y;
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 1; k < 80; k++) {
            BigDecimal term = power.divide(BigDecimal.valueOf(k), digits);
            sum = k % 2 == 1 ? sum.add(term, digits) : sum.subtract(term, digits);
            power = power.multiply(y, digits);
        }
        return sum;
    }
}
