package org.strangenoise.tomography;

import org.strangenoise.math.ComplexMatrix;
import org.strangenoise.math.WalshHadamard;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.state.DensityMatrix;

/**
 * A Hermitian operator of n qubits by its 4^n traces with Pauli strings, {@code r_P = Tr(P M)}, so that {@code M = 2^-n
 * sum_P r_P P}. Number {@code x 2^n + z} belongs to the string whose letter on qubit q is I, Z, X or Y as bits q of x
 * and z are 00, 01, 10 or 11. It is a view of the array it is made of.
 *
 * @param qubits n
 * @param numbers the 4^n traces
 */
public record PauliVector(int qubits, double[] numbers) {

    /** Checks the components. */
    public PauliVector {
        if (numbers.length != 1 << (2 * qubits)) {
            throw new IllegalArgumentException(
                    "Argument `numbers` must hold 4^" + qubits + " numbers, but holds " + numbers.length);
        }
    }

    /** Of zeros. */
    public static PauliVector zero(int qubits) {
        return new PauliVector(qubits, new double[1 << (2 * qubits)]);
    }

    /** Of a Hermitian 2^n x 2^n matrix; only its Hermitian part is seen. */
    public static PauliVector of(ComplexMatrix m) {
        int d = m.rows();
        int n = Integer.numberOfTrailingZeros(d);
        double[] numbers = new double[d * d];
        double[] re = new double[d];
        double[] im = new double[d];
        for (int x = 0; x < d; x++) {
            // Tr(X^x Z^z M) = sum_c (-1)^(c z) M[c, c ^ x]
            for (int c = 0; c < d; c++) {
                re[c] = m.re(c, c ^ x);
                im[c] = m.im(c, c ^ x);
            }
            WalshHadamard.transform(re);
            WalshHadamard.transform(im);
            for (int z = 0; z < d; z++) {
                // Y = i X Z, so that k letters Y make a factor i^k.
                numbers[x * d + z] = switch (Integer.bitCount(x & z) & 3) {
                    case 0 -> re[z];
                    case 1 -> -im[z];
                    case 2 -> -re[z];
                    default -> im[z];
                };
            }
        }
        return new PauliVector(n, numbers);
    }

    /** The matrix, 2^n x 2^n. */
    public ComplexMatrix matrix() {
        int d = 1 << qubits;
        double[] entriesRe = new double[d * d];
        double[] entriesIm = new double[d * d];
        double[] re = new double[d];
        double[] im = new double[d];
        for (int x = 0; x < d; x++) {
            for (int z = 0; z < d; z++) {
                double r = numbers[x * d + z] / d;
                int k = Integer.bitCount(x & z) & 3;
                re[z] = k == 0 ? r : k == 2 ? -r : 0;
                im[z] = k == 1 ? r : k == 3 ? -r : 0;
            }
            WalshHadamard.transform(re);
            WalshHadamard.transform(im);
            for (int c = 0; c < d; c++) {
                entriesRe[(c ^ x) * d + c] = re[c];
                entriesIm[(c ^ x) * d + c] = im[c];
            }
        }
        return ComplexMatrix.of(d, d, entriesRe, entriesIm);
    }

    /** As a state, whatever its eigenvalues. */
    public DensityMatrix state() {
        ComplexMatrix m = matrix();
        return DensityMatrix.view(qubits, m.re(), m.im());
    }

    /** Tr(P M). */
    public double expectation(PauliString pauli) {
        return numbers[(int) (pauli.flipMask() << qubits | pauli.signMask())];
    }

    /** {@code Tr(M N) = 2^-n sum_P r_P s_P}. */
    public double inner(PauliVector other) {
        double sum = 0;
        for (int k = 0; k < numbers.length; k++) {
            sum += numbers[k] * other.numbers[k];
        }
        return Math.scalb(sum, -qubits);
    }

    /** {@code M + factor N}. */
    public PauliVector plus(double factor, PauliVector other) {
        double[] sum = new double[numbers.length];
        for (int k = 0; k < sum.length; k++) {
            sum[k] = numbers[k] + factor * other.numbers[k];
        }
        return new PauliVector(qubits, sum);
    }
}
