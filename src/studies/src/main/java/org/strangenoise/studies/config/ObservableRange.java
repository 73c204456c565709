package org.strangenoise.studies.config;

import org.strangenoise.state.Observable;

/**
 * The values that an observable has in some state.
 *
 * @param low the least: -1 of a Pauli string, 2^-n of the purity, 0 of the others
 * @param high the greatest, 1
 */
public record ObservableRange(double low, double high) {

    public static ObservableRange of(Observable observable, int qubits) {
        double low = observable instanceof Observable.PauliExpectation
                ? -1
                : observable instanceof Observable.Purity ? Math.scalb(1.0, -qubits) : 0;
        return new ObservableRange(low, 1);
    }

    /** How far a value lies outside; 0 inside. */
    public double excess(double value) {
        return Math.max(0, Math.max(low - value, value - high));
    }
}
