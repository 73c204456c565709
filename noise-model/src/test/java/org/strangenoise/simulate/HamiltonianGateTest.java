package org.strangenoise.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.HamiltonianOperation;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.simulate.lindblad.DensityPass;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Readout;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.state.StateVector;

/** Gates given by a Hamiltonian on many qubits, carried out without their matrix, against the matrix. */
class HamiltonianGateTest {

    private static final List<Integer> TARGETS = List.of(6, 2, 0, 5, 1, 7, 3);

    @Test
    void stateVector() {
        StateVector expected = last(StateVectorSimulator.states(circuit(byMatrix(gate())), initial()));
        StateVector found = last(StateVectorSimulator.states(circuit(gate()), initial()));
        for (int b = 0; b < 1 << 8; b++) {
            assertEquals(expected.re(b), found.re(b), 1e-13);
            assertEquals(expected.im(b), found.im(b), 1e-13);
        }
    }

    @Test
    void densityMatrix() {
        StateVector psi = last(StateVectorSimulator.states(circuit(byMatrix(gate())), initial()));
        double[] re = new double[1 << 16];
        double[] im = new double[1 << 16];
        initial().writeDensity(re, im);
        DensityPass.unitary(8, gate(), 1e-13, 2).apply(re, im);
        for (int r = 0; r < 1 << 8; r++) {
            for (int c = 0; c < 1 << 8; c++) {
                int at = (r << 8) + c;
                assertEquals(psi.re(r) * psi.re(c) + psi.im(r) * psi.im(c), re[at], 1e-13);
                assertEquals(psi.im(r) * psi.re(c) - psi.re(r) * psi.im(c), im[at], 1e-13);
            }
        }
    }

    /** Exchange of all pairs with unequal strengths, a field, and an energy offset. */
    private static HamiltonianOperation gate() {
        Random random = new Random(1);
        int k = TARGETS.size();
        PauliSum axis = PauliSum.of(2.5, "I".repeat(k)).plus(term(k, 0.7, 'Y', 3));
        for (int i = 0; i < k; i++) {
            for (int j = i + 1; j < k; j++) {
                double strength = 0.3 + 0.2 * random.nextDouble();
                axis = axis.plus(term(k, strength, 'X', i, j)).plus(term(k, strength, 'Y', i, j));
            }
        }
        return new HamiltonianOperation("interaction", List.of(1.3), TARGETS, new Generator(1.3, axis));
    }

    private static PauliSum term(int n, double coefficient, char letter, int... support) {
        return new PauliSum(n, List.of(new PauliSum.Term(coefficient, PauliString.on(n, support, letter))));
    }

    private static MatrixOperation byMatrix(HamiltonianOperation gate) {
        ComplexMatrix matrix = gate.matrix();
        return MatrixOperation.of(gate.name(), gate.qubits(), matrix);
    }

    private static InitialState initial() {
        return new InitialState.Product(java.util.stream.IntStream.range(0, 8)
                .mapToObj(q -> new SpinDirection(0.3 + 0.2 * q, 0.5 * q))
                .toList());
    }

    private static NoisyCircuit circuit(Operation gate) {
        NoisySegment segment = new NoisySegment(
                List.of(new NoisyInstruction.Gate((UnitaryOperation) gate, Optional.empty())), 0, Optional.empty());
        return new NoisyCircuit(8, List.of(segment), Readout.perfect(8));
    }

    private static StateVector last(List<StateVector> states) {
        return states.get(states.size() - 1);
    }
}
