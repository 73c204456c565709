package org.strangenoise.exchange.gate;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.HamiltonianOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;

/**
 * Any gate as a sequence of {@code x}, {@code h}, {@code rx}, {@code ry}, {@code rz} and {@code cx}. A product of
 * commuting Pauli rotations on any number of qubits becomes ladders of {@code cx} around an {@code rz}; any other gate
 * on two qubits takes at most three {@code cx}, one on at most five qubits is a product of two-level rotations.
 */
public final class GateSynthesis {

    /** The largest gate of a Hamiltonian that does not commute with itself, dense as it is. */
    private static final int LARGEST_HAMILTONIAN = 3;

    /** The largest gate that is decomposed by its matrix. */
    public static final int LARGEST_MATRIX = 5;

    private GateSynthesis() {}

    /**
     * The decomposition.
     *
     * @throws NoExactFormException if the gate has no exact one here: a Hamiltonian of Pauli strings that do not
     *     commute on more than three qubits, or a matrix on more than {@value #LARGEST_MATRIX}
     */
    public static Decomposition of(UnitaryOperation gate) {
        if (gate instanceof DiagonalOperation diagonal) {
            return rotations(diagonal.exponent(), isParametric(gate, diagonal.exponent()));
        }
        if (gate instanceof HamiltonianOperation evolution
                && commute(evolution.exponent().axis())) {
            return rotations(evolution.exponent(), isParametric(gate, evolution.exponent()));
        }
        int largest = gate instanceof HamiltonianOperation ? LARGEST_HAMILTONIAN : LARGEST_MATRIX;
        if (gate.qubits().size() > largest) {
            throw new NoExactFormException("gate " + gate.name() + " on "
                    + gate.qubits().size()
                    + " qubits has no exact sequence of standard gates: its Hamiltonian must be a sum of commuting Pauli"
                    + " strings, or it must act on at most " + largest + " qubits");
        }
        return gate.qubits().size() == 2 ? TwoQubitSynthesis.of(gate.matrix()) : TwoLevelSynthesis.of(gate.matrix());
    }

    /** Whether the gate's only parameter is the angle of its Hamiltonian, so that one definition serves every angle. */
    private static boolean isParametric(UnitaryOperation gate, Generator generator) {
        return gate.parameters().equals(List.of(generator.angle()));
    }

    private static boolean commute(PauliSum axis) {
        List<PauliSum.Term> terms = axis.terms();
        for (int i = 0; i < terms.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (!commute(terms.get(i).string(), terms.get(j).string())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean commute(PauliString a, PauliString b) {
        int different = 0;
        for (int q = 0; q < a.qubits(); q++) {
            if (a.letter(q) != 'I' && b.letter(q) != 'I' && a.letter(q) != b.letter(q)) {
                different++;
            }
        }
        return different % 2 == 0;
    }

    /** exp(-i angle sum_k c_k P_k) = product of exp(-i angle c_k P_k). */
    private static Decomposition rotations(Generator generator, boolean symbolic) {
        double scale = symbolic ? 1 : generator.angle();
        List<GateCall> calls = new ArrayList<>();
        double phase = 0;
        for (PauliSum.Term term : generator.axis().terms()) {
            if (term.string().isIdentity()) {
                phase -= term.coefficient() * scale;
            } else {
                addRotation(calls, term.string(), new Angle(2 * term.coefficient() * scale, symbolic));
            }
        }
        return new Decomposition(calls, new Angle(phase, symbolic));
    }

    /** exp(-i angle P / 2): each letter turned to Z, the parity gathered on the last qubit. */
    private static void addRotation(List<GateCall> calls, PauliString string, Angle angle) {
        List<Integer> support = new ArrayList<>();
        List<GateCall> before = new ArrayList<>();
        List<GateCall> after = new ArrayList<>();
        for (int q = 0; q < string.qubits(); q++) {
            char letter = string.letter(q);
            if (letter == 'I') {
                continue;
            }
            support.add(q);
            if (letter == 'X') {
                before.add(GateCall.fixed("h", q));
                after.add(0, GateCall.fixed("h", q));
            } else if (letter == 'Y') {
                before.add(GateCall.rotation("rx", Math.PI / 2, q));
                after.add(0, GateCall.rotation("rx", -Math.PI / 2, q));
            }
        }
        int target = support.get(support.size() - 1);
        for (int k = 0; k < support.size() - 1; k++) {
            before.add(GateCall.fixed("cx", support.get(k), target));
            after.add(0, GateCall.fixed("cx", support.get(k), target));
        }
        calls.addAll(before);
        calls.add(new GateCall("rz", List.of(angle), List.of(target)));
        calls.addAll(after);
    }
}
