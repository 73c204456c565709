package org.strangenoise.state;

import org.strangenoise.pauli.PauliString;

/**
 * A Pauli string between Dicke states. With f letters X or Y, {@code <D_k|P|D_l> = i^countY a_s b_{l-s} / sqrt(C(n, k)
 * C(n, l))} at {@code k = l + f - 2s}, where a_s are the coefficients of {@code (1+t)^countX (1-t)^countY} and b_r
 * those of {@code (1+t)^countI (1-t)^countZ}: s and r count the ones among the flipped and the other qubits. Weights of
 * equal sign sum to at most 1, so that rounding stays at rounding for any n.
 */
final class DickePauli {

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
