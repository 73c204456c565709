package org.strangenoise.studies.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.budget.Attribution;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.figure.Axis;
import org.strangenoise.studies.figure.BarChart;
import org.strangenoise.studies.figure.Figure;
import org.strangenoise.studies.figure.Interval;
import org.strangenoise.studies.figure.Samples;

/** A waterfall from ideal to noisy at one step, and the shares at every step as a stack. */
final class AttributionFigures {

    /** Most bars drawn one by one; the smallest of more are drawn together. */
    private static final int MAX_BARS = 10;

    private AttributionFigures() {}

    static List<Figure> of(BudgetResult.Attributed result) {
        if (result.players().isEmpty()) {
            return List.of();
        }
        Attribution a = result.attribution();
        FigureOfMerit merit = result.plan().merit();
        int step = merit.step();
        List<Integer> order = IntStream.range(0, result.players().size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(a.shapley()[i][step])))
                .toList();
        boolean grouped = order.size() > MAX_BARS;
        List<Integer> single = grouped ? order.subList(0, MAX_BARS - 1) : order;
        List<Integer> others = order.subList(single.size(), order.size());
        List<Figure> figures = new ArrayList<>();
        figures.add(waterfall(result, single, others));
        if (step > 1) {
            figures.add(stack(result, single, others));
        }
        return figures;
    }

    private static Figure waterfall(BudgetResult.Attributed result, List<Integer> single, List<Integer> others) {
        Attribution a = result.attribution();
        FigureOfMerit merit = result.plan().merit();
        List<String> names = new ArrayList<>(List.of("ideal"));
        List<Double> changes = new ArrayList<>();
        for (int i : single) {
            names.add(result.players().get(i).label(result.qubits()));
            changes.add(-a.shapley()[i][merit.step()]);
        }
        if (!others.isEmpty()) {
            names.add(others.size() + " others");
            changes.add(-others.stream()
                    .mapToDouble(i -> a.shapley()[i][merit.step()])
                    .sum());
        }
        names.add("noisy");
        return Figure.of(
                result.plan().id(),
                "From ideal to noisy",
                "The " + merit.name() + " after " + merit.step() + " steps (" + merit.startLabels()
                        + "), from the ideal to the noisy value: Shapley values of the noise.",
                60,
                BarChart.waterfall(
                        "",
                        names,
                        new Axis(merit.name(), null, range(a.ideal()[merit.step()], changes), Axis.Scale.LINEAR),
                        a.ideal()[merit.step()],
                        Samples.of(changes)));
    }

    /** Around all levels of the waterfall, not from zero: losses are small beside the value itself. */
    private static Interval range(double start, List<Double> changes) {
        Interval levels = new Interval(start, start);
        double level = start;
        for (double change : changes) {
            level += change;
            levels = levels.including(level);
        }
        double margin = Math.max(0.25 * (levels.max() - levels.min()), 1e-9);
        return new Interval(levels.min() - margin, levels.max() + margin);
    }

    private static Figure stack(BudgetResult.Attributed result, List<Integer> single, List<Integer> others) {
        Attribution a = result.attribution();
        FigureOfMerit merit = result.plan().merit();
        int points = a.ideal().length;
        List<String> steps =
                IntStream.range(1, points).mapToObj(String::valueOf).toList();
        List<BarChart.Bars> bars = new ArrayList<>();
        for (int i : single) {
            bars.add(BarChart.Bars.of(
                    result.players().get(i).label(result.qubits()), fromStepOne(a.shapley()[i]), bars.size()));
        }
        if (!others.isEmpty()) {
            double[] sum = new double[points];
            for (int i : others) {
                for (int k = 0; k < points; k++) {
                    sum[k] += a.shapley()[i][k];
                }
            }
            bars.add(BarChart.Bars.of(others.size() + " others", fromStepOne(sum), bars.size()));
        }
        return Figure.of(
                result.plan().id() + "-by-step",
                "Shares of the loss by step",
                "What each kind of noise costs of the " + merit.name() + " at every step (" + merit.startLabels()
                        + "): Shapley values, which sum to ideal minus noisy.",
                55,
                BarChart.stacked("", steps, Axis.of("loss of " + merit.name()), bars)
                        .withCategoryName("step number, N"));
    }

    private static Samples fromStepOne(double[] values) {
        return Samples.of(Arrays.copyOfRange(values, 1, values.length));
    }
}
