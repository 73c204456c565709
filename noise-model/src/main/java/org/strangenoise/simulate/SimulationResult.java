package org.strangenoise.simulate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.state.Observable;
import org.strangenoise.state.QuantumState;

/**
 * What a simulation found.
 *
 * @param method the backend's name
 * @param values by observable, not to be changed: {@code [recording point][component]}; point 0 is the start (after a
 *     preparation, if the circuit has one), then one a boundary, then one more if operations follow the last boundary
 * @param standardErrors of the values where a backend samples, in the same shape
 * @param finalState the averaged state at the end, where the backend holds one
 * @param warnings what a reader of the values should know
 */
public record SimulationResult(
        String method,
        Map<Observable, double[][]> values,
        Optional<Map<Observable, double[][]>> standardErrors,
        Optional<QuantumState> finalState,
        List<String> warnings) {

    /** The values of an observable, {@code [recording point][component]}. */
    public double[][] series(Observable observable) {
        double[][] series = values.get(observable);
        if (series == null) {
            throw new IllegalArgumentException(
                    "Argument `observable` must be one that was asked for, but is " + observable);
        }
        return series;
    }

    /** The values of a scalar observable, by recording point. */
    public double[] scalars(Observable observable) {
        double[][] series = series(observable);
        double[] scalars = new double[series.length];
        for (int k = 0; k < scalars.length; k++) {
            scalars[k] = series[k][0];
        }
        return scalars;
    }
}
