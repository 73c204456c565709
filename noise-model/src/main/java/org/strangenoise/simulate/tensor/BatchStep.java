package org.strangenoise.simulate.tensor;

import org.strangenoise.math.CacheLines;
import org.strangenoise.simulate.kernel.LaneKernel;
import org.strangenoise.simulate.kernel.SparseMap;
import org.strangenoise.simulate.kernel.TensorKernel;
import org.strangenoise.simulate.tensor.TensorOperation.OneQubitMap;
import org.strangenoise.simulate.tensor.TensorOperation.PhaseRotation;
import org.strangenoise.simulate.tensor.TensorOperation.SeveralQubitMap;

/** One operation on many states. */
@FunctionalInterface
interface BatchStep {

    void apply(TensorBatch batch);

    /** Constant, so that its loops are compiled into ours. */
    LaneKernel LANES = LaneKernel.best();

    static BatchStep of(int qubits, TensorOperation operation) {
        if (operation instanceof OneQubitMap map) {
            return batch -> map(batch.rows(), map);
        }
        if (operation instanceof PhaseRotation rotation) {
            return rotation(qubits, rotation);
        }
        if (operation instanceof SeveralQubitMap map) {
            SparseMap sparse = SparseMap.of(
                    map.matrix(), map.qubits().stream().mapToInt(q -> q).toArray());
            return batch -> multiply(batch, sparse);
        }
        RegisterPass pass = new RegisterPass(qubits, operation);
        return batch -> batch.eachState(column -> pass.apply(column, Workers.NONE));
    }

    private static void map(double[][] rows, OneQubitMap map) {
        int stride = 1 << (2 * map.qubit());
        double[] m = map.matrix();
        TensorKernel.Shape shape = TensorKernel.Shape.of(m);
        for (int group = 0; group < rows.length / 4; group++) {
            int low = group & (stride - 1);
            int at = ((group ^ low) << 2) | low;
            double[] a = rows[at];
            double[] b = rows[at + stride];
            double[] c = rows[at + 2 * stride];
            double[] d = rows[at + 3 * stride];
            switch (shape) {
                case FULL -> LANES.full(a, b, c, d, CacheLines.LEAD, m);
                case REAL -> {
                    LANES.three(a, b, c, CacheLines.LEAD, m);
                    LANES.scale(d, CacheLines.LEAD, m[15]);
                }
                case BLOCKS -> {
                    LANES.two(a, b, CacheLines.LEAD, m[0], m[1], m[4], m[5]);
                    LANES.two(c, d, CacheLines.LEAD, m[10], m[11], m[14], m[15]);
                }
            }
        }
    }

    private static BatchStep rotation(int qubits, PhaseRotation rotation) {
        Tile whole = Tile.of(qubits, (1 << qubits) - 1);
        double[][] factors = RotationFactors.ofOthers(whole, rotation);
        int stride = 1 << (2 * rotation.qubit());
        return batch -> {
            double[][] rows = batch.rows();
            for (int group = 0; group < factors[0].length; group++) {
                double cos = factors[0][group];
                double sin = factors[1][group];
                if (sin != 0 || cos != 1) {
                    int low = group & (stride - 1);
                    int at = (((group ^ low) << 2) | low) + 2 * stride;
                    LANES.two(rows[at], rows[at + stride], CacheLines.LEAD, cos, -sin, sin, cos);
                }
            }
        };
    }

    private static void multiply(TensorBatch batch, SparseMap map) {
        double[][] rows = batch.rows();
        int[] offsets = map.offsets();
        double[][] old = batch.scratch(offsets.length);
        for (int group = 0; group < rows.length / offsets.length; group++) {
            int base = map.base(group);
            for (int k = 0; k < offsets.length; k++) {
                double[] row = rows[base + offsets[k]];
                System.arraycopy(row, 0, old[k], 0, row.length);
                java.util.Arrays.fill(row, 0);
            }
            for (int r = 0; r < offsets.length; r++) {
                for (int k = map.starts()[r]; k < map.starts()[r + 1]; k++) {
                    LANES.add(rows[base + offsets[r]], map.values()[k], old[map.columns()[k]], CacheLines.LEAD);
                }
            }
        }
    }
}
