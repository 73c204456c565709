package org.strangenoise.studies.analysis;

import java.util.List;

/**
 * What an analysis follows in time, ideal and noisy.
 *
 * @param observables names of numbers, as in results.json
 * @param starts labels of the initial states
 */
public record TimeSeries(List<String> observables, List<String> starts) {

    public TimeSeries {
        observables = List.copyOf(observables);
        starts = List.copyOf(starts);
    }

    /**
     * One number of it.
     *
     * @param run {@code ideal} or {@code noisy}
     * @param observable name as in results.json
     * @param step at which
     * @param starts labels of the initial states whose mean is meant; empty for all
     */
    public record Place(String run, String observable, int step, List<String> starts) {
        public Place {
            starts = List.copyOf(starts);
        }
    }
}
