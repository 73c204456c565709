package org.strangenoise.circuit;

import java.util.List;
import java.util.Optional;
import org.strangenoise.math.ComplexMatrix;

/** A gate with its exact double-precision action. */
public sealed interface UnitaryOperation extends Operation
        permits MatrixOperation, DiagonalOperation, HamiltonianOperation {

    /** The name under which a device lists its duration, e.g. {@code ry}, {@code cnot}, {@code interaction}. */
    String name();

    /** The gate's parameters in radians, in the order its constructor takes them; empty for a fixed gate. */
    List<Double> parameters();

    /** The stated Hamiltonian, absent for a gate that states none. */
    Optional<Generator> generator();

    /** The dense unitary; bit k of its index belongs to {@code qubits().get(k)}. Cost 4^k for k qubits. */
    ComplexMatrix matrix();

    /** The inverse gate, which takes as long as this one. */
    UnitaryOperation inverse();

    /** The same gate on other qubits. */
    UnitaryOperation on(List<Integer> qubits);
}
