package org.strangenoise.figures;

import java.util.List;

/**
 * Which curves of a chart would lie hidden beneath later ones, as equal qubits do: those are drawn wider, so that their
 * colour shows at both sides of what covers them.
 *
 * <p>A curve is covered by a later one that has what it has (a line, or markers) and lies within a hundredth of the
 * chart's height of it at half of its points or more: a line runs from point to point, markers are at their points.
 */
public final class HiddenCurves {

    /** What each covering curve of another colour adds to the width of those beneath, in points. */
    private static final double STEP = 1.2;

    /** The widest of many curves on top of each other is not to hide the rest of the chart. */
    private static final double MOST = 4.2;

    /** Of the same colour, such as with noise over without. */
    private static final double SAME_COLOR = 0.5;

    private static final double TOLERANCE = 0.01;
    private static final double SHARE = 0.5;

    private HiddenCurves() {}

    /** By how many points each curve, and each of its markers, is to be wider than one that nothing covers. */
    public static double[] widths(LineChart chart) {
        List<Series> series = chart.series();
        Axis axis = chart.yAxis();
        double tolerance = TOLERANCE * length(series.stream().map(Series::y).toList(), axis);
        double beside = TOLERANCE * length(series.stream().map(Series::x).toList(), chart.xAxis());
        double[] depths = new double[series.size()];
        double deepest = 0;
        for (int below = series.size() - 1; below >= 0; below--) {
            for (int above = below + 1; above < series.size(); above++) {
                boolean sameColor = series.get(below).style().color()
                        == series.get(above).style().color();
                double depth = depths[above] + (sameColor ? SAME_COLOR : 1);
                if (depth > depths[below]
                        && isCovered(series.get(below), series.get(above), chart, tolerance, beside)) {
                    depths[below] = depth;
                }
            }
            deepest = Math.max(deepest, depths[below]);
        }
        double[] widths = new double[depths.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = depths[i] * Math.min(STEP, MOST / Math.max(1, deepest));
        }
        return widths;
    }

    /** Of an axis, as it is scaled. */
    private static double length(List<Samples> all, Axis axis) {
        Interval range = Interval.EMPTY;
        if (axis.range() != null) {
            return Math.abs(place(axis.range().max(), axis) - place(axis.range().min(), axis));
        }
        for (Samples each : all) {
            range = range.including(each.map(value -> place(value, axis)).range());
        }
        return range.isEmpty() ? 0 : range.length();
    }

    /** Where a value is along an axis, up to a factor and a shift; NaN for one that is not drawn. */
    private static double place(double value, Axis axis) {
        if (axis.scale() == Axis.Scale.LOGARITHMIC) {
            return value > 0 ? StrictMath.log10(value) : Double.NaN;
        }
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private static boolean isCovered(Series below, Series above, LineChart chart, double tolerance, double beside) {
        Axis axis = chart.yAxis();
        boolean line = below.style().line() != Style.Line.NONE;
        boolean marker = below.style().marker() != Style.Marker.NONE;
        boolean covers = line
                ? above.style().line() != Style.Line.NONE
                : marker && above.style().marker() != Style.Marker.NONE;
        if (!covers || above.x().size() == 0) {
            return false;
        }
        int drawn = 0;
        int near = 0;
        int at = 0;
        for (int i = 0; i < below.x().size(); i++) {
            double x = below.x().get(i);
            double y = place(below.y().get(i), axis);
            if (Double.isNaN(x) || Double.isNaN(y)) {
                continue;
            }
            drawn++;
            if (!line) {
                near += isMarked(above, i, below, chart, tolerance, beside) ? 1 : 0;
                continue;
            }
            while (at + 2 < above.x().size() && above.x().get(at + 1) <= x) {
                at++;
            }
            while (at > 0 && above.x().get(at) > x) {
                at--;
            }
            if (Math.abs(between(above, at, x, axis) - y) <= tolerance) {
                near++;
            }
        }
        return near > 0 && near >= SHARE * drawn;
    }

    /** True if a marker of the curve above is where point i of the one below has its own. */
    private static boolean isMarked(
            Series above, int i, Series below, LineChart chart, double tolerance, double beside) {
        double x = place(below.x().get(i), chart.xAxis());
        double y = place(below.y().get(i), chart.yAxis());
        for (int k = 0; k < above.x().size(); k++) {
            if (Math.abs(place(above.x().get(k), chart.xAxis()) - x) <= beside
                    && Math.abs(place(above.y().get(k), chart.yAxis()) - y) <= tolerance) {
                return true;
            }
        }
        return false;
    }

    /** The height of a curve at x in the interval from one of its points to the next; NaN beyond. */
    private static double between(Series series, int at, double x, Axis axis) {
        double x0 = series.x().get(at);
        double y0 = place(series.y().get(at), axis);
        if (x == x0) {
            return y0;
        }
        if (at + 1 >= series.x().size()) {
            return Double.NaN;
        }
        double x1 = series.x().get(at + 1);
        double y1 = place(series.y().get(at + 1), axis);
        double share = (x - x0) / (x1 - x0);
        if (share == 1) {
            return y1;
        }
        return share > 0 && share < 1 ? y0 + share * (y1 - y0) : Double.NaN;
    }
}
