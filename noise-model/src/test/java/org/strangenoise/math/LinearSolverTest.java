package org.strangenoise.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LinearSolverTest {

    @Test
    void recoversAKnownSolution() {
        for (int d = 1; d <= 64; d += 3) {
            ComplexMatrix a = RandomMatrices.gaussian(d, d, d).plus(3, ComplexMatrix.identity(d));
            ComplexMatrix x = RandomMatrices.gaussian(d, 1 + d % 4, 2L * d);
            assertTrue(LinearSolver.of(a).solve(a.times(x)).distance(x) < 1e-11);
        }
    }

    @Test
    void leavesASmallResidualHoweverIllConditionedTheMatrix() {
        int d = 12;
        double[][] hilbert = new double[d][d];
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                hilbert[r][c] = 1.0 / (r + c + 1);
            }
        }
        ComplexMatrix a = ComplexMatrix.ofReal(hilbert);
        ComplexMatrix b = RandomMatrices.gaussian(d, 1, 5);
        ComplexMatrix x = LinearSolver.of(a).solve(b);
        assertTrue(a.times(x).distance(b) < 1e-15 * x.maxAbs());
    }

    @Test
    void pivotsAndDividesWithoutOverflow() {
        ComplexMatrix permuted = ComplexMatrix.of(new double[][] {{0, 2}, {0, 0}}, new double[][] {{0, 0}, {4, 0}});
        ComplexMatrix b = ComplexMatrix.ofReal(new double[][] {{6}, {8}});
        ComplexMatrix x = LinearSolver.of(permuted).solve(b);
        assertEquals(-2, x.im(0, 0));
        assertEquals(3, x.re(1, 0));
        ComplexMatrix huge = ComplexMatrix.diagonal(new double[] {3e200}, new double[] {4e200});
        ComplexMatrix quotient =
                LinearSolver.of(huge).solve(ComplexMatrix.diagonal(new double[] {1e200}, new double[1]));
        assertEquals(0.12, quotient.re(0, 0), 1e-16);
        assertEquals(-0.16, quotient.im(0, 0), 1e-16);
    }

    @Test
    void rejectsSingularAndMismatchedArguments() {
        ComplexMatrix singular = ComplexMatrix.ofReal(new double[][] {{1, 2}, {2, 4}});
        assertThrows(ArithmeticException.class, () -> LinearSolver.of(singular));
        assertThrows(IllegalArgumentException.class, () -> LinearSolver.of(ComplexMatrix.zero(2, 3)));
        LinearSolver solver = LinearSolver.of(ComplexMatrix.identity(2));
        assertThrows(IllegalArgumentException.class, () -> solver.solve(ComplexMatrix.identity(3)));
    }
}
