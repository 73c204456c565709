package org.strangenoise.state;

/** Weights of Dicke states. */
final class Dicke {

    private Dicke() {}

    /** {@code 1 / sqrt(C(n, k))} for k = 0..n: the amplitude of each basis state in D_k. */
    static double[] amplitudes(int n) {
        double[] amplitudes = new double[n + 1];
        double binomial = 1;
        for (int k = 0; k <= n; k++) {
            amplitudes[k] = 1 / Math.sqrt(binomial);
            binomial = binomial * (n - k) / (k + 1);
        }
        return amplitudes;
    }
}
