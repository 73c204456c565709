package org.strangenoise.simulate.kernel;

import org.strangenoise.math.LinearOperator;

/**
 * The right-hand side {@code -i [H, rho] + sum_q (down_q D[s-] + up_q D[s+] + dephasing_q / 2 D[Z]) rho} on a dense
 * row-major Hermitian rho, without the superoperator. Only {@code G = (-i H - loss) rho + jumps / 2} is multiplied out;
 * {@code rho} being Hermitian, all but dephasing is {@code G + G^dagger}. The image is exactly Hermitian.
 */
public final class LindbladOperator implements LinearOperator {

    private static final int TILE = 16;

    /** Smaller matrices are not worth a second thread. */
    private static final int MIN_PARALLEL = 64;

    private final int qubits;
    private final int dimension;
    private final HamiltonianRows hamiltonian;
    private final double[] down;
    private final double[] up;
    private final double[] loss;
    private final double[] decoherence;
    private final double decay;
    private final int threads;

    /**
     * @param hamiltonian H in 1/s, or times a time unit that the rates share
     * @param down rate of |1> to |0> by qubit
     * @param up rate of |0> to |1> by qubit
     * @param dephasing rate of pure decay of the coherence by qubit
     * @param threads at most this many share the rows; the result is the same bits
     */
    public LindbladOperator(
            int qubits, HamiltonianRows hamiltonian, double[] down, double[] up, double[] dephasing, int threads) {
        this.threads = threads;
        this.qubits = qubits;
        this.dimension = 1 << qubits;
        this.hamiltonian = hamiltonian;
        this.down = down.clone();
        this.up = up.clone();
        this.loss = new double[dimension];
        this.decoherence = new double[dimension];
        for (int b = 0; b < dimension; b++) {
            for (int q = 0; q < qubits; q++) {
                boolean one = ((b >> q) & 1) == 1;
                loss[b] += (one ? down[q] : up[q]) / 2;
                decoherence[b] += one ? dephasing[q] : 0;
            }
        }
        double bound = 0;
        for (int q = 0; q < qubits; q++) {
            double rate = down[q] + up[q];
            bound += Math.max(rate, rate / 2 + dephasing[q]);
        }
        this.decay = bound;
    }

    /** A bound on the rates at which parts of rho decay: the largest |real part| of an eigenvalue without H. */
    public double decay() {
        return decay;
    }

    @Override
    public void apply(double[] re, double[] im, double[] outRe, double[] outIm) {
        int tiles = (dimension + TILE - 1) / TILE;
        int workers = dimension < MIN_PARALLEL ? 1 : threads;
        ParallelTasks.run(workers, tiles, (worker, tile) -> {
            for (int r = tile * TILE; r < Math.min((tile + 1) * TILE, dimension); r++) {
                hamiltonian.writeRow(r, loss[r], re, im, outRe, outIm);
                addJumps(r, re, im, outRe, outIm);
            }
        });
        ParallelTasks.run(workers, tiles, (worker, tile) -> {
            for (int columns = 0; columns <= tile * TILE; columns += TILE) {
                addAdjoint(tile * TILE, columns, re, im, outRe, outIm);
            }
        });
    }

    /** {@code out = G + G^dagger - decoherence rho} in one tile of the lower triangle and its mirror image. */
    private void addAdjoint(int rows, int columns, double[] re, double[] im, double[] outRe, double[] outIm) {
        int lastRow = Math.min(rows + TILE, dimension);
        for (int r = rows; r < lastRow; r++) {
            int lastColumn = Math.min(columns + TILE, r + 1);
            for (int c = columns; c < lastColumn; c++) {
                int at = r * dimension + c;
                int mirror = c * dimension + r;
                double x = outRe[at] + outRe[mirror] - decoherence[r ^ c] * re[at];
                double y = outIm[at] - outIm[mirror] - decoherence[r ^ c] * im[at];
                outRe[at] = x;
                outIm[at] = y;
                outRe[mirror] = x;
                outIm[mirror] = -y;
            }
        }
    }

    /**
     * Adds half of what jumps feed into a row, the other half coming with the adjoint: the entries with a qubit in |0>
     * on both sides are fed from those with it in |1>, and back.
     */
    private void addJumps(int r, double[] re, double[] im, double[] outRe, double[] outIm) {
        for (int q = 0; q < qubits; q++) {
            int bit = 1 << q;
            int state = r & bit;
            double half = (state == 0 ? down[q] : up[q]) / 2;
            if (half == 0) {
                continue;
            }
            int shift = (state == 0 ? 1 : -1) * (bit * dimension + bit);
            int row = r * dimension;
            for (int block = row + state; block < row + dimension; block += 2 * bit) {
                for (int at = block; at < block + bit; at++) {
                    outRe[at] += half * re[at + shift];
                    outIm[at] += half * im[at + shift];
                }
            }
        }
    }
}
