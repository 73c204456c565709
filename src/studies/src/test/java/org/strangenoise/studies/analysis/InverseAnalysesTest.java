package org.strangenoise.studies.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.studies.config.BudgetPlan;

class InverseAnalysesTest {

    private static final String TOP = """
            device:
              name: three
              qubits: [ { name: A, T1: 4 us, T2: 3 us }, { name: B, T1: 5 us, T2: 3 us }, { name: C, T1: 6 us, T2: 3 us } ]
              operations: { ry: { duration: 20 ns }, interaction: { coupling: 5.305 MHz } }
            circuit: { kicked-top: { qubits: 3, kappa: 2.5, steps: 10 } }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "device.qubits.*.T1, 0.95",
        "device.qubits.B.T2, 0.945",
        "device.qubits.*.Tphi, 0.9",
        "noise.scale, 0.97",
        "device.operations.interaction.coupling, 0.93",
        "device.operations.ry.duration, 0.96"
    })
    void answersPutBackGiveTheTarget(String address, double target) {
        BudgetPlan.SolveFor plan = (BudgetPlan.SolveFor) BudgetStudies.plan(
                folder,
                TOP,
                "{ type: solve-for, id: a, observable: overlap, initial-state: { theta: 0.2618, phi: 2.0944 }, parameter: \""
                        + address + "\", target: " + target + " }");
        BudgetResult.Solved solved = new SolveForAnalysis(plan, BudgetStudies.OPTIONS).run();
        double answer = solved.root()
                .orElseThrow(() -> new AssertionError(solved.limit().orElse("")));
        double back = new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS)
                .noisyValue(plan.parameter().set(plan.setup(), answer));
        assertEquals(target, back, 1e-10);
    }

    @Test
    void aTargetOutOfReachIsExplained() {
        BudgetPlan.SolveFor plan = (BudgetPlan.SolveFor) BudgetStudies.plan(
                folder,
                TOP,
                "{ type: solve-for, id: a, observable: overlap, initial-state: { theta: 0.2618, phi: 2.0944 }, parameter:"
                        + " \"device.qubits.*.T2\", target: 0.98 }");
        BudgetResult.Solved solved = new SolveForAnalysis(plan, BudgetStudies.OPTIONS).run();
        assertTrue(solved.root().isEmpty());
        String limit = solved.limit().orElseThrow();
        assertTrue(
                limit.contains("cannot be brought to 0.98") && limit.contains("= 2 T1 = 8 us: the floor is") && limit.contains("T1, which costs"),
                limit);
        double floor = new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS)
                .noisyValue(plan.parameter().set(plan.setup(), 8e-6));
        assertEquals(floor, solved.found(), 1e-12);
    }

    @Test
    void theLineOfALevelHasTheLevelAndItsPointBothConditions() {
        BudgetPlan.Contour plan = (BudgetPlan.Contour) BudgetStudies.plan(
                folder,
                TOP.replace("T2: 3 us", "Tphi: 4 us"),
                "{ type: contour, id: a, observable: overlap, level: 0.94, initial-state: { theta: 0, phi: 0 }, over: {"
                        + " \"device.qubits.*.T1\": [ 2 us, 4 us, 8 us ], \"device.qubits.*.Tphi\": [ 1 us, 4 us, 16 us ] },"
                        + " equal: { kappa: 0.5, observable: purity, at-step: 10, initial-states: [ { label: y, theta: pi/2,"
                        + " phi: -pi/2 }, { label: z, theta: 0, phi: 0 } ] } }");
        BudgetResult.Contour contour = new ContourAnalysis(plan, BudgetStudies.OPTIONS).run();
        MeritExperiments merit = new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS);
        assertTrue(contour.line().size() >= 2);
        for (double[] point : contour.line()) {
            assertEquals(0.94, merit.noisyValue(at(plan, point)), 1e-10);
        }
        double[] point = contour.point().orElseThrow();
        assertEquals(0.94, merit.noisyValue(at(plan, point)), 1e-10);
        assertEquals(contour.values()[1][2], merit.noisyValue(at(plan, new double[] {8e-6, 4e-6})), 1e-14);
    }

    private static org.strangenoise.studies.config.Setup at(BudgetPlan.Contour plan, double[] point) {
        return plan.y().parameter().set(plan.x().parameter().set(plan.setup(), point[0]), point[1]);
    }
}
