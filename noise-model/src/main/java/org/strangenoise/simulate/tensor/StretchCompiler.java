package org.strangenoise.simulate.tensor;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.strangenoise.channel.Lindbladian;
import org.strangenoise.channel.SuperOperator;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.circuit.UnitaryOperation;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.noise.NoisySegment;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.simulate.tensor.TensorOperation.RegisterPhase;
import org.strangenoise.simulate.tensor.TensorOperation.RegisterUnitary;
import org.strangenoise.simulate.tensor.TensorOperation.SeveralQubitMap;
import org.strangenoise.simulate.tensor.TensorOperation.SingleQubitMap;

/**
 * Fuses the instructions of a stretch of segments without a recording inside. Consecutive maps of one qubit become one;
 * so do diagonal gates that other instructions do not part, and maps on the same few qubits where the product has fewer
 * nonzero entries than its factors.
 */
final class StretchCompiler {

    /** Unitaries on more qubits are applied to rows and columns of the written-out matrix. */
    static final int MAX_MAP_QUBITS = 3;

    private final int qubits;
    private final Function<Lindbladian, SuperOperator> propagator;
    private final Map<NoisyInstruction, double[]> matrices = new IdentityHashMap<>();

    private final List<TensorOperation> emitted = new ArrayList<>();
    private final int[] last;
    private final double[] @Nullable [] pending;
    private final IsingPhases phases;

    StretchCompiler(int qubits, Function<Lindbladian, SuperOperator> propagator) {
        this.qubits = qubits;
        this.propagator = propagator;
        this.last = new int[qubits];
        this.pending = new double[qubits][];
        this.phases = new IsingPhases(qubits);
    }

    /** The fused operations; the instructions' matrices are kept for the next stretch. */
    List<TensorOperation> compile(List<NoisySegment> segments) {
        emitted.clear();
        java.util.Arrays.fill(last, -1);
        for (NoisySegment segment : segments) {
            segment.instructions().forEach(this::add);
        }
        drain((1 << qubits) - 1);
        return List.copyOf(emitted);
    }

    private void add(NoisyInstruction instruction) {
        if (instruction instanceof NoisyInstruction.Measure) {
            return;
        }
        List<Integer> targets = instruction.qubits();
        if (targets.size() == 1) {
            int q = targets.get(0);
            double[] map = matrix(instruction);
            double[] before = pending[q];
            pending[q] = before == null ? map : HermitianBasis.product(map, before, 4);
        } else if (instruction instanceof NoisyInstruction.Gate gate) {
            addGate(gate, targets);
        } else {
            addMap(targets, matrix(instruction));
        }
    }

    private void addGate(NoisyInstruction.Gate gate, List<Integer> targets) {
        UnitaryOperation operation = gate.operation();
        if (operation instanceof DiagonalOperation diagonal && IsingPhases.describes(diagonal)) {
            addPhases(diagonal, targets);
        } else if (targets.size() <= MAX_MAP_QUBITS) {
            addMap(targets, matrix(gate));
        } else if (operation instanceof DiagonalOperation diagonal) {
            drain(TensorOperation.mask(targets));
            append(new RegisterPhase(qubits, registerPhases(diagonal)));
        } else {
            drain((1 << qubits) - 1);
            append(new RegisterUnitary(qubits, targets, operation.matrix()));
        }
    }

    /** A map that waits on a qubit the open phases do not touch goes before them; otherwise they are closed first. */
    private void addPhases(DiagonalOperation diagonal, List<Integer> targets) {
        for (int q : targets) {
            if (pending[q] != null && phases.touches(1 << q)) {
                closePhases();
            }
        }
        targets.forEach(this::emitPending);
        phases.add(diagonal);
    }

    private void addMap(List<Integer> targets, double[] matrix) {
        drain(TensorOperation.mask(targets));
        int before = last[targets.get(0)];
        boolean together = before >= 0 && targets.stream().allMatch(q -> last[q] == before);
        if (together
                && emitted.get(before) instanceof SeveralQubitMap previous
                && previous.qubits().equals(targets)) {
            int size = 1 << (2 * targets.size());
            double[] product = HermitianBasis.product(matrix, previous.matrix(), size);
            if (nonZeros(product) <= nonZeros(matrix) + nonZeros(previous.matrix())) {
                emitted.set(before, new SeveralQubitMap(previous.qubits(), product));
                return;
            }
        }
        append(new SeveralQubitMap(List.copyOf(targets), matrix));
    }

    /** Emits all that waits on the given qubits. */
    private void drain(int mask) {
        if (phases.touches(mask)) {
            closePhases();
        }
        for (int q = 0; q < qubits; q++) {
            if ((mask >> q & 1) == 1) {
                emitPending(q);
            }
        }
    }

    private void closePhases() {
        List<TensorOperation> rotations = new ArrayList<>();
        phases.drainTo(rotations);
        rotations.forEach(this::append);
    }

    private void emitPending(int q) {
        double[] map = pending[q];
        if (map == null) {
            return;
        }
        pending[q] = null;
        int before = last[q];
        if (before >= 0 && emitted.get(before) instanceof SeveralQubitMap previous && isDense(previous)) {
            emitted.set(
                    before,
                    new SeveralQubitMap(
                            previous.qubits(),
                            HermitianBasis.product(
                                    embedded(
                                            map,
                                            previous.qubits().indexOf(q),
                                            previous.qubits().size()),
                                    previous.matrix(),
                                    1 << (2 * previous.qubits().size()))));
        } else {
            append(new SingleQubitMap(q, map));
        }
    }

    private void append(TensorOperation operation) {
        int mask = operation.acts() | operation.reads();
        for (int q = 0; q < qubits; q++) {
            if ((mask >> q & 1) == 1) {
                last[q] = emitted.size();
            }
        }
        emitted.add(operation);
    }

    private double[] matrix(NoisyInstruction instruction) {
        return matrices.computeIfAbsent(instruction, this::realMatrix);
    }

    private double[] realMatrix(NoisyInstruction instruction) {
        if (instruction instanceof NoisyInstruction.Gate gate) {
            return HermitianBasis.ofUnitary(gate.operation().matrix());
        }
        if (instruction instanceof NoisyInstruction.Noise noise) {
            return HermitianBasis.matrix(noise.channel().superOperator().matrix());
        }
        Lindbladian lindbladian = ((NoisyInstruction.Continuous) instruction).lindbladian();
        return HermitianBasis.matrix(propagator.apply(lindbladian).matrix());
    }

    private double[] registerPhases(DiagonalOperation diagonal) {
        double[] local = diagonal.phases();
        double[] all = new double[1 << qubits];
        for (int b = 0; b < all.length; b++) {
            int at = 0;
            for (int k = 0; k < diagonal.qubits().size(); k++) {
                at |= (b >> diagonal.qubits().get(k) & 1) << k;
            }
            all[b] = local[at];
        }
        return all;
    }

    private static boolean isDense(SeveralQubitMap map) {
        return 2 * nonZeros(map.matrix()) >= map.matrix().length;
    }

    private static int nonZeros(double[] matrix) {
        int count = 0;
        for (double value : matrix) {
            count += value == 0 ? 0 : 1;
        }
        return count;
    }

    /** A 4 x 4 matrix on digit {@code position} of several. */
    private static double[] embedded(double[] map, int position, int digits) {
        int size = 1 << (2 * digits);
        double[] embedded = new double[size * size];
        int shift = 2 * position;
        for (int c = 0; c < size; c++) {
            int rest = c & ~(3 << shift);
            for (int digit = 0; digit < 4; digit++) {
                embedded[(rest | digit << shift) * size + c] = map[4 * digit + (c >> shift & 3)];
            }
        }
        return embedded;
    }

    /**
     * A diagonal gate {@code exp(-i (sum h_i Z_i + sum_(i<j) J_ij Z_i Z_j))} in the making: neighbouring gates add up.
     */
    static final class IsingPhases {

        private final double[] fields;
        private final double[][] couplings;
        private int touched;

        IsingPhases(int qubits) {
            this.fields = new double[qubits];
            this.couplings = new double[qubits][qubits];
        }

        /** True if every string of the gate has at most two letters Z. */
        static boolean describes(DiagonalOperation operation) {
            return operation.exponent().axis().terms().stream()
                    .allMatch(term -> Long.bitCount(term.string().signMask()) <= 2);
        }

        void add(DiagonalOperation operation) {
            List<Integer> qubits = operation.qubits();
            for (PauliSum.Term term : operation.exponent().axis().terms()) {
                double angle = operation.exponent().angle() * term.coefficient();
                long mask = term.string().signMask();
                if (mask == 0) {
                    continue;
                }
                int first = qubits.get(Long.numberOfTrailingZeros(mask));
                int last = qubits.get(63 - Long.numberOfLeadingZeros(mask));
                if (first == last) {
                    fields[first] += angle;
                } else {
                    couplings[first][last] += angle;
                    couplings[last][first] += angle;
                }
            }
            touched |= TensorOperation.mask(qubits);
        }

        boolean touches(int mask) {
            return (touched & mask) != 0;
        }

        /** Hands over one rotation a touched qubit that feels anything, and forgets. */
        void drainTo(List<TensorOperation> out) {
            for (int q = 0; q < fields.length; q++) {
                TensorOperation.PhaseRotation rotation =
                        new TensorOperation.PhaseRotation(q, fields[q], couplings[q].clone());
                if (rotation.field() != 0 || rotation.reads() != 0) {
                    out.add(rotation);
                }
                fields[q] = 0;
                java.util.Arrays.fill(couplings[q], 0);
            }
            touched = 0;
        }
    }
}
