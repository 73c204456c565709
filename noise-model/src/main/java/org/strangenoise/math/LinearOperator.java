package org.strangenoise.math;

/** A linear map on complex vectors, given by its action on split real and imaginary parts. */
@FunctionalInterface
public interface LinearOperator {

    /**
     * Writes the image of a vector.
     *
     * @param re real parts of the input; not to be changed
     * @param im imaginary parts of the input; not to be changed
     * @param outRe receives the real parts; holds arbitrary values on entry and never shares storage with the input
     * @param outIm receives the imaginary parts, likewise
     */
    void apply(double[] re, double[] im, double[] outRe, double[] outIm);
}
