package org.strangenoise.spark;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.strangenoise.studies.cli.StudyRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code local}: a study with a Spark of its own on this machine. */
@Command(
        name = "local",
        mixinStandardHelpOptions = true,
        versionProvider = SparkMain.Version.class,
        description = "Runs a study with Spark inside this process, a core for each thread: to see that a study runs on"
                + " Spark before it goes to a cluster.")
final class LocalCommand implements Callable<Integer> {

    /** Until Spark is there, on this machine. */
    private static final int START_SECONDS = 300;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StudyRun run = new StudyRun();

    @Mixin
    private SparkOptions spark = new SparkOptions();

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    LocalCommand() {}

    @Override
    public Integer call() throws IOException {
        SparkConf settings = spark.settings().setMaster("local[" + run.threads() + "]");
        try (Cluster cluster = new Cluster(
                settings,
                START_SECONDS,
                spark.again(),
                spark.parquet(),
                spec.commandLine().getErr())) {
            return run.call(spec, cluster);
        }
    }
}
