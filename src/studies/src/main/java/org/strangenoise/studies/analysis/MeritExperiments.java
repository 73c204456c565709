package org.strangenoise.studies.analysis;

import java.util.List;
import java.util.Locale;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.config.StartState;

/** The experiments behind a figure of merit: one a start, up to its step. */
final class MeritExperiments {

    private final FigureOfMerit merit;
    private final SimulationOptions options;

    MeritExperiments(FigureOfMerit merit, SimulationOptions options) {
        this.merit = merit;
        this.options = options;
    }

    /** The experiments of a setup. */
    List<Experiment> of(Setup setup) {
        CircuitSource source = setup.circuit();
        Setup shortened = setup.withCircuit(source.withSteps(merit.step()));
        List<SpinDirection> starts =
                merit.starts().stream().map(StartState::direction).toList();
        if (!Experiment.sharesCircuit(setup)) {
            return starts.stream().map(start -> Experiment.of(shortened, start)).toList();
        }
        Experiment first = Experiment.of(shortened, starts.get(0));
        return starts.stream().map(first::from).toList();
    }

    /** Throws what running would: unknown durations, memory. */
    AnalysisResult.Method check(Setup setup) {
        Experiment first = of(setup).get(0);
        var choice = first.noisyChoice(first.noisyTask(List.of(merit.observable()), options));
        return new AnalysisResult.Method(choice.simulator().method(), choice.reason());
    }

    /** {@link #check}, and throws if the states of a forward and a backward pass need more memory than there is. */
    void checkDerivatives(Setup setup) {
        check(setup);
        checkMemory(setup, 2 * of(setup).get(0).noisy().members().size());
    }

    /**
     * Throws if derivatives need more memory than there is.
     *
     * @param states kept a step and circuit
     */
    void checkMemory(Setup setup, int states) {
        int qubits = setup.circuit().qubits();
        double bytes = 8 * Math.pow(4, qubits) * (merit.step() + 2) * states;
        if (qubits > 15 || bytes > options.memoryLimit()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "derivatives of %d qubits over %d steps keep %d density matrices, %.3g GiB, but only %.3g GiB may be"
                            + " used: ask for fewer qubits or steps",
                    qubits,
                    merit.step(),
                    (merit.step() + 2) * states,
                    bytes / (1 << 30),
                    (double) options.memoryLimit() / (1 << 30)));
        }
    }

    /** The observable by step under all noise, mean over starts. */
    double[] noisySeries(Setup setup) {
        List<Experiment> experiments = of(setup);
        double[] mean = new double[merit.step() + 1];
        for (Experiment experiment : experiments) {
            SimulationTask task = experiment.noisyTask(List.of(merit.observable()), options.withThreads(1));
            double[] series = experiment
                    .noisyChoice(task)
                    .simulator()
                    .run(task, experiment.initial())
                    .scalars(merit.observable());
            for (int k = 0; k < mean.length; k++) {
                mean[k] += series[k] / experiments.size();
            }
        }
        return mean;
    }

    /** The figure of merit under all noise. */
    double noisyValue(Setup setup) {
        return noisySeries(setup)[merit.step()];
    }

    /** The figure of merit without noise. */
    double idealValue(Setup setup) {
        List<Experiment> experiments = of(setup);
        double mean = 0;
        for (Experiment experiment : experiments) {
            SimulationTask task = experiment.idealTask(List.of(merit.observable()), options.withThreads(1));
            double[] series = experiment
                    .idealChoice(task)
                    .simulator()
                    .run(task, experiment.initial())
                    .scalars(merit.observable());
            mean += series[merit.step()] / experiments.size();
        }
        return mean;
    }
}
