package org.strangenoise.exchange.gate;

import java.util.List;
import org.strangenoise.circuit.UnitaryOperation;

/**
 * A gate of a standard library.
 *
 * @param name the name in OpenQASM files, e.g. {@code cx}
 * @param parameters how many angles it takes
 * @param qubits how many qubits it acts on, controls first
 * @param maker the gate from its angles in radians and its qubits
 */
public record StandardGate(String name, int parameters, int qubits, Maker maker) {

    /** Makes the gate. */
    @FunctionalInterface
    public interface Maker {
        /** The gate, given as many angles and qubits as it takes. */
        UnitaryOperation make(List<Double> angles, List<Integer> qubits);
    }

    /** The gate with these angles on these qubits. */
    public UnitaryOperation on(List<Double> angles, List<Integer> targets) {
        if (angles.size() != parameters || targets.size() != qubits) {
            throw new IllegalArgumentException("Arguments `angles` and `targets` of " + name + " must have "
                    + parameters + " and " + qubits + " entries, but have " + angles.size() + " and " + targets.size());
        }
        return maker.make(angles, targets);
    }
}
