package org.strangenoise.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetuningAverageTest {

    private static final double[] NO_PHASE = {0};

    private static List<DetuningAverage.Node> nodes(int order, double... deviations) {
        return new DetuningAverage(order, 3, 1, 1).nodes(deviations, NO_PHASE);
    }

    /** E[x^2k] = (2k - 1)!! up to the degree of exactness and odd moments zero, far tails included. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9, 20, 38, 63, DetuningAverage.MAX_ORDER})
    void nodesGiveEveryMomentOfTheirDegree(int order) {
        double moment = 1;
        for (int degree = 0; degree < 2 * order; degree += 2) {
            double even = 0;
            double odd = 0;
            for (DetuningAverage.Node node : nodes(order, 1)) {
                even += node.weight() * Math.pow(node.detunings()[0], degree);
                odd += node.weight() * Math.pow(node.detunings()[0], degree + 1);
            }
            assertEquals(1, even / moment, 1e-13, "degree " + degree);
            assertEquals(0, odd / moment, 1e-12 * (1 + degree));
            moment *= degree + 1;
        }
    }

    @Test
    void fourNodesHaveTheirClosedForm() {
        List<DetuningAverage.Node> four = nodes(4, 2.5);
        assertEquals(2.5 * Math.sqrt(3 - Math.sqrt(6)), four.get(2).detunings()[0], 1e-15);
        assertEquals(2.5 * Math.sqrt(3 + Math.sqrt(6)), four.get(3).detunings()[0], 4e-15);
        assertEquals((3 + Math.sqrt(6)) / 12, four.get(1).weight(), 1e-15);
        assertEquals((3 - Math.sqrt(6)) / 12, four.get(0).weight(), 1e-15);
    }

    /** Unequal qubits, one of them not detuned: E[cos(a x + b y)] = exp(-(a^2 + b^2) / 2). */
    @Test
    void severalQubitsHaveTheProductOfTheirNodes() {
        List<DetuningAverage.Node> nodes = nodes(24, 0.7, 0, 1.3);
        assertEquals(24 * 24, nodes.size());
        double mean = 0;
        for (DetuningAverage.Node node : nodes) {
            assertEquals(0, node.detunings()[1]);
            mean += node.weight() * Math.cos(node.detunings()[0] + 2 * node.detunings()[2]);
        }
        assertEquals(Math.exp(-(0.49 + 2.6 * 2.6) / 2), mean, 1e-14);
    }

    @Test
    void moreNodesThanThereAreAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DetuningAverage(65, 3, 500, 1));
        assertThrows(IllegalArgumentException.class, () -> new DetuningAverage(-1, 3, 500, 1));
    }
}
