package org.strangenoise.noise;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.QuantumChannel;
import org.strangenoise.circuit.Condition;
import org.strangenoise.circuit.MeasurementRecords;
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
        /** Checks the components, of which it keeps copies. */
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
        /** Keeps copies of the components. */
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
        /** Keeps copies of the components. */
        public LevelMap {
            kraus = List.copyOf(kraus);
            qubits = List.copyOf(qubits);
        }
    }

    /** Pulses and dissipation together on the levels of some qubits, for a time. */
    record LevelEvolution(LadderLindbladian lindbladian, List<Integer> qubits) implements NoisyInstruction {
        /** Keeps copies of the components. */
        public LevelEvolution {
            qubits = List.copyOf(qubits);
        }
    }

    /**
     * A measurement: its outcome, flipped by the qubit's readout error, is recorded. Where the qubit is used again, the
     * complete dephasing that the measurement is for whoever does not look at its record follows as {@link Noise}.
     *
     * @param record number of the record among the circuit's {@link MeasurementRecords}; absent if none is kept
     */
    record Measure(int qubit, OptionalInt record) implements NoisyInstruction {

        /** A measurement without a record. */
        public Measure(int qubit) {
            this(qubit, OptionalInt.empty());
        }

        @Override
        public List<Integer> qubits() {
            return List.of(qubit);
        }
    }

    /**
     * An instruction that is carried out only if records say so.
     *
     * @param guard about records of measurements that come before
     * @param instruction not conditional itself
     */
    record Conditional(Condition guard, NoisyInstruction instruction) implements NoisyInstruction {
        /** Checks the components. */
        public Conditional {
            if (instruction instanceof Conditional) {
                throw new IllegalArgumentException("Argument `instruction` must not be conditional itself");
            }
        }

        @Override
        public List<Integer> qubits() {
            return instruction.qubits();
        }
    }
}
