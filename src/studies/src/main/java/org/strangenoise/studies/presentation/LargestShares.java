package org.strangenoise.studies.presentation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Contributions from the largest to the smallest. Equal ones, as equal qubits have, differ by rounding: they keep their
 * own order, and are shown together or not at all.
 *
 * @param groups places of contributions; those of one group tie
 */
public record LargestShares(List<List<Integer>> groups) {

    /** Shares that differ by less than this part of the largest one tie. */
    private static final double TIE = 1e-9;

    /** Differences of figures of merit below this are rounding. */
    private static final double ROUNDING = 1e-13;

    public static LargestShares of(double[] shares) {
        List<Integer> order = IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(shares[i])))
                .toList();
        double tie = order.isEmpty() ? 0 : Math.max(ROUNDING, TIE * Math.abs(shares[order.get(0)]));
        List<List<Integer>> groups = new ArrayList<>();
        for (int from = 0; from < order.size(); ) {
            double leader = Math.abs(shares[order.get(from)]);
            int to = from + 1;
            while (to < order.size() && leader - Math.abs(shares[order.get(to)]) <= tie) {
                to++;
            }
            groups.add(order.subList(from, to).stream().sorted().toList());
            from = to;
        }
        return new LargestShares(List.copyOf(groups));
    }

    public List<Integer> order() {
        return groups.stream().flatMap(List::stream).toList();
    }

    /** The largest ones in whole groups, no more than a number of them. */
    public List<Integer> atMost(int most) {
        List<Integer> taken = new ArrayList<>();
        for (List<Integer> group : groups) {
            if (taken.size() + group.size() > most) {
                break;
            }
            taken.addAll(group);
        }
        return taken;
    }

    /** All of them, or so few of the largest that there is room for one more which stands for the others. */
    public List<Integer> besideOthers(int most) {
        List<Integer> all = order();
        return all.size() > most ? atMost(most - 1) : all;
    }

    /** Those that are not shown. */
    public List<Integer> others(List<Integer> shown) {
        return order().stream().filter(i -> !shown.contains(i)).toList();
    }

    /** A name for those that are drawn as one. */
    public String othersName(int count) {
        return count == order().size() ? "all " + count : count + " others";
    }
}
