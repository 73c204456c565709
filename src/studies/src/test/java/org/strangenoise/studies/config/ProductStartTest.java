package org.strangenoise.studies.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.dynamics.DynamicsType;
import org.strangenoise.studies.fit.FitType;
import org.strangenoise.studies.output.StudyResults;
import org.strangenoise.studies.output.StudyWriter;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.BudgetStudies;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.sweep.SweepType;
import org.strangenoise.yaml.InvalidInputException;

/** Starts with a direction for each qubit. */
class ProductStartTest {

    private static final double[] T1 = {3e-6, 8e-6, 5e-6};
    private static final double[] THETA = {0, Math.PI, 0.7};
    private static final String ANGLES = "theta: [ 0, pi, 0.7 ], phi: [ 0, 0.4, -1.1 ]";

    private static final String SETUP = """
            device:
              name: three
              qubits:
                - { name: A, T1: 3 us, Tphi: 2 us }
                - { name: B, T1: 8 us, T2: 4 us }
                - { name: C, T1: 5 us, T2: 6 us }
              operations:
                ry: { duration: 30 ns, overrides: [ { qubits: [ B ], duration: 45 ns } ] }
                rz: { duration: 10 ns }
                interaction: { coupling: 4 MHz }
            circuit: { kicked-top: { qubits: 3, kappa: 1.7, steps: 4, preparation: PREPARATION } }
            """;

    @TempDir
    Path folder;

    private Study study(String setup, String analysis) {
        return BudgetStudies.study(folder, setup.replace("PREPARATION", "ideal"), analysis);
    }

    private static AnalysisResult run(Study study) {
        return new AnalysisRunner(BudgetStudies.OPTIONS, line -> {}).run(study).get(0);
    }

    private DynamicsType.Result.Series series(String setup, String angles) {
        return ((DynamicsType.Result) run(study(
                        setup,
                        "{ type: dynamics, id: a, initial-states: [ { label: x, " + angles
                                + " } ], observables: [ XIZ ] }")))
                .series()
                .get(0);
    }

    @Test
    void everyQubitBeginsInItsOwnDirection() {
        DynamicsType.Result.Series series = series(SETUP, ANGLES);
        double[][] expected = {
            {0, 0, 1}, {0, 0, -1}, {Math.sin(0.7) * Math.cos(-1.1), -Math.sin(0.7) * Math.sin(-1.1), Math.cos(0.7)}
        };
        for (int q = 0; q < 3; q++) {
            assertArrayEquals(expected[q], series.ideal().qubits().bloch()[0][q], 1e-15);
            assertArrayEquals(expected[q], series.noisy().qubits().bloch()[0][q], 1e-15);
        }
    }

    /** 45 ns for the slowest y rotation, then 10 ns; everybody relaxes for as long. */
    @Test
    void gatesPrepareEveryQubitWithTheirOwnDurations() {
        DynamicsType.Result.Series series = series(SETUP.replace("PREPARATION", "gates"), ANGLES);
        assertEquals(55e-9, series.seconds()[0], 1e-20);
        for (int q = 0; q < 3; q++) {
            double kept = Math.exp(-55e-9 / T1[q]);
            assertEquals(
                    1 - (1 - Math.cos(THETA[q])) * kept, series.noisy().qubits().bloch()[0][q][2], 1e-12);
            assertEquals(Math.cos(THETA[q]), series.ideal().qubits().bloch()[0][q][2], 1e-14);
        }
    }

    @Test
    void aListOfEqualAnglesIsTheCoherentStart() throws IOException {
        String analysis = "{ type: dynamics, id: a, initial-states: [ { label: x, %s } ] }";
        assertEquals(
                results(study(SETUP, analysis.formatted("theta: 0.7, phi: 0.4"))),
                results(study(SETUP, analysis.formatted("theta: [ 0.7, 0.7, 0.7 ], phi: 0.4"))));
    }

    private String results(Study study) throws IOException {
        Path out = Files.createTempDirectory(folder, "out");
        StudyWriter.write(new StudyResults(study, List.of(run(study)), "1"), out, false, false);
        String text = Files.readString(out.resolve("results.json"));
        return text.substring(text.indexOf("\"analyses\""));
    }

    /** One number by way of dynamics, a sweep, sensitivities, error bars, a budget, and a fit to it. */
    @Test
    void allAnalysesStartThere() throws IOException {
        DynamicsType.Result.Series series = series(SETUP, ANGLES);
        double xiz = series.noisy().observables().get("XIZ")[3];
        String start = ", at-step: 3, initial-state: { " + ANGLES + " } }";
        SweepType.Result sweep = (SweepType.Result)
                run(study(SETUP, "{ type: sweep, id: a, over: { noise.scale: [ 1 ] }, observable: XIZ" + start));
        assertEquals(xiz, sweep.noisy()[0][0], 1e-12);
        for (String analysis : List.of(
                "sensitivities, parameters: [ device.qubits.B.T1 ]",
                "decoherence-budget, split-by: [ mechanism ]",
                "solve-for, parameter: noise.scale, target: " + xiz)) {
            String json = results(study(SETUP, "{ id: a, observable: XIZ, type: " + analysis + start));
            assertTrue(json.contains("\"theta\":[0.0,3.141592653589793,0.7]"), json);
            assertTrue(json.contains(shortened(xiz)), analysis + " has not " + xiz + ": " + json);
        }
        Files.writeString(
                folder.resolve("points.csv"),
                "experiment,theta,phi,kappa,step,observable,value,error\nrun,0 " + Math.PI + " 0.7,0 0.4 -1.1,,3,XIZ,"
                        + xiz + ",0.001\n");
        FitType.Result fit = (FitType.Result) run(
                study(SETUP, "{ type: fit, id: a, data: points.csv, starts: 0, free: { device.qubits.B.T1: {} } }"));
        assertEquals(xiz, fit.fit().values()[0], 1e-9);
        assertEquals(0, fit.fit().chiSquare(), 1e-10);
    }

    private static String shortened(double value) {
        return String.format(Locale.ROOT, "%.10f", value).substring(0, 11);
    }

    @Test
    void theSymmetricMethodRefusesUnequalDirectionsByName() {
        String equal = SETUP.replace("name: B, T1: 8 us, T2: 4 us", "name: B, T1: 3 us, Tphi: 2 us")
                        .replace("name: C, T1: 5 us, T2: 6 us", "name: C, T1: 3 us, Tphi: 2 us")
                        .replace(", overrides: [ { qubits: [ B ], duration: 45 ns } ]", "")
                + "simulation: { method: symmetric }\n";
        series(equal, "theta: 0.7, phi: 0.4");
        String message = assertThrows(InvalidInputException.class, () -> series(equal, ANGLES))
                .getMessage();
        assertTrue(message.contains("symmetric") && message.contains("coherent"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "theta: [ 0, pi ], phi: 0 | `theta` must be one angle, or a list of one for each of the circuit's 3 qubits,"
                        + " but has 2",
                "theta: 0, phi: [ 0, 0, 0, 0 ] | `phi` must be one angle, or a list of one for each of the circuit's 3"
                        + " qubits, but has 4",
                "theta: [ 0, 1, pie ], phi: 0 | `theta[2]` must be",
                "theta: [], phi: 0 | but has 0",
            })
    void wrongListsAreRefusedAtTheirPlace(String angles, String message) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> series(SETUP, angles));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
        assertTrue(refused.getMessage().matches("(?s).*yaml:\\d+:\\d+: .*"), refused.getMessage());
        String own = SETUP.replace("PREPARATION", "ideal, initial-state: { " + angles + " }");
        assertTrue(assertThrows(InvalidInputException.class, () -> series(own, ANGLES))
                .getMessage()
                .contains(message));
    }
}
