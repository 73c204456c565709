package org.strangenoise.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SumsTest {

    @Test
    void shortSumsAreExact() {
        for (int length = 0; length < 10; length++) {
            double[] x = new double[length];
            Arrays.setAll(x, k -> k + 1);
            assertEquals(length * (length + 1) * (2 * length + 1) / 6.0, Sums.ofSquares(x));
        }
    }

    /** In a row, 3 * 10^6 squares of 1e-3 after a 1 are off by some 1e-11. */
    @Test
    void longSumsKeepTheirDigits() {
        double[] x = new double[3_000_001];
        Arrays.fill(x, 1e-3);
        x[0] = 1;
        assertEquals(4, Sums.ofSquares(x), 1e-13);
    }
}
