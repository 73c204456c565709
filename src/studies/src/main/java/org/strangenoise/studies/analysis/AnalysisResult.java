package org.strangenoise.studies.analysis;

import java.util.List;
import org.strangenoise.studies.experiment.Method;

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
}
