package org.strangenoise.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.strangenoise.studies.cli.Main;
import picocli.CommandLine.Option;

/** What the commands have in common that concerns Spark. */
final class SparkOptions {

    private static final String PREFIX = "spark.";

    private static final int LARGE = 1_000_000;

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "A setting of Spark, such as spark.executor.memory=4g; as often as needed.")
    private Map<String, String> conf = new LinkedHashMap<>();

    @Option(
            names = "--parquet",
            paramLabel = "DIR",
            description = "Where rows of large tables go, as Parquet files that executors write: a folder that they and"
                    + " this machine see alike, such as hdfs://HOST/DIR. It stays, and a later run of the same takes"
                    + " its rows. Without it, rows go to the journal.")
    private Optional<String> parquet = Optional.empty();

    @Option(
            names = "--parquet-above",
            paramLabel = "ROWS",
            description = "Tables of more rows are large. Default: 1000000.")
    private int above = LARGE;

    /** Where rows of large tables go; empty for the journal. */
    Optional<ParquetRows.Place> parquet() {
        return parquet.map(folder -> ParquetRows.Place.of(folder, above));
    }

    /** Spark's settings, as far as the command line and spark-submit give them; ours where they leave them open. */
    SparkConf settings() {
        SparkConf settings = new SparkConf();
        conf.forEach((key, value) -> {
            if (!key.startsWith(PREFIX)) {
                throw new Main.RefusedException("--conf must set a key that begins with " + PREFIX + ", but sets `"
                        + key + "`, which Spark would not heed");
            }
            settings.set(key, value);
        });
        // All rows come to the driver, which holds them anyway.
        settings.setIfMissing("spark.driver.maxResultSize", "0");
        settings.setIfMissing("spark.ui.showConsoleProgress", "false");
        // Where its page cannot be served, Spark ends the whole process.
        settings.setIfMissing("spark.ui.enabled", "false");
        return settings;
    }

    /** The same options on a command line, each with a space before it. */
    String again() {
        StringBuilder again = new StringBuilder();
        parquet.ifPresent(folder -> again.append(" --parquet ").append(folder));
        if (above != LARGE) {
            again.append(" --parquet-above ").append(above);
        }
        conf.forEach(
                (key, value) -> again.append(" --conf ").append(key).append('=').append(value));
        return again.toString();
    }
}
