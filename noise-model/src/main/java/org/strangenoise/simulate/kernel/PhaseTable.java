package org.strangenoise.simulate.kernel;

/** A diagonal unitary on a whole register: entry b is the factor {@code exp(-i phase_b)}. */
public final class PhaseTable {

    private final double[] re;
    private final double[] im;

    /**
     * @param qubits register size
     * @param targets the qubits of the local phases, least significant first
     * @param phases 2^targets angles
     */
    public PhaseTable(int qubits, int[] targets, double[] phases) {
        this.re = new double[1 << qubits];
        this.im = new double[1 << qubits];
        for (int b = 0; b < re.length; b++) {
            int local = 0;
            for (int k = 0; k < targets.length; k++) {
                local |= ((b >> targets[k]) & 1) << k;
            }
            re[b] = StrictMath.cos(phases[local]);
            im[b] = -StrictMath.sin(phases[local]);
        }
    }

    /** psi_b to f_b psi_b. */
    public void applyToVector(double[] vectorRe, double[] vectorIm) {
        for (int b = 0; b < re.length; b++) {
            double a = vectorRe[b];
            vectorRe[b] = re[b] * a - im[b] * vectorIm[b];
            vectorIm[b] = re[b] * vectorIm[b] + im[b] * a;
        }
    }

    /** rho_rc to f_r rho_rc conj(f_c), row-major. */
    public void applyToDensity(double[] rhoRe, double[] rhoIm) {
        int d = re.length;
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < d; c++) {
                double factorRe = re[r] * re[c] + im[r] * im[c];
                double factorIm = im[r] * re[c] - re[r] * im[c];
                int at = r * d + c;
                double a = rhoRe[at];
                rhoRe[at] = factorRe * a - factorIm * rhoIm[at];
                rhoIm[at] = factorRe * rhoIm[at] + factorIm * a;
            }
        }
    }
}
