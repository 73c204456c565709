package org.strangenoise.studies.solvefor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.contour.ContourType;
import org.strangenoise.studies.experiment.MeritExperiments;
import org.strangenoise.studies.study.BudgetStudies;

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
        SolveForType.Plan plan = (SolveForType.Plan) BudgetStudies.plan(
                folder,
                TOP,
                "{ type: solve-for, id: a, observable: overlap, initial-state: { theta: 0.2618, phi: 2.0944 }, parameter: \""
                        + address + "\", target: " + target + " }");
        SolveForType.Result solved =
                SolveForType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
        double answer = solved.root()
                .orElseThrow(() -> new AssertionError(solved.limit().orElse("")));
        double back = new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS)
                .noisyValue(plan.parameter().set(plan.setup(), answer));
        assertEquals(target, back, 1e-10);
    }

    @Test
    void aTargetOutOfReachIsExplained() {
        SolveForType.Plan plan = (SolveForType.Plan) BudgetStudies.plan(
                folder,
                TOP,
                "{ type: solve-for, id: a, observable: overlap, initial-state: { theta: 0.2618, phi: 2.0944 }, parameter:"
                        + " \"device.qubits.*.T2\", target: 0.97 }");
        SolveForType.Result solved =
                SolveForType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
        assertTrue(solved.root().isEmpty());
        String limit = solved.limit().orElseThrow();
        assertTrue(
                limit.contains("cannot be brought to 0.97")
                        && limit.contains("= 2 T1 = 8 us: the floor is")
                        && limit.contains("T1, which costs"),
                limit);
        double floor = new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS)
                .noisyValue(plan.parameter().set(plan.setup(), 8e-6));
        assertEquals(floor, solved.found(), 1e-12);
    }

    /** T1 is at least T2 / 2, T2 at most 2 T1: both edges lie between scanned values, the answers just inside. */
    @ParameterizedTest
    @CsvSource({"device.qubits.A.T1, 1.501e-6", "device.qubits.A.T2, 7.999e-6"})
    void anAnswerBesideThePhysicalEdgeIsFound(String address, double seconds) {
        SolveForType.Plan present = (SolveForType.Plan) BudgetStudies.plan(
                folder,
                TOP,
                "{ type: solve-for, id: a, observable: overlap, parameter: " + address + ", target: 0.5 }");
        double target = new MeritExperiments(present.merit(), BudgetStudies.OPTIONS)
                .noisyValue(present.parameter().set(present.setup(), seconds));
        SolveForType.Result solved = solve(address, target, ", between: [ 0.1 us, 1 ms ]");
        assertEquals(seconds, solved.root().orElseThrow(), 1e-9 * seconds);
        SolveForType.Result none = solve("device.qubits.A.T2", 0.99, ", between: [ 0.1 us, 1 ms ]");
        assertTrue(
                none.limit().orElseThrow().contains("= 2 T1 = 8 us"),
                none.limit().orElseThrow());
    }

    private SolveForType.Result solve(String parameter, double target, String more) {
        SolveForType.Plan plan = (SolveForType.Plan) BudgetStudies.plan(
                folder,
                TOP,
                "{ type: solve-for, id: a, observable: overlap, parameter: \"" + parameter + "\", target: " + target
                        + more + " }");
        return SolveForType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
    }

    /**
     * The overlap over the rotation angle has a maximum between the scanned angles; values just below it are reached.
     */
    @Test
    void aTargetJustBelowAnInteriorMaximumIsReached() {
        String range = ", between: [ 1.2, 1.9 ]";
        SolveForType.Result beyond = solve("circuit.kicked-top.rotation", 1, range);
        double maximum = beyond.found();
        double at = beyond.search().bestAt();
        assertTrue(at > 1.21 && at < 1.89, "the maximum lies inside, at " + at);
        double target = maximum - 1e-9;
        SolveForType.Result solved = solve("circuit.kicked-top.rotation", target, range);
        assertTrue(solved.search().roots().size() >= 2, solved.search().roots().toString());
        assertEquals(target, solved.found(), 1e-12);
    }

    /** Kicks of minutes beside detunings that no number of nodes can average: nothing is known anywhere. */
    @Test
    void aMapWithoutValuesSaysSo() {
        ContourType.Plan plan = (ContourType.Plan) BudgetStudies.plan(
                folder,
                TOP.replace("T2: 3 us }, { name: B", "T2: 3 us, quasi-static-T: 8 us }, { name: B")
                        .replace("5.305 MHz", "1e-3 Hz"),
                "{ type: contour, id: a, observable: purity, at-step: 2, level: 0.95, over: {"
                        + " noise.scale: { from: 0.1, to: 2, points: 3 },"
                        + " circuit.kicked-top.kappa: { from: 0.5, to: 2.5, points: 3 } } }");
        ContourType.Result contour =
                ContourType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
        assertTrue(
                contour.warnings().get(0).startsWith("no point of the map has a value"),
                contour.warnings().toString());
        assertTrue(contour.warnings().stream().noneMatch(w -> w.contains("Infinity") || w.contains("NaN")));
    }

    @Test
    void aLevelThatLiesNowhereOnTheMapIsTold() {
        ContourType.Plan plan = (ContourType.Plan) BudgetStudies.plan(
                folder,
                TOP.replace("T2: 3 us", "Tphi: 4 us"),
                "{ type: contour, id: a, observable: overlap, level: 0.1, over: {"
                        + " \"device.qubits.*.T1\": [ 2 us, 8 us ], \"device.qubits.*.Tphi\": [ 1 us, 16 us ] },"
                        + " equal: { observable: purity, at-step: 10, initial-states: [ { label: y, theta: pi/2,"
                        + " phi: -pi/2 }, { label: z, theta: 0, phi: 0 } ] } }");
        ContourType.Result contour =
                ContourType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
        assertTrue(contour.line().isEmpty() && contour.point().isEmpty());
        String range =
                String.format(Locale.ROOT, "goes from %.6g to %.6g", contour.values()[0][0], contour.values()[1][1]);
        assertTrue(
                contour.warnings().get(0).contains("the level 0.100000 lies nowhere on the map")
                        && contour.warnings().get(0).contains(range),
                contour.warnings().toString() + range);
        assertTrue(contour.warnings().get(1).contains("no point was found")
                && contour.warnings().get(1).contains(range));
    }

    /** The overlap does not depend on the readout: its level lies between two columns of the map. */
    @Test
    void aLineAlongTheColumnsIsFoundOnTheRows() {
        ContourType.Plan plan = (ContourType.Plan) BudgetStudies.plan(
                folder,
                TOP,
                "{ type: contour, id: a, observable: overlap, level: 0.97, initial-state: { theta: 0.2618, phi: 2.0944"
                        + " }, over: { noise.scale: [ 0.01, 1 ],"
                        + " \"device.qubits.*.readout.p1-given-0\": [ 0.01, 0.02 ] } }");
        ContourType.Result contour =
                ContourType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
        assertEquals(1, contour.line().size());
        assertEquals(2, contour.line().get(0).size());
        MeritExperiments merit = new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS);
        assertEquals(0.97, merit.noisyValue(at(plan, contour.line().get(0).get(1))), 1e-10);
    }

    @Test
    void theLineOfALevelHasTheLevelAndItsPointBothConditions() {
        ContourType.Plan plan = (ContourType.Plan) BudgetStudies.plan(
                folder,
                TOP.replace("T2: 3 us", "Tphi: 4 us"),
                "{ type: contour, id: a, observable: overlap, level: 0.94, initial-state: { theta: 0, phi: 0 }, over: {"
                        + " \"device.qubits.*.T1\": [ 2 us, 4 us, 8 us ], \"device.qubits.*.Tphi\": [ 1 us, 4 us, 16 us ] },"
                        + " equal: { kappa: 0.5, observable: purity, at-step: 10, initial-states: [ { label: y, theta: pi/2,"
                        + " phi: -pi/2 }, { label: z, theta: 0, phi: 0 } ] } }");
        ContourType.Result contour =
                ContourType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
        MeritExperiments merit = new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS);
        assertEquals(1, contour.line().size());
        assertTrue(contour.line().get(0).size() >= 3);
        for (double[] point : contour.line().get(0)) {
            assertEquals(0.94, merit.noisyValue(at(plan, point)), 1e-10);
        }
        double[] point = contour.point().orElseThrow();
        assertEquals(0.94, merit.noisyValue(at(plan, point)), 1e-10);
        ContourType.Plan.EqualStarts equal = plan.equal().orElseThrow();
        Setup setup = plan.y().parameter().set(plan.x().parameter().set(equal.setup(), point[0]), point[1]);
        double[] purities = equal.merit().starts().stream()
                .map(start -> new FigureOfMerit(
                        "purity", equal.merit().observable(), equal.merit().step(), List.of(start)))
                .mapToDouble(one -> new MeritExperiments(one, BudgetStudies.OPTIONS).noisyValue(setup))
                .toArray();
        assertEquals(purities[0], purities[1], 1e-10);
        assertEquals(contour.values()[1][2], merit.noisyValue(at(plan, new double[] {8e-6, 4e-6})), 1e-14);
    }

    /** {@code f0 + df/d(1/x) (1/x - 1/x0) + df/d(1/y) (1/y - 1/y0) = level}, with differences for derivatives. */
    @Test
    void theFirstOrderLineIsThatOfTheTangentPlane() {
        ContourType.Plan plan = (ContourType.Plan)
                BudgetStudies.plan(
                        folder,
                        TOP,
                        "{ type: contour, id: a, observable: overlap, level: 0.93, initial-state: { theta: 0, phi: 0 }, over: {"
                                + " \"device.qubits.*.T1\": [ 3 us, 4 us, 8 us ], \"device.qubits.*.Tphi\": [ 1 us, 4 us, 16 us ] } }");
        ContourType.Result contour =
                ContourType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
        MeritExperiments merit = new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS);
        double[] device = contour.device();
        assertEquals(3 / (1 / 4e-6 + 1 / 5e-6 + 1 / 6e-6), device[0], 1e-20);
        assertTrue(contour.warnings().get(0).contains("qubits differ"));
        double h = 1e-4;
        double[] slope = new double[2];
        for (int i = 0; i < 2; i++) {
            double[] up = device.clone();
            double[] down = device.clone();
            up[i] = 1 / (1 / device[i] * (1 + h));
            down[i] = 1 / (1 / device[i] * (1 - h));
            slope[i] = (merit.noisyValue(at(plan, up)) - merit.noisyValue(at(plan, down))) / (2 * h / device[i]);
        }
        double value = merit.noisyValue(at(plan, device));
        assertTrue(contour.firstOrder().size() > 10);
        for (double[] point : contour.firstOrder()) {
            double plane =
                    value + slope[0] * (1 / point[0] - 1 / device[0]) + slope[1] * (1 / point[1] - 1 / device[1]);
            assertEquals(0.93, plane, 1e-8);
        }
        for (int end : new int[] {0, contour.firstOrder().size() - 1}) {
            double[] point = contour.firstOrder().get(end);
            assertTrue(
                    point[0] == 3e-6 || point[0] == 8e-6 || point[1] == 1e-6 || point[1] == 16e-6,
                    "ends inside the map, at " + point[0] + ", " + point[1]);
        }
    }

    /** Parallel to an axis too, where y is no function of x. */
    @Test
    void aFirstOrderLineMayRunAlongAnAxis() {
        ContourType.Plan plan = (ContourType.Plan) BudgetStudies.plan(
                folder,
                TOP,
                "{ type: contour, id: a, observable: overlap, level: 0.97, initial-state: { theta: 0.2618, phi: 2.0944"
                        + " }, over: { noise.scale: [ 0.01, 1 ],"
                        + " \"device.qubits.*.readout.p1-given-0\": [ 0.01, 0.02 ] } }");
        List<double[]> line =
                ContourType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run().firstOrder();
        assertEquals(0.01, Math.abs(line.get(0)[1] - line.get(line.size() - 1)[1]), 1e-15);
        assertTrue(line.stream().allMatch(p -> Math.abs(p[0] - line.get(0)[0]) < 1e-9));
    }

    /** The overlap crosses the level twice on a row, and never on some columns. */
    @Test
    void everyRowAndColumnThatCrossesTheLevelHasItsPoints() {
        ContourType.Plan plan = (ContourType.Plan) BudgetStudies.plan(
                folder,
                """
                device:
                  name: four
                  qubits:
                    - { name: A, T1: 3.5 us, T2: 2.0 us, excited-population: 0.05 }
                    - { name: B, T1: 10 us, Tphi: 3 us }
                    - { name: C, T1: 12 us, Tphi: 4 us }
                    - { name: D, T1: 15 us, Tphi: 5 us }
                  operations: { ry: { duration: 20 ns }, interaction: { coupling: 5.305 MHz } }
                circuit: { kicked-top: { qubits: 4, kappa: 2.1, steps: 8 } }
                """,
                "{ type: contour, id: a, observable: overlap, level: 0.9, over: { noise.scale: [ 0, 0.5, 1, 2 ],"
                        + " device.operations.ry.duration: [ 1 ns, 10 ns, 20 ns, 50 ns ] } }");
        ContourType.Result contour =
                ContourType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
        List<double[]> points = contour.line().stream().flatMap(List::stream).toList();
        MeritExperiments merit = new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS);
        for (double[] point : points) {
            assertEquals(0.9, merit.noisyValue(at(plan, point)), 1e-10);
        }
        double[][] values = contour.values();
        for (int row = 0; row < 4; row++) {
            double y = plan.y().values().get(row);
            int changes = 0;
            for (int column = 1; column < 4; column++) {
                changes += (values[row][column] >= 0.9) != (values[row][column - 1] >= 0.9) ? 1 : 0;
            }
            assertTrue(changes > 0);
            assertTrue(points.stream().filter(p -> p[1] == y).count() >= changes, "row " + row);
        }
        assertEquals(2, contour.line().size());
    }

    /** No device has T2 above 2 T1: such places of a map are empty, the others are not. */
    @Test
    void unphysicalPlacesOfAMapAreEmpty() {
        ContourType.Plan plan = (ContourType.Plan) BudgetStudies.plan(
                folder,
                TOP,
                "{ type: contour, id: a, observable: overlap, level: 0.93, over: {"
                        + " \"device.qubits.*.T1\": [ 2 us, 4 us ], \"device.qubits.*.T2\": [ 1 us, 6 us ] } }");
        double[][] values =
                ContourType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run().values();
        assertTrue(Double.isNaN(values[1][0]) && values[1][1] > values[0][1] && values[0][0] > 0);
    }

    private static Setup at(ContourType.Plan plan, double[] point) {
        return plan.y().parameter().set(plan.x().parameter().set(plan.setup(), point[0]), point[1]);
    }
}
