package org.strangenoise.simulate.kernel;

import org.strangenoise.math.CacheLines;

/**
 * The factors {@code e^(i angle)} of {@link TensorKernel#rotate} on a stretch of 4^digits numbers, as a product of a
 * factor of the low digits and one of the rest, so that both tables stay small. The low digits are the lowest three (or
 * as many as there are) other than the turned one; the row digits are all others, in ascending order.
 *
 * @param digit the turned one
 * @param rowRe by row digits
 * @param low how many numbers the low digits tell apart
 * @param lowRe by low digits, after the lead of {@link CacheLines}
 * @param fast after the same lead, for digit 0, where one register holds its four values: for each low index the
 *     registers u and v, with which (a, b, c, d) turns to {@code (a, b, 0, 0) + c (re u + im v) + d (re v - im u)} for
 *     the row's factor {@code re + i im}
 */
public record RotationTables(
        int digit, double[] rowRe, double[] rowIm, int low, double[] lowRe, double[] lowIm, double[] fast) {

    private static final int LOW = 3;

    public static RotationTables of(int digit, double[] rowRe, double[] rowIm, double[] lowRe, double[] lowIm) {
        double[] fast = CacheLines.allocate(digit == 0 ? 8 * lowRe.length : 0);
        for (int j = 0; CacheLines.LEAD + 8 * j < fast.length; j++) {
            int at = CacheLines.LEAD + 8 * j;
            fast[at + 2] = lowRe[j];
            fast[at + 3] = lowIm[j];
            fast[at + 6] = -lowIm[j];
            fast[at + 7] = lowRe[j];
        }
        return new RotationTables(
                digit, rowRe, rowIm, lowRe.length, CacheLines.copy(lowRe), CacheLines.copy(lowIm), fast);
    }

    /** The number of low digits in a stretch. */
    public static int lowDigits(int digits) {
        return Math.min(LOW, digits - 1);
    }

    /**
     * The same turn where nothing lies outside the stretch: {@code cos} and {@code sin} of all other digits, to the
     * last bit as {@link TensorKernel#rotate} finds them.
     *
     * @param outsideRe real part of the factor that {@link TensorKernel#rotate} would be given
     * @param outsideIm its imaginary part
     */
    public WholeTurn whole(double outsideRe, double outsideIm) {
        double[] cos = new double[rowRe.length * low];
        double[] sin = new double[cos.length];
        for (int row = 0; row < rowRe.length; row++) {
            double re = outsideRe * rowRe[row] - outsideIm * rowIm[row];
            double im = outsideRe * rowIm[row] + outsideIm * rowRe[row];
            for (int j = 0; j < low; j++) {
                double lowCos = lowRe[CacheLines.LEAD + j];
                double lowSin = lowIm[CacheLines.LEAD + j];
                cos[row * low + j] = Math.fma(lowSin, -im, lowCos * re);
                sin[row * low + j] = Math.fma(lowCos, im, lowSin * re);
            }
        }
        return new WholeTurn(1 << (2 * digit), cos, sin);
    }

    /** A turn of components 2 and 3 of one digit in a small stretch, whose places are looked up: one plain loop. */
    public static final class WholeTurn {

        private final int stride;
        private final double[] cos;
        private final double[] sin;
        private final int[] places;

        private WholeTurn(int stride, double[] cos, double[] sin) {
            this.stride = stride;
            this.cos = cos;
            this.sin = sin;
            this.places = new int[cos.length];
            for (int k = 0; k < places.length; k++) {
                places[k] = insert(k, stride) + 2 * stride;
            }
        }

        /** Turns the components, one number at a time. */
        public void apply(double[] x, int offset) {
            double[] c = cos;
            double[] s = sin;
            int[] at = places;
            int other = offset + stride;
            for (int k = 0; k < c.length; k++) {
                int i = at[k];
                double a = x[offset + i];
                double b = x[other + i];
                x[offset + i] = Math.fma(a, c[k], -(b * s[k]));
                x[other + i] = Math.fma(a, s[k], b * c[k]);
            }
        }
    }

    /** A number's digits with a zero digit put in at the turned one. */
    static int insert(int number, int stride) {
        int low = number & (stride - 1);
        return ((number ^ low) << 2) | low;
    }
}
