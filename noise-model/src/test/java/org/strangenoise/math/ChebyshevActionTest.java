package org.strangenoise.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.special.BesselJ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Chebyshev expansion against the dense exponential. */
class ChebyshevActionTest {

    private static final int DIMENSION = 24;

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 0.01, 0.7, 6.3, 40, 999.5})
    void besselFunctions(double x) {
        double[] j = ChebyshevAction.besselJ(x);
        for (int k = 0; k < j.length; k += 1 + j.length / 40) {
            assertEquals(BesselJ.value(k, x), j[k], 2e-14, "J_" + k + "(" + x + ")");
        }
    }

    /** No motion, few radians, many; the radius exact or too large. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1e-6, 1", "3, 1", "3, 2.5", "80, 1"})
    void exponentialOfAHermitianMatrix(double time, double share) {
        ComplexMatrix h = RandomMatrices.hermitian(DIMENSION, 1);
        double[] values = HermitianEigen.eigenvalues(h);
        double radius = Math.max(-values[0], values[DIMENSION - 1]) * share;
        ComplexMatrix v = RandomMatrices.gaussian(DIMENSION, 1, 2);
        ComplexMatrix expected = MatrixExponential.hermitian(h, time).times(v);
        ComplexMatrix found = acted(h.scaled(0, -1), radius, 0, time, 1e-14, v);
        assertEquals(0, found.distance(expected), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 1, 20})
    void decayOfAnySize(double strength) {
        ComplexMatrix h = RandomMatrices.hermitian(DIMENSION, 3);
        ComplexMatrix g = RandomMatrices.gaussian(DIMENSION, DIMENSION, 4);
        ComplexMatrix loss = g.times(g.adjoint()).scaled(strength / DIMENSION);
        ComplexMatrix a = h.scaled(0, -1).minus(loss);
        double decay = HermitianEigen.eigenvalues(loss)[DIMENSION - 1];
        ComplexMatrix v = RandomMatrices.gaussian(DIMENSION, 1, 5);
        ComplexMatrix expected = MatrixExponential.of(a).times(v);
        assertEquals(0, acted(a, 12, decay, 1, 1e-13, v).distance(expected), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-7, 1e-11})
    void toleranceBoundsTheError(double tolerance) {
        ComplexMatrix h = RandomMatrices.hermitian(DIMENSION, 6);
        ComplexMatrix v = RandomMatrices.gaussian(DIMENSION, 1, 7);
        ComplexMatrix expected = MatrixExponential.hermitian(h, 5).times(v);
        ComplexMatrix difference =
                acted(h.scaled(0, -1), 12, 0, 5, tolerance, v).minus(expected);
        double error = Math.sqrt(difference.adjoint().times(difference).traceRe()
                / v.adjoint().times(v).traceRe());
        assertTrue(error <= tolerance, "error " + error);
        assertTrue(error > tolerance * 1e-9, "a loose tolerance saves terms, but the error is " + error);
    }

    @Test
    void refusesAnOperatorFarBeyondTheRadius() {
        ComplexMatrix a = RandomMatrices.hermitian(DIMENSION, 8).scaled(0, -1);
        ComplexMatrix v = RandomMatrices.gaussian(DIMENSION, 1, 9);
        assertThrows(ArithmeticException.class, () -> acted(a, 1e-2, 0, 50, 1e-10, v));
    }

    @Test
    void namesTheBadArgument() {
        ComplexMatrix v = RandomMatrices.gaussian(DIMENSION, 1, 9);
        ComplexMatrix a = ComplexMatrix.identity(DIMENSION);
        IllegalArgumentException time =
                assertThrows(IllegalArgumentException.class, () -> acted(a, 1, 0, -2, 1e-10, v));
        assertTrue(time.getMessage().contains("`time`") && time.getMessage().contains("-2.0"), time.getMessage());
        assertThrows(IllegalArgumentException.class, () -> acted(a, 1, 0, 1, 0, v));
        assertThrows(IllegalArgumentException.class, () -> acted(a, Double.NaN, 0, 1, 1e-10, v));
    }

    private static ComplexMatrix acted(
            ComplexMatrix a, double radius, double decay, double time, double tolerance, ComplexMatrix v) {
        double[] re = v.re();
        double[] im = v.im();
        LinearOperator operator = (x, y, outX, outY) -> {
            ComplexMatrix image = a.times(ComplexMatrix.of(DIMENSION, 1, x, y));
            System.arraycopy(image.re(), 0, outX, 0, DIMENSION);
            System.arraycopy(image.im(), 0, outY, 0, DIMENSION);
        };
        new ChebyshevAction(operator, DIMENSION, radius, decay, time, tolerance).apply(re, im);
        return ComplexMatrix.of(DIMENSION, 1, re, im);
    }
}
