package org.strangenoise.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SingularValuesTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 5", "5, 2", "16, 16", "64, 33", "33, 64"})
    void squaresToTheSpectrumOfTheGramMatrix(int rows, int columns) {
        ComplexMatrix m = RandomMatrices.gaussian(rows, columns, rows + 7L * columns);
        ComplexMatrix gram = rows < columns ? m.times(m.adjoint()) : m.adjoint().times(m);
        double[] squares = HermitianEigen.eigenvalues(gram);
        double[] values = SingularValues.of(m);
        assertEquals(squares.length, values.length);
        for (int k = 0; k < values.length; k++) {
            assertEquals(squares[squares.length - 1 - k], values[k] * values[k], 1e-13 * gram.maxAbs() * values.length);
        }
    }

    @Test
    void recoversChosenValuesThroughUnitariesOnBothSides() {
        double[] chosen = {3, 2, 2, 1e-3, 1e-9, 0};
        ComplexMatrix m = RandomMatrices.unitary(6, 1)
                .times(ComplexMatrix.diagonal(chosen, new double[6]))
                .times(RandomMatrices.unitary(6, 2));
        assertArrayEquals(chosen, SingularValues.of(m), 1e-14);
    }

    /** sigma_1 sigma_2 = |det|: holds relative to the tiny value itself only if that one is accurate. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-6, 1e-12, 1e-20, 1e-60})
    void resolvesTinyValuesOfAColumnScaledMatrixRelativeToThemselves(double scale) {
        ComplexMatrix m = ComplexMatrix.of(new double[][] {{1, 0.5 * scale}, {2, 3 * scale}}, new double[][] {
            {0, 1 * scale}, {-1, 0}
        });
        // det / scale = 1 * 3 - (0.5 + i)(2 - i) = 3 - (1 + 1 + i (2 - 0.5)) = 1 - 1.5 i
        double[] values = SingularValues.of(m);
        double determinant = Math.hypot(1, 1.5) * scale;
        assertEquals(1, values[0] * values[1] / determinant, 1e-14);
    }

    @Test
    void givesTheNormsOfUnitaryZeroAndExtremeMatrices() {
        assertEquals(20, sum(RandomMatrices.unitary(20, 3)), 1e-13);
        assertArrayEquals(new double[3], SingularValues.of(ComplexMatrix.zero(5, 3)));
        ComplexMatrix h = RandomMatrices.hermitian(15, 4);
        double sum =
                DoubleStream.of(HermitianEigen.eigenvalues(h)).map(Math::abs).sum();
        assertEquals(sum, sum(h), 1e-13 * sum);
        ComplexMatrix g = RandomMatrices.gaussian(6, 6, 5);
        for (double factor : new double[] {1e-200, 1e200}) {
            assertEquals(1, sum(g.scaled(factor)) / factor / sum(g), 1e-14);
        }
        ComplexMatrix equalColumns = ComplexMatrix.of(4, 4, ones(16), ones(16));
        assertArrayEquals(new double[] {4 * Math.sqrt(2), 0, 0, 0}, SingularValues.of(equalColumns), 1e-14);
        ComplexMatrix infinite = ComplexMatrix.ofReal(new double[][] {{Double.NaN}});
        assertThrows(IllegalArgumentException.class, () -> SingularValues.of(infinite));
    }

    @Test
    void convergesAtALargeDimensionOfDeficientRank() {
        ComplexMatrix m = RandomMatrices.gaussian(120, 10, 6).times(RandomMatrices.gaussian(10, 120, 7));
        double[] values = SingularValues.of(m);
        assertTrue(values[9] > 1e-2 * values[0]);
        assertTrue(values[10] < 1e-14 * values[0]);
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The trace norm. */
    private static double sum(ComplexMatrix m) {
        return DoubleStream.of(SingularValues.of(m)).sum();
    }
}
