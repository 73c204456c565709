package org.strangenoise.state;

import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.pauli.PauliString;

/** A pure state: amplitude of basis index b at b of split arrays. A view of the arrays it is made of. */
public final class StateVector implements QuantumState {

    private final int qubits;
    private final double[] re;
    private final double[] im;

    private StateVector(int qubits, double[] re, double[] im) {
        this.qubits = qubits;
        this.re = re;
        this.im = im;
    }

    /** A view of arrays of length 2^n each, which the caller must not change while the view is used. */
    public static StateVector view(int qubits, double[] re, double[] im) {
        if (re.length != 1 << qubits || im.length != re.length) {
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
        return re[basis];
    }

    /** Imaginary part of an amplitude. */
    public double im(int basis) {
        return im[basis];
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
        for (int b = 0; b < re.length; b++) {
            if ((b & bit) == 0) {
                int upper = b | bit;
                x += 2 * (re[b] * re[upper] + im[b] * im[upper]);
                y += 2 * (re[b] * im[upper] - im[b] * re[upper]);
                z += re[b] * re[b] + im[b] * im[b] - re[upper] * re[upper] - im[upper] * im[upper];
            }
        }
        out[0] = x;
        out[1] = y;
        out[2] = z;
    }

    @Override
    public double purity() {
        double norm = 0;
        for (int b = 0; b < re.length; b++) {
            norm += re[b] * re[b] + im[b] * im[b];
        }
        return norm * norm;
    }

    @Override
    public double pauliExpectation(PauliString pauli) {
        int flip = (int) pauli.flipMask();
        int sign = (int) pauli.signMask();
        int phase = pauli.countY() & 3;
        double sum = 0;
        for (int b = 0; b < re.length; b++) {
            int to = b ^ flip;
            // <to| P |b> = i^phase (-1)^(sign . b)
            double overlapRe = re[to] * re[b] + im[to] * im[b];
            double overlapIm = re[to] * im[b] - im[to] * re[b];
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
        double[] probabilities = new double[re.length];
        for (int b = 0; b < re.length; b++) {
            probabilities[b] = re[b] * re[b] + im[b] * im[b];
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
        for (int b = 0; b < re.length; b++) {
            int k = Integer.bitCount(b);
            outRe[k] += amplitude[k] * re[b];
            outIm[k] += amplitude[k] * im[b];
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
        for (int b = 0; b < re.length; b++) {
            overlapRe += psi.re[b] * re[b] + psi.im[b] * im[b];
            overlapIm += psi.re[b] * im[b] - psi.im[b] * re[b];
        }
        return overlapRe * overlapRe + overlapIm * overlapIm;
    }
}
