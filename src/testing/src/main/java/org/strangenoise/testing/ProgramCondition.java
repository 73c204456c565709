package org.strangenoise.testing;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides on a test by its {@link RequiresProgram}. */
final class ProgramCondition implements ExecutionCondition {

    static final String COMPLETE_MACHINE = "STRANGE_NOISE_CI";

    private static final long SECONDS_TO_ANSWER = 60;

    /** Why a command does not succeed here, empty if it does: each is tried once in a test run. */
    private static final Map<List<String>, Optional<String>> TRIED = new ConcurrentHashMap<>();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getElement()
                .flatMap(element -> AnnotationSupport.findAnnotation(element, RequiresProgram.class))
                .map(required -> evaluate(List.of(required.value()), System.getenv(COMPLETE_MACHINE)))
                .orElseGet(() -> ConditionEvaluationResult.enabled("requires no program"));
    }

    /** The decision for one command, given the value of {@value #COMPLETE_MACHINE}. */
    static ConditionEvaluationResult evaluate(List<String> command, @Nullable String completeMachine) {
        Optional<String> obstacle = TRIED.computeIfAbsent(command, ProgramCondition::obstacle);
        String shown = "`" + String.join(" ", command) + "`";
        if (obstacle.isEmpty()) {
            return ConditionEvaluationResult.enabled(shown + " succeeds");
        }
        String reason = "needs " + shown + " to succeed, but it " + obstacle.get();
        if (completeMachine != null && !completeMachine.isEmpty()) {
            throw new IllegalStateException(reason + "; skipping is off as " + COMPLETE_MACHINE + " is set");
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    private static Optional<String> obstacle(List<String> command) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
        } catch (IOException e) {
            return Optional.of("does not start: " + e.getMessage());
        }
        try {
            if (!process.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS)) {
                return Optional.of("does not end within " + SECONDS_TO_ANSWER + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("was interrupted");
        } finally {
            process.destroyForcibly();
        }
        int exit = process.exitValue();
        return exit == 0 ? Optional.empty() : Optional.of("exits with " + exit);
    }
}
