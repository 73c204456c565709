package org.strangenoise.studies.tasks;

import java.util.ArrayList;
import java.util.List;
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

    /** The tasks of some samples, in order, each of about a second. */
    public static List<Task> of(String id, PreparedAnalysis<?, ?> analysis, int from, int to) {
        int size = (int) Math.max(1, Math.min(to - from, SECONDS / analysis.secondsPerSample()));
        List<Task> tasks = new ArrayList<>();
        for (int begin = from; begin < to; begin += size) {
            tasks.add(new Task(id, begin, Math.min(to, begin + size)));
        }
        return tasks;
    }

    public int samples() {
        return to - from;
    }
}
