package org.strangenoise.studies.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RootSearchTest {

    @Test
    void findsARootBeyondAllScannedFiniteValues() {
        RootSearch search = RootSearch.of(x -> 1 - 1 / x, 1 - 1e-9, 1, Double.POSITIVE_INFINITY);
        assertEquals(1e9, search.nearest(1).orElseThrow(), 1e3);
    }

    @Test
    void findsAllRootsAndTheNearest() {
        RootSearch search = RootSearch.of(Math::sin, 0.5, 0, 7);
        assertEquals(3, search.roots().size());
        assertEquals(5 * Math.PI / 6, search.nearest(2.5).orElseThrow(), 1e-12);
        assertEquals(Math.PI / 6, search.roots().get(0), 1e-12);
        assertTrue(search.brackets().get(0)[0] <= Math.PI / 6
                && Math.PI / 6 <= search.brackets().get(0)[1]);
    }

    @Test
    void tellsHowCloseItComes() {
        RootSearch search = RootSearch.of(x -> 0.9 - 1 / x, 0.95, 1, Double.POSITIVE_INFINITY);
        assertTrue(search.nearest(1).isEmpty());
        assertEquals(0.9, search.best(), 0);
        assertEquals(Double.POSITIVE_INFINITY, search.bestAt());
    }

    @Test
    void leavesOutValuesThatAreRefused() {
        RootSearch search = RootSearch.of(
                x -> {
                    if (x < 2) {
                        throw new IllegalArgumentException("too small");
                    }
                    return x;
                },
                3,
                1,
                4);
        assertEquals(3, search.nearest(1).orElseThrow(), 1e-12);
    }
}
