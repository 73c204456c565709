package org.strangenoise.studies.contour;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.budget.RootSearch;
import org.strangenoise.studies.config.StudyParameter;

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

    /**
     * Where the tangent plane at the device has a level, {@code f0 + df/du (u - u0) + df/dv (v - v0)}, with u = 1/x for
     * times that stand for rates, u = x for all else. That is a straight line in u and v, and so one piece of it at
     * most lies on the map.
     */
    static final class FirstOrder {

        /** Points for each interval of an axis. */
        private static final int REFINEMENT = 8;

        private final StudyParameter.SweepAxis x;
        private final StudyParameter.SweepAxis y;
        private final double[] begin;
        private final double[] direction;
        private double first = Double.NEGATIVE_INFINITY;
        private double last = Double.POSITIVE_INFINITY;

        private FirstOrder(StudyParameter.SweepAxis x, StudyParameter.SweepAxis y, double[] begin, double[] direction) {
            this.x = x;
            this.y = y;
            this.begin = begin;
            this.direction = direction;
        }

        /**
         * Points (x, y) from left to right, from where the line enters the map to where it leaves it; none where it
         * passes the map by.
         *
         * @param device x and y, finite
         * @param rise what the level has above the device's value
         * @param slopes derivatives by x and y at the device
         */
        static List<double[]> points(
                StudyParameter.SweepAxis x, StudyParameter.SweepAxis y, double[] device, double rise, double[] slopes) {
            double[] gradient = {
                slopes[0] * (x.parameter().isRate() ? -device[0] * device[0] : 1),
                slopes[1] * (y.parameter().isRate() ? -device[1] * device[1] : 1)
            };
            // Lengths are measured in those of the axes, since u and v may differ by orders of magnitude.
            double[] scale = {scale(x), scale(y)};
            double along = gradient[0] * scale[0];
            double across = gradient[1] * scale[1];
            double square = along * along + across * across;
            if (square == 0 || !Double.isFinite(square)) {
                return List.of();
            }
            double[] begin = {
                coordinate(x, device[0]) + scale[0] * along * rise / square,
                coordinate(y, device[1]) + scale[1] * across * rise / square
            };
            return new FirstOrder(x, y, begin, new double[] {-across * scale[0], along * scale[1]}).onMap();
        }

        /** The extent of an axis in u. */
        private static double scale(StudyParameter.SweepAxis axis) {
            return Math.abs(coordinate(axis, highest(axis)) - coordinate(axis, lowest(axis)));
        }

        private List<double[]> onMap() {
            clip(x, 0);
            clip(y, 1);
            if (!(first < last)) {
                return List.of();
            }
            List<double[]> points = new ArrayList<>();
            DoubleStream.concat(
                            DoubleStream.of(first, last),
                            DoubleStream.concat(passes(x, 0), passes(y, 1)).filter(t -> first < t && t < last))
                    .sorted()
                    .distinct()
                    .forEach(t -> points.add(new double[] {at(x, 0, t), at(y, 1, t)}));
            if (points.get(points.size() - 1)[0] < points.get(0)[0]) {
                Collections.reverse(points);
            }
            return points;
        }

        /** Keeps what lies between the ends of an axis. */
        private void clip(StudyParameter.SweepAxis axis, int i) {
            double low = coordinate(axis, lowest(axis));
            double high = coordinate(axis, highest(axis));
            if (direction[i] == 0) {
                if (begin[i] < Math.min(low, high) || begin[i] > Math.max(low, high)) {
                    last = Double.NEGATIVE_INFINITY;
                }
                return;
            }
            double a = (low - begin[i]) / direction[i];
            double b = (high - begin[i]) / direction[i];
            first = Math.max(first, Math.min(a, b));
            last = Math.min(last, Math.max(a, b));
        }

        /** Where the line passes the values of an axis and others between them. */
        private DoubleStream passes(StudyParameter.SweepAxis axis, int i) {
            List<Double> passes = new ArrayList<>();
            for (int k = 0; direction[i] != 0 && k + 1 < axis.values().size(); k++) {
                double here = axis.values().get(k);
                double next = axis.values().get(k + 1);
                for (int part = 0; part < REFINEMENT; part++) {
                    passes.add((coordinate(axis, here + (next - here) * part / REFINEMENT) - begin[i]) / direction[i]);
                }
            }
            return passes.stream().mapToDouble(Double::doubleValue);
        }

        /** The value at a place of the line; rounding does not lead off the map. */
        private double at(StudyParameter.SweepAxis axis, int i, double t) {
            double u = begin[i] + direction[i] * t;
            double value = axis.parameter().isRate() ? 1 / u : u;
            return Math.max(lowest(axis), Math.min(highest(axis), value));
        }

        private static double coordinate(StudyParameter.SweepAxis axis, double value) {
            return axis.parameter().isRate() ? 1 / value : value;
        }

        private static double lowest(StudyParameter.SweepAxis axis) {
            return axis.values().get(0);
        }

        private static double highest(StudyParameter.SweepAxis axis) {
            return axis.values().get(axis.values().size() - 1);
        }
    }
}
