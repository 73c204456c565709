package org.strangenoise.simulate.kernel;

import java.util.Arrays;

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

    /** Loops that the just-in-time compiler may turn into vector instructions. */
    final class Scalar implements BlockKernel {

        @Override
        public void multiply(PairedRows matrix, double[] in, double[] out) {
            double[] re = new double[WIDTH];
            double[] im = new double[WIDTH];
            for (int i = 0; i < matrix.size(); i++) {
                Arrays.fill(re, 0);
                Arrays.fill(im, 0);
                for (int p = matrix.starts[i]; p < matrix.starts[i + 1]; p++) {
                    double a = matrix.weights[4 * p];
                    double b = matrix.weights[4 * p + 1];
                    double c = matrix.weights[4 * p + 2];
                    double d = matrix.weights[4 * p + 3];
                    int x = 2 * WIDTH * matrix.first[p];
                    int u = 2 * WIDTH * matrix.second[p];
                    for (int k = 0; k < WIDTH; k++) {
                        re[k] += a * in[x + k] - b * in[x + WIDTH + k] + (c * in[u + k] - d * in[u + WIDTH + k]);
                    }
                    for (int k = 0; k < WIDTH; k++) {
                        im[k] += a * in[x + WIDTH + k] + b * in[x + k] + (c * in[u + WIDTH + k] + d * in[u + k]);
                    }
                }
                System.arraycopy(re, 0, out, 2 * WIDTH * i, WIDTH);
                System.arraycopy(im, 0, out, 2 * WIDTH * i + WIDTH, WIDTH);
            }
        }
    }
}
