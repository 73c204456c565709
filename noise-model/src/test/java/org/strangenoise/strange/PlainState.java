package org.strangenoise.strange;

/** A state vector and loops over it, from the definitions alone: the twin that shares no code with the library. */
final class PlainState {

    final double[] re;
    final double[] im;

    PlainState(int qubits, int basis) {
        re = new double[1 << qubits];
        im = new double[1 << qubits];
        re[basis] = 1;
    }

    /** Applies u where all qubits of {@code controls} are 1; bit k of the index of u belongs to qubits[k]. */
    void apply(PlainMatrix u, int[] qubits, int controls) {
        double[] newRe = new double[re.length];
        double[] newIm = new double[re.length];
        for (int to = 0; to < re.length; to++) {
            if ((to & controls) != controls) {
                newRe[to] = re[to];
                newIm[to] = im[to];
                continue;
            }
            int row = 0;
            int rest = to;
            for (int k = 0; k < qubits.length; k++) {
                row |= ((to >> qubits[k]) & 1) << k;
                rest &= ~(1 << qubits[k]);
            }
            for (int column = 0; column < u.re.length; column++) {
                int from = rest;
                for (int k = 0; k < qubits.length; k++) {
                    from |= ((column >> k) & 1) << qubits[k];
                }
                newRe[to] += u.re[row][column] * re[from] - u.im[row][column] * im[from];
                newIm[to] += u.re[row][column] * im[from] + u.im[row][column] * re[from];
            }
        }
        System.arraycopy(newRe, 0, re, 0, re.length);
        System.arraycopy(newIm, 0, im, 0, im.length);
    }
}
