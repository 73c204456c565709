package org.strangenoise.studies.tasks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.tasks.Journal.OtherJournalException;

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

    /** Takes the rows that a journal has, finds the others here, task after task, and adds them to the journal. */
    public static final class JournalExecutor implements TaskExecutor {

        private final Journal journal;
        private final TaskExecutor.Progress progress;

        public JournalExecutor(Journal journal, TaskExecutor.Progress progress) {
            this.journal = journal;
            this.progress = progress;
        }

        @Override
        public <S> List<S> round(
                String id, PreparedAnalysis<S, ?> analysis, int to, List<S> complete, TaskWatch watch) {
            List<Task> tasks = Task.of(id, analysis, complete.size(), to);
            progress.round(tasks.size(), (to - complete.size()) * analysis.secondsPerSample());
            List<S> rows = new ArrayList<>(to - complete.size());
            for (Task task : tasks) {
                rows.addAll(rows(task, analysis, complete, false, watch));
            }
            return rows;
        }

        /** The rows of a task, those that are missing found here. */
        private <S> List<S> rows(
                Task task, PreparedAnalysis<S, ?> analysis, List<S> complete, boolean remember, TaskWatch watch) {
            Task.Rows<S> rows = Task.Rows.of(journal, task, analysis.rowType());
            List<Task> gaps = rows.gaps();
            for (Task gap : gaps) {
                watch.throwIfCancelled();
                List<S> found = analysis.rows(gap.from(), gap.to(), complete, watch);
                journal.add(gap.analysis(), gap.from(), found, remember);
                rows.fill(gap, found);
            }
            progress.done(task.samples() * analysis.secondsPerSample(), gaps.isEmpty());
            return rows.rows();
        }

        /**
         * Carries out some tasks of an analysis, round after round as far as the journal has the rows of the others.
         *
         * @param mine which tasks of a round, by their number from 0 on
         * @return the tasks of others that the first round which is not complete waits for; empty if nothing is to be
         *     done
         */
        public <S> List<Task> share(String id, PreparedAnalysis<S, ?> analysis, IntPredicate mine, TaskWatch watch)
                throws IOException, OtherJournalException {
            List<S> rows = new ArrayList<>();
            for (int to = analysis.samples(rows); to > rows.size(); to = analysis.samples(rows)) {
                List<S> complete = List.copyOf(rows);
                List<Task> tasks = Task.of(id, analysis, complete.size(), to);
                List<Task> own = IntStream.range(0, tasks.size())
                        .filter(mine)
                        .mapToObj(tasks::get)
                        .toList();
                progress.round(own.size(), own.stream().mapToInt(Task::samples).sum() * analysis.secondsPerSample());
                Map<Task, List<S>> found = new HashMap<>();
                for (Task task : own) {
                    List<S> ownRows = rows(task, analysis, complete, !analysis.hasOneRound(), watch);
                    if (!analysis.hasOneRound()) {
                        found.put(task, ownRows);
                    }
                }
                if (analysis.hasOneRound()) {
                    return List.of();
                }
                journal.flush();
                journal.read();
                List<Task> missing = new ArrayList<>();
                for (Task task : tasks) {
                    List<S> all = found.containsKey(task) ? found.get(task) : known(task, analysis);
                    if (all.isEmpty()) {
                        missing.add(task);
                    }
                    rows.addAll(all);
                }
                if (!missing.isEmpty()) {
                    return missing;
                }
            }
            return List.of();
        }

        /** The tasks that the first round lacks which is not complete; empty if the journal has all that is needed. */
        public <S> List<Task> missing(String id, PreparedAnalysis<S, ?> analysis) {
            List<S> rows = new ArrayList<>();
            for (int to = analysis.samples(rows); to > rows.size(); to = analysis.samples(rows)) {
                List<Task> missing = new ArrayList<>();
                for (Task task : Task.of(id, analysis, rows.size(), to)) {
                    List<S> found = known(task, analysis);
                    if (found.isEmpty()) {
                        missing.add(task);
                    }
                    rows.addAll(found);
                }
                if (!missing.isEmpty() || analysis.hasOneRound()) {
                    return missing;
                }
            }
            return List.of();
        }

        /** The rows of a task that the journal has whole; else none. */
        private <S> List<S> known(Task task, PreparedAnalysis<S, ?> analysis) {
            Task.Rows<S> rows = Task.Rows.of(journal, task, analysis.rowType());
            return rows.gaps().isEmpty() ? rows.rows() : List.of();
        }
    }
}
