package org.strangenoise.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.strangenoise.studies.tasks.Task;

class BatchTest {

    private static List<Task> tasks(int count) {
        return IntStream.range(0, count)
                .mapToObj(k -> new Task("a", 5 * k, 5 * k + 3))
                .toList();
    }

    @Test
    void batchesHoldEveryTaskOnceAndInOrder() {
        for (int count : new int[] {1, 2, 31, 97, 1000}) {
            for (int cores : new int[] {1, 2, 7, 100}) {
                List<Task> all = new ArrayList<>();
                for (TaskBatch batch : TaskBatch.of(tasks(count), cores)) {
                    for (int k = 0; k < batch.size(); k++) {
                        all.add(new Task("a", batch.from()[k], batch.to()[k]));
                    }
                }
                assertEquals(tasks(count), all, count + " tasks on " + cores + " cores");
            }
        }
    }

    @Test
    void fewTasksAreSpreadAndManyShareAStart() {
        assertEquals(10, TaskBatch.of(tasks(10), 100).size());
        assertEquals(32, TaskBatch.of(tasks(10_000), 2).get(0).size());
        assertTrue(TaskBatch.of(tasks(400), 10).size() >= 40, "no core may wait for the slowest batch alone");
    }
}
