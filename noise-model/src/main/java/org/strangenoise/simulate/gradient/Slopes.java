package org.strangenoise.simulate.gradient;

import org.strangenoise.state.Observable;

/** Observables at recording points, each with its derivatives by some parameters. */
public interface Slopes {

    /**
     * A value with its derivatives.
     *
     * @param value of the observable
     * @param derivatives per SI unit, in the order of the parameters
     */
    record Slope(double value, double[] derivatives) {}

    /**
     * An observable at a recording point.
     *
     * @param observable of one number
     * @param point from 0
     */
    Slope slope(Observable observable, int point);
}
