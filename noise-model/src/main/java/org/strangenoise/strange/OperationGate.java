package org.strangenoise.strange;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redfx.strange.Block;
import org.redfx.strange.BlockGate;
import org.redfx.strange.Complex;
import org.redfx.strange.QuantumExecutionEnvironment;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;

/**
 * Any unitary operation as a Strange gate. It covers all qubits from the lowest to the highest that the operation acts
 * on. On Strange's own simulator it is a dense matrix in single precision, made when first asked for; alone in its Step
 * it acts there as it should on any qubits.
 */
public final class OperationGate extends BlockGate<OperationGate> implements ExactGate {

    private static final int MAX_QUBITS = StoredMatrix.MAX_DENSE_QUBITS;

    private final UnitaryOperation operation;
    private Complex @Nullable [][] matrix;

    /** The operation as a gate. */
    public OperationGate(UnitaryOperation operation) {
        super(new Block(operation.name(), span(operation)), Collections.min(operation.qubits()));
        this.operation = operation;
    }

    private static int span(UnitaryOperation operation) {
        return Collections.max(operation.qubits()) - Collections.min(operation.qubits()) + 1;
    }

    @Override
    public List<Operation> operations() {
        return List.of(current());
    }

    private UnitaryOperation current() {
        return inverse ? operation.inverse() : operation;
    }

    @Override
    public void setInverse(boolean inverted) {
        synchronized (this) {
            super.setInverse(inverted);
            matrix = null;
        }
    }

    @Override
    public String getCaption() {
        return operation.name();
    }

    @Override
    public String getName() {
        return operation.name();
    }

    /** False: Strange is to use the matrix, not the empty block. */
    @Override
    public boolean hasOptimization() {
        return false;
    }

    @Override
    public Complex[][] getMatrix() {
        return getMatrix(null);
    }

    /** The matrix over all covered qubits, lowest least significant. */
    @Override
    public synchronized Complex[][] getMatrix(@Nullable QuantumExecutionEnvironment environment) {
        if (matrix == null) {
            matrix = embedded(current(), getMainQubitIndex(), getSize());
        }
        return matrix;
    }

    /** The operation on {@code span} qubits from {@code lowest} on, the identity on those it does not act on. */
    private static Complex[][] embedded(UnitaryOperation operation, int lowest, int span) {
        if (span > MAX_QUBITS) {
            throw new IllegalStateException("gate " + operation.name() + " covers " + span
                    + " qubits, too many for the dense matrix that Strange's own simulator needs: at most "
                    + MAX_QUBITS);
        }
        ComplexMatrix local = operation.matrix();
        int size = 1 << span;
        int[] offsets = new int[local.rows()];
        for (int k = 0; k < operation.qubits().size(); k++) {
            int bit = 1 << (operation.qubits().get(k) - lowest);
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] |= ((i >> k) & 1) * bit;
            }
        }
        int acted = offsets[offsets.length - 1];
        Complex[][] full = new Complex[size][size];
        for (Complex[] row : full) {
            java.util.Arrays.fill(row, Complex.ZERO);
        }
        for (int rest = 0; rest < size; rest++) {
            if ((rest & acted) == 0) {
                for (int r = 0; r < offsets.length; r++) {
                    for (int c = 0; c < offsets.length; c++) {
                        full[rest | offsets[r]][rest | offsets[c]] = new Complex(local.re(r, c), local.im(r, c));
                    }
                }
            }
        }
        return full;
    }
}
