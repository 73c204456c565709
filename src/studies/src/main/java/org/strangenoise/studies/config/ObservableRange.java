package org.strangenoise.studies.config;

import org.strangenoise.state.Observable;

/**
 * The values that an observable has in some state.
 *
 * @param low the least
 * @param high the greatest
 */
record ObservableRange(double low, double high) {

    static ObservableRange of(Observable observable, int qubits) {
        Observable.Range range = observable.range(qubits);
        return new ObservableRange(range.low(), range.high());
    }

    /** How far a value lies outside; 0 inside. */
    double excess(double value) {
        return Math.max(0, Math.max(low - value, value - high));
    }
}
