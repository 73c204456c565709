package org.strangenoise.studies.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.config.StudyParameter;
import org.strangenoise.studies.config.Uncertainties;
import org.strangenoise.studies.dynamics.DynamicsType;
import org.strangenoise.studies.errorbars.ErrorBarsType;
import org.strangenoise.studies.experiment.DrawnDevices;
import org.strangenoise.studies.fit.FitType;
import org.strangenoise.studies.sensitivities.SensitivitiesType;

/** Analyses of devices with more than two levels: every value that they try has pulses calibrated for it. */
class ThreeLevelAnalysesTest {

    /** Two unequal transmons whose pulses leak: of 12 ns and an exchange of 20 ns. */
    private static final String SETUP = """
            device:
              name: transmons
              qubits:
                - { name: A, T1: T1_A, Tphi: 5 us, levels: LEVELS, anharmonicity: ETA_A }
                - { name: B, T1: 12 us, T2: 6 us, levels: LEVELS, anharmonicity: ETA_B }
              operations:
                ry: { duration: 12 ns, envelope: cosine }
                interaction: { coupling: 10 MHz }
            circuit: { kicked-top: { qubits: 2, kappa: 1.2, steps: 3, interaction: exchange } }
            noise: { placement: PLACEMENT }
            """;

    private static final String DYNAMICS = "{ type: dynamics, id: d, observables: [ ZZ, leakage ],"
            + " initial-states: [ { label: a, theta: 0.7, phi: 1.1 } ] }";

    @TempDir
    Path folder;

    private static String setup(double t1, double etaA) {
        return text(String.format(Locale.ROOT, "%.15g s", t1), String.format(Locale.ROOT, "%.15g Hz", etaA), "-230 MHz")
                .replace("LEVELS", "3")
                .replace("PLACEMENT", "during-gate");
    }

    private static String text(String t1, String etaA, String etaB) {
        return SETUP.replace("T1_A", t1).replace("ETA_A", etaA).replace("ETA_B", etaB);
    }

    private AnalysisResult run(String setup, String analysis) {
        return new AnalysisRunner(BudgetStudies.OPTIONS, line -> {})
                .run(BudgetStudies.study(folder, setup, analysis))
                .get(0);
    }

    /** An observable of a study of its own after two steps. */
    private double alone(String setup, String observable) {
        DynamicsType.Result result = (DynamicsType.Result) run(setup, DYNAMICS);
        return result.series().get(0).noisy().scalar(observable)[2];
    }

    @ParameterizedTest
    @ValueSource(strings = {"purity", "leakage", "fidelity"})
    void derivativesAreThoseOfStudiesBesideEachOther(String observable) {
        SensitivitiesType.Result slopes = (SensitivitiesType.Result) run(
                setup(8e-6, -210e6),
                "{ type: sensitivities, id: a, observable: " + observable
                        + ", at-step: 2, parameters: [ device.qubits.A.anharmonicity, device.qubits.A.T1 ],"
                        + " initial-state: { theta: 0.7, phi: 1.1 } }");
        double step = 2e5;
        double byEta = (alone(setup(8e-6, -210e6 + step), observable) - alone(setup(8e-6, -210e6 - step), observable))
                / (2 * step);
        double byT1 = (alone(setup(8.02e-6, -210e6), observable) - alone(setup(7.98e-6, -210e6), observable)) / 4e-8;
        assertEquals(byEta, slopes.entries().get(0).derivative(), 2e-4 * Math.abs(byEta));
        assertEquals(byT1, slopes.entries().get(1).derivative(), 2e-4 * Math.abs(byT1));
        assertTrue(slopes.method().reason().contains("differences of runs"));
    }

    /** Had the pulses of the start been kept, no value of the parameters would give these points. */
    @Test
    void aFitCalibratesThePulsesAtEveryValueThatItTries() throws IOException {
        String truth = setup(7e-6, -190e6);
        StringBuilder points = new StringBuilder("experiment,theta,phi,kappa,step,observable,value,error\n");
        for (String observable : new String[] {"ZZ", "leakage", "purity", "overlap"}) {
            DynamicsType.Result exact = (DynamicsType.Result) run(truth, DYNAMICS);
            for (int step = 1; step <= 2; step++) {
                points.append(String.format(
                        Locale.ROOT,
                        "run,0.7,1.1,,%d,%s,%.15g,1e-5%n",
                        step,
                        observable,
                        exact.series().get(0).noisy().scalar(observable)[step]));
            }
        }
        Files.writeString(folder.resolve("points.csv"), points);
        FitType.Result fit = (FitType.Result) run(
                setup(9e-6, -215e6),
                "{ type: fit, id: f, data: points.csv, starts: 0, free: { device.qubits.A.anharmonicity: {},"
                        + " device.qubits.A.T1: {} } }");
        assertEquals(-190e6, fit.fit().parameters()[0], 2);
        assertEquals(7e-6, fit.fit().parameters()[1], 1e-12);
        assertTrue(fit.fit().chiSquare() < 1e-6, "chi-square " + fit.fit().chiSquare());
        double amplitude = pulse(fit, "ry", "A").get("amplitude").asDouble();
        assertEquals(pulse(run(truth, DYNAMICS), "ry", "A").get("amplitude").asDouble(), amplitude, 1e-9);
    }

    /** Every device drawn is as a study of its own that states the drawn values. */
    @ParameterizedTest
    @CsvSource({"3, during-gate", "4, after-gate"})
    void errorBarsCalibrateEveryDeviceDrawn(int levels, String placement) {
        String shape = SETUP.replace("LEVELS", String.valueOf(levels)).replace("PLACEMENT", placement);
        String uncertain = shape.replace("T1_A", "8 us +/- 1 us")
                .replace("ETA_A", "-210 MHz +/- 15 MHz")
                .replace("ETA_B", "-230 MHz");
        Study study = BudgetStudies.study(
                folder,
                uncertain + "uncertainty: { samples: 10 }\n",
                "{ type: error-bars, id: a, observable: leakage, at-step: 2, initial-state: { theta: 0.7, phi: 1.1 } }");
        ErrorBarsType.Result bars = (ErrorBarsType.Result)
                new AnalysisRunner(BudgetStudies.OPTIONS, line -> {}).run(study).get(0);
        Uncertainties uncertainties = Uncertainties.of(bars.plan().setup());
        double[] each =
                DrawnDevices.of(
                                bars.plan().setup(),
                                uncertainties,
                                10,
                                bars.plan().header().seeds())
                        .setups()
                        .stream()
                        .mapToDouble(drawn -> {
                            double[] values = uncertainties.parameters().stream()
                                    .mapToDouble((StudyParameter p) -> p.get(drawn))
                                    .toArray();
                            String own = shape.replace("T1_A", values[0] + " s")
                                    .replace("ETA_A", values[1] + " Hz")
                                    .replace("ETA_B", "-230 MHz");
                            return alone(own, "leakage");
                        })
                        .sorted()
                        .toArray();
        assertEquals((each[4] + each[5]) / 2, bars.quantiles()[2][2], 1e-12);
        double mean = Arrays.stream(each).average().orElseThrow();
        double variance = Arrays.stream(each).map(x -> (x - mean) * (x - mean)).sum() / 9;
        assertEquals(Math.sqrt(variance), bars.deviation()[2], 1e-12);
        assertTrue(bars.deviation()[2] > 1e-5, "spread " + bars.deviation()[2]);
        assertTrue(bars.entries().get(1).error() > 0);
    }

    @Test
    void aBandOfFourLevelsHoldsTheDevice() {
        String uncertain = text("8 us +/- 1 us", "-210 MHz +/- 10 MHz", "-230 MHz +/- 5 MHz")
                .replace("LEVELS", "4")
                .replace("PLACEMENT", "during-gate");
        DynamicsType.Result result = (DynamicsType.Result) run(uncertain + "uncertainty: { samples: 10 }\n", DYNAMICS);
        DynamicsType.Result.Series series = result.series().get(0);
        for (String observable : new String[] {"leakage", "purity", "ZZ"}) {
            double low = series.bands().get(observable).low()[2];
            double high = series.bands().get(observable).high()[2];
            double own = series.noisy().scalar(observable)[2];
            assertTrue(low < high && high - low < 0.1, observable + " " + low + " to " + high);
            assertEquals((low + high) / 2, own, 2 * (high - low), observable);
        }
    }

    /** The pulses that a solve-for names are those of its answer, not those of the study. */
    @Test
    void theAnswerOfASolveForHasItsOwnPulses() {
        double target = alone(setup(8e-6, -180e6), "leakage");
        AnalysisResult result = run(
                setup(8e-6, -210e6),
                "{ type: solve-for, id: a, observable: leakage, at-step: 2, initial-state: { theta: 0.7, phi: 1.1 }, target: "
                        + target
                        + ", parameter: device.qubits.A.anharmonicity, between: [ -200 MHz, -160 MHz ] }");
        JsonNode found = json(result);
        assertTrue(found.get("reached").asBoolean());
        double[] roots = StreamSupport.stream(found.get("roots").spliterator(), false)
                .mapToDouble(root -> root.get("value").asDouble())
                .toArray();
        assertTrue(IntStream.range(0, roots.length).anyMatch(k -> Math.abs(roots[k] + 180e6) < 1), found.toString());
        String there = setup(8e-6, found.get("value").asDouble());
        assertEquals(
                pulse(run(there, DYNAMICS), "ry", "A").get("amplitude").asDouble(),
                pulse(result, "ry", "A").get("amplitude").asDouble(),
                1e-9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ type: decay, id: a, curves: [ { label: z, observables: [ ZI ] } ] }",
                "{ type: contour, id: a, observable: purity, level: 0.9, over: { device.qubits.A.T1: [ 4 us, 6 us, 9 us ],"
                        + " device.qubits.B.T1: [ 7 us, 9 us, 16 us ] } }",
                "{ type: system-size, id: a, qubits: [ 2 ], noisy-qubits: [ 2 ], initial-states: 2, average: 2 }",
                "{ type: tomography, id: a, shots: 20, bootstraps: 0, to-step: 1 }",
                "{ type: entropy-map, id: a, grid: { theta: 3, phi: 5 }, steps: [ 1 ] }",
                "{ type: decoherence-budget, id: a, observable: purity, split-by: [ mechanism ] }",
                "{ type: sensitivities, id: a, observable: purity, parameters: [ noise.scale ] }",
                "{ type: error-bars, id: a, observable: purity }"
            })
    void everyAnalysisTellsThePulsesOfItsDevice(String analysis) {
        String uncertain = setup(8e-6, -210e6).replace("B, T1: 12 us", "B, T1: 12 us +/- 1 us");
        AnalysisResult result = run(uncertain + "uncertainty: { samples: 10 }\n", analysis);
        JsonNode expected =
                json(run(uncertain + "uncertainty: { samples: 0 }\n", DYNAMICS)).get("pulses");
        assertEquals(3, expected.size());
        assertEquals(expected, json(result).get("pulses"));
        Table.Csv calibration = result.plan().type().tablesOf(result).stream()
                .filter(table -> table.part().equals("calibration"))
                .findFirst()
                .orElseThrow();
        int[] rows = {0};
        calibration.content().accept(cells -> rows[0]++);
        assertArrayEquals(new int[] {3}, rows);
    }

    private static JsonNode json(AnalysisResult result) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        result.plan().type().write(node, result);
        return node;
    }

    private static JsonNode pulse(AnalysisResult result, String operation, String qubit) {
        for (JsonNode pulse : json(result).get("pulses")) {
            if (pulse.get("operation").asText().equals(operation)
                    && pulse.get("qubits").get(0).asText().equals(qubit)) {
                return pulse;
            }
        }
        throw new AssertionError("no pulse of " + operation + " on " + qubit);
    }
}
