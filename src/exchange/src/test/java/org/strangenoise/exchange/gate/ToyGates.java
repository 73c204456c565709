package org.strangenoise.exchange.gate;

import java.util.List;
import java.util.Optional;
import org.strangenoise.circuit.GateFormat;
import org.strangenoise.circuit.GateProvider;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.StandardGate;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.MatrixExponential;
import org.strangenoise.pauli.PauliSum;

/** A gate from outside, as a jar of somebody's own would bring it: cross resonance, exp(-i t (Z X - X 1 / 3) / 2). */
public final class ToyGates implements GateProvider {

    @Override
    public List<StandardGate> gates() {
        return List.of(StandardGate.of("toy", 1, 2, "exp(-i t (Z X - 1 X / 3) / 2)", (a, q) -> gate(a, q))
                .operation("cross_resonance")
                .in(GateFormat.STDGATES, "toy", "toy_too")
                .in(GateFormat.QELIB1)
                .in(GateFormat.AER)
                .in(GateFormat.BRAKET, "toyx")
                .in(
                        GateFormat.OPENQASM2,
                        "(theta) a, b { h b; CX a, b; U(0, 0, theta) b; CX a, b; U(0, 0, -theta/3) b; h b; }")
                .also("toy_of_devices"));
    }

    private static UnitaryOperation gate(List<Double> angles, List<Integer> qubits) {
        PauliSum axis = PauliSum.of(0.5, "ZX").plus(PauliSum.of(-1.0 / 6, "IX"));
        return new MatrixOperation(
                "cross_resonance",
                angles,
                qubits,
                MatrixExponential.hermitian(axis.matrix(), angles.get(0)),
                Optional.of(new Generator(angles.get(0), axis)));
    }
}
