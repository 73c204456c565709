package org.strangenoise.exchange.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strangenoise.circuit.GateNames;

/** A device may list every gate that some format knows without being asked whether it means another. */
class KnownNamesTest {

    @ParameterizedTest
    @EnumSource(StandardGates.Library.class)
    void everyGateOfEveryLibraryIsKnown(StandardGates.Library library) {
        Set<String> unknown = new TreeSet<>(library.names());
        unknown.removeAll(GateNames.known());
        assertEquals(Set.of(), unknown);
    }

    @Test
    void everyBraketGateIsKnownByItsOwnNameToo() {
        Set<String> unknown = new TreeSet<>(StandardGates.braketNames().values());
        unknown.removeAll(GateNames.known());
        assertEquals(Set.of(), unknown);
    }
}
