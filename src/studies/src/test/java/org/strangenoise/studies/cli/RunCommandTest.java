package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, and what only a process of its own shows: streams, exit codes, signals. */
class RunCommandTest {

    private static final Path STUDIES = Path.of("../../configs/studies");

    private static final String SMALL = """
            name: small
            device:
              name: one
              qubits: [ { name: Q0, T1: 4 us, T2: 3 us }, { name: Q1, T1: 9 us, T2: 5 us, quasi-static-T: 2 us } ]
              operations: { ry: { duration: 20 ns }, rz: { duration: 0 ns }, interaction: { coupling: 5 MHz } }
            circuit:
              kicked-top: { qubits: 2, kappa: 1.3, steps: 3 }
            analyses:
              - { type: dynamics, id: series, pauli-expectations-at: 2, probabilities-at: 3, density-matrix-at: 1, figures: [ bloch, entropy, purity, overlap, fidelity, pauli, probabilities ] }
              - { type: entropy-map, id: map, grid: { theta: 4, phi: 5 }, steps: [ 1, 3 ], average: 2 }
              - { type: classical-map, id: classical, initial-states: 20, steps: 5 }
              - { type: sweep, id: sweep, over: { noise.scale: [ 0, 1, 2 ] }, observable: entropy, at-step: 3 }
              - { type: sweep, id: sweep2, over: { noise.scale: [ 0, 1 ], circuit.kicked-top.kappa: { from: 0.5, to: 2.5, points: 3 } }, observable: purity }
              - { type: pulse-sequence, id: pulses }
              - { type: decay, id: decay, gate-time: 20 ns, curves: [ { label: z, observables: [ ZI, IZ ] }, { label: zz, observables: [ ZZ ], model: exponential-gaussian } ] }
              - { type: system-size, id: sizes, qubits: [ 2, 5 ], noisy-qubits: [ 2, 3 ], initial-states: 4, average: 3 }
            """;

    @TempDir
    private Path folder;

    /** In a process of its own. */
    private RealProgram.Outcome start(String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("stdout.txt");
        Path err = folder.resolve("stderr.txt");
        Process process = new ProcessBuilder(RealProgram.command(List.of(), arguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), "still running after five minutes");
        return new RealProgram.Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Path study(String text) throws IOException {
        return Files.writeString(folder.resolve("study.yaml"), text);
    }

    @Test
    void writesEveryFileAndTheSameBytesAtAnyThreadCount() throws Exception {
        Path study = study(SMALL);
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        RealProgram.Outcome first = start("run", study.toString(), "--out", one.toString(), "--threads", "1");
        assertEquals(0, first.exit(), first.err());
        RealProgram.Outcome second =
                RealProgram.run("run", study.toString(), "--out", two.toString(), "--threads", "3");
        assertEquals(0, second.exit(), second.err());
        assertArrayEquals(
                Files.readAllBytes(one.resolve("results.json")), Files.readAllBytes(two.resolve("results.json")));
        for (String id : List.of("series", "map", "classical", "sweep", "sweep2", "pulses", "decay", "sizes")) {
            List<String> rows = Files.readAllLines(one.resolve(id + ".csv"));
            assertTrue(rows.size() > 2, id + ".csv has " + rows.size() + " lines");
        }
        try (Stream<Path> files = Files.list(one)) {
            List<Path> figures =
                    files.filter(f -> f.toString().endsWith(".png")).toList();
            assertEquals(15, figures.size(), figures.toString());
            for (Path figure : figures) {
                assertTrue(ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(figure)))
                                .getWidth()
                        > 500);
                assertTrue(Files.exists(Path.of(figure.toString().replace(".png", ".svg"))), figure.toString());
            }
        }
        assertTrue(Files.size(one.resolve("report.html")) > 100_000);
        JsonNode noisy = new ObjectMapper()
                .readTree(one.resolve("results.json").toFile())
                .at("/analyses/0/series/0/noisy");
        assertEquals(Set.of("00", "01", "10", "11"), fieldNames(noisy.get("probabilities")));
        assertEquals(4, noisy.at("/density-matrix/re/3").size());
        assertEquals(0, noisy.at("/density-matrix/im/2/2").asDouble());
        JsonNode run = new ObjectMapper().readTree(one.resolve("run.json").toFile());
        assertEquals(1, run.get("threads").asInt());
    }

    private static Set<String> fieldNames(JsonNode node) {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void runsAgainOverItsOwnOutputButNeverOverOthers() throws Exception {
        Path study = study(SMALL);
        Path out = folder.resolve("out");
        assertEquals(
                0,
                RealProgram.run("run", study.toString(), "--out", out.toString(), "--no-figures")
                        .exit());
        Files.writeString(out.resolve("notes.txt"), "what I think of it");
        Files.createDirectory(out.resolve("own"));
        RealProgram.Outcome kept = RealProgram.run("run", study.toString(), "--out", out.toString(), "--no-figures");
        assertEquals(2, kept.exit());
        assertTrue(kept.err().contains("also holds `notes.txt`, `own`;"), kept.err());
        assertEquals("what I think of it", Files.readString(out.resolve("notes.txt")));
        Files.delete(out.resolve("notes.txt"));
        Files.delete(out.resolve("own"));
        // What a killed run of the same target leaves, and what only looks like it.
        Path abandoned = Files.createDirectory(folder.resolve(".out-123"));
        Files.writeString(abandoned.resolve(".writing"), "");
        Files.writeString(abandoned.resolve("results.json"), "half");
        Path early = Files.createDirectory(folder.resolve(".out-125"));
        Path late = Files.createDirectory(folder.resolve(".out-126"));
        Files.writeString(late.resolve("results.json"), "half");
        Path like = Files.createDirectory(folder.resolve(".out-124"));
        Files.writeString(like.resolve("thesis.tex"), "years of work");
        RealProgram.Outcome again = RealProgram.run("run", study.toString(), "--out", out.toString(), "--no-figures");
        assertEquals(0, again.exit(), again.err());
        assertFalse(Files.exists(abandoned), "a killed run's draft is removed");
        assertFalse(Files.exists(early) || Files.exists(late), "killed before there is a lock, or after");
        Files.delete(like.resolve("thesis.tex"));
        Files.delete(like);
        assertFalse(Files.exists(out.resolve("report.html")), "--no-figures writes no report");

        Path others = Files.createDirectory(folder.resolve("others"));
        Files.writeString(others.resolve("thesis.tex"), "years of work");
        RealProgram.Outcome refused = RealProgram.run("run", study.toString(), "--out", others.toString());
        assertEquals(2, refused.exit());
        assertTrue(refused.err().contains("holds something else"), refused.err());
        assertEquals("years of work", Files.readString(others.resolve("thesis.tex")));

        RealProgram.Outcome file = RealProgram.run("run", study.toString(), "--out", study.toString());
        assertEquals(2, file.exit());
        assertTrue(file.err().contains("must be a folder, but is a file"), file.err());
        RealProgram.Outcome below = RealProgram.run(
                "run", study.toString(), "--out", study.resolve("below").toString());
        assertEquals(2, below.exit(), below.err());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("others", "out", "study.yaml"),
                    files.map(f -> f.getFileName().toString()).sorted().toList(),
                    "nothing half-written is left");
        }
    }

    @Test
    void badInputExitsWithTwoAndNoStackTrace() throws Exception {
        RealProgram.Outcome bad =
                start("run", study(SMALL.replace("kappa: 1.3", "kapa: 1.3")).toString());
        assertEquals(2, bad.exit());
        assertTrue(bad.err().contains("study.yaml:7:"), bad.err());
        assertTrue(bad.err().contains("did you mean `kappa`?"), bad.err());
        assertFalse(bad.err().contains("\tat ") || bad.err().contains("    at "), bad.err());
        assertEquals("", bad.out());
        assertEquals(2, RealProgram.run("run").exit());
        assertEquals(2, start("run", "a.yaml", "--frobnicate").exit());
        assertEquals(2, RealProgram.run("nonsense").exit());
        assertEquals(
                2,
                RealProgram.run("run", study(SMALL).toString(), "--threads", "0")
                        .exit());
    }

    @Test
    void validateTellsOkOrEveryProblem() throws Exception {
        RealProgram.Outcome ok = RealProgram.run(
                "validate",
                STUDIES.resolve("neill-2016.yaml").toString(),
                STUDIES.resolve("../devices/gmon-ring.yaml").toString());
        assertEquals(0, ok.exit(), ok.err());
        assertEquals(2, ok.out().lines().filter(line -> line.endsWith(": ok")).count(), ok.out());
        RealProgram.Outcome bad = RealProgram.run(
                "validate", study(SMALL.replace("T1: 4 us", "T1: 4")).toString());
        assertEquals(2, bad.exit());
        assertTrue(bad.err().contains("study.yaml:4:"), bad.err());
    }

    @Test
    void thePaperIsReproduced() throws Exception {
        Path out = folder.resolve("paper");
        RealProgram.Outcome run =
                start("run", STUDIES.resolve("neill-2016.yaml").toString(), "--out", out.toString());
        assertEquals(0, run.exit(), run.err());
        assertFalse(run.out().contains("NOT MET"), run.out());
        assertTrue(
                // SLF4J is on the class path of these tests alone.
                run.err().lines().allMatch(line -> line.matches("\\[\\d+/\\d+] .*|SLF4J.*")),
                "nothing but progress, no words of a library: " + run.err());
        JsonNode results =
                new ObjectMapper().readTree(out.resolve("results.json").toFile());
        assertEquals(1, results.get("format").asInt());
        assertEquals("neill-2016", results.get("study").asText());
        assertEquals(0, results.get("warnings").size());
        int met = 0;
        for (JsonNode expectation : results.get("expectations")) {
            assertTrue(expectation.get("met").asBoolean(), expectation.toString());
            met++;
        }
        assertTrue(met >= 7, "only " + met + " expectations");
        for (String figure : List.of(
                "fig1a",
                "fig1b",
                "fig2a",
                "fig2a-average",
                "fig2b",
                "fig2b-average",
                "fig2d-regular",
                "fig2d-chaotic",
                "fig3",
                "fig4-overlap",
                "fig4-entropy")) {
            assertTrue(Files.size(out.resolve(figure + ".png")) > 5_000, figure);
            assertTrue(Files.size(out.resolve(figure + ".svg")) > 1_000, figure);
        }
        assertTrue(Files.size(out.resolve("report.html")) < 5_000_000, "the report was of ten megabytes once");
        figuresShowWhatTheirReadersNeed(out);
    }

    /** What was missing in the paper's figures, in the drawings themselves. */
    private static void figuresShowWhatTheirReadersNeed(Path out) throws IOException {
        List<String> pulses = texts(out.resolve("fig1a.svg"));
        assertTrue(pulses.contains("rotation") && pulses.contains("interaction"), pulses.toString());
        assertFalse(pulses.contains("preparation"), "no pulses prepare the start of this study");
        List<String> bars = texts(out.resolve("fig3.svg"));
        assertTrue(bars.containsAll(List.of("X", "Y", "Z", "I", "entropy (bit)")), bars.toString());
        assertEquals(2, bars.stream().filter("−1.0"::equals).count(), "both panels have one range: " + bars);
        List<String> overlap = texts(out.resolve("fig4-overlap.svg"));
        assertTrue(overlap.containsAll(List.of("north pole, noisy", "entropy (bit)")), overlap.toString());
        String drawing = Files.readString(out.resolve("fig4-overlap.svg"));
        assertTrue(drawing.contains("stroke-width=\"2.2\""), "the north pole's curve under high-entropy is wider");
        List<String> regular = texts(out.resolve("fig2d-regular.svg"));
        List<String> chaotic = texts(out.resolve("fig2d-chaotic.svg"));
        for (List<String> map : List.of(regular, chaotic)) {
            assertTrue(
                    map.indexOf("ideal") < map.indexOf("noisy") && map.indexOf("noisy") < map.indexOf("classical"),
                    "entropy above the classical map: " + map);
        }
        assertEquals(
                chaotic.subList(chaotic.indexOf("Lyapunov exponent") - 4, chaotic.size()),
                regular.subList(regular.indexOf("Lyapunov exponent") - 4, regular.size()),
                "one scale of exponents");
    }

    private static List<String> texts(Path svg) throws IOException {
        return Pattern.compile("<text[^>]*>(.*?)</text>")
                .matcher(Files.readString(svg))
                .results()
                .map(match -> match.group(1).replaceAll("<[^>]*>", ""))
                .toList();
    }

    @Test
    void seedsAreRepeatedAndOverridden() throws Exception {
        Path study = study(SMALL);
        assertEquals(
                0,
                RealProgram.run("run", study.toString(), "--out", folder + "/a", "--no-figures", "--seed", "5")
                        .exit());
        assertEquals(
                0,
                RealProgram.run("run", study.toString(), "--out", folder + "/b", "--no-figures", "--seed", "5")
                        .exit());
        assertEquals(
                0,
                RealProgram.run("run", study.toString(), "--out", folder + "/c", "--no-figures", "--seed", "6")
                        .exit());
        assertEquals(-1, Files.mismatch(folder.resolve("a/results.json"), folder.resolve("b/results.json")));
        assertTrue(Files.mismatch(folder.resolve("a/classical.csv"), folder.resolve("c/classical.csv")) >= 0);
    }

    @Test
    void exportsInEveryFormatAndReadsTheCircuitBack() throws Exception {
        Path paper = STUDIES.resolve("neill-2016.yaml");
        for (String format : List.of("openqasm3", "openqasm2", "braket", "aer-noise", "strange-java")) {
            Path file = folder.resolve("export." + format);
            RealProgram.Outcome written =
                    RealProgram.run("export", paper.toString(), "--format", format, "-o", file.toString());
            assertEquals(0, written.exit(), written.err());
            assertTrue(Files.size(file) > 500, format);
        }
        Files.move(folder.resolve("export.openqasm3"), folder.resolve("export.qasm"));
        String study = SMALL.substring(0, SMALL.indexOf("circuit:"))
                .replace(
                        "Q1, T1: 9 us, T2: 5 us, quasi-static-T: 2 us }",
                        "Q1, T1: 9 us, T2: 5 us }, { name: Q2, T1: 9 us, T2: 5 us }")
                .replace("interaction:", "cnot: { duration: 40 ns }, measurement: { duration: 1 us }, interaction:");
        Path imported = study(
                study
                        + "circuit: { openqasm: export.qasm }\n"
                        + "analyses: [ { type: dynamics, id: again, figures: [ purity ] }, { type: pulse-sequence, id: pulses } ]\n");
        RealProgram.Outcome again =
                RealProgram.run("run", imported.toString(), "--out", folder + "/again", "--no-figures", "--explain");
        assertEquals(0, again.exit(), again.err());
        JsonNode series = new ObjectMapper()
                .readTree(folder.resolve("again/results.json").toFile())
                .at("/analyses/0/series/0/ideal/entropy");
        RealProgram.Outcome paperRun =
                RealProgram.run("run", paper.toString(), "--out", folder + "/paper", "--no-figures");
        assertEquals(0, paperRun.exit(), paperRun.err());
        JsonNode direct =
                new ObjectMapper().readTree(folder.resolve("paper/results.json").toFile());
        JsonNode north = null;
        for (JsonNode analysis : direct.get("analyses")) {
            if (analysis.get("id").asText().equals("fig4")) {
                north = analysis.at("/series/0/ideal/entropy");
            }
        }
        for (int step = 0; step <= 20; step++) {
            // The import's step 0 is before the preparation, which its first boundary ends.
            assertEquals(north.get(step).asDouble(), series.get(step + 1).asDouble(), 1e-9, "step " + step);
        }
        assertEquals(
                2,
                RealProgram.run("export", paper.toString(), "--format", "punch-cards")
                        .exit());
        assertEquals(
                2,
                RealProgram.run("export", paper.toString(), "--format", "braket", "--timed")
                        .exit());
    }

    @Test
    void benchPrintsALineOfJson() throws Exception {
        RealProgram.Outcome bench =
                start("bench", "--qubits", "2", "--repeat", "3", "--steps", "3", "--threads", "1", "--warm-up=0");
        assertEquals(0, bench.exit(), bench.err());
        JsonNode line = new ObjectMapper().readTree(bench.out());
        List<String> names = new ArrayList<>();
        line.fieldNames().forEachRemaining(names::add);
        assertEquals(
                List.of(
                        "method",
                        "qubits",
                        "steps",
                        "threads",
                        "vector",
                        "ms_per_step",
                        "ms_min",
                        "ms_max",
                        "purity",
                        "entropy",
                        "z0",
                        "peak_mb"),
                names);
        assertTrue(line.get("ms_min").asDouble() <= line.get("ms_per_step").asDouble(), bench.out());
        RealProgram.Outcome sampled = RealProgram.run(
                "bench",
                "--method=trajectories",
                "--qubits=3",
                "--trajectories=100",
                "--repeat=1",
                "--warm-up=0",
                "--threads=2");
        JsonNode trajectories = new ObjectMapper().readTree(sampled.out());
        assertTrue(trajectories.get("ms_per_trajectory").asDouble() > 0, sampled.out());
        assertTrue(trajectories.get("z0_error").asDouble() > 0, sampled.out());
        RealProgram.Outcome random =
                RealProgram.run("bench", "--random", "--qubits=4", "--steps=5", "--repeat=1", "--warm-up=0");
        double passes =
                new ObjectMapper().readTree(random.out()).get("passes_per_step").asDouble();
        assertTrue(passes > 0 && passes <= 2, random.out());
        RealProgram.Outcome map = RealProgram.run("bench", "--map", "--steps=2", "--repeat=1", "--warm-up=0");
        assertTrue(new ObjectMapper().readTree(map.out()).get("ms_total").asDouble() > 0, map.out());
        assertEquals(2, RealProgram.run("bench", "--method", "guess").exit());
    }

    @Test
    void benchWithoutArgumentsPrintsATable() throws Exception {
        RealProgram.Outcome table = RealProgram.run("bench", "--steps=1", "--repeat=1", "--warm-up=0", "--limit=0");
        assertEquals(0, table.exit(), table.err());
        assertEquals(7, table.out().lines().count(), table.out());
        for (String method : List.of("density-matrix", "symmetric", "lindblad", "trajectories", "ideal")) {
            assertTrue(table.out().contains("\n" + method), table.out());
        }
    }

    @Test
    void otherCommandsAnswer() throws Exception {
        RealProgram.Outcome channels = RealProgram.run("channels");
        assertEquals(0, channels.exit());
        assertTrue(channels.out().contains("thermal-relaxation"), channels.out());
        assertTrue(RealProgram.run("schema", "study").out().contains("JSON")
                || RealProgram.run("schema", "study").out().contains("$schema"));
        assertEquals(2, RealProgram.run("schema", "nothing").exit());
        assertTrue(RealProgram.run("generate-completion").out().contains("strange-noise"));
        Path bad = Files.writeString(folder.resolve("backend.json"), "{}");
        assertEquals(2, RealProgram.run("import-device", bad.toString()).exit());
    }

    @Test
    void anInterruptedRunLeavesNothing() throws Exception {
        Path study = study(SMALL.replace("initial-states: 20, steps: 5", "initial-states: 500000, steps: 30"));
        // On a busy machine three seconds may pass before it is ended, and a journal would stay.
        List<String> command = RealProgram.command(
                List.of("-Dstrange-noise.journal.seconds=1000000"),
                "run",
                study.toString(),
                "--max-memory",
                "100G",
                "--max-output",
                "100G",
                "--out",
                folder.resolve("out").toString());
        Path err = folder.resolve("stderr.txt");
        Process process = new ProcessBuilder(command)
                .redirectError(err.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        for (int i = 0; i < 600 && !Files.readString(err).contains("classical"); i++) {
            Thread.sleep(50);
        }
        assertTrue(process.isAlive(), Files.readString(err));
        // SIGTERM, since a job in the background may have SIGINT ignored; the way down is the same.
        process.destroy();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(128 + 15, process.exitValue());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("stderr.txt", "study.yaml"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }
}
