package org.strangenoise.studies.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a task as far as they are known: those that a journal has, and gaps for whoever finds the others.
 *
 * @param <S> a row
 */
public final class TaskRows<S> {

    private final Task task;
    private final List<Optional<S>> rows;

    private TaskRows(Task task, List<Optional<S>> rows) {
        this.task = task;
        this.rows = rows;
    }

    /** What a journal has of a task. */
    public static <S> TaskRows<S> of(Journal journal, Task task, Class<S> type) {
        List<Optional<S>> rows = new ArrayList<>(task.samples());
        for (int sample = task.from(); sample < task.to(); sample++) {
            rows.add(journal.row(task.analysis(), sample, type));
        }
        return new TaskRows<>(task, rows);
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
