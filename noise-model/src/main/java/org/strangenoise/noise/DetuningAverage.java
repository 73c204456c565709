package org.strangenoise.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * How the average over quasi-static detunings is made: a product of Gauss-Hermite rules for few detuned qubits, seeded
 * samples beyond.
 *
 * <p>A detuning of standard deviation s turns a qubit by at most x s t in a time t without reset, x normal. What a
 * circuit makes of it is a sum of exp(i k x) with |k| at most s t, whose average n nodes give to {@code (s t)^(2n) n! /
 * (2n)!}, the remainder of Gauss-Hermite quadrature. Too few nodes do not see that phases run apart and let coherence
 * come back.
 *
 * @param order nodes a qubit of the Gauss-Hermite rule; {@link #AUTOMATIC} for as many as the circuit needs
 * @param quadratureQubits largest number of detuned qubits for which the product rule is used
 * @param samples number of samples beyond
 * @param seed of the samples
 */
public record DetuningAverage(int order, int quadratureQubits, int samples, long seed) {

    /** As many nodes as the circuit needs, at least {@link #LEAST}. */
    public static final int AUTOMATIC = 0;

    /** The most nodes a qubit. */
    public static final int MAX_ORDER = 64;

    /** Nodes a qubit that are used at least, unless stated. */
    public static final int LEAST = 9;

    /** As many nodes a qubit as needed up to 3 qubits, 500 samples beyond. */
    public static final DetuningAverage DEFAULT = new DetuningAverage(AUTOMATIC, 3, 500, 1);

    /** Error of the average of exp(i x s t). */
    private static final double TOLERANCE = 1e-9;

    /** More circuits than this are not made unless nodes are stated. */
    private static final double MAX_CIRCUITS = 20_000;

    /** One set of detunings, rad/s a qubit, and its weight. */
    record Node(double weight, double[] detunings) {}

    /** Checks the components. */
    public DetuningAverage {
        if (order < 0 || order > MAX_ORDER || samples < 1 || quadratureQubits < 0) {
            throw new IllegalArgumentException("Arguments `order` must be automatic or 1 to 64, `samples` at least 1"
                    + " and `quadratureQubits` not negative, but are " + order + ", " + samples + ", "
                    + quadratureQubits);
        }
    }

    /** The same with another seed. */
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

    /**
     * The same average with the nodes that a circuit needs, so that circuits beside it are averaged alike.
     *
     * @param phases that one standard deviation of each qubit's detuning makes, rad
     */
    DetuningAverage fixed(double[] phases) {
        if (order != AUTOMATIC) {
            return this;
        }
        int detuned = (int) Arrays.stream(phases).filter(p -> p > 0).count();
        int most = (int) Math.min(MAX_ORDER, Math.floor(StrictMath.pow(MAX_CIRCUITS, 1.0 / Math.max(1, detuned))));
        int nodes = Math.min(most, Math.max(LEAST, needed(largest(phases))));
        return new DetuningAverage(nodes, quadratureQubits, samples, seed);
    }

    /** Why the average over a circuit's detunings is not to be trusted; empty if it is. */
    Optional<String> shortfall(double[] phases) {
        int detuned = (int) Arrays.stream(phases).filter(p -> p > 0).count();
        int nodes = fixed(phases).order;
        double phase = largest(phases);
        if (detuned == 0 || samples(detuned) || nodes >= needed(phase)) {
            return Optional.empty();
        }
        String enough = needed(phase) <= MAX_ORDER
                ? needed(phase) + " would do"
                : "even " + MAX_ORDER + ", the most there are, would not do";
        return Optional.of(String.format(
                Locale.ROOT,
                "%d quasi-static-nodes a qubit are too few: detunings spread phases by up to %.3g rad (one standard"
                        + " deviation); %s",
                nodes,
                phase,
                enough));
    }

    private static double largest(double[] phases) {
        return Arrays.stream(phases).max().orElse(0);
    }

    /** The least number of nodes whose remainder is within the tolerance; more than there are if none is. */
    private static int needed(double phase) {
        double logarithm = 0;
        for (int n = 1; n <= MAX_ORDER; n++) {
            // (2n)! / n! = (2n - 2)! / (n - 1)! * 2 (2n - 1)
            logarithm += 2 * StrictMath.log(phase) - StrictMath.log(2.0 * (2 * n - 1));
            if (logarithm <= StrictMath.log(TOLERANCE)) {
                return n;
            }
        }
        return MAX_ORDER + 1;
    }

    /**
     * Nodes and weights for independent normal detunings of the given standard deviations.
     *
     * @param phases that these make of each qubit, rad
     */
    List<Node> nodes(double[] deviations, double[] phases) {
        List<Integer> detuned = new ArrayList<>();
        for (int q = 0; q < deviations.length; q++) {
            if (deviations[q] > 0) {
                detuned.add(q);
            }
        }
        if (detuned.isEmpty()) {
            return List.of(none(deviations.length));
        }
        return samples(detuned.size())
                ? sampled(deviations, detuned)
                : fixed(phases).quadrature(deviations, detuned);
    }

    private List<Node> quadrature(double[] deviations, List<Integer> detuned) {
        // For the weight exp(-x^2), where the normal distribution has exp(-x^2/2) / sqrt(2 pi).
        GaussIntegrator rule = new GaussIntegratorFactory().hermite(order);
        List<Node> nodes = new ArrayList<>();
        int count = (int) Math.round(StrictMath.pow(order, detuned.size()));
        for (int index = 0; index < count; index++) {
            double weight = 1;
            double[] detunings = new double[deviations.length];
            int rest = index;
            for (int q : detuned) {
                int k = rest % order;
                rest /= order;
                weight *= rule.getWeight(k) / Math.sqrt(Math.PI);
                detunings[q] = deviations[q] * (Math.sqrt(2) * rule.getPoint(k));
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
