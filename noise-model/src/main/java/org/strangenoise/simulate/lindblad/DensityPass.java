package org.strangenoise.simulate.lindblad;

/** One pass over a dense row-major density matrix, in place. Holds work space: not for concurrent use. */
@FunctionalInterface
public interface DensityPass {

    void apply(double[] re, double[] im);
}
