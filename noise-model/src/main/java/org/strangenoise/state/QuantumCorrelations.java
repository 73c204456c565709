package org.strangenoise.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;
import org.strangenoise.pauli.PauliString;

/**
 * Observables that say how qubits are correlated, and how much of that is entanglement. They are functions of reduced
 * states or of the whole density matrix, up to six qubits. Entropies in bits.
 */
public final class QuantumCorrelations {

    private static final double LN2 = StrictMath.log(2);

    /** Eigenvalues below this are rounding; logarithms and roots have no slope there. */
    private static final double RANK_TOLERANCE = 1e-14;

    private static final int MOST_QUBITS = 6;

    private QuantumCorrelations() {}

    private static List<StatePart> whole(String what, int qubits) {
        if (qubits > MOST_QUBITS) {
            throw new IllegalArgumentException("observable `" + what + "` needs the whole density matrix, which is"
                    + " possible up to " + MOST_QUBITS + " qubits, but the register has " + qubits);
        }
        return List.of(new StatePart.Reduced(IntStream.range(0, qubits).boxed().toList()));
    }

    /** {@code -sum x log2 x} over the eigenvalues of a state given by its Pauli expectations; 0 of no qubit. */
    private static double entropy(double[] paulis) {
        if (paulis.length == 1) {
            return 0;
        }
        double sum = 0;
        for (double x : HermitianEigen.eigenvalues(StatePart.Reduced.matrix(paulis))) {
            sum -= x > RANK_TOLERANCE ? x * StrictMath.log(x) / LN2 : 0;
        }
        return sum;
    }

    /** Its derivatives, {@code dS = -Tr((log2 rho + 1/ln 2) d rho)}. */
    private static double[] entropySlopes(double[] paulis) {
        if (paulis.length == 1) {
            return new double[1];
        }
        return StatePart.Reduced.slopes(HermitianEigen.of(StatePart.Reduced.matrix(paulis))
                .function(x -> -(StrictMath.log(Math.max(x, RANK_TOLERANCE)) + 1) / LN2));
    }

    /** Rows and columns of one qubit, a bit of the index, exchanged. */
    private static ComplexMatrix transposed(ComplexMatrix rho, int bit) {
        int d = rho.rows();
        double[][] re = new double[d][d];
        double[][] im = new double[d][d];
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                int row = (r & ~bit) | (c & bit);
                int column = (c & ~bit) | (r & bit);
                re[row][column] = rho.re(r, c);
                im[row][column] = rho.im(r, c);
            }
        }
        return ComplexMatrix.of(re, im);
    }

    private static double negativity(double[] paulis, int bit) {
        double sum = 0;
        for (double x : HermitianEigen.eigenvalues(transposed(StatePart.Reduced.matrix(paulis), bit))) {
            sum += Math.max(0, -x);
        }
        return sum;
    }

    /** dN = -Tr(P_- d rho^TA) = -Tr(P_-^TA d rho), P_- the projector on the negative eigenvalues. */
    private static double[] negativitySlopes(double[] paulis, int bit) {
        ComplexMatrix negative = HermitianEigen.of(transposed(StatePart.Reduced.matrix(paulis), bit))
                .function(x -> x < -RANK_TOLERANCE ? -1 : 0);
        return StatePart.Reduced.slopes(transposed(negative, bit));
    }

    /**
     * Negativity of a pair's reduced state: minus the sum of the negative eigenvalues of its partial transpose.
     *
     * @param pair two different qubits
     */
    public record Negativity(List<Integer> pair) implements Observable {

        /** Copies the list. */
        public Negativity {
            pair = List.copyOf(pair);
        }

        @Override
        public List<StatePart> parts(int qubits) {
            return List.of(new StatePart.Reduced(pair));
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            out[0] = negativity(parts, 1);
        }

        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            slopes.add(0, 1, negativitySlopes(parts, 1));
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 0.5);
        }
    }

    /**
     * Negativity between one qubit and all others together, mean over some qubits.
     *
     * @param over the qubits, at least one
     */
    public record BipartiteNegativity(List<Integer> over) implements Observable {

        /** Copies the list. */
        public BipartiteNegativity {
            over = List.copyOf(over);
        }

        @Override
        public List<StatePart> parts(int qubits) {
            return whole("bipartite-negativity", qubits);
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            out[0] = 0;
            for (int q : over) {
                out[0] += negativity(parts, 1 << q) / over.size();
            }
        }

        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            for (int q : over) {
                slopes.add(0, 1.0 / over.size(), negativitySlopes(parts, 1 << q));
            }
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 0.5);
        }
    }

    /**
     * Concurrence of a pair's reduced state, {@code max(0, s_1 - s_2 - s_3 - s_4)} with s the decreasing roots of the
     * eigenvalues of {@code rho (Y Y) rho* (Y Y)}.
     *
     * @param pair two different qubits
     */
    public record Concurrence(List<Integer> pair) implements Observable {

        private static final ComplexMatrix FLIP = new PauliString("YY").matrix();

        /** Copies the list. */
        public Concurrence {
            pair = List.copyOf(pair);
        }

        @Override
        public List<StatePart> parts(int qubits) {
            return List.of(new StatePart.Reduced(pair));
        }

        /** {@code sqrt(rho) rho~ sqrt(rho)}, Hermitian with the same eigenvalues. */
        private static HermitianEigen spectrum(ComplexMatrix rho, ComplexMatrix root) {
            ComplexMatrix flipped = FLIP.times(rho.conjugate()).times(FLIP);
            ComplexMatrix product = root.times(flipped).times(root);
            return HermitianEigen.of(product.plus(product.adjoint()).scaled(0.5));
        }

        private static ComplexMatrix power(ComplexMatrix rho, double exponent) {
            return HermitianEigen.of(rho).function(x -> x > RANK_TOLERANCE ? StrictMath.pow(x, exponent) : 0);
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            ComplexMatrix rho = StatePart.Reduced.matrix(parts);
            out[0] = Math.max(0, difference(spectrum(rho, power(rho, 0.5))));
        }

        private static double difference(HermitianEigen spectrum) {
            double sum = 0;
            for (int k = 0; k < 4; k++) {
                double root = Math.sqrt(Math.max(0, spectrum.eigenvalue(k)));
                sum += k == 3 ? root : -root;
            }
            return sum;
        }

        /**
         * With v an eigenvector of eigenvalue s^2 of the Hermitian product, u = rho^(-1/2) v and w = sqrt(rho) v:
         * {@code d s^2 = s^2 <u|d rho|u> + <w|d rho~|w>}.
         */
        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            ComplexMatrix rho = StatePart.Reduced.matrix(parts);
            ComplexMatrix root = power(rho, 0.5);
            HermitianEigen spectrum = spectrum(rho, root);
            if (difference(spectrum) <= 0) {
                return;
            }
            ComplexMatrix us = power(rho, -0.5).times(spectrum.eigenvectors());
            ComplexMatrix ws = root.times(spectrum.eigenvectors());
            ComplexMatrix slope = ComplexMatrix.zero(4, 4);
            for (int k = 0; k < 4; k++) {
                double square = spectrum.eigenvalue(k);
                if (square > RANK_TOLERANCE) {
                    double weight = (k == 3 ? 1 : -1) / (2 * Math.sqrt(square));
                    slope = slope.plus(weight * square, projector(us, k))
                            .plus(
                                    weight,
                                    FLIP.times(projector(ws, k).conjugate()).times(FLIP));
                }
            }
            slopes.add(0, 1, StatePart.Reduced.slopes(slope));
        }

        private static ComplexMatrix projector(ComplexMatrix columns, int k) {
            double[] re = new double[4];
            double[] im = new double[4];
            for (int r = 0; r < 4; r++) {
                re[r] = columns.re(r, k);
                im[r] = columns.im(r, k);
            }
            ComplexMatrix column = ComplexMatrix.of(4, 1, re, im);
            return column.times(column.adjoint());
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 1);
        }
    }

    /**
     * Half the mutual information of one qubit with the other qubits, or with the environment that the register has
     * interacted with, mean over some qubits. The state of register and environment together being pure, the two are
     * {@code (S_q + S_others - S_all) / 2} and {@code (S_q + S_all - S_others) / 2}, and sum to the qubit's entropy.
     *
     * @param over the qubits, at least one
     * @param withEnvironment with the environment instead of the other qubits
     */
    public record HalfInformation(List<Integer> over, boolean withEnvironment) implements Observable {

        /** Copies the list. */
        public HalfInformation {
            over = List.copyOf(over);
        }

        @Override
        public List<StatePart> parts(int qubits) {
            return whole(withEnvironment ? "environment-information" : "correlation", qubits);
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            double sign = withEnvironment ? -1 : 1;
            double all = entropy(parts);
            out[0] = 0;
            for (int q : over) {
                double own = entropy(some(parts, places(qubits, 1 << q)));
                double others = entropy(some(parts, places(qubits, (1 << qubits) - 1 - (1 << q))));
                out[0] += (own + sign * (others - all)) / (2 * over.size());
            }
        }

        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            double sign = withEnvironment ? -1 : 1;
            double[] direction = entropySlopes(parts);
            for (int k = 0; k < direction.length; k++) {
                direction[k] *= -sign / 2;
            }
            for (int q : over) {
                add(parts, places(qubits, 1 << q), 0.5 / over.size(), direction);
                add(parts, places(qubits, (1 << qubits) - 1 - (1 << q)), sign * 0.5 / over.size(), direction);
            }
            slopes.add(0, 1, direction);
        }

        private static void add(double[] parts, int[] places, double factor, double[] direction) {
            double[] own = entropySlopes(some(parts, places));
            for (int k = 0; k < places.length; k++) {
                direction[places[k]] += factor * own[k];
            }
        }

        /** Where the Pauli strings that act on some qubits alone stand among those of all. */
        private static int[] places(int qubits, int kept) {
            List<Integer> of = IntStream.range(0, qubits)
                    .filter(q -> (kept >> q & 1) == 1)
                    .boxed()
                    .toList();
            int[] places = new int[1 << (2 * of.size())];
            for (int k = 0; k < places.length; k++) {
                for (int j = 0; j < of.size(); j++) {
                    places[k] |= (k >> (2 * j) & 3) << (2 * of.get(j));
                }
            }
            return places;
        }

        private static double[] some(double[] parts, int[] places) {
            return IntStream.of(places).mapToDouble(place -> parts[place]).toArray();
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 1);
        }
    }

    /**
     * Quantum discord of a pair's reduced state, the first qubit being the one that is measured: {@code S_A - S_AB +
     * min sum_k p_k S(B|k)} over projective measurements of A. Zero if some measurement of the first leaves the state
     * as it is.
     *
     * @param pair two different qubits, the measured one first
     */
    public record Discord(List<Integer> pair) implements Observable {

        private static final int GRID = 24;
        private static final int STARTS = 6;

        /** Copies the list. */
        public Discord {
            pair = List.copyOf(pair);
        }

        @Override
        public List<StatePart> parts(int qubits) {
            return List.of(new StatePart.Reduced(pair));
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            double[] first = {parts[0], parts[1], parts[2], parts[3]};
            out[0] = entropy(first) - entropy(parts) + conditional(parts, best(parts));
        }

        /** The optimal direction does not count: along it the entropy that is left is stationary. */
        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            double[] first = {parts[0], parts[1], parts[2], parts[3]};
            double[] direction = entropySlopes(parts);
            for (int k = 0; k < direction.length; k++) {
                direction[k] = -direction[k];
            }
            double[] own = entropySlopes(first);
            for (int k = 0; k < 4; k++) {
                direction[k] += own[k];
            }
            double[] n = best(parts);
            for (int sign = -1; sign <= 1; sign += 2) {
                double[] left = left(parts, n, sign);
                double length = length(left);
                double p = left[0];
                double low = StrictMath.log(Math.max((p - length) / 2, RANK_TOLERANCE) / p) / LN2;
                double high = StrictMath.log((p + length) / 2 / p) / LN2;
                double byP = -(low + high) / 2;
                double byLength = (low - high) / 2;
                direction[0] += byP / 2;
                for (int i = 1; i < 4; i++) {
                    direction[i] += byP * sign * n[i - 1] / 2;
                    double along = length > 0 ? left[i] / length : 0;
                    direction[4 * i] += byLength * along / 2;
                    for (int a = 1; a < 4; a++) {
                        direction[a + 4 * i] += byLength * along * sign * n[a - 1] / 2;
                    }
                }
            }
            slopes.add(0, 1, direction);
        }

        /** Probability of an outcome along n, and the second qubit's Bloch vector times it. */
        private static double[] left(double[] parts, double[] n, int sign) {
            double[] left = new double[4];
            for (int b = 0; b < 4; b++) {
                left[b] = parts[4 * b];
                for (int a = 1; a < 4; a++) {
                    left[b] += sign * n[a - 1] * parts[a + 4 * b];
                }
                left[b] /= 2;
            }
            return left;
        }

        private static double length(double[] left) {
            return Math.sqrt(left[1] * left[1] + left[2] * left[2] + left[3] * left[3]);
        }

        /** The second qubit's entropy after a measurement along n. */
        private static double conditional(double[] parts, double[] n) {
            double sum = 0;
            for (int sign = -1; sign <= 1; sign += 2) {
                double[] left = left(parts, n, sign);
                double length = length(left);
                sum += term((left[0] + length) / 2, left[0]) + term((left[0] - length) / 2, left[0]);
            }
            return sum;
        }

        private static double term(double x, double p) {
            return x > RANK_TOLERANCE ? -x * StrictMath.log(x / p) / LN2 : 0;
        }

        /** The direction of the least entropy: the best points of a grid over half of the sphere, each refined. */
        private static double[] best(double[] parts) {
            List<double[]> grid = new ArrayList<>();
            for (int i = 0; i <= GRID; i++) {
                for (int j = 0; j < (i == 0 ? 1 : 2 * GRID); j++) {
                    double theta = Math.PI / 2 * i / GRID;
                    double phi = Math.PI * j / GRID;
                    grid.add(new double[] {
                        StrictMath.sin(theta) * StrictMath.cos(phi),
                        StrictMath.sin(theta) * StrictMath.sin(phi),
                        StrictMath.cos(theta)
                    });
                }
            }
            double[] found = grid.get(0);
            double least = Double.POSITIVE_INFINITY;
            List<double[]> starts = grid.stream()
                    .map(n -> new double[] {n[0], n[1], n[2], conditional(parts, n)})
                    .sorted((a, b) -> Double.compare(a[3], b[3]))
                    .limit(STARTS)
                    .toList();
            for (double[] start : starts) {
                double[] n = refined(parts, new double[] {start[0], start[1], start[2]});
                double value = conditional(parts, n);
                if (value < least) {
                    least = value;
                    found = n;
                }
            }
            return found;
        }

        /** Steps along two directions of the tangent plane, halved where none helps. */
        private static double[] refined(double[] parts, double[] start) {
            double[] n = start;
            double value = conditional(parts, n);
            for (double step = Math.PI / GRID; step > 1e-9; ) {
                double[][] tangents = tangents(n);
                double[] better = n;
                for (double[] tangent : tangents) {
                    for (int sign = -1; sign <= 1; sign += 2) {
                        double[] moved = normalised(n, sign * step, tangent);
                        double there = conditional(parts, moved);
                        if (there < value) {
                            value = there;
                            better = moved;
                        }
                    }
                }
                step = better == n ? step / 2 : step;
                n = better;
            }
            return n;
        }

        private static double[][] tangents(double[] n) {
            int least = 0;
            for (int i = 1; i < 3; i++) {
                least = Math.abs(n[i]) < Math.abs(n[least]) ? i : least;
            }
            double[] axis = new double[3];
            axis[least] = 1;
            double[] first = normalised(axis, -n[least], n);
            double[] second = {
                n[1] * first[2] - n[2] * first[1], n[2] * first[0] - n[0] * first[2], n[0] * first[1] - n[1] * first[0]
            };
            return new double[][] {first, second};
        }

        private static double[] normalised(double[] n, double factor, double[] direction) {
            double[] sum = new double[3];
            double square = 0;
            for (int i = 0; i < 3; i++) {
                sum[i] = n[i] + factor * direction[i];
                square += sum[i] * sum[i];
            }
            for (int i = 0; i < 3; i++) {
                sum[i] /= Math.sqrt(square);
            }
            return sum;
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 1);
        }
    }

    /**
     * Connected correlation of one Pauli matrix on two qubits, {@code <P_a P_b> - <P_a> <P_b>}.
     *
     * @param letter X, Y or Z
     * @param pair two different qubits
     * @param measured true to include readout errors in each expectation
     */
    public record ConnectedCorrelation(char letter, List<Integer> pair, boolean measured) implements Observable {

        /** Copies the list. */
        public ConnectedCorrelation {
            pair = List.copyOf(pair);
        }

        @Override
        public List<StatePart> parts(int qubits) {
            char[] both = "I".repeat(qubits).toCharArray();
            pair.forEach(q -> both[q] = letter);
            return List.of(
                    new StatePart.Pauli(new PauliString(new String(both)), measured),
                    new StatePart.Pauli(PauliString.single(qubits, pair.get(0), letter), measured),
                    new StatePart.Pauli(PauliString.single(qubits, pair.get(1), letter), measured));
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            out[0] = parts[0] - parts[1] * parts[2];
        }

        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            slopes.add(0, 1, new double[] {1});
            slopes.add(1, -parts[2], new double[] {1});
            slopes.add(2, -parts[1], new double[] {1});
        }

        @Override
        public Range range(int qubits) {
            return new Range(-1, 1);
        }

        @Override
        public boolean isMeasured() {
            return measured;
        }

        @Override
        public Set<Integer> readQubits() {
            return measured ? new TreeSet<>(pair) : Set.of();
        }
    }

    /** Weight in the symmetric subspace, of the states of total spin n/2. */
    public record SymmetricWeight() implements Observable {

        @Override
        public List<StatePart> parts(int qubits) {
            return List.of(new StatePart.SymmetricBlock());
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            out[0] = StatePart.SymmetricBlock.matrix(qubits, parts).traceRe();
        }

        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            slopes.add(0, 1, StatePart.SymmetricBlock.numbers(ComplexMatrix.identity(qubits + 1)));
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 1);
        }
    }
}
