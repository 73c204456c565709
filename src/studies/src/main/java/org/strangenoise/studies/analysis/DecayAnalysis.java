package org.strangenoise.studies.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.budget.DecayFit;
import org.strangenoise.studies.config.AnalysisPlan;
import org.strangenoise.studies.config.AnalysisPlan.DecayCurve;
import org.strangenoise.studies.config.AnalysisPlan.DecayModel;
import org.strangenoise.studies.config.Setup;

/** Decaying expectations against time, and the times that fits find. */
final class DecayAnalysis implements Analysis {

    private final AnalysisPlan.Decay plan;
    private final SimulationOptions options;

    DecayAnalysis(AnalysisPlan.Decay plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
    }

    @Override
    public void check() {
        Experiment experiment = experiment();
        experiment.idealChoice(experiment.idealTask(observables(), options));
        experiment.noisyChoice(experiment.noisyTask(observables(), options));
        bands(experiment).check(plan.setup());
    }

    @Override
    public DecayResult run() {
        Experiment experiment = experiment();
        SimulationTask idealTask = experiment.idealTask(observables(), options);
        SimulationTask noisyTask = experiment.noisyTask(observables(), options);
        SimulatorChoice choice = experiment.noisyChoice(noisyTask);
        SimulationResult ideal = experiment.idealChoice(idealTask).simulator().run(idealTask, experiment.initial());
        SimulationResult noisy = choice.simulator().run(noisyTask, experiment.initial());
        int steps = plan.setup().circuit().steps();
        double[] times = counted(StepTimes.of(experiment.scheduled(), steps).sinceReset());
        ConfidenceBands planned = bands(experiment);
        List<ConfidenceBand> bands = planned.around(plan.setup(), this::noisyMeans);
        List<DecayResult.Curve> curves = new ArrayList<>();
        for (int k = 0; k < plan.curves().size(); k++) {
            DecayCurve curve = plan.curves().get(k);
            double[] values = means(noisy, curve.paulis());
            curves.add(new DecayResult.Curve(
                    curve,
                    means(ideal, curve.paulis()),
                    values,
                    bands.isEmpty() ? Optional.empty() : Optional.of(bands.get(k)),
                    DecayFit.of(times, values, curve.model() == DecayModel.EXPONENTIAL_GAUSSIAN)));
        }
        List<String> warnings = new ArrayList<>(noisy.warnings());
        planned.warning().ifPresent(warnings::add);
        for (DecayResult.Curve curve : curves) {
            curve.fit()
                    .remark()
                    .ifPresent(remark -> warnings.add("curve `" + curve.plan().label() + "`: " + remark));
        }
        return new DecayResult(
                plan,
                times,
                curves,
                new AnalysisResult.Method(choice.simulator().method(), choice.reason()),
                warnings);
    }

    private Experiment experiment() {
        return Experiment.of(plan.setup(), plan.start().direction());
    }

    private ConfidenceBands bands(Experiment experiment) {
        SimulatorChoice choice = experiment.noisyChoice(experiment.noisyTask(observables(), options));
        return ConfidenceBands.of(plan.setup(), RunCost.seconds(experiment, choice, options), options);
    }

    /** A row a curve. */
    private double[][] noisyMeans(Setup device) {
        Experiment experiment = Experiment.of(device, plan.start().direction());
        SimulationTask task = experiment.noisyTask(observables(), options.withThreads(1));
        SimulationResult noisy = experiment.noisyChoice(task).simulator().run(task, experiment.initial());
        return plan.curves().stream().map(c -> means(noisy, c.paulis())).toArray(double[][]::new);
    }

    private List<Observable> observables() {
        Set<Observable> observables = new LinkedHashSet<>();
        for (DecayCurve curve : plan.curves()) {
            curve.paulis().forEach(p -> observables.add(new Observable.PauliExpectation(p, false)));
        }
        return List.copyOf(observables);
    }

    private double[] means(SimulationResult result, List<PauliString> paulis) {
        double[] means = new double[plan.setup().circuit().steps() + 1];
        for (PauliString pauli : paulis) {
            double[] values = result.scalars(new Observable.PauliExpectation(pauli, false));
            for (int step = 0; step < means.length; step++) {
                means[step] += values[step] / paulis.size();
            }
        }
        return counted(means);
    }

    private double[] counted(double[] bySteps) {
        return Arrays.copyOfRange(bySteps, plan.firstStep(), bySteps.length);
    }
}
