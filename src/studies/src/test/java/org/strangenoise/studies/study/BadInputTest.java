package org.strangenoise.studies.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Problem;

/** Every way to write a study or device file wrong: told at its line and column, with the rule and the value. */
class BadInputTest {

    private static final String DEVICE = """
            name: pair
            source: made up
            qubits:
              - { name: Q0, T1: 10 us, T2: 4 us }
              - { name: Q1, T1: 12 us, Tphi: 3 us, readout: { p1-given-0: 0.01 } }
            operations:
              ry: { duration: 20 ns }
              rz: { duration: 0 ns }
              cnot: { duration: 40 ns, overrides: [ { qubits: [ Q0, Q1 ], duration: 43 ns } ] }
              interaction: { coupling: 5 MHz }
            channels:
              - { id: drive, on: ry, channel: depolarizing, pauli-error-probability: 0.001 }
            crosstalk: [ { qubits: [ Q0, Q1 ], zz: 0.1 MHz } ]
            """;

    private static final String STUDY = """
            name: small
            device: device.yaml
            circuit:
              kicked-top: { qubits: 2, kappa: 2.5, steps: 4 }
            noise: { placement: after-gate }
            simulation: { method: auto, seed: 1 }
            analyses:
              - type: dynamics
                id: a
                initial-states: [ { label: x, theta: 0.3, phi: pi/2 } ]
              - { type: entropy-map, id: b, grid: { theta: 3, phi: 5 }, steps: [ 1, 2 ], average: 3 }
              - { type: sweep, id: c, over: { "device.qubits.*.T1": [ 5 us, inf ] }, observable: purity, at-step: 2 }
            """;

    @TempDir
    private Path folder;

    static Stream<Arguments> deviceMistakes() {
        return Stream.of(
                mistake("T2: 4 us", "T2: 40 us", "device.yaml:4:32: `T2` must be at most 2 T1"),
                mistake("T1: 10 us", "T1: 0 us", "device.yaml:4:21: `T1` must be positive or `inf`"),
                mistake("T1: 10 us", "T1: -3 us", "device.yaml:4:21: `T1` must be positive or `inf`"),
                mistake(
                        "T1: 10 us",
                        "T1: 10 us +/- 10 us",
                        "device.yaml:4:21: `T1` must have an uncertainty below its value, but was `10 us +/- 10 us`"),
                mistake(
                        "duration: 20 ns",
                        "duration: 20 ns +/- 30 ns",
                        "device.yaml:7:19: `duration` must have an uncertainty below its value"),
                mistake(
                        "p1-given-0: 0.01",
                        "p1-given-0: 0.01 +/- 0.02",
                        "`p1-given-0` must have an uncertainty below its value"),
                mistake("T1: 10 us", "T1: nan us", "device.yaml:4:21: `T1`"),
                mistake("T1: 10 us", "T1: 10", "device.yaml:4:21: `T1`"),
                mistake("T1: 10 us", "T1: 10 lightyears", "device.yaml:4:21: `T1`"),
                mistake("T1: 10 us", "T1: [ 10 us ]", "device.yaml:4:21: `T1`"),
                mistake("T1: 10 us, ", "", "device.yaml:4:5: missing key `T1`"),
                mistake("T1: 10 us", "T3: 10 us", "unknown key `T3`"),
                mistake("T2: 4 us", "T2: 4 us, Tphi: 5 us", "only one of"),
                mistake(", T2: 4 us", "", "exactly one of `T2`, `Tphi`"),
                mistake("T2: 4 us", "T2: 4 us, T2: 5 us", "`T2`"),
                mistake("name: Q1", "name: Q0", "device.yaml:5:5: `qubits[1]` must have a name of its own"),
                mistake("p1-given-0: 0.01", "p1-given-0: 1.5", "must be a probability from 0 to 1, but was `1.5`"),
                mistake(
                        "p1-given-0",
                        "p1-given-o",
                        "did you mean `p1-given-0`? known: `p1-given-2`, `p1-given-0`, `p0-given-1`"),
                mistake("duration: 20 ns", "duration: -20 ns", "device.yaml:7:19: `duration`"),
                mistake("duration: 20 ns", "duration: inf", "device.yaml:7:19: `duration`"),
                mistake("duration: 20 ns", "duration: 20 ns, coupling: 5 MHz", "only one of"),
                mistake("duration: 20 ns", "duration: 20 ns, envelope: square", "`envelope` must be one of"),
                mistake("[ Q0, Q1 ], duration", "[ Q0, Q7 ], duration", "must be one of `Q0`, `Q1`"),
                mistake("[ Q0, Q1 ], duration", "[ Q0, Q0 ], duration", "distinct qubits"),
                mistake("coupling: 5 MHz", "coupling: 5", "device.yaml:10:28: `coupling`"),
                mistake("coupling: 5 MHz", "coupling: 0 MHz", "device.yaml:10:28: `coupling` must be positive"),
                mistake("on: ry", "on: rx", "device.yaml:12:22: `on` must be one of"),
                mistake("channel: depolarizing", "channel: depolarising", "did you mean `depolarizing`?"),
                mistake("pauli-error-probability: 0.001", "p: 0.001", "missing key `pauli-error-probability`"),
                mistake("pauli-error-probability: 0.001", "pauli-error-probability: 2", "probability from 0 to 1"),
                mistake("[ Q0, Q1 ], zz", "[ Q0 ], zz", "exactly two qubits"),
                mistake("zz: 0.1 MHz", "zz: 0.1", "device.yaml:13:40: `zz`"),
                mistake("name: pair", "name: 7", "device.yaml:1:7: `name` must be text"),
                mistake("qubits:\n", "qubits: []\nold:\n", "at least one qubit"),
                mistake("source: made up", "sauce: made up", "did you mean `source`?"),
                mistake(
                        "channel: depolarizing, pauli-error-probability: 0.001",
                        "channel: kraus, operators: [ [[1, 0], [0, 0.5]] ]",
                        "must be trace preserving, but sum K^dagger K differs from 1 by 0.75"));
    }

    static Stream<Arguments> studyMistakes() {
        return Stream.of(
                mistake("qubits: 2", "qubits: 3", "uses 3 qubits, but the device `pair` has 2"),
                mistake("qubits: 2", "qubits: 0", "study.yaml:4:25: `qubits`"),
                mistake("qubits: 2", "qubits: 2.5", "study.yaml:4:25: `qubits` must be an integer"),
                mistake("qubits: 2", "qubits: 1000000000", "study.yaml:4:25: `qubits`"),
                mistake("steps: 4", "steps: -1", "study.yaml:4:47: `steps`"),
                mistake("steps: 4", "steps: 1.5", "study.yaml:4:47: `steps` must be an integer"),
                mistake("kappa: 2.5", "kappa: big", "study.yaml:4:35: `kappa` must be a number"),
                mistake(
                        "kappa: 2.5",
                        "kappa: 2.5, interaction: exchange",
                        "`during-gate` or `none`, but is `after-gate`"),
                mistake("kappa: 2.5", "kapa: 2.5", "did you mean `kappa`?"),
                mistake("device: device.yaml", "device: nowhere.yaml", "study.yaml:2:9: file `"),
                mistake("placement: after-gate", "placement: afterwards", "`placement` must be one of"),
                mistake("method: auto", "method: magic", "`method` must be one of"),
                mistake("seed: 1", "seed: one", "`seed` must be an integer"),
                mistake(
                        "analyses:\n",
                        "expectations: [ { what: a, analysis: b, field: ideal, asked: 1 } ]\nanalyses:\n",
                        "`field` must be a JSON pointer"),
                mistake(
                        "analyses:\n",
                        "expectations: [ { what: a, analysis: nowhere, field: /ideal, asked: 1 } ]\nanalyses:\n",
                        "`analysis` must be one of"),
                mistake(
                        "analyses:\n",
                        "expectations: [ { what: a, analysis: b, field: /ideal, run: noisy, asked: 1 } ]\nanalyses:\n",
                        "only one of"),
                mistake(
                        "analyses:\n",
                        "expectations: [ { what: a, analysis: b, field: /ideal } ]\nanalyses:\n",
                        "must give `asked`"),
                mistake("type: dynamics", "type: dynamic", "did you mean `dynamics`?"),
                mistake(
                        "type: dynamics",
                        "type: dynamics\n    inset-map: c",
                        "entropy-map analysis of this study (one of b), but"),
                mistake("id: b", "id: a", "must have an id of its own"),
                mistake(
                        "id: b",
                        "id: A",
                        "must have an id of its own, but `A` would write `A`, which is also a file of `a`"),
                mistake(
                        "id: a\n",
                        "id: b-asymmetry\n",
                        "study.yaml:11:5: `analyses[1]` must have an id of its own, but `b` would write `b-asymmetry`, which is also a file of"
                                + " `b-asymmetry` at"),
                mistake("id: c", "id: b-average", "study.yaml:12:5"),
                mistake("id: b", "id: ../b", "study.yaml:11:30: `id` must be a file's name"),
                mistake("steps: [ 1, 2 ]", "steps: [ 1, 9 ]", "must be at most the circuit's 4 steps, but was `9`"),
                mistake("average: 3", "average: 5", "must be at most the circuit's 4 steps"),
                mistake("theta: 3,", "theta: 1,", "`theta` must be from 2"),
                mistake("theta: 0.3", "theta: 0.3 turns", "study.yaml:10:42: `theta`"),
                mistake("phi: pi/2", "phi: pie/2", "`phi`"),
                mistake("device.qubits.*.T1", "device.qubits.Q9.T1", "one of Q0, Q1"),
                mistake("device.qubits.*.T1", "device.qubits.*.T9", "must name a known parameter"),
                mistake("device.qubits.*.T1", "T1", "is no parameter"),
                mistake("[ 5 us, inf ]", "[ 5, inf ]", "study.yaml:12:59"),
                mistake("[ 5 us, inf ]", "[ 1 us, inf ]", "T2 of Q0 must be at most 2 T1"),
                mistake(
                        "observable: purity",
                        "observable: puritty",
                        "`observable` must be one of entropy[.qubit], purity"),
                mistake("observable: purity", "observable: puritty", "but is `puritty`; did you mean `purity`?"),
                mistake("observable: purity", "observable: bloch-z.q0", "did you mean `bloch-z.Q0`?"),
                mistake("observable: purity", "observable: XXX", "but is `XXX`, of 3 letters for 2 qubits"),
                mistake("at-step: 2", "at-step: 7", "must be at most the circuit's 4 steps"),
                mistake("name: small", "name: ../small", "study.yaml:1:7: `name`"));
    }

    private static Arguments mistake(String right, String wrong, String message) {
        return Arguments.of(right, wrong, message);
    }

    @Test
    void theUnbrokenFilesAreRead() throws IOException {
        write("device.yaml", DEVICE);
        Study study = StudyReader.read(write("study.yaml", STUDY));
        new AnalysisRunner(SimulationOptions.defaults(), line -> {}).prepare(study);
        assertEquals(3, study.analyses().size());
    }

    @ParameterizedTest
    @MethodSource("deviceMistakes")
    void deviceMistakesAreTold(String right, String wrong, String message) throws IOException {
        assertTrue(DEVICE.contains(right), right);
        write("device.yaml", DEVICE.replace(right, wrong));
        assertTold(write("study.yaml", STUDY), message);
    }

    @ParameterizedTest
    @MethodSource("studyMistakes")
    void studyMistakesAreTold(String right, String wrong, String message) throws IOException {
        assertTrue(STUDY.contains(right), right);
        write("device.yaml", DEVICE);
        assertTold(write("study.yaml", STUDY.replace(right, wrong)), message);
    }

    @Test
    void allProblemsOfAllFilesAreToldInOneGo() throws IOException {
        write("device.yaml", DEVICE.replace("T1: 10 us", "T1: 10").replace("coupling: 5 MHz", "coupling: -5 MHz"));
        Path study = write("study.yaml", STUDY.replace("steps: 4", "steps: -4").replace("seed: 1", "seed: x"));
        List<String> told = told(study);
        assertTrue(told.stream().anyMatch(p -> p.contains("device.yaml:4:21")), told.toString());
        assertTrue(told.stream().anyMatch(p -> p.contains("device.yaml:10:28")), told.toString());
        assertTrue(told.stream().anyMatch(p -> p.contains("study.yaml:4:47")), told.toString());
        assertTrue(told.stream().anyMatch(p -> p.contains("study.yaml:6:35")), told.toString());
        assertEquals(4, told.size(), told.toString());
    }

    /** That a name stands twice needs no device to be seen. */
    @ParameterizedTest
    @ValueSource(strings = {"dynamics", "tomography"})
    void aNameGivenTwiceIsToldBesideAMistakenDevice(String type) throws IOException {
        write("device.yaml", DEVICE.replace("T1: 10 us", "T1: 10"));
        String one = STUDY.substring(0, STUDY.indexOf("  - type")) + "  - { type: " + type
                + ", id: d, observables: [ ZZ, ZZ ] }\n";
        List<String> told = told(write("study.yaml", one));
        assertEquals(2, told.size(), told.toString());
        assertTrue(told.stream().anyMatch(p -> p.contains("device.yaml:4:21")), told.toString());
        assertTrue(told.stream().anyMatch(p -> p.endsWith("asks for `ZZ` a second time")), told.toString());
    }

    @Test
    void anOperationWithoutADurationIsAnError() throws IOException {
        write("device.yaml", DEVICE.replace("  interaction: { coupling: 5 MHz }\n", ""));
        assertTold(write("study.yaml", STUDY), "lists no duration for operation interaction");
        // The lines to add stand on lines of their own.
        assertTold(folder.resolve("study.yaml"), "add under its `operations:`\n  interaction: { duration: <time> }");
    }

    /** What is in bounds by itself may be beyond what can be judged soon. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ type: sweep, id: s, over: { circuit.kicked-top.kappa: { from: 0.5, to: 2, points: 100000 } }, observable: purity }"
            })
    void longListsAreJudgedSoon(String analysis) throws IOException {
        write("device.yaml", DEVICE);
        String one = STUDY.substring(0, STUDY.indexOf("  - type")) + "  - " + analysis + "\n";
        Path study = write("study.yaml", one.replace("qubits: 2", "qubits: 1"));
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        new AnalysisRunner(SimulationOptions.defaults(), line -> {}).prepare(StudyReader.read(study));
        long elapsed = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        assertTrue(elapsed < 5_000_000_000L, elapsed + " ns");
    }

    @Test
    void aCurveOfADecayNeedsAnObservable() throws IOException {
        write("device.yaml", DEVICE);
        String one = STUDY.substring(0, STUDY.indexOf("  - type"))
                + "  - { type: decay, id: d, curves: [ { label: z, observables: [] } ] }\n";
        assertTold(write("study.yaml", one), "`observables` must be a list of at least one observable");
    }

    /** An integrator takes some steps for each radian, and would never end. */
    @ParameterizedTest
    @ValueSource(strings = {"drag: 1e5", "anharmonicity: 1e6 MHz"})
    void pulsesOutOfProportionAreRefusedSoon(String value) throws IOException {
        String device = """
                name: three
                qubits:
                  - { name: Q0, levels: 3, anharmonicity: -220 MHz, T1: 4 us, T2: 3 us }
                  - { name: Q1, levels: 3, anharmonicity: -200 MHz, T1: 9 us, T2: 5 us }
                operations:
                  ry: { duration: 20 ns, envelope: cosine, drag: 0.5 }
                  rz: { duration: 0 ns }
                  interaction: { duration: 25 ns }
                """;
        String key = value.substring(0, value.indexOf(':'));
        write("device.yaml", device.replaceAll(key + ": [^,}]*", value));
        String one = STUDY.substring(0, STUDY.indexOf("  - { type: entropy-map"));
        assertTold(write("study.yaml", one), "is out of proportion");
    }

    @Test
    void tooLargeForMemoryIsRefusedWithTheBytes() throws IOException {
        StringBuilder qubits = new StringBuilder("name: many\nqubits:\n");
        for (int q = 0; q < 40; q++) {
            qubits.append("  - { name: Q")
                    .append(q)
                    .append(", T1: ")
                    .append(10 + q)
                    .append(" us, T2: 4 us }\n");
        }
        write("device.yaml", qubits + "operations: { ry: { duration: 20 ns }, interaction: { duration: 25 ns } }\n");
        Path study = write(
                "study.yaml",
                STUDY.replace("qubits: 2", "qubits: 40").replace("method: auto", "method: density-matrix"));
        assertTold(study, "the density matrix of 40 qubits needs");
    }

    static Stream<Arguments> brokenFiles() {
        return Stream.of(
                Arguments.of("", "study.yaml:1:1"),
                Arguments.of("\u0000\u0001\u0002", "study.yaml:1:1"),
                Arguments.of("[".repeat(5000), "study.yaml:1:"),
                Arguments.of("a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n" + bomb(), "study.yaml:"),
                Arguments.of("name: [", "study.yaml:"),
                Arguments.of("- a\n- b\n", "study.yaml:1:1: file must hold a mapping"));
    }

    private static String bomb() {
        StringBuilder bomb = new StringBuilder();
        for (char c = 'c'; c < 'm'; c++) {
            bomb.append(c).append(": &").append(c).append(" [");
            for (int i = 0; i < 8; i++) {
                bomb.append(i == 0 ? "*" : ",*").append((char) (c - 1));
            }
            bomb.append("]\n");
        }
        return bomb.toString();
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void brokenFilesAreTold(String text, String message) throws IOException {
        assertTold(write("study.yaml", text), message);
    }

    @Test
    void aMissingFileAndAFolderAreTold() {
        assertTold(folder.resolve("missing.yaml"), "missing.yaml:1:1");
        assertTold(folder, ":1:1");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    private static void assertTold(Path study, String message) {
        List<String> told = told(study);
        assertTrue(told.stream().anyMatch(p -> p.contains(message)), () -> message + "\nnot in\n" + told);
    }

    private static List<String> told(Path study) {
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> new AnalysisRunner(SimulationOptions.defaults(), line -> {}).prepare(StudyReader.read(study)));
        List<String> told = e.problems().stream().map(Problem::toString).toList();
        assertTrue(told.stream().allMatch(p -> p.matches("(?s).+:\\d+:\\d+: .+")), told.toString());
        return told;
    }

    @Test
    void aMistakenDeviceOrCircuitHidesNoMistakeOfAnAnalysis() throws IOException {
        Files.writeString(folder.resolve("device.yaml"), DEVICE.replace("T1: 10 us", "T1: 10"));
        Path study = Files.writeString(
                folder.resolve("study.yaml"),
                STUDY.replace("kappa: 2.5", "kappa: big")
                        .replace("average: 3", "averages: 3")
                        .replace("observable: purity", "observable: virtue")
                        .replace("theta: 0.3", "theta: warm"));
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> StudyReader.read(study));
        String message = String.valueOf(refused.getMessage());
        for (String expected : List.of(
                "device.yaml:4:21: `T1`",
                "study.yaml:4:35: `kappa`",
                "study.yaml:10:42: `theta`",
                "unknown key `averages`",
                "study.yaml:12:86: `observable` must be one of entropy[.qubit], purity")) {
            assertTrue(message.contains(expected), message);
        }
        assertEquals(5, refused.problems().size(), message);
    }
}
