package org.strangenoise.state;

import org.strangenoise.math.CacheLines;
import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliString;

/** A pure state: amplitude of basis index b at b of split arrays. A view of the arrays it is made of. */
public final class StateVector implements QuantumState {

    private final int qubits;
    private final double[] re;
    private final double[] im;
    private final int first;

    private StateVector(int qubits, double[] re, double[] im) {
        this.qubits = qubits;
        this.re = re;
        this.im = im;
        this.first = re.length - (1 << qubits);
    }

    /**
     * A view of arrays of length 2^n each, which the caller must not change while the view is used. The lead of
     * {@link CacheLines} may stand before what they hold.
     */
    public static StateVector view(int qubits, double[] re, double[] im) {
        int lead = re.length - (1 << qubits);
        if ((lead != 0 && lead != CacheLines.LEAD) || im.length != re.length) {
            throw new IllegalArgumentException("Arguments `re` and `im` must have 2^" + qubits + " entries, but have "
                    + re.length + " and " + im.length);
        }
        return new StateVector(qubits, re, im);
    }

    /** A copy that later changes of the viewed arrays do not reach. */
    public StateVector copy() {
        return new StateVector(qubits, re.clone(), im.clone());
    }

    /** Real part of an amplitude. */
    public double re(int basis) {
        return re[first + basis];
    }

    /** Imaginary part of an amplitude. */
    public double im(int basis) {
        return im[first + basis];
    }

    @Override
    public int qubits() {
        return qubits;
    }

    @Override
    public void blochVector(int qubit, double[] out) {
        int bit = 1 << qubit;
        double x = 0;
        double y = 0;
        double z = 0;
        for (int b = 0; b < 1 << qubits; b++) {
            if ((b & bit) == 0) {
                int upper = b | bit;
                x += 2 * (re[first + b] * re[first + upper] + im[first + b] * im[first + upper]);
                y += 2 * (re[first + b] * im[first + upper] - im[first + b] * re[first + upper]);
                z += re[first + b] * re[first + b]
                        + im[first + b] * im[first + b]
                        - re[first + upper] * re[first + upper]
                        - im[first + upper] * im[first + upper];
            }
        }
        out[0] = x;
        out[1] = y;
        out[2] = z;
    }

    @Override
    public double purity() {
        double norm = 0;
        for (int b = 0; b < 1 << qubits; b++) {
            norm += re[first + b] * re[first + b] + im[first + b] * im[first + b];
        }
        return norm * norm;
    }

    @Override
    public double pauliExpectation(PauliString pauli) {
        int flip = (int) pauli.flipMask();
        int sign = (int) pauli.signMask();
        int phase = pauli.countY() & 3;
        double sum = 0;
        for (int b = 0; b < 1 << qubits; b++) {
            int to = b ^ flip;
            // <to| P |b> = i^phase (-1)^(sign . b)
            double overlapRe = re[first + to] * re[first + b] + im[first + to] * im[first + b];
            double overlapIm = re[first + to] * im[first + b] - im[first + to] * re[first + b];
            double value = switch (phase) {
                case 0 -> overlapRe;
                case 1 -> -overlapIm;
                case 2 -> -overlapRe;
                default -> overlapIm;
            };
            sum += (Integer.bitCount(b & sign) & 1) == 0 ? value : -value;
        }
        return sum;
    }

    @Override
    public double[] probabilities() {
        double[] probabilities = new double[1 << qubits];
        for (int b = 0; b < 1 << qubits; b++) {
            probabilities[b] = re[first + b] * re[first + b] + im[first + b] * im[first + b];
        }
        return probabilities;
    }

    @Override
    public ComplexMatrix symmetricBlock() {
        ComplexMatrix projected = dickeAmplitudes();
        return projected.times(projected.adjoint());
    }

    /** The components {@code <D_k|psi>} as a column. */
    public ComplexMatrix dickeAmplitudes() {
        double[] amplitude = Dicke.amplitudes(qubits);
        double[] outRe = new double[qubits + 1];
        double[] outIm = new double[qubits + 1];
        for (int b = 0; b < 1 << qubits; b++) {
            int k = Integer.bitCount(b);
            outRe[k] += amplitude[k] * re[first + b];
            outIm[k] += amplitude[k] * im[first + b];
        }
        return ComplexMatrix.of(qubits + 1, 1, outRe, outIm);
    }

    @Override
    public double fidelity(QuantumState pureReference) {
        if (!(pureReference instanceof StateVector psi)) {
            throw new IllegalArgumentException(
                    "Argument `pureReference` must be a state vector, but is " + pureReference.getClass());
        }
        double overlapRe = 0;
        double overlapIm = 0;
        for (int b = 0; b < 1 << qubits; b++) {
            overlapRe += psi.re[psi.first + b] * re[first + b] + psi.im[psi.first + b] * im[first + b];
            overlapIm += psi.re[psi.first + b] * im[first + b] - psi.im[psi.first + b] * re[first + b];
        }
        return overlapRe * overlapRe + overlapIm * overlapIm;
    }
}
