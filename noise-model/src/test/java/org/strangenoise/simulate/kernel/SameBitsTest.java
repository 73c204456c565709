package org.strangenoise.simulate.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A machine with the module jdk.incubator.vector and one without compute the same numbers, to the last bit. */
class SameBitsTest {

    private static final int OFFSET = 24;

    private static final int ROOM = 5000;

    private final Random random = new Random(17);

    private final TensorKernel tensor = TensorKernel.best();
    private final TensorKernel tensorTwin = new ScalarTensorKernel();
    private final AmplitudeKernel amplitude = AmplitudeKernel.best();
    private final AmplitudeKernel amplitudeTwin = new ScalarAmplitudeKernel();

    private double[] random(int length) {
        return random.doubles(length, -1, 1).toArray();
    }

    @Test
    void testsSeeTheModule() {
        assertTrue(tensor.isVector() && amplitude.isVector());
    }

    @FunctionalInterface
    private interface OnTensor {
        void apply(TensorKernel kernel, double[] x);
    }

    private void same(String what, OnTensor action) {
        double[] x = random(ROOM);
        double[] twin = x.clone();
        action.apply(tensor, x);
        action.apply(tensorTwin, twin);
        assertArrayEquals(twin, x, what);
    }

    @FunctionalInterface
    private interface OnAmplitudes {
        void apply(AmplitudeKernel kernel, double[] re, double[] im);
    }

    private void same(String what, OnAmplitudes action) {
        double[] re = random(ROOM);
        double[] im = random(ROOM);
        double[] twinRe = re.clone();
        double[] twinIm = im.clone();
        action.apply(amplitude, re, im);
        action.apply(amplitudeTwin, twinRe, twinIm);
        assertArrayEquals(twinRe, re, what);
        assertArrayEquals(twinIm, im, what);
    }

    @Test
    void mapsOfOneDigit() {
        for (TensorKernel.Shape shape : TensorKernel.Shape.values()) {
            double[] m = random(16);
            for (int i = 0; i < 16; i++) {
                int r = i / 4;
                int c = i % 4;
                boolean kept = switch (shape) {
                    case FULL -> true;
                    case REAL -> (r < 3) == (c < 3);
                    case BLOCKS -> r / 2 == c / 2;
                };
                m[i] = kept ? m[i] : 0;
            }
            assertEquals(shape, TensorKernel.Shape.of(m));
            for (int length = 4; length <= 4096; length *= 4) {
                for (int stride = 1; stride < length; stride *= 4) {
                    int n = length;
                    int s = stride;
                    same(shape + " " + n + " " + s, (kernel, x) -> kernel.map(x, OFFSET, n, s, m, shape));
                }
            }
        }
    }

    @Test
    void rotations() {
        for (int digits = 1; digits <= 6; digits++) {
            int lowDigits = RotationTables.lowDigits(digits);
            int low = 1 << (2 * lowDigits);
            int rows = 1 << (2 * (digits - 1 - lowDigits));
            for (int digit = 0; digit < digits; digit++) {
                RotationTables tables = RotationTables.of(digit, random(rows), random(rows), random(low), random(low));
                double re = random.nextDouble();
                double im = random.nextDouble();
                same(digits + " " + digit, (kernel, x) -> kernel.rotate(x, OFFSET, tables, re, im));
                double[] x = random(OFFSET + 4096);
                double[] whole = x.clone();
                new ScalarTensorKernel().rotate(x, OFFSET, tables, re, im);
                tables.whole(re, im).apply(whole, OFFSET);
                assertArrayEquals(x, whole, digits + " " + digit);
            }
        }
    }

    @Test
    void mapsOfSeveralDigits() {
        int[][] digits = {{0, 1}, {1, 0}, {1, 2}, {3, 1}, {0, 3}, {1, 2, 4}, {5, 0, 2}};
        for (int[] some : digits) {
            int size = 1 << (2 * some.length);
            double[] matrix = random(size * size);
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = random.nextInt(3) == 0 ? 0 : matrix[i];
            }
            SparseMap map = SparseMap.of(matrix, some);
            same("digits", (kernel, x) -> kernel.multiply(x, OFFSET, 4096, map, new double[16 * size]));
        }
    }

    @Test
    void gatheredRuns() {
        int[] rows = {0, 256, 1024, 640};
        same("gather", (kernel, x) -> kernel.gather(x.clone(), OFFSET, rows, 64, x, 2000));
        same("scatter", (kernel, x) -> kernel.scatter(x.clone(), 2000, x, OFFSET, rows, 64));
    }

    @Test
    void matricesOfOneAndTwoBits() {
        double[] m = random(16);
        for (int length = 2; length <= 512; length *= 2) {
            int n = length;
            for (int stride = 1; stride < length; stride *= 2) {
                int s = stride;
                String what = n + " " + s;
                same(what, (kernel, re, im) -> kernel.matrix(re, im, OFFSET, n, s, m));
                same(what, (kernel, re, im) -> kernel.realMatrix(re, im, OFFSET, n, s, m));
                for (int first = 1; first < stride; first *= 2) {
                    int f = first;
                    same(what + " " + f, (kernel, re, im) -> kernel.unitMatrices(re, im, OFFSET, n, f, s, m));
                }
            }
            if (n >= 4) {
                same("lowest " + n, (kernel, re, im) -> kernel.lowestMatrix(re, im, OFFSET, n, m));
            }
        }
    }

    @Test
    void matricesOfFourBits() {
        int[][] some = {{1, 2, 4, 8}, {4, 8, 16, 32}, {4, 8, 32, 64}, {64, 128, 256, 512}, {64, 512, 1024, 2048}};
        double[] m = random(8);
        for (int[] strides : some) {
            for (int length = 2 * strides[3]; length <= 4096; length *= 2) {
                int n = length;
                same(n + " " + strides[0], (kernel, re, im) -> kernel.fourUnitMatrices(re, im, OFFSET, n, strides, m));
            }
        }
    }

    @Test
    void gatheredColumns() {
        int[] rows = {0, 256, 1024, 640};
        for (int run : new int[] {4, 8, 16, 64}) {
            int n = run;
            same("gather", (kernel, re, im) -> kernel.gather(re, OFFSET, rows, n, im, 3));
            same("scatter", (kernel, re, im) -> kernel.scatter(re, 3, im, OFFSET, rows, n));
        }
    }

    @Test
    void phases() {
        for (int rows = 1; rows <= 32; rows *= 2) {
            for (int low = 1; low <= 64; low *= 2) {
                int r = rows;
                int l = low;
                double[] table = random(2 + 2 * r * l);
                double[] factors = random(3 + 2 * (r + l));
                same(r + " " + l, (kernel, re, im) -> kernel.multiply(re, im, OFFSET, table, factors, 3, r, l));
            }
        }
    }

    @Test
    void sums() {
        for (int length = 1; length <= 1024; length *= 2) {
            int n = length;
            same("norm " + n, (kernel, re, im) -> re[0] = kernel.norm(re, im, OFFSET, n));
            for (int stride = 1; stride < length; stride *= 2) {
                int s = stride;
                same("reduce " + n + " " + s, (kernel, re, im) -> kernel.reduce(re, im, OFFSET, n, s, re, 1));
            }
        }
    }

    @Test
    void entropies() {
        for (int length : new int[] {1, 3, 4, 7, 64, 129, 4096}) {
            double[] x = random(length);
            double[] y = random(length);
            double[] z = random(length);
            double[] out = new double[length];
            double[] twin = new double[length];
            BlochEntropies.best().entropies(x, y, z, out, 0);
            new BlochEntropies.Scalar().entropies(x, y, z, twin, 0);
            assertArrayEquals(twin, out);
        }
    }

    @FunctionalInterface
    private interface OnLanes {
        void apply(LaneKernel kernel, double[][] rows);
    }

    private void sameLanes(OnLanes action) {
        for (int lanes : new int[] {1, 3, 4, 35, 64, 127, 128}) {
            double[][] rows = new double[16][];
            double[][] twin = new double[16][];
            for (int r = 0; r < rows.length; r++) {
                rows[r] = random(3 + lanes);
                twin[r] = rows[r].clone();
            }
            action.apply(LaneKernel.best(), rows);
            action.apply(new LaneKernel.Scalar(), twin);
            for (int r = 0; r < rows.length; r++) {
                assertArrayEquals(twin[r], rows[r], lanes + " lanes");
            }
        }
    }

    @Test
    void manyStatesSideBySide() {
        assertTrue(LaneKernel.best() instanceof VectorLaneKernel);
        double[] m = random(16);
        int[] groups = {0, 1, 8, 9};
        sameLanes((kernel, rows) -> kernel.full(rows, groups, 2, 3, m));
        sameLanes((kernel, rows) -> kernel.real(rows, groups, 2, 3, m));
        sameLanes((kernel, rows) -> kernel.blocks(rows, groups, 2, 3, m));
        sameLanes((kernel, rows) -> kernel.two(rows[0], rows[1], 3, m[0], m[1], m[2], m[3]));
        sameLanes((kernel, rows) -> kernel.add(rows[0], m[0], rows[1], 3));
    }

    @Test
    void batchesTakeVectorsOnceTheyPay() {
        LaneKernel.forNext(Long.MAX_VALUE / 2);
        assertTrue(LaneKernel.forNext(1) instanceof VectorLaneKernel);
        assertTrue(BlochEntropies.forNext(1) instanceof VectorBlochEntropies);
    }

    /** Sizes even and odd, with entries and pairs of entries that are zero, and the product from its definition. */
    @Test
    void aMatrixTimesStatesSideBySide() {
        assertTrue(BlockKernel.best() instanceof VectorBlockKernel);
        int width = BlockKernel.WIDTH;
        for (int size : new int[] {1, 2, 3, 9, 50, 141}) {
            double[] re = random(size * size);
            double[] im = random(size * size);
            for (int i = 0; i < size * size; i++) {
                re[i] *= i % 3 == 0 || i / size % 4 == 1 ? 0 : 1;
                im[i] *= i % 5 == 0 || i / size % 4 == 1 ? 0 : 1;
            }
            PairedRows matrix = PairedRows.of(size, re, im);
            double[] in = random(2 * width * size);
            double[] out = new double[in.length];
            double[] twin = new double[in.length];
            BlockKernel.best().multiply(matrix, in, out);
            new BlockKernel.Scalar().multiply(matrix, in, twin);
            assertArrayEquals(twin, out, size + " rows");
            for (int i = 0; i < size; i++) {
                for (int k = 0; k < width; k++) {
                    double sumRe = 0;
                    double sumIm = 0;
                    for (int j = 0; j < size; j++) {
                        double x = in[2 * j * width + k];
                        double y = in[(2 * j + 1) * width + k];
                        sumRe += re[i * size + j] * x - im[i * size + j] * y;
                        sumIm += re[i * size + j] * y + im[i * size + j] * x;
                    }
                    assertEquals(sumRe, out[2 * i * width + k], 1e-12 * size, "row " + i + " of " + size);
                    assertEquals(sumIm, out[(2 * i + 1) * width + k], 1e-12 * size, "row " + i + " of " + size);
                }
            }
        }
    }
}
