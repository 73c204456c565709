package org.strangenoise.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExponentialActionTest {

    @ParameterizedTest
    @CsvSource({
        "1, 2, 1e-12",
        "2, -1, 1e-12",
        "3, 5, 1e-10",
        "5, 0.01, 1e-13",
        "17, 3, 1e-8",
        "60, 1, 1e-12",
        "60, -6, 1e-10",
        "60, 6, 1e-5"
    })
    void agreesWithTheDenseExponential(int d, double time, double tolerance) {
        ComplexMatrix a = RandomMatrices.gaussian(d, d, d).scaled(1 / Math.sqrt(d));
        assertAction(a, RandomMatrices.gaussian(d, 1, 99), time, tolerance, ExponentialAction.ofDimension(d));
        assertAction(a, RandomMatrices.gaussian(d, 1, 98), time, tolerance, ExponentialAction.of(d, 6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 10, 200})
    void staysUnitaryForASkewHermitianGenerator(double time) {
        ComplexMatrix generator = RandomMatrices.hermitian(50, 5).scaled(0, -1 / Math.sqrt(50));
        ExponentialAction action = ExponentialAction.of(50, 12);
        ComplexMatrix v = RandomMatrices.gaussian(50, 1, 6);
        assertAction(generator, v, time, 1e-11, action);
    }

    /**
     * Modes sin(pi p (k + 1) / (d + 1)) of the second difference decay at 4 sin^2(pi p / (2 (d + 1))) times its factor.
     */
    @Test
    void diffusesThroughAStiffChain() {
        int d = 999;
        double factor = 1e4;
        LinearOperator laplacian = (re, im, outRe, outIm) -> {
            for (int k = 0; k < d; k++) {
                double leftRe = k == 0 ? 0 : re[k - 1];
                double leftIm = k == 0 ? 0 : im[k - 1];
                double rightRe = k == d - 1 ? 0 : re[k + 1];
                double rightIm = k == d - 1 ? 0 : im[k + 1];
                outRe[k] = factor * (leftRe + rightRe - 2 * re[k]);
                outIm[k] = factor * (leftIm + rightIm - 2 * im[k]);
            }
        };
        int[] modes = {1, 30, 500, 998};
        double time = 0.05;
        double[] re = new double[d];
        double[] im = new double[d];
        double[] expected = new double[d];
        for (int mode : modes) {
            double rate = 4 * factor * Math.pow(Math.sin(Math.PI * mode / (2.0 * (d + 1))), 2);
            for (int k = 0; k < d; k++) {
                double amplitude = Math.sin(Math.PI * mode * (k + 1) / (d + 1));
                re[k] += amplitude;
                im[k] -= 2 * amplitude;
                expected[k] += Math.exp(-rate * time) * amplitude;
            }
        }
        // A handful of modes would span an invariant space; a spread of rounding size lets all take part.
        re[17] += 1e-13;
        ExponentialAction.ofDimension(d).apply(laplacian, time, 1e-12, re, im);
        for (int k = 0; k < d; k++) {
            assertEquals(expected[k], re[k], 1e-11);
            assertEquals(-2 * expected[k], im[k], 1e-11);
        }
    }

    @Test
    void turnsAndDampsEachComponentOfALongVector() {
        int d = 5000;
        LinearOperator diagonal = (re, im, outRe, outIm) -> {
            for (int k = 0; k < d; k++) {
                double decay = -2.0 * k / d;
                double frequency = 10 * Math.sin(k);
                outRe[k] = decay * re[k] - frequency * im[k];
                outIm[k] = decay * im[k] + frequency * re[k];
            }
        };
        double[] re = new double[d];
        double[] im = new double[d];
        for (int k = 0; k < d; k++) {
            re[k] = Math.cos(k * k);
        }
        ExponentialAction action = ExponentialAction.ofDimension(d);
        action.apply(diagonal, 1.5, 1e-12, re, im);
        double error = 0;
        for (int k = 0; k < d; k++) {
            double size = Math.cos(k * k) * Math.exp(-3.0 * k / d);
            double phase = 15 * Math.sin(k);
            error += Math.pow(re[k] - size * Math.cos(phase), 2) + Math.pow(im[k] - size * Math.sin(phase), 2);
        }
        assertTrue(Math.sqrt(error) < 1e-11 * Math.sqrt(d), "error " + Math.sqrt(error));
    }

    /** The nilpotent shift spreads a unit vector into t^k / k!. */
    @Test
    void sumsTheFiniteSeriesOfAShift() {
        int d = 40;
        double[] re = new double[d];
        re[0] = 1;
        double time = 3;
        ExponentialAction.of(d, 10)
                .apply(
                        (r, i, outRe, outIm) -> {
                            outRe[0] = 0;
                            outIm[0] = 0;
                            System.arraycopy(r, 0, outRe, 1, d - 1);
                            System.arraycopy(i, 0, outIm, 1, d - 1);
                        },
                        time,
                        1e-12,
                        re,
                        new double[d]);
        double expected = 1;
        for (int k = 0; k < d; k++) {
            assertEquals(expected, re[k], 1e-11);
            expected *= time / (k + 1);
        }
    }

    @Test
    void leavesTrivialCasesExact() {
        ExponentialAction action = ExponentialAction.ofDimension(3);
        double[] re = {1, 2, 3};
        double[] im = {0, -1, 0.5};
        LinearOperator any = operator(RandomMatrices.gaussian(3, 3, 1));
        action.apply(any, 0, 1e-12, re, im);
        assertArrayEquals(new double[] {1, 2, 3}, re);
        action.apply(operator(ComplexMatrix.zero(3, 3)), 7, 1e-12, re, im);
        assertArrayEquals(new double[] {1, 2, 3}, re, 1e-15);
        assertArrayEquals(new double[] {0, -1, 0.5}, im, 1e-15);
        double[] zero = new double[3];
        action.apply(any, 1, 1e-12, zero, new double[3]);
        assertArrayEquals(new double[3], zero);
    }

    @Test
    void rejectsBadArguments() {
        ExponentialAction action = ExponentialAction.ofDimension(2);
        LinearOperator one = operator(ComplexMatrix.identity(2));
        double[] v = {1, 1};
        assertThrows(IllegalArgumentException.class, () -> action.apply(one, 1, 1e-20, v, v.clone()));
        assertThrows(IllegalArgumentException.class, () -> action.apply(one, Double.NaN, 1e-9, v, v.clone()));
        assertThrows(IllegalArgumentException.class, () -> action.apply(one, 1, 1e-9, new double[3], new double[3]));
        assertThrows(IllegalArgumentException.class, () -> ExponentialAction.of(4, 1));
        assertThrows(IllegalArgumentException.class, () -> ExponentialAction.ofDimension(0));
    }

    private static void assertAction(
            ComplexMatrix a, ComplexMatrix v, double time, double tolerance, ExponentialAction action) {
        double[] re = v.re();
        double[] im = v.im();
        action.apply(operator(a), time, tolerance, re, im);
        ComplexMatrix expected = MatrixExponential.of(a.scaled(time)).times(v);
        double error = 0;
        double norm = 0;
        for (int k = 0; k < re.length; k++) {
            error = Math.hypot(error, Math.hypot(re[k] - expected.re(k, 0), im[k] - expected.im(k, 0)));
            norm = Math.hypot(norm, Math.hypot(expected.re(k, 0), expected.im(k, 0)));
        }
        double rounding = 1e-14 * (1 + Math.abs(time));
        assertTrue(error <= (tolerance + rounding) * norm, "error " + error / norm + " for tolerance " + tolerance);
    }

    private static LinearOperator operator(ComplexMatrix a) {
        int d = a.rows();
        return (re, im, outRe, outIm) -> {
            for (int r = 0; r < d; r++) {
                double x = 0;
                double y = 0;
                for (int c = 0; c < d; c++) {
                    x += a.re(r, c) * re[c] - a.im(r, c) * im[c];
                    y += a.re(r, c) * im[c] + a.im(r, c) * re[c];
                }
                outRe[r] = x;
                outIm[r] = y;
            }
        };
    }
}
