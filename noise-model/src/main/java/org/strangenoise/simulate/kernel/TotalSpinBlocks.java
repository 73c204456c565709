package org.strangenoise.simulate.kernel;

/**
 * Storage of a permutation-symmetric operator of n qubits in blocks of total spin: {@code rho = sum_o R_o (x) 1_{d_o} /
 * d_o} with j = n/2 - o for block o = 0..n/2 and the number {@code d_o} of copies of spin j. Each R_o carries its
 * block's whole weight, so that traces, spin components and the symmetric block are plain sums: no factor grows with n.
 *
 * <p>Block o has n - 2o + 1 rows; row i belongs to J_z = j - i, that is to k = o + i qubits in |1>. A Hermitian block
 * is packed into one real matrix, {@code M = Re R + Im R}: the symmetric part of M is the real part of R, the
 * antisymmetric part its imaginary part. Maps with real coefficients symmetric in row and column act on M as they do on
 * R.
 */
public final class TotalSpinBlocks {

    private TotalSpinBlocks() {}

    /** Zeroed blocks, {@code [o][row][column]}. */
    public static double[][][] allocate(int n) {
        double[][][] blocks = new double[n / 2 + 1][][];
        for (int o = 0; o < blocks.length; o++) {
            blocks[o] = new double[n - 2 * o + 1][n - 2 * o + 1];
        }
        return blocks;
    }

    /** The count of numbers, C(n+3, 3), as a double because large n overflow. */
    public static double numbers(int n) {
        return (n + 1.0) * (n + 2.0) * (n + 3.0) / 6;
    }
}
