package org.strangenoise.spark;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.strangenoise.studies.cli.Main;
import org.strangenoise.studies.cli.StudyRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code submit}: a study on a cluster. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        versionProvider = SparkMain.Version.class,
        description =
                "Runs a study on a Spark cluster. This process is the driver: it reads the study, keeps the journal"
                        + " and writes the output here; executors find the rows and need no files.")
final class SubmitCommand implements Callable<Integer> {

    private static final String MASTER = "spark.master";

    @Spec
    private CommandSpec spec;

    @Mixin
    private StudyRun run = new StudyRun();

    @Mixin
    private SparkOptions spark = new SparkOptions();

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "The cluster, such as spark://HOST:7077. Default: what spark-submit was given.")
    private Optional<String> master = Optional.empty();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long the master may take to answer. Default: 30.")
    private int patience = 30;

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    SubmitCommand() {}

    @Override
    public Integer call() throws IOException {
        if (patience < 1) {
            throw new Main.RefusedException("--wait must be at least 1, but is " + patience);
        }
        SparkConf settings = spark.settings();
        master.ifPresent(settings::setMaster);
        if (!settings.contains(MASTER)) {
            throw new Main.RefusedException("--master must name the cluster, such as spark://HOST:7077");
        }
        ProgramJars.send(settings);
        String again = master.map(url -> " --master " + url).orElse("") + spark.again();
        try (Cluster cluster = new Cluster(
                settings, patience, again, spark.parquet(), spec.commandLine().getErr())) {
            return run.call(spec, cluster);
        }
    }
}
