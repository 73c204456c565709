package org.strangenoise.exchange.gate;

import java.util.Arrays;
import java.util.List;

/**
 * A standard gate by name.
 *
 * @param gate a name that {@link org.strangenoise.circuit.StandardGates} knows
 * @param angles its angles
 * @param qubits its qubits, controls first
 */
public record GateCall(String gate, List<Angle> angles, List<Integer> qubits) {

    public GateCall {
        angles = List.copyOf(angles);
        qubits = List.copyOf(qubits);
    }

    static GateCall fixed(String gate, Integer... qubits) {
        return new GateCall(gate, List.of(), Arrays.asList(qubits));
    }

    static GateCall rotation(String gate, double radians, int qubit) {
        return new GateCall(gate, List.of(Angle.of(radians)), List.of(qubit));
    }
}
