package org.strangenoise.strange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.redfx.strange.Block;
import org.redfx.strange.BlockGate;
import org.redfx.strange.Complex;
import org.redfx.strange.ControlledBlockGate;
import org.redfx.strange.Gate;
import org.redfx.strange.Step;
import org.redfx.strange.gate.Fourier;
import org.redfx.strange.gate.InvFourier;
import org.redfx.strange.gate.SingleQubitMatrixGate;
import org.strangenoise.circuit.Gates;
import org.strangenoise.circuit.MatrixOperation;
import org.strangenoise.circuit.Operation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.math.ComplexMatrix;

/**
 * Blocks as the gates inside them, so that each meets its own noise; a controlled block is its gates, each controlled.
 * The Steps of a block order its gates and mean nothing else.
 */
final class BlockReader {

    /** How far products of single-precision phases may be from the multiple of 2 pi / 2^m that they stand for. */
    private static final double PRODUCT_ROUNDING = 1e-5;

    /** A dense gate of more qubits costs more to make than to find. */
    private static final int SMALL_QUBITS = 2;

    /** Blocks in blocks; the way down is as deep as they are. */
    private static final int MOST_LEVELS = 300;

    /** Blocks that hold others twice, and so on, are many gates in few objects. */
    private static final int MOST_OPERATIONS = 2_000_000;

    private enum Turn {
        INVERTED,
        CONTROLLED
    }

    private record Turned(Turn turn, String name) {}

    private final GateReader gates;

    /** Nested blocks repeat few gates on many qubits: each dense matrix is made once, whatever stands around it. */
    private final Map<List<Object>, UnitaryOperation> transforms = new HashMap<>();

    /** By the matrix, which is one object wherever it is the same. */
    private final Map<ComplexMatrix, Map<Turned, MatrixOperation>> made = new IdentityHashMap<>();

    /** The blocks that are being read, each within the one before. */
    private final Set<Block> open = Collections.newSetFromMap(new IdentityHashMap<>());

    BlockReader(GateReader gates) {
        this.gates = gates;
    }

    List<Operation> read(BlockGate<?> gate) {
        if (gate.getClass() == Fourier.class || gate.getClass() == InvFourier.class) {
            return List.of(fourier((Fourier) gate));
        }
        Block block = gate.getBlock();
        boolean ownMatrix = !GateReader.isStranges(gate)
                && !(gate instanceof ControlledBlockGate)
                && (!gate.hasOptimization() || block.getSteps().isEmpty());
        if (ownMatrix || gate instanceof Fourier) {
            return List.of(gates.matrix(gate, GateReader.ownName(gate), List.copyOf(gate.getAffectedQubitIndexes())));
        }
        List<Operation> operations = operations(gate, block);
        if (isInverse(gate)) {
            operations = inverse(gate, operations);
        }
        operations = Transforms.shifted(operations, gate.getMainQubitIndex());
        return gate instanceof ControlledBlockGate<?> controlled
                ? controlled(gate, operations, controlled.getControlQubit())
                : operations;
    }

    private List<Operation> inverse(Gate block, List<Operation> operations) {
        List<Operation> result = new ArrayList<>();
        for (Operation operation : operations) {
            result.add(turned(operation, Turn.INVERTED, operation.qubits(), o -> only(Transforms.inverse(block, o))));
        }
        Collections.reverse(result);
        return result;
    }

    private List<Operation> controlled(Gate block, List<Operation> operations, int control) {
        List<Operation> result = new ArrayList<>();
        for (Operation operation : operations) {
            List<Integer> qubits = new ArrayList<>(List.of(control));
            qubits.addAll(operation.qubits());
            result.add(turned(operation, Turn.CONTROLLED, qubits, o -> only(Transforms.controlled(block, o, control))));
        }
        return result;
    }

    /** What a transform makes of an operation; of a dense one, made before, on these qubits. */
    private Operation turned(
            Operation operation, Turn turn, List<Integer> qubits, Function<List<Operation>, Operation> transform) {
        if (operation instanceof MatrixOperation dense
                && dense.qubits().size() > SMALL_QUBITS
                && dense.parameters().isEmpty()
                && dense.generator().isEmpty()) {
            return made.computeIfAbsent(dense.matrix(), m -> new HashMap<>())
                    .computeIfAbsent(
                            new Turned(turn, dense.name()), t -> (MatrixOperation) transform.apply(List.of(operation)))
                    .on(qubits);
        }
        return transform.apply(List.of(operation));
    }

    private static Operation only(List<Operation> operations) {
        return operations.get(0);
    }

    private List<Operation> operations(Gate blockGate, Block block) {
        if (open.size() == MOST_LEVELS) {
            throw new UnsupportedGateException(
                    blockGate, "must hold blocks at most " + MOST_LEVELS + " deep, but holds deeper ones");
        }
        if (!open.add(block)) {
            throw new UnsupportedGateException(blockGate, "must not hold itself, but its block does");
        }
        List<Operation> operations = new ArrayList<>();
        for (Step step : block.getSteps()) {
            boolean addition = isAddition(block);
            for (Gate gate : step.getGates()) {
                if (addition && gate instanceof SingleQubitMatrixGate matrix) {
                    operations.add(additionPhase(matrix, block.getNQubits()));
                } else {
                    operations.addAll(within(block, gate, gates.read(gate)));
                }
                if (operations.size() > MOST_OPERATIONS) {
                    throw new UnsupportedGateException(
                            blockGate, "must hold at most " + MOST_OPERATIONS + " gates, but holds more");
                }
            }
        }
        open.remove(block);
        return operations;
    }

    private static List<Operation> within(Block block, Gate gate, List<Operation> operations) {
        for (Operation operation : operations) {
            for (int qubit : operation.qubits()) {
                if (qubit >= block.getNQubits()) {
                    throw new UnsupportedGateException(
                            gate,
                            "must act within its block of " + block.getNQubits() + " qubits, but acts on its qubit "
                                    + qubit);
                }
            }
        }
        return operations;
    }

    /**
     * True if the gate means its block backwards. The direction shows in nothing else that is public. A gate of Strange
     * that inverts the Steps of its own block, as additions of newer versions do, means them as they stand.
     */
    private static boolean isInverse(BlockGate<?> gate) {
        if (GateReader.isStranges(gate) && invertsItsOwnBlock(gate)) {
            return false;
        }
        String text = gate.toString();
        if (!text.endsWith("inv = true") && !text.endsWith("inv = false")) {
            throw new UnsupportedGateException(
                    gate, "does not show its direction, `inv = true` or `inv = false`, at the end of " + text);
        }
        return text.endsWith("inv = true");
    }

    private static boolean invertsItsOwnBlock(BlockGate<?> gate) {
        try {
            return gate.getClass().getMethod("setInverse", boolean.class).getDeclaringClass() != BlockGate.class;
        } catch (NoSuchMethodException e) {
            throw new UnsupportedGateException(gate, "has no method setInverse: " + e);
        }
    }

    /** The transform, or its inverse: the sign of the phase in entry (1, 1) tells, whatever the class is called. */
    private UnitaryOperation fourier(Fourier gate) {
        List<Integer> qubits = List.copyOf(gate.getAffectedQubitIndexes());
        if (qubits.isEmpty() || qubits.size() > StoredMatrix.MAX_DENSE_QUBITS) {
            throw new UnsupportedGateException(
                    gate,
                    "must act on 1 to " + StoredMatrix.MAX_DENSE_QUBITS + " qubits, but acts on " + qubits.size());
        }
        Complex entry;
        synchronized (gate) { // getMatrix fills a field on its first call
            entry = gate.getMatrix()[1][1];
        }
        boolean inverse = entry.i < 0;
        return transforms
                .computeIfAbsent(List.of(qubits.size(), inverse), key -> {
                    UnitaryOperation forward = Gates.fourier(qubits);
                    return inverse ? forward.inverse() : forward;
                })
                .on(qubits);
    }

    /**
     * True for the addition of a constant in Fourier space (AddInteger, whose class a ControlledBlockGate forgets): a
     * transform of the whole block, phase gates, the inverse transform.
     */
    private static boolean isAddition(Block block) {
        List<Step> steps = block.getSteps();
        return steps.size() == 3
                && isFourierOf(block, steps.get(0))
                && isFourierOf(block, steps.get(2))
                && steps.get(1).getGates().stream().allMatch(SingleQubitMatrixGate.class::isInstance);
    }

    private static boolean isFourierOf(Block block, Step step) {
        return step.getGates().size() == 1
                && step.getGates().get(0) instanceof Fourier fourier
                && fourier.getAffectedQubitIndexes().size() == block.getNQubits();
    }

    /** A phase gate whose angle is a multiple of 2 pi / 2^m, as in the addition of an integer to m qubits. */
    private UnitaryOperation additionPhase(SingleQubitMatrixGate gate, int m) {
        Complex[][] matrix = gate.getMatrix();
        Complex entry = matrix[1][1];
        double rough = StrictMath.atan2(entry.i, entry.r);
        double grid = 2 * Math.PI / (1L << m);
        double exact = Math.rint(rough / grid) * grid;
        double offDiagonal = Math.abs(matrix[0][1].r) + Math.abs(matrix[0][1].i);
        boolean phaseGate = offDiagonal == 0 && matrix[0][0].r == 1 && matrix[0][0].i == 0;
        return phaseGate && Math.abs(rough - exact) <= Math.min(PRODUCT_ROUNDING, grid / 16)
                ? Gates.phase(exact, gate.getMainQubitIndex())
                : gates.matrix(gate, "unitary", List.of(gate.getMainQubitIndex()));
    }
}
