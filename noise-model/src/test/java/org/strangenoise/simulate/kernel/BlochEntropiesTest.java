package org.strangenoise.simulate.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.strangenoise.state.Entropy;

class BlochEntropiesTest {

    @Test
    void kernelsAgreeAtEveryLengthAndAtTheEdges() {
        assertInstanceOf(VectorBlochEntropies.class, BlochEntropies.best());
        Random random = new Random(3);
        for (int length : new int[] {1, 3, 4, 7, 64, 129}) {
            double[][] r = new double[3][length];
            for (int k = 0; k < length; k++) {
                double size = k % 5 == 0 ? 1 : k % 5 == 1 ? 0 : random.nextDouble();
                double theta = random.nextDouble() * Math.PI;
                r[0][k] = size * Math.sin(theta);
                r[2][k] = size * Math.cos(theta);
            }
            // A rounding beyond a pure state, and a state that is none.
            r[2][0] = 1 + 1e-15;
            r[0][0] = 0;
            r[1][length - 1] = length > 5 ? Double.NaN : 0;
            double[] scalar = new double[length];
            double[] vector = new double[length];
            new BlochEntropies.Scalar().entropies(r[0], r[1], r[2], scalar, 0);
            BlochEntropies.best().entropies(r[0], r[1], r[2], vector, 0);
            for (int k = 0; k < length; k++) {
                assertEquals(scalar[k], vector[k]);
                assertEquals(Entropy.ofBloch(r[0][k], r[1][k], r[2][k]), scalar[k]);
            }
        }
    }
}
