package org.strangenoise.studies.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.budget.Attribution;
import org.strangenoise.studies.budget.Player;
import org.strangenoise.studies.budget.Split;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.figure.Axis;
import org.strangenoise.studies.figure.BarChart;
import org.strangenoise.studies.figure.Figure;
import org.strangenoise.studies.figure.Figure.Row;
import org.strangenoise.studies.figure.Figure.Sharing;
import org.strangenoise.studies.figure.Figure.Width;
import org.strangenoise.studies.figure.Interval;
import org.strangenoise.studies.figure.Samples;

/** A waterfall from ideal to noisy at one step, and the shares at every step as a stack. */
final class AttributionFigures {

    /** Most bars drawn one by one; the smallest of more are drawn together. */
    private static final int MAX_BARS = 12;

    /** As many as there are colours. */
    private static final int MAX_STACKED = 8;

    /** More bars than this need two columns for their numbers. */
    private static final int NARROW = 5;

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
        boolean inTime = result.plan().splits().equals(Set.of(Split.STEP));
        List<Figure> figures = new ArrayList<>();
        List<Integer> bars = largest(order, MAX_BARS);
        figures.add(waterfall(result, inTime ? sorted(bars) : bars, order));
        if (step > 1) {
            figures.add(stack(result, sorted(largest(order, MAX_STACKED)), order));
        }
        return figures;
    }

    /** All of them, or all but the smallest, which are drawn as one. */
    private static List<Integer> largest(List<Integer> order, int most) {
        return order.size() > most ? order.subList(0, most - 1) : order;
    }

    private static List<Integer> sorted(List<Integer> players) {
        return players.stream().sorted().toList();
    }

    private static List<Integer> others(List<Integer> order, List<Integer> single) {
        return order.stream().filter(i -> !single.contains(i)).toList();
    }

    private static String name(BudgetResult.Attributed result, int index) {
        Player player = result.players().get(index);
        String mechanism = player.mechanism();
        Player named = new Player(
                mechanism == null ? null : ParameterAxes.symbol(mechanism),
                player.qubit(),
                player.operation(),
                player.step());
        return named.label(result.qubits());
    }

    private static Figure waterfall(BudgetResult.Attributed result, List<Integer> single, List<Integer> all) {
        List<Integer> others = others(all, single);
        Attribution a = result.attribution();
        FigureOfMerit merit = result.plan().merit();
        List<String> names = new ArrayList<>(List.of("ideal"));
        List<Double> changes = new ArrayList<>();
        for (int i : single) {
            names.add(name(result, i));
            changes.add(-a.shapley()[i][merit.step()]);
        }
        if (!others.isEmpty()) {
            names.add(others.size() + " others");
            changes.add(-others.stream()
                    .mapToDouble(i -> a.shapley()[i][merit.step()])
                    .sum());
        }
        names.add("noisy");
        BarChart chart = BarChart.waterfall(
                "",
                names,
                new Axis(merit.name(), null, range(a.ideal()[merit.step()], changes), Axis.Scale.LINEAR),
                a.ideal()[merit.step()],
                Samples.of(changes));
        return new Figure(
                result.plan().id(),
                "From ideal to noisy",
                "The " + merit.name() + " after " + merit.step() + " steps (" + merit.startLabels()
                        + "), from the ideal to the noisy value: Shapley values of the noise.",
                changes.size() > NARROW ? Width.DOUBLE_COLUMN : Width.SINGLE_COLUMN,
                List.of(Row.of(60, chart)),
                Sharing.NOTHING);
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

    private static Figure stack(BudgetResult.Attributed result, List<Integer> single, List<Integer> all) {
        List<Integer> others = others(all, single);
        Attribution a = result.attribution();
        FigureOfMerit merit = result.plan().merit();
        int points = a.ideal().length;
        List<String> steps =
                IntStream.range(1, points).mapToObj(String::valueOf).toList();
        List<BarChart.Bars> bars = new ArrayList<>();
        for (int i : single) {
            bars.add(BarChart.Bars.of(name(result, i), fromStepOne(a.shapley()[i]), bars.size()));
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
                        .withCategoryName(Axis.stepNumber().label()));
    }

    private static Samples fromStepOne(double[] values) {
        return Samples.of(Arrays.copyOfRange(values, 1, values.length));
    }
}
