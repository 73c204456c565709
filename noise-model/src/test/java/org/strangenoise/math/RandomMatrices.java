package org.strangenoise.math;

import java.util.Random;

/** Seeded random matrices. */
final class RandomMatrices {

    private RandomMatrices() {}

    /** Independent complex normal entries. */
    static ComplexMatrix gaussian(int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[] re = new double[rows * columns];
        double[] im = new double[rows * columns];
        for (int i = 0; i < re.length; i++) {
            re[i] = random.nextGaussian();
            im[i] = random.nextGaussian();
        }
        return ComplexMatrix.of(rows, columns, re, im);
    }

    static ComplexMatrix hermitian(int d, long seed) {
        ComplexMatrix g = gaussian(d, d, seed);
        return g.plus(g.adjoint()).scaled(0.5);
    }

    /** Orthonormalised Gaussian columns (Gram-Schmidt, twice each); shares nothing with the library's algorithms. */
    static ComplexMatrix unitary(int d, long seed) {
        ComplexMatrix g = gaussian(d, d, seed);
        double[][] re = new double[d][d];
        double[][] im = new double[d][d];
        for (int c = 0; c < d; c++) {
            for (int r = 0; r < d; r++) {
                re[c][r] = g.re(r, c);
                im[c][r] = g.im(r, c);
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int b = 0; b < c; b++) {
                    double x = 0;
                    double y = 0;
                    for (int r = 0; r < d; r++) {
                        x += re[b][r] * re[c][r] + im[b][r] * im[c][r];
                        y += re[b][r] * im[c][r] - im[b][r] * re[c][r];
                    }
                    for (int r = 0; r < d; r++) {
                        re[c][r] -= x * re[b][r] - y * im[b][r];
                        im[c][r] -= x * im[b][r] + y * re[b][r];
                    }
                }
            }
            double square = 0;
            for (int r = 0; r < d; r++) {
                square += re[c][r] * re[c][r] + im[c][r] * im[c][r];
            }
            for (int r = 0; r < d; r++) {
                re[c][r] /= Math.sqrt(square);
                im[c][r] /= Math.sqrt(square);
            }
        }
        return ComplexMatrix.of(re, im).transpose();
    }

    /** {@code Q diag(cos phase + i sin phase) Q^dagger} with a random unitary Q. */
    static ComplexMatrix unitaryWithPhases(double[] phases, long seed) {
        double[] re = new double[phases.length];
        double[] im = new double[phases.length];
        for (int k = 0; k < phases.length; k++) {
            re[k] = Math.cos(phases[k]);
            im[k] = Math.sin(phases[k]);
        }
        return rotated(ComplexMatrix.diagonal(re, im), seed);
    }

    /** {@code Q diag(values) Q^dagger} with a random unitary Q. */
    static ComplexMatrix hermitianWithSpectrum(double[] values, long seed) {
        return rotated(ComplexMatrix.diagonal(values, new double[values.length]), seed);
    }

    private static ComplexMatrix rotated(ComplexMatrix diagonal, long seed) {
        ComplexMatrix q = unitary(diagonal.rows(), seed);
        return q.times(diagonal).times(q.adjoint());
    }

    /** The permutation matrix of the cycle 0 -> 1 -> ... -> d - 1 -> 0. */
    static ComplexMatrix cycle(int d) {
        double[] re = new double[d * d];
        for (int k = 0; k < d; k++) {
            re[((k + 1) % d) * d + k] = 1;
        }
        return ComplexMatrix.of(d, d, re, new double[d * d]);
    }
}
