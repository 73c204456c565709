package org.strangenoise.simulate.kernel;

/**
 * A real matrix on several base-4 digits by its rows' nonzero entries.
 *
 * @param offsets of the 4^k local indices in the stretch
 * @param strides 4^digit of the digits acted on, ascending
 * @param starts of the rows in the next two, and their end
 */
public record SparseMap(int[] offsets, int[] strides, int[] starts, int[] columns, double[] values) {

    /**
     * The map of a dense row-major matrix.
     *
     * @param digits position of each local digit in the stretch
     */
    public static SparseMap of(double[] matrix, int[] digits) {
        int size = 1 << (2 * digits.length);
        int[] offsets = new int[size];
        for (int local = 0; local < size; local++) {
            for (int k = 0; k < digits.length; k++) {
                offsets[local] += ((local >> (2 * k)) & 3) << (2 * digits[k]);
            }
        }
        int[] strides = new int[digits.length];
        for (int k = 0; k < digits.length; k++) {
            strides[k] = 1 << (2 * digits[k]);
        }
        java.util.Arrays.sort(strides);
        int nonZero = 0;
        for (double value : matrix) {
            nonZero += value == 0 ? 0 : 1;
        }
        int[] starts = new int[size + 1];
        int[] columns = new int[nonZero];
        double[] values = new double[nonZero];
        int at = 0;
        for (int r = 0; r < size; r++) {
            starts[r] = at;
            for (int c = 0; c < size; c++) {
                if (matrix[r * size + c] != 0) {
                    columns[at] = c;
                    values[at++] = matrix[r * size + c];
                }
            }
        }
        starts[size] = at;
        return new SparseMap(offsets, strides, starts, columns, values);
    }

    /** The first index of a group: the group's number with a zero digit put in at every stride. */
    public int base(int group) {
        int base = group;
        for (int stride : strides) {
            int low = base & (stride - 1);
            base = ((base ^ low) << 2) | low;
        }
        return base;
    }
}
