package org.strangenoise.tomography;

import org.strangenoise.state.ConfusionMatrix;

/** How a state is made of frequencies. */
public enum Reconstruction {
    /**
     * The Pauli expectations as they are found, {@link ProductTomography#inversion}. What comes out has trace one, but
     * counting noise makes eigenvalues negative.
     */
    LINEAR,

    /** The state nearest to that in the Frobenius norm, {@link NearestState}. */
    PROJECTED,

    /** The state under which the counts are most probable, {@link MaximumLikelihood}. */
    MAXIMUM_LIKELIHOOD;

    /**
     * A state of frequencies.
     *
     * @param assumed what the reader believes of the readout; the first two undo it, the third puts it into the
     *     probabilities
     * @throws IllegalArgumentException if `assumed` cannot be undone, see {@link ConfusionMatrix#inverse}
     */
    public PauliVector of(ProductTomography bases, Frequencies frequencies, ConfusionMatrix assumed) {
        return switch (this) {
            case LINEAR -> bases.inversion(corrected(frequencies, assumed));
            case PROJECTED -> NearestState.of(bases.inversion(corrected(frequencies, assumed)));
            case MAXIMUM_LIKELIHOOD -> new MaximumLikelihood(bases, frequencies, assumed).state();
        };
    }

    private static double[][] corrected(Frequencies frequencies, ConfusionMatrix assumed) {
        if (assumed.isPerfect()) {
            return frequencies.byBasis();
        }
        double[][] inverse = assumed.inverse();
        double[][] corrected = new double[frequencies.byBasis().length][inverse.length];
        for (int s = 0; s < corrected.length; s++) {
            double[] read = frequencies.byBasis()[s];
            for (int t = 0; t < inverse.length; t++) {
                double sum = 0;
                for (int r = 0; r < inverse.length; r++) {
                    sum += inverse[t][r] * read[r];
                }
                corrected[s][t] = sum;
            }
        }
        return corrected;
    }
}
