package org.strangenoise.simulate.pure;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.channel.KrausOperators;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.HamiltonianOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.simulate.lindblad.HamiltonianEvolution;
import org.strangenoise.simulate.lindblad.LindbladPropagator;
import org.strangenoise.simulate.pure.PureOperation.WholeRegister;

/** Instructions as what the simulators of pure states carry out; each instance is translated once. */
public final class PureOperations {

    /** Larger Hamiltonian gates are carried out without their matrix. */
    static final int MAX_MATRIX_QUBITS = 6;

    private final int qubits;
    private final double tolerance;
    private final Map<NoisyInstruction, Optional<Unravelling>> known = new IdentityHashMap<>();

    public PureOperations(int qubits, double tolerance) {
        this.qubits = qubits;
        this.tolerance = tolerance;
    }

    /** The gates among some instructions. */
    public List<PureOperation> gates(List<NoisyInstruction> instructions) {
        return instructions.stream()
                .filter(NoisyInstruction.Gate.class::isInstance)
                .map(gate -> gate(((NoisyInstruction.Gate) gate).operation()))
                .toList();
    }

    /** Instructions with their channels as branches of a trajectory; measurements leave the state alone. */
    public List<Unravelling> unravellings(List<NoisyInstruction> instructions) {
        return instructions.stream()
                .flatMap(instruction -> known.computeIfAbsent(instruction, this::unravelling).stream())
                .toList();
    }

    private Optional<Unravelling> unravelling(NoisyInstruction instruction) {
        if (instruction instanceof NoisyInstruction.Gate gate) {
            return Optional.of(Unravelling.certain(gate(gate.operation())));
        }
        if (instruction instanceof NoisyInstruction.Noise noise) {
            return Optional.of(Unravelling.of(noise.qubits(), noise.channel().kraus()));
        }
        if (instruction instanceof NoisyInstruction.Continuous continuous) {
            KrausOperators kraus = QuantumChannel.ofSuperOperator(
                            LindbladPropagator.of(continuous.lindbladian(), tolerance))
                    .kraus();
            return Optional.of(Unravelling.of(continuous.qubits(), kraus));
        }
        return Optional.empty();
    }

    private PureOperation gate(UnitaryOperation operation) {
        if (operation instanceof HamiltonianOperation hamiltonian && isLarge(hamiltonian)) {
            HamiltonianEvolution evolution =
                    new HamiltonianEvolution(qubits, hamiltonian.qubits(), hamiltonian.exponent());
            int acts = 0;
            for (int q : hamiltonian.qubits()) {
                acts |= 1 << q;
            }
            return new WholeRegister(acts, evolution::apply);
        }
        return PureOperation.of(qubits, operation);
    }

    /** True for gates that work on the whole register, with work space that trajectories cannot share. */
    public static boolean isLarge(UnitaryOperation operation) {
        return operation instanceof HamiltonianOperation && operation.qubits().size() > MAX_MATRIX_QUBITS;
    }
}
