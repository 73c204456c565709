package org.strangenoise.studies.tasks;

import java.util.List;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;

/** Where the rows of analyses are found: on this machine, from a journal of an earlier run, on others. */
public interface TaskExecutor {

    /**
     * The rows of one round.
     *
     * @param id of the analysis, unique in its study
     * @param analysis whose samples they are
     * @param to the round goes from the rows that are complete to the sample before this one
     * @param complete rows of the rounds before, in order
     * @return rows in the samples' order
     */
    <S> List<S> round(String id, PreparedAnalysis<S, ?> analysis, int to, List<S> complete, TaskWatch watch);

    /** Carries an analysis out. */
    default <S, R extends AnalysisResult> R run(String id, PreparedAnalysis<S, R> analysis, TaskWatch watch) {
        return analysis.run((to, complete) -> round(id, analysis, to, complete, watch));
    }
}
