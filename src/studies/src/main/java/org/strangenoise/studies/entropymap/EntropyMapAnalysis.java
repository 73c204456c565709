package org.strangenoise.studies.entropymap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.simulate.SimulationResult;
import org.strangenoise.simulate.SimulationTask;
import org.strangenoise.simulate.Simulator;
import org.strangenoise.simulate.SimulatorChoice;
import org.strangenoise.state.InitialState;
import org.strangenoise.state.Observable;
import org.strangenoise.state.SpinDirection;
import org.strangenoise.studies.analysis.Analysis;
import org.strangenoise.studies.config.CircuitSource;
import org.strangenoise.studies.config.Setup;
import org.strangenoise.studies.experiment.Experiment;
import org.strangenoise.studies.experiment.Method;
import org.strangenoise.studies.experiment.Pulses;

/** Maps of the mean one-qubit entropy over a grid of coherent starts. */
final class EntropyMapAnalysis implements Analysis<EntropyMapResult> {

    private static final List<Observable> ENTROPY = List.of(new Observable.MeanEntropy());

    private final EntropyMapPlan plan;
    private final Setup setup;
    private final SimulationOptions options;

    EntropyMapAnalysis(EntropyMapPlan plan, SimulationOptions options) {
        this.plan = plan;
        this.options = options;
        int last = Math.max(
                plan.average().orElse(0),
                plan.steps().stream().mapToInt(Integer::intValue).max().orElse(0));
        CircuitSource source = plan.setup().circuit();
        this.setup = plan.setup().withCircuit(source.withSteps(last));
    }

    @Override
    public void check() {
        Experiment experiment = Experiment.of(setup, SpinDirection.GROUND);
        experiment.idealChoice(experiment.idealTask(ENTROPY, options));
        experiment.noisyChoice(experiment.noisyTask(ENTROPY, options));
    }

    @Override
    public EntropyMapResult run() {
        double[] theta = linear(0, Math.PI, plan.thetaPoints());
        double[] phi = linear(-Math.PI, Math.PI, plan.phiPoints());
        List<SpinDirection> starts = new ArrayList<>();
        for (double t : theta) {
            for (double p : phi) {
                starts.add(new SpinDirection(t, p));
            }
        }
        Experiment first = Experiment.of(setup, starts.get(0));
        SimulatorChoice choice = first.noisyChoice(first.noisyTask(ENTROPY, options));
        EntropyMapResult.Maps ideal = maps(entropies(starts, true));
        EntropyMapResult.Maps noisy = maps(entropies(starts, false));
        return new EntropyMapResult(
                plan,
                theta,
                phi,
                ideal,
                noisy,
                Pulses.of(first),
                Method.of(choice),
                first.noisy().warnings());
    }

    /** {@code [start][step]}. */
    private List<double[]> entropies(List<SpinDirection> starts, boolean ideal) {
        if (Experiment.sharesCircuit(setup)) {
            Experiment experiment = Experiment.of(setup, starts.get(0));
            SimulationTask task = task(experiment, ideal);
            int n = setup.circuit().qubits();
            List<InitialState> initials = new ArrayList<>();
            starts.forEach(s -> initials.add(InitialState.coherent(n, s.theta(), s.phi())));
            return simulator(experiment, task, ideal).runAll(task, initials).stream()
                    .map(EntropyMapAnalysis::series)
                    .toList();
        }
        return starts.stream()
                .map(start -> {
                    Experiment experiment = Experiment.of(setup, start);
                    SimulationTask task = task(experiment, ideal);
                    return series(simulator(experiment, task, ideal).run(task, experiment.initial()));
                })
                .toList();
    }

    private SimulationTask task(Experiment experiment, boolean ideal) {
        return ideal ? experiment.idealTask(ENTROPY, options) : experiment.noisyTask(ENTROPY, options);
    }

    private static Simulator simulator(Experiment experiment, SimulationTask task, boolean ideal) {
        return (ideal ? experiment.idealChoice(task) : experiment.noisyChoice(task)).simulator();
    }

    private static double[] series(SimulationResult result) {
        return result.scalars(ENTROPY.get(0));
    }

    private EntropyMapResult.Maps maps(List<double[]> series) {
        Map<Integer, double[][]> steps = new LinkedHashMap<>();
        double[][] last = new double[0][0];
        for (int step : plan.steps()) {
            last = map(series, s -> s[step]);
            steps.put(step, last);
        }
        double[][] average = plan.average().isEmpty()
                ? new double[0][0]
                : map(series, s -> mean(s, plan.average().get()));
        return new EntropyMapResult.Maps(steps, average, asymmetry(average.length > 0 ? average : last));
    }

    private double[][] map(List<double[]> series, ToDoubleFunction<double[]> value) {
        double[][] map = new double[plan.thetaPoints()][plan.phiPoints()];
        for (int i = 0; i < series.size(); i++) {
            map[i / plan.phiPoints()][i % plan.phiPoints()] = value.applyAsDouble(series.get(i));
        }
        return map;
    }

    private static double mean(double[] series, int steps) {
        double sum = 0;
        for (int step = 1; step <= steps; step++) {
            sum += series[step];
        }
        return sum / steps;
    }

    /** Columns phi and phi + pi are (columns - 1) / 2 apart. */
    private static double asymmetry(double[][] map) {
        int columns = map[0].length;
        if (columns % 2 == 0) {
            return Double.NaN;
        }
        int half = (columns - 1) / 2;
        double largest = 0;
        for (double[] row : map) {
            for (int c = 0; c + half < columns; c++) {
                largest = Math.max(largest, Math.abs(row[c] - row[c + half]));
            }
        }
        return largest;
    }

    private static double[] linear(double from, double to, int points) {
        double[] values = new double[points];
        for (int i = 0; i < points; i++) {
            values[i] = from + (to - from) * i / (points - 1);
        }
        return values;
    }
}
