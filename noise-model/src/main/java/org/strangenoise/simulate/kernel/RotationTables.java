package org.strangenoise.simulate.kernel;

/**
 * The factors {@code e^(i angle)} of {@link TensorKernel#rotate}, as a product of a factor of the low digits and one of
 * the rest, so that both tables stay small.
 *
 * <p>On a stretch of 4^digits numbers, for the turned digit d: the low digits are those below d, at most three; for d =
 * 0 they are the up to three digits above it. The row digits are all others, in ascending order.
 *
 * @param digits of the stretch
 * @param digit the turned one
 * @param rowRe by row digits
 * @param lowRe by low digits
 */
public record RotationTables(int digits, int digit, double[] rowRe, double[] rowIm, double[] lowRe, double[] lowIm) {

    private static final int LOW = 3;

    /** The number of low digits. */
    public static int lowDigits(int digits, int digit) {
        return digit == 0 ? Math.min(LOW, digits - 1) : Math.min(LOW, digit);
    }
}
