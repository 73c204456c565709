package org.strangenoise.studies.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.analysis.Analysis;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.SweepAxis;
import org.strangenoise.studies.experiment.ConfidenceBand;
import org.strangenoise.studies.experiment.ConfidenceBands;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;
import org.strangenoise.studies.experiment.RunCost;

/** One observable over one or two parameters. */
final class SweepAnalysis implements Analysis<SweepResult> {

    private final SweepPlan plan;
    private final SimulationOptions options;
    private final Observable observable;

    SweepAnalysis(SweepPlan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        this.observable = plan.quantity();
    }

    @Override
    public void check() {
        for (int i = 0; i < rows(); i++) {
            for (int j = 0; j < columns(); j++) {
                Experiment experiment = experiment(i, j);
                experiment.noisyChoice(experiment.noisyTask(List.of(observable), options));
            }
            if (plan.over().size() == 1) {
                bands().check(setup(i, 0));
            }
        }
    }

    @Override
    public SweepResult run() {
        double[][] ideal = new double[rows()][columns()];
        double[][] noisy = new double[rows()][columns()];
        List<List<SweepResult.PulseAt>> pulses = new ArrayList<>(Collections.nCopies(rows() * columns(), List.of()));
        Experiment first = experiment(0, 0);
        var choice = first.noisyChoice(first.noisyTask(List.of(observable), options));
        IntStream points = IntStream.range(0, rows() * columns());
        (options.threads() > 1 ? points.parallel() : points).forEach(point -> {
            int i = point / columns();
            int j = point % columns();
            Experiment experiment = experiment(i, j);
            SimulationTask idealTask = experiment.idealTask(List.of(observable), options.withThreads(1));
            ideal[i][j] = experiment
                    .idealChoice(idealTask)
                    .simulator()
                    .run(idealTask, experiment.initial())
                    .scalars(observable)[plan.step()];
            noisy[i][j] = noisy(experiment);
            pulses.set(point, pulses(experiment, i, j));
        });
        ConfidenceBands bands = bands();
        List<String> warnings = new ArrayList<>(first.noisy().warnings());
        bands.warning().ifPresent(warnings::add);
        return new SweepResult(
                plan,
                ideal,
                noisy,
                plan.over().size() == 1 ? band(bands) : Optional.empty(),
                pulses.stream().flatMap(List::stream).toList(),
                Method.of(choice),
                warnings);
    }

    private List<SweepResult.PulseAt> pulses(Experiment experiment, int i, int j) {
        List<Double> at = new ArrayList<>(List.of(plan.over().get(0).values().get(i)));
        if (plan.over().size() == 2) {
            at.add(plan.over().get(1).values().get(j));
        }
        return Pulses.of(experiment).found().stream()
                .map(found -> new SweepResult.PulseAt(at, found))
                .toList();
    }

    private double noisy(Experiment experiment) {
        SimulationTask task = experiment.noisyTask(List.of(observable), options.withThreads(1));
        return experiment
                .noisyChoice(task)
                .simulator()
                .run(task, experiment.initial())
                .scalars(observable)[plan.step()];
    }

    /** For a curve; maps have none. */
    private ConfidenceBands bands() {
        if (plan.over().size() > 1) {
            return new ConfidenceBands(options, 0, Optional.empty());
        }
        Experiment first = experiment(0, 0);
        SimulationTask task = first.noisyTask(List.of(observable), options);
        return ConfidenceBands.of(
                plan.setup(), rows() * RunCost.seconds(first, first.noisyChoice(task), options), options);
    }

    /**
     * Point by point, since a swept value is exact; the devices drawn for all points have the same errors otherwise.
     */
    private Optional<ConfidenceBand> band(ConfidenceBands bands) {
        double[] low = new double[rows()];
        double[] high = new double[rows()];
        boolean none = true;
        for (int i = 0; i < low.length; i++) {
            List<ConfidenceBand> point =
                    bands.around(setup(i, 0), device -> new double[][] {{noisy(experiment(device))}});
            low[i] = point.isEmpty() ? Double.NaN : point.get(0).low()[0];
            high[i] = point.isEmpty() ? Double.NaN : point.get(0).high()[0];
            none &= point.isEmpty();
        }
        return none ? Optional.empty() : Optional.of(new ConfidenceBand(low, high));
    }

    private int rows() {
        return plan.over().get(0).values().size();
    }

    private int columns() {
        return plan.over().size() == 1 ? 1 : plan.over().get(1).values().size();
    }

    private Experiment experiment(int i, int j) {
        return experiment(setup(i, j));
    }

    private Experiment experiment(Setup setup) {
        CircuitSource source = setup.circuit();
        return Experiment.of(
                setup.withCircuit(source.withSteps(plan.step())), plan.start().direction());
    }

    private Setup setup(int i, int j) {
        Setup setup = with(plan.setup(), plan.over().get(0), i);
        if (plan.over().size() == 2) {
            setup = with(setup, plan.over().get(1), j);
        }
        return setup;
    }

    private static Setup with(Setup setup, SweepAxis axis, int index) {
        return axis.parameter().set(setup, axis.values().get(index));
    }
}
