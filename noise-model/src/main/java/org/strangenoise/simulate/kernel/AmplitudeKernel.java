package org.strangenoise.simulate.kernel;

/**
 * Complex linear maps on a contiguous stretch of 2^k amplitudes in split arrays. Bit b of an index has stride 2^b. All
 * methods work in place.
 */
public interface AmplitudeKernel {

    /** Neighbours that stay together when runs are gathered. */
    int COLUMN = 4;

    /** True if it works on several numbers at once. */
    boolean isVector();

    /**
     * A 2 x 2 matrix on one bit.
     *
     * @param length of the stretch
     * @param stride 2^bit
     * @param m real and imaginary parts of the entries in turn, row-major
     */
    void matrix(double[] re, double[] im, int offset, int length, int stride, double[] m);

    /**
     * A real 2 x 2 matrix on one bit.
     *
     * @param m row-major
     */
    void realMatrix(double[] re, double[] im, int offset, int length, int stride, double[] m);

    /**
     * The real matrices {@code [[1, m0], [m1, 1]]} on one bit and {@code [[1, m2], [m3, 1]]} on another, in one sweep.
     *
     * @param first 2^bit of the lower one
     * @param second 2^bit of the higher one
     */
    void unitMatrices(double[] re, double[] im, int offset, int length, int first, int second, double[] m);

    /**
     * The real matrices {@code [[1, m[2 k]], [m[2 k + 1], 1]]} on four bits, the lowest first.
     *
     * @param strides 2^bit of each, ascending; any, but fast are those of bits 2 to 5 and those of bits from 6 on
     */
    void fourUnitMatrices(double[] re, double[] im, int offset, int length, int[] strides, double[] m);

    /**
     * A real 4 x 4 matrix on bits 0 and 1.
     *
     * @param columns column-major
     */
    void lowestMatrix(double[] re, double[] im, int offset, int length, double[] columns);

    /**
     * Multiplies 2^k amplitudes by factors: entry {@code (row, low)} by {@code table[row, low] * rows[row] *
     * lows[low]}.
     *
     * @param table at its end real parts, then as many imaginary ones
     * @param factors from {@code at} on: real and imaginary parts by row, then both by low index
     * @param rows how many rows
     * @param low how many low indices
     */
    void multiply(double[] re, double[] im, int offset, double[] table, double[] factors, int at, int rows, int low);

    /** Sum of the absolute squares of a stretch. */
    double norm(double[] re, double[] im, int offset, int length);

    /**
     * What the reduced state of one bit is made of: over the pairs (a, c) that differ in the bit, adds {@code sum
     * conj(a) c}, real and imaginary part, {@code sum |a|^2} and {@code sum |c|^2} to four numbers from {@code at} on.
     */
    void reduce(double[] re, double[] im, int offset, int length, int stride, double[] sums, int at);

    /**
     * Copies runs by columns of {@link #COLUMN} numbers: number k of the run from {@code base + rows[row]} becomes
     * number k modulo 4 of entry row of column k / 4. So the bits that tell rows follow bit 1.
     *
     * @param base where the runs are counted from, in {@code from}
     * @param rows where each run starts, from {@code base} on
     * @param run how many numbers it has, a multiple of 4
     * @param at where the first column goes in {@code to}
     */
    void gather(double[] from, int base, int[] rows, int run, double[] to, int at);

    /** The reverse of {@link #gather}. */
    void scatter(double[] from, int at, double[] to, int base, int[] rows, int run);

    /** The vector kernel where the module jdk.incubator.vector is present, the scalar one otherwise. */
    static AmplitudeKernel best() {
        return Kernels.AMPLITUDE;
    }

    /** The kernel for a register: small ones are done before vectors are compiled, and gain little of them. */
    static AmplitudeKernel of(int qubits) {
        return qubits <= Kernels.SMALL_VECTOR_QUBITS ? Kernels.SCALAR_AMPLITUDE : best();
    }
}
