package org.strangenoise.studies.config;

import org.strangenoise.state.Observable;

/**
 * The values that an observable has in some state.
 *
 * @param low the least
 * @param high the greatest
 */
public record ObservableRange(double low, double high) {

    public static ObservableRange of(Observable observable, int qubits) {
        Observable.Range range = observable.range(qubits);
        return new ObservableRange(range.low(), range.high());
    }

    /** How far a value lies outside; 0 inside. */
    public double excess(double value) {
        return Math.max(0, Math.max(low - value, value - high));
    }
}
