package org.strangenoise.studies.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.strangenoise.noise.NoiseCoverage;
import org.strangenoise.noise.NoiseMechanism;
import org.strangenoise.noise.NoisyCircuit;
import org.strangenoise.noise.Placement;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.BudgetResult.Sensitivity;
import org.strangenoise.studies.budget.AdjointPass;
import org.strangenoise.studies.budget.Variation;
import org.strangenoise.studies.config.BudgetPlan;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.SensitiveParameters;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StudyParameter;

/** Derivatives of the figure of merit by one adjoint pass a start. */
final class SensitivityAnalysis implements Analysis {

    /** Infidelities below this are rounding of the many maps of a circuit. */
    private static final double LEAST_INFIDELITY = 1e-10;

    private final BudgetPlan.Sensitivities plan;
    private final SimulationOptions options;
    private final MeritExperiments experiments;

    SensitivityAnalysis(BudgetPlan.Sensitivities plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        this.experiments = new MeritExperiments(plan.merit(), options);
    }

    @Override
    public void check() {
        experiments.checkDerivatives(plan.setup());
    }

    @Override
    public BudgetResult.Sensitivities run() {
        Setup setup = plan.setup();
        boolean coherence = plan.parameters().stream().anyMatch(SensitiveParameters::isT2);
        Setup varied = coherence ? setup : setup.withDevice(SensitiveParameters.withTphi(setup.device()));
        List<Double> derivatives = derivatives(varied, plan.merit(), plan.parameters());
        List<Sensitivity> entries = new ArrayList<>();
        for (int i = 0; i < derivatives.size(); i++) {
            StudyParameter parameter = plan.parameters().get(i);
            entries.add(new Sensitivity(
                    parameter.address(), parameter.get(setup), derivatives.get(i), parameter.uncertainty(setup)));
        }
        int step = plan.merit().step();
        double noisy = experiments.noisyValue(setup);
        double ideal = experiments.noisyValue(setup.withNoise(setup.noise().withPlacement(Placement.NONE)));
        StudyParameter scale = StudyParameter.resolve(setup, "noise.scale");
        double slope = setup.noise().scale()
                * derivatives(setup, plan.merit(), List.of(scale)).get(0);
        List<String> warnings = new ArrayList<>();
        double off = Math.abs(slope + (ideal - noisy)) / Math.abs(ideal - noisy);
        if (off > plan.share()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the linear picture is off by %.0f%% here: extrapolated to no noise it puts the loss at %.4g, but it"
                            + " is %.4g",
                    100 * off,
                    -slope,
                    ideal - noisy));
        }
        Experiment first = experiments.of(setup).get(0);
        FigureOfMerit fidelity = new FigureOfMerit(
                "fidelity", new Observable.Fidelity(), step, plan.merit().starts());
        BudgetResult.CoherenceLimit limit = new BudgetResult.CoherenceLimit(
                first.scheduled().duration(),
                coherenceLimit(setup, first.scheduled().duration()),
                first.ideal().members().get(0).circuit().isUnitary()
                        ? 1 - new MeritExperiments(fidelity, options).noisyValue(setup)
                        : Double.NaN);
        judged(limit, first.noisy().coverage()).ifPresent(warnings::add);
        return new BudgetResult.Sensitivities(
                plan, ideal, noisy, entries, -slope, limit, experiments.check(setup), warnings);
    }

    /** A warning where the rule of thumb misses the infidelity found; none where T1 and Tphi cost nothing. */
    private Optional<String> judged(BudgetResult.CoherenceLimit limit, NoiseCoverage coverage) {
        double off = Math.abs(limit.infidelity() - limit.found()) / limit.found();
        if (!(limit.infidelity() > 0) || !(limit.found() >= LEAST_INFIDELITY) || off <= plan.share()) {
            return Optional.empty();
        }
        Set<String> left = new TreeSet<>();
        coverage.rows().forEach(row -> left.add(row.mechanism()));
        left.removeAll(Set.of(NoiseMechanism.T1, NoiseMechanism.TPHI));
        return Optional.of(String.format(
                Locale.ROOT,
                "the coherence limit is off by %.0f%% here: it puts the infidelity at %.4g, but that of these starts is"
                        + " %.4g; %s",
                100 * off,
                limit.infidelity(),
                limit.found(),
                left.isEmpty()
                        ? "it is linear in the rates and an average over all starts"
                        : "it counts T1 and Tphi, but not " + String.join(", ", left)));
    }

    /** {@code sum_q d/(2(d+1)) t (1/T1_q + 1/Tphi_q)}, d = 2^n: the average infidelity of any unitary, first order. */
    private static double coherenceLimit(Setup setup, double seconds) {
        int n = setup.circuit().qubits();
        double d = Math.pow(2, n);
        double rates = IntStream.range(0, n)
                .mapToObj(setup.device().qubits()::get)
                .mapToDouble(q -> q.relaxationRate() + q.dephasingRate())
                .sum();
        return d / (2 * (d + 1)) * seconds * setup.noise().scale() * rates;
    }

    /** The derivatives per SI unit; T1 varies at fixed Tphi or T2, whichever the device states. */
    List<Double> derivatives(Setup given, FigureOfMerit merit, List<StudyParameter> parameters) {
        MeritExperiments runs = new MeritExperiments(merit, options);
        Setup setup = runs.withFixedAverage(given);
        List<Experiment> starts = runs.of(setup);
        double[] sums = new double[parameters.size()];
        for (int s = 0; s < starts.size(); s++) {
            int start = s;
            Experiment experiment = starts.get(s);
            AdjointPass pass = AdjointPass.of(
                    experiment.noisy(), ideal(experiment), experiment.initial(), merit.observable(), merit.step());
            IntStream indices = IntStream.range(0, parameters.size());
            double[] own = (options.threads() > 1 ? indices.parallel() : indices)
                    .mapToDouble(i -> pass.derivative(variation(runs, setup, parameters.get(i), start)))
                    .toArray();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += own[i] / starts.size();
            }
        }
        return Arrays.stream(sums).boxed().toList();
    }

    static Variation variation(MeritExperiments runs, Setup setup, StudyParameter parameter, int start) {
        double[] limits = SensitiveParameters.limits(setup, parameter);
        return new Variation(
                parameter.get(setup), SensitiveParameters.domain(parameter), limits[0], limits[1], value -> {
                    Experiment experiment = runs.of(parameter.set(setup, value)).get(start);
                    return new Variation.Circuits(experiment.noisy(), ideal(experiment));
                });
    }

    private static NoisyCircuit ideal(Experiment experiment) {
        return experiment.ideal().members().get(0).circuit();
    }
}
