package org.strangenoise.studies.budget;

import org.strangenoise.state.Observable;

/** Observables at recording points, each with its derivatives by some parameters. */
public interface Slopes {

    /** A value and its derivatives per SI unit, in the order of the parameters. */
    record Slope(double value, double[] derivatives) {}

    /** An observable at a recording point. */
    Slope slope(Observable observable, int point);
}
