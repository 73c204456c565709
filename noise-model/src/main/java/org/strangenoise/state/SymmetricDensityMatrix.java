package org.strangenoise.state;

import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliString;

/**
 * A mixed state of n qubits that no permutation changes, in blocks of total spin, C(n+3, 3) real numbers: {@code rho =
 * sum_o R_o (x) 1_{d_o} / d_o} with j = n/2 - o for block o = 0..n/2 and {@code d_o} copies of spin j. R_o carries the
 * whole weight of its copies, so that traces and expectations are sums of bounded terms for any n.
 *
 * <p>Block o has n - 2o + 1 rows; row i has k = o + i qubits in |1>, J_z = n/2 - k. Packed as the real matrix {@code M
 * = Re R + Im R}, whose symmetric part is Re R and whose antisymmetric part is Im R. It is a view of the arrays it is
 * made of, {@code [o][row][column]}, so that a simulator can look at its own state without a copy.
 */
public final class SymmetricDensityMatrix implements QuantumState {

    /** Above this, 2^n probabilities do not fit an array. */
    private static final int MAX_DENSE_QUBITS = 30;

    private final int qubits;
    private final double[][][] blocks;

    private SymmetricDensityMatrix(int qubits, double[][][] blocks) {
        this.qubits = qubits;
        this.blocks = blocks;
    }

    /** A view of packed blocks, which the caller must not change while the view is used. */
    public static SymmetricDensityMatrix view(int qubits, double[][][] blocks) {
        if (qubits < 1 || blocks.length != qubits / 2 + 1) {
            throw new IllegalArgumentException(
                    "Argument `blocks` must hold `qubits`/2 + 1 blocks for at least one qubit," + " but holds "
                            + blocks.length + " for " + qubits);
        }
        for (int o = 0; o < blocks.length; o++) {
            if (blocks[o].length != qubits - 2 * o + 1 || blocks[o][0].length != blocks[o].length) {
                throw new IllegalArgumentException(
                        "Argument `blocks` must hold square blocks of " + (qubits - 2 * o + 1) + " rows at " + o
                                + ", but holds " + blocks[o].length + " x " + blocks[o][0].length);
            }
        }
        return new SymmetricDensityMatrix(qubits, blocks);
    }

    /** A copy that later changes of the viewed arrays do not reach. */
    public SymmetricDensityMatrix copy() {
        double[][][] copy = new double[blocks.length][][];
        for (int o = 0; o < copy.length; o++) {
            copy[o] = new double[blocks[o].length][];
            for (int row = 0; row < copy[o].length; row++) {
                copy[o][row] = blocks[o][row].clone();
            }
        }
        return new SymmetricDensityMatrix(qubits, copy);
    }

    /** Adds {@code weight * rho} to packed blocks of the same n. */
    public void addTo(double weight, double[][][] sum) {
        for (int o = 0; o < blocks.length; o++) {
            for (int row = 0; row < blocks[o].length; row++) {
                for (int column = 0; column < blocks[o].length; column++) {
                    sum[o][row][column] += weight * blocks[o][row][column];
                }
            }
        }
    }

    /** The number of copies of spin n/2 - o among n qubits, {@code C(n, o) (n - 2o + 1) / (n - o + 1)}. */
    static double copies(int n, int o) {
        double binomial = 1;
        for (int k = 0; k < o; k++) {
            binomial = binomial * (n - k) / (k + 1);
        }
        return binomial * (n - 2 * o + 1) / (n - o + 1);
    }

    @Override
    public int qubits() {
        return qubits;
    }

    /** The weight of total spin n/2 - o; all sum to the trace. */
    public double weight(int o) {
        double weight = 0;
        for (int row = 0; row < blocks[o].length; row++) {
            weight += blocks[o][row][row];
        }
        return weight;
    }

    /** {@code <J> / (n/2)}, the same for every qubit. */
    @Override
    public void blochVector(int qubit, double[] out) {
        double x = 0;
        double y = 0;
        double z = 0;
        for (double[][] m : blocks) {
            int size = m.length;
            for (int row = 0; row < size; row++) {
                z += (size - 1 - 2.0 * row) * m[row][row];
                if (row > 0) {
                    // <J_+> = sum sqrt(row (size - row)) R_{row, row-1}
                    double raising = Math.sqrt(row * (double) (size - row));
                    x += raising * (m[row][row - 1] + m[row - 1][row]);
                    y += raising * (m[row][row - 1] - m[row - 1][row]);
                }
            }
        }
        out[0] = x / qubits;
        out[1] = y / qubits;
        out[2] = z / qubits;
    }

    @Override
    public double purity() {
        double purity = 0;
        for (int o = 0; o < blocks.length; o++) {
            double squares = 0;
            for (double[] row : blocks[o]) {
                for (double value : row) {
                    squares += value * value;
                }
            }
            purity += squares / copies(qubits, o);
        }
        return purity;
    }

    /** {@inheritDoc} The qubits are traced out one by one, times their letter; cost of order n^4. */
    @Override
    public double pauliExpectation(PauliString pauli) {
        if (pauli.qubits() != qubits) {
            throw new IllegalArgumentException(
                    "Argument `pauli` must be of " + qubits + " qubits, but is of " + pauli.qubits());
        }
        double[][][] rest = blocks;
        for (char letter : new char[] {'I', 'X', 'Y', 'Z'}) {
            for (int q = 0; q < qubits; q++) {
                if (pauli.letter(q) == letter) {
                    rest = LastQubitTrace.of(rest, letter);
                }
            }
        }
        return rest[0][0][0];
    }

    /** The probabilities of k qubits in |1>, k = 0..n. */
    public double[] weightProbabilities() {
        double[] probabilities = new double[qubits + 1];
        for (int o = 0; o < blocks.length; o++) {
            for (int row = 0; row < blocks[o].length; row++) {
                probabilities[o + row] += blocks[o][row][row];
            }
        }
        return probabilities;
    }

    @Override
    public double[] probabilities() {
        if (qubits > MAX_DENSE_QUBITS) {
            throw new IllegalStateException("the 2^" + qubits + " probabilities of " + qubits
                    + " qubits do not fit an array; at most " + MAX_DENSE_QUBITS + " qubits do");
        }
        double[] amplitude = Dicke.amplitudes(qubits);
        double[] ofWeight = weightProbabilities();
        double[] probabilities = new double[1 << qubits];
        for (int b = 0; b < probabilities.length; b++) {
            int k = Integer.bitCount(b);
            probabilities[b] = amplitude[k] * amplitude[k] * ofWeight[k];
        }
        return probabilities;
    }

    @Override
    public ComplexMatrix symmetricBlock() {
        double[][] m = blocks[0];
        double[][] re = new double[m.length][m.length];
        double[][] im = new double[m.length][m.length];
        for (int k = 0; k < m.length; k++) {
            for (int l = 0; l < m.length; l++) {
                re[k][l] = (m[k][l] + m[l][k]) / 2;
                im[k][l] = (m[k][l] - m[l][k]) / 2;
            }
        }
        return ComplexMatrix.of(re, im);
    }

    /** {@inheritDoc} The reference is a {@link SymmetricStateVector}. */
    @Override
    public double fidelity(QuantumState pureReference) {
        if (!(pureReference instanceof SymmetricStateVector psi) || psi.qubits() != qubits) {
            throw new IllegalArgumentException("Argument `pureReference` must be a symmetric state vector of " + qubits
                    + " qubits, but is " + pureReference.getClass() + " of " + pureReference.qubits());
        }
        double sum = 0;
        for (int k = 0; k <= qubits; k++) {
            for (int l = 0; l <= qubits; l++) {
                // conj(a_k) R_kl a_l, with R_kl + R_lk from both orders
                double re = psi.re(k) * psi.re(l) + psi.im(k) * psi.im(l);
                double im = psi.re(k) * psi.im(l) - psi.im(k) * psi.re(l);
                sum += blocks[0][k][l] * (re - im);
            }
        }
        return sum;
    }

    /**
     * The trace over one qubit of a Pauli letter times a permutation-symmetric operator of n qubits, in the packed
     * blocks of {@link SymmetricDensityMatrix}: an operator of n - 1 qubits, of trace norm at most that before. Spin j
     * of n qubits is made of a spin j1 = j -+ 1/2 of the others and the last qubit; a share {@code 2j (n/2+j+1) / (n
     * (2j+1))} of its copies has j1 = j - 1/2.
     */
    static final class LastQubitTrace {

        private final char letter;
        private final double[][] from;
        private final double[][] to;
        private final double[] zero;
        private final double[] one;

        /** Row of {@code from} with the last qubit in |0> that becomes row 0 of {@code to}. */
        private final int shift;

        private LastQubitTrace(char letter, double[][] from, double[][] to, double[] zero, double[] one, int shift) {
            this.letter = letter;
            this.from = from;
            this.to = to;
            this.zero = zero;
            this.one = one;
            this.shift = shift;
        }

        /** The packed blocks of n - 1 qubits; for n = 1 one number. */
        static double[][][] of(double[][][] blocks, char letter) {
            int n = blocks[0].length - 1;
            double[][][] traced = new double[(n - 1) / 2 + 1][][];
            for (int o = 0; o < traced.length; o++) {
                traced[o] = new double[n - 2 * o][n - 2 * o];
            }
            for (int o = 0; o < blocks.length; o++) {
                int twoJ = n - 2 * o;
                double parallelShare = twoJ * (n + twoJ + 2.0) / (2.0 * n * (twoJ + 1));
                if (o < traced.length) {
                    parallel(letter, blocks[o], traced[o], twoJ, parallelShare);
                }
                if (o > 0) {
                    antiparallel(letter, blocks[o], traced[o - 1], twoJ, 1 - parallelShare);
                }
            }
            return traced;
        }

        /** j1 = j - 1/2: {@code sqrt((j+m)/2j) |m-1/2>|0> + sqrt((j-m)/2j) |m+1/2>|1>}. */
        private static void parallel(char letter, double[][] from, double[][] to, int twoJ, double share) {
            double[] zero = new double[twoJ + 1];
            double[] one = new double[twoJ + 1];
            for (int row = 0; row <= twoJ; row++) {
                zero[row] = Math.sqrt(share * (twoJ - row) / twoJ);
                one[row] = Math.sqrt(share * row / twoJ);
            }
            new LastQubitTrace(letter, from, to, zero, one, 0).add();
        }

        /** j1 = j + 1/2: {@code -sqrt((j+1-m)/(2j+2)) |m-1/2>|0> + sqrt((j+1+m)/(2j+2)) |m+1/2>|1>}. */
        private static void antiparallel(char letter, double[][] from, double[][] to, int twoJ, double share) {
            double[] zero = new double[twoJ + 1];
            double[] one = new double[twoJ + 1];
            for (int row = 0; row <= twoJ; row++) {
                zero[row] = -Math.sqrt(share * (row + 1) / (twoJ + 2));
                one[row] = Math.sqrt(share * (twoJ - row + 1) / (twoJ + 2));
            }
            new LastQubitTrace(letter, from, to, zero, one, -1).add();
        }

        private void add() {
            for (int r = 0; r < to.length; r++) {
                for (int c = 0; c < to.length; c++) {
                    // The rows with the last qubit in |0>; in |1> they are one further.
                    int row = r + shift;
                    int column = c + shift;
                    to[r][c] += switch (letter) {
                        case 'I' -> entry(zero, row, zero, column) + entry(one, row + 1, one, column + 1);
                        case 'Z' -> entry(zero, row, zero, column) - entry(one, row + 1, one, column + 1);
                        case 'X' -> entry(zero, row, one, column + 1) + entry(one, row + 1, zero, column);
                        // i (A - A^dagger) with A = <1|R|0>-part: packed, the transposed entries.
                        default -> entry(one, column + 1, zero, row) - entry(zero, column, one, row + 1);
                    };
                }
            }
        }

        private double entry(double[] left, int row, double[] right, int column) {
            if (row < 0 || column < 0 || row >= from.length || column >= from.length) {
                return 0;
            }
            return left[row] * right[column] * from[row][column];
        }
    }
}
