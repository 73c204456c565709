package org.strangenoise.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class ProgramConditionTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> SUCCEEDS = List.of(JAVA, "-version");
    private static final List<String> FAILS = List.of(JAVA, "-no-such-option");
    private static final List<String> ABSENT = List.of("no-such-program-anywhere");

    @Test
    void runsWhereTheCommandSucceeds() {
        assertFalse(ProgramCondition.evaluate(SUCCEEDS, null).isDisabled());
        assertFalse(ProgramCondition.evaluate(SUCCEEDS, "1").isDisabled());
    }

    @Test
    void skipsWhereTheCommandFailsOrIsAbsent() {
        ConditionEvaluationResult failing = ProgramCondition.evaluate(FAILS, "");
        assertTrue(failing.isDisabled());
        assertEquals(
                Optional.of("needs `" + JAVA + " -no-such-option` to succeed, but it exits with 1"),
                failing.getReason());

        ConditionEvaluationResult absent = ProgramCondition.evaluate(ABSENT, null);
        assertTrue(absent.isDisabled());
        assertTrue(absent.getReason().orElseThrow().contains("does not start"));
    }

    @Test
    void failsInsteadOfSkippingOnACompleteMachine() {
        Exception e = assertThrows(IllegalStateException.class, () -> ProgramCondition.evaluate(ABSENT, "1"));
        assertTrue(e.getMessage().contains("STRANGE_NOISE_CI"), e.getMessage());
    }

    @Test
    void keepsAnAnnotatedTestFromRunning() {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(NeedsAnAbsentProgram.class))
                .execute()
                .testEvents();
        assertEquals(1, tests.skipped().count() + tests.failed().count());
        assertFalse(NeedsAnAbsentProgram.ran);
    }

    static final class NeedsAnAbsentProgram {

        private static boolean ran;

        @Test
        @RequiresProgram("no-such-program-anywhere")
        void run() {
            ran = true;
        }
    }
}
