package org.strangenoise.exchange.gate;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Gates;
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
        return Gates.product(qubits, sequence.gates())
                .scaled(StrictMath.cos(sequence.phase()), StrictMath.sin(sequence.phase()));
    }
}
