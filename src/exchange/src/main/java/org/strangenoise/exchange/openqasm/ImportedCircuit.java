package org.strangenoise.exchange.openqasm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.strangenoise.channel.Channels;
import org.strangenoise.circuit.Barrier;
import org.strangenoise.circuit.Boundary;
import org.strangenoise.circuit.Circuit;
import org.strangenoise.circuit.ClassicalRegister;
import org.strangenoise.circuit.Conditional;
import org.strangenoise.circuit.Delay;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.Reset;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.noise.NoiseOrigin;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.schedule.OperationDurations;
import org.strangenoise.schedule.UnknownDurationException;
import org.strangenoise.state.Readout;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Location;
import org.strangenoise.yaml.Problem;

/**
 * A circuit read from a file.
 *
 * @param qubits register size; qubits are numbered in the order of their declarations
 * @param registers classical bits in the order of their declarations
 * @param steps operations and, where the file holds noise, channels
 * @param globalPhase the file's unitary is {@code exp(i globalPhase)} times the operations'
 * @param qubitNames as the file calls them, such as {@code q[0]}
 * @param measurements which qubit goes into which bit
 * @param warnings what the file says that a circuit does not hold
 */
public record ImportedCircuit(
        int qubits,
        List<ClassicalRegister> registers,
        List<Step> steps,
        double globalPhase,
        List<String> qubitNames,
        List<MeasuredBit> measurements,
        List<Problem> warnings) {

    public ImportedCircuit {
        registers = List.copyOf(registers);
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

        /** After a barrier on all qubits, which is the step before. */
        record RecordingPoint() implements Step {}

        /**
         * Steps that together take exactly a stated time.
         *
         * @param qubits those of the content
         * @param seconds from the time when all of them are free
         * @param location in the file
         * @param content may hold boxes
         */
        record Box(List<Integer> qubits, double seconds, Location location, List<Step> content) implements Step {
            public Box {
                qubits = List.copyOf(qubits);
                content = List.copyOf(content);
            }
        }
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
        /** At every barrier on all qubits, each ending a step at which noise listed {@code on: step} acts. */
        STEPS,
        /** After every layer of gates on distinct qubits, each layer starting when the one before has ended. */
        LAYERS
    }

    /** Whether the file holds noise. */
    public boolean hasNoise() {
        return hasNoise(steps);
    }

    private static boolean hasNoise(List<Step> steps) {
        return steps.stream()
                .anyMatch(step ->
                        step instanceof Step.Noise || (step instanceof Step.Box box && hasNoise(box.content())));
    }

    /** Whether a box states how long it takes, so that durations of gates are needed: {@link #withDurations}. */
    public boolean hasTimedBoxes() {
        return steps.stream().anyMatch(Step.Box.class::isInstance);
    }

    /**
     * The same circuit on a device: in each box of a stated duration the qubits wait for the time that its content
     * leaves.
     *
     * @throws InvalidInputException with the place of every box whose content takes longer
     * @throws UnknownDurationException if an operation in a box has no duration
     */
    public ImportedCircuit withDurations(OperationDurations durations) {
        return new ImportedCircuit(
                qubits,
                registers,
                new TimedBoxes(durations).fill(steps),
                globalPhase,
                qubitNames,
                measurements,
                warnings);
    }

    /** The qubits that anything but a barrier acts on, in order; all of them if there are none. */
    public List<Integer> usedQubits() {
        SortedSet<Integer> used = new TreeSet<>();
        addUsed(steps, used);
        return used.isEmpty() ? IntStream.range(0, qubits).boxed().toList() : List.copyOf(used);
    }

    private static void addUsed(List<Step> steps, Set<Integer> used) {
        for (Step step : steps) {
            if (step instanceof Step.Ideal ideal && !(ideal.operation() instanceof Barrier)) {
                used.addAll(ideal.operation().qubits());
            } else if (step instanceof Step.Noise noise) {
                used.addAll(noise.noise().qubits());
            } else if (step instanceof Step.Box box) {
                addUsed(box.content(), used);
            }
        }
    }

    /**
     * The same circuit on some of its qubits, numbered anew in the given order.
     *
     * @param kept holds every qubit of {@link #usedQubits}; a number from {@link #qubits} on stands for a further qubit
     *     on which nothing acts
     */
    public ImportedCircuit among(List<Integer> kept) {
        List<String> names =
                kept.stream().map(q -> q < qubits ? qubitNames.get(q) : "idle").toList();
        List<MeasuredBit> bits = measurements.stream()
                .map(m -> new MeasuredBit(kept.indexOf(m.qubit()), m.bit()))
                .toList();
        return new ImportedCircuit(kept.size(), registers, among(steps, kept), globalPhase, names, bits, warnings);
    }

    private static List<Step> among(List<Step> steps, List<Integer> kept) {
        List<Step> moved = new ArrayList<>(steps.size());
        for (Step step : steps) {
            if (step instanceof Step.Ideal ideal) {
                moved(ideal.operation(), kept).ifPresent(operation -> moved.add(new Step.Ideal(operation)));
            } else if (step instanceof Step.Noise noise) {
                moved.add(new Step.Noise(new NoisyInstruction.Noise(
                        noise.noise().channel(),
                        noise.noise().qubits().stream().map(kept::indexOf).toList(),
                        noise.noise().origin())));
            } else if (step instanceof Step.Box box) {
                List<Integer> inside = box.qubits().stream()
                        .map(kept::indexOf)
                        .filter(q -> q >= 0)
                        .toList();
                moved.add(new Step.Box(inside, box.seconds(), box.location(), among(box.content(), kept)));
            } else {
                moved.add(step);
            }
        }
        return moved;
    }

    /** Empty for a barrier on qubits that are left out. */
    private static Optional<Operation> moved(Operation operation, List<Integer> kept) {
        List<Integer> targets = operation.qubits().stream()
                .map(kept::indexOf)
                .filter(q -> q >= 0)
                .toList();
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        if (operation instanceof UnitaryOperation gate) {
            return Optional.of(gate.on(targets));
        }
        if (operation instanceof Delay delay) {
            return Optional.of(new Delay(targets.get(0), delay.seconds()));
        }
        if (operation instanceof Measurement measurement) {
            return Optional.of(new Measurement(targets.get(0), measurement.bit()));
        }
        if (operation instanceof Reset) {
            return Optional.of(new Reset(targets.get(0)));
        }
        if (operation instanceof Conditional block) {
            return Optional.of(
                    new Conditional(block.condition(), moved(block.then(), kept), moved(block.otherwise(), kept)));
        }
        if (operation instanceof Barrier) {
            return Optional.of(new Barrier(targets));
        }
        throw new IllegalArgumentException("Argument `operation` must act on qubits of a file, but is " + operation);
    }

    private static List<Operation> moved(List<Operation> operations, List<Integer> kept) {
        return operations.stream()
                .flatMap(operation -> moved(operation, kept).stream())
                .toList();
    }

    /** The circuit, recording at every barrier on all qubits. */
    public Circuit circuit() {
        return circuit(RecordingPoints.BARRIERS);
    }

    /**
     * The circuit.
     *
     * @throws IllegalStateException if the file holds noise, which a circuit cannot, see {@link #noisyCircuit}, or
     *     boxes of a stated duration, see {@link #withDurations}
     */
    public Circuit circuit(RecordingPoints points) {
        requireNoTimedBoxes();
        List<Operation> operations = new ArrayList<>(steps.size());
        for (Step step : steps) {
            if (step instanceof Step.Noise) {
                throw new IllegalStateException("the file holds noise of its own, so that it is no ideal circuit");
            }
            if (step instanceof Step.Ideal ideal) {
                operations.add(ideal.operation());
            } else if (points == RecordingPoints.BARRIERS) {
                record(Boundary.LAYER, operations);
            } else if (points == RecordingPoints.STEPS) {
                record(Boundary.STEP, operations);
            }
        }
        return new Circuit(
                qubits,
                registers,
                points == RecordingPoints.LAYERS
                        ? Layers.separated(qubits, ClassicalRegister.bits(registers), operations)
                        : operations);
    }

    /** In place of the barrier that ends the operations: a boundary is one. */
    private static void record(Boundary boundary, List<Operation> operations) {
        operations.set(operations.size() - 1, boundary);
    }

    private void requireNoTimedBoxes() {
        if (hasTimedBoxes()) {
            throw new IllegalStateException("the file holds a box of a stated duration, so that the durations of its"
                    + " gates must be given: withDurations");
        }
    }

    /**
     * The circuit with the noise that the file states; delays add none. Recording points are the barriers on all
     * qubits.
     *
     * @throws IllegalStateException if the file holds boxes of a stated duration, see {@link #withDurations}
     */
    public NoisyCircuit noisyCircuit() {
        requireNoTimedBoxes();
        List<NoisySegment> segments = new ArrayList<>();
        List<NoisyInstruction> instructions = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Noise noise) {
                instructions.add(noise.noise());
            } else if (step instanceof Step.Ideal ideal) {
                instruction(ideal.operation()).ifPresent(instructions::add);
                if (ideal.operation() instanceof Measurement
                        && isUsedAfter(step, ideal.operation().qubits())) {
                    instructions.add(new NoisyInstruction.Noise(
                            Channels.phaseFlip(0.5),
                            ideal.operation().qubits(),
                            new NoiseOrigin(Measurement.NAME, Measurement.NAME, 0)));
                }
            } else {
                segments.add(new NoisySegment(instructions, 0, Optional.of(Boundary.LAYER)));
                instructions.clear();
            }
        }
        if (!instructions.isEmpty()) {
            segments.add(new NoisySegment(instructions, 0, Optional.empty()));
        }
        return new NoisyCircuit(qubits, segments, Readout.perfect(qubits));
    }

    /** True if a later step than this instance does more to the qubits than wait. */
    private boolean isUsedAfter(Step measurement, List<Integer> measured) {
        boolean after = false;
        for (Step step : steps) {
            boolean waits = step instanceof Step.Ideal ideal
                    && (ideal.operation() instanceof Barrier || ideal.operation() instanceof Delay);
            List<Integer> used = step instanceof Step.Ideal ideal
                    ? ideal.operation().qubits()
                    : step instanceof Step.Noise noise ? noise.noise().qubits() : List.of();
            if (after && !waits && used.containsAll(measured)) {
                return true;
            }
            after |= step == measurement;
        }
        return false;
    }

    private static Optional<NoisyInstruction> instruction(Operation operation) {
        if (operation instanceof UnitaryOperation gate) {
            return Optional.of(new NoisyInstruction.Gate(gate, Optional.empty()));
        }
        if (operation instanceof Measurement measurement) {
            return Optional.of(new NoisyInstruction.Measure(measurement.qubit()));
        }
        if (operation instanceof Reset reset) {
            return Optional.of(new NoisyInstruction.Noise(
                    Channels.reset(1), reset.qubits(), new NoiseOrigin(Reset.NAME, Reset.NAME, 0)));
        }
        return Optional.empty();
    }

    /** Operations in layers, each on distinct qubits, as early as their order allows. */
    static final class Layers {

        private Layers() {}

        /**
         * The operations layer by layer with a boundary after each; measurements that end the circuit stay together at
         * the end. What depends on a bit stands after its measurement.
         */
        static List<Operation> separated(int qubits, int bits, List<Operation> operations) {
            List<List<Operation>> layers = new ArrayList<>();
            Set<Integer> last = lastMeasurements(operations);
            List<Operation> measurements = new ArrayList<>();
            int[] next = new int[qubits];
            int[] known = new int[bits];
            for (int k = 0; k < operations.size(); k++) {
                Operation operation = operations.get(k);
                if (last.contains(k)) {
                    measurements.add(operation);
                    continue;
                }
                int layer =
                        operation.qubits().stream().mapToInt(q -> next[q]).max().orElse(0);
                for (int bit : bits(operation)) {
                    layer = Math.max(layer, known[bit]);
                }
                boolean takesTurn = !(operation instanceof Barrier);
                if (takesTurn) {
                    while (layers.size() <= layer) {
                        layers.add(new ArrayList<>());
                    }
                    layers.get(layer).add(operation);
                }
                int after = takesTurn ? layer + 1 : layer;
                operation.qubits().forEach(q -> next[q] = after);
                bits(operation).forEach(bit -> known[bit] = after);
            }
            List<Operation> result = new ArrayList<>();
            for (List<Operation> layer : layers) {
                result.addAll(layer);
                result.add(Boundary.LAYER);
            }
            result.addAll(measurements);
            return result;
        }

        /** Places of measurements whose qubits and bits nothing uses afterwards. */
        private static Set<Integer> lastMeasurements(List<Operation> operations) {
            Set<Integer> usedQubits = new HashSet<>();
            Set<Integer> usedBits = new HashSet<>();
            Set<Integer> last = new HashSet<>();
            for (int k = operations.size() - 1; k >= 0; k--) {
                Operation operation = operations.get(k);
                boolean waits = operation instanceof Barrier || operation instanceof Delay;
                if (operation instanceof Measurement
                        && Collections.disjoint(usedQubits, operation.qubits())
                        && Collections.disjoint(usedBits, bits(operation))) {
                    last.add(k);
                }
                if (!waits) {
                    usedQubits.addAll(operation.qubits());
                    usedBits.addAll(bits(operation));
                }
            }
            return last;
        }

        /** The bits that an operation writes or reads. */
        private static Set<Integer> bits(Operation operation) {
            Set<Integer> bits = new HashSet<>();
            if (operation instanceof Measurement measurement) {
                measurement.bit().ifPresent(bits::add);
            } else if (operation instanceof Conditional block) {
                bits.addAll(block.condition().bits());
                block.then().forEach(inner -> bits.addAll(bits(inner)));
                block.otherwise().forEach(inner -> bits.addAll(bits(inner)));
            }
            return bits;
        }
    }
}
