package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.study.AnalysisTypes;
import picocli.CommandLine;

/** What a study may ask for, on the command line. */
class AnalysesCommandTest {

    private static String told(int exit, String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine main = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        assertEquals(exit, main.execute(arguments));
        return out.toString();
    }

    @Test
    void everyTypeIsListedWithAllItsKeys() {
        String all = told(0, "analyses");
        for (AnalysisType<?, ?> type : AnalysisTypes.shipped().all()) {
            String text = ReferenceCommands.AnalysesCommand.text(type);
            assertTrue(all.contains(text), type.name());
            type.keySchema()
                    .get("properties")
                    .fieldNames()
                    .forEachRemaining(key -> assertTrue(text.contains("\n  " + key + ": "), key));
        }
        assertTrue(all.contains("  curves: list of mapping, required\n"), all);
        assertTrue(all.contains("  model") || all.contains("  from-step: step, default 1\n"), all);
    }

    @Test
    void oneTypeIsToldWithItsFields() {
        String one = told(0, "analyses", "solve-for");
        assertTrue(one.startsWith("type: solve-for\n") && one.contains("  finds observable: what f is"), one);
    }

    @Test
    void anUnknownTypeIsRefusedWithThoseThereAre() {
        assertTrue(told(2, "analyses", "dynamic").contains("decoherence-budget"));
    }
}
