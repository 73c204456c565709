package org.strangenoise.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.strangenoise.state.Observable;

class SeriesByObservableTest {

    private final double[][][] series = {{{1}}, {{2}}, {{3}}};

    private final Map<Observable, double[][]> values = new SeriesByObservable(
            List.of(new Observable.BlochVector(1), new Observable.Purity(), new Observable.BlochVector(1)), series);

    @Test
    void equalObservablesFindTheFirstSeries() {
        assertSame(series[0], values.get(new Observable.BlochVector(1)));
        assertSame(series[1], values.get(new Observable.Purity()));
        assertTrue(values.containsKey(new Observable.Purity()));
    }

    @Test
    void whatWasNotAskedForIsAbsent() {
        assertNull(values.get(new Observable.BlochVector(0)));
        assertFalse(values.containsKey(new Observable.BlochVector(0)));
    }

    @Test
    void entriesStandOnceInTheOrderAskedForAndStay() {
        assertEquals(List.of(new Observable.BlochVector(1), new Observable.Purity()), List.copyOf(values.keySet()));
        assertEquals(2, values.size());
        assertSame(series[0], values.values().iterator().next());
        assertThrows(UnsupportedOperationException.class, () -> values.put(new Observable.Purity(), series[2]));
    }
}
