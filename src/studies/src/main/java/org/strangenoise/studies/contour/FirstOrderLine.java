package org.strangenoise.studies.contour;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.strangenoise.studies.config.SweepAxis;

/**
 * Where the tangent plane at the device has a level, {@code f0 + df/du (u - u0) + df/dv (v - v0)}, with u = 1/x for
 * times that stand for rates, u = x for all else. That is a straight line in u and v, and so one piece of it at most
 * lies on the map.
 */
final class FirstOrderLine {

    /** Points for each interval of an axis. */
    private static final int REFINEMENT = 8;

    private final SweepAxis x;
    private final SweepAxis y;
    private final double[] begin;
    private final double[] direction;
    private double first = Double.NEGATIVE_INFINITY;
    private double last = Double.POSITIVE_INFINITY;

    private FirstOrderLine(SweepAxis x, SweepAxis y, double[] begin, double[] direction) {
        this.x = x;
        this.y = y;
        this.begin = begin;
        this.direction = direction;
    }

    /**
     * Points (x, y) from left to right, from where the line enters the map to where it leaves it; none where it passes
     * the map by.
     *
     * @param device x and y, finite
     * @param rise what the level has above the device's value
     * @param slopes derivatives by x and y at the device
     */
    static List<double[]> points(SweepAxis x, SweepAxis y, double[] device, double rise, double[] slopes) {
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
        return new FirstOrderLine(x, y, begin, new double[] {-across * scale[0], along * scale[1]}).onMap();
    }

    /** The extent of an axis in u. */
    private static double scale(SweepAxis axis) {
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
    private void clip(SweepAxis axis, int i) {
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
    private DoubleStream passes(SweepAxis axis, int i) {
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
    private double at(SweepAxis axis, int i, double t) {
        double u = begin[i] + direction[i] * t;
        double value = axis.parameter().isRate() ? 1 / u : u;
        return Math.max(lowest(axis), Math.min(highest(axis), value));
    }

    private static double coordinate(SweepAxis axis, double value) {
        return axis.parameter().isRate() ? 1 / value : value;
    }

    private static double lowest(SweepAxis axis) {
        return axis.values().get(0);
    }

    private static double highest(SweepAxis axis) {
        return axis.values().get(axis.values().size() - 1);
    }
}
