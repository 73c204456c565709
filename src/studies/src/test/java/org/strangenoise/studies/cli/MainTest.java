package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
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
            // The library's own commands take any option for nothing.
            boolean ours = !Set.of("help", "generate-completion").contains(name);
            assertEquals(ours ? 2 : 0, Main.execute(name, "--no-such-option"), name);
        }
    }

    @Test
    void badUsageIsCodeTwo() {
        assertEquals(2, Main.execute());
        assertEquals(2, Main.execute("--no-such-option"));
        assertEquals(2, Main.execute("no-such-command"));
    }
}
