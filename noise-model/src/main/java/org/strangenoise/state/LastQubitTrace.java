package org.strangenoise.state;

/**
 * The trace over one qubit of a Pauli letter times a permutation-symmetric operator of n qubits, in the packed blocks
 * of {@link SymmetricDensityMatrix}: an operator of n - 1 qubits, of trace norm at most that before. Spin j of n qubits
 * is made of a spin j1 = j -+ 1/2 of the others and the last qubit; a share {@code 2j (n/2+j+1) / (n (2j+1))} of its
 * copies has j1 = j - 1/2.
 */
final class LastQubitTrace {

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
