package org.strangenoise.studies.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.attribution.AttributionType;
import org.strangenoise.studies.contour.ContourType;
import org.strangenoise.studies.errorbars.ErrorBarsType;
import org.strangenoise.studies.solvefor.SolveForType;

/** What the study of the 2016 experiment finds, as stated on the page about the decoherence budget. */
class NeillBudgetTest {

    private static final double LAST_DIGIT = 1e-4;

    private static List<AnalysisResult> results = List.of();

    @BeforeAll
    static void run() {
        Study study = StudyReader.read(Path.of("../../configs/studies/neill-2016-budget.yaml"));
        results = new AnalysisRunner(SimulationOptions.defaults(), line -> {}).run(study);
    }

    private static <T extends AnalysisResult> T result(String id, Class<T> type) {
        return results.stream()
                .filter(r -> r.plan().id().equals(id))
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no analysis " + id));
    }

    private static double share(String id, String player) {
        AttributionType.Result result = result(id, AttributionType.Result.class);
        for (int i = 0; i < result.players().size(); i++) {
            if (result.players().get(i).label(result.qubits()).equals(player)) {
                return result.attribution().shapley()[i][result.plan().merit().step()];
            }
        }
        throw new AssertionError(id + " has no share of " + player);
    }

    @Test
    void theLossIsDividedAmongTheMechanisms() {
        AttributionType.Result mechanisms = result("mechanisms", AttributionType.Result.class);
        assertEquals(0.9787, mechanisms.attribution().ideal()[10], LAST_DIGIT);
        assertEquals(0.9400, mechanisms.attribution().noisy()[10], LAST_DIGIT);
        assertEquals(0.0177, share("mechanisms", "T1"), LAST_DIGIT);
        assertEquals(0.0210, share("mechanisms", "Tphi"), LAST_DIGIT);
    }

    @Test
    void theLossIsDividedAmongRotationsAndInteractions() {
        assertEquals(0.0078, share("operations", "T1 ry"), LAST_DIGIT);
        assertEquals(0.0099, share("operations", "T1 interaction"), LAST_DIGIT);
        assertEquals(0.0093, share("operations", "Tphi ry"), LAST_DIGIT);
        assertEquals(0.0117, share("operations", "Tphi interaction"), LAST_DIGIT);
    }

    @Test
    void ninetyFourPerCentAfterThreeStepsIsIdeal() {
        assertEquals(
                0.936,
                result("three-steps", AttributionType.Result.class)
                        .attribution()
                        .ideal()[3],
                5e-4);
    }

    @Test
    void noLongerT2AloneGivesNinetySevenPerCent() {
        SolveForType.Result solved = result("t2-for-97", SolveForType.Result.class);
        assertTrue(solved.root().isEmpty());
        assertEquals(7.58e-6, solved.search().bestAt(), 1e-15);
        assertEquals(0.9602, solved.found(), LAST_DIGIT);
        String limit = solved.limit().orElseThrow();
        assertTrue(limit.contains("the floor is") && limit.contains("by T1, which costs"), limit);
        assertEquals(
                0.21, result("scale-for-97", SolveForType.Result.class).root().orElseThrow(), 5e-3);
    }

    @Test
    void onePointOfTheLineMakesThePuritiesEqual() {
        ContourType.Result contour = result("t1-tphi-line", ContourType.Result.class);
        double[] point = contour.point().orElseThrow();
        assertEquals(3.787e-6, point[0], 1e-9);
        assertEquals(2.759e-6, point[1], 1e-9);
        assertEquals(List.of(), contour.warnings());
    }

    /** Early noise costs a high-entropy start most; a low-entropy one gains by every step's noise. */
    @Test
    void theLossIsDividedAmongTheSteps() {
        double[] high = {0.0077, 0.0076, 0.0044, 0.0067, 0.0029, 0.0038, 0.0031, 0.0002, 0.0014, 0.0007};
        double[] low = {-0.0154, -0.0232, -0.0087, -0.0166, -0.0133, -0.0069, -0.0123, -0.0056, -0.0052, -0.0040};
        for (int step = 1; step <= high.length; step++) {
            assertEquals(high[step - 1], share("steps-high-entropy", "step " + step), LAST_DIGIT);
            assertEquals(low[step - 1], share("steps-low-entropy", "step " + step), LAST_DIGIT);
        }
    }

    /** Equal uncertainties of three equal qubits: none is named as the one that matters. */
    @Test
    void theThreeQubitsUncertaintiesOfTphiTie() {
        ErrorBarsType.Result bars = result("error-bars", ErrorBarsType.Result.class);
        assertEquals(
                List.of("device.qubits.Q0.Tphi", "device.qubits.Q1.Tphi", "device.qubits.Q2.Tphi"),
                bars.dominant().stream()
                        .map(i -> bars.entries().get(i).address())
                        .toList());
    }
}
