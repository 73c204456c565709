package org.strangenoise.simulate.pure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.strangenoise.circuit.DiagonalOperation;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.noise.NoisyInstruction;
import org.strangenoise.pauli.PauliSum;
import org.strangenoise.simulate.pure.PureOperation.IsingFactor;
import org.strangenoise.simulate.pure.PureOperation.OneQubitMatrix;
import org.strangenoise.simulate.pure.PureOperation.PhaseFactor;
import org.strangenoise.simulate.pure.PureOperation.SeveralQubitMatrix;

/** Fuses instructions: the matrices of one qubit that follow each other, and diagonal gates that nothing parts. */
final class PureCompiler {

    private final int qubits;
    private final Function<NoisyInstruction, Optional<ComplexMatrix>> matrices;
    private final List<PureOperation> emitted = new ArrayList<>();
    private final @Nullable ComplexMatrix[] pending;
    private double constant;
    private final double[] fields;
    private final double[][] couplings;
    private int touched;

    /** @param matrices the matrix of an instruction; empty for one that does nothing */
    PureCompiler(int qubits, Function<NoisyInstruction, Optional<ComplexMatrix>> matrices) {
        this.qubits = qubits;
        this.matrices = matrices;
        this.pending = new ComplexMatrix[qubits];
        this.fields = new double[qubits];
        this.couplings = new double[qubits][qubits];
    }

    List<PureOperation> compile(List<NoisyInstruction> instructions) {
        emitted.clear();
        instructions.forEach(this::add);
        drain((1 << qubits) - 1);
        closePhases();
        return List.copyOf(emitted);
    }

    private void add(NoisyInstruction instruction) {
        List<Integer> targets = instruction.qubits();
        if (targets.size() > 1
                && instruction instanceof NoisyInstruction.Gate gate
                && gate.operation() instanceof DiagonalOperation diagonal) {
            addPhases(diagonal);
            return;
        }
        Optional<ComplexMatrix> matrix = matrices.apply(instruction);
        if (matrix.isEmpty()) {
            return;
        }
        if (targets.size() == 1) {
            int q = targets.get(0);
            ComplexMatrix before = pending[q];
            pending[q] = before == null ? matrix.get() : matrix.get().times(before);
        } else {
            targets.forEach(q -> drain(1 << q));
            emitted.add(new SeveralQubitMatrix(List.copyOf(targets), matrix.get()));
        }
    }

    private void addPhases(DiagonalOperation diagonal) {
        List<Integer> targets = diagonal.qubits();
        for (int q : targets) {
            if (pending[q] != null && (touched >> q & 1) == 1) {
                closePhases();
            }
        }
        targets.forEach(this::emitPending);
        boolean ising = diagonal.exponent().axis().terms().stream()
                .allMatch(term -> Long.bitCount(term.string().signMask()) <= 2);
        if (!ising) {
            emitted.add(new PhaseFactor(targets, diagonal.phases()));
            return;
        }
        for (PauliSum.Term term : diagonal.exponent().axis().terms()) {
            double angle = diagonal.exponent().angle() * term.coefficient();
            long mask = term.string().signMask();
            if (mask == 0) {
                constant += angle;
                continue;
            }
            int first = targets.get(Long.numberOfTrailingZeros(mask));
            int last = targets.get(63 - Long.numberOfLeadingZeros(mask));
            if (first == last) {
                fields[first] += angle;
            } else {
                couplings[first][last] += angle;
                couplings[last][first] += angle;
            }
        }
        for (int q : targets) {
            touched |= 1 << q;
        }
    }

    private void drain(int mask) {
        if ((touched & mask) != 0) {
            closePhases();
        }
        for (int q = 0; q < qubits; q++) {
            if ((mask >> q & 1) == 1) {
                emitPending(q);
            }
        }
    }

    private void closePhases() {
        if (touched == 0) {
            return;
        }
        double[][] copy = new double[qubits][];
        for (int q = 0; q < qubits; q++) {
            copy[q] = couplings[q].clone();
            Arrays.fill(couplings[q], 0);
        }
        emitted.add(new IsingFactor(constant, fields.clone(), copy));
        constant = 0;
        Arrays.fill(fields, 0);
        touched = 0;
    }

    private void emitPending(int q) {
        ComplexMatrix matrix = pending[q];
        if (matrix != null) {
            pending[q] = null;
            emitted.add(new OneQubitMatrix(q, matrix));
        }
    }
}
