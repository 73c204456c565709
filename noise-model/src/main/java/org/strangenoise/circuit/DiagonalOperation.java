package org.strangenoise.circuit;

import java.util.List;
import java.util.Optional;
import org.strangenoise.math.ComplexMatrix;

/**
 * A gate diagonal in the computational basis, on any number of qubits, by its symbolic Hamiltonian: {@code U = exp(-i
 * angle axis)} exactly, with an axis of Z strings. Phase tables are made by the backends.
 *
 * @param name the name under which a device lists its duration
 * @param parameters radians, as its constructor takes them
 * @param qubits the qubits acted on; letter k of the axis' strings belongs to the k-th
 * @param exponent angle and axis, all strings of I and Z
 */
public record DiagonalOperation(String name, List<Double> parameters, List<Integer> qubits, Generator exponent)
        implements UnitaryOperation {

    /** Checks the components, of which it keeps copies. */
    public DiagonalOperation {
        qubits = Operation.requireDistinct(name, qubits);
        parameters = List.copyOf(parameters);
        if (exponent.axis().qubits() != qubits.size() || !exponent.axis().isDiagonal()) {
            throw new IllegalArgumentException("Argument `exponent` of " + name + " must hold strings of I and Z on "
                    + qubits.size() + " qubits, but is " + exponent.axis());
        }
    }

    @Override
    public Optional<Generator> generator() {
        return Optional.of(exponent);
    }

    /** The 2^k angles phi_b of {@code U|b> = exp(-i phi_b)|b>}, bit k of b belonging to the k-th qubit. */
    public double[] phases() {
        return exponent.integrated().diagonal();
    }

    @Override
    public ComplexMatrix matrix() {
        double[] phases = phases();
        double[] re = new double[phases.length];
        double[] im = new double[phases.length];
        for (int b = 0; b < phases.length; b++) {
            re[b] = StrictMath.cos(phases[b]);
            im[b] = -StrictMath.sin(phases[b]);
        }
        return ComplexMatrix.diagonal(re, im);
    }

    @Override
    public DiagonalOperation inverse() {
        return new DiagonalOperation(
                name, parameters.stream().map(p -> -p).toList(), qubits, exponent.withAngle(-exponent.angle()));
    }

    @Override
    public DiagonalOperation on(List<Integer> newQubits) {
        return new DiagonalOperation(name, parameters, newQubits, exponent);
    }
}
