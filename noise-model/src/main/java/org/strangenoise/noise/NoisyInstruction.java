package org.strangenoise.noise;

import java.util.List;
import java.util.Optional;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.transmon.LadderLindbladian;

/** One instruction of a noisy circuit, in the order simulators carry them out. */
public sealed interface NoisyInstruction {

    /** The qubits acted on; bit k of a local index belongs to the k-th. */
    List<Integer> qubits();

    /**
     * A unitary.
     *
     * @param operation the gate, or a coherent error
     * @param error why it is there if it is an error; absent for a gate of the circuit
     */
    record Gate(UnitaryOperation operation, Optional<NoiseOrigin> error) implements NoisyInstruction {
        @Override
        public List<Integer> qubits() {
            return operation.qubits();
        }
    }

    /** A channel at one instant. */
    record Noise(QuantumChannel channel, List<Integer> qubits, NoiseOrigin origin) implements NoisyInstruction {
        public Noise {
            qubits = List.copyOf(qubits);
            if (channel.qubits() != qubits.size()) {
                throw new IllegalArgumentException(
                        "Argument `qubits` must name the channel's " + channel.qubits() + " qubits, but is " + qubits);
            }
        }
    }

    /** Hamiltonian and dissipation together for a time. */
    record Continuous(Lindbladian lindbladian, List<Integer> qubits) implements NoisyInstruction {
        public Continuous {
            qubits = List.copyOf(qubits);
        }
    }

    /**
     * A channel on the levels of some qubits, at one instant.
     *
     * @param kraus operators; digit k of an index belongs to the k-th qubit
     * @param origin why it is there if it is an error; absent for what the circuit asks for
     */
    record LevelMap(List<ComplexMatrix> kraus, List<Integer> qubits, Optional<NoiseOrigin> origin)
            implements NoisyInstruction {
        public LevelMap {
            kraus = List.copyOf(kraus);
            qubits = List.copyOf(qubits);
        }
    }

    /** Pulses and dissipation together on the levels of some qubits, for a time. */
    record LevelEvolution(LadderLindbladian lindbladian, List<Integer> qubits) implements NoisyInstruction {
        public LevelEvolution {
            qubits = List.copyOf(qubits);
        }
    }

    /** A measurement; leaves the state as it is. */
    record Measure(int qubit) implements NoisyInstruction {
        @Override
        public List<Integer> qubits() {
            return List.of(qubit);
        }
    }
}
