package org.strangenoise.studies.decay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strangenoise.budget.DecayFit;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.decay.DecayType.Plan.DecayCurve;
import org.strangenoise.studies.decay.DecayType.Plan.DecayModel;
import org.strangenoise.studies.experiment.ConfidenceBands;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/** Decaying expectations against time, and the times that fits find: a sample is the device or one drawn like it. */
final class DecayAnalysis implements PreparedAnalysis<DecayAnalysis.Means, DecayType.Result> {

    /**
     * The curves of one device.
     *
     * @param ideal {@code [curve][point]}; empty for drawn devices
     * @param noisy likewise
     */
    record Means(double[][] ideal, double[][] noisy, List<String> warnings) {}

    private final DecayType.Plan plan;
    private final SimulationOptions options;
    private final Experiment experiment;
    private final SimulatorChoice choice;
    private final ConfidenceBands bands;
    private final List<Setup> devices;

    DecayAnalysis(DecayType.Plan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options.withSeed(plan.header().seeds().of(0));
        this.experiment = Experiment.of(plan.setup(), plan.start().state());
        experiment.idealChoice(experiment.idealTask(observables(), options));
        this.choice = experiment.noisyChoice(experiment.noisyTask(observables(), options));
        this.bands = ConfidenceBands.of(plan.setup(), secondsPerSample());
        this.devices = bands.devices(plan.setup(), plan.header().seeds());
    }

    @Override
    public Class<Means> rowType() {
        return Means.class;
    }

    @Override
    public int samples(List<Means> complete) {
        return 1 + devices.size();
    }

    @Override
    public double secondsPerSample() {
        return Experiment.RunCost.seconds(experiment, choice, options);
    }

    @Override
    public List<Means> rows(int from, int to, List<Means> complete, TaskWatch watch) {
        List<Means> rows = new ArrayList<>();
        if (from == 0) {
            rows.addAll(watch.each(0, 1, false, own -> {
                SimulationTask idealTask = experiment.idealTask(observables(), options);
                SimulationResult ideal =
                        experiment.idealChoice(idealTask).simulator().run(idealTask, experiment.initial());
                SimulationTask noisyTask = experiment.noisyTask(observables(), options);
                SimulationResult noisy = choice.simulator().run(noisyTask, experiment.initial());
                return new Means(means(ideal), means(noisy), noisy.warnings());
            }));
        }
        rows.addAll(watch.each(Math.max(1, from), to, options.threads() > 1, drawn -> {
            Experiment other =
                    Experiment.of(devices.get(drawn - 1), plan.start().state());
            SimulationTask task = other.noisyTask(observables(), options.withThreads(1));
            SimulationResult noisy = other.noisyChoice(task).simulator().run(task, other.initial());
            return new Means(new double[0][], means(noisy), List.of());
        }));
        return rows;
    }

    @Override
    public DecayType.Result assemble(List<Means> rows) {
        Means own = rows.get(0);
        int steps = plan.setup().circuit().steps();
        double[] times =
                counted(Experiment.StepTimes.of(experiment.scheduled(), steps).sinceReset());
        List<ConfidenceBands.Band> around = ConfidenceBands.of(
                rows.subList(1, rows.size()).stream().map(Means::noisy).toList());
        List<DecayType.Result.Curve> curves = new ArrayList<>();
        for (int k = 0; k < plan.curves().size(); k++) {
            DecayCurve curve = plan.curves().get(k);
            double[] values = own.noisy()[k];
            curves.add(new DecayType.Result.Curve(
                    curve,
                    own.ideal()[k],
                    values,
                    around.isEmpty() ? Optional.empty() : Optional.of(around.get(k)),
                    DecayFit.of(times, values, curve.model() == DecayModel.EXPONENTIAL_GAUSSIAN)));
        }
        List<String> warnings = new ArrayList<>(own.warnings());
        bands.warning().ifPresent(warnings::add);
        for (DecayType.Result.Curve curve : curves) {
            curve.fit()
                    .remark()
                    .ifPresent(remark -> warnings.add("curve `" + curve.plan().label() + "`: " + remark));
        }
        return new DecayType.Result(plan, times, curves, Pulses.of(experiment), Method.of(choice), warnings);
    }

    /** A row a curve. */
    private double[][] means(SimulationResult result) {
        return plan.curves().stream().map(c -> means(result, c.observables())).toArray(double[][]::new);
    }

    private List<Observable> observables() {
        Set<Observable> observables = new LinkedHashSet<>();
        for (DecayCurve curve : plan.curves()) {
            observables.addAll(curve.observables());
        }
        return List.copyOf(observables);
    }

    private double[] means(SimulationResult result, List<Observable> observables) {
        double[] means = new double[plan.setup().circuit().steps() + 1];
        for (Observable observable : observables) {
            double[] values = result.scalars(observable);
            for (int step = 0; step < means.length; step++) {
                means[step] += values[step] / observables.size();
            }
        }
        return counted(means);
    }

    private double[] counted(double[] bySteps) {
        return Arrays.copyOfRange(bySteps, plan.firstStep(), bySteps.length);
    }
}
