package org.strangenoise.studies.entropymap;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.state.ConfusionMatrix;
import org.strangenoise.state.Entropy;
import org.strangenoise.state.Observable;
import org.strangenoise.state.ProductBasis;
import org.strangenoise.state.Readout;
import org.strangenoise.studies.entropymap.EntropyMapPlan.Measurement;
import org.strangenoise.tomography.MultinomialSampler;

/**
 * The one-qubit entropy as it is measured: all qubits are read along x, along y and along z, each qubit's Bloch vector
 * is made of its own outcomes, and one that is longer than 1 is a pure state's.
 */
final class MeasuredEntropy {

    private MeasuredEntropy() {}

    /** What is read in the three bases. */
    static List<Observable.BasisProbabilities> bases(int qubits) {
        return Stream.of("X", "Y", "Z")
                .map(letter -> new Observable.BasisProbabilities(new ProductBasis(letter.repeat(qubits), 0), true))
                .toList();
    }

    /** By step, mean over qubits. */
    static double[] of(SimulationResult noisy, Measurement how, NoisyCircuit circuit, long seed) {
        Readout readout = circuit.readout();
        Optional<double[][]> undone =
                how.corrected() ? readout.together().map(ConfusionMatrix::inverse) : Optional.empty();
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        int qubits = readout.qubits();
        List<Observable.BasisProbabilities> bases = bases(qubits);
        double[] entropies = new double[noisy.series(bases.get(0)).length];
        for (int step = 0; step < entropies.length; step++) {
            double[][] bloch = new double[qubits][3];
            for (int axis = 0; axis < 3; axis++) {
                double[] shares = noisy.series(bases.get(axis))[step];
                if (how.shots().isPresent()) {
                    shares = drawn(shares, how.shots().getAsLong(), random);
                }
                if (undone.isPresent()) {
                    shares = product(undone.get(), shares);
                }
                for (int q = 0; q < qubits; q++) {
                    double read = 0;
                    for (int b = 0; b < shares.length; b++) {
                        read += (b >> q & 1) == 0 ? shares[b] : -shares[b];
                    }
                    bloch[q][axis] =
                            how.corrected() ? corrected(read, readout.p1Given0()[q], readout.p0Given1()[q]) : read;
                }
            }
            for (double[] vector : bloch) {
                entropies[step] += Entropy.ofBloch(vector[0], vector[1], vector[2]) / qubits;
            }
        }
        return entropies;
    }

    private static double[] drawn(double[] probabilities, long shots, UniformRandomProvider random) {
        long[] counts = MultinomialSampler.draw(probabilities, shots, random);
        double[] shares = new double[counts.length];
        for (int b = 0; b < shares.length; b++) {
            shares[b] = (double) counts[b] / shots;
        }
        return shares;
    }

    private static double[] product(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int r = 0; r < product.length; r++) {
            for (int c = 0; c < product.length; c++) {
                product[r] += matrix[r][c] * vector[c];
            }
        }
        return product;
    }

    /** An expectation e is read as a + b e with a = p0-given-1 - p1-given-0 and b = 1 - p0-given-1 - p1-given-0. */
    private static double corrected(double read, double p1Given0, double p0Given1) {
        return (read - p0Given1 + p1Given0) / (1 - p0Given1 - p1Given0);
    }
}
