package org.strangenoise.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.strangenoise.studies.tasks.Task;

/**
 * Tasks, or what a journal lacks of them, that one Spark task carries out: its start costs more than theirs.
 *
 * @param from first samples
 * @param to the samples after the last
 */
record TaskBatch(int[] from, int[] to) implements Serializable {

    /** So many tasks share a start: less is lost with an executor, more is shared. */
    private static final int MOST = 32;

    /** So many batches a core, where there are tasks enough, so that none waits long for the slowest. */
    private static final int PER_CORE = 4;

    /**
     * All of some tasks, in order.
     *
     * @param cores that carry them out
     */
    static List<TaskBatch> of(List<Task> tasks, int cores) {
        int size = Math.max(1, Math.min(MOST, tasks.size() / (PER_CORE * Math.max(1, cores))));
        List<TaskBatch> batches = new ArrayList<>();
        for (int begin = 0; begin < tasks.size(); begin += size) {
            List<Task> some = tasks.subList(begin, Math.min(tasks.size(), begin + size));
            batches.add(new TaskBatch(
                    some.stream().mapToInt(Task::from).toArray(),
                    some.stream().mapToInt(Task::to).toArray()));
        }
        return batches;
    }

    int size() {
        return from.length;
    }

    /**
     * What a batch comes back with.
     *
     * @param rows of all its samples in order, as text
     * @param refusal why it found none, in words for the user; empty if it found them
     */
    record Found(List<String> rows, List<String> refusal) implements Serializable {

        static Found refused(List<String> refusal) {
            return new Found(List.of(), refusal);
        }
    }
}
