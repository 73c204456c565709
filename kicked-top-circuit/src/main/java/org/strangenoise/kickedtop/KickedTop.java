package org.strangenoise.kickedtop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.Generator;
import org.strangenoise.circuit.HamiltonianOperation;
import org.strangenoise.circuit.Operation;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.SpinDirection;

/**
 * The kicked top of n qubits, spin j = n/2: one Floquet step is {@code exp(-i kappa/(2j) Jz^2) exp(-i rotation Jy)},
 * the rotation first (Neill et al., eqs. 2 and 3). On qubits {@code kappa/(2j) Jz^2 = kappa/4 + kappa/(2n) sum_{i<j}
 * Z_i Z_j}.
 *
 * @param qubits n, at least 1
 * @param kappa kick strength, finite, either sign
 * @param rotation angle about y in radians
 * @param interaction how the kick is made
 * @param couplings pairs whose strength is not 1; each pair at most once
 */
public record KickedTop(
        int qubits, double kappa, double rotation, Interaction interaction, List<PairCoupling> couplings) {

    /** The device's name of the simultaneous interaction. */
    public static final String INTERACTION = "interaction";

    /** Checks the components, of which it keeps copies. */
    public KickedTop {
        if (qubits < 1) {
            throw new IllegalArgumentException("Argument `qubits` must be at least 1, but is " + qubits);
        }
        if (!Double.isFinite(kappa) || !Double.isFinite(rotation)) {
            throw new IllegalArgumentException(
                    "Arguments `kappa` and `rotation` must be finite, but are " + kappa + " and " + rotation);
        }
        couplings = List.copyOf(couplings);
        Set<Set<Integer>> pairs = new HashSet<>();
        for (PairCoupling pair : couplings) {
            if (Math.max(pair.first(), pair.second()) >= qubits || !pairs.add(Set.of(pair.first(), pair.second()))) {
                throw new IllegalArgumentException("Argument `couplings` must name each pair of qubits 0 to "
                        + (qubits - 1) + " at most once, but holds " + pair.first() + " and " + pair.second());
            }
        }
    }

    /** The paper's: quarter turns, equal couplings, one simultaneous interaction. */
    public static KickedTop of(int qubits, double kappa) {
        return new KickedTop(qubits, kappa, Math.PI / 2, Interaction.NATIVE, List.of());
    }

    /** The same with another kappa. */
    public KickedTop withKappa(double newKappa) {
        return new KickedTop(qubits, newKappa, rotation, interaction, couplings);
    }

    /** The same with another rotation. */
    public KickedTop withRotation(double newRotation) {
        return new KickedTop(qubits, kappa, newRotation, interaction, couplings);
    }

    /** The same with another interaction. */
    public KickedTop withInteraction(Interaction newInteraction) {
        return new KickedTop(qubits, kappa, rotation, newInteraction, couplings);
    }

    /** The same with other couplings. */
    public KickedTop withCouplings(List<PairCoupling> newCouplings) {
        return new KickedTop(qubits, kappa, rotation, interaction, newCouplings);
    }

    /** The relative strength of a pair. */
    public double strength(int first, int second) {
        return couplings.stream()
                .filter(p -> Set.of(p.first(), p.second()).equals(Set.of(first, second)))
                .mapToDouble(PairCoupling::strength)
                .findFirst()
                .orElse(1);
    }

    /** {@code steps} Floquet steps, each ended by {@link Boundary#STEP}; no preparation. */
    public Circuit circuit(int steps) {
        return circuit(List.of(), steps);
    }

    /** Preparation gates, ended by {@link Boundary#PREPARATION}, then {@code steps} Floquet steps. */
    public Circuit preparedCircuit(SpinDirection direction, int steps) {
        return preparedCircuit(InitialState.coherent(qubits, direction.theta(), direction.phi()), steps);
    }

    /**
     * The same with a direction for each qubit.
     *
     * @throws IllegalArgumentException if there is not one direction a qubit
     */
    public Circuit preparedCircuit(InitialState.Product start, int steps) {
        if (start.qubits() != qubits) {
            throw new IllegalArgumentException("Argument `start` must have one direction for each of the " + qubits
                    + " qubits, but has " + start.qubits());
        }
        List<Operation> preparation = new ArrayList<>(SpinCoherentState.preparation(start));
        preparation.add(Boundary.PREPARATION);
        return circuit(preparation, steps);
    }

    private Circuit circuit(List<Operation> preparation, int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("Argument `steps` must not be negative, but is " + steps);
        }
        List<Operation> step = step();
        Circuit.Builder circuit = Circuit.on(qubits).addAll(preparation);
        for (int s = 0; s < steps; s++) {
            circuit.addAll(step);
        }
        return circuit.build();
    }

    /** The operations of one Floquet step: rotations, kick, {@link Boundary#STEP}. */
    public List<Operation> step() {
        List<Operation> step = new ArrayList<>();
        for (int q = 0; q < qubits; q++) {
            step.add(Gates.ry(rotation, q));
        }
        step.addAll(kick());
        step.add(Boundary.STEP);
        return step;
    }

    /** The operations of the kick alone. A kick of strength 0 is there all the same, and takes no time. */
    public List<Operation> kick() {
        return switch (interaction) {
            case NATIVE ->
                List.of(new DiagonalOperation(
                        INTERACTION, List.of(kappa), allQubits(), new Generator(kappa, isingAxis())));
            case EXCHANGE -> List.of(exchange());
            case CNOT -> cnotKick();
        };
    }

    private Operation exchange() {
        return qubits == 1
                ? new DiagonalOperation(INTERACTION, List.of(kappa), allQubits(), new Generator(kappa, isingAxis()))
                : new HamiltonianOperation(
                        INTERACTION, List.of(kappa), allQubits(), new Generator(kappa, exchangeAxis()));
    }

    private List<Operation> cnotKick() {
        List<Operation> kick = new ArrayList<>();
        for (int i = 0; i < qubits; i++) {
            for (int j = i + 1; j < qubits; j++) {
                if (strength(i, j) == 0) {
                    continue; // a pair that is not coupled needs no gates
                }
                kick.add(Gates.cnot(i, j));
                kick.add(Gates.rz(kappa * strength(i, j) / qubits, j));
                kick.add(Gates.cnot(i, j));
            }
        }
        return kick;
    }

    private List<Integer> allQubits() {
        return IntStream.range(0, qubits).boxed().toList();
    }

    /** {@code Jz^2 / (2j) = 1/4 + sum Z_i Z_j / (2n)} for equal couplings. */
    private PauliSum isingAxis() {
        List<PauliSum.Term> terms = new ArrayList<>();
        terms.add(new PauliSum.Term(0.25, new PauliString("I".repeat(qubits))));
        addPairs(terms, 'Z', 1.0 / (2 * qubits));
        return new PauliSum(qubits, terms);
    }

    /** {@code -sum (X_i X_j + Y_i Y_j) / (2n)}: on symmetric states Jz^2 / (2j) up to a constant. */
    private PauliSum exchangeAxis() {
        List<PauliSum.Term> terms = new ArrayList<>();
        addPairs(terms, 'X', -1.0 / (2 * qubits));
        addPairs(terms, 'Y', -1.0 / (2 * qubits));
        return new PauliSum(qubits, terms);
    }

    private void addPairs(List<PauliSum.Term> terms, char letter, double coefficient) {
        for (int i = 0; i < qubits; i++) {
            for (int j = i + 1; j < qubits; j++) {
                double strength = strength(i, j);
                if (strength != 0) {
                    terms.add(new PauliSum.Term(
                            coefficient * strength, PauliString.on(qubits, new int[] {i, j}, letter)));
                }
            }
        }
    }
}
