package org.strangenoise.simulate.kernel;

/**
 * A superoperator of one qubit on a dense row-major matrix, in place: the four entries that differ in the qubit's row
 * and column bits become combinations of each other, a row segment at a time.
 */
public final class OneQubitMap {

    private final int dimension;
    private final int bit;
    private final double[] re;
    private final double[] im;
    private final boolean real;

    /**
     * @param qubits register size
     * @param re real parts of the 4 x 4 matrix on row-major vectors, row-major
     * @param im imaginary parts
     */
    public OneQubitMap(int qubits, int qubit, double[] re, double[] im) {
        this.dimension = 1 << qubits;
        this.bit = 1 << qubit;
        this.re = re.clone();
        this.im = im.clone();
        boolean allZero = true;
        for (double value : im) {
            allZero &= value == 0;
        }
        this.real = allZero;
    }

    public void apply(double[] rhoRe, double[] rhoIm) {
        for (int r = 0; r < dimension; r++) {
            if ((r & bit) != 0) {
                continue;
            }
            int row = r * dimension;
            for (int block = row; block < row + dimension; block += 2 * bit) {
                if (real) {
                    mixReal(block, rhoRe);
                    mixReal(block, rhoIm);
                } else {
                    mix(block, rhoRe, rhoIm);
                }
            }
        }
    }

    private void mixReal(int block, double[] part) {
        double[] m = re;
        int below = bit * dimension;
        for (int i = block; i < block + bit; i++) {
            double a = part[i];
            double b = part[i + bit];
            double c = part[i + below];
            double d = part[i + below + bit];
            part[i] = m[0] * a + m[1] * b + m[2] * c + m[3] * d;
            part[i + bit] = m[4] * a + m[5] * b + m[6] * c + m[7] * d;
            part[i + below] = m[8] * a + m[9] * b + m[10] * c + m[11] * d;
            part[i + below + bit] = m[12] * a + m[13] * b + m[14] * c + m[15] * d;
        }
    }

    private void mix(int block, double[] rhoRe, double[] rhoIm) {
        int below = bit * dimension;
        for (int i = block; i < block + bit; i++) {
            double a = rhoRe[i];
            double b = rhoRe[i + bit];
            double c = rhoRe[i + below];
            double d = rhoRe[i + below + bit];
            double e = rhoIm[i];
            double f = rhoIm[i + bit];
            double g = rhoIm[i + below];
            double h = rhoIm[i + below + bit];
            for (int k = 0; k < 4; k++) {
                int at = i + (k & 1) * bit + (k >> 1) * below;
                int m = 4 * k;
                rhoRe[at] = re[m] * a
                        + re[m + 1] * b
                        + re[m + 2] * c
                        + re[m + 3] * d
                        - im[m] * e
                        - im[m + 1] * f
                        - im[m + 2] * g
                        - im[m + 3] * h;
                rhoIm[at] = re[m] * e
                        + re[m + 1] * f
                        + re[m + 2] * g
                        + re[m + 3] * h
                        + im[m] * a
                        + im[m + 1] * b
                        + im[m + 2] * c
                        + im[m + 3] * d;
            }
        }
    }
}
