package org.strangenoise.math;

/** Checks of matrix arguments, shared by the decompositions. */
final class Require {

    private Require() {}

    static void square(String name, ComplexMatrix matrix) {
        if (matrix.rows() != matrix.columns()) {
            throw new IllegalArgumentException(
                    "Argument `" + name + "` must be square, but is " + matrix.rows() + " x " + matrix.columns());
        }
    }

    static void finite(String name, double[] re, double[] im) {
        for (int i = 0; i < re.length; i++) {
            if (!Double.isFinite(re[i]) || !Double.isFinite(im[i])) {
                throw new IllegalArgumentException("Argument `" + name + "` must have finite entries, but entry " + i
                        + " (row-major) is " + re[i] + " + " + im[i] + "i");
            }
        }
    }

    /** Requires M = M^dagger up to {@code relativeTolerance} times the largest entry. */
    static void hermitian(String name, ComplexMatrix matrix, double relativeTolerance) {
        square(name, matrix);
        finite(name, matrix.re(), matrix.im());
        double defect = matrix.hermiticityDefect();
        if (defect > relativeTolerance * matrix.maxAbs()) {
            throw new IllegalArgumentException("Argument `" + name + "` must be Hermitian, but max |M - M^dagger| = "
                    + defect + " with largest entry " + matrix.maxAbs());
        }
    }
}
