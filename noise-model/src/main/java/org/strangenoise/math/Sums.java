package org.strangenoise.math;

/** Long sums whose rounding does not grow with their length. */
public final class Sums {

    /** Numbers summed up at a time. */
    private static final int BLOCK = 4096;

    private Sums() {}

    /** The sum of all squares, block by block. */
    public static double ofSquares(double[] x) {
        return ofSquares(x, 0);
    }

    /** The sum of the squares of all numbers from one on, block by block. */
    public static double ofSquares(double[] x, int first) {
        double sum = 0;
        for (int from = first; from < x.length; from += BLOCK) {
            sum += ofSquares(x, from, Math.min(x.length, from + BLOCK));
        }
        return sum;
    }

    /** Four sums at a time, since one alone waits for every addition. */
    private static double ofSquares(double[] x, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += x[i] * x[i];
            b += x[i + 1] * x[i + 1];
            c += x[i + 2] * x[i + 2];
            d += x[i + 3] * x[i + 3];
        }
        for (; i < to; i++) {
            a += x[i] * x[i];
        }
        return (a + b) + (c + d);
    }
}
