package org.strangenoise.simulate.kernel;

import java.util.Arrays;

/**
 * Evolution under {@code H = sum a_i Z_i + sum J_ij Z_i Z_j} and one-qubit relaxation together, in closed form.
 *
 * <p>Neither changes {@code x = r xor c} of an entry (r, c), nor the values r has on the bits of x: those qubits only
 * turn and decay. Each other qubit j is in the same state s_j = +-1 in r and c; it jumps, and turns the entry at the
 * rate {@code s_j Omega_j}, {@code Omega_j = 2 sum_{i in x} J_ij s_i}, independently of the others. So every class of
 * entries evolves by a tensor product of 2 x 2 matrices {@code exp(T [[-i Omega - up, down], [up, i Omega - down]])}:
 * cost {@code n 4^n / 2}, for any time at once.
 */
public final class IsingRelaxation {

    private static final int MEMO = 256;

    private final int qubits;
    private final int dimension;
    private final double[] fields;
    private final double[][] couplings;
    private final double[] down;
    private final double[] up;
    private final double[] decay;
    private final double[] lineRe;
    private final double[] lineIm;
    private final double[] signs;
    /** Exponentials already made, by qubit and a hash of Omega: equal couplings give few different ones. */
    private final double[][] memoKeys;

    private final double[][] memoValues;
    private final double[] exponential = new double[4];

    /**
     * @param fields a_i times the time, by qubit
     * @param couplings J_ij times the time, symmetric, zero diagonal
     * @param down rate of |1> to |0> times the time, by qubit
     * @param up rate of |0> to |1> times the time, by qubit
     * @param dephasing rate of pure decay of the coherence times the time, by qubit
     */
    public IsingRelaxation(double[] fields, double[][] couplings, double[] down, double[] up, double[] dephasing) {
        this.qubits = fields.length;
        this.dimension = 1 << qubits;
        this.fields = fields.clone();
        this.couplings = new double[qubits][];
        this.down = down.clone();
        this.up = up.clone();
        this.decay = new double[qubits];
        for (int q = 0; q < qubits; q++) {
            this.couplings[q] = couplings[q].clone();
            decay[q] = (down[q] + up[q]) / 2 + dephasing[q];
        }
        this.lineRe = new double[dimension];
        this.lineIm = new double[dimension];
        this.signs = new double[qubits];
        this.memoKeys = new double[qubits][MEMO];
        this.memoValues = new double[qubits][4 * MEMO];
        for (double[] keys : memoKeys) {
            Arrays.fill(keys, Double.NaN);
        }
    }

    /** Evolves a row-major Hermitian matrix in place. Not for concurrent use. */
    public void apply(double[] re, double[] im) {
        for (int x = 0; x < dimension; x++) {
            // The row with the highest differing bit 0 stands for its mirror image too.
            int free = x ^ Integer.highestOneBit(x);
            int row = 0;
            do {
                evolve(x, row, re, im);
                row = (row - free) & free;
            } while (row != 0);
        }
    }

    private void evolve(int x, int row, double[] re, double[] im) {
        int rest = (dimension - 1) & ~x;
        int start = row * dimension + (x ^ row);
        int length = gather(start, rest, re, im);
        double turn = 0;
        double loss = 0;
        for (int left = x; left != 0; left &= left - 1) {
            int q = Integer.numberOfTrailingZeros(left);
            signs[q] = ((row >> q) & 1) == 0 ? 1 : -1;
            turn += 2 * fields[q] * signs[q];
            loss += decay[q];
        }
        int stride = 1;
        for (int left = rest; left != 0; left &= left - 1) {
            int q = Integer.numberOfTrailingZeros(left);
            double omega = 0;
            for (int in = x; in != 0; in &= in - 1) {
                int i = Integer.numberOfTrailingZeros(in);
                omega += 2 * couplings[q][i] * signs[i];
            }
            if (omega != 0 || down[q] != 0 || up[q] != 0) {
                mix(q, omega, stride, length);
            }
            stride *= 2;
        }
        double size = StrictMath.exp(-loss);
        scatter(x, start, rest, size * StrictMath.cos(turn), -size * StrictMath.sin(turn), re, im);
    }

    /** Copies the class to a line, the qubits outside x in ascending order; returns its length. */
    private int gather(int start, int rest, double[] re, double[] im) {
        int k = 0;
        int p = 0;
        do {
            int at = start + p * (dimension + 1);
            lineRe[k] = re[at];
            lineIm[k] = im[at];
            k++;
            p = (p - rest) & rest;
        } while (p != 0);
        return k;
    }

    private void scatter(int x, int start, int rest, double a, double b, double[] re, double[] im) {
        int row = start / dimension;
        int mirror = (x ^ row) * dimension + row;
        int k = 0;
        int p = 0;
        do {
            double u = a * lineRe[k] - b * lineIm[k];
            double v = a * lineIm[k] + b * lineRe[k];
            int shift = p * (dimension + 1);
            re[start + shift] = u;
            im[start + shift] = v;
            if (x != 0) {
                re[mirror + shift] = u;
                im[mirror + shift] = -v;
            }
            k++;
            p = (p - rest) & rest;
        } while (p != 0);
    }

    /** Applies the 2 x 2 exponential of one qubit to the line. */
    private void mix(int q, double omega, int stride, int length) {
        load(q, omega);
        double evenRe = exponential[0];
        double evenIm = exponential[1];
        double oddRe = exponential[2];
        double oddIm = exponential[3];
        double bias = (up[q] - down[q]) / 2;
        double turnRe = bias * oddRe - omega * oddIm;
        double turnIm = bias * oddIm + omega * oddRe;
        double groundRe = evenRe - turnRe;
        double groundIm = evenIm - turnIm;
        double excitedRe = evenRe + turnRe;
        double excitedIm = evenIm + turnIm;
        for (int block = 0; block < length; block += 2 * stride) {
            for (int k = block; k < block + stride; k++) {
                int l = k + stride;
                double x0 = lineRe[k];
                double y0 = lineIm[k];
                double x1 = lineRe[l];
                double y1 = lineIm[l];
                lineRe[k] = groundRe * x0 - groundIm * y0 + down[q] * (oddRe * x1 - oddIm * y1);
                lineIm[k] = groundRe * y0 + groundIm * x0 + down[q] * (oddRe * y1 + oddIm * x1);
                lineRe[l] = excitedRe * x1 - excitedIm * y1 + up[q] * (oddRe * x0 - oddIm * y0);
                lineIm[l] = excitedRe * y1 + excitedIm * x1 + up[q] * (oddRe * y0 + oddIm * x0);
            }
        }
    }

    private void load(int q, double omega) {
        long bits = Double.doubleToLongBits(omega);
        int slot = (int) ((bits * 0x9E3779B97F4A7C15L) >>> 56);
        double[] values = memoValues[q];
        if (memoKeys[q][slot] != omega) {
            exponential(q, omega);
            System.arraycopy(exponential, 0, values, 4 * slot, 4);
            memoKeys[q][slot] = omega;
        }
        System.arraycopy(values, 4 * slot, exponential, 0, 4);
    }

    /**
     * {@code e^-m cosh s} and {@code e^-m sinh(s) / s}, m = (up + down) / 2, {@code s^2 = (i Omega + (up - down)/2)^2 +
     * up down}: the matrix is -m plus a traceless part of square s^2.
     */
    private void exponential(int q, double omega) {
        double m = (up[q] + down[q]) / 2;
        double bias = (up[q] - down[q]) / 2;
        double squareRe = bias * bias - omega * omega + up[q] * down[q];
        double squareIm = 2 * bias * omega;
        double modulus = StrictMath.hypot(squareRe, squareIm);
        if (modulus < 0.05) {
            series(squareRe, squareIm, StrictMath.exp(-m));
            return;
        }
        double sRe = Math.sqrt((modulus + Math.abs(squareRe)) / 2);
        double sIm = squareIm / (2 * sRe);
        if (squareRe < 0) {
            double swap = Math.abs(sIm);
            sIm = squareIm < 0 ? -sRe : sRe;
            sRe = swap;
        }
        double grow = StrictMath.exp(sRe - m);
        double shrink = StrictMath.exp(-sRe - m);
        double c = StrictMath.cos(sIm);
        double s = StrictMath.sin(sIm);
        exponential[0] = c * (grow + shrink) / 2;
        exponential[1] = s * (grow - shrink) / 2;
        double sinhRe = c * (grow - shrink) / 2;
        double sinhIm = s * (grow + shrink) / 2;
        exponential[2] = (sinhRe * sRe + sinhIm * sIm) / modulus;
        exponential[3] = (sinhIm * sRe - sinhRe * sIm) / modulus;
    }

    /** Both as Taylor series in z = s^2, |z| below 0.05: ten terms are exact to rounding. */
    private void series(double zRe, double zIm, double scale) {
        double evenRe = 1;
        double evenIm = 0;
        double oddRe = 1;
        double oddIm = 0;
        for (int k = 10; k > 0; k--) {
            double even = 2.0 * k * (2 * k - 1);
            double odd = 2.0 * k * (2 * k + 1);
            double x = 1 + (zRe * evenRe - zIm * evenIm) / even;
            evenIm = (zRe * evenIm + zIm * evenRe) / even;
            evenRe = x;
            double y = 1 + (zRe * oddRe - zIm * oddIm) / odd;
            oddIm = (zRe * oddIm + zIm * oddRe) / odd;
            oddRe = y;
        }
        exponential[0] = scale * evenRe;
        exponential[1] = scale * evenIm;
        exponential[2] = scale * oddRe;
        exponential[3] = scale * oddIm;
    }
}
