package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void helpAndVersionAreDoneWithCodeZero() {
        assertEquals(0, Main.execute("--help"));
        assertEquals(0, Main.execute("--version"));
    }

    @Test
    void badUsageIsCodeTwo() {
        assertEquals(2, Main.execute());
        assertEquals(2, Main.execute("--no-such-option"));
        assertEquals(2, Main.execute("no-such-command"));
    }
}
