package org.strangenoise.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PositiveSquareRootTest {

    @Test
    void squaresBackAndIsPositive() {
        for (int d = 1; d <= 64; d += 5) {
            ComplexMatrix g = RandomMatrices.gaussian(d, d, d);
            ComplexMatrix h = g.times(g.adjoint());
            ComplexMatrix root = PositiveSquareRoot.of(h);
            assertTrue(root.times(root).distance(h) < 1e-13 * h.maxAbs());
            assertTrue(HermitianEigen.eigenvalues(root)[0] > -1e-13);
        }
    }

    @Test
    void clipsTheRoundingOfADeficientRank() {
        ComplexMatrix column = RandomMatrices.gaussian(9, 1, 3);
        double squaredLength = column.adjoint().times(column).re(0, 0);
        ComplexMatrix projector = column.times(column.adjoint()).scaled(1 / squaredLength);
        // The square root turns a rounding of 1e-16 in a zero eigenvalue into 1e-8.
        assertTrue(PositiveSquareRoot.of(projector).distance(projector) < 1e-7);
        assertEquals(ComplexMatrix.zero(4, 4), PositiveSquareRoot.of(ComplexMatrix.zero(4, 4)));
        double[] spectrum = {4, 1, -1e-14, 0};
        ComplexMatrix root = PositiveSquareRoot.of(ComplexMatrix.diagonal(spectrum, new double[4]));
        assertEquals(ComplexMatrix.diagonal(new double[] {2, 1, 0, 0}, new double[4]), root);
    }

    @Test
    void rejectsARealNegativeEigenvalueAndNamesIt() {
        ComplexMatrix h = ComplexMatrix.diagonal(new double[] {2, -0.25}, new double[2]);
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> PositiveSquareRoot.of(h));
        assertTrue(error.getMessage().contains("-0.25"));
    }
}
