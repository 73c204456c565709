package org.strangenoise.spark;

import org.apache.spark.package$;
import org.strangenoise.studies.cli.Main;
import org.strangenoise.studies.cli.Main.ManifestVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code strange-noise-spark}. */
@Command(
        name = SparkMain.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = SparkMain.Version.class,
        subcommands = {LocalCommand.class, SubmitCommand.class},
        description = "Runs studies on Apache Spark: the same results, byte for byte, as `strange-noise run`.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a defect of this program",
            "2:bad usage or input, or a cluster that does not serve",
            "130:interrupted",
            "143:terminated"
        })
public final class SparkMain implements Runnable {

    static final String NAME = "strange-noise-spark";

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets spec before it calls run
    SparkMain() {}

    public static void main(String[] arguments) {
        Main.StandardError.restore();
        System.exit(execute(arguments));
    }

    /** Runs one command line and gives its exit code. */
    static int execute(String... arguments) {
        return org.strangenoise.studies.cli.Main.withOurAnswers(new CommandLine(new SparkMain()))
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? `local STUDY.yaml` begins on this machine.");
    }

    /** The program's version, and Spark's. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                NAME + " " + ManifestVersion.version() + ", Apache Spark " + package$.MODULE$.SPARK_VERSION()
            };
        }
    }
}
