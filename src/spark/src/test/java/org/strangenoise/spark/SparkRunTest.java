package org.strangenoise.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies on a Spark inside this process against the same studies without it. */
class SparkRunTest {

    /** A map, a sweep, trajectories in rounds, and error bars, of three unequal qubits. */
    private static final String STUDY = """
            name: four-kinds
            device:
              name: three
              qubits:
                - { name: Q0, T1: 11 us +/- 1 us, T2: 7 us +/- 1 us }
                - { name: Q1, T1: 17 us +/- 2 us, T2: 5 us +/- 0.5 us }
                - { name: Q2, T1: 23 us +/- 2 us, T2: 9 us +/- 1 us }
              operations: { ry: { duration: 20 ns }, interaction: { coupling: 5 MHz } }
            circuit: { kicked-top: { qubits: 3, kappa: 1.7, steps: 5 } }
            uncertainty: { samples: 12 }
            analyses:
              - { type: entropy-map, id: map, grid: { theta: 7, phi: 9 }, steps: [ 1, 4 ], average: 3 }
              - { type: sweep, id: sweep, over: { noise.scale: { from: 0, to: 2, points: 23 } }, observable: entropy }
              - type: dynamics
                id: trajectories
                simulation: { method: trajectories, standard-error: 0.02 }
              - { type: error-bars, id: error-bars, observable: purity, at-step: 3 }
            """;

    @TempDir
    private Path folder;

    @Test
    void everyKindOfAnalysisFindsTheBytesOfARunWithoutSpark() throws IOException {
        requireSameBytes(Path.of("../studies/src/main/launcher/every-analysis.yaml"));
    }

    @Test
    void soDoMapsSweepsRoundsOfTrajectoriesAndErrorBars() throws IOException {
        requireSameBytes(study());
    }

    @Test
    void goesOnFromAJournalThatOtherProcessesWrote() throws IOException {
        Path study = study();
        Path out = folder.resolve("spark");
        Path journal = folder.resolve("spark.partial");
        assertEquals(0, here("run-tasks", study, "--only", "1/2", "--journal", journal.toString()));
        assertEquals(2, spark(study, "--out", out.toString()), "a journal must not be passed over");
        assertEquals(0, spark(study, "--resume", "--out", out.toString()));
        assertFalse(Files.exists(journal), "the journal goes with success");
        assertEquals(
                0,
                here(
                        "run",
                        study,
                        "--no-figures",
                        "--out",
                        folder.resolve("here").toString()));
        assertEquals(-1, Files.mismatch(folder.resolve("here/results.json"), out.resolve("results.json")));
    }

    private void requireSameBytes(Path study) throws IOException {
        Path spark = folder.resolve("spark");
        Path here = folder.resolve("here");
        assertEquals(0, here("run", study, "--no-figures", "--out", here.toString()));
        assertEquals(0, spark(study, "--out", spark.toString()));
        int compared = 0;
        try (Stream<Path> files = Files.list(here)) {
            for (Path file : files.filter(f -> !f.endsWith("run.json")).toList()) {
                assertEquals(-1, Files.mismatch(file, spark.resolve(file.getFileName())), file.toString());
                compared++;
            }
        }
        assertTrue(compared > 4, compared + " files");
    }

    private Path study() throws IOException {
        return Files.writeString(folder.resolve("study.yaml"), STUDY);
    }

    private static int here(String command, Path study, String... options) {
        return org.strangenoise.studies.cli.Main.execute(arguments(command, study, options));
    }

    private static int spark(Path study, String... options) {
        List<String> all = new ArrayList<>(List.of("--threads", "2", "--no-figures"));
        all.addAll(Arrays.asList(options));
        return SparkMain.execute(arguments("local", study, all.toArray(String[]::new)));
    }

    private static String[] arguments(String command, Path study, String... options) {
        return Stream.concat(Stream.of(command, study.toString()), Arrays.stream(options))
                .toArray(String[]::new);
    }
}
