package org.strangenoise.simulate.kernel;

/**
 * A complex matrix times some vectors side by side. No fused multiply-adds, so that a machine without them is as quick;
 * a pair of terms is summed first, then added.
 */
public interface BlockKernel {

    /**
     * How many vectors. Entry j of vector k has its real part at {@code 2 j WIDTH + k}, its imaginary part WIDTH on.
     */
    int WIDTH = 8;

    /** Writes the products to {@code out}, in the places of {@code in}. */
    void multiply(PairedRows matrix, double[] in, double[] out);

    /** The vector kernel where the module jdk.incubator.vector is present, the scalar one otherwise. */
    static BlockKernel best() {
        return Kernels.BLOCKS;
    }

    /** One vector after the other, whose sums stay in registers. */
    final class Scalar implements BlockKernel {

        @Override
        public void multiply(PairedRows matrix, double[] in, double[] out) {
            for (int i = 0; i < matrix.size(); i++) {
                for (int k = 0; k < WIDTH; k++) {
                    entry(matrix, i, k, in, out);
                }
            }
        }

        private static void entry(PairedRows matrix, int row, int vector, double[] in, double[] out) {
            double[] weights = matrix.weights;
            double re = 0;
            double im = 0;
            for (int p = matrix.starts[row]; p < matrix.starts[row + 1]; p++) {
                double a = weights[4 * p];
                double b = weights[4 * p + 1];
                double c = weights[4 * p + 2];
                double d = weights[4 * p + 3];
                int at = 2 * WIDTH * matrix.first[p] + vector;
                int other = 2 * WIDTH * matrix.second[p] + vector;
                double x = in[at];
                double y = in[at + WIDTH];
                double u = in[other];
                double v = in[other + WIDTH];
                re += a * x - b * y + (c * u - d * v);
                im += a * y + b * x + (c * v + d * u);
            }
            out[2 * WIDTH * row + vector] = re;
            out[(2 * row + 1) * WIDTH + vector] = im;
        }
    }
}
