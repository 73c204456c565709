package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.kickedtop.KickedTop;
import org.strangenoise.noise.CalibratedDurations;
import org.strangenoise.schedule.Scheduler;

/**
 * What somebody meets who has the program for the first time: it says what it takes, what it leaves out and what next.
 */
class NewcomerTest {

    private static final String DEVICE = """
            name: ring
            qubits: [ { name: Q, count: 4, T1: 7 us, T2: 3 us } ]
            operations: { ry: { duration: 20 ns }, interaction: { coupling: 5 MHz } }
            """;

    private static final String STUDY = """
            name: new
            device: device.yaml
            circuit: { kicked-top: { qubits: 4, kappa: 2.5, steps: 4 } }
            analyses:
              - { type: dynamics, id: d, initial-states: [ { label: a, theta: 1.1, phi: 0.3 } ], figures: [ entropy ] }
            """;

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** The study beside a device, validated. */
    private RealProgram.Outcome validated(String study, String device) throws IOException {
        file("device.yaml", device);
        return RealProgram.run("validate", file("study.yaml", study).toString());
    }

    private JsonNode results(String study) throws IOException {
        file("device.yaml", DEVICE);
        Path out = folder.resolve("out-" + Integer.toHexString(study.hashCode()));
        RealProgram.Outcome outcome =
                RealProgram.run("run", file("study.yaml", study).toString(), "--out", out.toString(), "--no-figures");
        assertEquals(0, outcome.exit(), outcome.err());
        return new ObjectMapper().readTree(out.resolve("results.json").toFile());
    }

    @Test
    void aloneItSaysWhatToDoAndHelpIsThere() {
        RealProgram.Outcome alone = RealProgram.run();
        assertEquals(2, alone.exit());
        assertTrue(alone.err().startsWith("Which command? To begin, in an empty folder: `init`"), alone.err());
        RealProgram.Outcome help = RealProgram.run("help");
        assertEquals(0, help.exit());
        assertTrue(help.out().contains("import-device"), help.out());
        RealProgram.Outcome ofRun = RealProgram.run("help", "run");
        assertEquals(0, ofRun.exit());
        assertTrue(ofRun.out().contains("--no-figures"), ofRun.out());
    }

    @Test
    void whatInitWritesIsValidAndRunsAndIsNeverOverwritten() throws IOException {
        Path begun = folder.resolve("begun");
        RealProgram.Outcome init = RealProgram.run("init", begun.toString());
        assertEquals(0, init.exit(), init.err());
        for (String next : List.of("validate", "run", "out/first-study/report.html")) {
            assertTrue(init.out().contains(next), init.out());
        }
        RealProgram.Outcome checked = RealProgram.run(
                "validate",
                begun.resolve("study.yaml").toString(),
                begun.resolve("device.yaml").toString());
        assertEquals(0, checked.exit(), checked.err());
        assertEquals("", checked.err());
        Path out = folder.resolve("out");
        RealProgram.Outcome ran =
                RealProgram.run("run", begun.resolve("study.yaml").toString(), "--out", out.toString());
        assertEquals(0, ran.exit(), ran.err());
        assertTrue(Files.size(out.resolve("report.html")) > 100_000);
        Files.writeString(begun.resolve("study.yaml"), "mine");
        RealProgram.Outcome again = RealProgram.run("init", begun.toString());
        assertEquals(2, again.exit());
        assertTrue(again.err().contains("device.yaml` is there already, and is left as it is"), again.err());
        assertEquals("mine", Files.readString(begun.resolve("study.yaml")));
    }

    @Test
    void couplingsThatAreListedInPartAreAskedAbout() throws IOException {
        String ring = "[ [0, 1, 0.9], [1, 2, 1.1], [2, 3, 1], [3, 0, 0.8] ]";
        String part = STUDY.replace("steps: 4", "steps: 4, couplings: " + ring);
        RealProgram.Outcome warned = validated(part, DEVICE);
        assertEquals(0, warned.exit(), warned.err());
        assertTrue(
                warned.err()
                        .contains("study.yaml:3:70: warning: `couplings` lists 4 of 6 pairs, and the others keep"
                                + " strength 1; write `{ only: [ ... ] }`"),
                warned.err());
        String only = STUDY.replace("steps: 4", "steps: 4, couplings: { only: " + ring + " }");
        String all =
                STUDY.replace("steps: 4", "steps: 4, couplings: " + ring.replace(" ]", ", [0, 2, 0], [1, 3, 0] ]"));
        assertEquals("", validated(only, DEVICE).err());
        assertEquals("", validated(all, DEVICE).err());
        double[] ofRing = entropies(only);
        assertArrayEquals(ofRing, entropies(all), 1e-14);
        assertTrue(Math.abs(ofRing[4] - entropies(part)[4]) > 0.01, "the diagonals matter");
    }

    private double[] entropies(String study) throws IOException {
        JsonNode entropy = results(study).at("/analyses/0/series/0/ideal/entropy");
        return IntStream.range(0, entropy.size())
                .mapToDouble(k -> entropy.get(k).asDouble())
                .toArray();
    }

    @Test
    void largeAnglesWithoutAUnitAreAskedAbout() throws IOException {
        RealProgram.Outcome asked = validated(STUDY.replace("theta: 1.1", "theta: 60"), DEVICE);
        assertEquals(0, asked.exit());
        assertTrue(
                asked.err()
                        .contains(":5:67: warning: `theta` is 60 radians, more than a full turn; write `60 deg` if"
                                + " degrees are meant, `60 rad` if not"),
                asked.err());
        assertEquals(
                "",
                validated(STUDY.replace("theta: 1.1", "theta: 60 deg"), DEVICE).err());
        assertEquals(
                "",
                validated(STUDY.replace("theta: 1.1", "theta: 60 rad"), DEVICE).err());
    }

    /** What is wrong with device, circuit and analyses is told together, each at its own place. */
    @Test
    void oneErrorHidesNoOther() throws IOException {
        RealProgram.Outcome outcome = validated(
                STUDY.replace("kappa: 2.5", "kapa: 2.5").replace("[ entropy ]", "[ entropi ]"),
                DEVICE.replace("7 us", "7").replace("5 MHz", "5 us"));
        assertEquals(2, outcome.exit());
        for (String place : List.of("device.yaml:2:36:", "device.yaml:3:65:", "study.yaml:3:37:", "study.yaml:5:97:")) {
            assertTrue(outcome.err().contains(place), place + " in " + outcome.err());
        }
        RealProgram.Outcome missing = validated(
                STUDY.replace("device: device.yaml", "device: elsewhere.yaml").replace("[ entropy ]", "[ entropi ]"),
                DEVICE);
        assertTrue(missing.err().contains("study.yaml:2:9: file `"), missing.err());
        assertTrue(missing.err().contains("elsewhere.yaml` does not exist"), missing.err());
        assertTrue(missing.err().contains("study.yaml:5:97:"), missing.err());
        file("c.qasm", "OPENQASM 3;\ninclude \"stdgates.inc\";\nqubit[2] q;\nfoo q[0];\n");
        RealProgram.Outcome imported = validated(
                STUDY.replaceAll("kicked-top: .*", "openqasm: c.qasm }").replace("[ entropy ]", "[ entropi ]"),
                DEVICE.replace("7 us", "7"));
        for (String place : List.of("device.yaml:2:36:", "c.qasm:4:1: unknown gate `foo`", "study.yaml:5:97:")) {
            assertTrue(imported.err().contains(place), place + " in " + imported.err());
        }
    }

    @Test
    void pairsOfCouplingsAreToldAtTheirPlace() throws IOException {
        String many = STUDY.substring(0, STUDY.indexOf("  - {")) + "  - { type: dynamics, id: d }\n".repeat(5001);
        assertTrue(
                validated(many, DEVICE).err().contains("`analyses` must hold at most 5000 analyses, but holds 5001"));
        RealProgram.Outcome outcome = validated(
                STUDY.replace("steps: 4", "steps: 4, couplings: [ [0, 7, 1], [1, 2, 1], [2, 1, 3] ]"), DEVICE);
        assertEquals(2, outcome.exit());
        assertTrue(
                outcome.err().contains("study.yaml:3:76: `couplings[0][1]` must be from 0 to 3, but was `7`"),
                outcome.err());
        assertTrue(
                outcome.err().contains("study.yaml:3:94: `couplings[2]` names the pair of qubits 2 and 1 once more"),
                outcome.err());
    }

    @Test
    void slipsInAnOperationThatNothingUsesAreAskedAbout() throws IOException {
        String device = DEVICE.replace("interaction:", "mesurement: { duration: 1 us }, interaction:");
        RealProgram.Outcome inStudy = validated(STUDY, device);
        assertEquals(0, inStudy.exit());
        assertTrue(inStudy.err().contains("did you mean `measurement`?"), inStudy.err());
        RealProgram.Outcome alone =
                RealProgram.run("validate", folder.resolve("device.yaml").toString());
        assertEquals(0, alone.exit());
        assertTrue(alone.err().contains("device.yaml:3:52: warning: `mesurement`"), alone.err());
    }

    @Test
    void equalWarningsAreToldOnce() throws IOException {
        String sweeps = IntStream.rangeClosed(1, 7)
                .mapToObj(k ->
                        "  - { type: sweep, id: s" + k + ", over: { noise.scale: [ 0, 1 ] }, observable: purity }\n")
                .collect(Collectors.joining());
        String study = STUDY.substring(0, STUDY.indexOf("  - {")) + sweeps;
        file(
                "device.yaml",
                DEVICE.replace("operations: {", "operations: { rz: { duration: 0 ns },")
                        + "channels: [ { id: c, on: rz, channel: depolarizing, pauli-error-probability: 0.01 } ]\n");
        RealProgram.Outcome outcome = RealProgram.run(
                "run",
                file("study.yaml", study).toString(),
                "--out",
                folder.resolve("o").toString(),
                "--no-figures");
        assertEquals(0, outcome.exit(), outcome.err());
        String told = outcome.out() + outcome.err();
        assertEquals(1, told.split("met no operation", -1).length - 1, told);
        assertTrue(told.contains("s1, s2, s3, s4, s5, s6, s7: channel c"), told);
    }

    /** Only what the program wrote may go when the study runs again. */
    @Test
    void filesOfTheUserInAnOutputFolderStay() throws IOException {
        file("device.yaml", DEVICE);
        Path out = folder.resolve("out");
        String[] again = {"run", file("study.yaml", STUDY).toString(), "--out", out.toString(), "--no-figures"};
        assertEquals(0, RealProgram.run(again).exit());
        assertEquals(0, RealProgram.run(again).exit(), "an output of ours may be replaced");
        Files.writeString(out.resolve("notes.txt"), "measured on Monday");
        Files.createDirectory(out.resolve("mine"));
        RealProgram.Outcome refused = RealProgram.run(again);
        assertEquals(2, refused.exit());
        assertTrue(refused.err().contains("also holds `mine`, `notes.txt`"), refused.err());
        assertEquals("measured on Monday", Files.readString(out.resolve("notes.txt")));
        assertTrue(Files.isDirectory(out.resolve("mine")) && Files.exists(out.resolve("results.json")));
    }

    @Test
    void aDashIsStandardInput() throws IOException {
        Path device = file("device.yaml", DEVICE);
        String study = STUDY.replace("device.yaml", device.toString());
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(study.getBytes(StandardCharsets.UTF_8)));
            RealProgram.Outcome outcome = RealProgram.run("validate", "-");
            assertEquals(0, outcome.exit(), outcome.err());
            System.setIn(new ByteArrayInputStream(
                    study.replace("kappa: 2.5", "kappa: x").getBytes(StandardCharsets.UTF_8)));
            RealProgram.Outcome bad = RealProgram.run("validate", "-");
            assertEquals(2, bad.exit());
            assertTrue(bad.err().startsWith("-:3:44: `kappa`"), bad.err());
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void namesThatNoFileCanHaveAreRefusedInPlainWords() {
        RealProgram.Outcome outcome = RealProgram.run("validate", "a\0b.yaml");
        assertEquals(2, outcome.exit());
        assertTrue(outcome.err().contains("has characters that no name of a file can have here"), outcome.err());
        assertFalse(outcome.err().contains("java.") || outcome.err().contains("Exception"), outcome.err());
    }

    @Test
    void numbersOfThreadsThatNoMachineHasAreRefused() throws IOException {
        file("device.yaml", DEVICE);
        String study = file("study.yaml", STUDY).toString();
        for (String threads : List.of("0", "-1", "1025", "1000000")) {
            for (List<String> command : List.of(
                    List.of("run", study),
                    List.of("plan", study),
                    List.of("bench"),
                    List.of("serve", "--stdio"),
                    List.of("explore", "--no-browser"))) {
                List<String> words = new ArrayList<>(command);
                words.addAll(List.of("--threads", threads));
                RealProgram.Outcome outcome = RealProgram.run(words.toArray(String[]::new));
                assertEquals(2, outcome.exit(), outcome.err());
                assertTrue(
                        outcome.err().contains("--threads must be from 1 to 1024, but is " + threads), outcome.err());
            }
        }
    }

    /** What the paper's longest sequence took, and what this study's takes. */
    @Test
    void theStudyOfThePaperSaysWhereItGoesBeyondThePaper() throws IOException {
        String study = Files.readString(Path.of("../../configs/studies/neill-2016.yaml"));
        double seconds = new Scheduler(
                        new CalibratedDurations(DeviceReader.read(Path.of("../../configs/devices/gmon-ring.yaml"))))
                .schedule(KickedTop.of(3, 2.5).circuit(20))
                .duration();
        String words = study.replaceAll("\\s+", " ");
        assertTrue(
                words.contains(String.format(
                        Locale.ROOT,
                        "N = 20 at kappa 2.5 takes %.0f ns, beyond the paper's longest sequence, 500 ns",
                        seconds * 1e9)),
                "it takes " + seconds);
        assertTrue(words.contains("The noisy overlap has no plateau there"));
        assertTrue(words.contains("0.94, the paper at N = 10"));
    }

    /** Three qubits at kappa 10 do what they do at 10 - 3 pi, as the study of larger systems says of its picture. */
    @Test
    void theStudyOfLargerSystemsSaysWhyThreeQubitsDiffer() throws IOException {
        String words = Files.readString(Path.of("../../configs/studies/larger-systems.yaml"))
                .replaceAll("\\s+", " ");
        assertTrue(words.contains("three qubits at kappa 10 are the same as at 0.575"));
        assertEquals(0.575, 10 - 3 * Math.PI, 5e-4);
        String sizes = STUDY.substring(0, STUDY.indexOf("  - {"))
                + "  - { type: system-size, id: s, qubits: [ 3, 4 ], noisy-qubits: [], initial-states: 5, average: 6 }\n";
        JsonNode at10 = results(sizes.replace("kappa: 2.5", "kappa: 10").replace("steps: 4", "steps: 6"));
        JsonNode below = results(
                sizes.replace("kappa: 2.5", "kappa: " + (10 - 3 * Math.PI)).replace("steps: 4", "steps: 6"));
        List<Double> first = entropies(at10);
        List<Double> second = entropies(below);
        assertEquals(first.get(0), second.get(0), 1e-12, "three qubits");
        assertTrue(Math.abs(first.get(1) - second.get(1)) > 0.01, "four are another matter");
    }

    private static List<Double> entropies(JsonNode results) {
        JsonNode ideal = results.at("/analyses/0/ideal");
        return StreamSupport.stream(ideal.spliterator(), false)
                .map(each -> each.get("mean").asDouble())
                .toList();
    }
}
