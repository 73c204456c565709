package org.strangenoise.figures;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of two variables as colours.
 *
 * @param xs the abscissa of every column, strictly ascending
 * @param ys the ordinate of every row, strictly ascending
 * @param values indexed {@code (row of ys, column of xs)}; NaN cells are drawn hatched
 * @param valueName the name of the colour bar, with unit if it has one
 * @param limits the values of the two ends of the colour scale; null takes the range of the data
 * @param shading how colours fill the plane between the values
 * @param contours levels at which lines of equal value are drawn; a single one is named in the legend, several along
 *     their lines
 * @param curves drawn over the map in its own coordinates
 */
public record HeatMap(
        String title,
        Axis xAxis,
        Axis yAxis,
        Samples xs,
        Samples ys,
        Samples.Grid values,
        String valueName,
        HeatMap.ColorScale colorScale,
        Axis.@Nullable Interval limits,
        Shading shading,
        List<HeatMap.PointMarker> markers,
        List<Double> contours,
        List<LineChart.Series> curves)
        implements Figure.Panel {

    /** How colours fill the plane between the values. */
    public enum Shading {
        /** A cell a value, half way to the neighbours. */
        CELLS,
        /** Interpolated linearly along both axes as they are scaled, from the first value to the last. */
        INTERPOLATED
    }

    public HeatMap {
        if (values.rows() != ys.size() || values.columns() != xs.size() || ys.size() == 0) {
            throw new IllegalArgumentException("Argument `values` must have a row for each of " + ys.size()
                    + " ys and a column for each of " + xs.size() + " xs and must not be empty, but is " + values);
        }
        requireAscending("xs", xs);
        requireAscending("ys", ys);
        markers = List.copyOf(markers);
        contours = List.copyOf(contours);
        curves = List.copyOf(curves);
    }

    public static HeatMap of(
            String title, Axis xAxis, Axis yAxis, Samples xs, Samples ys, Samples.Grid values, String valueName) {
        return new HeatMap(
                title,
                xAxis,
                yAxis,
                xs,
                ys,
                values,
                valueName,
                ColorScale.VIRIDIS,
                null,
                Shading.CELLS,
                List.of(),
                List.of(),
                List.of());
    }

    /** A map over the angles of spin coherent states: rows theta, columns phi. */
    public static HeatMap ofAngles(String title, Samples thetas, Samples phis, Samples.Grid values, String valueName) {
        return of(title, Axis.phi(), Axis.theta(), phis, thetas, values, valueName);
    }

    public HeatMap withColors(ColorScale newScale, Axis.@Nullable Interval newLimits) {
        return drawn(newScale, newLimits, shading, markers, contours, curves);
    }

    public HeatMap interpolated() {
        return drawn(colorScale, limits, Shading.INTERPOLATED, markers, contours, curves);
    }

    public HeatMap withMarkers(List<PointMarker> newMarkers) {
        return drawn(colorScale, limits, shading, newMarkers, contours, curves);
    }

    public HeatMap withContours(List<Double> newContours) {
        return drawn(colorScale, limits, shading, markers, newContours, curves);
    }

    public HeatMap withCurves(List<LineChart.Series> newCurves) {
        return drawn(colorScale, limits, shading, markers, contours, newCurves);
    }

    /** The same values, drawn otherwise. */
    private HeatMap drawn(
            ColorScale scale,
            Axis.@Nullable Interval within,
            Shading filled,
            List<PointMarker> points,
            List<Double> levels,
            List<LineChart.Series> lines) {
        return new HeatMap(
                title, xAxis, yAxis, xs, ys, values, valueName, scale, within, filled, points, levels, lines);
    }

    private static void requireAscending(String name, Samples samples) {
        for (int i = 0; i < samples.size(); i++) {
            double previous = i == 0 ? Double.NEGATIVE_INFINITY : samples.get(i - 1);
            if (!(samples.get(i) > previous && Double.isFinite(samples.get(i)))) {
                throw new IllegalArgumentException("Argument `" + name
                        + "` must be finite and strictly ascending, but value " + i + " is " + samples.get(i)
                        + " after " + previous);
            }
        }
    }

    /**
     * A small map inside another panel, without ticks.
     *
     * @param widthFraction its width as a fraction of the plot's
     */
    public record Inset(HeatMap map, Place place, double widthFraction) {

        public enum Place {
            /** Where it covers the least of the data. */
            AUTOMATIC,
            TOP_LEFT,
            TOP_RIGHT,
            BOTTOM_LEFT,
            BOTTOM_RIGHT
        }

        public Inset {
            if (!(widthFraction > 0 && widthFraction <= 0.7)) {
                throw new IllegalArgumentException(
                        "Argument `widthFraction` must be above 0 and at most 0.7, but is " + widthFraction);
            }
        }

        public static Inset of(HeatMap map) {
            return new Inset(map, Place.AUTOMATIC, 0.35);
        }
    }

    /**
     * A point worth finding on a map, such as an initial state.
     *
     * @param label of the point; empty for none
     * @param size relative to others: one that lies beneath another is seen around it
     * @param naming where the label stands
     */
    public record PointMarker(double x, double y, String label, Style style, double size, Naming naming) {

        public enum Naming {
            BESIDE,
            /** Where others are too near for a label of their own. */
            LEGEND
        }

        public PointMarker {
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                throw new IllegalArgumentException(
                        "Arguments `x` and `y` must be finite, but the point is (" + x + ", " + y + ")");
            }
            if (!(size > 0)) {
                throw new IllegalArgumentException("Argument `size` must be positive, but is " + size);
            }
        }

        public static PointMarker of(double x, double y, String label, int color) {
            Style style = new Style(color, Style.Line.NONE, Style.Marker.CIRCLE);
            return new PointMarker(x, y, label, style, 1, Naming.BESIDE);
        }

        /** A point that the legend names. */
        public static PointMarker inLegend(double x, double y, String label, Style style, double size) {
            return new PointMarker(x, y, label, style, size, Naming.LEGEND);
        }
    }

    /** How numbers become colours; every scale is monotonic in lightness, or symmetric about its middle. */
    public enum ColorScale {
        /** Perceptually uniform, dark purple to yellow, also without colour vision. */
        VIRIDIS,
        /** Diverging: red = low, blue = high, as the entropy maps of Neill et al. are drawn. */
        RED_BLUE,
        /** White to black. */
        GREYS
    }
}
