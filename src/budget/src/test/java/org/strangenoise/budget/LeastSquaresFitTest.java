package org.strangenoise.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.strangenoise.budget.LeastSquaresFit.Free;
import org.strangenoise.budget.LeastSquaresFit.Prediction;

class LeastSquaresFitTest {

    private static final double[] X = {0, 1, 2, 3};

    private static Free free(String name, double start) {
        return new Free(name, start, -1e3, 1e3, 1, Double.NaN, 1);
    }

    /** A straight line p0 + p1 x. */
    private static Prediction line(double[] p) {
        double[] values = new double[X.length];
        double[][] slopes = new double[X.length][];
        for (int k = 0; k < X.length; k++) {
            values[k] = p[0] + p[1] * X[k];
            slopes[k] = new double[] {1, X[k]};
        }
        return new Prediction(values, slopes);
    }

    @Test
    void aStraightLineHasItsTextbookSolution() {
        double[] y = {1, 3, 2, 5};
        LeastSquaresFit problem = new LeastSquaresFit(
                LeastSquaresFitTest::line, List.of(free("a", 0), free("b", 0)), y, new double[] {0.5, 0.5, 0.5, 0.5});
        LeastSquaresFit.Fit fit = problem.fit(List.of(new double[] {7, -3}, new double[] {0, 0}));
        assertEquals(1.1, fit.parameters()[0], 1e-9);
        assertEquals(1.1, fit.parameters()[1], 1e-9);
        assertEquals(2.7 / 0.25, fit.chiSquare(), 1e-8);
        assertEquals(2, fit.degrees());
        assertEquals(0.25 * 0.7, fit.covariance()[0][0], 1e-9);
        assertEquals(0.25 * 0.2, fit.covariance()[1][1], 1e-9);
        assertEquals(0.25 * -0.3, fit.covariance()[0][1], 1e-9);
        assertEquals(2, fit.startsAgreeing());
        assertEquals(1, problem.held(fit.parameters(), 1, 1.1 + fit.error(1)).chiSquare() - fit.chiSquare(), 1e-8);
    }

    @Test
    void aPriorCountsAsAPoint() {
        LeastSquaresFit problem = new LeastSquaresFit(
                p -> new Prediction(new double[] {p[0]}, new double[][] {{1}}),
                List.of(new Free("a", 0, -10, 10, 1, 4, 1)),
                new double[] {2},
                new double[] {1});
        LeastSquaresFit.Fit fit = problem.fit(List.of(new double[] {0}));
        assertEquals(3, fit.parameters()[0], 1e-9);
        assertEquals(Math.sqrt(0.5), fit.error(0), 1e-9);
    }

    @Test
    void boundsAreKept() {
        LeastSquaresFit problem = new LeastSquaresFit(
                p -> new Prediction(new double[] {p[0], p[0]}, new double[][] {{1}, {1}}),
                List.of(new Free("a", 0, -1, 1, 1, Double.NaN, 1)),
                new double[] {5, 5},
                new double[] {1, 1});
        assertEquals(1, problem.fit(List.of(new double[] {0})).parameters()[0], 1e-12);
    }

    @Test
    void parametersThatCannotBeToldApartAreNamed() {
        LeastSquaresFit problem = new LeastSquaresFit(
                p -> new Prediction(new double[] {p[0] + p[1], 2 * (p[0] + p[1])}, new double[][] {{1, 1}, {2, 2}}),
                List.of(free("a", 0), free("b", 0)),
                new double[] {1, 2},
                new double[] {1, 1});
        LeastSquaresFit.Fit fit = problem.fit(List.of(new double[] {0, 0}));
        String which = fit.undetermined().orElseThrow();
        assertTrue(which.contains("0.71 a") && which.contains("0.71 b"), which);
        assertEquals(Double.POSITIVE_INFINITY, fit.error(0));
    }

    @Test
    void aParameterWithoutInfluenceIsNamed() {
        LeastSquaresFit problem = new LeastSquaresFit(
                p -> new Prediction(new double[] {p[0], p[0]}, new double[][] {{1, 0}, {1, 0}}),
                List.of(free("a", 0), free("idle", 0)),
                new double[] {1, 2},
                new double[] {1, 1});
        assertTrue(problem.fit(List.of(new double[] {0, 0}))
                .undetermined()
                .orElseThrow()
                .startsWith("idle"));
    }

    /** Two pairs that count only by their sums, and a parameter without influence: three open combinations. */
    @Test
    void everyOpenCombinationIsNamed() {
        LeastSquaresFit problem = new LeastSquaresFit(
                p -> new Prediction(
                        new double[] {p[0] + p[1], 2 * p[2] + 2 * p[3]},
                        new double[][] {{1, 1, 0, 0, 0}, {0, 0, 2, 2, 0}}),
                List.of(free("a", 0), free("b", 0), free("c", 0), free("d", 0), free("idle", 0)),
                new double[] {1, 2},
                new double[] {1, 1});
        String which = problem.fit(List.of(new double[5])).undetermined().orElseThrow();
        assertEquals(3, which.split("; ").length, which);
        for (String name : List.of(" a", " b", " c", " d", "idle (the data do not depend on it)")) {
            assertTrue(which.contains(name), which);
        }
    }

    /** Two nearly equal columns: the difference of the parameters is known least. */
    @Test
    void theWeakestCombinationIsNamed() {
        LeastSquaresFit problem = new LeastSquaresFit(
                p -> new Prediction(new double[] {p[0] + p[1], p[0] + 1.01 * p[1]}, new double[][] {{1, 1}, {1, 1.01}}),
                List.of(free("a", 0), free("b", 0)),
                new double[] {1, 1},
                new double[] {1, 1});
        LeastSquaresFit.Fit fit = problem.fit(List.of(new double[] {0, 0}));
        assertTrue(fit.undetermined().isEmpty());
        assertTrue(fit.weakest().matches("-?0\\.71 a [-+] 0\\.71 b"), fit.weakest());
        assertTrue(fit.weakest().startsWith("-") != fit.weakest().contains("- "), fit.weakest());
    }
}
