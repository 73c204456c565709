package org.strangenoise.simulate.kernel;

/**
 * The same real map on many states at once: one array a coefficient, one entry a state, from an index on (see
 * {@link org.strangenoise.math.CacheLines}). No fused multiply-adds, since {@link LaneLoops} beside it leaves its loops
 * to the just-in-time compiler, which makes none.
 */
public interface LaneKernel {

    /** A full 4 x 4 matrix on four coefficients. */
    void full(double[] a, double[] b, double[] c, double[] d, int from, double[] m);

    /** Rows and columns 0 to 2 of a 4 x 4 matrix. */
    void three(double[] a, double[] b, double[] c, int from, double[] m);

    /** (a, b) to (p a + q b, r a + s b). */
    void two(double[] a, double[] b, int from, double p, double q, double r, double s);

    /** a to factor a. */
    void scale(double[] a, int from, double factor);

    /** Adds factor a to the sum. */
    void add(double[] sum, double factor, double[] a, int from);

    /** The vector kernel where the module jdk.incubator.vector is present, the scalar one otherwise. */
    static LaneKernel best() {
        return Kernels.LANES;
    }

    /** One state after the other. */
    final class Scalar implements LaneKernel {

        @Override
        public void full(double[] a, double[] b, double[] c, double[] d, int from, double[] m) {
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

        @Override
        public void three(double[] a, double[] b, double[] c, int from, double[] m) {
            double m0 = m[0];
            double m1 = m[1];
            double m2 = m[2];
            double m4 = m[4];
            double m5 = m[5];
            double m6 = m[6];
            double m8 = m[8];
            double m9 = m[9];
            double m10 = m[10];
            for (int j = from; j < a.length; j++) {
                double w = a[j];
                double x = b[j];
                double y = c[j];
                a[j] = m0 * w + m1 * x + m2 * y;
                b[j] = m4 * w + m5 * x + m6 * y;
                c[j] = m8 * w + m9 * x + m10 * y;
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
        public void scale(double[] a, int from, double factor) {
            for (int j = from; j < a.length; j++) {
                a[j] *= factor;
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
