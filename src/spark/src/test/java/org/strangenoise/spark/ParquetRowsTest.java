package org.strangenoise.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows by way of Parquet: the same bytes of results, and a table that others can read and later runs take. */
class ParquetRowsTest {

    private static final int POINTS = 230;

    /** A sweep and a map above the threshold, trajectories in rounds below and above it, and a small run. */
    private static final String STUDY = """
            name: tables
            device:
              name: two
              qubits: [ { name: Q0, T1: 11 us, T2: 7 us }, { name: Q1, T1: 17 us, T2: 5 us } ]
              operations: { ry: { duration: 20 ns }, interaction: { coupling: 5 MHz } }
            circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 4 } }
            analyses:
              - { type: sweep, id: sweep, over: { noise.scale: { from: 0, to: 2, points: %d } }, observable: entropy }
              - { type: entropy-map, id: map, grid: { theta: 7, phi: 9 }, steps: [ 1, 4 ] }
              - type: dynamics
                id: trajectories
                simulation: { method: trajectories, standard-error: 0.004 }
              - { type: dynamics, id: small }
            """.formatted(POINTS);

    @TempDir
    private Path folder;

    private String err = "";

    private Path study() throws IOException {
        return Files.writeString(folder.resolve("study.yaml"), STUDY);
    }

    private byte[] here() throws IOException {
        Path out = folder.resolve("here");
        assertEquals(
                0,
                org.strangenoise.studies.cli.Main.execute(
                        "run", study().toString(), "--no-figures", "--out", out.toString()));
        return Files.readAllBytes(out.resolve("results.json"));
    }

    private int spark(String out, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "local",
                study().toString(),
                "--threads",
                "2",
                "--no-figures",
                "--out",
                folder.resolve(out).toString()));
        all.addAll(Arrays.asList(options));
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream capture = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setErr(capture);
            return SparkMain.execute(all.toArray(String[]::new));
        } finally {
            System.setErr(before);
            err = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private byte[] parquet(String out, String... more) throws IOException {
        String[] options = Stream.concat(
                        Stream.of("--parquet", tables().toString(), "--parquet-above", "3"), Arrays.stream(more))
                .toArray(String[]::new);
        assertEquals(0, spark(out, options), () -> err);
        return Files.readAllBytes(folder.resolve(out).resolve("results.json"));
    }

    private Path tables() {
        return folder.resolve("tables of ours");
    }

    private static Path only(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
            assertEquals(1, found.size(), found.toString());
            return found.get(0);
        }
    }

    private static List<Path> portions(Path table) throws IOException {
        try (Stream<Path> files = Files.list(table)) {
            return files.filter(file -> file.getFileName().toString().startsWith("part="))
                    .sorted()
                    .toList();
        }
    }

    private static SparkSession session() {
        return SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
    }

    private static double entropy(byte[] results, int point) throws IOException {
        JsonNode sweep = new ObjectMapper().readTree(results).at("/analyses/0/noisy");
        return sweep.get(point).doubleValue();
    }

    @Test
    void aRunByWayOfTablesFindsTheSameBytes() throws IOException {
        byte[] here = here();
        assertTrue(Arrays.equals(here, parquet("first")), "results differ");
        try (Stream<Path> files = Files.list(tables())) {
            List<String> names = files.map(file -> file.getFileName().toString().replaceAll("-[0-9a-f]{16}$", ""))
                    .sorted()
                    .toList();
            assertEquals(List.of("map", "sweep", "trajectories"), names, "and small tables go the common way");
        }
        Path table = only(tables(), "sweep");
        SparkSession session = session();
        try {
            // As anybody reads it: the folder as a table, the portion a column of it.
            List<Row> rows =
                    session.read().parquet(table.toString()).orderBy("sample").collectAsList();
            assertEquals(
                    IntStream.range(0, POINTS).boxed().toList(),
                    rows.stream()
                            .map(row -> (int) row.getLong(row.fieldIndex("sample")))
                            .toList());
            JsonNode row = new ObjectMapper().readTree(rows.get(POINTS / 2).<String>getAs("row"));
            assertTrue(row.toString().contains(Double.toString(entropy(here, POINTS / 2))), row.toString());
        } finally {
            session.stop();
        }
    }

    @Test
    void aLaterRunTakesTheRowsOfATableUnlessItBeginsAnew() throws IOException {
        byte[] first = parquet("first");
        Path table = only(tables(), "sweep");
        Path portion = portions(table).get(0);
        SparkSession session = session();
        try {
            // A number that no run finds shows whose rows a run takes.
            String found = Double.toString(entropy(first, 3));
            Path altered = table.resolve("part=3-4-00000000");
            session.read()
                    .parquet(portion.toString())
                    .where("sample = 3")
                    .withColumn(
                            "row",
                            functions.replace(functions.col("row"), functions.lit(found), functions.lit("0.123")))
                    .write()
                    .mode(SaveMode.ErrorIfExists)
                    .parquet(altered.toString());
        } finally {
            session.stop();
        }
        byte[] second = parquet("second");
        assertEquals(0.123, entropy(second, 3));
        assertEquals(entropy(first, 4), entropy(second, 4));
        assertTrue(Arrays.equals(first, parquet("third", "--restart")), "--restart finds all rows anew");
    }

    @Test
    void portionsThatAreDamagedOrUnfinishedAreFoundAgain() throws IOException {
        byte[] first = parquet("first");
        Path sweep = portions(only(tables(), "sweep")).get(0);
        try (Stream<Path> files = Files.list(sweep)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".parquet")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                // Behind the letters that a file begins with, and the first page's head.
                for (int k = 60; k < 70; k++) {
                    bytes[k] ^= 0x55;
                }
                Files.write(file, bytes);
                // Hadoop would see that from its own checksums, which not every file system has.
                Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
            }
        }
        Path map = portions(only(tables(), "map")).get(0);
        Files.delete(map.resolve("_SUCCESS"));
        assertTrue(Arrays.equals(first, parquet("second")), "results differ");
        assertTrue(err.contains("its rows are found again"), err);
        assertFalse(Files.exists(sweep), "a portion of no use goes");
        assertTrue(Arrays.equals(first, parquet("third")), "results differ");
        assertFalse(err.contains("found again"), err);
    }

    @Test
    void goesOnFromAJournalToATable() throws IOException {
        byte[] here = here();
        Path journal = folder.resolve("out.partial");
        assertEquals(
                0,
                org.strangenoise.studies.cli.Main.execute(
                        "run-tasks", study().toString(), "--only", "1/2", "--journal", journal.toString()));
        assertTrue(Arrays.equals(here, parquet("out", "--resume")), "results differ");
        assertFalse(Files.exists(journal));
    }

    @Test
    void placesThatCannotServeAreRefused() throws IOException {
        assertEquals(2, spark("out", "--parquet", folder.resolve("a*b").toString()));
        assertTrue(err.contains("--parquet must name a folder without"), err);
        assertEquals(2, spark("out", "--parquet", "x", "--parquet-above", "-1"));
        assertTrue(err.contains("--parquet-above must be at least 0, but is -1"), err);
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertEquals(2, spark("out", "--parquet", file.toString(), "--parquet-above", "3"));
        assertTrue(err.contains("the table ") && err.contains("cannot be"), err);
        assertEquals(2, spark("out", "--parquet", "nosuch://host/dir", "--parquet-above", "3"));
        assertTrue(err.contains("nosuch"), err);
        assertFalse(Files.exists(folder.resolve("out")));
        assertNotEquals("", err);
    }

    /** As a disk of an executor's own: what tasks write does not come where the driver looks. */
    public static final class Elsewhere extends RawLocalFileSystem {

        @Override
        public URI getUri() {
            return URI.create("elsewhere:///");
        }

        @Override
        public String getScheme() {
            return "elsewhere";
        }

        @Override
        public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to) throws IOException {
            return delete(from, true);
        }
    }

    @Test
    void aFolderThatOnlyExecutorsSeeIsRefused() throws IOException {
        String place = "elsewhere:" + tables();
        assertEquals(
                2,
                spark(
                        "out",
                        "--parquet",
                        place,
                        "--parquet-above",
                        "40",
                        "--conf",
                        "spark.hadoop.fs.elsewhere.impl=" + Elsewhere.class.getName()),
                () -> err);
        assertTrue(err.contains("lacks rows that executors have written"), err);
        assertTrue(err.contains("elsewhere:" + tables()), err);
        assertFalse(Files.exists(folder.resolve("out")));
    }
}
