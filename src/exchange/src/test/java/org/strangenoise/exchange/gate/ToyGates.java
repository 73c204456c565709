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

/**
 * Gates from outside, as a jar of somebody's own would bring them: cross resonance, exp(-i t (Z X - 1 X / 3) / 2), and
 * the same with t = 0.7 for which Programs have a class.
 */
public final class ToyGates implements GateProvider {

    @Override
    public List<StandardGate> gates() {
        return List.of(angled(), angleless());
    }

    private static StandardGate angled() {
        return StandardGate.of("toy", 1, 2, "exp(-i t (Z X - 1 X / 3) / 2)", (a, q) -> gate(a, q))
                .operation("cross_resonance")
                .in(GateFormat.STDGATES, "toy", "toy_too")
                .in(GateFormat.QELIB1)
                .in(GateFormat.AER)
                .in(GateFormat.BRAKET, "toyx")
                .in(
                        GateFormat.OPENQASM2,
                        "(theta) a, b { h b; CX a, b; U(0, 0, theta) b; CX a, b; U(0, 0, -theta/3) b; h b; }")
                .also("toy_of_devices");
    }

    private static StandardGate angleless() {
        return StandardGate.of("toy_fixed", 0, 2, "toy with t = 0.7", (a, q) -> fixed(q))
                .in(GateFormat.STRANGE_JAVA, ToyStrangeGate.class.getName() + "(%s)");
    }

    static UnitaryOperation fixed(List<Integer> qubits) {
        return MatrixOperation.of(
                "toy_fixed", qubits, gate(List.of(0.7), qubits).matrix());
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
