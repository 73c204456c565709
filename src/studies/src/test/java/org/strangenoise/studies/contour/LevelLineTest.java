package org.strangenoise.studies.contour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class LevelLineTest {

    private static List<List<double[]>> branches(DoubleBinaryOperator f, double level, double[] xs, double[] ys) {
        double[][] values = new double[ys.length][xs.length];
        for (int i = 0; i < ys.length; i++) {
            for (int j = 0; j < xs.length; j++) {
                try {
                    values[i][j] = f.applyAsDouble(xs[j], ys[i]);
                } catch (IllegalArgumentException refused) {
                    values[i][j] = Double.NaN;
                }
            }
        }
        return LevelLine.branches(f, level, xs, ys, values, false);
    }

    private static double[] grid(double low, double high, int points) {
        double[] grid = new double[points];
        for (int k = 0; k < points; k++) {
            grid[k] = low + (high - low) * k / (points - 1);
        }
        return grid;
    }

    @Test
    void aCircleIsOneClosedBranchInOrder() {
        List<List<double[]>> lines = branches((x, y) -> x * x + y * y, 1, grid(-1.3, 1.4, 10), grid(-1.2, 1.5, 10));
        assertEquals(1, lines.size());
        List<double[]> circle = lines.get(0);
        assertArrayEquals(circle.get(0), circle.get(circle.size() - 1));
        double turned = 0;
        for (int k = 1; k < circle.size(); k++) {
            double[] a = circle.get(k - 1);
            double[] b = circle.get(k);
            assertEquals(1, Math.hypot(b[0], b[1]), 1e-12);
            turned += Math.asin(a[0] * b[1] - a[1] * b[0]);
        }
        assertEquals(2 * Math.PI, Math.abs(turned), 1e-9);
    }

    /**
     * {@code x y = +-0.01}: the two branches lie in opposite quadrants, and meet in the cell around the saddle only.
     */
    @Test
    void branchesBesideASaddleStayApart() {
        for (double level : new double[] {0.01, -0.01}) {
            List<List<double[]>> lines = branches((x, y) -> x * y, level, grid(-1, 1, 4), grid(-1, 1, 4));
            assertEquals(2, lines.size());
            for (List<double[]> line : lines) {
                double side = Math.signum(line.get(0)[0]);
                assertTrue(line.stream().allMatch(p -> Math.signum(p[0]) == side));
                assertTrue(line.size() >= 4);
            }
        }
    }

    /** The mean of the corners says that the middle is low, the function there that it is high. */
    @Test
    void theFunctionInTheMiddleDecidesASaddle() {
        double[] ends = {-1, 1};
        DoubleBinaryOperator ridge = (x, y) -> x * y + 3 * (1 - x * x) * (1 - y * y) - 0.5;
        for (List<double[]> line : branches(ridge, 0, ends, ends)) {
            double side = Math.signum(line.get(0)[1] - line.get(0)[0]);
            assertTrue(line.stream().allMatch(p -> Math.signum(p[1] - p[0]) == side), "runs along the ridge");
        }
    }

    /** A bump between two nodes: no corner of a cell lies above the level, yet the line crosses the row twice. */
    @Test
    void aBumpBetweenTheNodesOfARowIsFound() {
        List<List<double[]>> lines = branches(
                (x, y) -> Math.exp(-8 * (x - 0.4) * (x - 0.4) - y * y), 0.9, grid(-2, 2, 5), new double[] {-1, 0, 1});
        assertEquals(1, lines.size());
        assertEquals(3, lines.get(0).size());
        double half = Math.sqrt(-Math.log(0.9) / 8);
        assertEquals(2 * half, Math.abs(lines.get(0).get(1)[0] - lines.get(0).get(0)[0]), 1e-10);
    }

    /** Where y is above 2 x there is no value, and the line ends before. */
    @Test
    void theLineEndsBeforeMissingCorners() {
        DoubleBinaryOperator f = (x, y) -> {
            if (y > 2 * x) {
                throw new IllegalArgumentException("refused");
            }
            return y;
        };
        List<List<double[]>> lines = branches(f, 2.5, grid(0.5, 4.5, 5), grid(1, 8, 8));
        assertEquals(1, lines.size());
        assertArrayEquals(
                new double[] {1.5, 2.5, 3.5, 4.5},
                lines.get(0).stream().mapToDouble(p -> p[0]).toArray(),
                0);
        assertTrue(lines.get(0).stream().allMatch(p -> Math.abs(p[1] - 2.5) < 1e-12));
    }

    @Test
    void nodesThatHaveTheLevelAreOnTheLineOnce() {
        List<List<double[]>> lines = branches((x, y) -> x - y, 0, grid(0, 3, 4), grid(0, 3, 4));
        assertEquals(1, lines.size());
        assertEquals(4, lines.get(0).size());
        for (int k = 0; k < 4; k++) {
            assertArrayEquals(new double[] {k, k}, lines.get(0).get(k), 1e-15);
        }
        List<List<double[]>> top = branches((x, y) -> -x * x - y * y, 0, grid(-1, 1, 3), grid(-1, 1, 3));
        assertEquals(1, top.size());
        assertTrue(top.get(0).stream().allMatch(p -> p[0] == 0 && p[1] == 0));
        assertEquals(List.of(), branches((x, y) -> 1, 1, grid(0, 1, 2), grid(0, 1, 2)));
    }
}
