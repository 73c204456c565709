package org.strangenoise.studies.contour;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.budget.RootSearch;

/**
 * The line on which a function of two variables has a level: its crossings with all rows and columns of a grid, each
 * found to rounding, joined through the grid's cells (marching squares).
 *
 * <p>The crossings around a cell divide its border into arcs above and below the level in turn. The cell's middle lies
 * on one side, and every arc of the other side is cut off by a piece of the line that joins the arc's ends. So two
 * crossings are joined with each other, and of four the value in the middle tells which. A cell with a missing corner
 * joins the two crossings of the edges that it has, if there are two.
 */
final class LevelLine {

    /** Where the line crosses an edge of the grid. */
    private static final class Crossing {
        final double[] point;
        final List<Crossing> joined = new ArrayList<>(2);

        Crossing(double x, double y) {
            point = new double[] {x, y};
        }
    }

    private final DoubleBinaryOperator f;
    private final double level;
    private final double[] xs;
    private final double[] ys;
    private final double[][] values;

    /** {@code [row][column]}: on the edge from a node to the next in its row. */
    private final List<List<List<Crossing>>> alongRows;

    /** {@code [column][row]}: on the edge from a node to the next in its column. */
    private final List<List<List<Crossing>>> alongColumns;

    private LevelLine(
            DoubleBinaryOperator f, double level, double[] xs, double[] ys, double[][] values, boolean parallel) {
        this.f = f;
        this.level = level;
        this.xs = xs;
        this.ys = ys;
        this.values = values;
        this.alongRows = each(ys.length, parallel).mapToObj(this::row).toList();
        this.alongColumns = each(xs.length, parallel).mapToObj(this::column).toList();
    }

    /**
     * The branches of the line, each a list of points (x, y) in their order along it; a closed one ends where it
     * begins.
     *
     * @param f may refuse points that the values mark as missing
     * @param xs ascending
     * @param ys ascending
     * @param values {@code [y][x]}; NaN where the function refuses
     */
    static List<List<double[]>> branches(
            DoubleBinaryOperator f, double level, double[] xs, double[] ys, double[][] values, boolean parallel) {
        LevelLine line = new LevelLine(f, level, xs, ys, values, parallel);
        for (int row = 0; row + 1 < ys.length; row++) {
            for (int column = 0; column + 1 < xs.length; column++) {
                line.join(row, column);
            }
        }
        return line.branches();
    }

    private static IntStream each(int lines, boolean parallel) {
        IntStream all = IntStream.range(0, lines);
        return parallel ? all.parallel() : all;
    }

    private List<List<Crossing>> row(int row) {
        double y = ys[row];
        return crossings(x -> f.applyAsDouble(x, y), xs, values[row], x -> new Crossing(x, y));
    }

    private List<List<Crossing>> column(int column) {
        double x = xs[column];
        double[] known = Arrays.stream(values).mapToDouble(row -> row[column]).toArray();
        return crossings(y -> f.applyAsDouble(x, y), ys, known, y -> new Crossing(x, y));
    }

    @FunctionalInterface
    private interface Place {
        Crossing at(double coordinate);
    }

    /** The crossings between neighbours on a line of the grid; a node that has the level itself counts as above it. */
    private List<List<Crossing>> crossings(DoubleUnaryOperator along, double[] nodes, double[] known, Place place) {
        double[] aside = Arrays.stream(known)
                .map(v -> v == level ? Math.nextUp(level) : v)
                .toArray();
        List<List<Crossing>> crossings = new ArrayList<>();
        int begin = 0;
        while (crossings.size() + 1 < nodes.length) {
            int end = begin;
            while (end < nodes.length && !Double.isNaN(known[end])) {
                end++;
            }
            // Searched apart from what lies beyond a missing node.
            RootSearch search = RootSearch.among(
                    along, level, Arrays.copyOfRange(nodes, begin, end), Arrays.copyOfRange(aside, begin, end));
            for (int k = begin; k + 1 < nodes.length && k <= end; k++) {
                crossings.add(k + 1 < end ? between(nodes[k], nodes[k + 1], search, place) : List.of());
            }
            begin = end + 1;
        }
        return crossings;
    }

    private static List<Crossing> between(double low, double high, RootSearch search, Place place) {
        List<Crossing> crossings = new ArrayList<>();
        for (int i = 0; i < search.roots().size(); i++) {
            double[] bracket = search.brackets().get(i);
            if (bracket[0] >= low && bracket[1] <= high && bracket[0] < bracket[1]) {
                crossings.add(place.at(search.roots().get(i)));
            }
        }
        return crossings;
    }

    private void join(int row, int column) {
        List<Crossing> around = new ArrayList<>(alongRows.get(row).get(column));
        around.addAll(alongColumns.get(column + 1).get(row));
        around.addAll(reversed(alongRows.get(row + 1).get(column)));
        around.addAll(reversed(alongColumns.get(column).get(row)));
        double first = values[row][column];
        double[] corners = {first, values[row][column + 1], values[row + 1][column], values[row + 1][column + 1]};
        boolean whole = Arrays.stream(corners).noneMatch(Double::isNaN);
        int crossings = around.size();
        if (crossings == 2) {
            join(around.get(0), around.get(1));
        } else if (whole && crossings % 2 == 0 && crossings > 0) {
            boolean middleIsLikeFirst = (middle(row, column, corners) >= level) == (first >= level);
            // The arcs that begin at crossings 0, 2, ... lie on the other side than the first corner.
            for (int k = middleIsLikeFirst ? 0 : 1; k < crossings; k += 2) {
                join(around.get(k), around.get((k + 1) % crossings));
            }
        }
    }

    private static List<Crossing> reversed(List<Crossing> crossings) {
        List<Crossing> reversed = new ArrayList<>(crossings);
        Collections.reverse(reversed);
        return reversed;
    }

    /** The function in the middle of a cell, or its mean over the corners where the function refuses that place. */
    private double middle(int row, int column, double[] corners) {
        try {
            return f.applyAsDouble((xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2);
        } catch (IllegalArgumentException unphysical) {
            return Arrays.stream(corners).average().orElseThrow();
        }
    }

    private static void join(Crossing a, Crossing b) {
        a.joined.add(b);
        b.joined.add(a);
    }

    /** Open branches first, from their end on the left, then closed ones. */
    private List<List<double[]>> branches() {
        List<Crossing> all = Stream.concat(alongColumns.stream(), alongRows.stream())
                .flatMap(List::stream)
                .flatMap(List::stream)
                .toList();
        Set<Crossing> seen = new HashSet<>();
        List<List<double[]>> branches = new ArrayList<>();
        for (Crossing end : all) {
            if (end.joined.size() < 2 && !seen.contains(end)) {
                List<double[]> branch = follow(end, seen);
                if (branch.get(branch.size() - 1)[0] < branch.get(0)[0]) {
                    Collections.reverse(branch);
                }
                branches.add(branch);
            }
        }
        for (Crossing crossing : all) {
            if (!seen.contains(crossing)) {
                branches.add(follow(crossing, seen));
            }
        }
        return branches;
    }

    private static List<double[]> follow(Crossing start, Set<Crossing> seen) {
        List<double[]> branch = new ArrayList<>();
        @Nullable Crossing here = start;
        while (here != null) {
            seen.add(here);
            add(branch, here.point);
            here = here.joined.stream()
                    .filter(c -> !seen.contains(c))
                    .findFirst()
                    .orElse(null);
        }
        if (start.joined.size() == 2) {
            add(branch, start.point);
        }
        return branch;
    }

    /** Crossings of several edges are one point where they meet in a node. */
    private static void add(List<double[]> branch, double[] point) {
        if (branch.isEmpty() || !Arrays.equals(branch.get(branch.size() - 1), point)) {
            branch.add(point);
        }
    }
}
