package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What no laboratory can do, through the command line: one line each, with place, rule and value, and nothing written.
 */
class LaboratoryMistakesTest {

    private static final String STUDY = """
            name: lab
            device:
              name: pair
              qubits:
                - { name: A, T1: 20 us, T2: 15 us }
                - { name: B, T1: 30 us, T2: 12 us }
              operations: { ry: { duration: 20 ns }, rx: { duration: 20 ns }, interaction: { coupling: 5 MHz } }
              readout-confusion:
                - [ 0.97, 0.05, 0.03, 0.01 ]
                - [ 0.01, 0.93, 0.01, 0.04 ]
                - [ 0.01, 0.01, 0.95, 0.05 ]
                - [ 0.01, 0.01, 0.01, 0.90 ]
            circuit: { kicked-top: { qubits: 2, kappa: 1.3, steps: 3 } }
            analyses:
              - { type: tomography, id: t, to-step: 2, bootstraps: 0 }
            """;

    private static final int LINE_OF_ANALYSIS = 15;

    private static final String PRODUCT_READOUT = "(?s)  readout-confusion:.*\ncircuit";

    @TempDir
    private Path folder;

    private record Outcome(int exit, String out, String err) {}

    private Outcome run(String study) throws IOException {
        Path file = Files.writeString(folder.resolve("study.yaml"), study);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        "run",
                        file.toString(),
                        "--no-figures",
                        "--out",
                        folder.resolve("out").toString());
        return new Outcome(exit, out.toString(), err.toString());
    }

    private void assertRefused(String study, int line, String message) throws IOException {
        Outcome outcome = run(study);
        assertEquals(2, outcome.exit(), outcome.err());
        String said = outcome.err().strip();
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.startsWith(folder.resolve("study.yaml") + ":" + line + ":"), said);
        assertTrue(said.contains(message), said);
        assertFalse(Files.exists(folder.resolve("out")), "nothing is written");
    }

    @Test
    void asItStandsItRuns() throws IOException {
        assertEquals(0, run(STUDY).exit());
        assertTrue(Files.exists(folder.resolve("out").resolve("results.json")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.97 | 0.87 | 9 | must have columns that sum to one, each over all that may be read from one true outcome, but column 0 sums to 0.9",
                "0.04 | 0.14 | 9 | but column 3 sums to 1.1",
                "0.97 | 1.97 | 9 | `readout-confusion[0][0]` must be a probability from 0 to 1, but was `1.97`",
                "0.93 | -0.93 | 10 | `readout-confusion[1][1]` must be a probability from 0 to 1, but was `-0.93`",
                "0.95 | often | 11 | `readout-confusion[2][2]` must be a number, but was `often`",
                "0.95 | .inf | 11 | `readout-confusion[2][2]` must be a number, but was `.inf`",
                "', 0.90 ]' | ' ]' | 9 | must have as many columns as rows, 4, but row 3 has 3",
                "'    - [ 0.01, 0.01, 0.01, 0.90 ]\n' | '' | 9 | must have 2^n rows for n = 1 to 8 qubits, but has 3",
                "T2: 12 us | 'T2: 12 us, readout: { p1-given-0: 0.1, p0-given-1: 0.2 }' | 9 | `readout-confusion` holds all readout errors, so B must have no p1-given-0 and p0-given-1 of its own",
            })
    void confusionMatrices(String what, String instead, int line, String message) throws IOException {
        assertTrue(STUDY.contains(what), what);
        assertRefused(STUDY.replace(what, instead), line, message);
    }

    /** What is read alike of two true outcomes is no readout, whether it is corrected or not. */
    @Test
    void aSingularConfusionMatrix() throws IOException {
        String singular = STUDY.replace("0.97, 0.05", "0.5, 0.5")
                .replace("0.01, 0.93", "0.5, 0.5")
                .replace("[ 0.01, 0.01, 0.95", "[ 0, 0, 0.95")
                .replace("[ 0.01, 0.01, 0.01, 0.90", "[ 0, 0, 0.01, 0.90");
        String message = "`readout-confusion` must be invertible, so that different true outcomes are read differently,"
                + " but is singular";
        assertRefused(singular, 9, message);
        assertRefused(singular.replace("bootstraps: 0", "bootstraps: 0, correct: calibrated"), 9, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'type: tomography, id: t, bootstraps: 0, correct: exact' | `correct` is impossible: the confusion matrix of the device's readout must be invertible",
                "'type: tomography, id: t, bootstraps: 0, correct: calibrated' | `correct` is impossible: the confusion matrix of the device's readout must be invertible",
                "'type: entropy-map, id: m, average: 2, shots: 100, correct: exact' | `correct` is impossible: p1-given-0 and p0-given-1 of B must not sum to one",
            })
    void errorsOfOneQubitThatCannotBeInverted(String analysis, String message) throws IOException {
        assertRefused(
                analysis(analysis)
                        .replaceFirst(PRODUCT_READOUT, "circuit")
                        .replace("T2: 12 us", "T2: 12 us, readout: { p1-given-0: 0.4, p0-given-1: 0.6 }"),
                LINE_OF_ANALYSIS - 5,
                message);
    }

    /** A grid of readout errors says at which of them. */
    @Test
    void inferencesThatCorrectWhatCannotBe() throws IOException {
        assertRefused(
                analysis("type: inference, id: i, shots: inf, models: [ { name: m } ], statements: [ { name: s, source:"
                                + " made up, observable: purity, value: 0.5, errors: { e: 0.1 } } ], readout: [ perfect,"
                                + " corrected ], parameters: { device.qubits.B.readout.p1-given-0: [ 0.1, 0.4 ] }")
                        .replaceFirst(PRODUCT_READOUT, "circuit")
                        .replace("T2: 12 us", "T2: 12 us, readout: { p1-given-0: 0.1, p0-given-1: 0.6 }"),
                LINE_OF_ANALYSIS - 5,
                "`parameters` holds readout errors that are impossible: with"
                        + " `device.qubits.B.readout.p1-given-0` = 0.4 the confusion matrix must be invertible");
    }

    private static String analysis(String analysis) {
        return STUDY.replace("type: tomography, id: t, to-step: 2, bootstraps: 0", analysis);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'type: tomography, id: t, shots: 0' | `shots` must be from 1 to 1000000000, or `inf` for exact frequencies, but was `0`",
                "'type: tomography, id: t, shots: -3' | but was `-3`",
                "'type: tomography, id: t, shots: 1.5' | `shots` must be an integer, but was `1.5`",
                "'type: tomography, id: t, shots: few' | `shots` must be an integer, but was `few`",
                "'type: tomography, id: t, correct: calibrated, calibration-shots: 0' | `calibration-shots` must be from 1 to 1000000000",
                "'type: entropy-map, id: m, average: 2, shots: 0' | `shots` must be from 1 to 1000000000",
                "'type: ergodicity, id: m, shots: 0' | `shots` must be from 1 to 1000000000",
                "'type: experiment, id: e, routine: readout, qubits: [ A ], shots: 0' | `shots` must be from 1 to 1000000000",
            })
    void shotsThatNobodyTakes(String analysis, String message) throws IOException {
        assertRefused(analysis(analysis), LINE_OF_ANALYSIS, message);
    }

    @Test
    void blindCalibrationsWithoutShots() throws IOException {
        assertRefused(
                analysis("type: blind-calibration, id: b, devices: 1, shots: 0, hidden: {}")
                        .replaceFirst(PRODUCT_READOUT, "circuit"),
                LINE_OF_ANALYSIS - 5,
                "`shots` must be from 10 to 100000000, but was `0`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'rx: { duration: 20 ns }, ' | 'rotations: gates' | `rotations` is refused: no rotation of the device `pair` turns +Y of qubit A to z: it must have rx, or rz and ry among its operations",
                "'ry: { duration: 20 ns }, ' | 'rotations: gates' | turns +X of qubit A to z: it must have ry, or rz and rx among its operations",
                "'ry: { duration: 20 ns }, rx: { duration: 20 ns }, ' | 'rotations: gates, settings: six' | turns +X of qubit A to z",
            })
    void basesThatNoRotationReaches(String missing, String keys, String message) throws IOException {
        assertTrue(STUDY.contains(missing), missing);
        assertRefused(
                STUDY.replace(missing, "").replace("bootstraps: 0", "bootstraps: 0, " + keys),
                LINE_OF_ANALYSIS,
                message);
    }

    /** Preparation by gates means rotations by gates, so that the analysis itself is at fault. */
    @Test
    void basesThatNoRotationReachesWhereNobodyAsked() throws IOException {
        assertRefused(
                STUDY.replace("rx: { duration: 20 ns }, ", "").replace("steps: 3", "steps: 3, preparation: gates"),
                LINE_OF_ANALYSIS,
                "cannot be measured: no rotation of the device `pair` turns +Y of qubit A to z");
    }

    /** A rotation about z in between is as good. */
    @Test
    void whatTwoRotationsReachIsMeasured() throws IOException {
        assertEquals(
                0,
                run(STUDY.replace("rx: { duration: 20 ns }", "rz: { duration: 0 ns }")
                                .replace("bootstraps: 0", "bootstraps: 0, rotations: gates"))
                        .exit());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'t1, qubits: [ Q9 ]' | `qubits[0]` must be one of `A`, `B`, but was `Q9`",
                "'t1, qubits: [ 7 ]' | `qubits[0]` must be one of `A`, `B`, but was `7`",
                "'ramsey, qubits: [ a ]' | but was `a`; did you mean `A`?",
                "'swap-chevron, qubits: [ A, C ]' | `qubits[1]` must be one of `A`, `B`, but was `C`",
                "'coupling-sign, qubits: [ A, B ]' | `qubits` must name 3 qubits for coupling-sign, but names 2",
                "'coupling-sign, qubits: [ A, B, C ]' | `qubits[2]` must be one of `A`, `B`, but was `C`",
                "'zz-ramsey, qubits: [ A, A ]' | `qubits` must name distinct qubits, but names `A`, `A`",
                "'echo, qubits: [ A, B ]' | `qubits` must name 1 qubit for echo, but names 2",
                "'t1' | missing key `qubits` in `analyses[0]`",
            })
    void experimentsOnQubitsThatAreNotThere(String routine, String message) throws IOException {
        assertRefused(
                analysis("type: experiment, id: e, routine: " + routine + ", delays: [ 4 ns, 8 ns, 12 ns, 16 ns ]"),
                LINE_OF_ANALYSIS,
                message);
    }

    @Test
    void experimentsOnALevelThatIsNotThere() throws IOException {
        assertRefused(
                analysis(
                        "type: experiment, id: e, routine: t1-ef, qubits: [ A ], anharmonicity: -200 MHz, delays: [ 1 us, 2"
                                + " us, 3 us ]"),
                LINE_OF_ANALYSIS,
                "levels");
    }

    /** These are found after running: each parameter that is open is named, with the direction in which it is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'t1, qubits: [ A ], delays: { from: 0 ns, to: 5 ns, points: 4 }' | 'e: the counts do not decide -0.71 offset + 0.70 amplitude'",
                "'ramsey, qubits: [ A ], delays: { from: 0 ns, to: 50 ns, points: 7 }' | 'e: rate is most likely at its bound, 0.00: its error does not cover as it says'",
            })
    void whatTheDataCannotDecide(String routine, String message) throws IOException {
        Outcome outcome = run(analysis("type: experiment, id: e, shots: 100, routine: " + routine)
                .replaceFirst(PRODUCT_READOUT, "circuit")
                .replace("rx: { duration: 20 ns }", "rz: { duration: 0 ns }"));
        assertEquals(0, outcome.exit(), outcome.err());
        assertTrue(outcome.out().lines().anyMatch(line -> line.strip().equals("warning: " + message)), outcome.out());
    }
}
