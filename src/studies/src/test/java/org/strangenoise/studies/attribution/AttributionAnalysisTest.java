package org.strangenoise.studies.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.budget.CoalitionValues;
import org.strangenoise.budget.Player;
import org.strangenoise.budget.Roster;
import org.strangenoise.budget.Split;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.simulate.gradient.SwitchedCircuit;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.MeritExperiments;
import org.strangenoise.studies.study.BudgetStudies;

class AttributionAnalysisTest {

    @TempDir
    Path folder;

    private AttributionType.Result run(String setup, String analysis) {
        AttributionType.Plan plan = (AttributionType.Plan) BudgetStudies.plan(folder, setup, analysis);
        return AttributionType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run();
    }

    /** The compiled coalitions against the noise model and a backend, which know nothing of switches. */
    @ParameterizedTest
    @ValueSource(strings = {"overlap", "purity", "entropy", "fidelity", "hilbert-angle", "ZX, measured: true", "XY"})
    void compiledCoalitionsEqualSimulatedOnes(String observable) {
        boolean measured = observable.contains("measured");
        check(BudgetStudies.NOISY_PAIR, observable, EnumSet.of(Split.MECHANISM), measured ? 8 : 7, 3);
    }

    @ParameterizedTest
    @CsvSource({"MECHANISM OPERATION, 14", "MECHANISM QUBIT OPERATION, 23", "STEP, 4", "QUBIT STEP, 12"})
    void compiledCoalitionsEqualSimulatedOnesHoweverTheyAreSplit(String splits, int players) {
        EnumSet<Split> by = EnumSet.noneOf(Split.class);
        for (String split : splits.split(" ", -1)) {
            by.add(Split.valueOf(split));
        }
        check(BudgetStudies.NOISY_PAIR, "purity", by, players, Math.max(1, (1 << players) / 50 | 1));
    }

    /**
     * Gauss-Hermite rules of detunings are exact to 1e-9 here, so that dropping one from the product changes nothing.
     */
    @ParameterizedTest
    @ValueSource(strings = {"overlap", "purity"})
    void coalitionsOfDetuningsEqualSimulatedOnes(String observable) {
        check(BudgetStudies.DETUNED_PAIR, observable, EnumSet.of(Split.MECHANISM, Split.QUBIT), 6, 5);
    }

    private void check(String setup, String observable, EnumSet<Split> splits, int players, int stride) {
        AnalysisPlan.OfMerit plan = (AnalysisPlan.OfMerit) BudgetStudies.plan(
                folder,
                setup,
                "{ type: decoherence-budget, id: a, observable: " + observable
                        + ", initial-state: { theta: 0.7, phi: 0.4 } }");
        Experiment experiment = new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS)
                .of(plan.setup())
                .get(0);
        NoiseModel model = plan.setup().noise().model(plan.setup().device(), 1);
        Roster roster = Roster.of(
                model, List.of(experiment.scheduled()), splits, plan.merit().readQubits());
        assertEquals(players, roster.size());
        NoisyCircuit ideal = experiment.ideal().members().get(0).circuit();
        SwitchedCircuit compiled = SwitchedCircuit.of(
                roster,
                model,
                experiment.scheduled(),
                ideal,
                experiment.initial(),
                plan.merit().observable());
        CoalitionValues.Simulated simulated = new CoalitionValues.Simulated(
                roster,
                model,
                experiment.scheduled(),
                ideal,
                experiment.initial(),
                plan.merit().observable(),
                BudgetStudies.OPTIONS);
        List<boolean[]> coalitions = new ArrayList<>();
        for (int mask = 0; mask < 1 << roster.size(); mask += stride) {
            boolean[] on = new boolean[roster.size()];
            for (int i = 0; i < on.length; i++) {
                on[i] = (mask >> i & 1) != 0;
            }
            coalitions.add(on);
        }
        double[][] together = compiled.series(coalitions);
        for (int c = 0; c < together.length; c++) {
            double[] expected = simulated.series(coalitions.get(c));
            assertArrayEquals(expected, together[c], 5e-8, "coalition " + c * stride);
        }
        assertArrayEquals(together[1], compiled.series(coalitions.subList(1, 2))[0], 0, "alone as in a batch");
    }

    /** Idle qubits in |+>: {@code <XX> = exp(-t/Tphi_A) exp(-t/Tphi_B)}, a product of two players' factors. */
    @Test
    void dephasingOfIdleQubitsHasItsClosedForm() {
        AttributionType.Result result = run(
                """
                device:
                  name: idle
                  qubits: [ { name: A, T1: inf, Tphi: 2 us }, { name: B, T1: inf, Tphi: 5 us } ]
                  operations: { ry: { duration: 100 ns }, interaction: { duration: 50 ns } }
                circuit: { kicked-top: { qubits: 2, kappa: 0, rotation: 0, steps: 3 } }
                """,
                "{ type: decoherence-budget, id: a, observable: XX, split-by: [ mechanism, qubit ],"
                        + " initial-state: { theta: pi/2, phi: 0 } }");
        double t = 450e-9;
        double a = Math.exp(-t / 2e-6);
        double b = Math.exp(-t / 5e-6);
        assertEquals(2, result.players().size());
        assertEquals(1, result.attribution().ideal()[3], 1e-14);
        assertEquals(a * b, result.attribution().noisy()[3], 1e-13);
        assertEquals((1 - a) * (1 + b) / 2, result.attribution().shapley()[0][3], 1e-13);
        assertEquals((1 - b) * (1 + a) / 2, result.attribution().shapley()[1][3], 1e-13);
        assertEquals(b - a * b, result.attribution().leaveOneOut()[0][3], 1e-13);
        assertEquals(1 - a, result.attribution().only()[0][3], 1e-13);
        assertEquals(-(1 - a) * (1 - b), result.attribution().nonAdditive(3), 1e-13);
    }

    @Test
    void equalQubitsGetEqualSharesThatSumToTheLoss() {
        AttributionType.Result result = run(
                """
                device:
                  name: equal
                  qubits: [ { name: A, T1: 4 us, T2: 3 us }, { name: B, T1: 4 us, T2: 3 us }, { name: C, T1: 4 us, T2: 3 us } ]
                  operations: { ry: { duration: 20 ns }, interaction: { coupling: 5 MHz } }
                circuit: { kicked-top: { qubits: 3, kappa: 2.5, steps: 20 } }
                """,
                "{ type: decoherence-budget, id: a, observable: overlap, split-by: [ mechanism, qubit, operation ],"
                        + " initial-state: { theta: 0.2618, phi: 2.0944 } }");
        assertEquals(12, result.players().size());
        assertTrue(result.attribution().exact());
        for (int group = 0; group < 12; group += 6) {
            for (int k = 2; k < 6; k++) {
                assertEquals(
                        result.attribution().shapley()[group + k % 2][20],
                        result.attribution().shapley()[group + k][20],
                        1e-9);
            }
        }
        assertEquals(0, result.attribution().residual(20), 1e-12);
        assertTrue(result.attribution().loss(20) > 0.01);
    }

    @Test
    void readoutIsAPlayerAndInTheCoverageWhereTheObservableIsMeasured() {
        AttributionType.Result result = run(
                BudgetStudies.NOISY_PAIR,
                "{ type: decoherence-budget, id: a, observable: IZ, measured: true, split-by: [ mechanism, qubit ],"
                        + " initial-state: { theta: 0.7, phi: 0.4 } }");
        List<Player> readout = result.players().stream()
                .filter(p -> "readout".equals(p.mechanism()))
                .toList();
        assertEquals(List.of(new Player("readout", 1, null, null)), readout);
        assertEquals(
                List.of(new NoiseCoverage.Row("measurement", 1, "readout", 1, 0)),
                result.coverage().rows().stream()
                        .filter(r -> r.mechanism().equals("readout"))
                        .toList());
        AttributionType.Result perfect = run(
                BudgetStudies.DETUNED_PAIR,
                "{ type: decoherence-budget, id: a, observable: ZI, measured: true, initial-state: { theta: 0.7, phi: 0 } }");
        assertTrue(perfect.coverage().untouched().contains("measurement 0"));
    }

    @Test
    void costsOfMoreThanAnHourAreRefusedBeforehand() {
        AttributionType.Plan plan = (AttributionType.Plan) BudgetStudies.plan(
                folder,
                BudgetStudies.DETUNED_PAIR.replace("steps: 3 }", "steps: 1500 }")
                        + "noise: { placement: during-gate, quasi-static-nodes: 9 }\n",
                "{ type: decoherence-budget, id: a, observable: purity, split-by: [ mechanism, qubit, operation ] }");
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> AttributionType.TYPE.prepared(plan, BudgetStudies.OPTIONS));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("4096 coalitions of 12 players, each of 81 circuits"), message);
        assertTrue(message.contains("place noise after gates"), message);
    }

    @Test
    void noiseDuringGatesAndDetuningsAreAttributedToo() {
        AttributionType.Result result = run(
                """
                device:
                  name: detuned
                  qubits: [ { name: A, T1: 4 us, T2: 3 us, quasi-static-T: 1 us }, { name: B, T1: 9 us, T2: 3 us } ]
                  operations: { ry: { duration: 20 ns }, interaction: { coupling: 5 MHz } }
                circuit: { kicked-top: { qubits: 2, kappa: 2.5, steps: 3 } }
                noise: { placement: during-gate }
                """, "{ type: decoherence-budget, id: a, observable: purity, initial-state: { theta: 0.3, phi: 1 } }");
        assertEquals(
                List.of("T1", "Tphi", "quasi-static"),
                result.players().stream().map(p -> p.mechanism()).toList());
        assertEquals(0, result.attribution().residual(3), 1e-12);
        for (double[] share : result.attribution().shapley()) {
            assertTrue(share[3] > 1e-4);
        }
    }

    @Test
    void stepsAreAttributedOneByOne() {
        AttributionType.Result result = run(
                BudgetStudies.NOISY_PAIR,
                "{ type: decoherence-budget, id: a, observable: purity, at-step: 3, split-by: [ step ],"
                        + " initial-state: { theta: 0.7, phi: 0.4 } }");
        assertEquals(
                List.of(1, 2, 3), result.players().stream().map(p -> p.step()).toList());
        assertEquals(0, result.attribution().shapley()[2][2], 0, "the third step costs nothing before it comes");
        assertEquals(0, result.attribution().residual(3), 1e-12);
    }

    /** T1 raises Z from 0, the rotation lowers it: percentages of the rest would say nothing. */
    @Test
    void sharesThatCancelAreToldAsTheyAre() {
        AttributionType.Plan plan = (AttributionType.Plan) BudgetStudies.plan(
                folder,
                """
                device:
                  name: idle
                  qubits: [ { name: A, T1: 10 us, T2: 20 us } ]
                  operations: { ry: { duration: 100 ns }, interaction: { duration: 0 ns } }
                  channels: [ { id: stray, on: step, channel: rotation, axis: y, angle: 0.009 } ]
                circuit: { kicked-top: { qubits: 1, kappa: 0, rotation: 0, steps: 1 } }
                """,
                "{ type: decoherence-budget, id: a, observable: Z, initial-state: { theta: pi/2, phi: 0 } }");
        String answer = AttributionFigures.Tables.answer(
                AttributionType.TYPE.prepared(plan, BudgetStudies.OPTIONS).run());
        assertTrue(answer.contains("T1 -0.0099") || answer.contains("T1 -0.01"), answer);
        assertTrue(answer.contains("stray +0.0090") && !answer.contains("%"), answer);
    }

    @Test
    void nanosecondsAreRoundNumbers() {
        assertEquals(110, AttributionFigures.Tables.nanoseconds(2 * 55e-9 + 1e-23));
        assertEquals(0.1, AttributionFigures.Tables.nanoseconds(1e-10));
        assertEquals(109.999999, AttributionFigures.Tables.nanoseconds(109.999999e-9));
    }
}
