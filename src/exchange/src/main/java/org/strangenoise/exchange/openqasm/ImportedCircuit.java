package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.strangenoise.channel.Channels;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.noise.NoiseOrigin;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.noise.ReadoutConfusion;
import org.strangenoise.yaml.Problem;

/**
 * A circuit read from a file.
 *
 * @param qubits register size; qubits are numbered in the order of their declarations
 * @param steps operations and, where the file holds noise, channels
 * @param globalPhase the file's unitary is {@code exp(i globalPhase)} times the operations'
 * @param qubitNames as the file calls them, such as {@code q[0]}
 * @param measurements which qubit goes into which bit
 * @param warnings what the file says that a circuit does not hold
 */
public record ImportedCircuit(
        int qubits,
        List<Step> steps,
        double globalPhase,
        List<String> qubitNames,
        List<MeasuredBit> measurements,
        List<Problem> warnings) {

    public ImportedCircuit {
        steps = List.copyOf(steps);
        qubitNames = List.copyOf(qubitNames);
        measurements = List.copyOf(measurements);
        warnings = List.copyOf(warnings);
    }

    /** One entry of the file's program. */
    public sealed interface Step {

        /** An operation. */
        record Ideal(Operation operation) implements Step {}

        /** A channel that a {@code #pragma braket noise} states. */
        record Noise(NoisyInstruction.Noise noise) implements Step {}
    }

    /**
     * A measurement's target.
     *
     * @param qubit the qubit measured
     * @param bit the bit's name, such as {@code c[0]}, empty where the file assigns none
     */
    public record MeasuredBit(int qubit, String bit) {}

    /** Where observables are recorded. */
    public enum RecordingPoints {
        /** At the end only. */
        END,
        /** At every barrier on all qubits. */
        BARRIERS,
        /** After every layer of gates on distinct qubits, each layer starting when the one before has ended. */
        LAYERS
    }

    /** Whether the file holds noise. */
    public boolean hasNoise() {
        return steps.stream().anyMatch(Step.Noise.class::isInstance);
    }

    /** The circuit, recording at every barrier on all qubits. */
    public Circuit circuit() {
        return circuit(RecordingPoints.BARRIERS);
    }

    /**
     * The circuit.
     *
     * @throws IllegalStateException if the file holds noise, which a circuit cannot; see {@link #noisyCircuit}
     */
    public Circuit circuit(RecordingPoints points) {
        List<Operation> operations = new ArrayList<>(steps.size());
        for (Step step : steps) {
            if (!(step instanceof Step.Ideal ideal)) {
                throw new IllegalStateException("the file holds noise of its own, so that it is no ideal circuit");
            }
            operations.add(ideal.operation());
        }
        return new Circuit(
                qubits,
                switch (points) {
                    case END -> operations;
                    case BARRIERS -> withBoundaries(operations);
                    case LAYERS -> Layers.separated(qubits, operations);
                });
    }

    /**
     * The circuit with the noise that the file states; delays add none. Recording points are the barriers on all
     * qubits.
     */
    public NoisyCircuit noisyCircuit() {
        List<NoisySegment> segments = new ArrayList<>();
        List<NoisyInstruction> instructions = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Noise noise) {
                instructions.add(noise.noise());
                continue;
            }
            Operation operation = ((Step.Ideal) step).operation();
            if (operation instanceof UnitaryOperation gate) {
                instructions.add(new NoisyInstruction.Gate(gate, Optional.empty()));
            } else if (operation instanceof Measurement measurement) {
                instructions.add(new NoisyInstruction.Measure(measurement.qubit()));
            } else if (operation instanceof Reset reset) {
                instructions.add(new NoisyInstruction.Noise(
                        Channels.reset(1), reset.qubits(), new NoiseOrigin(Reset.NAME, Reset.NAME, 0)));
            } else if (isFull(operation)) {
                segments.add(new NoisySegment(instructions, 0, Optional.of(Boundary.LAYER)));
                instructions.clear();
            }
        }
        if (!instructions.isEmpty()) {
            segments.add(new NoisySegment(instructions, 0, Optional.empty()));
        }
        List<ReadoutConfusion> readout =
                IntStream.range(0, qubits).mapToObj(q -> ReadoutConfusion.NONE).toList();
        return new NoisyCircuit(qubits, segments, readout);
    }

    private List<Operation> withBoundaries(List<Operation> operations) {
        List<Operation> result = new ArrayList<>(operations.size());
        for (Operation operation : operations) {
            result.add(operation);
            if (isFull(operation)) {
                result.add(Boundary.LAYER);
            }
        }
        return result;
    }

    private boolean isFull(Operation operation) {
        return operation instanceof Barrier barrier && new HashSet<>(barrier.qubits()).size() == qubits;
    }
}
