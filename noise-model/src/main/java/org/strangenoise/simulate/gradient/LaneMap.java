package org.strangenoise.simulate.gradient;

import java.util.Arrays;
import java.util.Optional;
import org.strangenoise.simulate.kernel.LaneLoops;
import org.strangenoise.simulate.kernel.SparseMap;
import org.strangenoise.simulate.tensor.TensorMap;

/**
 * A {@link SwitchedMap} on many coalitions at once: one row a coefficient of the density tensor, one lane a coalition.
 * Entries that some coalition has nonzero hold a value for each lane.
 */
final class LaneMap {

    private final SparseMap pattern;
    /** By entry of the pattern and lane; a single value where all coalitions share it. */
    private final double[][] values;

    private final Optional<TensorMap> fixed;

    private LaneMap(SparseMap pattern, double[][] values, Optional<TensorMap> fixed) {
        this.pattern = pattern;
        this.values = values;
        this.fixed = fixed;
    }

    /**
     * The map of some coalitions.
     *
     * @param combinations index of each lane's combination of the switches
     */
    static LaneMap of(SwitchedMap map, int[] combinations) {
        SparseMap pattern = map.pattern();
        int size = pattern.offsets().length;
        double[][] values = new double[pattern.columns().length][];
        for (int r = 0; r < size; r++) {
            for (int k = pattern.starts()[r]; k < pattern.starts()[r + 1]; k++) {
                int entry = r * size + pattern.columns()[k];
                values[k] = map.switches().isEmpty()
                        ? new double[] {map.matrices()[0][entry]}
                        : Arrays.stream(combinations)
                                .mapToDouble(c -> map.matrices()[c][entry])
                                .toArray();
            }
        }
        return new LaneMap(pattern, values, map.fixed());
    }

    /**
     * Replaces every lane's coefficients by their image.
     *
     * @param scratch as many rows as the map has, at least
     */
    void apply(double[][] rows, double[][] scratch) {
        if (fixed.isPresent()) {
            laneByLane(rows, fixed.get());
            return;
        }
        int[] offsets = pattern.offsets();
        for (int group = 0; group < rows.length / offsets.length; group++) {
            int base = pattern.base(group);
            for (int k = 0; k < offsets.length; k++) {
                double[] row = rows[base + offsets[k]];
                System.arraycopy(row, 0, scratch[k], 0, row.length);
                Arrays.fill(row, 0);
            }
            for (int r = 0; r < offsets.length; r++) {
                double[] row = rows[base + offsets[r]];
                for (int k = pattern.starts()[r]; k < pattern.starts()[r + 1]; k++) {
                    double[] from = scratch[pattern.columns()[k]];
                    if (values[k].length == 1) {
                        LaneLoops.add(row, values[k][0], from);
                    } else {
                        LaneLoops.addProducts(row, values[k], from);
                    }
                }
            }
        }
    }

    private static void laneByLane(double[][] rows, TensorMap map) {
        double[] column = new double[rows.length];
        for (int lane = 0; lane < rows[0].length; lane++) {
            for (int k = 0; k < rows.length; k++) {
                column[k] = rows[k][lane];
            }
            map.apply(column);
            for (int k = 0; k < rows.length; k++) {
                rows[k][lane] = column[k];
            }
        }
    }
}
