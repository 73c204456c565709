package org.strangenoise.studies.analysis;

import java.util.List;
import java.util.stream.IntStream;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.state.Observable;
import org.strangenoise.studies.config.AnalysisPlan;
import org.strangenoise.studies.config.AnalysisPlan.SweepAxis;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.ObservableNames;
import org.strangenoise.studies.config.Setup;

/** One observable over one or two parameters. */
final class SweepAnalysis implements Analysis {

    private final AnalysisPlan.Sweep plan;
    private final SimulationOptions options;
    private final Observable observable;

    SweepAnalysis(AnalysisPlan.Sweep plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        this.observable = switch (plan.observable()) {
            case ObservableNames.ENTROPY -> new Observable.MeanEntropy();
            case ObservableNames.PURITY -> new Observable.Purity();
            case ObservableNames.OVERLAP -> new Observable.MicrocanonicalOverlap();
            default -> new Observable.Fidelity();
        };
    }

    @Override
    public void check() {
        for (int i = 0; i < rows(); i++) {
            for (int j = 0; j < columns(); j++) {
                Experiment experiment = experiment(i, j);
                experiment.noisyChoice(experiment.noisyTask(List.of(observable), options));
            }
        }
    }

    @Override
    public SweepResult run() {
        double[][] ideal = new double[rows()][columns()];
        double[][] noisy = new double[rows()][columns()];
        Experiment first = experiment(0, 0);
        var choice = first.noisyChoice(first.noisyTask(List.of(observable), options));
        SimulationOptions single = options.withThreads(1);
        IntStream points = IntStream.range(0, rows() * columns());
        (options.threads() > 1 ? points.parallel() : points).forEach(point -> {
            int i = point / columns();
            int j = point % columns();
            Experiment experiment = experiment(i, j);
            SimulationTask idealTask = experiment.idealTask(List.of(observable), single);
            SimulationTask noisyTask = experiment.noisyTask(List.of(observable), single);
            ideal[i][j] = experiment
                    .idealChoice(idealTask)
                    .simulator()
                    .run(idealTask, experiment.initial())
                    .scalars(observable)[plan.step()];
            noisy[i][j] = experiment
                    .noisyChoice(noisyTask)
                    .simulator()
                    .run(noisyTask, experiment.initial())
                    .scalars(observable)[plan.step()];
        });
        return new SweepResult(
                plan,
                ideal,
                noisy,
                new AnalysisResult.Method(choice.simulator().method(), choice.reason()),
                first.noisy().warnings());
    }

    private int rows() {
        return plan.over().get(0).values().size();
    }

    private int columns() {
        return plan.over().size() == 1 ? 1 : plan.over().get(1).values().size();
    }

    private Experiment experiment(int i, int j) {
        Setup setup = with(plan.setup(), plan.over().get(0), i);
        if (plan.over().size() == 2) {
            setup = with(setup, plan.over().get(1), j);
        }
        CircuitSource source = setup.circuit();
        return Experiment.of(
                setup.withCircuit(source.withSteps(plan.step())), plan.start().direction());
    }

    private static Setup with(Setup setup, SweepAxis axis, int index) {
        return axis.parameter().set(setup, axis.values().get(index));
    }
}
