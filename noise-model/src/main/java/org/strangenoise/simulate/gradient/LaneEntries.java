package org.strangenoise.simulate.gradient;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A square matrix of many circuits at once: by entry, row-major, a value that all circuits share, one for each circuit,
 * or nothing where all have zero.
 */
final class LaneEntries {

    private final int size;
    private final double[] @Nullable [] values;

    private LaneEntries(int size, double[] @Nullable [] values) {
        this.size = size;
        this.values = values;
    }

    /**
     * The matrices of some circuits.
     *
     * @param matrices row-major; a single one if all circuits share it
     */
    static LaneEntries of(int size, List<double[]> matrices) {
        double[] @Nullable [] values = new double[size * size][];
        for (int m = 0; m < matrices.size(); m++) {
            double[] matrix = matrices.get(m);
            for (int e = 0; e < values.length; e++) {
                if (matrix[e] != 0) {
                    double[] own = values[e];
                    if (own == null) {
                        own = new double[matrices.size()];
                        values[e] = own;
                    }
                    own[m] = matrix[e];
                }
            }
        }
        for (int e = 0; e < values.length; e++) {
            double[] own = values[e];
            if (own != null && Arrays.stream(own).allMatch(v -> v == own[0])) {
                values[e] = new double[] {own[0]};
            }
        }
        return new LaneEntries(size, values);
    }

    static LaneEntries zero(int size) {
        return new LaneEntries(size, new double[size * size][]);
    }

    int size() {
        return size;
    }

    /** True if all circuits have the same. */
    boolean isShared() {
        return Arrays.stream(values).allMatch(own -> own == null || own.length == 1);
    }

    /**
     * True if turning a qubit about z before this map of it is the same as after it: relaxation, dephasing, and turns
     * themselves.
     */
    boolean commutesWithTurns() {
        for (int axis = 0; axis < 2; axis++) {
            for (int plane = 2; plane < 4; plane++) {
                if (at(axis, plane) != null || at(plane, axis) != null) {
                    return false;
                }
            }
        }
        return areEqual(at(2, 2), 1, at(3, 3)) && areEqual(at(2, 3), -1, at(3, 2));
    }

    private static boolean areEqual(double @Nullable [] a, double factor, double @Nullable [] b) {
        if (a == null || b == null || a.length != b.length) {
            return a == null && b == null;
        }
        for (int m = 0; m < a.length; m++) {
            if (a[m] != factor * b[m]) {
                return false;
            }
        }
        return true;
    }

    /** The values of an entry; null where all circuits have zero. */
    double @Nullable [] at(int row, int column) {
        return values[row * size + column];
    }

    /** The row-major matrix of one circuit. */
    double[] matrix(int circuit) {
        double[] matrix = new double[values.length];
        for (int e = 0; e < matrix.length; e++) {
            double[] entry = values[e];
            matrix[e] = entry == null ? 0 : entry[entry.length == 1 ? 0 : circuit];
        }
        return matrix;
    }

    LaneEntries times(LaneEntries right) {
        LaneEntries product = zero(size);
        for (int r = 0; r < size; r++) {
            for (int c = 0; c < size; c++) {
                for (int k = 0; k < size; k++) {
                    product.addProduct(r * size + c, at(r, k), right.at(k, c));
                }
            }
        }
        return product;
    }

    /** The sum of this and a factor times another. */
    LaneEntries plus(double factor, LaneEntries other) {
        LaneEntries sum = zero(size);
        double[] one = {1};
        double[] weight = {factor};
        for (int e = 0; e < values.length; e++) {
            sum.addProduct(e, one, values[e]);
            sum.addProduct(e, weight, other.values[e]);
        }
        return sum;
    }

    private void addProduct(int entry, double @Nullable [] a, double @Nullable [] b) {
        if (a == null || b == null) {
            return;
        }
        int length = Math.max(a.length, b.length);
        double[] before = values[entry];
        double[] sum = new double[before == null ? length : Math.max(length, before.length)];
        for (int m = 0; m < sum.length; m++) {
            double product = a[a.length == 1 ? 0 : m] * b[b.length == 1 ? 0 : m];
            sum[m] = before == null ? product : before[before.length == 1 ? 0 : m] + product;
        }
        values[entry] = sum;
    }
}
