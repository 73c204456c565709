package org.strangenoise.exchange.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.MatrixExponential;
import org.strangenoise.math.NumberText;
import org.strangenoise.math.PrincipalLogarithm;
import org.strangenoise.math.WalshHadamard;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;

/**
 * Powers of gates. An integer power repeats the gate or its inverse; another one is the principal power, the eigenvalue
 * e^{i a} with a in (-pi, pi] becoming e^{i a k}.
 */
public final class GatePower {

    private static final int LARGEST_MATRIX = 3;
    private static final int LARGEST_DIAGONAL = 12;

    /** A turn of this many radians is known to some digits yet, and a pulse that makes it can be solved. */
    private static final double LARGEST = 1e4;

    private GatePower() {}

    /**
     * The power of a sequence.
     *
     * @throws NoExactFormException if the exponent is no integer and the gate neither acts on at most three qubits nor
     *     is a diagonal one
     */
    public static GateSequence of(GateSequence gate, double exponent) {
        return exponent == Math.rint(exponent) ? repeated(gate, (long) exponent) : principal(gate, exponent);
    }

    private static GateSequence repeated(GateSequence gate, long exponent) {
        GateSequence factor = exponent < 0 ? gate.inverse() : gate;
        List<UnitaryOperation> gates = new ArrayList<>();
        for (long k = 0; k < Math.abs(exponent); k++) {
            gates.addAll(factor.gates());
        }
        return new GateSequence(gate.phase() * exponent, gates);
    }

    private static GateSequence principal(GateSequence gate, double exponent) {
        if (Math.abs(exponent) > LARGEST) {
            throw new NoExactFormException(
                    "a power that is no integer must be from -1e4 to 1e4, but is " + NumberText.of(exponent));
        }
        List<Integer> qubits = gate.gates().stream()
                .flatMap(g -> g.qubits().stream())
                .distinct()
                .toList();
        if (qubits.isEmpty()) {
            return new GateSequence(Math.IEEEremainder(gate.phase(), 2 * Math.PI) * exponent, List.of());
        }
        UnitaryOperation first = gate.gates().get(0);
        if (gate.gates().size() == 1
                && first instanceof DiagonalOperation diagonal
                && qubits.size() <= LARGEST_DIAGONAL) {
            return GateSequence.of(principal(diagonal, gate.phase(), exponent));
        }
        if (qubits.size() > LARGEST_MATRIX) {
            throw new NoExactFormException("a power that is no integer needs a gate on at most " + LARGEST_MATRIX
                    + " qubits, but this one acts on " + qubits.size());
        }
        List<UnitaryOperation> local = gate.gates().stream()
                .map(g -> g.on(g.qubits().stream().map(qubits::indexOf).toList()))
                .toList();
        ComplexMatrix unitary = SingleGate.matrix(qubits.size(), new GateSequence(gate.phase(), local));
        ComplexMatrix power = MatrixExponential.hermitian(PrincipalLogarithm.ofUnitary(unitary), -exponent);
        String name = gate.gates().size() == 1 ? first.name() + "_pow" : "pow";
        return GateSequence.of(MatrixOperation.of(name, qubits, power));
    }

    private static DiagonalOperation principal(DiagonalOperation gate, double phase, double exponent) {
        double[] phases = gate.phases();
        int n = gate.qubits().size();
        for (int b = 0; b < phases.length; b++) {
            double argument = Math.IEEEremainder(phase - phases[b], 2 * Math.PI);
            phases[b] = -(argument <= -Math.PI + 1e-12 ? Math.PI : argument) * exponent;
        }
        List<PauliSum.Term> terms = new ArrayList<>();
        WalshHadamard.inverse(phases);
        for (int mask = 0; mask < phases.length; mask++) {
            if (phases[mask] != 0) {
                int string = mask;
                int[] support = IntStream.range(0, n)
                        .filter(q -> (string >> q & 1) == 1)
                        .toArray();
                terms.add(new PauliSum.Term(phases[mask], PauliString.on(n, support, 'Z')));
            }
        }
        return new DiagonalOperation(
                gate.name() + "_pow", List.of(), gate.qubits(), new Generator(1, new PauliSum(n, terms)));
    }
}
