package org.strangenoise.exchange.gate;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;

/** A sequence of gates taken as one operation of a device. */
public final class SingleGate {

    private SingleGate() {}

    /**
     * The sequence as one gate: diagonal on any number of qubits where the sequence is a phase polynomial, else a
     * matrix on at most five; empty if it is neither.
     *
     * @param name the gate's name
     * @param parameters its parameters in radians
     * @param qubits the sequence acts on qubits 0 to {@code qubits - 1}
     */
    public static Optional<UnitaryOperation> of(
            String name, List<Double> parameters, int qubits, GateSequence sequence) {
        Optional<DiagonalOperation> diagonal = PhasePolynomial.of(name, parameters, qubits, sequence);
        if (diagonal.isPresent()) {
            return Optional.of(diagonal.get());
        }
        if (qubits > GateSynthesis.LARGEST_MATRIX) {
            return Optional.empty();
        }
        ComplexMatrix product = matrix(qubits, sequence);
        List<Integer> targets = IntStream.range(0, qubits).boxed().toList();
        return Optional.of(new MatrixOperation(name, parameters, targets, product, Optional.empty()));
    }

    /** The sequence's dense matrix, phase included; for few qubits. */
    static ComplexMatrix matrix(int qubits, GateSequence sequence) {
        int d = 1 << qubits;
        ComplexMatrix product = ComplexMatrix.identity(d);
        for (UnitaryOperation gate : sequence.gates()) {
            product = embedded(gate, d).times(product);
        }
        return product.scaled(StrictMath.cos(sequence.phase()), StrictMath.sin(sequence.phase()));
    }

    private static ComplexMatrix embedded(UnitaryOperation gate, int d) {
        ComplexMatrix local = gate.matrix();
        double[][] re = new double[d][d];
        double[][] im = new double[d][d];
        for (int column = 0; column < d; column++) {
            int from = gathered(column, gate.qubits());
            for (int to = 0; to < local.rows(); to++) {
                int row = scattered(column, to, gate.qubits());
                re[row][column] = local.re(to, from);
                im[row][column] = local.im(to, from);
            }
        }
        return ComplexMatrix.of(re, im);
    }

    private static int gathered(int index, List<Integer> qubits) {
        int local = 0;
        for (int k = 0; k < qubits.size(); k++) {
            local |= (index >> qubits.get(k) & 1) << k;
        }
        return local;
    }

    private static int scattered(int index, int local, List<Integer> qubits) {
        int result = index;
        for (int k = 0; k < qubits.size(); k++) {
            result = (result & ~(1 << qubits.get(k))) | ((local >> k & 1) << qubits.get(k));
        }
        return result;
    }
}
