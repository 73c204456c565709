package org.strangenoise.simulate.tensor;

/** One sweep over the register. */
interface Pass {

    /** Sweeps over all 4^n coefficients with the given workers' scratch. */
    void apply(double[] coefficients, Workers workers);

    /** A line for people: what it does, how many bytes it moves. */
    String describe();

    /** Bytes read and written. */
    double bytes();

    /** Floating-point operations. */
    double flops();

    /** Numbers of scratch that each worker needs. */
    int scratch();
}
