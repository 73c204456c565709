package org.strangenoise.simulate.pure;

import java.util.Arrays;
import org.strangenoise.math.CacheLines;
import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.pure.PureOperation.IsingFactor;

/**
 * The factors of an {@link IsingFactor} on blocks of amplitudes. What the qubits inside a block feel of each other is
 * one table for all blocks; what the qubits outside add is a product of one factor a qubit inside, multiplied out for
 * rows and for the low bits.
 */
final class IsingTables {

    private final int bits;
    private final int low;
    private final double[] table;
    private final double[] outsideRe;
    private final double[] outsideIm;

    /** How each qubit inside is turned by the lower half of the qubits outside, and by the upper half. */
    private final Turns lower;

    private final Turns upper;
    private final int lowerBits;

    /** @param outside the other qubits, in the order of the bits of a block's number */
    IsingTables(int[] inside, int[] outside, IsingFactor factor) {
        this.bits = inside.length;
        this.low = (bits + 1) / 2;
        this.table = CacheLines.copy(factors(factor, inside, factor.scale(), factor.constant()));
        double[] common = factors(factor, outside, 1, 0);
        this.outsideRe = Arrays.copyOf(common, common.length / 2);
        this.outsideIm = Arrays.copyOfRange(common, common.length / 2, common.length);
        this.lowerBits = outside.length / 2;
        this.lower = new Turns(inside, Arrays.copyOf(outside, lowerBits), factor);
        this.upper = new Turns(inside, Arrays.copyOfRange(outside, lowerBits, outside.length), factor);
    }

    /** {@code exp(-i angle)} of the sum of couplings, by the outside bits, then by the qubit inside. */
    private static final class Turns {

        final double[] re;
        final double[] im;

        Turns(int[] inside, int[] outside, IsingFactor factor) {
            int count = 1 << outside.length;
            re = new double[count * inside.length];
            im = new double[count * inside.length];
            for (int t = 0; t < count; t++) {
                for (int k = 0; k < inside.length; k++) {
                    double angle = 0;
                    for (int m = 0; m < outside.length; m++) {
                        angle += sign(t, m) * factor.couplings()[inside[k]][outside[m]];
                    }
                    re[t * inside.length + k] = StrictMath.cos(angle);
                    im[t * inside.length + k] = -StrictMath.sin(angle);
                }
            }
        }
    }

    /** Numbers of scratch that {@link #apply} needs after the lead. */
    int scratch() {
        return 2 * ((1 << (bits - low)) + (1 << low));
    }

    /** Multiplies a block that starts at {@code offset}. */
    void apply(double[] re, double[] im, int offset, int block, AmplitudeKernel kernel, double[] scratch) {
        int rows = 1 << (bits - low);
        int rowsAt = CacheLines.LEAD;
        scratch[rowsAt] = outsideRe[block];
        scratch[rowsAt + rows] = outsideIm[block];
        expand(scratch, rowsAt, rows, block, low, bits);
        int lowAt = rowsAt + 2 * rows;
        scratch[lowAt] = 1;
        scratch[lowAt + (1 << low)] = 0;
        expand(scratch, lowAt, 1 << low, block, 0, low);
        kernel.multiply(re, im, offset, table, scratch, rowsAt, rows, 1 << low);
    }

    /** Multiplies out the factors of bits {@code from} to {@code to}: t for a bit 0, conj(t) for 1. */
    private void expand(double[] out, int at, int length, int block, int from, int to) {
        int first = (block & ((1 << lowerBits) - 1)) * bits;
        int second = (block >> lowerBits) * bits;
        int filled = 1;
        for (int k = from; k < to; k++) {
            double a = lower.re[first + k];
            double b = lower.im[first + k];
            double c = upper.re[second + k];
            double d = upper.im[second + k];
            double p = a * c - b * d;
            double q = a * d + b * c;
            for (int j = 0; j < filled; j++) {
                double x = out[at + j];
                double y = out[at + length + j];
                out[at + filled + j] = x * p + y * q;
                out[at + length + filled + j] = y * p - x * q;
                out[at + j] = x * p - y * q;
                out[at + length + j] = y * p + x * q;
            }
            filled *= 2;
        }
    }

    /** What some qubits feel of each other: real parts, then imaginary ones. */
    private static double[] factors(IsingFactor factor, int[] qubits, double scale, double constant) {
        double[] phases = phases(factor, qubits, constant);
        double[] sizes = sizes(factor, qubits, scale);
        double[] factors = new double[2 * phases.length];
        for (int b = 0; b < phases.length; b++) {
            factors[b] = sizes[b] * StrictMath.cos(phases[b]);
            factors[phases.length + b] = -sizes[b] * StrictMath.sin(phases[b]);
        }
        return factors;
    }

    /** {@code scale * exp(sum g_i z_i)}: each bit doubles the table. */
    private static double[] sizes(IsingFactor factor, int[] qubits, double scale) {
        double[] sizes = new double[1 << qubits.length];
        sizes[0] = scale;
        for (int k = 0; k < qubits.length; k++) {
            double gain = factor.gains()[qubits[k]];
            double up = StrictMath.exp(gain);
            double down = StrictMath.exp(-gain);
            for (int b = 0; b < 1 << k; b++) {
                sizes[b | 1 << k] = sizes[b] * down;
                sizes[b] *= up;
            }
        }
        return sizes;
    }

    /** {@code constant + sum h_i z_i + sum_(i<j) J_ij z_i z_j}: each bit doubles the table. */
    private static double[] phases(IsingFactor factor, int[] qubits, double constant) {
        double[] phases = new double[1 << qubits.length];
        double[] fields = new double[phases.length];
        phases[0] = constant;
        for (int k = 0; k < qubits.length; k++) {
            // What qubit k feels, by the bits of the qubits before it.
            fields[0] = factor.fields()[qubits[k]];
            for (int m = 0; m < k; m++) {
                double coupling = factor.couplings()[qubits[k]][qubits[m]];
                for (int b = 0; b < 1 << m; b++) {
                    fields[b | 1 << m] = fields[b] - coupling;
                    fields[b] += coupling;
                }
            }
            for (int b = 0; b < 1 << k; b++) {
                phases[b | 1 << k] = phases[b] - fields[b];
                phases[b] += fields[b];
            }
        }
        return phases;
    }

    private static int sign(int bits, int k) {
        return 1 - 2 * (bits >> k & 1);
    }
}
