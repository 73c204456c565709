package org.strangenoise.kickedtop;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Operation;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.SpinDirection;

/** Preparation of spin coherent states, and of other products of one-qubit states, by gates from |0...0>. */
public final class SpinCoherentState {

    private SpinCoherentState() {}

    /**
     * RY(theta), then RZ(-phi) on every qubit: {@code cos(theta/2)|0> + e^{-i phi} sin(theta/2)|1>} up to a global
     * phase. An angle of more than a whole turn is played as the shortest turn to the same state.
     */
    public static List<Operation> preparation(int qubits, SpinDirection direction) {
        return preparation(InitialState.coherent(qubits, direction.theta(), direction.phi()));
    }

    /** The same with a direction for each qubit; one that stays in |0> is turned by no angle, for as long. */
    public static List<Operation> preparation(InitialState.Product start) {
        List<Operation> gates = new ArrayList<>();
        for (int q = 0; q < start.qubits(); q++) {
            gates.add(Gates.ry(turn(start.directions().get(q).theta()), q));
        }
        for (int q = 0; q < start.qubits(); q++) {
            gates.add(Gates.rz(-turn(start.directions().get(q).phi()), q));
        }
        return gates;
    }

    private static double turn(double angle) {
        return Math.abs(angle) <= 2 * Math.PI ? angle : StrictMath.atan2(StrictMath.sin(angle), StrictMath.cos(angle));
    }
}
