package org.strangenoise.figures;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Curves with optional uncertainties, labelled reference lines and an inset map. */
public record LineChart(
        String title,
        Axis xAxis,
        Axis yAxis,
        List<LineChart.Series> series,
        List<Axis.ReferenceLine> references,
        HeatMap.@Nullable Inset inset)
        implements Figure.Panel {

    public LineChart {
        series = List.copyOf(series);
        references = List.copyOf(references);
    }

    public static LineChart of(String title, Axis xAxis, Axis yAxis, List<Series> series) {
        return new LineChart(title, xAxis, yAxis, series, List.of(), null);
    }

    public LineChart withReferences(List<Axis.ReferenceLine> newReferences) {
        return new LineChart(title, xAxis, yAxis, series, newReferences, inset);
    }

    public LineChart withInset(HeatMap.Inset newInset) {
        return new LineChart(title, xAxis, yAxis, series, references, newInset);
    }

    /**
     * A curve: ordinates over abscissas, broken where either is NaN.
     *
     * @param label its name in the legend; empty for none
     * @param uncertainty lower and upper bounds of the ordinates; null when none are known
     */
    public record Series(
            String label, Samples x, Samples y, @Nullable Uncertainty uncertainty, Style style) {

        /** Bounds of each ordinate, drawn as a shaded band or as error bars. */
        public record Uncertainty(Samples lower, Samples upper, Shape shape) {
            public enum Shape {
                BAND,
                BARS
            }
        }

        public Series {
            requireSameSize("y", x, y);
            if (uncertainty != null) {
                requireSameSize("uncertainty.lower", x, uncertainty.lower());
                requireSameSize("uncertainty.upper", x, uncertainty.upper());
            }
        }

        public static Series of(String label, Samples x, Samples y, Style style) {
            return new Series(label, x, y, null, style);
        }

        public Series withBand(Samples lower, Samples upper) {
            return new Series(label, x, y, new Uncertainty(lower, upper, Uncertainty.Shape.BAND), style);
        }

        public Series withErrorBars(Samples lower, Samples upper) {
            return new Series(label, x, y, new Uncertainty(lower, upper, Uncertainty.Shape.BARS), style);
        }

        /** @param error the half length of each bar */
        public Series withErrorBars(Samples error) {
            requireSameSize("error", x, error);
            double[] lower = new double[y.size()];
            double[] upper = new double[y.size()];
            for (int i = 0; i < lower.length; i++) {
                lower[i] = y.get(i) - error.get(i);
                upper[i] = y.get(i) + error.get(i);
            }
            return withErrorBars(Samples.of(lower), Samples.of(upper));
        }

        private static void requireSameSize(String name, Samples x, Samples other) {
            if (x.size() != other.size()) {
                throw new IllegalArgumentException("Argument `" + name + "` must have as many values as `x` ("
                        + x.size() + "), but has " + other.size());
            }
        }
    }

    /**
     * Which curves of a chart would lie hidden beneath later ones, as equal qubits do: those are drawn wider, so that
     * their colour shows at both sides of what covers them.
     *
     * <p>A curve is covered by a later one that has what it has (a line, or markers) and lies within a hundredth of the
     * chart's height of it at half of its points or more: a line runs from point to point, markers are at their points.
     */
    public static final class HiddenCurves {

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
            Axis.Interval range = Axis.Interval.EMPTY;
            if (axis.range() != null) {
                return Math.abs(
                        place(axis.range().max(), axis) - place(axis.range().min(), axis));
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
}
