package org.strangenoise.math;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Gauss quadrature for the normal distribution N(0, 1): {@code E[f] = sum_k weight(k) f(node(k))}, exact for
 * polynomials of degree 2 * order - 1.
 *
 * <p>The nodes are the eigenvalues of the Jacobi matrix with couplings sqrt(k) (Golub and Welsch, Math. Comp. 23, 221
 * (1969)); one Newton step on the orthonormal Hermite polynomial h_order and the weights {@code 1 / sum_k h_k(x)^2}
 * make both accurate to rounding relative to themselves, far tails too.
 */
public final class GaussHermite {

    /** The most nodes that keep full accuracy. */
    public static final int MAX_ORDER = 64;

    private final double[] nodes;
    private final double[] weights;

    private GaussHermite(double[] nodes, double[] weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

    /** The rule with 1 to 64 nodes. */
    public static GaussHermite of(int order) {
        if (order < 1 || order > MAX_ORDER) {
            throw new IllegalArgumentException("Argument `order` must be 1 to " + MAX_ORDER + ", but is " + order);
        }
        double[] nodes = new double[order];
        double[] couplings = new double[order];
        for (int k = 1; k < order; k++) {
            couplings[k - 1] = Math.sqrt(k);
        }
        SymmetricTridiagonal.diagonalise(order, nodes, couplings, 1, null);
        Arrays.sort(nodes);
        double[] weights = new double[order];
        double[] h = new double[order + 1];
        for (int k = 0; k <= order / 2; k++) {
            // The positive half is mirrored, so that odd moments vanish exactly.
            int mirror = order - 1 - k;
            double x = mirror == k ? 0 : 0.5 * (nodes[mirror] - nodes[k]);
            if (mirror > k) {
                hermite(x, h);
                x -= h[order] / (Math.sqrt(order) * h[order - 1]);
            }
            hermite(x, h);
            double sum = 0;
            for (int j = 0; j < order; j++) {
                sum += h[j] * h[j];
            }
            if (mirror >= k) {
                nodes[k] = -x;
                nodes[mirror] = x;
                weights[k] = 1 / sum;
                weights[mirror] = 1 / sum;
            }
        }
        return new GaussHermite(nodes, weights);
    }

    /** Values at x of the orthonormal Hermite polynomials: sqrt(k + 1) h_{k+1} = x h_k - sqrt(k) h_{k-1}. */
    private static void hermite(double x, double[] h) {
        h[0] = 1;
        h[1] = x;
        for (int k = 1; k < h.length - 1; k++) {
            h[k + 1] = (x * h[k] - Math.sqrt(k) * h[k - 1]) / Math.sqrt(k + 1);
        }
    }

    /** Number of nodes. */
    public int order() {
        return nodes.length;
    }

    /** Node k, ascending. */
    public double node(int k) {
        return nodes[k];
    }

    /** Weight k; all are positive and add up to 1. */
    public double weight(int k) {
        return weights[k];
    }

    /** A copy of the nodes, ascending. */
    public double[] nodes() {
        return nodes.clone();
    }

    /** A copy of the weights. */
    public double[] weights() {
        return weights.clone();
    }

    /** The mean of f under N(mean, sigma^2): {@code sum_k weight(k) f(mean + sigma node(k))}. */
    public double expectation(DoubleUnaryOperator f, double mean, double sigma) {
        double sum = 0;
        for (int k = 0; k < nodes.length; k++) {
            sum += weights[k] * f.applyAsDouble(mean + sigma * nodes[k]);
        }
        return sum;
    }
}
