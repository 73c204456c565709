package org.strangenoise.studies.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.strangenoise.circuit.Measurement;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.device.ReadoutError;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.noise.NoiseMechanism;
import org.strangenoise.noise.NoiseModel;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.Placement;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.budget.Attribution;
import org.strangenoise.studies.budget.CoalitionValues;
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

    /** Time for one coefficient of a density matrix through one layer, in a batch and by a backend. */
    private static final double BATCH_SECONDS = 5e-9;

    private static final double BACKEND_SECONDS = 20e-9;

    /** A backend's layer takes as long as one of this many coefficients, at least. */
    private static final double LEAST_COEFFICIENTS = 8192;

    /** More time of one processor than this is refused. */
    private static final double MAX_SECONDS = 3600;

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
        AnalysisResult.Method method = experiments.check(plan.setup());
        Setup setup = plan.setup();
        List<Experiment> all = experiments.of(setup);
        Roster roster = roster(model(setup), all);
        double coalitions = roster.size() <= ShapleyValues.MAX_EXACT
                ? Math.pow(2, roster.size())
                : 2.0 * (plan.maxPermutations() + 1) * roster.size();
        int circuits = all.get(0).noisy().members().size();
        boolean together = isCompiled(setup);
        int qubits = setup.circuit().qubits();
        double coefficients = method.name().equals("symmetric") ? Math.pow(qubits + 1, 4) : Math.pow(4, qubits);
        double layer =
                together ? BATCH_SECONDS * coefficients : BACKEND_SECONDS * Math.max(LEAST_COEFFICIENTS, coefficients);
        double seconds = coalitions * circuits * all.size() * (plan.merit().step() + 1) * layer;
        if (seconds > MAX_SECONDS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%.0f coalitions of %d players, each of %d circuits, %s, would take one processor about %.1f hours,"
                            + " but at most 1 is allowed: split by less, ask for fewer max-permutations or"
                            + " quasi-static-nodes%s",
                    coalitions,
                    roster.size(),
                    circuits * all.size(),
                    together ? "evaluated together" : "simulated one by one",
                    seconds / 3600,
                    together ? "" : ", or place noise after gates, where up to 7 qubits are evaluated together"));
        }
    }

    @Override
    public BudgetResult.Attributed run() {
        Setup setup = plan.setup();
        List<Experiment> all = experiments.of(setup);
        NoiseModel model = model(setup);
        Roster roster = roster(model, all);
        List<CoalitionValues> parts = new ArrayList<>();
        for (Experiment experiment : all) {
            parts.add(coalitions(roster, model, experiment));
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
            warnings.add(String.format(
                    Locale.ROOT,
                    "the Shapley values' standard error is %.2g after max-permutations, not %.2g as asked",
                    worst,
                    plan.standardError()));
        }
        boolean together = isCompiled(setup);
        String reason = attribution.evaluations() + " coalitions of " + roster.size() + " players, "
                + (attribution.exact() ? "all there are" : "from random orders") + ", "
                + (together ? "evaluated together" : "simulated one by one");
        List<String> qubits =
                setup.device().qubits().stream().map(QubitCalibration::name).toList();
        return new BudgetResult.Attributed(
                plan,
                roster.players(),
                attribution,
                qubits,
                coverage(all.get(0).noisy().coverage(), setup),
                new AnalysisResult.Method(
                        together ? "density-matrix" : experiments.check(setup).name(), reason),
                warnings);
    }

    private static NoiseModel model(Setup setup) {
        return setup.noise().model(setup.device(), setup.simulation().seed());
    }

    private Roster roster(NoiseModel model, List<Experiment> all) {
        return Roster.of(
                model,
                all.stream().map(Experiment::scheduled).toList(),
                plan.splits(),
                plan.merit().readQubits());
    }

    private static boolean isCompiled(Setup setup) {
        return setup.circuit().qubits() <= MAX_COMPILED_QUBITS && setup.noise().placement() != Placement.DURING_GATE;
    }

    /** What the circuit met, and the readout that follows where the observable is measured. */
    private NoiseCoverage coverage(NoiseCoverage circuit, Setup setup) {
        List<NoiseCoverage.Row> rows = new ArrayList<>(circuit.rows());
        List<String> untouched = new ArrayList<>(circuit.untouched());
        for (int q : plan.merit().readQubits()) {
            if (setup.device().qubits().get(q).readout().equals(ReadoutError.NONE)) {
                untouched.add(Measurement.NAME + " " + q);
            } else {
                rows.add(new NoiseCoverage.Row(Measurement.NAME, q, NoiseMechanism.READOUT, 1, 0));
            }
        }
        return new NoiseCoverage(rows, untouched);
    }

    private CoalitionValues coalitions(Roster roster, NoiseModel model, Experiment experiment) {
        NoisyCircuit ideal = experiment.ideal().members().get(0).circuit();
        if (isCompiled(plan.setup())) {
            return SwitchedCircuit.of(
                    roster,
                    model,
                    experiment.scheduled(),
                    ideal,
                    experiment.initial(),
                    plan.merit().observable());
        }
        return new SimulatedCoalitions(
                roster,
                model,
                experiment.scheduled(),
                ideal,
                experiment.initial(),
                plan.merit().observable(),
                options.withThreads(1).withSeed(plan.setup().simulation().seed()));
    }
}
