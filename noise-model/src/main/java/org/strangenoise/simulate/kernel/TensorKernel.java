package org.strangenoise.simulate.kernel;

/**
 * Real linear maps on a contiguous stretch of coefficients whose index consists of base-4 digits, one a qubit. Digit d
 * has stride 4^d. All methods work in place and leave what lies outside the stretch alone.
 */
public interface TensorKernel {

    /** Which entries of a 4 x 4 matrix may differ from zero. */
    enum Shape {
        /** Any. */
        FULL,
        /** Rows and columns 0, 1, 2 among themselves, and 3 alone: real maps. */
        REAL,
        /** Rows and columns 0, 1 among themselves, and 2, 3 among themselves: relaxation and turns about z. */
        BLOCKS;

        /** The narrowest shape of a row-major matrix. */
        public static Shape of(double[] m) {
            boolean y = m[3] == 0 && m[7] == 0 && m[12] == 0 && m[13] == 0;
            if (y && m[2] == 0 && m[6] == 0 && m[8] == 0 && m[9] == 0) {
                return BLOCKS;
            }
            return y && m[11] == 0 && m[14] == 0 ? REAL : FULL;
        }
    }

    /** True if it works on several numbers at once. */
    boolean isVector();

    /**
     * The row-major 4 x 4 matrix on one digit.
     *
     * @param length of the stretch
     * @param stride 4^digit
     */
    void map(double[] x, int offset, int length, int stride, double[] matrix, Shape shape);

    /**
     * Turns the components 2 and 3 of one digit by an angle that depends on the other digits, {@code e^(i angle) =
     * outside * row * low}; see {@link RotationTables}.
     */
    void rotate(double[] x, int offset, RotationTables tables, double outsideRe, double outsideIm);

    /** A matrix on several digits. */
    void multiply(double[] x, int offset, int length, SparseMap map, double[] scratch);

    /** Copies runs of a multiple of 16 numbers from {@code base + rows[k]} to {@code at + run k}. */
    void gather(double[] from, int base, int[] rows, int run, double[] to, int at);

    /** The reverse of {@link #gather}. */
    void scatter(double[] from, int at, double[] to, int base, int[] rows, int run);

    /** The vector kernel where the module jdk.incubator.vector is present, the scalar one otherwise. */
    static TensorKernel best() {
        return Kernels.TENSOR;
    }

    /** The kernel for a register: small ones are done before vectors are compiled, and gain little of them. */
    static TensorKernel of(int qubits) {
        return isSmall(qubits) ? Kernels.SCALAR_TENSOR : best();
    }

    /** True for registers that are worked on one number at a time. */
    static boolean isSmall(int qubits) {
        return qubits <= Kernels.SMALL_TENSOR_QUBITS;
    }
}
