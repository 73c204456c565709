package org.strangenoise.simulate;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.strangenoise.state.Observable;

/**
 * What was recorded of some observables, in the order in which they were asked for. They are few, and a map of
 * thousands of starts has one of these a start, so that comparing is quicker than hashing.
 */
final class SeriesByObservable extends AbstractMap<Observable, double[][]> {

    private final List<Observable> observables;
    private final double[][][] series;

    /**
     * Holds the given arrays.
     *
     * @param series by observable, recording point and component; of equal observables the first counts
     */
    SeriesByObservable(List<Observable> observables, double[][][] series) {
        this.observables = observables;
        this.series = series;
    }

    @Override
    public double @Nullable [][] get(Object key) {
        for (int k = 0; k < series.length; k++) {
            if (observables.get(k) == key) {
                return series[k];
            }
        }
        int at = key instanceof Observable ? observables.indexOf(key) : -1;
        return at < 0 ? null : series[at];
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Entry<Observable, double[][]>> entrySet() {
        Map<Observable, double[][]> entries = new LinkedHashMap<>();
        for (int k = 0; k < series.length; k++) {
            entries.putIfAbsent(observables.get(k), series[k]);
        }
        return Collections.unmodifiableMap(entries).entrySet();
    }
}
