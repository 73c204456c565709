package org.strangenoise.studies.bifurcation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.kickedtop.ClassicalKickedTop;
import org.strangenoise.kickedtop.ClassicalKickedTop.FixedPoint;
import org.strangenoise.studies.bifurcation.BifurcationType.Result.Point;
import org.strangenoise.studies.dynamics.DynamicsType;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.BudgetStudies;
import org.strangenoise.yaml.InvalidInputException;

/** Fixed points of the classical top by formulas derived by hand, and the entropy of the same starts. */
class BifurcationTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "0.5, 1.5707963267948966",
        "3.1, 1.5707963267948966",
        "-4.2, 1.5707963267948966",
        "2.2, 0.9",
        "17.3, 2.1"
    })
    void everyPointStaysWhereItIs(double kappa, double rotation) {
        ClassicalKickedTop top = new ClassicalKickedTop(kappa, rotation);
        for (FixedPoint point : top.fixedPoints()) {
            double[] before = ClassicalKickedTop.vector(point.direction());
            double[] after = before.clone();
            top.step(after);
            for (int k = 0; k < 3; k++) {
                assertEquals(before[k], after[k], 1e-9);
            }
        }
    }

    /** The poles: trace 2 cos p + kappa y sin p. */
    @ParameterizedTest
    @CsvSource({"1.3, 1.5707963267948966", "-2.6, 0.8", "5, 2.4"})
    void thePolesHaveTheTraceThatAHandFinds(double kappa, double rotation) {
        List<FixedPoint> points = new ClassicalKickedTop(kappa, rotation).fixedPoints();
        for (int k = 0; k < 2; k++) {
            double y = k == 0 ? 1 : -1;
            assertEquals(y, ClassicalKickedTop.vector(points.get(k).direction())[1], 1e-15);
            assertEquals(
                    2 * Math.cos(rotation) + kappa * y * Math.sin(rotation),
                    points.get(k).trace(),
                    1e-12);
        }
    }

    /** Quarter turns: two more beyond kappa = 2, which are lost at sqrt(2) pi, where they lie on the equator y = 0. */
    @ParameterizedTest
    @CsvSource({"1.9, 2, 2", "2.1, 4, 2", "4.4, 4, 2", "4.5, 4, 0"})
    void newPointsAreBornAtTwoAndLostAtRootTwoPi(double kappa, int count, long stable) {
        List<FixedPoint> points = ClassicalKickedTop.of(kappa).fixedPoints();
        assertEquals(count, points.size());
        assertEquals(stable, points.stream().filter(FixedPoint::isStable).count());
        if (kappa == 4.4) {
            double[] at = ClassicalKickedTop.vector(ClassicalKickedTop.of(Math.sqrt(2) * Math.PI)
                    .fixedPoints()
                    .get(2)
                    .direction());
            assertEquals(0, at[1], 1e-9);
            assertEquals(-at[0], at[2], 1e-12);
        }
    }

    @Test
    void halfTurnsHaveNoIsolatedPoints() {
        assertThrows(IllegalArgumentException.class, () -> new ClassicalKickedTop(1, Math.PI).fixedPoints());
        String refused = assertThrows(
                        InvalidInputException.class,
                        () -> BudgetStudies.plan(
                                folder,
                                SETUP.replace("steps: 6", "steps: 6, rotation: pi"),
                                "{ type: bifurcation, id: a, kappa: [ 1 ] }"))
                .getMessage();
        assertTrue(refused.contains("has no isolated fixed points"), refused);
    }

    private static final String SETUP = """
            device:
              name: pair
              qubits: [ { name: A, T1: 3 us, Tphi: 2 us }, { name: B, T1: 5 us, T2: 4 us } ]
              operations: { ry: { duration: 30 ns }, interaction: { coupling: 4 MHz } }
            circuit: { kicked-top: { qubits: 2, kappa: 3, steps: 6 } }
            """;

    @Test
    void entropiesAreThoseOfDynamicsFromThere() {
        BifurcationType.Result result = (BifurcationType.Result) new AnalysisRunner(BudgetStudies.OPTIONS, line -> {})
                .run(BudgetStudies.study(folder, SETUP, "{ type: bifurcation, id: a, kappa: [ 1.5, 3 ], average: 5 }"))
                .get(0);
        assertEquals(2 + 4, result.points().size());
        Point point = result.points().get(4);
        assertEquals(3, point.kappa());
        DynamicsType.Result dynamics = (DynamicsType.Result) new AnalysisRunner(BudgetStudies.OPTIONS, line -> {})
                .run(BudgetStudies.study(
                        folder,
                        SETUP,
                        "{ type: dynamics, id: a, initial-states: [ { label: a, theta: " + point.theta() + ", phi: "
                                + point.phi() + " } ] }"))
                .get(0);
        double ideal = 0;
        double noisy = 0;
        for (int step = 1; step <= 5; step++) {
            ideal += dynamics.series().get(0).ideal().entropy()[step] / 5;
            noisy += dynamics.series().get(0).noisy().entropy()[step] / 5;
        }
        assertEquals(ideal, point.ideal(), 1e-12);
        assertEquals(noisy, point.noisy(), 1e-12);
    }
}
