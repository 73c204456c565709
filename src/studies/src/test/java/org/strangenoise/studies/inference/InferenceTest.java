package org.strangenoise.studies.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.entropymap.EntropyMapType;
import org.strangenoise.studies.inference.InferenceResult.Fit;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.BudgetStudies;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.studies.tomography.TomographyType;
import org.strangenoise.yaml.InvalidInputException;

/** One inference from statements whose device is known, and from those of the paper. */
class InferenceTest {

    private static final String PAIR = """
        device:
          name: pair
          qubits:
            - { name: A, T1: 3 us, Tphi: 2 us, readout: { p1-given-0: 0.02, p0-given-1: 0.05 } }
            - { name: B, T1: 5 us, T2: 4 us, readout: { p1-given-0: 0.02, p0-given-1: 0.05 } }
          operations: { ry: { duration: 30 ns }, rz: { duration: 0 ns }, interaction: { coupling: 4 MHz } }
        circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 6 } }
        """;

    private static final String STARTS =
            "initial-states: [ { label: a, theta: 0.6, phi: 1.1 }, { label: b, theta: 1.9, phi: -0.4 } ]";

    @TempDir
    Path folder;

    private InferenceResult run(String setup, String keys) {
        Study study = BudgetStudies.study(folder, setup, "{ type: inference, id: a, " + keys + " }");
        return (InferenceResult)
                new AnalysisRunner(BudgetStudies.OPTIONS, line -> {}).run(study).get(0);
    }

    private static String statement(String name, String keys) {
        return "{ name: " + name + ", source: made up, " + keys + " }";
    }

    private static double[] predicted(Fit fit) {
        return fit.predictions().stream()
                .mapToDouble(InferenceResult.Prediction::predicted)
                .toArray();
    }

    /** A twin of other code: what a tomography of every start finds with exact frequencies. */
    @ParameterizedTest
    @CsvSource({"perfect, none, false", "uncorrected, none, true", "corrected, exact, true"})
    void exactNumbersAreThoseOfATomography(String readout, String correct, boolean reads) {
        String setup = reads ? PAIR : PAIR.replaceAll(", readout: \\{[^}]*}", "");
        TomographyType.Result twin = (TomographyType.Result) new AnalysisRunner(BudgetStudies.OPTIONS, line -> {})
                .run(BudgetStudies.study(
                        folder,
                        setup,
                        "{ type: tomography, id: t, shots: inf, correct: " + correct
                                + ", observables: [ concurrence.A-B, ZX ], " + STARTS + " }"))
                .get(0);
        InferenceResult result = run(
                PAIR,
                "shots: inf, readout: [ " + readout + " ], models: [ { name: m } ], statements: [ "
                        + String.join(
                                ", ",
                                statement(
                                        "o", "observable: overlap, at-step: 5, value: 1, errors: { e: 1 }, " + STARTS),
                                statement("p", "observable: purity, mean-of-steps: [ 2, 6 ], " + STARTS),
                                statement(
                                        "c", "observable: concurrence.A-B, at-step: 3, compare: difference, " + STARTS),
                                statement("z", "observable: ZX, compare: largest-difference, " + STARTS))
                        + " ]");
        double[] expected = {
            mean(twin, "overlap", 5, 5),
            mean(twin, "purity", 2, 6),
            of(twin, 0, "concurrence.A-B", 3) - of(twin, 1, "concurrence.A-B", 3),
            Math.abs(of(twin, 0, "ZX", 6) - of(twin, 1, "ZX", 6))
        };
        assertArrayEquals(expected, predicted(result.fits().get(0)), 1e-10);
    }

    private static double of(TomographyType.Result twin, int start, String name, int step) {
        return twin.series().get(start).measured().values().scalar(name)[step];
    }

    private static double mean(TomographyType.Result twin, String name, int from, int to) {
        double sum = 0;
        for (int step = from; step <= to; step++) {
            sum += of(twin, 0, name, step) + of(twin, 1, name, step);
        }
        return sum / (2 * (to - from + 1));
    }

    /** A twin of other code: the measured map of entropies, by three bases. */
    @Test
    void oneQubitAtATimeIsWhatAMeasuredMapSees() {
        EntropyMapType.Result map = (EntropyMapType.Result) new AnalysisRunner(BudgetStudies.OPTIONS, line -> {})
                .run(BudgetStudies.study(
                        folder,
                        PAIR,
                        "{ type: entropy-map, id: m, grid: { theta: 2, phi: 2 }, average: 6, shots: inf }"))
                .get(0);
        InferenceResult result = run(
                PAIR,
                "shots: inf, readout: [ uncorrected ], models: [ { name: m } ], statements: [ "
                        + statement(
                                "s",
                                "observable: entropy, tomography: qubit, mean-of-steps: [ 1, 6 ], value: 0, errors: { e: 1 },"
                                        + " initial-states: [ { theta: 0, phi: 0 } ]")
                        + " ]");
        assertEquals(
                map.measured().orElseThrow().average()[0][0],
                predicted(result.fits().get(0))[0],
                1e-12);
    }

    /** The other sign of kappa and of every phi is the same experiment, reflected, as long as no level leaks. */
    @Test
    void aMirroredModelOfTwoLevelsPredictsTheSame() {
        InferenceResult result = run(
                PAIR,
                "shots: inf, models: [ { name: plain }, { name: mirrored, mirrored: true } ], statements: [ "
                        + String.join(
                                ", ",
                                statement("o", "observable: overlap, value: 1, errors: { e: 1 }, " + STARTS),
                                statement(
                                        "p",
                                        "observable: purity, circuit: { kicked-top: { kappa: 0.4, steps: 9 } }, at-step: 8, "
                                                + STARTS))
                        + " ]");
        assertArrayEquals(
                predicted(result.fits().get(0)), predicted(result.fits().get(1)), 1e-12);
        assertTrue(Math.abs(predicted(result.fits().get(0))[1]
                        - predicted(result.fits().get(0))[0])
                > 1e-3);
    }

    /** The statements are a device's own numbers: its values come out, and a model without its kick is excluded. */
    @Test
    void theDeviceBehindTheStatementsIsFoundAndAnotherExcluded() {
        String hidden = PAIR.replace("T1: 3 us, Tphi: 2 us", "T1: 7 us, Tphi: 3 us")
                .replace("T1: 5 us, T2: 4 us", "T1: 7 us, Tphi: 3 us")
                .replace("p1-given-0: 0.02, p0-given-1: 0.05", "p1-given-0: 0.01, p0-given-1: 0.04");
        String statements = String.join(
                ", ",
                statement(
                        "o", "observable: overlap, at-step: 6, value: %s, errors: { e: 0.001, loose: 10 }, " + STARTS),
                statement("p", "observable: purity, at-step: 6, value: %s, errors: { e: 0.001, loose: 10 }, " + STARTS),
                statement(
                        "s", "observable: entropy, at-step: 5, value: %s, errors: { e: 0.001, loose: 10 }, " + STARTS),
                statement("z", "observable: ZZ, at-step: 4, value: %s, errors: { e: 0.001, loose: 10 }, " + STARTS));
        double[] numbers = predicted(run(
                        hidden,
                        "shots: inf, readout: [ uncorrected ], models: [ { name: m } ], statements: [ "
                                + statements.formatted(0, 0, 0, 0) + " ]")
                .fits()
                .get(0));
        InferenceResult result = run(
                PAIR,
                "shots: inf, readout: [ uncorrected, corrected ], statements: [ "
                        + statements.formatted(Arrays.stream(numbers).boxed().toArray())
                        + " ], models: [ { name: right }, { name: wrong, circuit: { kicked-top: { kappa: 0.9 } } } ],"
                        + " parameters: { device.qubits.*.T1: [ 5 us, 7 us, 10 us ], device.qubits.*.Tphi: [ 2 us, 3 us, 5 us ],"
                        + " device.qubits.*.readout.p1-given-0: [ 0.005, 0.01, 0.02 ] },"
                        + " ties: [ { parameter: device.qubits.*.readout.p0-given-1, to: device.qubits.*.readout.p1-given-0, factor: 4 } ]");
        Fit right = result.fits().get(0);
        assertEquals("right, readout uncorrected", right.name());
        assertArrayEquals(new double[] {7e-6, 3e-6, 0.01}, right.parameters(), 1e-15);
        assertEquals(0, right.chiSquare(), 1e-12);
        assertEquals(1, right.feasible());
        assertArrayEquals(right.parameters(), right.lows(), 1e-18);
        assertArrayEquals(right.parameters(), right.highs(), 1e-18);
        assertEquals(27, right.places());
        assertEquals(6, right.aic().orElseThrow(), 1e-12, "four numbers, three parameters");
        Fit wrong = result.fits().get(2);
        assertEquals("wrong, readout uncorrected", wrong.name());
        assertFalse(wrong.isFeasible());
        assertTrue(wrong.chiSquare() > 100, String.valueOf(wrong.chiSquare()));
        // Errors of 10 exclude nothing: every place of every explanation is feasible, and the words say so.
        assertTrue(result.fits().subList(4, 8).stream().allMatch(fit -> fit.feasible() == fit.places()));
        String words = String.join("\n", result.inWords());
        assertTrue(words.contains("Errors \"e\": excluded are"), words);
        assertTrue(words.contains("cannot tell apart"), words);
        assertTrue(words.contains("device.qubits.*.T1 from 5 us to 10 us, all that was asked"), words);
    }

    /** Chi-square from the table's own numbers, and an AIC only where numbers outnumber parameters. */
    @Test
    void chiSquareIsThatOfTheNumbersInTheTable() {
        InferenceResult result = run(
                PAIR,
                "shots: 500, repetitions: 4, models: [ { name: m } ], parameters: { device.qubits.*.T1: [ 3 us, 9 us ] },"
                        + " statements: [ "
                        + statement("o", "observable: overlap, value: 0.9, errors: { e: 0.01 }")
                        + " ]");
        Fit fit = result.fits().get(0);
        assertEquals(Math.pow((predicted(fit)[0] - 0.9) / 0.01, 2), fit.chiSquare(), 1e-9);
        assertTrue(fit.aic().isEmpty());
        assertTrue(fit.predictions().get(0).countingError() > 0);
        assertTrue(String.join("\n", result.inWords()).contains("no AIC"));
    }

    /** Counting errors of one experiment: those that bootstraps of a tomography find, within their own spread. */
    @Test
    void theErrorOfCountingIsThatOfATomography() {
        String start = "initial-states: [ { theta: 0.6, phi: 1.1 } ]";
        TomographyType.Result twin = (TomographyType.Result) new AnalysisRunner(BudgetStudies.OPTIONS, line -> {})
                .run(BudgetStudies.study(
                        folder, PAIR, "{ type: tomography, id: t, shots: 400, bootstraps: 400, " + start + " }"))
                .get(0);
        InferenceResult result = run(
                PAIR,
                "shots: 400, repetitions: 40, readout: [ uncorrected ], models: [ { name: m } ], statements: [ "
                        + statement("z", "observable: purity, at-step: 6, value: 0, errors: { e: 1 }, " + start)
                        + " ]");
        double found = result.fits().get(0).predictions().get(0).countingError();
        double bootstrapped = twin.series().get(0).measured().errors().scalar("purity")[6];
        assertEquals(bootstrapped, found, 0.2 * bootstrapped);
    }

    /** The bars go from ideal to predicted, and what is left goes on to the stated number. */
    @Test
    void theWaterfallAddsUp() {
        InferenceResult result = run(
                PAIR,
                "shots: 300, repetitions: 3, readout: [ perfect, uncorrected ], models: [ { name: m } ],"
                        + " explain: { statement: o, readout: uncorrected }, statements: [ "
                        + statement("o", "observable: overlap, value: 0.7, errors: { e: 0.01 }, " + STARTS)
                        + " ]");
        assertEquals(1, result.falls().size());
        InferenceResult.Fall fall = result.falls().get(0);
        InferenceResult.Waterfall waterfall = fall.waterfall();
        assertEquals(List.of("T1", "Tphi", "readout", "shots", "reconstruction"), waterfall.players());
        assertEquals(
                waterfall.predicted(),
                waterfall.ideal() + Arrays.stream(waterfall.changes()).sum(),
                1e-12);
        assertEquals(predicted(result.fits().get(1))[0], waterfall.predicted(), 1e-12);
        assertEquals(0.7, waterfall.predicted() + fall.unexplained(), 1e-12);
        InferenceResult ideal = run(
                PAIR + "noise: { placement: none }\n",
                "shots: inf, models: [ { name: m } ], statements: [ "
                        + statement("o", "observable: overlap, value: 0.7, errors: { e: 0.01 }, " + STARTS)
                        + " ]");
        assertEquals(predicted(ideal.fits().get(0))[0], waterfall.ideal(), 1e-9);
    }

    /**
     * The statements of the paper with exact frequencies on a coarse grid. An independent program found a least
     * chi-square of 9.3 for two levels, at least 13 for raw pulses with g < 0 and 6.2 with g > 0, with rotations that
     * do not leak.
     */
    @Test
    void thePaperIsAsFarFromEveryExplanationAsASecondProgramSays() throws Exception {
        Path file = Path.of("../../configs/studies/neill-2016-explained.yaml").toRealPath();
        String text = Files.readString(file)
                .replace(
                        "../devices",
                        file.resolveSibling("../devices").toRealPath().toString())
                .replace("shots: 1000", "shots: inf")
                .replace("[ perfect, uncorrected, corrected ]", "[ uncorrected ]")
                .replace("from: 3 us, to: 30 us, points: 8", "from: 3 us, to: 10 us, points: 3")
                .replace("from: 1.5 us, to: 25 us, points: 8", "from: 3 us, to: 7 us, points: 3")
                .replace("[ 0.0025, 0.005, 0.01, 0.02 ]", "[ 0.0025, 0.005 ]")
                .replaceAll("(?m)^    explain:.*$", "")
                .replaceAll("(?s)      - name: A\\n.*?(?=    models:)", "");
        Study study = StudyReader.read(Files.writeString(folder.resolve("coarse.yaml"), text));
        InferenceResult result = (InferenceResult) new AnalysisRunner(
                        SimulationOptions.defaults()
                                .withThreads(Runtime.getRuntime().availableProcessors()),
                        line -> {})
                .run(study)
                .get(0);
        assertEquals(10.0, chiSquare(result, "two levels"), 1);
        assertEquals(13.2, chiSquare(result, "three levels, g < 0, exchange not calibrated"), 1.5);
        assertEquals(6.7, chiSquare(result, "three levels, g > 0, exchange not calibrated"), 0.7);
        assertTrue(result.ranked(0).stream().noneMatch(Fit::isFeasible));
        assertTrue(result.ranked(1).stream()
                .filter(Fit::isFeasible)
                .allMatch(fit -> fit.name().startsWith("three levels, g > 0, exchange not calibrated")));
        assertTrue(result.ranked(1).get(0).isFeasible());
    }

    private static double chiSquare(InferenceResult result, String model) {
        Fit found = result.fits().stream()
                .filter(fit -> fit.name().equals(model))
                .findFirst()
                .orElse(null);
        assertNotNull(found, model);
        return found.chiSquare();
    }

    static Stream<Arguments> mistakes() {
        String good = "observable: overlap, value: 0.9, errors: { e: 0.1 }";
        return Stream.of(
                Arguments.of(
                        statement("s", "observable: overlap"),
                        "",
                        "`statements` must hold at least one statement with a `value`"),
                Arguments.of(statement("s", "observable: overlap, value: 1"), "", "missing key `errors`"),
                Arguments.of(statement("s", "observable: overlap, errors: { e: 1 }"), "", "needs a `value`"),
                Arguments.of(statement("s", "observable: overlap, value: 1, errors: { e: 0 }"), "", "must be above 0"),
                Arguments.of(statement("s", good) + ", " + statement("s", good), "", "`s` appears twice"),
                Arguments.of(
                        statement("s", good) + ", "
                                + statement("t", "observable: overlap, value: 0.9, errors: { f: 0.1 }"),
                        "",
                        "must name the sets of the other statements, e, but names f"),
                Arguments.of(statement("s", good + ", at-step: 7"), "", "must be at most the circuit's 6 steps"),
                Arguments.of(
                        statement("s", good + ", mean-of-steps: [ 4, 2 ]"), "", "the last step not before the first"),
                Arguments.of(
                        statement("s", good + ", compare: difference"),
                        "",
                        "needs two initial-states, but there are 1"),
                Arguments.of(
                        statement("s", good + ", tomography: qubit"),
                        "",
                        "which the qubits' Bloch vectors do not tell"),
                Arguments.of(statement("s", good), "readout: [ corrected, corrected ]", "each once"),
                Arguments.of(
                        statement("s", good),
                        "parameters: { device.qubits.*.readout.p1-given-0: [ 0.1, 0.2 ] }",
                        "`readout` has neither `uncorrected` nor `corrected`"),
                Arguments.of(
                        statement("s", good),
                        "readout: [ corrected ], parameters: { device.qubits.*.readout.p1-given-0: [ 0.1, 0.95 ] }",
                        "readout errors that are impossible"),
                Arguments.of(
                        statement("s", good),
                        "parameters: { device.qubits.*.T1: [ 3 us, 2 us ] }",
                        "each above the one before it"),
                Arguments.of(
                        statement("s", good),
                        "parameters: { device.qubits.*.T1: [ 2 us, 3 us ] }, ties: [ { parameter: device.qubits.*.Tphi, to: device.qubits.A.T1 } ]",
                        "`to` must be one of `parameters`, device.qubits.*.T1"),
                Arguments.of(statement("s", good), "explain: { statement: q }", "`statement` must be one of `s`"),
                Arguments.of(
                        statement("s", "observable: purity, value: 0.9, errors: {}"),
                        "",
                        "`errors` must state at least one error"),
                Arguments.of(statement("s", good), "shots: 0", "must be from 1"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesAreToldWhereTheyStand(String statements, String keys, String message) {
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> run(
                        PAIR,
                        "models: [ { name: m } ], statements: [ " + statements + " ]"
                                + (keys.isEmpty() ? "" : ", " + keys)));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.getMessage().contains(".yaml:"), e.getMessage());
        assertEquals(1, e.problems().size(), e.getMessage());
    }

    /** A model's own keys are told once, though every statement has a setup of it. */
    @Test
    void aMistakeOfAModelIsToldOnce() {
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> run(
                        PAIR,
                        "models: [ { name: m, circuit: { kicked-top: { kappa: big } } } ], statements: [ "
                                + statement("s", "observable: overlap, value: 0.9, errors: { e: 0.1 }") + ", "
                                + statement("t", "observable: purity") + " ]"));
        assertEquals(1, e.problems().size(), e.getMessage());
    }

    @Test
    void valuesThatNoDeviceHasAreRefusedBeforeAnythingRuns() {
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> run(
                        PAIR.replace("T1: 3 us, Tphi: 2 us", "T1: 5 us, T2: 4 us"),
                        "models: [ { name: m } ], parameters: { device.qubits.*.T1: [ 1 us, 1.5 us ] }, statements: [ "
                                + statement("s", "observable: overlap, value: 0.9, errors: { e: 0.1 }") + " ]"));
        assertTrue(e.getMessage().contains("the model `m` can have none of the values"), e.getMessage());
    }
}
