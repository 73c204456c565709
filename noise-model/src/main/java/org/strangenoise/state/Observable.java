package org.strangenoise.state;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.HermitianEigen;
import org.strangenoise.pauli.PauliString;

/**
 * A request for a number, or a few, of the state at every recording point. Entropies in bits.
 *
 * <p>An observable is a function of some {@link StatePart parts} of the state, numbers linear in it that every backend
 * can read. An ensemble averages the parts and takes the function of their means, so that a nonlinear observable is
 * that of the averaged state. Whoever carries derivatives asks the function for its slopes and the parts for the rest.
 *
 * <p>Two equal observables are one request: implementations are records, or have their own equality. Names by which
 * users ask for them are entries of the {@link ObservableRegistry}.
 */
public interface Observable {

    /** How many numbers it yields for n qubits. */
    default int size(int qubits) {
        return 1;
    }

    /** What it sees of a state of n qubits. */
    List<StatePart> parts(int qubits);

    /**
     * Writes its numbers.
     *
     * @param parts the numbers of its parts, one part after the other
     * @param out of length {@code size(qubits)}
     */
    void evaluate(int qubits, double[] parts, double[] out);

    /**
     * The derivatives of its number with respect to those of its parts, for observables of one number.
     *
     * @param parts where, one part after the other
     */
    void slopes(int qubits, double[] parts, Slopes slopes);

    /** The values it takes in some state; without limits unless it says otherwise. */
    default Range range(int qubits) {
        return new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** True if it sees, instead of the state, the mean of those recorded so far, the first included. */
    default boolean seesRunningMean() {
        return false;
    }

    /** True if one of its parts needs the state of the reference circuit at the same point. */
    default boolean needsReference() {
        return false;
    }

    /** True if readout errors are part of it. */
    default boolean isMeasured() {
        return false;
    }

    /** The qubits that are read out for it; none unless it is measured. */
    default Set<Integer> readQubits() {
        return Set.of();
    }

    /**
     * Says so if it is the mean over qubits of each one's Bloch vector or entropy: a backend that holds many states
     * side by side has these at hand.
     */
    default Optional<QubitMean> qubitMean(int qubits) {
        return Optional.empty();
    }

    /** Takes the derivatives of an observable with respect to its parts. */
    @FunctionalInterface
    interface Slopes {

        /**
         * Adds {@code factor * direction} to the derivatives with respect to the numbers of one part.
         *
         * @param part its place in {@link Observable#parts}
         * @param direction as many numbers as the part has
         */
        void add(int part, double factor, double[] direction);
    }

    /** The least and the greatest value. */
    record Range(double low, double high) {

        /** How far a value lies outside; 0 inside. */
        public double excess(double value) {
            return Math.max(0, Math.max(low - value, value - high));
        }
    }

    /**
     * A mean over qubits.
     *
     * @param qubits over which
     * @param entropies true for the entropies of their reduced states, false for their Bloch vectors
     */
    record QubitMean(List<Integer> qubits, boolean entropies) {

        /** Keeps copies of the components. */
        public QubitMean {
            qubits = List.copyOf(qubits);
        }

        static QubitMean ofAll(int qubits, boolean entropies) {
            return new QubitMean(IntStream.range(0, qubits).boxed().toList(), entropies);
        }

        private List<StatePart> parts() {
            return qubits.stream().<StatePart>map(StatePart.Bloch::new).toList();
        }

        private void evaluate(double[] vectors, double[] out) {
            int count = qubits.size();
            Arrays.fill(out, 0);
            for (int q = 0; q < count; q++) {
                if (entropies) {
                    out[0] += Entropy.ofBloch(vectors[3 * q], vectors[3 * q + 1], vectors[3 * q + 2]) / count;
                } else {
                    for (int c = 0; c < 3; c++) {
                        out[c] += vectors[3 * q + c] / count;
                    }
                }
            }
        }

        /** dS/dr = -log2((1+r)/(1-r)) / 2 along each qubit's Bloch vector of length r. */
        private void entropySlopes(double[] vectors, Slopes slopes) {
            for (int q = 0; q < qubits.size(); q++) {
                double[] bloch = Arrays.copyOfRange(vectors, 3 * q, 3 * q + 3);
                double r = Math.sqrt(bloch[0] * bloch[0] + bloch[1] * bloch[1] + bloch[2] * bloch[2]);
                double slope = r < 1e-8
                        ? -1 / StrictMath.log(2)
                        : -(StrictMath.log1p(r) - StrictMath.log1p(-Math.min(r, 1 - 1e-15)))
                                / (2 * StrictMath.log(2) * r);
                slopes.add(q, slope / qubits.size(), bloch);
            }
        }
    }

    /** An observable whose numbers are those of one part of the state. */
    interface OfOnePart extends Observable {

        /** The part. */
        StatePart part();

        @Override
        default List<StatePart> parts(int qubits) {
            return List.of(part());
        }

        @Override
        default void evaluate(int qubits, double[] parts, double[] out) {
            System.arraycopy(parts, 0, out, 0, size(qubits));
        }

        @Override
        default void slopes(int qubits, double[] parts, Slopes slopes) {
            if (size(qubits) > 1) {
                throw severalNumbers(this);
            }
            slopes.add(0, 1, new double[] {1});
        }
    }

    /** (x, y, z) of one qubit. */
    record BlochVector(int qubit) implements OfOnePart {

        @Override
        public int size(int qubits) {
            return 3;
        }

        @Override
        public Optional<QubitMean> qubitMean(int qubits) {
            return Optional.of(new QubitMean(List.of(qubit), false));
        }

        @Override
        public StatePart part() {
            return new StatePart.Bloch(qubit);
        }

        @Override
        public Range range(int qubits) {
            return new Range(-1, 1);
        }
    }

    /** (x, y, z), mean over qubits. */
    record MeanBlochVector() implements Observable {

        @Override
        public int size(int qubits) {
            return 3;
        }

        @Override
        public Optional<QubitMean> qubitMean(int qubits) {
            return Optional.of(QubitMean.ofAll(qubits, false));
        }

        @Override
        public List<StatePart> parts(int qubits) {
            return QubitMean.ofAll(qubits, false).parts();
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            QubitMean.ofAll(qubits, false).evaluate(parts, out);
        }

        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            throw severalNumbers(this);
        }

        @Override
        public Range range(int qubits) {
            return new Range(-1, 1);
        }
    }

    /**
     * One component of the Bloch vector, mean over some qubits: the mean of their expectations of X, Y or Z.
     *
     * @param letter X, Y or Z
     * @param over the qubits, at least one
     * @param measured true to include readout confusion, as in {@link PauliExpectation}
     */
    record BlochComponent(char letter, List<Integer> over, boolean measured) implements Observable {

        /** Checks the components, of which it keeps copies. */
        public BlochComponent {
            over = List.copyOf(over);
            if ("XYZ".indexOf(letter) < 0 || over.isEmpty()) {
                throw new IllegalArgumentException("Arguments `letter` and `over` must be X, Y or Z and at least one"
                        + " qubit, but are " + letter + " and " + over);
            }
        }

        @Override
        public List<StatePart> parts(int qubits) {
            return over.stream()
                    .<StatePart>map(q -> measured
                            ? new StatePart.Pauli(PauliString.single(qubits, q, letter), true)
                            : new StatePart.Bloch(q))
                    .toList();
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            int width = measured ? 1 : 3;
            int component = measured ? 0 : letter - 'X';
            double sum = 0;
            for (int k = 0; k < over.size(); k++) {
                sum += parts[width * k + component];
            }
            out[0] = sum / over.size();
        }

        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            double[] direction = new double[measured ? 1 : 3];
            direction[measured ? 0 : letter - 'X'] = 1;
            for (int k = 0; k < over.size(); k++) {
                slopes.add(k, 1.0 / over.size(), direction);
            }
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
            return measured ? new TreeSet<>(over) : Set.of();
        }
    }

    /** Entropy of one qubit's reduced state. */
    record QubitEntropy(int qubit) implements Observable {

        @Override
        public Optional<QubitMean> qubitMean(int qubits) {
            return Optional.of(new QubitMean(List.of(qubit), true));
        }

        @Override
        public List<StatePart> parts(int qubits) {
            return List.of(new StatePart.Bloch(qubit));
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            out[0] = Entropy.ofBloch(parts[0], parts[1], parts[2]);
        }

        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            new QubitMean(List.of(qubit), true).entropySlopes(parts, slopes);
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 1);
        }
    }

    /** Entropy of one qubit's reduced state, mean over qubits. */
    record MeanEntropy() implements Observable {

        @Override
        public Optional<QubitMean> qubitMean(int qubits) {
            return Optional.of(QubitMean.ofAll(qubits, true));
        }

        @Override
        public List<StatePart> parts(int qubits) {
            return QubitMean.ofAll(qubits, true).parts();
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            QubitMean.ofAll(qubits, true).evaluate(parts, out);
        }

        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            QubitMean.ofAll(qubits, true).entropySlopes(parts, slopes);
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 1);
        }
    }

    /** Population of one qubit above |1>. */
    record Leakage(int qubit) implements OfOnePart {

        @Override
        public StatePart part() {
            return new StatePart.Leakage(qubit);
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 1);
        }
    }

    /** Population of one qubit above |1>, mean over qubits. */
    record MeanLeakage() implements Observable {

        @Override
        public List<StatePart> parts(int qubits) {
            return IntStream.range(0, qubits)
                    .<StatePart>mapToObj(StatePart.Leakage::new)
                    .toList();
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            double sum = 0;
            for (int q = 0; q < qubits; q++) {
                sum += parts[q];
            }
            out[0] = sum / qubits;
        }

        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            for (int q = 0; q < qubits; q++) {
                slopes.add(q, 1.0 / qubits, new double[] {1});
            }
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 1);
        }
    }

    /** Tr rho^2 of the whole state. */
    record Purity() implements OfOnePart {

        @Override
        public StatePart part() {
            return new StatePart.Purity();
        }

        @Override
        public Range range(int qubits) {
            return new Range(Math.scalb(1.0, -qubits), 1);
        }
    }

    /**
     * Tr(P rho).
     *
     * @param measured true to include readout confusion: the expectation an experiment finds after rotating each letter
     *     to z without error
     */
    record PauliExpectation(PauliString pauli, boolean measured) implements OfOnePart {

        @Override
        public StatePart part() {
            return new StatePart.Pauli(pauli, measured);
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
            Set<Integer> read = new TreeSet<>();
            for (int q = 0; measured && q < pauli.qubits(); q++) {
                if (pauli.letter(q) != 'I') {
                    read.add(q);
                }
            }
            return read;
        }
    }

    /** The 2^n outcome probabilities by basis index, with or without readout confusion. */
    record Probabilities(boolean measured) implements OfOnePart {

        @Override
        public int size(int qubits) {
            return StatePart.Probabilities.count(qubits);
        }

        @Override
        public StatePart part() {
            return new StatePart.Probabilities(measured);
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 1);
        }

        @Override
        public boolean isMeasured() {
            return measured;
        }
    }

    /** The 2^n outcome probabilities in a product basis by index, with or without readout confusion. */
    record BasisProbabilities(ProductBasis basis, boolean measured) implements OfOnePart {

        @Override
        public int size(int qubits) {
            return StatePart.Probabilities.count(qubits);
        }

        @Override
        public StatePart part() {
            return new StatePart.BasisProbabilities(basis, measured);
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 1);
        }

        @Override
        public boolean isMeasured() {
            return measured;
        }
    }

    /** {@code <psi|rho|psi>} with the state psi of the reference circuit at the same point. */
    record Fidelity() implements OfOnePart {

        @Override
        public StatePart part() {
            return new StatePart.Fidelity();
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 1);
        }

        @Override
        public boolean needsReference() {
            return true;
        }
    }

    /**
     * The angle {@code arccos sqrt(<psi|rho|psi>)} in Hilbert space, in rad, between the state and the state psi of the
     * reference circuit at the same point: 0 for the same state, pi/2 for an orthogonal one. Between a top and a
     * perturbed one it is what a perturbation has grown to.
     */
    record HilbertAngle() implements Observable {

        /** A fidelity that is nearer to 1 differs from it by rounding; the root has no slope there. */
        private static final double SAME = 1e-14;

        @Override
        public List<StatePart> parts(int qubits) {
            return List.of(new StatePart.Fidelity());
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            out[0] = StrictMath.acos(Math.sqrt(Math.max(0, Math.min(1, parts[0]))));
        }

        /** d arccos sqrt(F) = -dF / (2 sqrt(F (1 - F))). */
        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            double square = parts[0] * (1 - parts[0]);
            slopes.add(0, 1, new double[] {square > SAME ? -0.5 / Math.sqrt(square) : 0});
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, Math.PI / 2);
        }

        @Override
        public boolean needsReference() {
            return true;
        }
    }

    /**
     * {@code Tr sqrt(sqrt(rho_mc) rho_bar sqrt(rho_mc))} with the microcanonical state {@code rho_mc = P_sym / (n+1)}
     * and the mean rho_bar of the states recorded so far, the first included (Neill et al., eq. 6; not squared).
     */
    record MicrocanonicalOverlap() implements Observable {

        /** Eigenvalues of the block below this are rounding; the square root has no slope there. */
        private static final double RANK_TOLERANCE = 1e-13;

        @Override
        public List<StatePart> parts(int qubits) {
            return List.of(new StatePart.SymmetricBlock());
        }

        @Override
        public void evaluate(int qubits, double[] parts, double[] out) {
            out[0] = MicrocanonicalState.overlap(StatePart.SymmetricBlock.matrix(qubits, parts));
        }

        /** d Tr sqrt(B) = Tr(B^(-1/2) dB) / 2. */
        @Override
        public void slopes(int qubits, double[] parts, Slopes slopes) {
            ComplexMatrix block = StatePart.SymmetricBlock.matrix(qubits, parts);
            ComplexMatrix slope = HermitianEigen.of(block.plus(block.adjoint()).scaled(0.5))
                    .function(x -> x > RANK_TOLERANCE ? 0.5 / Math.sqrt(x) : 0)
                    .scaled(1 / Math.sqrt(qubits + 1));
            slopes.add(0, 1, StatePart.SymmetricBlock.numbers(slope));
        }

        @Override
        public Range range(int qubits) {
            return new Range(0, 1);
        }

        @Override
        public boolean seesRunningMean() {
            return true;
        }
    }

    /** What {@link #slopes} throws for an observable of several numbers. */
    static IllegalStateException severalNumbers(Observable observable) {
        return new IllegalStateException(
                "derivatives are taken of observables of one number, but " + observable + " has several");
    }
}
