package org.strangenoise.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixProductTest {

    /** The shapes lie on both sides of every width, block and parity the kernels tell apart. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "2, 3, 4",
        "5, 7, 15",
        "5, 7, 16",
        "3, 1, 17",
        "4, 32, 20",
        "4, 33, 20",
        "33, 65, 31",
        "1, 2, 64"
    })
    void isTheSumOfRowsTimesColumns(int rows, int inner, int columns) {
        ComplexMatrix a = RandomMatrices.gaussian(rows, inner, 1);
        ComplexMatrix b = RandomMatrices.gaussian(inner, columns, 2);
        ComplexMatrix product = a.times(b);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double x = 0;
                double y = 0;
                for (int k = 0; k < inner; k++) {
                    x += a.re(r, k) * b.re(k, c) - a.im(r, k) * b.im(k, c);
                    y += a.re(r, k) * b.im(k, c) + a.im(r, k) * b.re(k, c);
                }
                assertEquals(x, product.re(r, c), 1e-14 * (1 + inner));
                assertEquals(y, product.im(r, c), 1e-14 * (1 + inner));
            }
        }
    }

    @Test
    void respectsZerosAndRejectsMismatchedShapes() {
        ComplexMatrix b = RandomMatrices.gaussian(20, 20, 3);
        assertEquals(b, ComplexMatrix.identity(20).times(b));
        assertEquals(ComplexMatrix.zero(20, 20), ComplexMatrix.zero(20, 20).times(b));
        assertThrows(IllegalArgumentException.class, () -> b.times(ComplexMatrix.identity(19)));
    }
}
