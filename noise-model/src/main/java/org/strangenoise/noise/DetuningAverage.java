package org.strangenoise.noise;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.strangenoise.math.GaussHermite;

/**
 * How the average over quasi-static detunings is made: a product of Gauss-Hermite rules for few detuned qubits, seeded
 * samples beyond.
 *
 * @param order nodes a qubit of the Gauss-Hermite rule
 * @param quadratureQubits largest number of detuned qubits for which the product rule is used
 * @param samples number of samples beyond
 * @param seed of the samples
 */
public record DetuningAverage(int order, int quadratureQubits, int samples, long seed) {

    /** 9 nodes a qubit up to 3 qubits, 500 samples beyond. */
    public static final DetuningAverage DEFAULT = new DetuningAverage(9, 3, 500, 1);

    /** One set of detunings, rad/s a qubit, and its weight. */
    record Node(double weight, double[] detunings) {}

    public DetuningAverage {
        if (order < 1 || samples < 1 || quadratureQubits < 0) {
            throw new IllegalArgumentException("Arguments `order` and `samples` must be at least 1 and"
                    + " `quadratureQubits` not negative, but are " + order + ", " + samples + ", " + quadratureQubits);
        }
    }

    public DetuningAverage withSeed(long newSeed) {
        return new DetuningAverage(order, quadratureQubits, samples, newSeed);
    }

    static Node none(int qubits) {
        return new Node(1, new double[qubits]);
    }

    /** True if the detunings of that many qubits are sampled, so that results carry a statistical error. */
    public boolean samples(int detunedQubits) {
        return detunedQubits > quadratureQubits;
    }

    /** Nodes and weights for independent normal detunings of the given standard deviations. */
    List<Node> nodes(double[] deviations) {
        List<Integer> detuned = new ArrayList<>();
        for (int q = 0; q < deviations.length; q++) {
            if (deviations[q] > 0) {
                detuned.add(q);
            }
        }
        if (detuned.isEmpty()) {
            return List.of(none(deviations.length));
        }
        return samples(detuned.size()) ? sampled(deviations, detuned) : quadrature(deviations, detuned);
    }

    private List<Node> quadrature(double[] deviations, List<Integer> detuned) {
        GaussHermite rule = GaussHermite.of(order);
        List<Node> nodes = new ArrayList<>();
        int count = (int) Math.round(Math.pow(order, detuned.size()));
        for (int index = 0; index < count; index++) {
            double weight = 1;
            double[] detunings = new double[deviations.length];
            int rest = index;
            for (int q : detuned) {
                int k = rest % order;
                rest /= order;
                weight *= rule.weights()[k];
                detunings[q] = deviations[q] * rule.nodes()[k];
            }
            nodes.add(new Node(weight, detunings));
        }
        return nodes;
    }

    private List<Node> sampled(double[] deviations, List<Integer> detuned) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        List<Node> nodes = new ArrayList<>();
        for (int s = 0; s < samples; s++) {
            double[] detunings = new double[deviations.length];
            for (int q : detuned) {
                detunings[q] = deviations[q] * gaussian.sample();
            }
            nodes.add(new Node(1.0 / samples, detunings));
        }
        return nodes;
    }
}
