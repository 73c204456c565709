package org.strangenoise.studies.analysis;

import java.util.ArrayList;
import java.util.List;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.budget.Attribution;
import org.strangenoise.studies.budget.CoalitionValues;
import org.strangenoise.studies.budget.ObservableFunctional;
import org.strangenoise.studies.budget.Roster;
import org.strangenoise.studies.budget.ShapleyValues;
import org.strangenoise.studies.budget.SimulatedCoalitions;
import org.strangenoise.studies.budget.SwitchedCircuit;
import org.strangenoise.studies.config.BudgetPlan;
import org.strangenoise.studies.config.Setup;

/** The loss from ideal to noisy, divided among the noise. */
final class AttributionAnalysis implements Analysis {

    /** Above this size the transformed circuit of one coalition is not cheaper than a backend's run. */
    private static final int MAX_COMPILED_QUBITS = 7;

    private final BudgetPlan.Attribution plan;
    private final SimulationOptions options;
    private final MeritExperiments experiments;

    AttributionAnalysis(BudgetPlan.Attribution plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        this.experiments = new MeritExperiments(plan.merit(), options);
    }

    @Override
    public void check() {
        experiments.check(plan.setup());
    }

    @Override
    public BudgetResult.Attributed run() {
        Setup setup = plan.setup();
        List<Experiment> all = experiments.of(setup);
        NoiseModel model =
                setup.noise().model(setup.device(), setup.simulation().seed());
        Roster roster = Roster.of(
                model,
                all.stream().map(Experiment::scheduled).toList(),
                plan.splits(),
                plan.merit().isMeasured());
        List<CoalitionValues> parts = new ArrayList<>();
        boolean compiled = true;
        for (Experiment experiment : all) {
            CoalitionValues part = coalitions(roster, model, experiment);
            compiled &= part instanceof SwitchedCircuit;
            parts.add(part);
        }
        ShapleyValues values = new ShapleyValues(CoalitionValues.mean(parts), roster.size(), options.threads() > 1);
        int step = plan.merit().step();
        Attribution attribution = roster.size() <= ShapleyValues.MAX_EXACT
                ? values.exact()
                : values.sampled(
                        step,
                        plan.standardError(),
                        plan.maxPermutations(),
                        setup.simulation().seed());
        List<String> warnings = new ArrayList<>(all.get(0).noisy().warnings());
        double worst = 0;
        for (double[] errors : attribution.standardErrors()) {
            worst = Math.max(worst, errors[step]);
        }
        if (worst > plan.standardError()) {
            warnings.add("the Shapley values' standard error is " + worst + " after max-permutations, not "
                    + plan.standardError() + " as asked");
        }
        String reason = attribution.evaluations() + " coalitions of " + roster.size() + " players, "
                + (attribution.exact() ? "all there are" : "from random orders") + ", "
                + (compiled ? "compiled together" : "simulated one by one");
        return new BudgetResult.Attributed(
                plan,
                roster.players(),
                attribution,
                setup.device().qubits().stream().map(QubitCalibration::name).toList(),
                all.get(0).noisy().coverage(),
                new AnalysisResult.Method("density-matrix", reason),
                warnings);
    }

    private CoalitionValues coalitions(Roster roster, NoiseModel model, Experiment experiment) {
        NoisyCircuit ideal = experiment.ideal().members().get(0).circuit();
        CoalitionValues simulated = new SimulatedCoalitions(
                roster,
                model,
                experiment.scheduled(),
                ideal,
                experiment.initial(),
                plan.merit().observable(),
                options.withThreads(1).withSeed(plan.setup().simulation().seed()));
        if (ideal.qubits() > MAX_COMPILED_QUBITS) {
            return simulated;
        }
        return SwitchedCircuit.of(
                        roster,
                        model,
                        experiment.scheduled(),
                        ideal,
                        experiment.initial(),
                        ObservableFunctional.of(plan.merit().observable(), ideal.readout()))
                .map(CoalitionValues.class::cast)
                .orElse(simulated);
    }
}
