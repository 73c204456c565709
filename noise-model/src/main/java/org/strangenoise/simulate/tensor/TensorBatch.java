package org.strangenoise.simulate.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.strangenoise.math.CacheLines;
import org.strangenoise.simulate.kernel.LaneLoops;
import org.strangenoise.state.DensityTensor;
import org.strangenoise.state.InitialState;

/**
 * The density tensors of many states of the same register: one row a coefficient, one lane a state, after the lead of
 * {@link CacheLines}.
 */
public final class TensorBatch {

    private static final double ROOT2 = Math.sqrt(2);

    /** Numbers that stay in the first-level cache. */
    private static final int CACHE = 4096;

    /** Registers from here on are better served one state after the other. */
    private static final int MAX_QUBITS = 5;

    private final int qubits;
    private final double[][] rows;
    private double[][] scratch = {};

    /** A batch of zeros. */
    public TensorBatch(int qubits, int lanes) {
        this.qubits = qubits;
        this.rows = new double[1 << (2 * qubits)][CacheLines.LEAD + lanes];
    }

    /** A batch of initial states. */
    public static TensorBatch of(List<? extends InitialState> initials) {
        int qubits = initials.get(0).qubits();
        TensorBatch batch = new TensorBatch(qubits, initials.size());
        double[] column = new double[1 << (2 * qubits)];
        for (int lane = 0; lane < initials.size(); lane++) {
            DensityTensor.write(initials.get(lane), column);
            batch.put(lane, column);
        }
        return batch;
    }

    /** The number of states to take at a time; 0 if a batch does not pay. */
    public static int lanes(int qubits) {
        return qubits > MAX_QUBITS ? 0 : Math.min(128, Math.max(16, CACHE >> (2 * qubits)));
    }

    public int lanes() {
        return rows[0].length - CacheLines.LEAD;
    }

    /** Of all states. */
    int numbers() {
        return rows.length * lanes();
    }

    double[][] rows() {
        return rows;
    }

    double[][] scratch(int count) {
        if (scratch.length < count) {
            scratch = new double[count][rows[0].length];
        }
        return scratch;
    }

    private void put(int lane, double[] column) {
        for (int k = 0; k < rows.length; k++) {
            rows[k][CacheLines.LEAD + lane] = column[k];
        }
    }

    /** Copies one state's coefficients. */
    public void get(int lane, double[] column) {
        for (int k = 0; k < rows.length; k++) {
            column[k] = rows[k][CacheLines.LEAD + lane];
        }
    }

    /** Changes every state by itself. */
    void eachState(Consumer<double[]> change) {
        double[] column = new double[rows.length];
        for (int lane = 0; lane < lanes(); lane++) {
            get(lane, column);
            change.accept(column);
            put(lane, column);
        }
    }

    /** Adds a multiple of another batch. */
    public void add(double factor, TensorBatch other) {
        for (int k = 0; k < rows.length; k++) {
            LaneLoops.addAfterLead(rows[k], factor, other.rows[k]);
        }
    }

    /** Writes Tr rho^2 of every state, after the lead. */
    public void purities(double[] out) {
        Arrays.fill(out, 0);
        for (double[] row : rows) {
            LaneLoops.addSquares(out, row);
        }
    }

    /**
     * Writes x, y and z of a qubit to {@code out[0]}, {@code out[1]}, {@code out[2]}, every state in its lane after the
     * lead.
     */
    public void blochVectors(int qubit, double[][] out) {
        int others = ((1 << qubits) - 1) ^ (1 << qubit);
        int digit = 1 << (2 * qubit);
        for (double[] component : out) {
            Arrays.fill(component, 0);
        }
        int b = 0;
        do {
            int at = DensityTensor.spread(b);
            LaneLoops.addAfterLead(out[0], ROOT2, rows[at + 2 * digit]);
            LaneLoops.addAfterLead(out[1], ROOT2, rows[at + 3 * digit]);
            LaneLoops.addAfterLead(out[2], 1, rows[at]);
            LaneLoops.addAfterLead(out[2], -1, rows[at + digit]);
            b = (b - others) & others;
        } while (b != 0);
    }
}
