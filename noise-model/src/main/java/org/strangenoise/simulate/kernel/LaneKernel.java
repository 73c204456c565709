package org.strangenoise.simulate.kernel;

/**
 * The same real map on many states at once: one array a coefficient, one entry a state, from an index on (see
 * {@link org.strangenoise.math.CacheLines}). No fused multiply-adds, since {@link LaneLoops} beside it leaves its loops
 * to the just-in-time compiler, which makes none.
 */
public interface LaneKernel {

    /**
     * A full 4 x 4 matrix on coefficients {@code g, g + stride, g + 2 stride, g + 3 stride} for every g of some groups.
     *
     * @param rows by coefficient of the density tensor, 4^n, and state; all of one length
     * @param groups indices whose digit of the qubit is 0
     * @param stride 4^q for qubit q
     * @param from the first state's index in every row
     * @param m row-major, 16 numbers
     */
    void full(double[][] rows, int[] groups, int stride, int from, double[] m);

    /** The same where the last row and column hold nothing beside their diagonal. */
    void real(double[][] rows, int[] groups, int stride, int from, double[] m);

    /** The same where the first two rows and columns and the last two go by themselves. */
    void blocks(double[][] rows, int[] groups, int stride, int from, double[] m);

    /** (a, b) to (p a + q b, r a + s b). */
    void two(double[] a, double[] b, int from, double p, double q, double r, double s);

    /** Adds factor a to the sum. */
    void add(double[] sum, double factor, double[] a, int from);

    /** The vector kernel where the module jdk.incubator.vector is present, the scalar one otherwise. */
    static LaneKernel best() {
        return Kernels.LANES;
    }

    /**
     * The kernel for a batch: the scalar one until this process has worked on enough of them that vectors repay what
     * compiling them takes, then the best. The bits are the same.
     *
     * @param numbers that are about to be changed
     */
    static LaneKernel forNext(long numbers) {
        return Kernels.vectorsPay(numbers) ? Kernels.LANES : Kernels.SCALAR_LANES;
    }

    /** One state after the other. */
    final class Scalar implements LaneKernel {

        @Override
        public void full(double[][] rows, int[] groups, int stride, int from, double[] m) {
            double m0 = m[0];
            double m1 = m[1];
            double m2 = m[2];
            double m3 = m[3];
            double m4 = m[4];
            double m5 = m[5];
            double m6 = m[6];
            double m7 = m[7];
            double m8 = m[8];
            double m9 = m[9];
            double m10 = m[10];
            double m11 = m[11];
            double m12 = m[12];
            double m13 = m[13];
            double m14 = m[14];
            double m15 = m[15];
            for (int g : groups) {
                double[] a = rows[g];
                double[] b = rows[g + stride];
                double[] c = rows[g + 2 * stride];
                double[] d = rows[g + 3 * stride];
                for (int j = from; j < a.length; j++) {
                    double w = a[j];
                    double x = b[j];
                    double y = c[j];
                    double z = d[j];
                    a[j] = m0 * w + m1 * x + m2 * y + m3 * z;
                    b[j] = m4 * w + m5 * x + m6 * y + m7 * z;
                    c[j] = m8 * w + m9 * x + m10 * y + m11 * z;
                    d[j] = m12 * w + m13 * x + m14 * y + m15 * z;
                }
            }
        }

        @Override
        public void real(double[][] rows, int[] groups, int stride, int from, double[] m) {
            double m0 = m[0];
            double m1 = m[1];
            double m2 = m[2];
            double m4 = m[4];
            double m5 = m[5];
            double m6 = m[6];
            double m8 = m[8];
            double m9 = m[9];
            double m10 = m[10];
            double m15 = m[15];
            for (int g : groups) {
                double[] a = rows[g];
                double[] b = rows[g + stride];
                double[] c = rows[g + 2 * stride];
                double[] d = rows[g + 3 * stride];
                for (int j = from; j < a.length; j++) {
                    double w = a[j];
                    double x = b[j];
                    double y = c[j];
                    a[j] = m0 * w + m1 * x + m2 * y;
                    b[j] = m4 * w + m5 * x + m6 * y;
                    c[j] = m8 * w + m9 * x + m10 * y;
                    d[j] *= m15;
                }
            }
        }

        @Override
        public void blocks(double[][] rows, int[] groups, int stride, int from, double[] m) {
            for (int g : groups) {
                two(rows[g], rows[g + stride], from, m[0], m[1], m[4], m[5]);
                two(rows[g + 2 * stride], rows[g + 3 * stride], from, m[10], m[11], m[14], m[15]);
            }
        }

        @Override
        public void two(double[] a, double[] b, int from, double p, double q, double r, double s) {
            for (int j = from; j < a.length; j++) {
                double x = a[j];
                double y = b[j];
                a[j] = p * x + q * y;
                b[j] = r * x + s * y;
            }
        }

        @Override
        public void add(double[] sum, double factor, double[] a, int from) {
            for (int j = from; j < sum.length; j++) {
                sum[j] += factor * a[j];
            }
        }
    }
}
