package org.strangenoise.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapleyValuesTest {

    /** Every coalition has a random worth at each of two points. */
    private static double[][] table(int players, long seed) {
        Random random = new Random(seed);
        double[][] table = new double[1 << players][2];
        for (double[] row : table) {
            row[0] = random.nextDouble();
            row[1] = random.nextDouble();
        }
        return table;
    }

    private static CoalitionValues game(double[][] table) {
        return on -> {
            int mask = 0;
            for (int i = 0; i < on.length; i++) {
                mask |= on[i] ? 1 << i : 0;
            }
            return table[mask].clone();
        };
    }

    /** The definition: the mean over all orders of what a player adds to the loss when it joins. */
    private static double[] byOrders(double[][] table, int players, int point) {
        List<List<Integer>> orders = new ArrayList<>();
        orders(new ArrayList<>(), players, orders);
        double[] shares = new double[players];
        for (List<Integer> order : orders) {
            int mask = 0;
            for (int player : order) {
                int next = mask | 1 << player;
                shares[player] += (table[mask][point] - table[next][point]) / orders.size();
                mask = next;
            }
        }
        return shares;
    }

    private static void orders(List<Integer> begun, int players, List<List<Integer>> out) {
        if (begun.size() == players) {
            out.add(List.copyOf(begun));
        }
        for (int p = 0; p < players; p++) {
            if (!begun.contains(p)) {
                begun.add(p);
                orders(begun, players, out);
                begun.remove(begun.size() - 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 6})
    void equalsTheMeanOverAllOrders(int players) {
        double[][] table = table(players, players);
        Attribution attribution = new ShapleyValues(game(table), players, true).exact();
        for (int point = 0; point < 2; point++) {
            double[] expected = byOrders(table, players, point);
            for (int p = 0; p < players; p++) {
                assertEquals(expected[p], attribution.shapley()[p][point], 1e-14);
            }
            assertEquals(0, attribution.residual(point), 1e-14);
        }
    }

    @Test
    void leaveOneOutAndOnlyAreTheFirstAndLastMarginals() {
        double[][] table = table(3, 7);
        Attribution attribution = new ShapleyValues(game(table), 3, false).exact();
        assertEquals(table[0b101][1] - table[0b111][1], attribution.leaveOneOut()[1][1], 0);
        assertEquals(table[0][0] - table[0b100][0], attribution.only()[2][0], 0);
        double sumOfOnly = 3 * table[0][0] - table[1][0] - table[2][0] - table[4][0];
        assertEquals(table[0][0] - table[7][0] - sumOfOnly, attribution.nonAdditive(0), 1e-15);
    }

    @Test
    void aPlayerWithoutInfluenceGetsNothing() {
        double[][] table = table(4, 3);
        for (int mask = 0; mask < 16; mask++) {
            table[mask | 0b0100] = table[mask & ~0b0100];
        }
        Attribution attribution = new ShapleyValues(game(table), 4, false).exact();
        assertEquals(0, attribution.shapley()[2][0], 1e-16);
        assertEquals(0, attribution.only()[2][1], 0);
    }

    @Test
    void sampledOrdersAgreeWithinTheirErrorsAndSumExactly() {
        double[][] table = table(6, 11);
        Attribution exact = new ShapleyValues(game(table), 6, true).exact();
        Attribution sampled = new ShapleyValues(game(table), 6, true).sampled(1, 0.01, 100_000, 5);
        for (int p = 0; p < 6; p++) {
            assertTrue(sampled.standardErrors()[p][1] <= 0.01);
            assertEquals(exact.shapley()[p][1], sampled.shapley()[p][1], 4.5 * sampled.standardErrors()[p][1]);
            assertEquals(exact.only()[p][1], sampled.only()[p][1], 0);
        }
        assertEquals(0, sampled.residual(1), 1e-12);
    }

    @Test
    void samplesAreTheSameAtAnyThreadCount() {
        double[][] table = table(5, 2);
        Attribution one = new ShapleyValues(game(table), 5, false).sampled(0, 1e-9, 100, 5);
        Attribution many = new ShapleyValues(game(table), 5, true).sampled(0, 1e-9, 100, 5);
        for (int p = 0; p < 5; p++) {
            assertEquals(one.shapley()[p][0], many.shapley()[p][0], 0);
        }
    }
}
