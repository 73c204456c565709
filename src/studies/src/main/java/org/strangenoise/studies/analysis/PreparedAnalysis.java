package org.strangenoise.studies.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An analysis made ready to run: samples, each found from the study and its index alone, and an assembly of their rows.
 * Making one is checking it: what it refuses it refuses then, before anything costly, and running uses what checking
 * made. Samples may be found in any order, in any groups, on any machine; neither changes a row.
 *
 * @param <S> a row, what a sample finds: a record of numbers, texts, arrays and lists of them, which JSON keeps to the
 *     last bit
 * @param <R> what the analysis finds
 */
public interface PreparedAnalysis<S, R extends AnalysisResult> {

    /** The class of a row. */
    Class<S> rowType();

    /**
     * How many samples there are, as far as the rows of those before tell. Work that decides as it goes names the
     * samples of its first round here, then, given the rows of all complete rounds in order, those of the next as well;
     * an answer of as many as there are rows ends it.
     */
    int samples(List<S> complete);

    /** True if the first round has all samples, so that nothing waits for its rows. */
    default boolean hasOneRound() {
        return true;
    }

    /**
     * Finds some rows.
     *
     * @param from the first sample
     * @param to the sample after the last
     * @param complete rows of the rounds before, in order
     * @param watch hears of each sample; may stop the work
     * @return rows in the samples' order
     */
    List<S> rows(int from, int to, List<S> complete, TaskWatch watch);

    /** The result: a function of the rows of all samples in order, which simulates nothing. */
    R assemble(List<S> rows);

    /**
     * Seconds of one processor that a sample takes, predicted from sizes and never measured, so that tasks are the same
     * on any machine.
     */
    double secondsPerSample();

    /**
     * The fewest samples of a task: more than one where a sample alone keeps one thread busy for long, so that those of
     * a task are found side by side.
     */
    default int samplesTogether() {
        return 1;
    }

    /** Finds the rows of a round. */
    @FunctionalInterface
    interface Rounds<S> {

        /**
         * The rows from those that are complete to the sample before a last one.
         *
         * @param complete rows of the rounds before, in order
         */
        List<S> rows(int to, List<S> complete);
    }

    /** Carries the analysis out, round after round, wherever rows are found, and assembles them. */
    default R run(Rounds<S> rounds) {
        List<S> rows = new ArrayList<>();
        for (int to = samples(rows); to > rows.size(); to = samples(rows)) {
            if (hasOneRound() && !rows.isEmpty()) {
                throw new IllegalStateException(getClass().getName() + " has more than the one round it speaks of");
            }
            rows.addAll(rounds.rows(to, List.copyOf(rows)));
        }
        return assemble(Collections.unmodifiableList(rows));
    }

    /** Carries the analysis out here and now. */
    default R run() {
        return run((to, complete) -> rows(complete.size(), to, complete, TaskWatch.NONE));
    }

    /**
     * An analysis of a single sample.
     *
     * @param found finds its row
     * @param assembly makes the result of it
     */
    static <S, R extends AnalysisResult> PreparedAnalysis<S, R> single(
            Class<S> rowType, double seconds, Supplier<S> found, Function<S, R> assembly) {
        return new PreparedAnalysis<>() {
            @Override
            public Class<S> rowType() {
                return rowType;
            }

            @Override
            public int samples(List<S> complete) {
                return 1;
            }

            @Override
            public List<S> rows(int from, int to, List<S> complete, TaskWatch watch) {
                watch.throwIfCancelled();
                List<S> rows = List.of(found.get());
                watch.found(1);
                return rows;
            }

            @Override
            public R assemble(List<S> rows) {
                return assembly.apply(rows.get(0));
            }

            @Override
            public double secondsPerSample() {
                return seconds;
            }
        };
    }
}
