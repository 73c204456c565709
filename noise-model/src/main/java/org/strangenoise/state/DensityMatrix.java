package org.strangenoise.state;

import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.Sums;
import org.strangenoise.pauli.PauliString;

/**
 * A dense density matrix: entry (r, c) at index {@code r 2^n + c} of split arrays. It is a view of the arrays it is
 * made of, so that a simulator can look at its own state without a copy.
 */
public final class DensityMatrix implements QuantumState {

    private final int qubits;
    private final double[] re;
    private final double[] im;

    private DensityMatrix(int qubits, double[] re, double[] im) {
        this.qubits = qubits;
        this.re = re;
        this.im = im;
    }

    /** A view of row-major arrays of length 4^n each, which the caller must not change while the view is used. */
    public static DensityMatrix view(int qubits, double[] re, double[] im) {
        if (re.length != 1 << (2 * qubits) || im.length != re.length) {
            throw new IllegalArgumentException("Arguments `re` and `im` must have 4^" + qubits + " entries, but have "
                    + re.length + " and " + im.length);
        }
        return new DensityMatrix(qubits, re, im);
    }

    /** The density matrix of a Hermitian 2^n x 2^n matrix of trace 1; both are checked to 1e-9, positivity is not. */
    public static DensityMatrix of(ComplexMatrix matrix) {
        int n = Integer.numberOfTrailingZeros(matrix.rows());
        if (matrix.hermiticityDefect() > 1e-9 || Math.abs(matrix.traceRe() - 1) > 1e-9) {
            throw new IllegalArgumentException("Argument `matrix` must be Hermitian of trace 1, but deviates by "
                    + matrix.hermiticityDefect() + " and has trace " + matrix.traceRe());
        }
        return view(n, matrix.re(), matrix.im());
    }

    /** A copy that later changes of the viewed arrays do not reach. */
    public DensityMatrix copy() {
        return new DensityMatrix(qubits, re.clone(), im.clone());
    }

    /** Adds {@code weight * rho} to row-major arrays of the same length. */
    public void addTo(double weight, double[] sumRe, double[] sumIm) {
        for (int i = 0; i < re.length; i++) {
            sumRe[i] += weight * re[i];
            sumIm[i] += weight * im[i];
        }
    }

    /** The dense matrix. */
    public ComplexMatrix matrix() {
        return ComplexMatrix.of(1 << qubits, 1 << qubits, re, im);
    }

    @Override
    public int qubits() {
        return qubits;
    }

    @Override
    public void blochVector(int qubit, double[] out) {
        int d = 1 << qubits;
        int bit = 1 << qubit;
        double x = 0;
        double y = 0;
        double z = 0;
        for (int b = 0; b < d; b++) {
            if ((b & bit) == 0) {
                int upper = b * d + (b | bit);
                x += 2 * re[upper];
                y -= 2 * im[upper];
                z += re[b * d + b] - re[(b | bit) * d + (b | bit)];
            }
        }
        out[0] = x;
        out[1] = y;
        out[2] = z;
    }

    @Override
    public double purity() {
        return Sums.ofSquares(re) + Sums.ofSquares(im);
    }

    @Override
    public double pauliExpectation(PauliString pauli) {
        int d = 1 << qubits;
        int flip = (int) pauli.flipMask();
        int sign = (int) pauli.signMask();
        int phase = pauli.countY() & 3;
        double sum = 0;
        for (int b = 0; b < d; b++) {
            int at = b * d + (b ^ flip);
            double value = switch (phase) {
                case 0 -> re[at];
                case 1 -> -im[at];
                case 2 -> -re[at];
                default -> im[at];
            };
            sum += (Integer.bitCount(b & sign) & 1) == 0 ? value : -value;
        }
        return sum;
    }

    @Override
    public double[] probabilities() {
        int d = 1 << qubits;
        double[] probabilities = new double[d];
        for (int b = 0; b < d; b++) {
            probabilities[b] = re[b * d + b];
        }
        return probabilities;
    }

    @Override
    public ComplexMatrix symmetricBlock() {
        int d = 1 << qubits;
        double[] amplitude = Dicke.amplitudes(qubits);
        double[] blockRe = new double[(qubits + 1) * (qubits + 1)];
        double[] blockIm = new double[blockRe.length];
        for (int r = 0; r < d; r++) {
            int k = Integer.bitCount(r);
            for (int c = 0; c < d; c++) {
                int at = k * (qubits + 1) + Integer.bitCount(c);
                blockRe[at] += re[r * d + c];
                blockIm[at] += im[r * d + c];
            }
        }
        for (int k = 0; k <= qubits; k++) {
            for (int l = 0; l <= qubits; l++) {
                blockRe[k * (qubits + 1) + l] *= amplitude[k] * amplitude[l];
                blockIm[k * (qubits + 1) + l] *= amplitude[k] * amplitude[l];
            }
        }
        return ComplexMatrix.of(qubits + 1, qubits + 1, blockRe, blockIm);
    }

    @Override
    public double fidelity(QuantumState pureReference) {
        if (!(pureReference instanceof StateVector psi)) {
            throw new IllegalArgumentException(
                    "Argument `pureReference` must be a state vector, but is " + pureReference.getClass());
        }
        int d = 1 << qubits;
        double sum = 0;
        for (int r = 0; r < d; r++) {
            double rowRe = 0;
            double rowIm = 0;
            for (int c = 0; c < d; c++) {
                double a = re[r * d + c];
                double b = im[r * d + c];
                rowRe += a * psi.re(c) - b * psi.im(c);
                rowIm += a * psi.im(c) + b * psi.re(c);
            }
            sum += psi.re(r) * rowRe + psi.im(r) * rowIm;
        }
        return sum;
    }
}
