package org.strangenoise.spark;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.strangenoise.studies.cli.Main;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Problem;

/**
 * What Spark runs in executors. A record, since those are read whatever other version of their class an executor has,
 * which can then say so.
 *
 * @param study its bytes
 * @param complete rows of the rounds before as text, in order
 * @param analysis its id
 * @param key what the driver's journal tells this analysis from others by
 */
record BatchFunction(Broadcast<StudyBytes> study, Broadcast<List<String>> complete, String analysis, String key)
        implements Function<TaskBatch, TaskBatch.Found> {

    @Override
    public TaskBatch.Found call(TaskBatch batch) {
        StudyBytes bytes = study.value();
        Optional<String> obstacle =
                bytes.obstacle(Main.ManifestVersion.version(), Runtime.version().feature());
        if (obstacle.isPresent()) {
            return TaskBatch.Found.refused(List.of("the executor on " + host() + " " + obstacle.get()));
        }
        int threads = Math.max(1, TaskContext.get().cpus());
        try {
            ExecutorStudy.Ready<?> ready = ExecutorStudy.of(bytes, threads).ready(analysis);
            if (!ready.key().equals(key)) {
                return TaskBatch.Found.refused(
                        List.of("the executor on " + host() + " makes something else of the analysis `" + analysis
                                + "` than the driver: they must have the same libraries"));
            }
            return new TaskBatch.Found(new ArrayList<>(ready.rows(batch, complete.value(), threads)), List.of());
        } catch (InvalidInputException e) {
            return TaskBatch.Found.refused(
                    new ArrayList<>(e.problems().stream().map(Problem::toString).toList()));
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "a host without a name";
        }
    }
}
