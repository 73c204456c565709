package org.strangenoise.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.strangenoise.studies.cli.Main;

/**
 * Rows of one analysis as Parquet files in a folder that executors write and the driver reads: a table with the columns
 * {@code sample} and {@code row}, which holds the same line of JSON as a journal would. It is written in portions, each
 * whole or not there; which samples a portion has is of no matter, so that a run goes on from those of another.
 */
final class ParquetRows {

    /** A large table has at least so many portions: a driver that is killed loses one at most. */
    private static final int PORTIONS = 10;

    /** As many tasks for each core, of a second or so, end a portion sooner. */
    static final int PORTION_TASKS = 600;

    private static final Pattern PART = Pattern.compile("part=[0-9]+-[0-9]+-[0-9a-f]{8}");

    private static final StructType COLUMNS =
            new StructType().add("sample", DataTypes.LongType, false).add("row", DataTypes.StringType, false);

    /** In place of a sample's number: the row says why an executor found none. */
    private static final long REFUSAL = -1;

    private final SparkSession session;
    private final Path folder;
    private final int portion;

    private ParquetRows(SparkSession session, Path folder, int portion) {
        this.session = session;
        this.folder = folder;
        this.portion = portion;
    }

    /**
     * Which tables are to be had.
     *
     * @param folder where they stand, as an address that executors know as well
     * @param above tables of more samples go there, others to the journal
     */
    record Place(String folder, int above) {

        /** What Hadoop takes for more than the name that it is. */
        private static final Pattern SPECIAL = Pattern.compile("[{}\\[\\]*?\\\\]");

        private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*");

        /** Samples of a portion. */
        int portion() {
            return Math.max(1, above / PORTIONS);
        }

        /**
         * A place as a user names it.
         *
         * @param named an address, or a path of this machine
         */
        static Place of(String named, int above) {
            if (named.isBlank() || SPECIAL.matcher(named).find()) {
                throw new Main.RefusedException(
                        "--parquet must name a folder without any of {}[]*?\\, but is `" + named + "`");
            }
            if (above < 0) {
                throw new Main.RefusedException("--parquet-above must be at least 0, but is " + above);
            }
            if (ADDRESS.matcher(named).matches()) {
                return new Place(named, above);
            }
            // Hadoop writes letters of a path as they are, where a URI escapes them.
            java.nio.file.Path local =
                    java.nio.file.Path.of(named).toAbsolutePath().normalize();
            return new Place(new Path(local.toUri()).toString(), above);
        }
    }

    /** Takes a row of a sample, as text. */
    @FunctionalInterface
    interface Taker {
        void take(int sample, String line);
    }

    /** Hears of a portion that is of no use, and why. */
    @FunctionalInterface
    interface Loss {
        void lost(String portion, String reason);
    }

    /**
     * The table of an analysis.
     *
     * @param key what a journal tells its rows from others by; another version or study has another table
     * @param anew true to remove what is there
     */
    static ParquetRows open(JavaSparkContext context, Place place, String id, String key, boolean anew) {
        SparkSession session = SparkSession.builder().config(context.getConf()).getOrCreate();
        Path folder = new Path(new Path(place.folder()), id + "-" + key.substring(0, 16));
        ParquetRows table = new ParquetRows(session, folder, place.portion());
        if (anew) {
            try {
                table.files().delete(folder, true);
            } catch (IOException e) {
                throw table.refused("cannot be removed", e);
            }
        }
        return table;
    }

    /** Samples of a portion. */
    int portion() {
        return portion;
    }

    /** Where it is. */
    String place() {
        return folder.toString();
    }

    private FileSystem files() throws IOException {
        return folder.getFileSystem(session.sparkContext().hadoopConfiguration());
    }

    /** Reads all portions that are whole; one that cannot be read is removed, and its rows found again. */
    void read(Taker taker, Loss loss) {
        try {
            FileSystem files = files();
            if (!files.exists(folder)) {
                return;
            }
            FileStatus[] portions = files.listStatus(folder);
            Arrays.sort(portions);
            for (FileStatus each : portions) {
                Path whole = each.getPath();
                if (PART.matcher(whole.getName()).matches() && files.exists(new Path(whole, "_SUCCESS"))) {
                    try {
                        read(whole, taker);
                    } catch (Exception damaged) { // of Spark, Parquet, Hadoop or of a row, checked ones among them
                        loss.lost(whole.toString(), reason(damaged));
                        files.delete(whole, true);
                    }
                }
            }
        } catch (IOException e) {
            throw refused("cannot be read", e);
        }
    }

    private void read(Path whole, Taker taker) {
        Iterator<Row> rows = session.read()
                .schema(COLUMNS)
                .option("parquet.page.verify-checksum.enabled", "true")
                .parquet(whole.toString())
                .toLocalIterator();
        while (rows.hasNext()) {
            Row row = rows.next();
            long sample = row.getLong(0);
            String line = row.getString(1);
            if (sample == REFUSAL) {
                throw new Main.RefusedException(line);
            }
            taker.take(Math.toIntExact(sample), line);
        }
    }

    /**
     * Has executors write a portion, and reads it back.
     *
     * @param batches all its samples
     * @throws Main.RefusedException if an executor cannot find the rows, or the portion cannot be written
     */
    void add(JavaRDD<TaskBatch> batches, BatchFunction function, int from, int to, Taker taker) {
        String random = String.format("%08x", ThreadLocalRandom.current().nextInt());
        Path added = new Path(folder, "part=" + from + "-" + to + "-" + random);
        try {
            session.createDataFrame(batches.flatMap(new Lines(function)), COLUMNS)
                    .write()
                    .mode(SaveMode.ErrorIfExists)
                    .option("compression", "zstd")
                    .parquet(added.toString());
        } catch (Exception e) { // Spark throws checked ones that it does not declare
            throw refused("cannot be written", e);
        }
        try {
            read(added, taker);
        } catch (Main.RefusedException refusal) {
            remove(added);
            throw refusal;
        } catch (Exception e) {
            throw refused("cannot be read", e);
        }
    }

    private void remove(Path useless) {
        try {
            files().delete(useless, true);
        } catch (IOException e) {
            throw refused("cannot be changed", e);
        }
    }

    private Main.RefusedException refused(String what, Throwable e) {
        return new Main.RefusedException("the table " + folder + " " + what + ": " + reason(e));
    }

    /** The first line of what lies deepest: Spark wraps it in what it was about. */
    private static String reason(Throwable e) {
        String reason = e.getClass().getSimpleName();
        for (Throwable each = e; each != null; each = each.getCause()) {
            String message = each.getMessage();
            if (message != null && !message.isBlank()) {
                reason = message.lines().findFirst().orElse(reason);
            }
        }
        return reason;
    }

    /** The rows of a batch, or why there are none. */
    private record Lines(BatchFunction function) implements FlatMapFunction<TaskBatch, Row>, Serializable {

        @Override
        public Iterator<Row> call(TaskBatch batch) {
            TaskBatch.Found found = function.call(batch);
            if (!found.refusal().isEmpty()) {
                return List.of(RowFactory.create(REFUSAL, String.join("\n", found.refusal())))
                        .iterator();
            }
            List<Row> rows = new ArrayList<>(found.rows().size());
            for (int k = 0; k < batch.size(); k++) {
                for (int sample = batch.from()[k]; sample < batch.to()[k]; sample++) {
                    rows.add(RowFactory.create((long) sample, found.rows().get(rows.size())));
                }
            }
            return rows.iterator();
        }
    }
}
