package org.strangenoise.simulate.kernel;

import java.util.Arrays;

/**
 * Workspace for the entries (k, k + order) and (k + order, k) of all blocks of total spin, k the number of qubits in
 * |1>. Maps that commute with z rotations keep every order to itself, and a sector of order 0 to n fits the cache:
 * whole sequences of such maps run on it between one load and one store. One instance per thread.
 */
final class CoherenceSector {

    /** Numbers below this are zero: they are of no weight, and denormal numbers are slow. */
    private static final double NOTHING = 1e-290;

    private final int n;
    private int order;

    /** {@code [k][block + 1]}, with a zero before the first and after the last block: upper and lower triangle. */
    private final double[][] upper;

    private final double[][] lower;
    private final double[][] before;
    private final double[][][] factor;
    private double[] ping;
    private double[] pong;

    CoherenceSector(int n) {
        this.n = n;
        int width = n / 2 + 3;
        upper = new double[n + 1][width];
        lower = new double[n + 1][width];
        before = new double[n + 1][width];
        factor = new double[3][n + 1][width];
        ping = new double[width];
        pong = new double[width];
    }

    /** The last block that has entry (k, k + order). */
    private int last(int k) {
        return Math.min(k, n - k - order);
    }

    void load(double[][][] blocks, int newOrder) {
        order = newOrder;
        for (int k = 0; k <= n - order; k++) {
            int last = last(k);
            for (int o = 0; o <= last; o++) {
                upper[k][o + 1] = clean(blocks[o][k - o][k - o + order]);
                lower[k][o + 1] = clean(blocks[o][k - o + order][k - o]);
            }
            upper[k][last + 2] = 0;
            lower[k][last + 2] = 0;
        }
    }

    private static double clean(double value) {
        return Math.abs(value) < NOTHING ? 0 : value;
    }

    void store(double[][][] blocks) {
        for (int k = 0; k <= n - order; k++) {
            int last = last(k);
            for (int o = 0; o <= last; o++) {
                blocks[o][k - o][k - o + order] = upper[k][o + 1];
                blocks[o][k - o + order][k - o] = lower[k][o + 1];
            }
        }
    }

    int order() {
        return order;
    }

    /** Entry (k, k') of the state times {@code exp(-i (phase_k - phase_k'))}. */
    void turn(double[] phase) {
        for (int k = 0; k <= n - order && order > 0; k++) {
            turn(k, phase[k + order] - phase[k]);
        }
    }

    /** Entry (k, k + order) times {@code exp(i (offset + slope k))}, its mirror image times the conjugate. */
    void turn(double offset, double slope) {
        for (int k = 0; k <= n - order && order > 0; k++) {
            turn(k, offset + slope * k);
        }
    }

    /** A phase of an entry is a rotation of the packed pair. */
    private void turn(int k, double angle) {
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double[] up = upper[k];
        double[] low = lower[k];
        int end = last(k) + 1;
        for (int o = 1; o <= end; o++) {
            double x = up[o];
            double y = low[o];
            up[o] = cos * x + sin * y;
            low[o] = cos * y - sin * x;
        }
    }

    /** Entry (k, k') times {@code scale_k * scale_k'}. */
    void scale(double[] scale) {
        for (int k = 0; k <= n - order; k++) {
            double by = scale[k] * scale[k + order];
            int end = last(k) + 1;
            for (int o = 1; o <= end; o++) {
                upper[k][o] *= by;
                lower[k][o] *= by;
            }
        }
    }

    /** All entries zero. */
    void clear() {
        for (int k = 0; k <= n - order; k++) {
            Arrays.fill(upper[k], 0, last(k) + 2, 0);
            Arrays.fill(lower[k], 0, last(k) + 2, 0);
        }
    }

    /** {@code exp(strength * sum_q A_q . A_q^dagger)} of a flip: its series ends, cut after {@code terms}. */
    void jump(CollectiveJump.Coefficients coefficients, double strength, int terms) {
        prepare(coefficients);
        jump(upper, coefficients.jump, strength, terms);
        if (order == 0) {
            copy(upper, lower);
        } else {
            jump(lower, coefficients.jump, strength, terms);
        }
    }

    /** {@code rounds} times {@code damping * exp(strength * sum_q Z_q . Z_q)}, each a series of {@code terms}. */
    void dephase(CollectiveJump.Coefficients coefficients, double strength, int terms, int rounds, double damping) {
        prepare(coefficients);
        dephase(upper, strength, terms, rounds, damping);
        if (order == 0) {
            copy(upper, lower);
        } else {
            dephase(lower, strength, terms, rounds, damping);
        }
    }

    private void prepare(CollectiveJump.Coefficients coefficients) {
        for (int k = 0; k <= n - order; k++) {
            coefficients.write(k, order, last(k), factor[0][k], factor[1][k], factor[2][k]);
        }
    }

    /** Horner's scheme: {@code y <- x + strength/i J y} for i = terms..1. J reads rows that are not yet replaced. */
    private void jump(double[][] plane, CollectiveJump jump, double strength, int terms) {
        copy(plane, before);
        int rows = n - order + 1;
        for (int term = terms; term >= 1; term--) {
            double by = strength / term;
            for (int row = 0; row < rows; row++) {
                int k = jump == CollectiveJump.DECAY ? row : rows - 1 - row;
                int source = k - jump.change;
                if (source >= 0 && source < rows) {
                    couple(by, k, plane[source], before[k], plane[k]);
                }
            }
        }
    }

    private void dephase(double[][] plane, double strength, int terms, int rounds, double damping) {
        for (int k = 0; k <= n - order; k++) {
            int end = last(k) + 1;
            double[] x = plane[k];
            for (int round = 0; round < rounds; round++) {
                System.arraycopy(x, 0, ping, 0, end + 2);
                pong[0] = 0;
                pong[end + 1] = 0;
                for (int term = terms; term >= 1; term--) {
                    couple(strength / term, k, ping, x, pong);
                    double[] swap = ping;
                    ping = pong;
                    pong = swap;
                }
                for (int o = 1; o <= end; o++) {
                    x[o] = damping * ping[o];
                }
            }
        }
    }

    /** {@code out = x + by * (J y)} for the row k of J's image; y is the row that J reads. */
    private void couple(double by, int k, double[] y, double[] x, double[] out) {
        double[] fromBefore = factor[0][k];
        double[] fromSame = factor[1][k];
        double[] fromAfter = factor[2][k];
        int end = last(k);
        for (int o = 0; o <= end; o++) {
            out[o + 1] = x[o + 1] + by * (fromBefore[o] * y[o] + fromSame[o] * y[o + 1] + fromAfter[o] * y[o + 2]);
        }
    }

    private void copy(double[][] from, double[][] to) {
        for (int k = 0; k <= n - order; k++) {
            System.arraycopy(from[k], 0, to[k], 0, last(k) + 3);
        }
    }
}
