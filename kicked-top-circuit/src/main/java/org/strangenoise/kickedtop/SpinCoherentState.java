package org.strangenoise.kickedtop;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Operation;
import org.strangenoise.state.SpinDirection;

/** Preparation of spin coherent states by gates from |0...0>. */
public final class SpinCoherentState {

    private SpinCoherentState() {}

    /**
     * RY(theta), then RZ(-phi) on every qubit: {@code cos(theta/2)|0> + e^{-i phi} sin(theta/2)|1>} up to a global
     * phase. An angle of more than a whole turn is played as the shortest turn to the same state.
     */
    public static List<Operation> preparation(int qubits, SpinDirection direction) {
        List<Operation> gates = new ArrayList<>();
        for (int q = 0; q < qubits; q++) {
            gates.add(Gates.ry(turn(direction.theta()), q));
        }
        for (int q = 0; q < qubits; q++) {
            gates.add(Gates.rz(-turn(direction.phi()), q));
        }
        return gates;
    }

    private static double turn(double angle) {
        return Math.abs(angle) <= 2 * Math.PI ? angle : StrictMath.atan2(StrictMath.sin(angle), StrictMath.cos(angle));
    }
}
