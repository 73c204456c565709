package org.strangenoise.studies.tasks;

import java.util.ArrayList;
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

    /** Hears how far the tasks of a study are. */
    interface Progress {

        /** Hears nothing. */
        Progress NONE = new Progress() {
            @Override
            public void round(int tasks, double seconds) {}

            @Override
            public void done(double seconds, boolean foundBefore) {}
        };

        /**
         * A round begins.
         *
         * @param tasks how many it has
         * @param seconds of one processor that they take, as predicted
         */
        void round(int tasks, double seconds);

        /**
         * A task is done.
         *
         * @param seconds as predicted
         * @param foundBefore true if the journal had all its rows
         */
        void done(double seconds, boolean foundBefore);
    }

    /** Finds rows here and keeps them in memory: task after task, each with all the threads that analyses may use. */
    final class Local implements TaskExecutor {

        @Override
        public <S> List<S> round(
                String id, PreparedAnalysis<S, ?> analysis, int to, List<S> complete, TaskWatch watch) {
            List<S> rows = new ArrayList<>(to - complete.size());
            for (Task task : Task.of(id, analysis, complete.size(), to)) {
                watch.throwIfCancelled();
                rows.addAll(analysis.rows(task.from(), task.to(), complete, watch));
            }
            return rows;
        }
    }
}
