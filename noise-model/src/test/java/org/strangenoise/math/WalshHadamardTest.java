package org.strangenoise.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalshHadamardTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 32, 256})
    void isTheSumOverParities(int n) {
        double[] values = new Random(n).doubles(n, -1, 1).toArray();
        double[] fast = values.clone();
        WalshHadamard.transform(fast);
        for (int s = 0; s < n; s++) {
            double sum = 0;
            for (int x = 0; x < n; x++) {
                sum += (Integer.bitCount(s & x) % 2 == 0 ? 1 : -1) * values[x];
            }
            assertEquals(sum, fast[s], 1e-13);
        }
        WalshHadamard.inverse(fast);
        assertArrayEquals(values, fast, 1e-14);
    }

    @Test
    void rejectsOtherLengths() {
        assertThrows(IllegalArgumentException.class, () -> WalshHadamard.transform(new double[6]));
        assertThrows(IllegalArgumentException.class, () -> WalshHadamard.transform(new double[0]));
    }
}
