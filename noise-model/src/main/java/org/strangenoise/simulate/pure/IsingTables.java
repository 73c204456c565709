package org.strangenoise.simulate.pure;

import org.strangenoise.simulate.kernel.AmplitudeKernel;
import org.strangenoise.simulate.pure.PureOperation.IsingFactor;

/**
 * The factors of an {@link IsingFactor} in a tile. What the qubits inside feel of each other is one table for all
 * tiles; what the qubits outside add is a product of one factor a qubit inside, multiplied out for rows and for the low
 * six bits.
 */
final class IsingTables {

    private static final int LOW_BITS = 6;

    private final int bits;
    private final int low;
    private final double[] table;
    private final double[] outsideRe;
    private final double[] outsideIm;
    private final double[] turnRe;
    private final double[] turnIm;

    IsingTables(BitTile tile, IsingFactor factor) {
        int[] inside = tile.inside();
        int[] outside = tile.outside();
        this.bits = inside.length;
        this.low = Math.min(LOW_BITS, bits);
        this.table = new double[2 << bits];
        double[] phases = phases(factor, inside, factor.constant());
        for (int b = 0; b < phases.length; b++) {
            table[b] = Math.cos(phases[b]);
            table[phases.length + b] = -Math.sin(phases[b]);
        }
        double[] common = phases(factor, outside, 0);
        this.outsideRe = new double[common.length];
        this.outsideIm = new double[common.length];
        this.turnRe = new double[common.length * bits];
        this.turnIm = new double[common.length * bits];
        for (int t = 0; t < common.length; t++) {
            outsideRe[t] = Math.cos(common[t]);
            outsideIm[t] = -Math.sin(common[t]);
            for (int k = 0; k < bits; k++) {
                double angle = 0;
                for (int m = 0; m < outside.length; m++) {
                    angle += sign(t, m) * factor.couplings()[inside[k]][outside[m]];
                }
                turnRe[t * bits + k] = Math.cos(angle);
                turnIm[t * bits + k] = -Math.sin(angle);
            }
        }
    }

    /** Numbers of scratch that {@link #apply} needs. */
    int scratch() {
        return scratch(bits);
    }

    /** The same for a tile of some bits. */
    static int scratch(int bits) {
        int low = Math.min(LOW_BITS, bits);
        return 2 * ((1 << (bits - low)) + (1 << low));
    }

    void apply(double[] re, double[] im, int offset, int tile, AmplitudeKernel kernel, double[] scratch) {
        int rows = 1 << (bits - low);
        scratch[0] = outsideRe[tile];
        scratch[rows] = outsideIm[tile];
        expand(scratch, 0, rows, tile, low, bits);
        int lowAt = 2 * rows;
        scratch[lowAt] = 1;
        scratch[lowAt + (1 << low)] = 0;
        expand(scratch, lowAt, 1 << low, tile, 0, low);
        kernel.multiply(re, im, offset, table, scratch, 0, rows, 1 << low);
    }

    /** Multiplies out the factors of bits {@code from} to {@code to}: t for a bit 0, conj(t) for 1. */
    private void expand(double[] out, int at, int length, int tile, int from, int to) {
        int filled = 1;
        for (int k = from; k < to; k++) {
            double p = turnRe[tile * bits + k];
            double q = turnIm[tile * bits + k];
            for (int b = 0; b < filled; b++) {
                double x = out[at + b];
                double y = out[at + length + b];
                out[at + filled + b] = x * p + y * q;
                out[at + length + filled + b] = y * p - x * q;
                out[at + b] = x * p - y * q;
                out[at + length + b] = y * p + x * q;
            }
            filled *= 2;
        }
    }

    private static double[] phases(IsingFactor factor, int[] qubits, double constant) {
        double[] phases = new double[1 << qubits.length];
        for (int b = 0; b < phases.length; b++) {
            double phase = constant;
            for (int k = 0; k < qubits.length; k++) {
                double field = factor.fields()[qubits[k]];
                for (int m = 0; m < k; m++) {
                    field += sign(b, m) * factor.couplings()[qubits[k]][qubits[m]];
                }
                phase += sign(b, k) * field;
            }
            phases[b] = phase;
        }
        return phases;
    }

    private static int sign(int bits, int k) {
        return 1 - 2 * (bits >> k & 1);
    }
}
