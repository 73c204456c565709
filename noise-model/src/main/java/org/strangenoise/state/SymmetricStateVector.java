package org.strangenoise.state;

import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliString;

/**
 * A pure state in the symmetric subspace of n qubits, total spin j = n/2: n + 1 amplitudes instead of 2^n. Amplitude k
 * belongs to the Dicke state D_k, the normalised sum of the basis states with k qubits in |1>; J_z is n/2 - k there. A
 * view of the arrays it is made of.
 */
public final class SymmetricStateVector implements QuantumState {

    /** Above this, 2^n probabilities do not fit an array. */
    private static final int MAX_DENSE_QUBITS = 30;

    private final int qubits;
    private final double[] re;
    private final double[] im;

    private SymmetricStateVector(int qubits, double[] re, double[] im) {
        this.qubits = qubits;
        this.re = re;
        this.im = im;
    }

    /** A view of arrays of length n + 1 each, which the caller must not change while the view is used. */
    public static SymmetricStateVector view(int qubits, double[] re, double[] im) {
        if (qubits < 1 || re.length != qubits + 1 || im.length != qubits + 1) {
            throw new IllegalArgumentException("Arguments `re` and `im` must have `qubits` + 1 entries for at least one"
                    + " qubit, but have " + re.length + " and " + im.length + " for " + qubits);
        }
        return new SymmetricStateVector(qubits, re, im);
    }

    /**
     * The spin coherent state, every qubit in {@code cos(theta/2)|0> + e^{-i phi} sin(theta/2)|1>}: {@code a_k =
     * sqrt(C(n, k)) cos^{n-k} sin^k e^{-i k phi}}. The moduli are built outwards from the largest one and then
     * normalised, so that no n overflows a binomial or underflows a power that matters.
     */
    public static SymmetricStateVector coherent(int qubits, SpinDirection direction) {
        if (qubits < 1) {
            throw new IllegalArgumentException("Argument `qubits` must be at least 1, but is " + qubits);
        }
        double cos = StrictMath.cos(direction.theta() / 2);
        double sin = StrictMath.sin(direction.theta() / 2);
        double[] modulus = new double[qubits + 1];
        int peak = Math.min(qubits, (int) ((qubits + 1) * sin * sin));
        modulus[peak] = 1;
        for (int k = peak + 1; k <= qubits; k++) {
            modulus[k] = modulus[k - 1] * Math.sqrt((qubits - k + 1.0) / k) * (sin / cos);
        }
        for (int k = peak - 1; k >= 0; k--) {
            modulus[k] = modulus[k + 1] * Math.sqrt((k + 1.0) / (qubits - k)) * (cos / sin);
        }
        double norm = 0;
        for (double value : modulus) {
            norm += value * value;
        }
        norm = Math.sqrt(norm);
        double[] re = new double[qubits + 1];
        double[] im = new double[qubits + 1];
        for (int k = 0; k <= qubits; k++) {
            re[k] = modulus[k] / norm * StrictMath.cos(k * direction.phi());
            im[k] = -modulus[k] / norm * StrictMath.sin(k * direction.phi());
        }
        return new SymmetricStateVector(qubits, re, im);
    }

    /** A copy that later changes of the viewed arrays do not reach. */
    public SymmetricStateVector copy() {
        return new SymmetricStateVector(qubits, re.clone(), im.clone());
    }

    /** Real part of the amplitude of D_k. */
    public double re(int k) {
        return re[k];
    }

    /** Imaginary part of the amplitude of D_k. */
    public double im(int k) {
        return im[k];
    }

    @Override
    public int qubits() {
        return qubits;
    }

    /** {@code <J> / j}, the same for every qubit; {@code J_+ D_k = sqrt(k (n - k + 1)) D_{k-1}}. */
    @Override
    public void blochVector(int qubit, double[] out) {
        double x = 0;
        double y = 0;
        double z = 0;
        for (int k = 0; k <= qubits; k++) {
            z += (qubits - 2.0 * k) * (re[k] * re[k] + im[k] * im[k]);
            if (k > 0) {
                double raising = Math.sqrt(k * (qubits - k + 1.0));
                x += raising * (re[k - 1] * re[k] + im[k - 1] * im[k]);
                y += raising * (re[k - 1] * im[k] - im[k - 1] * re[k]);
            }
        }
        out[0] = 2 * x / qubits;
        out[1] = 2 * y / qubits;
        out[2] = z / qubits;
    }

    @Override
    public double purity() {
        double norm = 0;
        for (int k = 0; k <= qubits; k++) {
            norm += re[k] * re[k] + im[k] * im[k];
        }
        return norm * norm;
    }

    @Override
    public double pauliExpectation(PauliString pauli) {
        return DickePauli.of(pauli)
                .expectation((k, l) -> re[k] * re[l] + im[k] * im[l], (k, l) -> re[k] * im[l] - im[k] * re[l]);
    }

    @Override
    public double[] probabilities() {
        if (qubits > MAX_DENSE_QUBITS) {
            throw new IllegalStateException("the 2^" + qubits + " probabilities of " + qubits
                    + " qubits do not fit an array; at most " + MAX_DENSE_QUBITS + " qubits do");
        }
        double[] amplitude = Dicke.amplitudes(qubits);
        double[] ofWeight = new double[qubits + 1];
        for (int k = 0; k <= qubits; k++) {
            ofWeight[k] = amplitude[k] * amplitude[k] * (re[k] * re[k] + im[k] * im[k]);
        }
        double[] probabilities = new double[1 << qubits];
        for (int b = 0; b < probabilities.length; b++) {
            probabilities[b] = ofWeight[Integer.bitCount(b)];
        }
        return probabilities;
    }

    @Override
    public ComplexMatrix symmetricBlock() {
        ComplexMatrix column = dickeAmplitudes();
        return column.times(column.adjoint());
    }

    /** The amplitudes as a column. */
    public ComplexMatrix dickeAmplitudes() {
        return ComplexMatrix.of(qubits + 1, 1, re, im);
    }

    @Override
    public double fidelity(QuantumState pureReference) {
        if (!(pureReference instanceof SymmetricStateVector psi) || psi.qubits != qubits) {
            throw new IllegalArgumentException("Argument `pureReference` must be a symmetric state vector of " + qubits
                    + " qubits, but is " + pureReference.getClass() + " of " + pureReference.qubits());
        }
        double overlapRe = 0;
        double overlapIm = 0;
        for (int k = 0; k <= qubits; k++) {
            overlapRe += psi.re[k] * re[k] + psi.im[k] * im[k];
            overlapIm += psi.re[k] * im[k] - psi.im[k] * re[k];
        }
        return overlapRe * overlapRe + overlapIm * overlapIm;
    }

    /**
     * A Pauli string between Dicke states. With f letters X or Y, {@code <D_k|P|D_l> = i^countY a_s b_{l-s} / sqrt(C(n,
     * k) C(n, l))} at {@code k = l + f - 2s}, where a_s are the coefficients of {@code (1+t)^countX (1-t)^countY} and
     * b_r those of {@code (1+t)^countI (1-t)^countZ}: s and r count the ones among the flipped and the other qubits.
     * Weights of equal sign sum to at most 1, so that rounding stays at rounding for any n.
     */
    static final class DickePauli {

        /** A number for each pair of Dicke states. */
        @FunctionalInterface
        interface Entry {
            double at(int k, int l);
        }

        private final int phase;
        private final double[] flipped;
        private final double[] other;
        private final double[] amplitude;

        private DickePauli(int qubits, int phase, double[] flipped, double[] other) {
            this.phase = phase;
            this.flipped = flipped;
            this.other = other;
            this.amplitude = Dicke.amplitudes(qubits);
        }

        static DickePauli of(PauliString pauli) {
            int[] count = new int[4];
            for (int q = 0; q < pauli.qubits(); q++) {
                count["IXYZ".indexOf(pauli.letter(q))]++;
            }
            return new DickePauli(
                    pauli.qubits(), count[2] & 3, coefficients(count[1], count[2]), coefficients(count[0], count[3]));
        }

        /**
         * {@code Tr(P rho)} from the symmetric block's entries {@code rho_lk = <D_l|rho|D_k>}.
         *
         * @param re real part of rho_lk at (k, l)
         * @param im imaginary part likewise
         */
        double expectation(Entry re, Entry im) {
            int flips = flipped.length - 1;
            double sum = 0;
            for (int s = 0; s <= flips; s++) {
                for (int r = 0; r < other.length; r++) {
                    int l = r + s;
                    int k = l + flips - 2 * s;
                    double entry = switch (phase) {
                        case 0 -> re.at(k, l);
                        case 1 -> -im.at(k, l);
                        case 2 -> -re.at(k, l);
                        default -> im.at(k, l);
                    };
                    sum += flipped[s] * amplitude[k] * (other[r] * amplitude[l]) * entry;
                }
            }
            return sum;
        }

        /** Coefficients of (1+t)^plus (1-t)^minus. */
        private static double[] coefficients(int plus, int minus) {
            double[] c = new double[plus + minus + 1];
            c[0] = 1;
            for (int factor = 0; factor < plus + minus; factor++) {
                double sign = factor < plus ? 1 : -1;
                for (int k = factor + 1; k > 0; k--) {
                    c[k] += sign * c[k - 1];
                }
            }
            return c;
        }
    }
}
