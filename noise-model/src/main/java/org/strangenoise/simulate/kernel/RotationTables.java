package org.strangenoise.simulate.kernel;

/**
 * The factors {@code e^(i angle)} of {@link TensorKernel#rotate} on a stretch of 4^digits numbers, as a product of a
 * factor of the low digits and one of the rest, so that both tables stay small. The low digits are the lowest three (or
 * as many as there are) other than the turned one; the row digits are all others, in ascending order.
 *
 * @param digit the turned one
 * @param rowRe by row digits
 * @param lowRe by low digits
 * @param fast for digit 0, where one register holds its four values: for each low index the four registers A, B, C, D
 *     with which (a, b, c, d) turns to {@code (a, b, c, d) (1, 1, 0, 0) + (re A + im B) (a, b, c, d) + (re C + im D)
 *     (a, b, d, c)} for the row's factor {@code re + i im}
 */
public record RotationTables(int digit, double[] rowRe, double[] rowIm, double[] lowRe, double[] lowIm, double[] fast) {

    private static final int LOW = 3;

    public static RotationTables of(int digit, double[] rowRe, double[] rowIm, double[] lowRe, double[] lowIm) {
        double[] fast = new double[digit == 0 ? 16 * lowRe.length : 0];
        for (int j = 0; 16 * j < fast.length; j++) {
            for (int side = 0; side < 2; side++) {
                double sign = side == 0 ? -1 : 1;
                fast[16 * j + 2 + side] = lowRe[j];
                fast[16 * j + 6 + side] = -lowIm[j];
                fast[16 * j + 10 + side] = sign * lowIm[j];
                fast[16 * j + 14 + side] = sign * lowRe[j];
            }
        }
        return new RotationTables(digit, rowRe, rowIm, lowRe, lowIm, fast);
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
