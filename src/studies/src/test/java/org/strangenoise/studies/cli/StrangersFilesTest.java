package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that nobody vouches for: what is refused, where, in which words, and that nothing of them steers anything. */
class StrangersFilesTest {

    private static final Path FAULTS = Path.of("src/test/resources/faults");

    private static final String STUDY = """
            name: strange
            title: TITLE
            device:
              name: DEVICE
              source: made for a test
              qubits: [ { name: Q0, T1: 10 us, T2: 4 us } ]
              operations: { ry: { duration: 20 ns }, rz: { duration: 0 ns }, interaction: { duration: 25 ns } }
            circuit:
              kicked-top: { qubits: 1, kappa: 2.5, steps: 4 }
            analyses:
              - { type: dynamics, id: d, initial-states: [ { label: LABEL, theta: 0.3, phi: 0 } ] }
              - { type: decay, id: e, curves: [ { label: LABEL, observables: [ Z ] } ] }
            """;

    @TempDir
    private Path folder;

    private record Outcome(int exit, String out, String err) {}

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Outcome(exit, out.toString(), err.toString());
    }

    private Path study(String text) throws IOException {
        return Files.writeString(folder.resolve("study.yaml"), text);
    }

    private static boolean isHostile(int c) {
        return c == 0x202E || c == 0x1B || c == 0x9B || (c < 0x20 && c != '\n' && c != '\t' && c != '\r');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "01-subnormal-t1|7:23: `T1` must be positive or `inf`, from 1 ps to 1e9 s where it is finite, but was"
                        + " `5e-324 s`",
                "02-operation-named-dots|10:5: key must be a name of letters, digits, `_` and `-`, a letter first, at"
                        + " most 100 characters, but was `..`",
                "03-escape-in-a-message|2:9: file `",
                "04-openqasm-is-a-folder|12:13: file `",
                "05-lone-surrogate|14:57: text must be of whole characters, but has the lone surrogate U+D800",
                "07-huge-angle|12:74: `theta` must be an angle from -1e4 to 1e4 rad, but was `1e308`"
            })
    void validateRefusesThemAtTheirPlace(String name, String message) {
        Path file = FAULTS.resolve(name + ".yaml");
        Outcome outcome = run("validate", file.toString());
        assertEquals(2, outcome.exit(), outcome.err());
        assertTrue(outcome.err().startsWith(file + ":" + message), outcome.err());
        assertFalse(outcome.err().contains("java."), outcome.err());
        assertFalse(outcome.err().codePoints().anyMatch(StrangersFilesTest::isHostile), outcome.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u202E", "\\e[2J", "\\u009B31m", "\\u2066", "\\u0007", "\\uFFFE", "\\u3164"})
    void nothingWrittenHoldsWhatSteersTextRaw(String hostile) throws IOException {
        String text = "\"a" + hostile + "gpj.exe\"";
        Path study = study(STUDY.replace("LABEL", text).replace("TITLE", text).replace("DEVICE", text));
        Path out = folder.resolve("out");
        Outcome outcome = run("run", study.toString(), "--out", out.toString());
        assertEquals(0, outcome.exit(), outcome.err());
        assertFalse((outcome.out() + outcome.err()).codePoints().anyMatch(StrangersFilesTest::isHostile));
        try (Stream<Path> files = Files.list(out)) {
            for (Path file :
                    files.filter(f -> !f.toString().matches(".*\\.(png|pdf)")).toList()) {
                String content = Files.readString(file);
                assertFalse(
                        content.codePoints()
                                .anyMatch(c -> c == 0x202E || c == 0x9B || c == 0x2066 || c == 0xFFFE || c == 0x3164),
                        file::toString);
                assertFalse(content.indexOf('\u001B') >= 0 || content.indexOf('\u0007') >= 0, file::toString);
            }
        }
    }

    /** Windows opens a device where a file has its name, whatever follows a dot, and drops a dot at the end. */
    @ParameterizedTest
    @CsvSource({
        "CON, false", "nul, false", "Com1.table, false", "lpt9, false", "aux.b.c, false", "a., false", "a.., false",
        "console, true", "COM10, true", "con-1, true", "a.con, true", "x1..2, true", "7, false", "\"7\", true"
    })
    void namesOfFilesAreNamesOnEverySystem(String name, boolean good) throws IOException {
        Path study = study(STUDY.replace("name: strange", "name: " + name)
                .replace("LABEL", "a")
                .replace("TITLE", "a")
                .replace("DEVICE", "a"));
        Outcome outcome = run("validate", study.toString());
        assertEquals(good ? 0 : 2, outcome.exit(), outcome.err());
        assertEquals(good, !outcome.err().contains(":1:7: `name` must be"), outcome.err());
    }

    @Test
    void listsTheFilesItReadWithTheirHashes() throws IOException {
        Files.writeString(folder.resolve("c.qasm"), "OPENQASM 3;\ninclude \"sub.inc\";\nqubit[1] q;\nry(0.3) q[0];\n");
        Files.writeString(folder.resolve("sub.inc"), "include \"stdgates.inc\";\n");
        Path study = study(STUDY.replace("kicked-top: { qubits: 1, kappa: 2.5, steps: 4 }", "openqasm: c.qasm")
                .replaceAll("(?m)^  - .*initial-states.*$", "  - { type: dynamics, id: d }")
                .replaceAll("(?m)^  - .*decay.*\\R", ""));
        Path out = folder.resolve("out");
        Outcome outcome = run("run", study.toString(), "--out", out.toString(), "--no-figures");
        assertEquals(0, outcome.exit(), outcome.err());
        JsonNode files = new ObjectMapper()
                .readTree(out.resolve("results.json").toFile())
                .at("/provenance/files");
        assertEquals(
                List.of("c.qasm", "study.yaml", "sub.inc"),
                Stream.of(0, 1, 2).map(k -> files.get(k).get("name").asText()).toList());
        files.forEach(file -> assertEquals(64, file.get("sha256").asText().length()));
    }

    @ParameterizedTest
    @DisabledOnOs(OS.WINDOWS)
    @ValueSource(strings = {"device: /dev/zero", "device: .", "device: /etc/passwd", "device: nowhere.yaml"})
    void namesOnlyRegularFilesOfTheRightKind(String device) throws IOException {
        Path study = study(STUDY.replaceAll("(?s)device:.*?circuit:", device + "\ncircuit:"));
        Outcome outcome = run("validate", study.toString());
        assertEquals(2, outcome.exit(), outcome.err());
        assertTrue(outcome.err().length() < 2000, outcome.err());
        assertFalse(outcome.err().contains("Exception"), outcome.err());
    }

    @ParameterizedTest
    @DisabledOnOs(OS.WINDOWS)
    @ValueSource(strings = {"", "/proc/x", "/dev/null", "/dev/null/x", "/"})
    void refusesOutputFoldersInPlainWords(String out) throws IOException {
        Outcome outcome = run("run", study(STUDY).toString(), "--out", out);
        assertEquals(2, outcome.exit(), outcome.err());
        List<String> said = outcome.err()
                .lines()
                .filter(line -> line.startsWith("strange-noise:"))
                .toList();
        assertEquals(1, said.size(), outcome.err());
        assertTrue(said.get(0).startsWith("strange-noise: output folder "), outcome.err());
        assertFalse(outcome.err().contains("Exception"), outcome.err());
    }

    @Test
    void predictsMemoryAndOutputBeforeAnythingRuns() throws IOException {
        Path study = study(STUDY + "  - { type: classical-map, id: m, initial-states: 100000, steps: 150 }\n");
        Path out = folder.resolve("out");
        Outcome memory = run("run", study.toString(), "--out", out.toString(), "--max-memory", "64M");
        assertEquals(2, memory.exit());
        assertTrue(
                memory.err()
                        .contains(
                                "study.yaml:13:5: the study must keep within --max-memory, 64 MiB, but will take about"
                                        + " 2.81 GiB; the analysis `m` finds"),
                memory.err());
        Outcome output =
                run("run", study.toString(), "--out", out.toString(), "--max-memory", "8G", "--max-output", "10M");
        assertEquals(2, output.exit());
        assertTrue(output.err().contains("within --max-output, 10 MiB"), output.err());
        assertFalse(Files.exists(out));
        assertEquals(2, run("run", study.toString(), "--max-memory", "much").exit());
    }

    /** Whichever of several threads finds it: which channel, and how far its noise can be scaled. */
    @ParameterizedTest
    @ValueSource(
            strings = {"noise.scale: [ 0.5, 1, 30 ], circuit.kicked-top.kappa: [ 1, 2 ]", "noise.scale: [ 0.5, 1e4 ]"})
    void saysHowFarNoiseCanBeScaled(String over) throws IOException {
        Path study = study(STUDY.replaceAll("(?s)analyses:.*", "").replace("circuit:", """
                                  channels: [ { id: flips, on: ry, channel: bit-flip, probability: 0.04 } ]
                                circuit:""")
                + "analyses: [ { type: sweep, id: s, observable: purity, over: { " + over + " } } ]\n");
        Outcome outcome = run("validate", study.toString());
        assertEquals(2, outcome.exit(), outcome.err());
        assertTrue(
                outcome.err()
                        .contains("study.yaml:11:13: analysis `s` cannot run: `noise.scale` must leave channel flips"
                                + " (on: ry) completely positive as 1 + scale (E - 1), but is "),
                outcome.err());
        assertTrue(outcome.err().contains("; the largest that does is 25\n"), outcome.err());
        assertFalse(outcome.err().contains("java."), outcome.err());
    }

    /**
     * Pulses of a long sweep are not all calibrated beforehand; one that cannot be is refused in a line all the same.
     */
    @Test
    void aPulseThatCannotBeCalibratedIsRefusedWhenItIsMet() throws IOException {
        Path device =
                Path.of("../../configs/devices/gmon-ring-three-levels.yaml").toAbsolutePath();
        List<String> values = new ArrayList<>();
        for (int k = 0; k < 41; k++) {
            // Between those that are tried: a ladder of nearly equal steps, which no pulse of 20 ns tells apart.
            values.add(k == 20 ? "-1 kHz" : (k < 20 ? "-" : "") + (200 + k) + " MHz");
        }
        Path study = study("""
                name: ladders
                device: %s
                circuit: { kicked-top: { qubits: 1, kappa: 0, steps: 1 } }
                noise: { placement: during-gate }
                analyses:
                  - { type: sweep, id: l, over: { device.qubits.*.anharmonicity: [ %s ] }, observable: leakage }
                """.formatted(device, String.join(", ", values)));
        Outcome valid = run("validate", study.toString());
        assertEquals(0, valid.exit(), valid.err());
        Path out = folder.resolve("out");
        Outcome outcome = run("run", study.toString(), "--no-figures", "--out", out.toString());
        assertEquals(2, outcome.exit(), outcome.err());
        assertTrue(outcome.err().contains("study.yaml:6:5: analysis `l` cannot run: a pulse of "), outcome.err());
        assertFalse(outcome.err().contains("java.") || Files.exists(out), outcome.err());
    }

    /** What is read can be drawn: values that an axis cannot tell apart, none that is finite, one alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "noise.scale: [ 1, 5e-324 ]",
                "noise.scale: [ 0, 5e-324 ]",
                "noise.scale: [ 0, 0 ], circuit.kicked-top.kappa: [ 1, 2 ]",
                "circuit.kicked-top.kappa: [ 1, 1.0000000000000002 ], noise.scale: [ 0, 5e-324 ]",
                "device.qubits.*.T1: [ inf, inf ]",
                "device.qubits.*.T1: [ inf ], noise.scale: [ 0.5 ]",
                "circuit.kicked-top.kappa: [ -1e-320, 1e-310 ]",
                "noise.scale: { from: 1e-320, to: 1e-300, points: 3, scale: log }"
            })
    void whatIsReadCanBeDrawn(String over) throws IOException {
        Path study = study(STUDY.replaceAll("(?s)analyses:.*", "")
                + "analyses: [ { type: sweep, id: s, observable: purity, over: { " + over + " } } ]\n");
        Path out = folder.resolve("out");
        Outcome outcome = run("run", study.toString(), "--out", out.toString());
        assertEquals(0, outcome.exit(), outcome.err());
        // A map of which one parameter is infinite everywhere has no place to draw.
        assertEquals(!over.contains("[ inf ], "), Files.exists(out.resolve("s.svg")));
    }

    @Test
    void saysThatADeviceIsNoStudy() {
        Outcome outcome = run("run", "../../configs/devices/gmon-ring.yaml");
        assertEquals(2, outcome.exit());
        assertTrue(
                outcome.err().contains("gmon-ring.yaml:1:1: file must be a study, but that is a device"),
                outcome.err());
    }

    @Test
    void writesAStudyToBeginWith() throws IOException {
        Outcome init = run("init", folder.resolve("new").toString());
        assertEquals(0, init.exit(), init.err());
        assertTrue(init.out().contains("run " + folder.resolve("new/study.yaml")), init.out());
        Path out = folder.resolve("out");
        Outcome validated = run("validate", folder.resolve("new/device.yaml").toString(), folder + "/new/study.yaml");
        assertEquals(0, validated.exit(), validated.err());
        Outcome ran = run("run", folder.resolve("new/study.yaml").toString(), "--out", out.toString());
        assertEquals(0, ran.exit(), ran.err());
        assertTrue(Files.size(out.resolve("report.html")) > 100_000);
        Files.writeString(folder.resolve("new/study.yaml"), "mine");
        assertEquals(2, run("init", folder.resolve("new").toString()).exit());
        assertEquals("mine", Files.readString(folder.resolve("new/study.yaml")));
    }
}
