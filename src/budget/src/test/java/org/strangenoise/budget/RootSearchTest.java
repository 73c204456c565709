package org.strangenoise.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Allowed from sqrt(2) on or up to it, between two scanned values: the roots lie just inside. */
    @ParameterizedTest
    @CsvSource({"true, 0, 3", "false, 0, 3", "true, 0.01, Infinity", "false, 0.01, Infinity"})
    void findsARootBetweenTheEdgeOfTheAllowedValuesAndTheNextScannedOne(boolean above, double low, double high) {
        double root = Math.sqrt(2) * (above ? 1 + 1e-6 : 1 - 1e-6);
        RootSearch search = RootSearch.of(
                x -> {
                    if (above ? x < Math.sqrt(2) : x > Math.sqrt(2)) {
                        throw new IllegalArgumentException("refused");
                    }
                    return -1 / (1 + x);
                },
                -1 / (1 + root),
                low,
                high);
        assertEquals(1, search.roots().size());
        assertEquals(root, search.roots().get(0), 1e-13);
    }

    /** A parabola whose top lies between scanned values: the target is closer to it than any of them. */
    @Test
    void findsTheRootsOnBothSidesOfAMaximumBetweenScannedValues() {
        RootSearch search = RootSearch.of(x -> 1 - (x - 0.4321) * (x - 0.4321), 1 - 1e-10, 0, 1);
        assertEquals(2, search.roots().size());
        assertEquals(0.4321 - 1e-5, search.roots().get(0), 1e-10);
        assertEquals(0.4321 + 1e-5, search.roots().get(1), 1e-10);
    }

    @Test
    void findsTheRootsOnBothSidesOfAMinimumInTheReciprocal() {
        RootSearch search = RootSearch.of(x -> Math.pow(1 / x - 0.0123, 2), 1e-12, 1, Double.POSITIVE_INFINITY);
        assertEquals(2, search.roots().size());
        assertEquals(1 / 0.012301, search.roots().get(0), 1e-5);
        assertEquals(1 / 0.012299, search.roots().get(1), 1e-5);
    }

    @Test
    void findsTheRootsBesideAnExtremumInTheFirstInterval() {
        RootSearch search = RootSearch.of(x -> 1 - (x - 0.004) * (x - 0.004), 1 - 1e-8, 0, 1);
        assertEquals(2, search.roots().size());
        assertEquals(0.0039, search.roots().get(0), 1e-9);
    }

    @Test
    void tellsHowCloseAnExtremumBetweenScannedValuesComes() {
        RootSearch search = RootSearch.of(x -> 1 - (x - 0.4321) * (x - 0.4321), 1.5, 0, 1);
        assertTrue(search.roots().isEmpty());
        assertEquals(0.4321, search.bestAt(), 1e-6);
        assertEquals(1, search.best(), 1e-12);
    }

    @Test
    void aValueThatOnlyRoundingKeepsFromTheTargetReachesIt() {
        assertEquals(List.of(0.0), RootSearch.of(x -> 1 - 1e-15 - x, 1, 0, 2).roots());
        assertEquals(List.of(), RootSearch.of(x -> 1 - 1e-11 - x, 1, 0, 2).roots());
    }
}
