package org.strangenoise.studies.analysis;

import java.util.List;
import java.util.OptionalDouble;
import org.strangenoise.studies.config.AnalysisPlan;
import org.strangenoise.studies.config.Expectation;

/** What an analysis found: plain numbers with their plan. */
public sealed interface AnalysisResult
        permits DynamicsResult,
                EntropyMapResult,
                ClassicalMapResult,
                SweepResult,
                PulseSequenceResult,
                SystemSizeResult,
                DecayResult,
                BudgetResult {

    /** What was asked. */
    AnalysisPlan plan();

    /** The backend that found the noisy numbers, and why it was chosen. */
    default Method method() {
        return Method.NONE;
    }

    /** What a reader should know. */
    default List<String> warnings() {
        return List.of();
    }

    /** The number an expectation is about, where this result holds it. */
    default OptionalDouble find(Expectation expectation) {
        return OptionalDouble.empty();
    }

    /**
     * A backend's name and the reason for it.
     *
     * @param name as users write it; {@code none} where nothing quantum is simulated
     * @param reason one sentence
     */
    record Method(String name, String reason) {
        static final Method NONE = new Method("none", "");
    }
}
