package org.strangenoise.studies.tasks;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;

/** Finds rows here and keeps them in memory: task after task, each with all the threads that analyses may use. */
public final class LocalExecutor implements TaskExecutor {

    @Override
    public <S> List<S> round(String id, PreparedAnalysis<S, ?> analysis, int to, List<S> complete, TaskWatch watch) {
        List<S> rows = new ArrayList<>(to - complete.size());
        for (Task task : Task.of(id, analysis, complete.size(), to)) {
            watch.throwIfCancelled();
            rows.addAll(analysis.rows(task.from(), task.to(), complete, watch));
        }
        return rows;
    }
}
