package org.strangenoise.simulate.pure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.simulate.pure.PureOperation.IsingFactor;
import org.strangenoise.simulate.pure.PureOperation.OneQubitMatrix;
import org.strangenoise.simulate.pure.PureOperation.PhaseFactor;
import org.strangenoise.simulate.pure.PureOperation.SeveralQubitMatrix;

/**
 * Operations compiled to passes over the 2^n amplitudes of a pure state; linear, not always unitary. Safe for
 * concurrent use unless one of the operations is a map of the whole register that is not.
 */
public final class PureProgram {

    private final List<PurePass> passes;

    PureProgram(List<PurePass> passes) {
        this.passes = passes;
    }

    /** Compiles operations. */
    public static PureProgram of(RegisterTiling tiling, List<PureOperation> operations) {
        PureCompiler compiler = new PureCompiler(tiling);
        operations.forEach(compiler::add);
        return compiler.take();
    }

    List<PurePass> list() {
        return passes;
    }

    /** Passes over the amplitudes. */
    public int passes() {
        return passes.size();
    }

    /**
     * Fuses operations as they come: the matrices of one qubit that follow each other, diagonal ones past the phases
     * that part them, and phases that nothing parts.
     */
    static final class PureCompiler {

        private static final int NONE = -1;

        /** Diagonals smaller than this, beside the other entries, stay where they are. */
        private static final double SMALL = 1e-6;

        /** What a product of matrices may be off. */
        private static final double ROUNDING = 1e-14;

        private final RegisterTiling tiling;
        private final int qubits;

        /** In order; nothing where a matrix has become part of phases. */
        private final List<Optional<PureOperation>> emitted = new ArrayList<>();

        private final @Nullable OneQubitMatrix[] pending;

        /** Where the last matrix of each qubit stands that only phases have followed. */
        private final int[] last;

        /** Where the matrix on two qubits stands that was the last to act on each qubit. */
        private final int[] lastPair;

        private @Nullable IsingFactor open;

        private int openReads;

        /** The qubits that were mixed since the first of the open phases. */
        private int mixedSince;

        PureCompiler(RegisterTiling tiling) {
            this.tiling = tiling;
            this.qubits = tiling.qubits();
            this.pending = new OneQubitMatrix[qubits];
            this.last = new int[qubits];
            this.lastPair = new int[qubits];
            Arrays.fill(last, NONE);
            Arrays.fill(lastPair, NONE);
        }

        /** Adds an operation after those before. */
        void add(PureOperation operation) {
            if (operation instanceof OneQubitMatrix one) {
                OneQubitMatrix before = pending[one.qubit()];
                pending[one.qubit()] = before == null ? one : one.after(before);
            } else if (operation instanceof IsingFactor factor) {
                int reads = factor.reads();
                addPhases(emitBefore(factor, reads), reads);
            } else if (operation instanceof PhaseFactor) {
                emitTurning(operation.reads());
                forgetPairs(operation.reads());
                emitted.add(Optional.of(operation));
            } else if (operation instanceof SeveralQubitMatrix several
                    && several.qubits().size() == 2) {
                addPair(several);
            } else {
                emitActing(operation);
            }
        }

        private void addPhases(IsingFactor factor, int reads) {
            forgetPairs(reads);
            if ((reads & mixedSince) != 0) {
                // In one factor with these, the earlier phases would have to wait for what was mixed since.
                closePhases();
            }
            open = open == null ? factor : open.plus(factor);
            openReads |= reads;
        }

        private void emitActing(PureOperation operation) {
            emitAll(operation.acts());
            forgetPairs(operation.acts());
            mixedSince |= operation.acts();
            for (int q = 0; q < qubits; q++) {
                if ((operation.acts() >> q & 1) == 1) {
                    last[q] = NONE;
                }
            }
            emitted.add(Optional.of(operation));
        }

        /** A matrix on two qubits; with the one before it may be phases only, as a turn about z between two CNOTs. */
        private void addPair(SeveralQubitMatrix several) {
            int low = Math.min(several.qubits().get(0), several.qubits().get(1));
            int high = Math.max(several.qubits().get(0), several.qubits().get(1));
            int before = lastPair[low];
            if (before != NONE && before == lastPair[high]) {
                SeveralQubitMatrix first =
                        (SeveralQubitMatrix) emitted.get(before).orElseThrow();
                ComplexMatrix product = several.ascending()
                        .times(matrix(high).kronecker(matrix(low)))
                        .times(first.ascending());
                if (isPhases(product)) {
                    double[] phases = new double[4];
                    for (int k = 0; k < 4; k++) {
                        phases[k] = StrictMath.atan2(product.im(k, k), product.re(k, k));
                    }
                    emitted.set(before, Optional.empty());
                    pending[low] = null;
                    pending[high] = null;
                    addPhases(IsingFactor.ofPair(qubits, low, high, phases), 1 << low | 1 << high);
                    return;
                }
            }
            emitActing(several);
            lastPair[low] = emitted.size() - 1;
            lastPair[high] = emitted.size() - 1;
        }

        private ComplexMatrix matrix(int qubit) {
            OneQubitMatrix matrix = pending[qubit];
            return matrix == null ? ComplexMatrix.identity(2) : matrix.matrix();
        }

        private static boolean isPhases(ComplexMatrix u) {
            double[] re = new double[4];
            double[] im = new double[4];
            for (int k = 0; k < 4; k++) {
                double size = StrictMath.hypot(u.re(k, k), u.im(k, k));
                if (size == 0) {
                    return false;
                }
                re[k] = u.re(k, k) / size;
                im[k] = u.im(k, k) / size;
            }
            return u.distance(ComplexMatrix.diagonal(re, im)) <= ROUNDING;
        }

        private void forgetPairs(int mask) {
            for (int q = 0; q < qubits; q++) {
                if ((mask >> q & 1) == 1) {
                    lastPair[q] = NONE;
                }
            }
        }

        /** The program of the operations so far; the compiler starts anew. */
        PureProgram take() {
            emitAll((1 << qubits) - 1);
            closePhases();
            PureProgram program =
                    tiling.program(emitted.stream().flatMap(Optional::stream).toList());
            emitted.clear();
            Arrays.fill(last, NONE);
            Arrays.fill(lastPair, NONE);
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
            lastPair[q] = NONE;
            if (matrix.isDiagonal()) {
                if (open != null && isRegular(matrix)) {
                    open = open.withDiagonal(q, matrix.m());
                    openReads |= 1 << q;
                    return;
                }
                if (last[q] != NONE) {
                    OneQubitMatrix earlier =
                            (OneQubitMatrix) emitted.get(last[q]).orElseThrow();
                    emitted.set(last[q], Optional.of(matrix.after(earlier)));
                    return;
                }
            } else if ((openReads >> q & 1) == 1) {
                closePhases();
            }
            if (!matrix.isDiagonal()) {
                mixedSince |= 1 << q;
            }
            last[q] = emitted.size();
            emitted.add(Optional.of(matrix));
        }

        /** True if neither entry of a diagonal matrix is zero. */
        private static boolean isRegular(OneQubitMatrix matrix) {
            double[] m = matrix.m();
            return (m[0] != 0 || m[1] != 0) && (m[6] != 0 || m[7] != 0);
        }

        private void closePhases() {
            if (open == null) {
                return;
            }
            int end = emitted.size();
            while (end > 0 && emitted.get(end - 1).isEmpty()) {
                end--;
            }
            if (end > 0 && emitted.get(end - 1).orElseThrow() instanceof IsingFactor before) {
                emitted.set(end - 1, Optional.of(before.plus(open)));
            } else {
                emitted.add(Optional.of(open));
            }
            open = null;
            openReads = 0;
            mixedSince = 0;
        }
    }
}
