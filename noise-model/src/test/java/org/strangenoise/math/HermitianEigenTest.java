package org.strangenoise.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HermitianEigenTest {

    @Test
    void decomposesRandomMatricesOfEveryDimensionToRounding() {
        for (int d = 1; d <= 64; d++) {
            assertDecomposes(RandomMatrices.hermitian(d, d), 1e-14);
        }
    }

    /** A Hermitian A + iB has, each twice, the eigenvalues of the real symmetric [[A, -B], [B, A]]. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13, 33})
    void agreesWithTheRealSymmetricEmbedding(int d) {
        ComplexMatrix h = RandomMatrices.hermitian(d, 100 + d);
        double[][] embedding = new double[2 * d][2 * d];
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                embedding[r][c] = h.re(r, c);
                embedding[r + d][c + d] = h.re(r, c);
                embedding[r][c + d] = -h.im(r, c);
                embedding[r + d][c] = h.im(r, c);
            }
        }
        double[] doubled = new EigenDecomposition(new Array2DRowRealMatrix(embedding)).getRealEigenvalues();
        Arrays.sort(doubled);
        double[] values = HermitianEigen.of(h).eigenvalues();
        for (int k = 0; k < d; k++) {
            assertEquals(doubled[2 * k], values[k], 1e-12 * h.maxAbs());
            assertEquals(doubled[2 * k + 1], values[k], 1e-12 * h.maxAbs());
        }
    }

    /** The eigenvalues of a circulant are the discrete Fourier transform of its first column. */
    @Test
    void findsTheSpectrumOfALargeCirculant() {
        int d = 512;
        Random random = new Random(4);
        double[] columnRe = new double[d];
        double[] columnIm = new double[d];
        for (int k = 1; k < d / 2; k++) {
            columnRe[k] = random.nextGaussian();
            columnIm[k] = random.nextGaussian();
            columnRe[d - k] = columnRe[k];
            columnIm[d - k] = -columnIm[k];
        }
        columnRe[0] = 0.3;
        columnRe[d / 2] = -1.1;
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        double[] expected = new double[d];
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                re[r * d + c] = columnRe[Math.floorMod(r - c, d)];
                im[r * d + c] = columnIm[Math.floorMod(r - c, d)];
                double angle = -2 * Math.PI * (((long) r * c) % d) / d;
                expected[r] += columnRe[c] * Math.cos(angle) - columnIm[c] * Math.sin(angle);
            }
        }
        Arrays.sort(expected);
        ComplexMatrix h = ComplexMatrix.of(d, d, re, im);
        HermitianEigen eigen = assertDecomposes(h, 1e-14);
        double norm = Math.max(-expected[0], expected[d - 1]);
        assertArrayEquals(expected, eigen.eigenvalues(), 2e-14 * norm);
    }

    /** Couplings sqrt(k (d - k)) / 2 give equidistant eigenvalues -(d - 1)/2, ..., (d - 1)/2. */
    @Test
    void findsTheEquidistantSpectrumOfTheSylvesterMatrix() {
        int d = 101;
        double[][] entries = new double[d][d];
        for (int k = 1; k < d; k++) {
            entries[k - 1][k] = 0.5 * Math.sqrt(k * (d - k));
            entries[k][k - 1] = entries[k - 1][k];
        }
        double[] values = HermitianEigen.of(ComplexMatrix.ofReal(entries)).eigenvalues();
        for (int k = 0; k < d; k++) {
            assertEquals(k - 0.5 * (d - 1), values[k], 1e-12);
        }
    }

    @Test
    void keepsEigenvectorsOrthonormalInDegenerateAndNearlyDegenerateSpectra() {
        double[] degenerate = new double[40];
        for (int k = 0; k < 40; k++) {
            degenerate[k] = Math.floorDiv(k, 10);
        }
        assertDecomposes(symmetrised(RandomMatrices.hermitianWithSpectrum(degenerate, 5)), 1e-14);
        assertDecomposes(ComplexMatrix.identity(30).plus(1e-13, RandomMatrices.hermitian(30, 6)), 1e-14);
        assertDecomposes(ComplexMatrix.identity(17), 0);
        assertDecomposes(ComplexMatrix.zero(9, 9), 0);
        ComplexMatrix column = RandomMatrices.gaussian(50, 1, 7);
        double[] rankOne = assertDecomposes(symmetrised(column.times(column.adjoint())), 1e-14)
                .eigenvalues();
        double squaredLength = column.adjoint().times(column).re(0, 0);
        assertEquals(squaredLength, rankOne[49], 1e-14 * squaredLength);
        assertEquals(0, rankOne[48], 1e-14 * squaredLength);
        assertEquals(0, rankOne[0], 1e-14 * squaredLength);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-200, 1e-120, 1e-30, 1e30, 1e120, 1e200, 1e300})
    void isIndifferentToTheScaleOfTheMatrix(double factor) {
        ComplexMatrix h = RandomMatrices.hermitian(12, 8);
        double[] values = HermitianEigen.of(h).eigenvalues();
        HermitianEigen scaled = HermitianEigen.of(h.scaled(factor));
        for (int k = 0; k < 12; k++) {
            assertEquals(values[k], scaled.eigenvalue(k) / factor, 1e-14);
        }
        assertTrue(scaled.eigenvectors().unitarityDefect() < 1e-14);
        assertArrayEquals(scaled.eigenvalues(), HermitianEigen.eigenvalues(h.scaled(factor)), 1e-14 * factor);
    }

    @Test
    void decomposesGradedMatrices() {
        int d = 20;
        double[][] re = new double[d][d];
        double[][] im = new double[d][d];
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                double size = Math.pow(10, -8.0 * (r + c));
                re[r][c] = size;
                im[r][c] = r == c ? 0 : 0.5 * Integer.signum(r - c) * size;
            }
        }
        assertDecomposes(ComplexMatrix.of(re, im), 1e-14);
        double[][] wide = {{1, 1e-160, 1e-150}, {1e-160, 2e-155, 1e-155}, {1e-150, 1e-155, 1e-170}};
        assertDecomposes(ComplexMatrix.ofReal(wide), 1e-15);
    }

    @Test
    void appliesFunctions() {
        ComplexMatrix h = RandomMatrices.hermitian(11, 9);
        HermitianEigen eigen = HermitianEigen.of(h);
        assertTrue(eigen.function(x -> x * x).distance(h.times(h)) < 1e-13);
        assertTrue(eigen.function(x -> 2, x -> -3 * x)
                        .distance(ComplexMatrix.identity(11).scaled(2).plus(h.scaled(0, -3)))
                < 1e-13);
    }

    @Test
    void rejectsWhatIsNotHermitian() {
        ComplexMatrix skew = ComplexMatrix.ofReal(new double[][] {{0, 1}, {-1, 0}});
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> HermitianEigen.of(skew));
        assertTrue(error.getMessage().contains("must be Hermitian")
                && error.getMessage().contains("2.0"));
        ComplexMatrix infinite = ComplexMatrix.ofReal(new double[][] {{Double.NaN}});
        assertThrows(IllegalArgumentException.class, () -> HermitianEigen.of(infinite));
        assertThrows(IllegalArgumentException.class, () -> HermitianEigen.of(ComplexMatrix.zero(2, 3)));
    }

    private static ComplexMatrix symmetrised(ComplexMatrix m) {
        return m.plus(m.adjoint()).scaled(0.5);
    }

    private static HermitianEigen assertDecomposes(ComplexMatrix h, double tolerance) {
        HermitianEigen eigen = HermitianEigen.of(h);
        double[] values = eigen.eigenvalues();
        int d = values.length;
        double norm = Math.max(Math.abs(values[0]), Math.abs(values[d - 1]));
        ComplexMatrix v = eigen.eigenvectors();
        ComplexMatrix residual = h.times(v).minus(v.times(ComplexMatrix.diagonal(values, new double[d])));
        assertTrue(residual.maxAbs() <= tolerance * norm, "residual " + residual.maxAbs() + " at dimension " + d);
        assertTrue(v.unitarityDefect() <= 2 * tolerance, "unitarity " + v.unitarityDefect() + " at dimension " + d);
        for (int k = 1; k < d; k++) {
            assertTrue(values[k - 1] <= values[k]);
        }
        return eigen;
    }

    @Test
    void theHermitianPartIsTakenOnRequest() {
        ComplexMatrix h = RandomMatrices.hermitian(5, 9);
        ComplexMatrix skew =
                RandomMatrices.hermitian(5, 10).times(ComplexMatrix.identity(5).scaled(0, 1));
        assertArrayEquals(
                HermitianEigen.eigenvalues(h),
                HermitianEigen.eigenvaluesOfHermitianPart(h.plus(skew)),
                1e-14 * h.maxAbs());
        assertThrows(
                IllegalArgumentException.class, () -> HermitianEigen.eigenvaluesOfHermitianPart(h.scaled(Double.NaN)));
    }
}
