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
import org.strangenoise.studies.experiment.RunCost;

/** One observable over one or two parameters. */
final class SweepAnalysis implements Analysis<SweepResult> {

    /** Points that are tried before a run: what one refuses, the least or the greatest value refuses too. */
    private static final int MOST_CHECKED = 400;

    /** Points of which devices are drawn before a run. */
    private static final int MOST_DRAWN = 8;

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
            setup(i, 0);
        }
        for (int j = 0; j < columns(); j++) {
            setup(0, j);
        }
        int most = plan.over().size() == 1 ? MOST_CHECKED : (int) Math.sqrt(MOST_CHECKED);
        int[] columns = plan.over().size() == 1
                ? new int[] {0}
                : spread(plan.over().get(1).values(), most);
        for (int i : spread(plan.over().get(0).values(), most)) {
            for (int j : columns) {
                Experiment experiment = experiment(i, j);
                experiment.noisyChoice(experiment.noisyTask(List.of(observable), options));
            }
        }
        if (plan.over().size() == 1) {
            ConfidenceBands bands = bands();
            for (int i : spread(plan.over().get(0).values(), MOST_DRAWN)) {
                bands.check(setup(i, 0));
            }
        }
    }

    /** The places of the least and the greatest value and, of very many, some of the others. */
    private static int[] spread(List<Double> values, int most) {
        int last = values.size() - 1;
        int least = values.indexOf(Collections.min(values));
        int greatest = values.indexOf(Collections.max(values));
        int count = Math.min(values.size(), most);
        return IntStream.concat(
                        IntStream.of(least, greatest), IntStream.range(0, count).map(k ->
                                (int) ((long) k * last / Math.max(1, count - 1))))
                .distinct()
                .toArray();
    }

    @Override
    public SweepResult run() {
        double[][] ideal = new double[rows()][columns()];
        double[][] noisy = new double[rows()][columns()];
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
        });
        ConfidenceBands bands = bands();
        List<String> warnings = new ArrayList<>(first.noisy().warnings());
        bands.warning().ifPresent(warnings::add);
        return new SweepResult(
                plan,
                ideal,
                noisy,
                plan.over().size() == 1 ? band(bands) : Optional.empty(),
                Method.of(choice),
                warnings);
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
