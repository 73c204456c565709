package org.strangenoise.state;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.strangenoise.math.ComplexMatrix;

/**
 * Sums of the coefficients of a {@link DensityTensor} by how many qubits stand in {@code |1><1|}, X and Y: all that the
 * block in the symmetric subspace depends on.
 */
final class SymmetricSums {

    /** By register size: what {@link #coherence} gives for every (xs, ys), and the Dicke states' amplitudes. */
    private static final Map<Integer, Weights> WEIGHTS = new ConcurrentHashMap<>();

    private record Weights(double[][][] coherence, double[] amplitude) {
        static Weights of(int qubits) {
            double[][][] coherence = new double[qubits + 1][][];
            for (int xs = 0; xs <= qubits; xs++) {
                coherence[xs] = new double[qubits - xs + 1][];
                for (int ys = 0; xs + ys <= qubits; ys++) {
                    coherence[xs][ys] = SymmetricSums.coherence(xs, ys);
                }
            }
            return new Weights(coherence, Dicke.amplitudes(qubits));
        }
    }

    private final int qubits;
    private final int base;
    private final double[] sums;

    SymmetricSums(int qubits) {
        this.qubits = qubits;
        this.base = qubits + 1;
        this.sums = new double[base * base * base];
    }

    void add(int ones, int xs, int ys, double coefficient) {
        sums[(ones * base + xs) * base + ys] += coefficient;
    }

    /**
     * With s and t counting ones of the row and of the column, {@code |1><1|} is {@code s t}, X/sqrt(2) is {@code (s +
     * t)/sqrt(2)}, Y/sqrt(2) is {@code i (s - t)/sqrt(2)}: the entry {@code <D_k|rho|D_l>} is the coefficient of
     * {@code s^k t^l}.
     */
    ComplexMatrix block() {
        Weights weights = WEIGHTS.computeIfAbsent(qubits, Weights::of);
        double[] re = new double[base * base];
        double[] im = new double[base * base];
        for (int xs = 0; xs <= qubits; xs++) {
            for (int ys = 0; xs + ys <= qubits; ys++) {
                double[] byPowerOfS = weights.coherence()[xs][ys];
                double[] part = (ys & 1) == 0 ? re : im;
                double sign = (ys & 2) == 0 ? 1 : -1;
                for (int ones = 0; ones + xs + ys <= qubits; ones++) {
                    double sum = sign * sums[(ones * base + xs) * base + ys];
                    for (int s = 0; s <= xs + ys; s++) {
                        part[(ones + s) * base + ones + xs + ys - s] += sum * byPowerOfS[s];
                    }
                }
            }
        }
        double[] amplitude = weights.amplitude();
        for (int k = 0; k < base; k++) {
            for (int l = 0; l < base; l++) {
                re[k * base + l] *= amplitude[k] * amplitude[l];
                im[k * base + l] *= amplitude[k] * amplitude[l];
            }
        }
        return ComplexMatrix.of(base, base, re, im);
    }

    /** The coefficients of {@code ((s + t)/sqrt(2))^xs ((s - t)/sqrt(2))^ys} by the power of s. */
    private static double[] coherence(int xs, int ys) {
        double[] polynomial = new double[xs + ys + 1];
        polynomial[0] = StrictMath.pow(0.5, (xs + ys) / 2.0);
        for (int factor = 0; factor < xs + ys; factor++) {
            double sign = factor < xs ? 1 : -1;
            for (int s = factor + 1; s >= 0; s--) {
                polynomial[s] = sign * polynomial[s] + (s > 0 ? polynomial[s - 1] : 0);
            }
        }
        return polynomial;
    }
}
