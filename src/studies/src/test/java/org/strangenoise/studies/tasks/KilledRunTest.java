package org.strangenoise.studies.tasks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.studies.cli.RealProgram;

/**
 * The real command line, ended in every way there is: what a run has found is in its journal, and going on gives the
 * bytes of a run that nobody disturbed. How often it is killed follows {@code -Dstrange-noise.kills}, for
 * {@code src/studies/kills.sh}.
 */
class KilledRunTest {

    private static final int KILLS = Integer.getInteger("strange-noise.kills", 12);

    private static final String SETUP = """
            name: %s
            device:
              name: three
              qubits: [ { name: Q0, T1: 4 us, T2: 3 us }, { name: Q1, T1: 9 us, T2: 5 us }, { name: Q2, T1: 7 us, T2: 8 us } ]
              operations: { ry: { duration: 20 ns }, rz: { duration: 0 ns }, interaction: { coupling: 5 MHz } }
            circuit: { kicked-top: { qubits: 3, kappa: 1.3, steps: 12 } }
            analyses:
            """;

    private static final String MAP =
            "  - { type: entropy-map, id: map, grid: { theta: 40, phi: 60 }, steps: [ 1, 12 ], average: 3 }\n";

    private static final String SWEEP =
            "  - { type: sweep, id: sweep, over: { noise.scale: { from: 0.1, to: 1, points: 3000 } }, observable: overlap }\n";

    private static final String TRAJECTORIES =
            "  - { type: sweep, id: sampled, simulation: { method: trajectories }, over: { noise.scale: { from: 0.1, to: 1,"
                    + " points: 300 } }, observable: entropy, at-step: 2 }\n";

    private static final String FIT = """
              - { type: sweep, id: before, over: { noise.scale: { from: 0.1, to: 1, points: 1000 } }, observable: entropy }
              - { type: fit, id: fit, data: points.csv, starts: 4, free: { device.qubits.Q0.T1: {}, device.qubits.Q1.Tphi: {} } }
              - { type: sweep, id: after, over: { noise.scale: { from: 0.1, to: 1, points: 1000 } }, observable: purity }
            """;

    private static final String POINTS = """
            experiment,theta,phi,kappa,step,observable,value,error
            one,0.6,1.1,1.3,3,purity,0.9,0.02
            one,0.6,1.1,1.3,6,purity,0.8,0.02
            one,0.6,1.1,1.3,6,overlap,0.8,0.02
            one,0.6,1.1,1.3,12,purity,0.65,0.02
            """;

    @TempDir
    private Path folder;

    private ProcessBuilder command(String... arguments) {
        return new ProcessBuilder(RealProgram.command(RealProgram.WITH_JOURNAL, arguments))
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("stderr.txt").toFile()));
    }

    /** Runs a command in this process, in the folder; what it says is told with the rest. */
    private int here(String... arguments) throws IOException {
        Set<String> files = Set.of("study.yaml", "earlier.yaml", "whole", "out", "j", "none", "file/j");
        RealProgram.Outcome outcome = RealProgram.run(Stream.of(arguments)
                .map(word -> files.contains(word) ? folder.resolve(word).toString() : word)
                .toArray(String[]::new));
        Files.writeString(
                folder.resolve("stderr.txt"), outcome.err(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return outcome.exit();
    }

    private String told() throws IOException {
        return Files.readString(folder.resolve("stderr.txt"));
    }

    private byte[] results(String out) throws IOException {
        return Files.readAllBytes(folder.resolve(out).resolve("results.json"));
    }

    /** The rows of a journal, as analysis and sample, each once. */
    private Set<List<Integer>> rows(String journal) throws IOException {
        Set<List<Integer>> rows = new HashSet<>();
        for (Path file : Journal.files(folder.resolve(journal))) {
            JournalFile.read(
                    file,
                    (analysis, sample, json) ->
                            assertTrue(rows.add(List.of(analysis, sample)), "sample " + sample + " was found twice"));
        }
        return rows;
    }

    private long journalBytes(String journal) throws IOException {
        long bytes = 0;
        for (Path file : Journal.files(folder.resolve(journal))) {
            try {
                bytes += Files.size(file);
            } catch (NoSuchFileException done) {
                // The run has just ended, and its journal with it.
                return 0;
            }
        }
        return bytes;
    }

    /** Waits until a journal grows, or the process ends. */
    private void awaitRows(Process process, String journal) throws Exception {
        long before = journalBytes(journal);
        // The first line of a file is no row.
        while (process.isAlive() && journalBytes(journal) < before + 2000) {
            Thread.sleep(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "sweep", "trajectories", "fit"})
    void killsAtRandomMomentsChangeNoByteAndLoseNoRow(String which) throws Exception {
        String analyses = switch (which) {
            case "map" -> MAP;
            case "sweep" -> SWEEP;
            case "trajectories" -> TRAJECTORIES;
            default -> FIT;
        };
        Files.writeString(folder.resolve("study.yaml"), SETUP.formatted(which) + analyses);
        Files.writeString(folder.resolve("points.csv"), POINTS);
        assertEquals(0, here("run", "study.yaml", "--no-figures", "--out", "whole"), this::toldQuietly);
        byte[] whole = results("whole");
        // What a run is killed over is an earlier output of another study.
        Files.writeString(folder.resolve("earlier.yaml"), SETUP.formatted("earlier") + SWEEP.replace("3000", "3"));
        assertEquals(0, here("run", "earlier.yaml", "--no-figures", "--out", "out"), this::toldQuietly);
        byte[] good = results("out");
        Random random = new Random(which.hashCode());
        Set<List<Integer>> known = Set.of();
        int kills = 0;
        for (int attempt = 0; kills < Math.max(1, KILLS / 4); attempt++) {
            Process process = attempt == 0
                    ? command("run", "study.yaml", "--no-figures", "--out", "out")
                            .start()
                    : command("run", "study.yaml", "--no-figures", "--out", "out", "--resume")
                            .start();
            awaitRows(process, "out.partial");
            if (process.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS)) {
                assertEquals(0, process.exitValue(), this::toldQuietly);
                assertArrayEquals(whole, results("out"));
                assertFalse(Files.exists(folder.resolve("out.partial")));
                good = whole;
                known = Set.of();
                continue;
            }
            process.destroyForcibly().waitFor();
            kills++;
            if (!Files.exists(folder.resolve("out.partial"))) {
                // It had published all of it and was about to end.
                assertArrayEquals(whole, results("out"));
                good = whole;
                known = Set.of();
                continue;
            }
            byte[] left = results("out");
            assertTrue(Arrays.equals(good, left) || Arrays.equals(whole, left), "an earlier output was lost");
            good = left;
            Set<List<Integer>> now = rows("out.partial");
            assertTrue(now.containsAll(known), "rows were lost");
            known = now;
        }
        assertEquals(
                known.isEmpty() ? 0 : 2,
                known.isEmpty() ? 0 : here("run", "study.yaml", "--no-figures", "--out", "out"),
                "a journal is not passed over in silence");
        assertEquals(0, here("run", "study.yaml", "--no-figures", "--out", "out", "--resume"), this::toldQuietly);
        assertArrayEquals(whole, results("out"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("earlier.yaml", "out", "points.csv", "stderr.txt", "study.yaml", "whole"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    private String toldQuietly() {
        try {
            return told();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aTerminatedRunKeepsItsRowsAndAnEarlierOutputAndSaysHowToGoOn() throws Exception {
        Files.writeString(folder.resolve("study.yaml"), SETUP.formatted("ended") + SWEEP);
        assertEquals(0, here("run", "study.yaml", "--no-figures", "--out", "out"), this::toldQuietly);
        byte[] whole = results("out");
        Files.writeString(folder.resolve("study.yaml"), SETUP.formatted("ended") + SWEEP.replace("3000", "60000"));
        Process process =
                command("run", "study.yaml", "--no-figures", "--out", "out").start();
        awaitRows(process, "out.partial");
        assertTrue(process.isAlive(), told());
        // Who comes second is told who is there.
        assertEquals(2, here("run", "study.yaml", "--no-figures", "--out", "out", "--resume"));
        assertTrue(told().contains("is being written by process " + process.pid()), told());
        process.destroy();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(128 + 15, process.exitValue());
        assertTrue(told().contains("go on with `strange-noise run study.yaml --out out --resume`"), told());
        assertFalse(rows("out.partial").isEmpty());
        assertArrayEquals(whole, results("out"));
        Files.writeString(folder.resolve("study.yaml"), SETUP.formatted("ended") + SWEEP.replace("3000", "2999"));
        assertEquals(2, here("run", "study.yaml", "--no-figures", "--out", "out", "--resume"));
        assertTrue(told().contains("said something else about `sweep`"), told());
        assertEquals(0, here("run", "study.yaml", "--no-figures", "--out", "out", "--restart"), this::toldQuietly);
        assertFalse(Files.exists(folder.resolve("out.partial")));
        assertFalse(Arrays.equals(whole, results("out")));
    }

    @Test
    void processesOfAJobArrayShareAJournalAndGiveTheBytesOfOneRun() throws Exception {
        Files.writeString(folder.resolve("study.yaml"), SETUP.formatted("shared") + MAP + SWEEP);
        assertEquals(0, here("run", "study.yaml", "--no-figures", "--out", "whole"), this::toldQuietly);
        Process first = command("run-tasks", "study.yaml", "--only", "1/3", "--journal", "j")
                .start();
        Process second = command("run-tasks", "study.yaml", "--only", "2/3", "--journal", "j")
                .start();
        assertEquals(0, first.waitFor(), this::toldQuietly);
        assertEquals(0, second.waitFor(), this::toldQuietly);
        assertEquals(2, here("assemble", "study.yaml", "--journal", "j", "--out", "out", "--no-figures"));
        assertTrue(told().contains("the journal lacks"), told());
        assertEquals(0, here("run-tasks", "study.yaml", "--only", "3/3", "--journal", "j"), this::toldQuietly);
        assertEquals(
                0, here("assemble", "study.yaml", "--journal", "j", "--out", "out", "--no-figures"), this::toldQuietly);
        assertArrayEquals(results("whole"), results("out"));
        assertFalse(Files.exists(folder.resolve("j")));
    }

    /** A limit on the size of files fails writes as a full disk does. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFullDiskEndsARunInPlainWordsAndItsRowsServeTheNext() throws Exception {
        Files.writeString(folder.resolve("study.yaml"), SETUP.formatted("full") + SWEEP);
        assertEquals(0, here("run", "study.yaml", "--no-figures", "--out", "whole"), this::toldQuietly);
        List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -f 128 && exec \"$@\"", "sh"));
        ProcessBuilder builder = command("run", "study.yaml", "--no-figures", "--out", "out");
        limited.addAll(builder.command());
        Process process = builder.command(limited).start();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES));
        assertEquals(2, process.exitValue(), this::toldQuietly);
        assertTrue(told().contains("cannot be written for now"), told());
        assertTrue(told().contains("output folder out cannot be written"), told());
        assertTrue(told().contains("--resume"), told());
        Set<List<Integer>> kept = rows("out.partial");
        assertTrue(kept.size() > 100 && kept.size() < 3000, kept.size() + " rows");
        assertFalse(Files.exists(folder.resolve("out")));
        assertEquals(0, here("run", "study.yaml", "--no-figures", "--out", "out", "--resume"), this::toldQuietly);
        assertArrayEquals(results("whole"), results("out"));
    }

    /** A disk that is too small, then larger; where nobody may mount one here, a limit on the size of files. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aRunGoesOnOnceAFullDiskHasRoom() throws Exception {
        Files.writeString(folder.resolve("study.yaml"), SETUP.formatted("full") + SWEEP);
        assertEquals(0, here("run", "study.yaml", "--no-figures", "--out", "whole"), this::toldQuietly);
        Files.createDirectory(folder.resolve("disk"));
        Files.writeString(folder.resolve("full.sh"), """
                small=
                mount -t tmpfs -o size=160k none disk 2>/dev/null || small='ulimit -f 160;'
                sh -c "$small"' exec "$@"' sh "$@"
                echo $? >first
                mount -o remount,size=64m disk 2>/dev/null
                "$@" --resume
                echo $? >second
                cp disk/out/results.json found.json
                ls -A disk >left
                """);
        List<String> own = new ArrayList<>(mayMount() ? List.of("unshare", "-Urm") : List.of());
        own.addAll(List.of("sh", "full.sh"));
        ProcessBuilder builder = command("run", "study.yaml", "--no-figures", "--out", "disk/out");
        own.addAll(builder.command());
        Process process = builder.command(own).start();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES));
        assertEquals("2", Files.readString(folder.resolve("first")).strip(), this::toldQuietly);
        assertTrue(told().contains("cannot be written for now"), told());
        assertTrue(told().contains("output folder disk/out cannot be written"), told());
        assertEquals("0", Files.readString(folder.resolve("second")).strip(), this::toldQuietly);
        assertArrayEquals(results("whole"), Files.readAllBytes(folder.resolve("found.json")));
        assertEquals("out", Files.readString(folder.resolve("left")).strip());
    }

    private static boolean mayMount() throws Exception {
        try {
            return new ProcessBuilder("unshare", "-Urm", "true").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /** A folder that the system keeps closed even to root. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aReadOnlyFolderIsRefusedInPlainWords() throws Exception {
        Files.writeString(folder.resolve("study.yaml"), SETUP.formatted("closed") + SWEEP);
        for (String closed : List.of("/sys/out", "/proc/out")) {
            assertEquals(2, here("run", "study.yaml", "--out", closed));
            assertTrue(told().contains("output folder " + closed + " cannot be written"), told());
            assertFalse(told().contains("Exception"), told());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderThatCannotBeWrittenIsRefusedBeforeAnythingRuns() throws Exception {
        Files.writeString(folder.resolve("study.yaml"), SETUP.formatted("closed") + SWEEP);
        Files.writeString(folder.resolve("file"), "in the way");
        assertEquals(2, here("run-tasks", "study.yaml", "--only", "1/1", "--journal", "file/j"));
        assertTrue(told().contains("file/j cannot be written"), told());
        assertEquals(2, here("run-tasks", "study.yaml", "--only", "4/3", "--journal", "j"));
        assertTrue(told().contains("K from 1 to N"), told());
        assertEquals(2, here("assemble", "study.yaml", "--journal", "none"));
        assertTrue(told().contains("none holds no rows"), told());
        assertFalse(Files.exists(folder.resolve("j")));
    }
}
