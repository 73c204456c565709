package org.strangenoise.studies.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.budget.Player;
import org.strangenoise.budget.Split;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.BarChart.Bars;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Figure.Row;
import org.strangenoise.figures.Figure.Sharing;
import org.strangenoise.figures.Figure.Width;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.Samples;
import org.strangenoise.studies.presentation.LargestShares;
import org.strangenoise.studies.presentation.MeritText;

/** What each kind of noise costs at every step, as a stack; of several analyses side by side on one scale. */
final class StepShareFigures {

    /** The smallest of more are drawn together. */
    private static final int MAX_STACKED = 40;

    /** More names than this need two columns. */
    private static final int NARROW = 8;

    /** Figures of merit differ by this from rounding alone. */
    private static final double ROUNDING = 1e-13;

    /** A share of the axis that is not thicker than a line. */
    private static final double FAINT = 0.004;

    /** The grey of those drawn together. */
    private static final BarChart.Fill REST = new BarChart.Fill.Plain(4);

    /** Room beyond the highest stack, as a part of all. */
    private static final double AIR = 0.06;

    private StepShareFigures() {}

    /** The figure of the last one, with the others before it; none where no noise costs anything. */
    static Optional<Figure> of(List<AttributionType.Result> results) {
        List<Map<String, double[]>> shares =
                results.stream().map(StepShareFigures::byName).toList();
        Map<String, Player> players = new LinkedHashMap<>();
        for (AttributionType.Result result : results) {
            for (int i = 0; i < result.players().size(); i++) {
                players.putIfAbsent(
                        AttributionFigures.name(result, i), result.players().get(i));
            }
        }
        players.keySet().removeIf(name -> shares.stream().allMatch(s -> isZero(s.get(name))));
        if (players.isEmpty()) {
            return Optional.empty();
        }
        Fills fills = Fills.of(
                List.copyOf(players.values()),
                results.get(results.size() - 1).plan().splits());
        List<String> names = List.copyOf(players.keySet());
        LargestShares largest = LargestShares.of(
                names.stream().mapToDouble(n -> largest(shares, n)).toArray());
        List<Integer> shown = largest.besideOthers(MAX_STACKED);
        List<Integer> single = fills.order().stream().filter(shown::contains).toList();
        List<Integer> others = largest.others(single);
        List<List<Bars>> stacks = new ArrayList<>();
        for (int r = 0; r < results.size(); r++) {
            int steps = results.get(r).plan().merit().step();
            List<Bars> bars = new ArrayList<>();
            for (int i : single) {
                bars.add(Bars.of(
                        names.get(i),
                        sum(shares.get(r), List.of(names.get(i)), steps),
                        fills.fills().get(i)));
            }
            if (!others.isEmpty()) {
                List<String> rest = others.stream().map(names::get).toList();
                bars.add(Bars.of(largest.othersName(rest.size()), sum(shares.get(r), rest, steps), REST));
            }
            stacks.add(bars);
        }
        return Optional.of(figure(results, stacks));
    }

    private static Figure figure(List<AttributionType.Result> results, List<List<Bars>> stacks) {
        AttributionType.Result last = results.get(results.size() - 1);
        Axis loss = Axis.of("loss of " + MeritText.symbol(last.plan().merit()));
        Axis.Interval range = stacks.stream()
                .map(StepShareFigures::reach)
                .reduce(Axis.Interval.EMPTY.including(0), Axis.Interval::including);
        Axis shared = range.length() > 0
                ? loss.withRange(
                        range.min() - (range.min() < 0 ? AIR * range.length() : 0),
                        range.max() + (range.max() > 0 ? AIR * range.length() : 0))
                : loss;
        List<String> faint = faint(stacks, range.length());
        List<Figure.Panel> panels = new ArrayList<>();
        for (int r = 0; r < results.size(); r++) {
            List<String> steps = IntStream.rangeClosed(
                            1, results.get(r).plan().merit().step())
                    .mapToObj(String::valueOf)
                    .toList();
            panels.add(BarChart.stacked(
                            MeritText.starts(results.get(r).plan().merit()), steps, shared, named(stacks.get(r), faint))
                    .withCategoryName(Axis.stepNumber().label()));
        }
        long names = stacks.get(0).stream()
                .filter(bars -> !bars.fill().ordered() && !faint.contains(bars.label()))
                .count();
        String starts = results.stream()
                .map(result -> MeritText.starts(result.plan().merit()))
                .collect(Collectors.joining("; "));
        return new Figure(
                last.plan().id() + "-by-step",
                "Shares of the loss by step",
                "What each kind of noise costs of the "
                        + MeritText.symbol(last.plan().merit()) + " at every step (" + starts
                        + "): Shapley values, which sum to ideal minus noisy."
                        + (faint.isEmpty() ? "" : " Too small to be seen: " + String.join(", ", faint) + "."),
                results.size() > 1 || names > NARROW ? Width.DOUBLE_COLUMN : Width.SINGLE_COLUMN,
                List.of(new Row("", 55, panels, List.of())),
                results.size() > 1 ? Sharing.SCALE_AND_LEGEND : Sharing.NOTHING);
    }

    private static boolean isZero(double @Nullable [] shares) {
        return shares == null || Arrays.stream(shares).allMatch(share -> Math.abs(share) <= ROUNDING);
    }

    /** Shares from step 1 by the player's name. */
    private static Map<String, double[]> byName(AttributionType.Result result) {
        Map<String, double[]> shares = new LinkedHashMap<>();
        for (int i = 0; i < result.players().size(); i++) {
            double[] row = result.attribution().shapley()[i];
            shares.put(AttributionFigures.name(result, i), Arrays.copyOfRange(row, 1, row.length));
        }
        return shares;
    }

    /** The greatest of a player's shares at the last step of each. */
    private static double largest(List<Map<String, double[]>> shares, String name) {
        return shares.stream()
                .map(s -> s.getOrDefault(name, new double[1]))
                .mapToDouble(row -> Math.abs(row[row.length - 1]))
                .max()
                .orElse(0);
    }

    private static Samples sum(Map<String, double[]> shares, List<String> names, int steps) {
        double[] sum = new double[steps];
        for (String name : names) {
            double[] row = shares.getOrDefault(name, new double[steps]);
            for (int k = 0; k < steps; k++) {
                sum[k] += row[k];
            }
        }
        return Samples.of(sum);
    }

    /** Names of those that are nowhere as thick as a line; an ordered sequence is named by its ends alone. */
    private static List<String> faint(List<List<Bars>> stacks, double span) {
        return stacks.stream()
                .flatMap(List::stream)
                .filter(bars -> !bars.fill().ordered())
                .collect(Collectors.groupingBy(
                        Bars::label,
                        LinkedHashMap::new,
                        Collectors.reducing(0.0, StepShareFigures::thickest, Math::max)))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() < FAINT * span)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static double thickest(Bars bars) {
        return Arrays.stream(bars.ends().toArray()).map(Math::abs).max().orElse(0);
    }

    private static List<Bars> named(List<Bars> stack, List<String> faint) {
        return stack.stream()
                .map(bars -> faint.contains(bars.label()) ? Bars.of("", bars.ends(), bars.fill()) : bars)
                .toList();
    }

    /** From the lowest end of the negative stacks to the highest of the positive ones. */
    private static Axis.Interval reach(List<Bars> bars) {
        Axis.Interval reach = Axis.Interval.EMPTY.including(0);
        int steps = bars.get(0).ends().size();
        for (int k = 0; k < steps; k++) {
            int step = k;
            double[] values = bars.stream().mapToDouble(b -> b.ends().get(step)).toArray();
            reach = reach.including(Arrays.stream(values).filter(v -> v > 0).sum())
                    .including(Arrays.stream(values).filter(v -> v < 0).sum());
        }
        return reach;
    }

    /**
     * Colours of players in a stack: a sequential scale for steps; a colour each for a few; of more, a hue for each
     * mechanism (or for each of what comes first in the split) and a shade of it for each of its parts.
     *
     * @param order places of the players from the bottom of the stack: those of one hue together
     * @param fills by place
     */
    record Fills(List<Integer> order, List<BarChart.Fill> fills) {

        /** As many as there are colours in the palette. */
        private static final int COLORS = 8;

        Fills {
            order = List.copyOf(order);
            fills = List.copyOf(fills);
        }

        static Fills of(List<Player> players, Set<Split> splits) {
            boolean steps = splits.contains(Split.STEP);
            List<String> hues = players.stream().map(Fills::hue).toList();
            List<String> distinct = hues.stream().distinct().toList();
            List<BarChart.Fill> fills = new ArrayList<>();
            for (int i = 0; i < players.size(); i++) {
                String hue = hues.get(i);
                int rank = (int) hues.subList(0, i).stream().filter(hue::equals).count();
                int count = (int) hues.stream().filter(hue::equals).count();
                double place = count > 1 ? rank / (count - 1.0) : 0.5;
                if (steps && distinct.size() == 1) {
                    fills.add(new BarChart.Fill.Graded(HeatMap.ColorScale.VIRIDIS, place));
                } else if (!steps && players.size() <= COLORS) {
                    fills.add(new BarChart.Fill.Plain(i));
                } else {
                    fills.add(new BarChart.Fill.Shade(distinct.indexOf(hue), place, steps));
                }
            }
            List<Integer> order = IntStream.range(0, players.size())
                    .boxed()
                    .sorted(Comparator.comparingInt(i -> distinct.indexOf(hues.get(i))))
                    .toList();
            return new Fills(order, fills);
        }

        private static String hue(Player player) {
            if (player.mechanism() != null) {
                return player.mechanism();
            }
            if (player.qubit() != null) {
                return "qubit " + player.qubit();
            }
            return player.operation() == null ? "" : player.operation();
        }
    }
}
