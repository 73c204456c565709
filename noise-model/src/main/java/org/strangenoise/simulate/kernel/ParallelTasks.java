package org.strangenoise.simulate.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Independent tasks 0..count-1 shared by a fixed number of workers; each worker knows its number, for its workspace.
 */
final class ParallelTasks {

    /** One task. */
    @FunctionalInterface
    interface Task {
        void run(int worker, int task);
    }

    private ParallelTasks() {}

    /** Runs all tasks, in order if there is one worker; who runs which does not matter to what they write. */
    static void run(int workers, int count, Task task) {
        if (workers == 1 || count <= 1) {
            for (int t = 0; t < count; t++) {
                task.run(0, t);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        List<ForkJoinTask<?>> others = new ArrayList<>();
        for (int w = 1; w < Math.min(workers, count); w++) {
            int worker = w;
            others.add(
                    ForkJoinTask.adapt(() -> drain(worker, count, next, task)).fork());
        }
        drain(0, count, next, task);
        others.forEach(ForkJoinTask::join);
    }

    private static void drain(int worker, int count, AtomicInteger next, Task task) {
        for (int t = next.getAndIncrement(); t < count; t = next.getAndIncrement()) {
            task.run(worker, t);
        }
    }
}
