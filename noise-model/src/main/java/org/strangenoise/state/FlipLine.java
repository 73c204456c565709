package org.strangenoise.state;

/**
 * The 2^n entries (b, b xor f) of a density matrix for one flip mask f, or the 2^n coefficients that stand for them:
 * the unit in which {@link DensityTensor} changes its basis without a second matrix.
 */
public final class FlipLine {

    private static final double ROOT_HALF = Math.sqrt(0.5);

    private final int qubits;
    private final double[] re;
    private final double[] im;
    private final int[] spread;

    /** A line of probabilities of the outcomes of some qubits. */
    public FlipLine(int qubits) {
        this.qubits = qubits;
        this.re = new double[1 << qubits];
        this.im = new double[1 << qubits];
        this.spread = new int[1 << qubits];
        for (int b = 0; b < spread.length; b++) {
            spread[b] = DensityTensor.spread(b);
        }
    }

    void loadProjector(StateVector psi, int flips) {
        for (int b = 0; b < re.length; b++) {
            int c = b ^ flips;
            re[b] = psi.re(b) * psi.re(c) + psi.im(b) * psi.im(c);
            im[b] = psi.im(b) * psi.re(c) - psi.re(b) * psi.im(c);
        }
    }

    void loadDense(double[] rhoRe, double[] rhoIm, int flips) {
        for (int b = 0; b < re.length; b++) {
            re[b] = rhoRe[b * re.length + (b ^ flips)];
            im[b] = rhoIm[b * re.length + (b ^ flips)];
        }
    }

    void storeDense(double[] rhoRe, double[] rhoIm, int flips) {
        for (int b = 0; b < re.length; b++) {
            rhoRe[b * re.length + (b ^ flips)] = re[b];
            rhoIm[b * re.length + (b ^ flips)] = im[b];
        }
    }

    /** Reads the coefficients of a flip mask from the last 4^n numbers of an array. */
    public void loadCoefficients(double[] coefficients, int flips) {
        int start = coefficients.length - re.length * re.length + 2 * spread[flips];
        for (int b = 0; b < re.length; b++) {
            re[b] = coefficients[start + spread[b]];
            im[b] = 0;
        }
    }

    /**
     * Writes the coefficients of a flip mask to the last 4^n numbers of an array; imaginary parts are rounding and go.
     */
    public void storeCoefficients(double[] coefficients, int flips) {
        int start = coefficients.length - re.length * re.length + 2 * spread[flips];
        for (int b = 0; b < re.length; b++) {
            coefficients[start + spread[b]] = re[b];
        }
    }

    double dot(double[] coefficients, int flips) {
        int start = coefficients.length - re.length * re.length + 2 * spread[flips];
        double sum = 0;
        for (int b = 0; b < re.length; b++) {
            sum += re[b] * coefficients[start + spread[b]];
        }
        return sum;
    }

    /** Entry (b, b xor f) times {@code e_b conj(e_(b xor f))}, e the diagonal of a unitary. */
    public void multiplyPhases(double[] diagonalRe, double[] diagonalIm, int flips) {
        for (int b = 0; b < re.length; b++) {
            int c = b ^ flips;
            double factorRe = diagonalRe[b] * diagonalRe[c] + diagonalIm[b] * diagonalIm[c];
            double factorIm = diagonalIm[b] * diagonalRe[c] - diagonalRe[b] * diagonalIm[c];
            double a = re[b];
            re[b] = factorRe * a - factorIm * im[b];
            im[b] = factorRe * im[b] + factorIm * a;
        }
    }

    /** x = (u01 + u10) / sqrt(2), y = i (u01 - u10) / sqrt(2) on every flipped qubit. */
    public void toCoefficients(int flips) {
        for (int q = 0; q < qubits; q++) {
            int bit = 1 << q;
            if ((flips & bit) == 0) {
                continue;
            }
            for (int b = 0; b < re.length; b++) {
                if ((b & bit) == 0) {
                    int up = b | bit;
                    double x = ROOT_HALF * (re[b] + re[up]);
                    double xi = ROOT_HALF * (im[b] + im[up]);
                    double y = -ROOT_HALF * (im[b] - im[up]);
                    double yi = ROOT_HALF * (re[b] - re[up]);
                    re[b] = x;
                    im[b] = xi;
                    re[up] = y;
                    im[up] = yi;
                }
            }
        }
    }

    /** u01 = (x - i y) / sqrt(2), u10 = (x + i y) / sqrt(2) on every flipped qubit. */
    public void toEntries(int flips) {
        for (int q = 0; q < qubits; q++) {
            int bit = 1 << q;
            if ((flips & bit) == 0) {
                continue;
            }
            for (int b = 0; b < re.length; b++) {
                if ((b & bit) == 0) {
                    int up = b | bit;
                    double lowRe = ROOT_HALF * (re[b] + im[up]);
                    double lowIm = ROOT_HALF * (im[b] - re[up]);
                    double upRe = ROOT_HALF * (re[b] - im[up]);
                    double upIm = ROOT_HALF * (im[b] + re[up]);
                    re[b] = lowRe;
                    im[b] = lowIm;
                    re[up] = upRe;
                    im[up] = upIm;
                }
            }
        }
    }
}
