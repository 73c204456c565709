package org.strangenoise.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SchurDecompositionTest {

    @Test
    void triangularisesRandomMatricesOfEveryDimension() {
        for (int d = 1; d <= 64; d++) {
            assertDecomposes(RandomMatrices.gaussian(d, d, d));
        }
    }

    @Test
    void triangularisesDegenerateDefectiveAndCyclicMatrices() {
        for (int d : new int[] {1, 2, 3, 4, 8, 31}) {
            assertDecomposes(ComplexMatrix.zero(d, d));
            assertDecomposes(ComplexMatrix.identity(d));
            assertDecomposes(RandomMatrices.cycle(d));
            ComplexMatrix cycle = RandomMatrices.cycle(d);
            double[] nilpotent = cycle.re();
            nilpotent[d - 1] = 0;
            assertDecomposes(ComplexMatrix.of(d, d, nilpotent, new double[d * d]));
            assertDecomposes(RandomMatrices.gaussian(d, d, d).scaled(1e150));
            assertDecomposes(RandomMatrices.gaussian(d, d, d).scaled(1e-150));
        }
    }

    /** The companion matrix of (z - 1)(z - 2)(z - 3)(z - 4) = z^4 - 10 z^3 + 35 z^2 - 50 z + 24. */
    @Test
    void findsTheRootsOfAPolynomial() {
        SchurDecomposition schur = SchurDecomposition.of(
                ComplexMatrix.ofReal(new double[][] {{10, -35, 50, -24}, {1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}}));
        double[] roots = new double[4];
        for (int k = 0; k < 4; k++) {
            roots[k] = schur.eigenvalueRe(k);
            assertEquals(0, schur.eigenvalueIm(k), 1e-12);
        }
        Arrays.sort(roots);
        for (int k = 0; k < 4; k++) {
            assertEquals(k + 1, roots[k], 1e-12);
        }
    }

    @Test
    void rejectsRectangularMatrices() {
        assertThrows(IllegalArgumentException.class, () -> SchurDecomposition.of(ComplexMatrix.zero(2, 3)));
    }

    private static void assertDecomposes(ComplexMatrix a) {
        SchurDecomposition schur = SchurDecomposition.of(a);
        ComplexMatrix q = schur.unitary();
        ComplexMatrix t = schur.triangular();
        int d = a.rows();
        double scale = a.maxAbs();
        assertTrue(q.unitarityDefect() < 2e-14, "unitarity " + q.unitarityDefect() + " at dimension " + d);
        double residual = q.times(t).times(q.adjoint()).distance(a);
        assertTrue(residual <= 2e-14 * (1 + Math.sqrt(d)) * scale, "residual " + residual + " at dimension " + d);
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < r; c++) {
                assertEquals(0, Math.hypot(t.re(r, c), t.im(r, c)));
            }
            assertEquals(t.re(r, r), schur.eigenvalueRe(r));
            assertEquals(t.im(r, r), schur.eigenvalueIm(r));
        }
    }
}
