package org.strangenoise.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixExponentialTest {

    /** The norms visit every Pade order and several numbers of squarings. */
    @ParameterizedTest
    @CsvSource({"1, 3", "2, 1e-9", "2, 0.005", "3, 0.05", "3, 0.3", "4, 0.6", "5, 1", "5, 2", "6, 4", "4, 12"})
    void agreesWithTheTaylorSeriesInDecimalArithmetic(int d, double factor) {
        ComplexMatrix a = RandomMatrices.gaussian(d, d, d).scaled(factor / Math.sqrt(d));
        ComplexMatrix expected = DecimalTaylor.exponential(a, 60 + (int) (12 * factor), 60);
        double error = MatrixExponential.of(a).distance(expected) / expected.maxAbs();
        assertTrue(error < 1e-15 * (4 + 8 * factor), "relative error " + error);
    }

    @Test
    void sumsAFiniteSeriesForANilpotentMatrix() {
        int d = 10;
        for (double t : new double[] {1e-8, 0.3, 1, 7}) {
            double[][] entries = new double[d][d];
            for (int k = 0; k + 1 < d; k++) {
                entries[k][k + 1] = t;
            }
            ComplexMatrix e = MatrixExponential.of(ComplexMatrix.ofReal(entries));
            for (int r = 0; r < d; r++) {
                double expected = 1;
                for (int c = r; c < d; c++) {
                    // The backward error of a Pade order is small relative to the norm t, not to t^k.
                    assertEquals(expected, e.re(r, c), 1e-13 * expected + 1e-20 * t);
                    assertEquals(0, e.im(r, c));
                    expected *= t / (c - r + 1);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e6, 1e15, 1e60, 1e200, 1e300})
    void doesNotScaleANilpotentMatrixAway(double size) {
        ComplexMatrix e = MatrixExponential.of(ComplexMatrix.ofReal(new double[][] {{0, size}, {0, 0}}));
        assertEquals(1, e.re(0, 0));
        assertEquals(size, e.re(0, 1), 1e-15 * size);
        assertEquals(0, e.re(1, 0));
        assertEquals(1, e.re(1, 1));
    }

    /** exp [[1, b], [0, -1]] = [[e, b sinh 1], [0, 1/e]]: classical overscaling would lose digits with growing b. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e3, 1e6, 1e9, 1e12})
    void keepsItsAccuracyFarFromNormal(double b) {
        ComplexMatrix e = MatrixExponential.of(ComplexMatrix.ofReal(new double[][] {{1, b}, {0, -1}}));
        assertEquals(Math.E, e.re(0, 0), 1e-14);
        assertEquals(b * Math.sinh(1), e.re(0, 1), 1e-14 * b);
        assertEquals(Math.exp(-1), e.re(1, 1), 1e-14);
    }

    @Test
    void exponentiatesADefectiveJordanBlock() {
        double lambda = -2.5;
        ComplexMatrix e = MatrixExponential.of(
                ComplexMatrix.ofReal(new double[][] {{lambda, 1, 0}, {0, lambda, 1}, {0, 0, lambda}}));
        double[][] expected = {{1, 1, 0.5}, {0, 1, 1}, {0, 0, 1}};
        assertTrue(e.distance(ComplexMatrix.ofReal(expected).scaled(Math.exp(lambda))) < 1e-16);
    }

    @ParameterizedTest
    @ValueSource(doubles = {10, 1e3, 1e6})
    void rotatesByLargeAngles(double angle) {
        ComplexMatrix e = MatrixExponential.of(ComplexMatrix.ofReal(new double[][] {{0, -angle}, {angle, 0}}));
        ComplexMatrix expected = ComplexMatrix.ofReal(
                new double[][] {{Math.cos(angle), -Math.sin(angle)}, {Math.sin(angle), Math.cos(angle)}});
        assertTrue(e.distance(expected) < 1e-15 * angle, "error " + e.distance(expected));
    }

    /** A two-state rate equation: exp [[-a, b], [a, -b]] is known for all rates, however stiff. */
    @ParameterizedTest
    @CsvSource({"0.3, 0.1", "40, 3", "1e8, 1e5"})
    void relaxesAStiffRateEquation(double a, double b) {
        ComplexMatrix e = MatrixExponential.of(ComplexMatrix.ofReal(new double[][] {{-a, b}, {a, -b}}));
        double decay = Math.exp(-a - b);
        double[][] expected = {
            {(b + a * decay) / (a + b), b * (1 - decay) / (a + b)},
            {a * (1 - decay) / (a + b), (a + b * decay) / (a + b)}
        };
        double error = e.distance(ComplexMatrix.ofReal(expected));
        assertTrue(error < 4e-16 * (10 + a), "error " + error);
    }

    @Test
    void hasTheGroupPropertyAndTheExactTrivialValues() {
        for (int d = 1; d <= 64; d += 7) {
            ComplexMatrix a = RandomMatrices.gaussian(d, d, 40 + d).scaled(1.5 / Math.sqrt(d));
            ComplexMatrix product = MatrixExponential.of(a).times(MatrixExponential.of(a.scaled(-1)));
            assertTrue(product.distance(ComplexMatrix.identity(d)) < 2e-13);
            assertEquals(ComplexMatrix.identity(d), MatrixExponential.of(ComplexMatrix.zero(d, d)));
        }
        ComplexMatrix tiny = MatrixExponential.of(ComplexMatrix.diagonal(new double[] {-1e4, -800, 0}, new double[3]));
        assertTrue(tiny.distance(ComplexMatrix.diagonal(new double[] {0, 0, 1}, new double[3])) < 1e-12);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 64, 256})
    void agreesWithTheEigendecompositionOfAHermitianMatrix(int d) {
        ComplexMatrix h = RandomMatrices.hermitian(d, 60 + d);
        double factor = 0.7;
        ComplexMatrix byPade = MatrixExponential.of(h.scaled(0, -factor));
        ComplexMatrix byEigen = MatrixExponential.hermitian(h, factor);
        assertTrue(byPade.distance(byEigen) < 1e-15 * (2 + d), "distance " + byPade.distance(byEigen));
        assertTrue(byEigen.unitarityDefect() < 5e-14);
    }

    @Test
    void rejectsWhatHasNoExponentialInDouble() {
        assertThrows(IllegalArgumentException.class, () -> MatrixExponential.of(ComplexMatrix.zero(2, 3)));
        ComplexMatrix growing = ComplexMatrix.identity(2).scaled(1e4);
        ArithmeticException error = assertThrows(ArithmeticException.class, () -> MatrixExponential.of(growing));
        assertTrue(error.getMessage().contains("overflows"));
        ComplexMatrix infinite = ComplexMatrix.ofReal(new double[][] {{Double.POSITIVE_INFINITY}});
        assertThrows(IllegalArgumentException.class, () -> MatrixExponential.of(infinite));
    }
}
