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

    /** A number's digits with a zero digit put in at the turned one. */
    static int insert(int number, int stride) {
        int low = number & (stride - 1);
        return ((number ^ low) << 2) | low;
    }
}
