package org.strangenoise.circuit;

import java.util.List;
import java.util.Optional;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.MatrixExponential;

/**
 * A gate on any number of qubits given only by a Hamiltonian that is not diagonal, {@code U = exp(-i angle axis)}; e.g.
 * the exchange interaction of all pairs.
 *
 * @param name the name under which a device lists its duration
 * @param parameters radians, as its constructor takes them
 * @param qubits the qubits acted on; letter k of the axis' strings belongs to the k-th
 * @param exponent angle and axis
 */
public record HamiltonianOperation(String name, List<Double> parameters, List<Integer> qubits, Generator exponent)
        implements UnitaryOperation {

    /** Checks the components, of which it keeps copies. */
    public HamiltonianOperation {
        qubits = Operation.requireDistinct(name, qubits);
        parameters = List.copyOf(parameters);
        if (exponent.axis().qubits() != qubits.size()) {
            throw new IllegalArgumentException("Argument `exponent` of " + name + " must act on " + qubits.size()
                    + " qubits, but acts on " + exponent.axis().qubits());
        }
    }

    @Override
    public Optional<Generator> generator() {
        return Optional.of(exponent);
    }

    @Override
    public ComplexMatrix matrix() {
        return MatrixExponential.hermitian(exponent.axis().matrix(), exponent.angle());
    }

    @Override
    public HamiltonianOperation inverse() {
        return new HamiltonianOperation(
                name, parameters.stream().map(p -> -p).toList(), qubits, exponent.withAngle(-exponent.angle()));
    }

    @Override
    public HamiltonianOperation on(List<Integer> newQubits) {
        return new HamiltonianOperation(name, parameters, newQubits, exponent);
    }
}
