package org.strangenoise.studies.fit;

import java.util.OptionalDouble;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;

/**
 * One measured point of a data file.
 *
 * @param experiment a label of the series it belongs to
 * @param start the product state the run began with
 * @param kappa of the kicked top, if it is not the study's
 * @param step after which it was measured
 * @param name the observable's name
 * @param observable what was measured
 * @param value the measured value
 * @param error its standard deviation, positive
 */
public record MeasuredPoint(
        String experiment,
        InitialState.Product start,
        OptionalDouble kappa,
        int step,
        String name,
        Observable observable,
        double value,
        double error) {}
