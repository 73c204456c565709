package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void helpAndVersionAreDoneWithCodeZero() {
        assertEquals(0, Main.execute("--help"));
        assertEquals(0, Main.execute("--version"));
    }

    /** A line that names a command is read by that command's model alone, and says the same. */
    @Test
    void everyCommandIsFoundAloneAndAmongAll() {
        for (String name : Main.commandLine().getSubcommands().keySet()) {
            assertEquals(0, Main.execute(name, "--help"), name);
            // The library's own command for completion takes any option for nothing.
            assertEquals(name.equals("generate-completion") ? 0 : 2, Main.execute(name, "--no-such-option"), name);
        }
    }

    @Test
    void badUsageIsCodeTwo() {
        assertEquals(2, Main.execute());
        assertEquals(2, Main.execute("--no-such-option"));
        assertEquals(2, Main.execute("no-such-command"));
    }
}
