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

    /**
     * A turn of components 2 and 3 of one digit in a small stretch.
     *
     * @param stride of the digit
     * @param cos by the other digits
     */
    public record WholeTurn(int stride, double[] cos, double[] sin) {

        /** Turns the components, one number at a time. */
        public void apply(double[] x, int offset) {
            if (stride == 1) {
                for (int k = 0; k < cos.length; k++) {
                    turn(x, offset + 2 + 4 * k, k);
                }
                return;
            }
            for (int first = 0; first < cos.length; first += stride) {
                int shift = offset + 2 * stride + 3 * first;
                for (int k = first; k < first + stride; k++) {
                    turn(x, shift + k, k);
                }
            }
        }

        private void turn(double[] x, int at, int k) {
            double a = x[at];
            double b = x[at + stride];
            x[at] = Math.fma(a, cos[k], -(b * sin[k]));
            x[at + stride] = Math.fma(a, sin[k], b * cos[k]);
        }
    }

    /** A number's digits with a zero digit put in at the turned one. */
    static int insert(int number, int stride) {
        int low = number & (stride - 1);
        return ((number ^ low) << 2) | low;
    }
}
