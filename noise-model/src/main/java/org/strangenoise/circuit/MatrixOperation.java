package org.strangenoise.circuit;

import java.util.List;
import java.util.Optional;
import org.strangenoise.math.ComplexMatrix;

/**
 * A gate given by its unitary matrix.
 *
 * @param name the name under which a device lists its duration
 * @param parameters radians, as its constructor takes them
 * @param qubits the qubits acted on; bit k of the matrix index belongs to the k-th
 * @param matrix the 2^k x 2^k unitary
 * @param generator its Hamiltonian where one is stated, {@code matrix = exp(-i angle axis)} up to a global phase
 */
public record MatrixOperation(
        String name, List<Double> parameters, List<Integer> qubits, ComplexMatrix matrix, Optional<Generator> generator)
        implements UnitaryOperation {

    private static final double TOLERANCE = 1e-6;

    /** Checks the components, of which it keeps copies. */
    public MatrixOperation {
        qubits = Operation.requireDistinct(name, qubits);
        parameters = List.copyOf(parameters);
        int d = 1 << qubits.size();
        if (matrix.rows() != d || matrix.columns() != d) {
            throw new IllegalArgumentException("Argument `matrix` of " + name + " must be " + d + " x " + d + " on "
                    + qubits.size() + " qubits, but is " + matrix.rows() + " x " + matrix.columns());
        }
        double defect = matrix.unitarityDefect();
        if (!(defect <= TOLERANCE)) {
            throw new IllegalArgumentException(
                    "Argument `matrix` of " + name + " must be unitary, but U^dagger U differs from 1 by " + defect);
        }
    }

    /** A gate without a stated Hamiltonian. */
    public static MatrixOperation of(String name, List<Integer> qubits, ComplexMatrix matrix) {
        return new MatrixOperation(name, List.of(), qubits, matrix, Optional.empty());
    }

    @Override
    public MatrixOperation inverse() {
        return new MatrixOperation(
                name,
                parameters.stream().map(p -> -p).toList(),
                qubits,
                matrix.adjoint(),
                generator.map(g -> g.withAngle(-g.angle())));
    }

    @Override
    public MatrixOperation on(List<Integer> newQubits) {
        return new MatrixOperation(name, parameters, newQubits, matrix, generator);
    }
}
