package org.strangenoise.studies.config;

import java.util.List;
import java.util.Set;
import org.strangenoise.state.Observable;

/**
 * One number of the dynamics, to be explained, reached or predicted: an observable at a step, mean over starts.
 *
 * @param name as in study files and results; a Pauli string stands for its expectation
 * @param observable of one value
 * @param step at which
 * @param starts at least one
 */
public record FigureOfMerit(String name, Observable observable, int step, List<StartState> starts) {

    public FigureOfMerit {
        starts = List.copyOf(starts);
    }

    /** True if readout errors are part of it. */
    public boolean isMeasured() {
        return observable.isMeasured();
    }

    /** The qubits that are read out for it, where readout errors are part of it. */
    public Set<Integer> readQubits() {
        return observable.readQubits();
    }

    /** The starts' labels in words. */
    public String startLabels() {
        return String.join(", ", starts.stream().map(StartState::label).toList());
    }
}
