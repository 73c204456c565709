package org.strangenoise.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.strangenoise.studies.cli.RefusedException;
import picocli.CommandLine.Option;

/** What the commands have in common that concerns Spark. */
final class SparkOptions {

    private static final String PREFIX = "spark.";

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "A setting of Spark, such as spark.executor.memory=4g; as often as needed.")
    private Map<String, String> conf = new LinkedHashMap<>();

    /** Spark's settings, as far as the command line and spark-submit give them; ours where they leave them open. */
    SparkConf settings() {
        SparkConf settings = new SparkConf();
        conf.forEach((key, value) -> {
            if (!key.startsWith(PREFIX)) {
                throw new RefusedException("--conf must set a key that begins with " + PREFIX + ", but sets `" + key
                        + "`, which Spark would not heed");
            }
            settings.set(key, value);
        });
        // All rows come to the driver, which holds them anyway.
        settings.setIfMissing("spark.driver.maxResultSize", "0");
        settings.setIfMissing("spark.ui.showConsoleProgress", "false");
        return settings;
    }

    /** The same options on a command line, each with a space before it. */
    String again() {
        StringBuilder again = new StringBuilder();
        conf.forEach(
                (key, value) -> again.append(" --conf ").append(key).append('=').append(value));
        return again.toString();
    }
}
