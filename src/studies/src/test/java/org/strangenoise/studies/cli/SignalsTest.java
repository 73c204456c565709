package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ctrl-C and SIGTERM end the real process, whatever it does: with the signal's exit code, soon, with nothing half
 * written, and where rows are kept it says how to go on.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class SignalsTest {

    /** Seconds on a machine that is not crowded; 0.1 was measured. */
    private static final double SOON = 1;

    private static final String STUDY = """
            name: ended
            device:
              name: three
              qubits: [ { name: Q0, T1: 4 us, T2: 3 us }, { name: Q1, T1: 9 us, T2: 5 us }, { name: Q2, T1: 7 us, T2: 8 us } ]
              operations: { ry: { duration: 20 ns }, rz: { duration: 0 ns }, interaction: { coupling: 5 MHz } }
            circuit: { kicked-top: { qubits: 3, kappa: 1.3, steps: 12 } }
            analyses:
              - { type: sweep, id: sweep, over: { noise.scale: { from: 0.1, to: 1, points: %d } }, observable: overlap }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void study() throws IOException {
        Files.writeString(folder.resolve("study.yaml"), STUDY.formatted(200_000));
    }

    private Process start(String... arguments) throws IOException {
        // A build in the background ignores Ctrl-C, and so would all that it starts.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        if (!Files.isExecutable(Path.of("/usr/bin/env")) || !OS.LINUX.isCurrentOs()) {
            command.clear();
        }
        command.addAll(RealProgram.command(RealProgram.WITH_JOURNAL, arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("stderr.txt").toFile())
                .start();
    }

    private void end(Process process, String signal) throws Exception {
        assertTrue(process.isAlive(), told());
        long begun = System.nanoTime();
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                        .start()
                        .waitFor());
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "still running");
        double seconds = (System.nanoTime() - begun) / 1e9;
        assertTrue(seconds < SOON * crowd(), seconds + " s");
        assertEquals(signal.equals("INT") ? 130 : 143, process.exitValue(), told());
        assertTrue(!told().contains("defect") && !told().contains("Exception"), told());
    }

    /** How many share a processor: what ends here has to wait for its turn. */
    private static double crowd() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return Math.max(1, 1 + system.getSystemLoadAverage() / system.getAvailableProcessors());
    }

    private String told() throws IOException {
        return Files.readString(folder.resolve("stderr.txt"));
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("stderr.txt"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, run, --out", "TERM, run, --out", "INT, run-tasks, --journal", "TERM, run-tasks, --journal"})
    void workKeepsItsRowsAndSaysHowToGoOn(String signal, String command, String option) throws Exception {
        String place = command.equals("run") ? "out" : "out.partial";
        Process process = command.equals("run")
                ? start("run", "study.yaml", "--no-figures", option, place)
                : start("run-tasks", "study.yaml", "--only", "1/1", option, place);
        Path journal = folder.resolve("out.partial");
        while (process.isAlive() && size(journal) < 4000) {
            Thread.sleep(5);
        }
        end(process, signal);
        assertEquals(List.of("out.partial", "study.yaml"), left());
        assertTrue(
                told().contains(
                                command.equals("run")
                                        ? "go on with `strange-noise run study.yaml --out out --resume`"
                                        : "the same command goes on from the rows in out.partial"),
                told());
    }

    private static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** All is found, and figures are being drawn. */
    @ParameterizedTest
    @CsvSource({"INT", "TERM"})
    void aDraftIsRemovedAndAnEarlierOutputStays(String signal) throws Exception {
        Files.writeString(folder.resolve("study.yaml"), STUDY.formatted(3));
        assertEquals(0, here("--no-figures"));
        byte[] good = Files.readAllBytes(folder.resolve("out/results.json"));
        Files.writeString(folder.resolve("study.yaml"), STUDY.formatted(8_000));
        Process process = start("run", "study.yaml", "--out", "out");
        while (process.isAlive() && !isDrafting()) {
            Thread.sleep(1);
        }
        end(process, signal);
        assertEquals(List.of("out", "out.partial", "study.yaml"), left());
        assertEquals(List.of(), List.of(folder.toFile().list((where, name) -> name.startsWith(".out"))));
        assertTrue(Arrays.equals(good, Files.readAllBytes(folder.resolve("out/results.json"))));
        assertEquals(0, here("--no-figures", "--resume"));
    }

    /** Runs the study in this process. */
    private int here(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                folder.resolve("study.yaml").toString(),
                "--out",
                folder.resolve("out").toString()));
        arguments.addAll(List.of(options));
        return RealProgram.run(arguments.toArray(String[]::new)).exit();
    }

    private boolean isDrafting() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(".out")
                    && Files.isDirectory(file)
                    && file.toFile().list().length > 1);
        }
    }

    /** The study comes through a pipe that nobody writes to the end. */
    @ParameterizedTest
    @CsvSource({"INT, validate", "TERM, validate", "INT, plan", "TERM, plan"})
    void whatReadsIsEnded(String signal, String command) throws Exception {
        Path pipe = folder.resolve("pipe.yaml");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        Process process = start(command, "pipe.yaml");
        try (OutputStream out = Files.newOutputStream(pipe)) {
            out.write("name: never\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            end(process, signal);
        }
        assertEquals("", told());
        assertEquals(List.of("pipe.yaml", "study.yaml"), left());
    }

    /** A pipe is no folder, and looking into it would wait for who writes to it. */
    @Test
    void aPipeHoldsNoJournal() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        Process process = start("status", "pipe");
        boolean ended = process.waitFor(1, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertTrue(ended, "still waiting");
        assertEquals(2, process.exitValue(), told());
        assertTrue(told().contains("no journal at pipe"), told());
    }

    @ParameterizedTest
    @CsvSource({
        "INT, serve, --stdio",
        "TERM, serve, --stdio",
        "INT, explore, --no-browser",
        "TERM, explore, --no-browser"
    })
    void whatServesIsEnded(String signal, String command, String option) throws Exception {
        Process process = start(command, option);
        InputStream out = process.getInputStream();
        assertTrue(out.read() >= 0, "it says where it is before it is asked");
        end(process, signal);
        assertEquals("", told());
        assertEquals(List.of("study.yaml"), left());
    }
}
