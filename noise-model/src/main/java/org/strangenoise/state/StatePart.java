package org.strangenoise.state;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliString;

/**
 * Numbers linear in a state, from which {@link Observable observables} are made: expectations of some Hermitian
 * operators. An average of states has the average of their numbers. The one exception is the {@link Purity}, quadratic
 * in the state.
 *
 * <p>Equal parts are read once, so implementations are records, or have their own equality.
 */
public interface StatePart {

    /**
     * What the numbers depend on beside the state.
     *
     * @param readout readout errors
     * @param reference the pure state of the reference circuit at the same point, if there is one
     */
    record Setting(Readout readout, @Nullable QuantumState reference) {}

    /** How many numbers it has for n qubits. */
    int size(int qubits);

    /** Writes the numbers of a state to {@code out} from {@code at} on. A state's trace need not be 1. */
    void read(QuantumState state, Setting setting, double[] out, int at);

    /** True if it needs the setting's reference. */
    default boolean needsReference() {
        return false;
    }

    /** True if it is of second degree in the state, as the purity: {@link #readPair} is its bilinear form. */
    default boolean isQuadratic() {
        return false;
    }

    /**
     * For a quadratic part, the bilinear form of two states; its mean over independent samples of both is the part of
     * their average.
     */
    default void readPair(QuantumState first, QuantumState second, Setting setting, double[] out, int at) {
        throw new IllegalStateException(this + " is linear in the state, and has no form of two");
    }

    /**
     * Adds {@code factor * sum_k direction_k dp_k/drho} to the derivatives with respect to the coefficients of a
     * {@link DensityTensor}, p_k being the numbers of this part. This default reads the part of each of the 4^n
     * matrices of the basis; the parts here do better.
     *
     * @param seen the state at which the derivatives are taken; only a quadratic part depends on it
     * @param gradient of length 4^n
     */
    default void addGradient(
            double factor, double[] direction, DensityTensor seen, Setting setting, double[] gradient) {
        if (isQuadratic()) {
            throw new IllegalStateException(this + " is quadratic, and must say its gradient itself");
        }
        double[] unit = new double[gradient.length];
        double[] numbers = new double[direction.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = 1;
            read(DensityTensor.view(seen.qubits(), unit), setting, numbers, 0);
            unit[i] = 0;
            double sum = 0;
            for (int k = 0; k < numbers.length; k++) {
                sum += direction[k] * numbers[k];
            }
            gradient[i] += factor * sum;
        }
    }

    /** The Bloch vector (x, y, z) of one qubit. */
    record Bloch(int qubit) implements StatePart {

        @Override
        public int size(int qubits) {
            return 3;
        }

        @Override
        public void read(QuantumState state, Setting setting, double[] out, int at) {
            double[] vector = new double[3];
            state.blochVector(qubit, vector);
            System.arraycopy(vector, 0, out, at, 3);
        }

        @Override
        public void addGradient(
                double factor, double[] direction, DensityTensor seen, Setting setting, double[] gradient) {
            int others = ((1 << seen.qubits()) - 1) ^ (1 << qubit);
            int digit = 1 << (2 * qubit);
            double root2 = Math.sqrt(2);
            int b = 0;
            do {
                int at = DensityTensor.spread(b);
                gradient[at] += factor * direction[2];
                gradient[at + digit] -= factor * direction[2];
                gradient[at + 2 * digit] += factor * root2 * direction[0];
                gradient[at + 3 * digit] += factor * root2 * direction[1];
                b = (b - others) & others;
            } while (b != 0);
        }
    }

    /** The population of one qubit above |1>, 0 on two levels. */
    record Leakage(int qubit) implements StatePart {

        @Override
        public int size(int qubits) {
            return 1;
        }

        @Override
        public void read(QuantumState state, Setting setting, double[] out, int at) {
            out[at] = state.leakage(qubit);
        }

        /** Nothing: a {@link DensityTensor} has two levels. */
        @Override
        public void addGradient(
                double factor, double[] direction, DensityTensor seen, Setting setting, double[] gradient) {}
    }

    /** Tr(P rho), with readout errors if it is measured. */
    record Pauli(PauliString pauli, boolean measured) implements StatePart {

        @Override
        public int size(int qubits) {
            return 1;
        }

        @Override
        public void read(QuantumState state, Setting setting, double[] out, int at) {
            out[at] = measured ? state.readExpectation(pauli, setting.readout()) : state.pauliExpectation(pauli);
        }

        /** The product of {@code a + b P} over the letters, see {@link Readout#confuse}. */
        @Override
        public void addGradient(
                double factor, double[] direction, DensityTensor seen, Setting setting, double[] gradient) {
            if (measured && setting.readout().together().isPresent()) {
                double[] weights = setting.readout().signWeights(Readout.support(pauli));
                Setting apart = new Setting(setting.readout().apart(), setting.reference());
                for (int on = 0; on < weights.length; on++) {
                    if (weights[on] != 0) {
                        new Pauli(Readout.read(pauli, on), true)
                                .addGradient(factor * weights[on], direction, seen, apart, gradient);
                    }
                }
                return;
            }
            ComplexMatrix product = ComplexMatrix.identity(1);
            for (int q = 0; q < pauli.qubits(); q++) {
                char letter = pauli.letter(q);
                ComplexMatrix local = new PauliString(String.valueOf(letter)).matrix();
                if (measured && letter != 'I') {
                    double p10 = setting.readout().p1Given0()[q];
                    double p01 = setting.readout().p0Given1()[q];
                    local = ComplexMatrix.identity(2).scaled(p01 - p10).plus(local.scaled(1 - p10 - p01));
                }
                product = local.kronecker(product);
            }
            addOperator(factor * direction[0], pauli.qubits(), product.re(), product.im(), gradient);
        }
    }

    /**
     * The reduced state of some qubits by its 4^k Pauli expectations; digit j of an index in base 4 belongs to the j-th
     * of the qubits, 0..3 being I, X, Y, Z. All qubits together are the whole density matrix.
     *
     * @param of one to six different qubits
     */
    record Reduced(List<Integer> of) implements StatePart {

        private static final int MAX_QUBITS = 6;
        private static final String LETTERS = "IXYZ";

        /** Checks the components, of which it keeps copies. */
        public Reduced {
            of = List.copyOf(of);
            if (of.isEmpty() || of.size() > MAX_QUBITS || of.stream().distinct().count() < of.size()) {
                throw new IllegalArgumentException(
                        "Argument `of` must be one to " + MAX_QUBITS + " different qubits, but is " + of);
            }
        }

        @Override
        public int size(int qubits) {
            return 1 << (2 * of.size());
        }

        @Override
        public void read(QuantumState state, Setting setting, double[] out, int at) {
            for (int k = 0; k < size(state.qubits()); k++) {
                out[at + k] = state.pauliExpectation(string(state.qubits(), k));
            }
        }

        private PauliString string(int qubits, int index) {
            char[] letters = new char[qubits];
            Arrays.fill(letters, 'I');
            for (int j = 0; j < of.size(); j++) {
                letters[of.get(j)] = LETTERS.charAt((index >> (2 * j)) & 3);
            }
            return new PauliString(new String(letters));
        }

        @Override
        public void addGradient(
                double factor, double[] direction, DensityTensor seen, Setting setting, double[] gradient) {
            for (int k = 0; k < direction.length; k++) {
                if (direction[k] != 0) {
                    new Pauli(string(seen.qubits(), k), false)
                            .addGradient(factor, new double[] {direction[k]}, seen, setting, gradient);
                }
            }
        }

        /** The reduced density matrix, {@code sum_P p_P P / 2^k}; bit j of its index belongs to the j-th qubit. */
        public static ComplexMatrix matrix(double[] numbers) {
            int k = Integer.numberOfTrailingZeros(numbers.length) / 2;
            ComplexMatrix sum = ComplexMatrix.zero(1 << k, 1 << k);
            for (int p = 0; p < numbers.length; p++) {
                sum = sum.plus(numbers[p] / (1 << k), local(k, p).matrix());
            }
            return sum;
        }

        /** The derivatives of {@code Tr(M rho)} with respect to the numbers, {@code Tr(M P) / 2^k}; M is Hermitian. */
        public static double[] slopes(ComplexMatrix m) {
            int k = Integer.numberOfTrailingZeros(m.rows());
            double[] slopes = new double[1 << (2 * k)];
            for (int p = 0; p < slopes.length; p++) {
                slopes[p] = m.times(local(k, p).matrix()).traceRe() / (1 << k);
            }
            return slopes;
        }

        private static PauliString local(int k, int index) {
            char[] letters = new char[k];
            for (int j = 0; j < k; j++) {
                letters[j] = LETTERS.charAt((index >> (2 * j)) & 3);
            }
            return new PauliString(new String(letters));
        }
    }

    /** The 2^n diagonal entries by basis index, with readout errors if they are measured. */
    record Probabilities(boolean measured) implements StatePart {

        /** 2^n, or the largest number there is. */
        static int count(int qubits) {
            return qubits < 31 ? 1 << qubits : Integer.MAX_VALUE;
        }

        @Override
        public int size(int qubits) {
            return count(qubits);
        }

        @Override
        public void read(QuantumState state, Setting setting, double[] out, int at) {
            double[] read = measured ? state.readProbabilities(setting.readout()) : state.probabilities();
            System.arraycopy(read, 0, out, at, read.length);
        }
    }

    /** The 2^n outcome probabilities in a product basis, with readout errors if they are measured. */
    record BasisProbabilities(ProductBasis basis, boolean measured) implements StatePart {

        @Override
        public int size(int qubits) {
            return 1 << qubits;
        }

        @Override
        public void read(QuantumState state, Setting setting, double[] out, int at) {
            Readout readout = measured ? setting.readout() : Readout.perfect(state.qubits());
            double[] read = state.readProbabilities(basis, readout);
            System.arraycopy(read, 0, out, at, read.length);
        }
    }

    /**
     * The block in the symmetric subspace, (n+1) x (n+1) row by row: all real parts, then all imaginary ones. See
     * {@link QuantumState#symmetricBlock}.
     */
    record SymmetricBlock() implements StatePart {

        @Override
        public int size(int qubits) {
            return 2 * (qubits + 1) * (qubits + 1);
        }

        @Override
        public void read(QuantumState state, Setting setting, double[] out, int at) {
            ComplexMatrix block = state.symmetricBlock();
            System.arraycopy(block.re(), 0, out, at, block.re().length);
            System.arraycopy(block.im(), 0, out, at + block.re().length, block.im().length);
        }

        /** The numbers as a matrix. */
        public static ComplexMatrix matrix(int qubits, double[] numbers) {
            int half = numbers.length / 2;
            return ComplexMatrix.of(
                    qubits + 1,
                    qubits + 1,
                    Arrays.copyOf(numbers, half),
                    Arrays.copyOfRange(numbers, half, numbers.length));
        }

        /** A matrix as numbers; those of a Hermitian M are the derivatives of {@code Tr(M B)} by those of B. */
        public static double[] numbers(ComplexMatrix block) {
            double[] numbers = Arrays.copyOf(block.re(), 2 * block.re().length);
            System.arraycopy(block.im(), 0, numbers, block.re().length, block.im().length);
            return numbers;
        }

        /** Carried back to the whole state by the amplitudes of the Dicke states. */
        @Override
        public void addGradient(
                double factor, double[] direction, DensityTensor seen, Setting setting, double[] gradient) {
            int n = seen.qubits();
            ComplexMatrix slope = matrix(n, direction);
            double[] amplitude = Dicke.amplitudes(n);
            int d = 1 << n;
            double[] re = new double[d * d];
            double[] im = new double[d * d];
            for (int r = 0; r < d; r++) {
                int k = Integer.bitCount(r);
                for (int c = 0; c < d; c++) {
                    int l = Integer.bitCount(c);
                    double weight = amplitude[k] * amplitude[l];
                    re[r * d + c] = weight * slope.re(k, l);
                    im[r * d + c] = weight * slope.im(k, l);
                }
            }
            addOperator(factor, n, re, im, gradient);
        }
    }

    /** {@code <psi|rho|psi>} with the setting's reference psi. */
    record Fidelity() implements StatePart {

        @Override
        public int size(int qubits) {
            return 1;
        }

        @Override
        public boolean needsReference() {
            return true;
        }

        @Override
        public void read(QuantumState state, Setting setting, double[] out, int at) {
            out[at] = state.fidelity(required(setting));
        }

        @Override
        public void addGradient(
                double factor, double[] direction, DensityTensor seen, Setting setting, double[] gradient) {
            if (required(setting) instanceof DensityTensor reference) {
                reference.addTo(factor * direction[0], gradient);
            } else {
                StatePart.super.addGradient(factor, direction, seen, setting, gradient);
            }
        }

        private static QuantumState required(Setting setting) {
            QuantumState reference = setting.reference();
            if (reference == null) {
                throw new IllegalStateException("a fidelity is asked for, but no reference state is given");
            }
            return reference;
        }
    }

    /** Tr rho^2; of two states Tr(rho sigma). */
    record Purity() implements StatePart {

        @Override
        public int size(int qubits) {
            return 1;
        }

        @Override
        public void read(QuantumState state, Setting setting, double[] out, int at) {
            out[at] = state.purity();
        }

        @Override
        public boolean isQuadratic() {
            return true;
        }

        /** {@inheritDoc} The second is pure. */
        @Override
        public void readPair(QuantumState first, QuantumState second, Setting setting, double[] out, int at) {
            out[at] = first.fidelity(second);
        }

        @Override
        public void addGradient(
                double factor, double[] direction, DensityTensor seen, Setting setting, double[] gradient) {
            seen.addTo(2 * factor * direction[0], gradient);
        }
    }

    /** Adds {@code factor} times the coefficients of an operator's Hermitian part, row by row, to a gradient. */
    private static void addOperator(double factor, int qubits, double[] re, double[] im, double[] gradient) {
        double[] coefficients = new double[gradient.length];
        DensityTensor.fromDense(qubits, re, im, coefficients);
        DensityTensor.view(qubits, coefficients).addTo(factor, gradient);
    }
}
