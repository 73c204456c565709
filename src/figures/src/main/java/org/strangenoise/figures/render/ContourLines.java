package org.strangenoise.figures.render;

import java.awt.geom.Point2D;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.figures.Samples;

/**
 * Lines of equal value by marching squares (Lorensen and Cline's method in two dimensions), linear along cell edges;
 * the two ambiguous cases are decided by the mean of the four corners. Cells with a missing corner have no lines.
 */
final class ContourLines {

    /** An edge of the grid: from node (row, column) to its right neighbour, or to the one above. */
    private record Edge(int row, int column, boolean along) {}

    private final Samples.Grid values;
    private final double level;
    private final Map<Edge, List<Edge>> neighbours = new HashMap<>();
    private final List<Edge> order = new ArrayList<>();

    private ContourLines(Samples.Grid values, double level) {
        this.values = values;
        this.level = level;
    }

    /** Polylines in fractional grid coordinates {@code (column, row)}. */
    static List<List<Point2D>> at(double level, Samples.Grid values) {
        ContourLines lines = new ContourLines(values, level);
        for (int row = 0; row + 1 < values.rows(); row++) {
            for (int column = 0; column + 1 < values.columns(); column++) {
                lines.cross(row, column);
            }
        }
        return lines.join();
    }

    private void cross(int row, int column) {
        double[] corners = {
            values.get(row, column),
            values.get(row, column + 1),
            values.get(row + 1, column + 1),
            values.get(row + 1, column)
        };
        Edge[] edges = {
            new Edge(row, column, true),
            new Edge(row, column + 1, false),
            new Edge(row + 1, column, true),
            new Edge(row, column, false)
        };
        List<Edge> crossed = new ArrayList<>(4);
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            if (!Double.isFinite(corners[i])) {
                return;
            }
            sum += corners[i];
            if ((corners[i] >= level) != (corners[(i + 1) % 4] >= level)) {
                crossed.add(edges[i]);
            }
        }
        if (crossed.size() == 2) {
            connect(crossed.get(0), crossed.get(1));
        } else if (crossed.size() == 4) {
            boolean middleJoinsFirstCorner = (sum / 4 >= level) == (corners[0] >= level);
            connect(edges[0], edges[middleJoinsFirstCorner ? 1 : 3]);
            connect(edges[2], edges[middleJoinsFirstCorner ? 3 : 1]);
        }
    }

    private void connect(Edge a, Edge b) {
        neighbours.computeIfAbsent(a, this::register).add(b);
        neighbours.computeIfAbsent(b, this::register).add(a);
    }

    private List<Edge> register(Edge edge) {
        order.add(edge);
        return new ArrayList<>(2);
    }

    private List<List<Point2D>> join() {
        List<List<Point2D>> lines = new ArrayList<>();
        for (Edge start : order) {
            if (neighbours.containsKey(start)) {
                Deque<Edge> chain = new ArrayDeque<>(List.of(start));
                List<Edge> ways = neighbours.remove(start);
                boolean closed = follow(ways.get(0), start, chain, true);
                if (!closed && ways.size() > 1) {
                    follow(ways.get(1), start, chain, false);
                }
                lines.add(chain.stream().map(this::crossing).toList());
            }
        }
        return lines;
    }

    /** Extends the chain at one end until the line leaves the grid (false) or returns to its start (true). */
    private boolean follow(Edge first, Edge start, Deque<Edge> chain, boolean forwards) {
        Edge previous = start;
        Edge at = first;
        while (true) {
            if (forwards) {
                chain.addLast(at);
            } else {
                chain.addFirst(at);
            }
            List<Edge> ways = neighbours.remove(at);
            if (ways == null) {
                return at.equals(start);
            }
            Edge from = previous;
            Edge here = at;
            Edge next =
                    ways.stream().filter(way -> !way.equals(from)).findFirst().orElse(null);
            if (next == null) {
                return false;
            }
            previous = here;
            at = next;
        }
    }

    private Point2D crossing(Edge edge) {
        double from = values.get(edge.row(), edge.column());
        double to =
                edge.along() ? values.get(edge.row(), edge.column() + 1) : values.get(edge.row() + 1, edge.column());
        double share = (level - from) / (to - from);
        return edge.along()
                ? new Point2D.Double(edge.column() + share, edge.row())
                : new Point2D.Double(edge.column(), edge.row() + share);
    }
}
