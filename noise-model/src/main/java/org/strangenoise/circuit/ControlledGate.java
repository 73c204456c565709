package org.strangenoise.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;

/**
 * Gates under one more control. A global phase of the gate becomes a phase of the control, so that matrices and
 * exponents must be exact including theirs.
 */
public final class ControlledGate {

    private ControlledGate() {}

    /**
     * The gate where the control is |1>, the identity where it is |0>. The control comes first in the qubits. Cost 4^k
     * for a dense gate of k qubits.
     */
    public static UnitaryOperation of(UnitaryOperation gate, int control) {
        List<Integer> qubits = new ArrayList<>();
        qubits.add(control);
        qubits.addAll(gate.qubits());
        String name = StandardGates.controlledName(gate.name()).orElse("c" + gate.name());
        if (gate instanceof DiagonalOperation diagonal) {
            return new DiagonalOperation(name, diagonal.parameters(), qubits, controlled(diagonal.exponent()));
        }
        if (gate instanceof HamiltonianOperation hamiltonian) {
            return new HamiltonianOperation(name, hamiltonian.parameters(), qubits, controlled(hamiltonian.exponent()));
        }
        if (gate.equals(Gates.x(gate.qubits().get(0)))) {
            return Gates.cnot(control, gate.qubits().get(0));
        }
        return new MatrixOperation(name, gate.parameters(), qubits, controlled(gate.matrix()), Optional.empty());
    }

    /** {@code P (x) axis} with the projector P = (I - Z)/2 to |1> on the first letter. */
    private static Generator controlled(Generator exponent) {
        List<PauliSum.Term> terms = new ArrayList<>();
        for (PauliSum.Term term : exponent.axis().terms()) {
            String letters = term.string().letters();
            terms.add(new PauliSum.Term(term.coefficient() / 2, new PauliString("I" + letters)));
            terms.add(new PauliSum.Term(-term.coefficient() / 2, new PauliString("Z" + letters)));
        }
        return new Generator(exponent.angle(), new PauliSum(exponent.axis().qubits() + 1, terms));
    }

    /** Bit 0 of the new index is the control. */
    private static ComplexMatrix controlled(ComplexMatrix matrix) {
        int d = matrix.rows();
        double[] re = new double[4 * d * d];
        double[] im = new double[4 * d * d];
        for (int r = 0; r < d; r++) {
            re[2 * r * 2 * d + 2 * r] = 1;
            for (int c = 0; c < d; c++) {
                int at = (2 * r + 1) * 2 * d + 2 * c + 1;
                re[at] = matrix.re(r, c);
                im[at] = matrix.im(r, c);
            }
        }
        return ComplexMatrix.of(2 * d, 2 * d, re, im);
    }
}
