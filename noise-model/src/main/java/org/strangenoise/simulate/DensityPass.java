package org.strangenoise.simulate;

/** One pass over a dense row-major density matrix, in place. Holds work space: not for concurrent use. */
@FunctionalInterface
interface DensityPass {

    void apply(double[] re, double[] im);
}
