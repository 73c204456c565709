package org.strangenoise.budget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * Shapley values of the loss {@code v(S) = f(none) - f(S)}: player i's is the mean of {@code v(S with i) - v(S)} over
 * all orders in which the players join, {@code sum_S |S|! (n-|S|-1)! / n! (v(S + i) - v(S))}. Source: Shapley, A value
 * for n-person games, Contributions to the Theory of Games II (1953), 307-317.
 */
public final class ShapleyValues {

    /** Up to this many players all 2^n coalitions are simulated. */
    public static final int MAX_EXACT = 14;

    private final CoalitionValues game;
    private final int players;
    private final boolean parallel;

    /**
     * @param players number of players
     * @param parallel true to use all processors; the values are the same bits
     */
    public ShapleyValues(CoalitionValues game, int players, boolean parallel) {
        this.game = game;
        this.players = players;
        this.parallel = parallel;
    }

    /** From all coalitions; at most {@link #MAX_EXACT} players. */
    public Attribution exact() {
        if (players > MAX_EXACT) {
            throw new IllegalArgumentException(
                    "Argument `players` must be at most " + MAX_EXACT + " for exact values, but is " + players);
        }
        int count = 1 << players;
        double[][] value =
                evaluated(IntStream.range(0, count).mapToObj(this::coalition).toList());
        int points = value[0].length;
        double[] weight = new double[players];
        for (int size = 0; size < players; size++) {
            weight[size] = 1 / (players * binomial(players - 1, size));
        }
        double[][] shapley = new double[players][points];
        double[][] leaveOneOut = new double[players][points];
        double[][] only = new double[players][points];
        for (int i = 0; i < players; i++) {
            int bit = 1 << i;
            for (int mask = 0; mask < count; mask++) {
                if ((mask & bit) == 0) {
                    double w = weight[Integer.bitCount(mask)];
                    for (int k = 0; k < points; k++) {
                        shapley[i][k] += w * (value[mask][k] - value[mask | bit][k]);
                    }
                }
            }
            for (int k = 0; k < points; k++) {
                leaveOneOut[i][k] = value[(count - 1) ^ bit][k] - value[count - 1][k];
                only[i][k] = value[0][k] - value[bit][k];
            }
        }
        return new Attribution(
                value[0], value[count - 1], shapley, leaveOneOut, only, new double[players][points], count, true);
    }

    /**
     * From random orders and their reverses, until the standard errors at one point are small enough.
     *
     * @param point the recording point that decides
     * @param standardError stop when every player's is at most this
     * @param maxPairs stop after this many pairs of orders in any case
     */
    public Attribution sampled(int point, double standardError, int maxPairs, long seed) {
        Orders orders = new Orders(players, maxPairs, seed);
        Ends ends = ends();
        List<Batch> batches = new ArrayList<>();
        while (!isEnough(batches, point, standardError, maxPairs)) {
            batches.add(batch(ends, orders.of(batches.size())));
        }
        return sampled(ends, batches);
    }

    /**
     * What the orders lead from and to, and what lies beside it.
     *
     * @param ideal no player acts, by point
     * @param noisy all act
     * @param leaveOneOut by player and point, what is gained without it
     * @param only what each costs alone
     */
    public record Ends(double[] ideal, double[] noisy, double[][] leaveOneOut, double[][] only) {}

    /**
     * What a batch of orders, each with its reverse, finds. Batches ask nothing of each other.
     *
     * @param pairs how many orders with their reverses
     * @param sum of the players' marginal losses, by player and point
     * @param squares sum of their squares
     */
    public record Batch(int pairs, double[][] sum, double[][] squares) {}

    /** The orders in which players join at random: always the same ones for a seed, in batches. */
    public static final class Orders {

        private static final int BATCH = 16;

        private final UniformRandomProvider random;
        private final int players;
        private final int most;
        private @Nullable PermutationSampler sampler;
        private final List<int[]> drawn = new ArrayList<>();

        /** @param most how many orders there may be */
        public Orders(int players, int most, long seed) {
            this.most = most;
            this.players = players;
            this.random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        }

        /** How many batches all orders make. */
        public int batches() {
            return (most + BATCH - 1) / BATCH;
        }

        /** The orders of a batch, by its number from 0 on. */
        public synchronized List<int[]> of(int batch) {
            int to = Math.min(most, (batch + 1) * BATCH);
            // Made when it is asked for: a game without players has all its coalitions, but no order.
            PermutationSampler known = sampler;
            if (known == null) {
                known = new PermutationSampler(random, players, players);
                sampler = known;
            }
            while (drawn.size() < to) {
                drawn.add(known.sample());
            }
            return List.copyOf(drawn.subList(batch * BATCH, to));
        }
    }

    /** Evaluates the coalitions of no player, of all, of all but one and of one alone. */
    public Ends ends() {
        boolean[] none = new boolean[players];
        boolean[] all = new boolean[players];
        Arrays.fill(all, true);
        List<boolean[]> coalitions = new ArrayList<>(List.of(none, all));
        for (int p = 0; p < players; p++) {
            boolean[] without = all.clone();
            without[p] = false;
            boolean[] alone = new boolean[players];
            alone[p] = true;
            coalitions.add(without);
            coalitions.add(alone);
        }
        double[][] values = evaluated(coalitions);
        double[][] leaveOneOut = new double[players][];
        double[][] only = new double[players][];
        for (int p = 0; p < players; p++) {
            leaveOneOut[p] = difference(values[2 + 2 * p], values[1]);
            only[p] = difference(values[0], values[3 + 2 * p]);
        }
        return new Ends(values[0], values[1], leaveOneOut, only);
    }

    /** Evaluates the coalitions that form in some orders and their reverses. */
    public Batch batch(Ends ends, List<int[]> orders) {
        double[][] values = evaluated(orders.stream().flatMap(this::coalitions).toList());
        int points = ends.ideal().length;
        double[][] sum = new double[players][points];
        double[][] squares = new double[players][points];
        for (int i = 0; i < orders.size(); i++) {
            double[][] one = pair(orders.get(i), ends.ideal(), ends.noisy(), values, 2 * i * (players - 1));
            for (int p = 0; p < players; p++) {
                for (int k = 0; k < points; k++) {
                    sum[p][k] += one[p][k];
                    squares[p][k] += one[p][k] * one[p][k];
                }
            }
        }
        return new Batch(orders.size(), sum, squares);
    }

    /** True once the batches found so far need no more. */
    public static boolean isEnough(List<Batch> batches, int point, double standardError, int maxPairs) {
        if (batches.isEmpty()) {
            return false;
        }
        int pairs = batches.stream().mapToInt(Batch::pairs).sum();
        double worst = 0;
        for (int p = 0; p < batches.get(0).sum().length; p++) {
            double sum = 0;
            double squares = 0;
            for (Batch batch : batches) {
                sum += batch.sum()[p][point];
                squares += batch.squares()[p][point];
            }
            worst = Math.max(worst, error(sum, squares, pairs));
        }
        return pairs >= maxPairs || worst <= standardError;
    }

    /** The values that batches of orders tell. */
    public static Attribution sampled(Ends ends, List<Batch> batches) {
        int players = ends.only().length;
        int points = ends.ideal().length;
        int pairs = batches.stream().mapToInt(Batch::pairs).sum();
        double[][] mean = new double[players][points];
        double[][] errors = new double[players][points];
        for (int p = 0; p < players; p++) {
            for (int k = 0; k < points; k++) {
                double sum = 0;
                double squares = 0;
                for (Batch batch : batches) {
                    sum += batch.sum()[p][k];
                    squares += batch.squares()[p][k];
                }
                errors[p][k] = error(sum, squares, pairs);
                mean[p][k] = sum / pairs;
            }
        }
        int evaluations = 2 + 2 * players + 2 * pairs * (players - 1);
        return new Attribution(
                ends.ideal(), ends.noisy(), mean, ends.leaveOneOut(), ends.only(), errors, evaluations, false);
    }

    /** The coalitions that form on the way in an order, and in its reverse, without the empty and the full one. */
    private Stream<boolean[]> coalitions(int[] order) {
        Stream.Builder<boolean[]> formed = Stream.builder();
        for (int direction = 0; direction < 2; direction++) {
            boolean[] on = new boolean[players];
            for (int i = 0; i < players - 1; i++) {
                on[order[direction == 0 ? i : players - 1 - i]] = true;
                formed.add(on.clone());
            }
        }
        return formed.build();
    }

    /**
     * Mean marginal losses of an order and its reverse.
     *
     * @param values of {@link #coalitions}, from an index on
     */
    private double[][] pair(int[] order, double[] ideal, double[] noisy, double[][] values, int from) {
        double[][] marginals = new double[players][ideal.length];
        int next = from;
        for (int direction = 0; direction < 2; direction++) {
            double[] before = ideal;
            for (int i = 0; i < players; i++) {
                int joins = order[direction == 0 ? i : players - 1 - i];
                double[] after = i == players - 1 ? noisy : values[next++];
                for (int k = 0; k < before.length; k++) {
                    marginals[joins][k] += (before[k] - after[k]) / 2;
                }
                before = after;
            }
        }
        return marginals;
    }

    /** The series of coalitions, as many at a time as the game likes. */
    private double[][] evaluated(List<boolean[]> coalitions) {
        int batch = game.batch();
        int batches = (coalitions.size() + batch - 1) / batch;
        double[][][] values = new double[batches][][];
        IntStream range = IntStream.range(0, batches);
        (parallel ? range.parallel() : range)
                .forEach(b -> values[b] =
                        game.series(coalitions.subList(b * batch, Math.min(coalitions.size(), (b + 1) * batch))));
        return Arrays.stream(values).flatMap(Arrays::stream).toArray(double[][]::new);
    }

    private static double error(double sum, double squares, int count) {
        double mean = sum / count;
        return count < 2
                ? Double.POSITIVE_INFINITY
                : Math.sqrt(Math.max(0, squares / count - mean * mean) / (count - 1));
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = a.clone();
        for (int k = 0; k < b.length; k++) {
            difference[k] -= b[k];
        }
        return difference;
    }

    private boolean[] coalition(int mask) {
        boolean[] on = new boolean[players];
        for (int i = 0; i < players; i++) {
            on[i] = (mask >> i & 1) != 0;
        }
        return on;
    }

    private static double binomial(int n, int k) {
        double value = 1;
        for (int i = 1; i <= k; i++) {
            value = value * (n - k + i) / i;
        }
        return value;
    }
}
