package org.strangenoise.simulate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.strangenoise.state.Observable;

/**
 * Sums of trajectories in some groups, and the estimates that follow: values from the sum of all, standard errors from
 * the jackknife that leaves out a group at a time (Efron and Stein 1981), which also serves functions of averages.
 */
final class TrajectoryEstimates {

    private final List<Observable> observables;
    private final LinearSample sample;
    private final double[][][] sums;
    private final double[] counts;

    TrajectoryEstimates(SimulationTask task, LinearSample sample, int groups) {
        this.observables = task.observables();
        this.sample = sample;
        this.sums = new double[groups][Recorder.points(task)][sample.size()];
        this.counts = new double[groups];
    }

    /** Adds the sums of {@code count} states, point after point in one array. */
    void add(int group, double[] linear, int count) {
        for (int point = 0; point < sums[group].length; point++) {
            double[] to = sums[group][point];
            for (int k = 0; k < to.length; k++) {
                to[k] += linear[point * to.length + k];
            }
        }
        counts[group] += count;
    }

    Map<Observable, double[][]> values() {
        return byObservable(estimate(-1));
    }

    Map<Observable, double[][]> standardErrors() {
        return byObservable(jackknife());
    }

    /** Values and standard errors as a result; a standard error that was asked for and not reached is a warning. */
    SimulationResult result(String method, SimulationTask task) {
        Map<Observable, double[][]> errors = standardErrors();
        double largest = largest(errors.values());
        List<String> warnings = new ArrayList<>(task.ensemble().warnings());
        if (task.options().standardError() > 0 && !(largest <= task.options().standardError())) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "a standard error of %.3g was asked for, and %d trajectories reached %.3g",
                    task.options().standardError(),
                    task.options().trajectories(),
                    largest));
        }
        return new SimulationResult(method, values(), Optional.of(errors), Optional.empty(), List.copyOf(warnings));
    }

    double largestStandardError() {
        return largest(jackknife());
    }

    private static double largest(Collection<double[][]> all) {
        double largest = 0;
        for (double[][] series : all) {
            for (double[] values : series) {
                for (double value : values) {
                    largest = Math.max(largest, value);
                }
            }
        }
        return largest;
    }

    private List<double[][]> jackknife() {
        List<List<double[][]>> without = new ArrayList<>();
        for (int g = 0; g < counts.length; g++) {
            if (counts[g] > 0) {
                without.add(estimate(g));
            }
        }
        int groups = without.size();
        List<double[][]> errors = new ArrayList<>();
        for (int k = 0; k < observables.size(); k++) {
            double[][] shape = without.get(0).get(k);
            double[][] error = new double[shape.length][];
            for (int point = 0; point < shape.length; point++) {
                error[point] = new double[shape[point].length];
                for (int j = 0; j < error[point].length; j++) {
                    double mean = 0;
                    for (List<double[][]> estimate : without) {
                        mean += estimate.get(k)[point][j] / groups;
                    }
                    double squares = 0;
                    for (List<double[][]> estimate : without) {
                        double deviation = estimate.get(k)[point][j] - mean;
                        squares += deviation * deviation;
                    }
                    error[point][j] = Math.sqrt(squares * (groups - 1) / groups);
                }
            }
            errors.add(error);
        }
        return errors;
    }

    private List<double[][]> estimate(int leftOut) {
        int points = sums[0].length;
        double[][] total = new double[points][sample.size()];
        double count = 0;
        for (int g = 0; g < counts.length; g++) {
            if (g == leftOut) {
                continue;
            }
            count += counts[g];
            for (int point = 0; point < points; point++) {
                for (int k = 0; k < total[point].length; k++) {
                    total[point][k] += sums[g][point][k];
                }
            }
        }
        return sample.values(total, count);
    }

    private Map<Observable, double[][]> byObservable(List<double[][]> all) {
        return new SeriesByObservable(observables, all.toArray(double[][][]::new));
    }
}
