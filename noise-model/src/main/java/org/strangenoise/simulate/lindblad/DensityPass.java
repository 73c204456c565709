package org.strangenoise.simulate.lindblad;

import java.util.List;
import org.strangenoise.channel.SuperOperator;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.HamiltonianOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.simulate.kernel.LocalMap;
import org.strangenoise.simulate.kernel.OneQubitMap;
import org.strangenoise.simulate.kernel.PhaseTable;

/**
 * One pass over a dense row-major density matrix, in place: row bits of an index are {@code n + q}, column bits q.
 * Holds work space: not for concurrent use.
 */
@FunctionalInterface
public interface DensityPass {

    /** Larger Hamiltonian gates are carried out without their matrix. */
    int MAX_MATRIX_QUBITS = 5;

    void apply(double[] re, double[] im);

    /** {@code rho to U rho U^dagger}. */
    static DensityPass unitary(int register, UnitaryOperation operation, double tolerance, int threads) {
        List<Integer> qubits = operation.qubits();
        int[] targets = shifted(qubits, 0);
        if (operation instanceof DiagonalOperation diagonal) {
            return new PhaseTable(register, targets, diagonal.phases())::applyToDensity;
        }
        if (isWithoutMatrix(operation) && operation instanceof HamiltonianOperation hamiltonian) {
            return ContinuousEvolution.ofUnitary(register, qubits, hamiltonian.exponent(), tolerance, threads);
        }
        ComplexMatrix u = operation.matrix();
        LocalMap rows = new LocalMap(shifted(qubits, register), u.re(), u.im());
        LocalMap columns = new LocalMap(targets, u.re(), u.conjugate().im());
        return (re, im) -> {
            rows.apply(re, im);
            columns.apply(re, im);
        };
    }

    /** True for gates whose exponential acts on the state itself. */
    static boolean isWithoutMatrix(UnitaryOperation operation) {
        return operation instanceof HamiltonianOperation && operation.qubits().size() > MAX_MATRIX_QUBITS;
    }

    /** A superoperator on the given qubits. */
    static DensityPass map(int register, List<Integer> qubits, SuperOperator superOperator) {
        int k = qubits.size();
        ComplexMatrix matrix = superOperator.matrix();
        if (k == 1) {
            return new OneQubitMap(register, qubits.get(0), matrix.re(), matrix.im())::apply;
        }
        int[] bits = new int[2 * k];
        System.arraycopy(shifted(qubits, 0), 0, bits, 0, k);
        System.arraycopy(shifted(qubits, register), 0, bits, k, k);
        return new LocalMap(bits, matrix.re(), matrix.im())::apply;
    }

    private static int[] shifted(List<Integer> qubits, int by) {
        return qubits.stream().mapToInt(q -> q + by).toArray();
    }
}
