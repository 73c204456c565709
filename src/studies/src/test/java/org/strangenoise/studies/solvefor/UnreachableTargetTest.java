package org.strangenoise.studies.solvefor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.attribution.AttributionType;
import org.strangenoise.studies.experiment.MeritExperiments;
import org.strangenoise.studies.study.BudgetStudies;

class UnreachableTargetTest {

    private static final String TOP = """
            device:
              name: three
              qubits: [ { name: A, T1: 4 us, T2: 3 us }, { name: B, T1: 5 us, T2: 3 us }, { name: C, T1: 6 us, T2: 3 us } ]
              operations: { ry: { duration: 20 ns }, interaction: { coupling: 5.305 MHz } }
            circuit: { kicked-top: { qubits: 3, kappa: 2.5, steps: 10 } }
            """;

    @TempDir
    Path folder;

    private SolveForType.Result solve(String observable, String parameter, double target, String more) {
        return solve(TOP, BudgetStudies.OPTIONS, observable, parameter, target, more);
    }

    private SolveForType.Result solve(
            String setup, SimulationOptions options, String observable, String parameter, double target, String more) {
        SolveForType.Plan plan = (SolveForType.Plan) BudgetStudies.plan(
                folder,
                setup,
                "{ type: solve-for, id: a, observable: " + observable + ", parameter: \"" + parameter + "\", target: "
                        + target + more + " }");
        return SolveForType.TYPE.prepared(plan, options).run();
    }

    private static String limit(SolveForType.Result solved) {
        return solved.limit().orElseThrow();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    @Test
    void noNoiseIsBlamedWhereTheIdealValueMissesTheTargetToo() {
        SolveForType.Result above = solve("overlap", "device.qubits.*.T2", 0.999, "");
        double ideal = new MeritExperiments(above.plan().merit(), BudgetStudies.OPTIONS)
                .idealValue(above.plan().setup());
        String words = "the highest value is " + number(above.found()) + ", and without noise it is " + number(ideal);
        assertTrue(limit(above).endsWith(words), limit(above) + words);
        SolveForType.Result below = solve("overlap", "device.operations.ry.duration", 0.01, "");
        words = "the lowest value is " + number(below.found()) + ", and without noise it is ";
        assertTrue(limit(below).contains(words), limit(below) + words);
    }

    /** Noise raises the entropy: the mechanism with the most negative share of the loss keeps it from a low target. */
    @Test
    void noiseThatKeepsTheValueUpIsBlamed() {
        String start = ", at-step: 3, initial-state: { theta: 0.4, phi: 1 }";
        AttributionType.Plan plan = (AttributionType.Plan) BudgetStudies.plan(
                folder,
                TOP.replace("T2: 3 us", "T2: 8 us"),
                "{ type: decoherence-budget, id: a, observable: entropy" + start + " }");
        AttributionType.Result attributed =
                AttributionType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
        double ideal = attributed.attribution().ideal()[3];
        SolveForType.Result solved = solve("entropy", "device.qubits.*.T2", ideal, start);
        assertEquals(attributed.attribution().noisy()[3], solved.found(), 1e-12);
        double most = 0;
        String name = "";
        for (int i = 0; i < attributed.players().size(); i++) {
            double adds = -attributed.attribution().shapley()[i][3];
            if (adds > most) {
                most = adds;
                name = attributed.players().get(i).label(attributed.qubits());
            }
        }
        String words = "= 2 T1 = 8 us: the floor is " + number(solved.found()) + ", made most of all by " + name
                + ", which adds " + number(most) + " there";
        assertTrue(limit(solved).endsWith(words), limit(solved) + words);
    }

    /** Kappa changes the ideal circuit: the best noisy value need not be where the best ideal one is. */
    @Test
    void theIdealValueIsSearchedWhereTheParameterChangesIt() {
        String range = ", at-step: 4, between: [ 0.5, 4 ]";
        SolveForType.Result never = solve("purity", "circuit.kicked-top.kappa", 1, range);
        assertTrue(limit(never).contains("the floor is"), limit(never));
        SolveForType.Result high = solve("overlap", "circuit.kicked-top.kappa", 0.9999, range);
        assertFalse(limit(high).contains("costs"), limit(high));
        double ideal = limitNumber(limit(high), "without noise the highest is ");
        for (double kappa = 0.5; kappa <= 4; kappa += 0.25) {
            double value = new MeritExperiments(high.plan().merit(), BudgetStudies.OPTIONS)
                    .idealValue(high.plan().parameter().set(high.plan().setup(), kappa));
            assertTrue(value <= ideal + 1e-5, "the ideal value at " + kappa + " is " + value + ", above " + ideal);
        }
        double idealAtBest = new MeritExperiments(high.plan().merit(), BudgetStudies.OPTIONS)
                .idealValue(high.plan()
                        .parameter()
                        .set(high.plan().setup(), high.search().bestAt()));
        assertTrue(ideal - idealAtBest > 1e-4, ideal + " is no more than " + idealAtBest);
        SolveForType.Result elsewhere = solve("overlap", "circuit.kicked-top.kappa", (idealAtBest + ideal) / 2, range);
        String words = "the highest value is " + number(high.found()) + "; without noise the target is reached at ";
        assertTrue(
                limit(elsewhere).contains(words) && limit(elsewhere).contains(", prevented most of all by T"),
                limit(elsewhere) + words);
    }

    private static double limitNumber(String limit, String before) {
        int at = limit.indexOf(before);
        assertTrue(at >= 0, limit);
        int begin = at + before.length();
        return Double.parseDouble(limit.substring(begin, limit.indexOf(", ", begin)));
    }

    /** Without noise the fidelity is 1 but for rounding, which is no floor. */
    @Test
    void roundingKeepsNothingOutOfReach() {
        SolveForType.Result solved = solve("fidelity", "noise.scale", 1, "");
        assertEquals(0, solved.root().orElseThrow(), 1e-9);
        assertEquals(1, solved.found(), 1e-12);
    }

    @Test
    void aParameterWithoutInfluenceIsSaidToHaveNone() {
        SolveForType.Result solved = solve("purity", "noise.scale", 0.9, ", at-step: 0");
        assertEquals("the purity cannot be brought to 0.900000: it is 1.00000 whatever noise.scale is", limit(solved));
    }

    /** Fourteen mechanisms over many steps during gates: the question is cheap, the attribution is not. */
    @Test
    void noMechanismIsNamedWhereTheAttributionWouldTakeTooLong() {
        StringBuilder channels = new StringBuilder();
        for (int k = 0; k < 12; k++) {
            channels.append("    - { id: c")
                    .append(k)
                    .append(", on: ry, channel: depolarizing, pauli-error-probability: 1e-6 }\n");
        }
        String pair = """
                device:
                  name: pair
                  qubits: [ { name: A, T1: 3 us, Tphi: 2 us }, { name: B, T1: 5 us, Tphi: 4 us } ]
                  operations: { ry: { duration: 30 ns }, interaction: { coupling: 4 MHz } }
                  channels:
                """ + channels + """
                noise: { placement: during-gate }
                circuit: { kicked-top: { qubits: 2, kappa: 1.7, steps: 1400 } }
                """;
        SimulationOptions little = new SimulationOptions(1, 1, 1 << 16, 1e-9);
        SolveForType.Result solved =
                solve(pair, little, "purity", "device.qubits.A.T2", 0.9, ", between: [ 5.9 us, 1 s ]");
        assertTrue(
                limit(solved)
                                .contains("the floor is " + number(solved.found())
                                        + ", made by noise that was not told apart: ")
                        && limit(solved).contains("16384 coalitions of 14 players"),
                limit(solved));
    }
}
