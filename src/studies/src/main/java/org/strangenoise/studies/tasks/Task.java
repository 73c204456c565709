package org.strangenoise.studies.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strangenoise.studies.analysis.PreparedAnalysis;

/**
 * Samples of an analysis that are found together. Which they are depends on no clock and no machine.
 *
 * @param analysis its id
 * @param from the first sample
 * @param to the sample after the last
 */
public record Task(String analysis, int from, int to) {

    /** What a task takes one processor, about. */
    private static final double SECONDS = 1;

    /**
     * The tasks of some samples, in order, each of about a second or of as many samples as the analysis has together.
     */
    public static List<Task> of(String id, PreparedAnalysis<?, ?> analysis, int from, int to) {
        int size = (int) Math.max(
                1, Math.min(to - from, Math.max(analysis.samplesTogether(), SECONDS / analysis.secondsPerSample())));
        List<Task> tasks = new ArrayList<>();
        for (int begin = from; begin < to; begin += size) {
            tasks.add(new Task(id, begin, Math.min(to, begin + size)));
        }
        return tasks;
    }

    public int samples() {
        return to - from;
    }

    /**
     * The rows of a task as far as they are known: those that a journal has, and gaps for whoever finds the others.
     *
     * @param <S> a row
     */
    public static final class Rows<S> {

        private final Task task;
        private final List<Optional<S>> rows;

        private Rows(Task task, List<Optional<S>> rows) {
            this.task = task;
            this.rows = rows;
        }

        /** What a journal has of a task. */
        public static <S> Rows<S> of(Journal journal, Task task, Class<S> type) {
            List<Optional<S>> rows = new ArrayList<>(task.samples());
            for (int sample = task.from(); sample < task.to(); sample++) {
                rows.add(journal.row(task.analysis(), sample, type));
            }
            return new Rows<>(task, rows);
        }

        /** The samples whose rows are missing, those that follow each other together, in order. */
        public List<Task> gaps() {
            List<Task> gaps = new ArrayList<>();
            int begin = task.from();
            for (int sample = task.from(); sample <= task.to(); sample++) {
                if (sample == task.to() || rows.get(sample - task.from()).isPresent()) {
                    if (begin < sample) {
                        gaps.add(new Task(task.analysis(), begin, sample));
                    }
                    begin = sample + 1;
                }
            }
            return gaps;
        }

        /** Fills a gap. */
        public void fill(Task gap, List<S> found) {
            if (found.size() != gap.samples()) {
                throw new IllegalArgumentException("Argument `found` must hold a row for each of the " + gap.samples()
                        + " samples, but holds " + found.size());
            }
            for (int k = 0; k < found.size(); k++) {
                rows.set(gap.from() - task.from() + k, Optional.of(found.get(k)));
            }
        }

        /** All rows, in the samples' order, once no gap is left. */
        public List<S> rows() {
            return rows.stream().map(Optional::orElseThrow).toList();
        }
    }
}
