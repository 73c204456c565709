package org.strangenoise.state;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.strangenoise.math.CacheLines;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.Sums;
import org.strangenoise.pauli.PauliString;

/**
 * A density matrix by its 4^n real coefficients in the product basis of the orthonormal Hermitian matrices
 * {@code |0><0|, |1><1|, X/sqrt(2), Y/sqrt(2)} of each qubit. Base-4 digit q of an index belongs to qubit q; digits
 * 0..3 stand for the four matrices in this order. Half the memory of {@link DensityMatrix}; channels act as real
 * matrices, unitaries as orthogonal ones. It is a view of the array it is made of.
 */
public final class DensityTensor implements QuantumState {

    private static final double ROOT2 = Math.sqrt(2);

    private final int qubits;
    private final double[] coefficients;
    private final int first;

    private DensityTensor(int qubits, double[] coefficients) {
        this.qubits = qubits;
        this.coefficients = coefficients;
        this.first = coefficients.length - (1 << (2 * qubits));
    }

    /**
     * A view of an array of length 4^n, which the caller must not change while the view is used. The lead of
     * {@link CacheLines} may stand before them.
     */
    public static DensityTensor view(int qubits, double[] coefficients) {
        int lead = coefficients.length - (1 << (2 * qubits));
        if (lead != 0 && lead != CacheLines.LEAD) {
            throw new IllegalArgumentException(
                    "Argument `coefficients` must have 4^" + qubits + " entries, but has " + coefficients.length);
        }
        return new DensityTensor(qubits, coefficients);
    }

    /** Writes the 4^n coefficients of an initial state to the end of an array. */
    public static void write(InitialState initial, double[] coefficients) {
        if (initial instanceof InitialState.Product product) {
            writeProduct(product, coefficients, coefficients.length - (1 << (2 * product.qubits())));
        } else if (initial instanceof InitialState.Pure pure) {
            FlipLine line = new FlipLine(pure.qubits());
            for (int flips = 0; flips < 1 << pure.qubits(); flips++) {
                line.loadProjector(pure.vector(), flips);
                line.toCoefficients(flips);
                line.storeCoefficients(coefficients, flips);
            }
        } else if (initial instanceof InitialState.Mixed mixed) {
            ComplexMatrix matrix = mixed.matrix().matrix();
            fromDense(initial.qubits(), matrix.re(), matrix.im(), coefficients);
        }
    }

    /** Writes the coefficients of a row-major Hermitian matrix. */
    public static void fromDense(int qubits, double[] re, double[] im, double[] coefficients) {
        FlipLine line = new FlipLine(qubits);
        for (int flips = 0; flips < 1 << qubits; flips++) {
            line.loadDense(re, im, flips);
            line.toCoefficients(flips);
            line.storeCoefficients(coefficients, flips);
        }
    }

    /** Writes the row-major matrix, 4^n entries each. */
    public void writeDense(double[] re, double[] im) {
        FlipLine line = new FlipLine(qubits);
        for (int flips = 0; flips < 1 << qubits; flips++) {
            line.loadCoefficients(coefficients, flips);
            line.toEntries(flips);
            line.storeDense(re, im, flips);
        }
    }

    private static void writeProduct(InitialState.Product product, double[] out, int first) {
        out[first] = 1;
        int filled = 1;
        for (SpinDirection direction : product.directions()) {
            double zero = direction.amplitude0();
            double oneRe = direction.amplitude1Re();
            double oneIm = direction.amplitude1Im();
            double[] local = {zero * zero, oneRe * oneRe + oneIm * oneIm, ROOT2 * zero * oneRe, ROOT2 * zero * oneIm};
            for (int digit = 3; digit >= 0; digit--) {
                for (int k = 0; k < filled; k++) {
                    out[first + digit * filled + k] = local[digit] * out[first + k];
                }
            }
            filled *= 4;
        }
    }

    /**
     * Moves bit q to bit 2q: the index of the diagonal entry of a basis state; twice that of a flip mask adds to it.
     */
    public static int spread(int bits) {
        int x = bits & 0xffff;
        x = (x | (x << 8)) & 0x00ff00ff;
        x = (x | (x << 4)) & 0x0f0f0f0f;
        x = (x | (x << 2)) & 0x33333333;
        return (x | (x << 1)) & 0x55555555;
    }

    /** A copy that later changes of the viewed array do not reach. */
    public DensityTensor copy() {
        return new DensityTensor(qubits, coefficients.clone());
    }

    /** Adds {@code weight * rho} to the coefficients of a sum, the last 4^n numbers of an array. */
    public void addTo(double weight, double[] sum) {
        int to = sum.length - (1 << (2 * qubits));
        for (int i = 0; to + i < sum.length; i++) {
            sum[to + i] += weight * coefficients[first + i];
        }
    }

    /** The same state with its 4^n complex entries written out. */
    public DensityMatrix toDensityMatrix() {
        double[] re = new double[1 << (2 * qubits)];
        double[] im = new double[1 << (2 * qubits)];
        writeDense(re, im);
        return DensityMatrix.view(qubits, re, im);
    }

    @Override
    public int qubits() {
        return qubits;
    }

    @Override
    public void blochVector(int qubit, double[] out) {
        int others = ((1 << qubits) - 1) ^ (1 << qubit);
        int digit = 1 << (2 * qubit);
        double x = 0;
        double y = 0;
        double z = 0;
        int b = 0;
        do {
            int at = first + spread(b);
            z += coefficients[at] - coefficients[at + digit];
            x += coefficients[at + 2 * digit];
            y += coefficients[at + 3 * digit];
            b = (b - others) & others;
        } while (b != 0);
        out[0] = ROOT2 * x;
        out[1] = ROOT2 * y;
        out[2] = z;
    }

    @Override
    public double purity() {
        return Sums.ofSquares(coefficients, first);
    }

    @Override
    public double pauliExpectation(PauliString pauli) {
        int flips = (int) pauli.flipMask();
        int sign = (int) pauli.signMask();
        int kept = ((1 << qubits) - 1) & ~flips;
        int start = first + 2 * spread(flips) + spread(flips & sign);
        double sum = 0;
        int b = 0;
        do {
            double value = coefficients[start + spread(b)];
            sum += (Integer.bitCount(b & sign) & 1) == 0 ? value : -value;
            b = (b - kept) & kept;
        } while (b != 0);
        return sum * StrictMath.pow(2, Integer.bitCount(flips) / 2.0);
    }

    @Override
    public double[] probabilities() {
        double[] probabilities = new double[1 << qubits];
        for (int b = 0; b < probabilities.length; b++) {
            probabilities[b] = coefficients[first + spread(b)];
        }
        return probabilities;
    }

    @Override
    public ComplexMatrix symmetricBlock() {
        SymmetricSums sums = new SymmetricSums(qubits);
        int d = 1 << qubits;
        for (int flips = 0; flips < d; flips++) {
            int start = first + 2 * spread(flips);
            for (int b = 0; b < d; b++) {
                sums.add(
                        Integer.bitCount(b & ~flips),
                        Integer.bitCount(flips & ~b),
                        Integer.bitCount(flips & b),
                        coefficients[start + spread(b)]);
            }
        }
        return sums.block();
    }

    /** {@inheritDoc} The reference is a {@link StateVector} or, pure all the same, a {@link DensityTensor}. */
    @Override
    public double fidelity(QuantumState pureReference) {
        if (pureReference instanceof DensityTensor other) {
            double sum = 0;
            for (int i = 0; first + i < coefficients.length; i++) {
                sum += coefficients[first + i] * other.coefficients[other.first + i];
            }
            return sum;
        }
        if (!(pureReference instanceof StateVector psi)) {
            throw new IllegalArgumentException(
                    "Argument `pureReference` must be a state vector or tensor, but is " + pureReference.getClass());
        }
        FlipLine line = new FlipLine(qubits);
        double sum = 0;
        for (int flips = 0; flips < 1 << qubits; flips++) {
            line.loadProjector(psi, flips);
            line.toCoefficients(flips);
            sum += line.dot(coefficients, flips);
        }
        return sum;
    }

    /**
     * Sums of the coefficients of a {@link DensityTensor} by how many qubits stand in {@code |1><1|}, X and Y: all that
     * the block in the symmetric subspace depends on.
     */
    static final class SymmetricSums {

        /** By register size: what {@link #coherence} gives for every (xs, ys), and the Dicke states' amplitudes. */
        private static final Map<Integer, Weights> WEIGHTS = new ConcurrentHashMap<>();

        private record Weights(double[][][] coherence, double[] amplitude) {
            static Weights of(int qubits) {
                double[][][] coherence = new double[qubits + 1][][];
                for (int xs = 0; xs <= qubits; xs++) {
                    coherence[xs] = new double[qubits - xs + 1][];
                    for (int ys = 0; xs + ys <= qubits; ys++) {
                        coherence[xs][ys] = SymmetricSums.coherence(xs, ys);
                    }
                }
                return new Weights(coherence, Dicke.amplitudes(qubits));
            }
        }

        private final int qubits;
        private final int base;
        private final double[] sums;

        SymmetricSums(int qubits) {
            this.qubits = qubits;
            this.base = qubits + 1;
            this.sums = new double[base * base * base];
        }

        void add(int ones, int xs, int ys, double coefficient) {
            sums[(ones * base + xs) * base + ys] += coefficient;
        }

        /**
         * With s and t counting ones of the row and of the column, {@code |1><1|} is {@code s t}, X/sqrt(2) is
         * {@code (s + t)/sqrt(2)}, Y/sqrt(2) is {@code i (s - t)/sqrt(2)}: the entry {@code <D_k|rho|D_l>} is the
         * coefficient of {@code s^k t^l}.
         */
        ComplexMatrix block() {
            Weights weights = WEIGHTS.computeIfAbsent(qubits, Weights::of);
            double[] re = new double[base * base];
            double[] im = new double[base * base];
            for (int xs = 0; xs <= qubits; xs++) {
                for (int ys = 0; xs + ys <= qubits; ys++) {
                    double[] byPowerOfS = weights.coherence()[xs][ys];
                    double[] part = (ys & 1) == 0 ? re : im;
                    double sign = (ys & 2) == 0 ? 1 : -1;
                    for (int ones = 0; ones + xs + ys <= qubits; ones++) {
                        double sum = sign * sums[(ones * base + xs) * base + ys];
                        for (int s = 0; s <= xs + ys; s++) {
                            part[(ones + s) * base + ones + xs + ys - s] += sum * byPowerOfS[s];
                        }
                    }
                }
            }
            double[] amplitude = weights.amplitude();
            for (int k = 0; k < base; k++) {
                for (int l = 0; l < base; l++) {
                    re[k * base + l] *= amplitude[k] * amplitude[l];
                    im[k * base + l] *= amplitude[k] * amplitude[l];
                }
            }
            return ComplexMatrix.of(base, base, re, im);
        }

        /** The coefficients of {@code ((s + t)/sqrt(2))^xs ((s - t)/sqrt(2))^ys} by the power of s. */
        private static double[] coherence(int xs, int ys) {
            double[] polynomial = new double[xs + ys + 1];
            polynomial[0] = StrictMath.pow(0.5, (xs + ys) / 2.0);
            for (int factor = 0; factor < xs + ys; factor++) {
                double sign = factor < xs ? 1 : -1;
                for (int s = factor + 1; s >= 0; s--) {
                    polynomial[s] = sign * polynomial[s] + (s > 0 ? polynomial[s - 1] : 0);
                }
            }
            return polynomial;
        }
    }
}
