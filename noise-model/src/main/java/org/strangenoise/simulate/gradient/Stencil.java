package org.strangenoise.simulate.gradient;

/**
 * A derivative of sixth order from values beside a point: {@code f'(x) = sum_k weights[k] (f(x + offsets[k]) - f(x))}.
 * For the maps of single instructions, which are smooth and known to rounding, the error is about 1e-11.
 */
record Stencil(double[] offsets, double[] weights) {

    private static final double[] CENTRAL = {-1.0 / 60, 3.0 / 20, -3.0 / 4, 3.0 / 4, -3.0 / 20, 1.0 / 60};
    private static final double[] ONE_SIDED = {6, -15.0 / 2, 20.0 / 3, -15.0 / 4, 6.0 / 5, -1.0 / 6};

    /** Three points on either side. */
    static Stencil central(double step) {
        double[] offsets = {-3 * step, -2 * step, -step, step, 2 * step, 3 * step};
        double[] weights = CENTRAL.clone();
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= step;
        }
        return new Stencil(offsets, weights);
    }

    /** Six points on the side of the step's sign. */
    static Stencil oneSided(double step) {
        double[] offsets = new double[ONE_SIDED.length];
        double[] weights = new double[ONE_SIDED.length];
        for (int k = 0; k < weights.length; k++) {
            offsets[k] = (k + 1) * step;
            weights[k] = ONE_SIDED[k] / step;
        }
        return new Stencil(offsets, weights);
    }
}
