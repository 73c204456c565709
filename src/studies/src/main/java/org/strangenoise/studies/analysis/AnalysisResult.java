package org.strangenoise.studies.analysis;

import java.util.List;

/** What an analysis found: plain numbers with their plan. */
public interface AnalysisResult {

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

    /**
     * A backend's name and the reason for it.
     *
     * @param name as users write it; {@code none} where nothing quantum is simulated
     * @param reason one sentence
     */
    record Method(String name, String reason) {
        /** Of what simulates nothing quantum. */
        public static final Method NONE = new Method("none", "");
    }
}
