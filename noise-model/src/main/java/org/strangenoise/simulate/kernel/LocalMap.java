package org.strangenoise.simulate.kernel;

/** Applies a small dense complex matrix to chosen bits of a long complex vector, in place. */
public final class LocalMap {

    private final int size;
    private final double[] re;
    private final double[] im;
    private final int[] offsets;
    private final int[] sortedBits;

    /**
     * @param bits positions in the vector's index, least significant of the matrix index first
     * @param re row-major real parts, size 2^bits squared
     * @param im row-major imaginary parts
     */
    public LocalMap(int[] bits, double[] re, double[] im) {
        this.size = 1 << bits.length;
        this.re = re;
        this.im = im;
        this.offsets = new int[size];
        for (int local = 0; local < size; local++) {
            for (int k = 0; k < bits.length; k++) {
                offsets[local] |= ((local >> k) & 1) << bits[k];
            }
        }
        this.sortedBits = bits.clone();
        java.util.Arrays.sort(sortedBits);
    }

    /** Multiplies every group of entries that differ in the chosen bits only. */
    public void apply(double[] vectorRe, double[] vectorIm) {
        apply(vectorRe, vectorIm, 0, vectorRe.length, new double[2 * size], 0);
    }

    /** Numbers of scratch that a stretch needs. */
    public int scratch() {
        return 2 * size;
    }

    /** The same on a stretch whose index bits are those of the whole; {@code scratch} is used from {@code at} on. */
    public void apply(double[] vectorRe, double[] vectorIm, int offset, int length, double[] scratch, int at) {
        int groups = length >> sortedBits.length;
        for (int group = 0; group < groups; group++) {
            int base = group;
            for (int bit : sortedBits) {
                int low = base & ((1 << bit) - 1);
                base = ((base ^ low) << 1) | low;
            }
            base += offset;
            for (int k = 0; k < size; k++) {
                scratch[at + k] = vectorRe[base + offsets[k]];
                scratch[at + size + k] = vectorIm[base + offsets[k]];
            }
            for (int r = 0; r < size; r++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int c = 0; c < size; c++) {
                    double a = re[r * size + c];
                    double b = im[r * size + c];
                    sumRe += a * scratch[at + c] - b * scratch[at + size + c];
                    sumIm += a * scratch[at + size + c] + b * scratch[at + c];
                }
                vectorRe[base + offsets[r]] = sumRe;
                vectorIm[base + offsets[r]] = sumIm;
            }
        }
    }
}
