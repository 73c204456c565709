package org.strangenoise.studies.entropymap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.dynamics.DynamicsType;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.BudgetStudies;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;

/** The left/right asymmetry that a third level makes of the entropy maps at kappa 2.5. */
class LeftRightAsymmetryTest {

    /** Square exchange pulses of 25 ns of three transmons of -213 MHz, ideal rotations, and nothing that decays. */
    private static final String SETUP = """
            device:
              name: transmons
              qubits: [ { name: Q, count: 3, T1: inf, Tphi: inf, levels: LEVELS, anharmonicity: -213 MHz } ]
              operations: { ry: { duration: 0 ns }, interaction: { coupling: 5.305 MHz, calibrate: none } }
            circuit: { kicked-top: { qubits: 3, kappa: KAPPA, steps: 10, interaction: exchange } }
            noise: { placement: during-gate }
            """;

    @TempDir
    Path folder;

    /** Asymmetry, leakage and overlaps as an independent program has them, to its last digit; g > 0 is kappa < 0. */
    @ParameterizedTest
    @CsvSource({"3, 2.5, 0.074, 0.007, 0.930, 0.9680", "3, -2.5, 0.127, 0.063, 0.944, 0.9773", "4, -2.5, 0.126, , , "})
    void thePulseAloneMakesTheAsymmetryOfAnIndependentProgram(
            int levels, double kappa, double asymmetry, Double leakage, Double afterThree, Double afterTen) {
        String setup = SETUP.replace("LEVELS", String.valueOf(levels)).replace("KAPPA", String.valueOf(kappa));
        EntropyMapType.Result map = (EntropyMapType.Result) run(setup, "{ type: entropy-map, id: m, average: 10 }");
        assertEquals(asymmetry, map.noisy().asymmetry(), 5e-4);
        assertEquals(0, map.ideal().asymmetry(), 1e-12);
        if (leakage != null) {
            DynamicsType.Result high = (DynamicsType.Result) run(
                    setup,
                    "{ type: dynamics, id: d, initial-states: [ { label: a, theta: 0, phi: 0 }, { label: b, theta:"
                            + " 0.2618, phi: " + Math.copySign(2.0944, kappa) + " } ] }");
            double leaked = high.series().stream()
                    .flatMap(series ->
                            Arrays.stream(series.noisy().qubits().leakage()[10]).boxed())
                    .mapToDouble(x -> x)
                    .max()
                    .orElseThrow();
            // Theirs is the largest of the whole map.
            assertTrue(leaked <= leakage + 5e-4 && leaked > leakage / 4, "leaked " + leaked);
            assertEquals(afterThree, overlap(high, 3), 5e-4);
            assertEquals(afterTen, overlap(high, 10), 5e-5);
        }
    }

    private static double overlap(DynamicsType.Result result, int step) {
        return result.series().stream()
                .mapToDouble(series -> series.noisy().overlap()[step])
                .average()
                .orElseThrow();
    }

    private AnalysisResult run(String setup, String analysis) {
        return new AnalysisRunner(SimulationOptions.defaults(), line -> {})
                .run(BudgetStudies.study(folder, setup, analysis))
                .get(0);
    }

    /**
     * The shipped study: no invented coherent error, and more asymmetry where the third level is, of either sign of g.
     */
    @Test
    void theShippedStudyHasItsAsymmetryFromTheThirdLevel() {
        Study study = StudyReader.read(Path.of("../../configs/studies/asymmetry.yaml"));
        Map<String, Double> asymmetries = new HashMap<>();
        for (AnalysisPlan each : study.analyses()) {
            assertTrue(each.setup().device().channels().isEmpty());
            if (each instanceof EntropyMapType.Plan plan) {
                EntropyMapType.Plan coarse = new EntropyMapType.Plan(
                        plan.header(), 7, 13, plan.steps(), plan.average(), plan.colors(), List.of(), Optional.empty());
                EntropyMapType.Result map = EntropyMapType.TYPE
                        .prepared(coarse, SimulationOptions.defaults())
                        .run();
                asymmetries.put(plan.id(), map.noisy().asymmetry());
            }
        }
        double two = asymmetries.remove("two-levels");
        assertEquals(4, asymmetries.size());
        asymmetries.forEach((id, found) -> assertTrue(found > 2 * two, id + " " + found + ", two levels " + two));
        assertTrue(asymmetries.get("negative-g") < asymmetries.get("negative-g-raw"));
    }
}
