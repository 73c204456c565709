package org.strangenoise.simulate.kernel;

import java.util.Arrays;

/**
 * A complex square matrix whose rows are summed two terms at a time, pairs of zeros left out: what {@link BlockKernel}
 * multiplies with. An odd last term is paired with itself at weight zero.
 */
public final class PairedRows {

    private final int size;

    /** Where the pairs of a row begin, and behind the last row where they end. */
    final int[] starts;

    /** The first column of each pair. */
    final int[] first;

    final int[] second;

    /** Four numbers a pair: real and imaginary parts of its two entries. */
    final double[] weights;

    private PairedRows(int size, int[] starts, int[] first, int[] second, double[] weights) {
        this.size = size;
        this.starts = starts;
        this.first = first;
        this.second = second;
        this.weights = weights;
    }

    /**
     * Of a matrix.
     *
     * @param re real parts, row by row
     * @param im imaginary parts
     */
    public static PairedRows of(int size, double[] re, double[] im) {
        int most = size * ((size + 1) / 2);
        int[] starts = new int[size + 1];
        int[] first = new int[most];
        int[] second = new int[most];
        double[] weights = new double[4 * most];
        int count = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j += 2) {
                int next = Math.min(j + 1, size - 1);
                boolean alone = next == j;
                double a = re[i * size + j];
                double b = im[i * size + j];
                double c = alone ? 0 : re[i * size + next];
                double d = alone ? 0 : im[i * size + next];
                if (a != 0 || b != 0 || c != 0 || d != 0) {
                    first[count] = j;
                    second[count] = next;
                    weights[4 * count] = a;
                    weights[4 * count + 1] = b;
                    weights[4 * count + 2] = c;
                    weights[4 * count + 3] = d;
                    count++;
                }
            }
            starts[i + 1] = count;
        }
        return new PairedRows(
                size,
                starts,
                Arrays.copyOf(first, count),
                Arrays.copyOf(second, count),
                Arrays.copyOf(weights, 4 * count));
    }

    /** How many rows and columns. */
    public int size() {
        return size;
    }
}
