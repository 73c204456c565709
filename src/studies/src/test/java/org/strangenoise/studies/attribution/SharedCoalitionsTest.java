package org.strangenoise.studies.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strangenoise.budget.CoalitionMethod;
import org.strangenoise.budget.CoalitionValues;
import org.strangenoise.budget.Roster;
import org.strangenoise.budget.Split;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.simulate.gradient.InstructionMaps;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.MeritExperiments;
import org.strangenoise.studies.study.BudgetStudies;

/** Coalitions of noise during gates whose maps are shared, against a backend's run of each. */
class SharedCoalitionsTest {

    private static final String DURING = "noise: { placement: during-gate }\n";

    private static final String TRIO = """
            device:
              name: trio
              qubits:
                - { name: A, T1: 3 us, Tphi: 2 us, excited-population: 0.05 }
                - { name: B, T1: 5 us, T2: 4 us }
                - { name: C, T1: 4 us, T2: 1 us, excited-population: 0.2 }
              operations: { ry: { duration: 30 ns, overrides: [ { qubits: [ B ], duration: 20 ns } ] }, interaction: { coupling: 4 MHz } }
            circuit: { kicked-top: { qubits: 3, kappa: 1.7, steps: 4 } }
            """;

    @TempDir
    Path folder;

    /** Crosstalk joins and parts the groups of qubits; over-rotations turn the pulses; readout comes last. */
    @ParameterizedTest
    @ValueSource(strings = {"purity", "fidelity", "XY", "ZX, measured: true"})
    void everyKindOfNoise(String observable) {
        check(BudgetStudies.NOISY_PAIR, observable, EnumSet.of(Split.MECHANISM), 3, 1e-12);
    }

    /** The square root of eigenvalues that are rounding, 1e-16, is 1e-8. */
    @ParameterizedTest
    @ValueSource(strings = {"overlap", "entropy"})
    void observablesWithInfiniteSlopeAtPureStates(String observable) {
        check(BudgetStudies.NOISY_PAIR, observable, EnumSet.of(Split.MECHANISM), 3, 5e-8);
    }

    @Test
    void sharesOfOperationsAndSteps() {
        check(TRIO, "purity", EnumSet.of(Split.MECHANISM, Split.OPERATION), 1, 1e-12);
        check(TRIO, "purity", EnumSet.of(Split.MECHANISM, Split.STEP), 101, 1e-12);
    }

    @Test
    void detuningsOfWhichCoalitionsAverageMoreOrLess() {
        check(BudgetStudies.DETUNED_PAIR, "purity", EnumSet.of(Split.MECHANISM, Split.QUBIT), 5, 1e-12);
    }

    /** Shaped pulses are integrated, to a tolerance. */
    @Test
    void shapedPulses() {
        String shaped = BudgetStudies.DETUNED_PAIR.replace("duration: 20 ns", "duration: 20 ns, envelope: cosine");
        check(shaped, "purity", EnumSet.of(Split.MECHANISM), 1, 1e-10);
    }

    private void check(String setup, String observable, EnumSet<Split> splits, int stride, double tolerance) {
        AnalysisPlan.OfMerit plan = (AnalysisPlan.OfMerit) BudgetStudies.plan(
                folder,
                setup + DURING,
                "{ type: decoherence-budget, id: a, observable: " + observable
                        + ", initial-state: { theta: 0.7, phi: 0.4 } }");
        Experiment experiment = new MeritExperiments(plan.merit(), BudgetStudies.OPTIONS)
                .of(plan.setup())
                .get(0);
        assertEquals(CoalitionMethod.SHARED, CoalitionMethod.of(experiment.noisy(), 1e4, 1L << 30));
        NoiseModel model = plan.setup().noise().model(plan.setup().device(), 1);
        Roster roster = Roster.of(
                model, List.of(experiment.scheduled()), splits, plan.merit().readQubits());
        CoalitionValues shared = shared(plan, experiment, roster, model, 1L << 28);
        CoalitionValues forgetful = shared(plan, experiment, roster, model, 20_000);
        CoalitionValues simulated = new CoalitionValues.Simulated(
                roster,
                model,
                experiment.scheduled(),
                ideal(experiment),
                experiment.initial(),
                plan.merit().observable(),
                BudgetStudies.OPTIONS.withTolerance(1e-12));
        for (int mask = 0; mask < 1 << roster.size(); mask += stride) {
            boolean[] on = new boolean[roster.size()];
            for (int i = 0; i < on.length; i++) {
                on[i] = (mask >> i & 1) != 0;
            }
            double[] values = shared.series(on);
            assertArrayEquals(simulated.series(on), values, tolerance, "coalition " + mask);
            if (mask % 3 == 0) {
                assertArrayEquals(forgetful.series(on), values, 0, "with little room");
            }
        }
    }

    private static CoalitionValues shared(
            AnalysisPlan.OfMerit plan, Experiment experiment, Roster roster, NoiseModel model, long bytes) {
        return new CoalitionValues.Shared(
                roster,
                model,
                experiment.scheduled(),
                ideal(experiment),
                experiment.initial(),
                plan.merit().observable(),
                new InstructionMaps(plan.setup().circuit().qubits(), bytes));
    }

    private static NoisyCircuit ideal(Experiment experiment) {
        return experiment.ideal().members().get(0).circuit();
    }
}
