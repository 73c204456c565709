package org.strangenoise.tomography;

import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;

/**
 * The state nearest to a Hermitian operator in the Frobenius norm: the same eigenvectors, and the point of the
 * probability simplex nearest to the eigenvalues (Smolin, Gambetta, Smith, Phys. Rev. Lett. 108, 070502 (2012)).
 */
public final class NearestState {

    private NearestState() {}

    /** Of an operator of any trace. */
    public static PauliVector of(PauliVector operator) {
        HermitianEigen eigen = HermitianEigen.of(operator.matrix());
        double[] weights = onSimplex(eigen.eigenvalues());
        int d = weights.length;
        int first = 0;
        while (weights[first] == 0) {
            first++;
        }
        // Of the eigenvectors with a weight alone: V diag(w) V^dagger.
        double[] re = new double[d * d];
        double[] im = new double[d * d];
        ComplexMatrix v = eigen.eigenvectors();
        for (int k = first; k < d; k++) {
            for (int r = 0; r < d; r++) {
                double a = weights[k] * v.re(r, k);
                double b = weights[k] * v.im(r, k);
                for (int c = 0; c < d; c++) {
                    re[r * d + c] += a * v.re(c, k) + b * v.im(c, k);
                    im[r * d + c] += b * v.re(c, k) - a * v.im(c, k);
                }
            }
        }
        return PauliVector.of(ComplexMatrix.of(d, d, re, im));
    }

    /** The nearest point of non-negative coordinates that sum to one, {@code max(0, x + shift)}. */
    static double[] onSimplex(double[] ascending) {
        int d = ascending.length;
        double sum = 0;
        double shift = 0;
        for (int k = 1; k <= d; k++) {
            sum += ascending[d - k];
            double candidate = (1 - sum) / k;
            if (ascending[d - k] + candidate > 0) {
                shift = candidate;
            }
        }
        double[] nearest = new double[d];
        for (int k = 0; k < d; k++) {
            nearest[k] = Math.max(0, ascending[k] + shift);
        }
        return nearest;
    }
}
