package org.strangenoise.studies.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.strangenoise.budget.Attribution;
import org.strangenoise.budget.Player;
import org.strangenoise.budget.Split;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.Interval;
import org.strangenoise.figures.Samples;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.attribution.AttributionPlan.Beside;
import org.strangenoise.studies.config.FigureOfMerit;
import org.strangenoise.studies.presentation.LargestShares;
import org.strangenoise.studies.presentation.MeritText;
import org.strangenoise.studies.presentation.ParameterAxes;

/** A waterfall from ideal to noisy at one step, and the shares at every step as a stack. */
final class AttributionFigures {

    /** Most bars drawn one by one; the smallest of more are drawn together. */
    private static final int MAX_BARS = 12;

    /** More bars than this need two columns for their numbers. */
    private static final int NARROW = 5;

    private AttributionFigures() {}

    static List<Figure> of(AttributionResult result, List<AnalysisResult> all) {
        if (result.players().isEmpty()) {
            return List.of();
        }
        List<Figure> figures = new ArrayList<>(List.of(waterfall(result)));
        if (result.plan().merit().step() > 1) {
            List<AttributionResult> stacks = new ArrayList<>(beside(result, all));
            stacks.add(result);
            StepShareFigures.of(stacks).ifPresent(figures::add);
        }
        return figures;
    }

    /** The analysis that the plan wants beside its own, if it has steps to show. */
    private static List<AttributionResult> beside(AttributionResult result, List<AnalysisResult> all) {
        String id = result.plan().beside().map(Beside::id).orElse("");
        return AttributionType.TYPE.result(id, all).stream().toList();
    }

    /** A player's name with the symbol of its mechanism. */
    static String name(AttributionResult result, int index) {
        Player player = result.players().get(index);
        String mechanism = player.mechanism();
        Player named = new Player(
                mechanism == null ? null : ParameterAxes.symbol(mechanism),
                player.qubit(),
                player.operation(),
                player.step());
        return named.label(result.qubits());
    }

    private static Figure waterfall(AttributionResult result) {
        Attribution a = result.attribution();
        FigureOfMerit merit = result.plan().merit();
        double[] shares =
                Arrays.stream(a.shapley()).mapToDouble(s -> s[merit.step()]).toArray();
        LargestShares largest = LargestShares.of(shares);
        List<Integer> single = largest.besideOthers(MAX_BARS);
        if (result.plan().splits().equals(Set.of(Split.STEP))) {
            single = single.stream().sorted().toList();
        }
        List<Integer> others = largest.others(single);
        List<String> names = new ArrayList<>(List.of("ideal"));
        List<Double> changes = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (int i : single) {
            names.add(name(result, i));
            changes.add(-shares[i]);
            errors.add(a.standardErrors()[i][merit.step()]);
        }
        if (!others.isEmpty()) {
            names.add(largest.othersName(others.size()));
            changes.add(-others.stream().mapToDouble(i -> shares[i]).sum());
            errors.add(Math.sqrt(others.stream()
                    .mapToDouble(i -> StrictMath.pow(a.standardErrors()[i][merit.step()], 2))
                    .sum()));
        }
        names.add("noisy");
        Interval levels = range(a.ideal()[merit.step()], changes, errors);
        BarChart chart = BarChart.waterfall(
                MeritText.starts(merit),
                names,
                Axis.of(MeritText.atStep(merit)).withRange(levels.min(), levels.max()),
                a.ideal()[merit.step()],
                Samples.of(changes),
                a.exact() ? null : Samples.of(errors));
        return new Figure(
                result.plan().id(),
                "From ideal to noisy",
                "The " + MeritText.atStep(merit) + " (" + MeritText.starts(merit)
                        + "), from the ideal to the noisy value: Shapley values of the noise"
                        + (a.exact()
                                ? "."
                                : ", from sampled orders; bars of error are one standard error, and numbers are"
                                        + " rounded by it."),
                changes.size() > NARROW ? Width.DOUBLE_COLUMN : Width.SINGLE_COLUMN,
                List.of(Row.of(60, chart)),
                Sharing.NOTHING);
    }

    /** Around all levels of the waterfall, not from zero unless that is near: losses are small beside the value. */
    private static Interval range(double start, List<Double> changes, List<Double> errors) {
        Interval levels = new Interval(start, start);
        double level = start;
        for (int i = 0; i < changes.size(); i++) {
            level += changes.get(i);
            levels = levels.including(level - errors.get(i)).including(level + errors.get(i));
        }
        double span = Math.max(levels.max() - levels.min(), 4e-9);
        double low = levels.min() - 0.1 * span;
        double high = levels.max() + 0.25 * span;
        boolean zeroIsNear = levels.min() >= 0 && levels.min() < span;
        return new Interval(zeroIsNear ? 0 : low, high);
    }
}
