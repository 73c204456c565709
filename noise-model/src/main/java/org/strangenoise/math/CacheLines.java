package org.strangenoise.math;

/**
 * Where numbers lie in an array, so that registers of four do not reach over a line of the cache: of accesses at any
 * other place every second one does, and takes twice as long. An array's header has 16 bytes, so that two numbers
 * before the first make it a multiple of 32 wherever the array itself begins at one: always with
 * {@code -XX:ObjectAlignmentInBytes=32}, as the launcher has it, and with G1 for arrays of half a region or more.
 * Elsewhere it changes nothing.
 */
public final class CacheLines {

    /** How many numbers stand before the first. */
    public static final int LEAD = 2;

    private CacheLines() {}

    /** An array of {@link #LEAD} and {@code length} zeros, whose last {@code length} lie well. */
    public static double[] allocate(int length) {
        return new double[LEAD + length];
    }

    /** A copy of numbers as the last ones of an array that is {@link #LEAD} longer. */
    public static double[] copy(double... numbers) {
        double[] array = allocate(numbers.length);
        System.arraycopy(numbers, 0, array, LEAD, numbers.length);
        return array;
    }
}
