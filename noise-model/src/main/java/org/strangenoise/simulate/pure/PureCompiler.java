package org.strangenoise.simulate.pure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.simulate.pure.PureOperation.IsingFactor;
import org.strangenoise.simulate.pure.PureOperation.OneQubitMatrix;
import org.strangenoise.simulate.pure.PureOperation.PhaseFactor;

/**
 * Fuses operations as they come: the matrices of one qubit that follow each other, diagonal ones past the phases that
 * part them, and phases that nothing parts.
 */
final class PureCompiler {

    private static final int NONE = -1;

    /** Diagonals smaller than this, beside the other entries, stay where they are. */
    private static final double SMALL = 1e-6;

    private final RegisterTiling tiling;
    private final int qubits;
    private final List<PureOperation> emitted = new ArrayList<>();
    private final @Nullable OneQubitMatrix[] pending;

    /** Where the last matrix of each qubit stands that only phases have followed. */
    private final int[] last;

    private @Nullable IsingFactor open;

    private int openReads;

    PureCompiler(RegisterTiling tiling) {
        this.tiling = tiling;
        this.qubits = tiling.qubits();
        this.pending = new OneQubitMatrix[qubits];
        this.last = new int[qubits];
        Arrays.fill(last, NONE);
    }

    /** Adds an operation after those before. */
    void add(PureOperation operation) {
        if (operation instanceof OneQubitMatrix one) {
            OneQubitMatrix before = pending[one.qubit()];
            pending[one.qubit()] = before == null ? one : one.after(before);
        } else if (operation instanceof IsingFactor factor) {
            int reads = factor.reads();
            IsingFactor added = emitBefore(factor, reads);
            open = open == null ? added : open.plus(added);
            openReads |= reads;
        } else if (operation instanceof PhaseFactor) {
            emitTurning(operation.reads());
            emitted.add(operation);
        } else {
            emitAll(operation.acts());
            for (int q = 0; q < qubits; q++) {
                if ((operation.acts() >> q & 1) == 1) {
                    last[q] = NONE;
                }
            }
            emitted.add(operation);
        }
    }

    /** The program of the operations so far; the compiler starts anew. */
    PureProgram take() {
        emitAll((1 << qubits) - 1);
        closePhases();
        PureProgram program = tiling.program(emitted);
        emitted.clear();
        Arrays.fill(last, NONE);
        return program;
    }

    /** Emits what phases on these qubits do not commute with. */
    private void emitTurning(int mask) {
        for (int q = 0; q < qubits; q++) {
            OneQubitMatrix matrix = pending[q];
            if ((mask >> q & 1) == 1 && matrix != null && !matrix.isDiagonal()) {
                emit(matrix);
            }
        }
    }

    /** The same; returns the phases with what they take over from the diagonals of real matrices. */
    private IsingFactor emitBefore(IsingFactor factor, int reads) {
        IsingFactor phases = factor;
        for (int q = 0; q < qubits; q++) {
            OneQubitMatrix matrix = pending[q];
            if ((reads >> q & 1) == 1 && matrix != null && canHaveUnitDiagonal(matrix)) {
                phases = phases.withDiagonal(q, matrix.m());
                emit(matrix.withUnitDiagonal());
            }
        }
        emitTurning(reads);
        return phases;
    }

    private static boolean canHaveUnitDiagonal(OneQubitMatrix matrix) {
        double[] m = matrix.m();
        double least = SMALL * Math.max(Math.abs(m[2]), Math.abs(m[4]));
        return matrix.isReal() && !matrix.isDiagonal() && Math.abs(m[0]) > least && Math.abs(m[6]) > least;
    }

    /** Emits everything on these qubits. */
    private void emitAll(int mask) {
        for (int q = 0; q < qubits; q++) {
            OneQubitMatrix matrix = pending[q];
            if ((mask >> q & 1) == 1 && matrix != null) {
                emit(matrix);
            }
        }
        if ((openReads & mask) != 0) {
            closePhases();
        }
    }

    private void emit(OneQubitMatrix matrix) {
        int q = matrix.qubit();
        pending[q] = null;
        if (matrix.isDiagonal()) {
            if (open != null && isRegular(matrix)) {
                open = open.withDiagonal(q, matrix.m());
                openReads |= 1 << q;
                return;
            }
            if (last[q] != NONE) {
                emitted.set(last[q], matrix.after((OneQubitMatrix) emitted.get(last[q])));
                return;
            }
        } else if ((openReads >> q & 1) == 1) {
            closePhases();
        }
        last[q] = emitted.size();
        emitted.add(matrix);
    }

    /** True if neither entry of a diagonal matrix is zero. */
    private static boolean isRegular(OneQubitMatrix matrix) {
        double[] m = matrix.m();
        return (m[0] != 0 || m[1] != 0) && (m[6] != 0 || m[7] != 0);
    }

    private void closePhases() {
        if (open != null) {
            emitted.add(open);
            open = null;
            openReads = 0;
        }
    }
}
