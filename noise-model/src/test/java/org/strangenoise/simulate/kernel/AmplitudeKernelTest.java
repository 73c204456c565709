package org.strangenoise.simulate.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both kernels against sums over matrix entries, on stretches inside longer arrays. */
class AmplitudeKernelTest {

    private static final double EXACT = 1e-14;

    private static final int OFFSET = 24;

    private static final int ROOM = 512;

    private final Random random = new Random(5);
    private final double[] re = random(ROOM);
    private final double[] im = random(ROOM);

    static List<AmplitudeKernel> kernels() {
        return List.of(new ScalarAmplitudeKernel(), AmplitudeKernel.best());
    }

    private double[] random(int length) {
        return random.doubles(length, -1, 1).toArray();
    }

    /** Entry i of the stretch is the sum of {@code factor(i, j)} times entry j; all else stays. */
    private interface Entry {
        double[] at(int i, int j);
    }

    private void assertMultiplied(int length, Entry entry, Runnable kernel) {
        // Afresh, so that numbers do not grow from one case to the next.
        System.arraycopy(random(ROOM), 0, re, 0, ROOM);
        System.arraycopy(random(ROOM), 0, im, 0, ROOM);
        double[] expectedRe = re.clone();
        double[] expectedIm = im.clone();
        for (int i = 0; i < length; i++) {
            double a = 0;
            double b = 0;
            for (int j = 0; j < length; j++) {
                double[] z = entry.at(i, j);
                a += z[0] * re[OFFSET + j] - z[1] * im[OFFSET + j];
                b += z[0] * im[OFFSET + j] + z[1] * re[OFFSET + j];
            }
            expectedRe[OFFSET + i] = a;
            expectedIm[OFFSET + i] = b;
        }
        kernel.run();
        for (int i = 0; i < ROOM; i++) {
            assertEquals(expectedRe[i], re[i], EXACT, "real part " + i + " of " + length);
            assertEquals(expectedIm[i], im[i], EXACT, "imaginary part " + i + " of " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void complexMatrix(AmplitudeKernel kernel) {
        double[] m = random(8);
        for (int length = 2; length <= 256; length *= 2) {
            for (int stride = 1; stride < length; stride *= 2) {
                int n = length;
                int s = stride;
                assertMultiplied(
                        n,
                        (i, j) -> (i & ~s) == (j & ~s) ? complex(m, entry(i, j, s)) : new double[2],
                        () -> kernel.matrix(re, im, OFFSET, n, s, m));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void realMatrix(AmplitudeKernel kernel) {
        double[] m = random(4);
        for (int length = 2; length <= 256; length *= 2) {
            for (int stride = 1; stride < length; stride *= 2) {
                int n = length;
                int s = stride;
                assertMultiplied(
                        n,
                        (i, j) -> (i & ~s) == (j & ~s) ? new double[] {m[entry(i, j, s)], 0} : new double[2],
                        () -> kernel.realMatrix(re, im, OFFSET, n, s, m));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void unitMatrices(AmplitudeKernel kernel) {
        double[] m = random(4);
        double[] a = {1, m[0], m[1], 1};
        double[] b = {1, m[2], m[3], 1};
        for (int length = 4; length <= 256; length *= 2) {
            for (int second = 2; second < length; second *= 2) {
                for (int first = 1; first < second; first *= 2) {
                    int n = length;
                    int s = first;
                    int t = second;
                    assertMultiplied(
                            n,
                            (i, j) -> (i & ~(s | t)) == (j & ~(s | t))
                                    ? new double[] {a[entry(i, j, s)] * b[entry(i, j, t)], 0}
                                    : new double[2],
                            () -> kernel.unitMatrices(re, im, OFFSET, n, s, t, m));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void fourUnitMatrices(AmplitudeKernel kernel) {
        double[] m = random(8);
        for (int[] strides : new int[][] {{4, 8, 16, 32}, {1, 4, 8, 32}, {8, 16, 32, 64}}) {
            int mask = Arrays.stream(strides).sum();
            for (int length = 2 * strides[3]; length <= 256; length *= 2) {
                int n = length;
                assertMultiplied(
                        n,
                        (i, j) -> {
                            double product = (i & ~mask) == (j & ~mask) ? 1 : 0;
                            for (int k = 0; k < 4; k++) {
                                double[] one = {1, m[2 * k], m[2 * k + 1], 1};
                                product *= one[entry(i, j, strides[k])];
                            }
                            return new double[] {product, 0};
                        },
                        () -> kernel.fourUnitMatrices(re, im, OFFSET, n, strides, m));
            }
        }
    }

    /** Number k of a run's row r goes to column k / 4, entry r, and back. */
    @ParameterizedTest
    @MethodSource("kernels")
    void columns(AmplitudeKernel kernel) {
        int[] rows = {0, 96, 40};
        double[] to = new double[65];
        kernel.gather(re, OFFSET, rows, 16, to, 5);
        for (int r = 0; r < 3; r++) {
            for (int k = 0; k < 16; k++) {
                assertEquals(re[OFFSET + rows[r] + k], to[5 + 12 * (k / 4) + 4 * r + k % 4]);
            }
        }
        double[] back = new double[ROOM];
        kernel.scatter(to, 5, back, OFFSET, rows, 16);
        double[] expected = new double[ROOM];
        for (int row : rows) {
            System.arraycopy(re, OFFSET + row, expected, OFFSET + row, 16);
        }
        assertArrayEquals(expected, back);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void lowestMatrix(AmplitudeKernel kernel) {
        double[] columns = random(16);
        for (int length = 4; length <= 256; length *= 2) {
            int n = length;
            assertMultiplied(
                    n,
                    (i, j) -> i >> 2 == j >> 2 ? new double[] {columns[4 * (j & 3) + (i & 3)], 0} : new double[2],
                    () -> kernel.lowestMatrix(re, im, OFFSET, n, columns));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void phases(AmplitudeKernel kernel) {
        for (int rows = 1; rows <= 8; rows *= 2) {
            for (int low = 1; low <= 32; low *= 2) {
                int r = rows;
                int l = low;
                int n = r * l;
                int at = 3;
                double[] table = random(2 * n);
                double[] factors = random(at + 2 * (r + l));
                assertMultiplied(
                        n,
                        (i, j) -> {
                            int row = i / l;
                            int column = i % l;
                            double[] z = times(table[i], table[n + i], factors[at + row], factors[at + r + row]);
                            return i != j
                                    ? new double[2]
                                    : times(z[0], z[1], factors[at + 2 * r + column], factors[at + 2 * r + l + column]);
                        },
                        () -> kernel.multiply(re, im, OFFSET, table, factors, at, r, l));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sums(AmplitudeKernel kernel) {
        for (int length = 2; length <= 256; length *= 2) {
            double norm = 0;
            for (int i = OFFSET; i < OFFSET + length; i++) {
                norm += re[i] * re[i] + im[i] * im[i];
            }
            assertEquals(norm, kernel.norm(re, im, OFFSET, length), 1e-12);
            for (int stride = 1; stride < length; stride *= 2) {
                double[] expected = {9, 1, 2, 3, 4, 9};
                double[] found = expected.clone();
                for (int i = 0; i < length; i++) {
                    double a = re[OFFSET + i];
                    double b = im[OFFSET + i];
                    if ((i & stride) == 0) {
                        double c = re[OFFSET + i + stride];
                        double d = im[OFFSET + i + stride];
                        expected[1] += a * c + b * d;
                        expected[2] += a * d - b * c;
                    }
                    expected[(i & stride) == 0 ? 3 : 4] += a * a + b * b;
                }
                kernel.reduce(re, im, OFFSET, length, stride, found, 1);
                for (int k = 0; k < expected.length; k++) {
                    assertEquals(expected[k], found[k], 1e-12, Arrays.toString(found));
                }
            }
        }
    }

    /** Position of row bit(i), column bit(j) in a row-major 2 x 2 matrix. */
    private static int entry(int i, int j, int stride) {
        return ((i & stride) == 0 ? 0 : 2) + ((j & stride) == 0 ? 0 : 1);
    }

    private static double[] complex(double[] m, int entry) {
        return new double[] {m[2 * entry], m[2 * entry + 1]};
    }

    private static double[] times(double a, double b, double c, double d) {
        return new double[] {a * c - b * d, a * d + b * c};
    }
}
