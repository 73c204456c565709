package org.strangenoise.figures;

import org.jspecify.annotations.Nullable;

/**
 * A cloud of many points, drawn as pixels.
 *
 * @param colorValues a number per point that becomes its colour; null draws all points alike
 * @param valueName the name of the colour bar, unused without colour values
 * @param limits the values of the two ends of the colour scale; null takes the range of the data
 * @param pointSize diameter in points (1/72 inch)
 */
public record Scatter(
        String title,
        Axis xAxis,
        Axis yAxis,
        Samples xs,
        Samples ys,
        @Nullable Samples colorValues,
        String valueName,
        HeatMap.ColorScale colorScale,
        Axis.@Nullable Interval limits,
        double pointSize)
        implements Figure.Panel {

    private static final double DEFAULT_POINT_SIZE = 0.35;

    public Scatter {
        if (xs.size() != ys.size() || (colorValues != null && colorValues.size() != xs.size())) {
            throw new IllegalArgumentException("Arguments `xs`, `ys` and `colorValues` must have equal sizes, but have "
                    + xs.size() + ", " + ys.size() + (colorValues == null ? "" : " and " + colorValues.size()));
        }
        if (!(pointSize > 0 && pointSize <= 20)) {
            throw new IllegalArgumentException(
                    "Argument `pointSize` must be above 0 and at most 20, but is " + pointSize);
        }
    }

    public static Scatter of(String title, Axis xAxis, Axis yAxis, Samples xs, Samples ys) {
        return new Scatter(title, xAxis, yAxis, xs, ys, null, "", HeatMap.ColorScale.VIRIDIS, null, DEFAULT_POINT_SIZE);
    }

    public Scatter withColors(Samples values, String newValueName, HeatMap.ColorScale newScale) {
        return new Scatter(title, xAxis, yAxis, xs, ys, values, newValueName, newScale, limits, pointSize);
    }

    public Scatter withLimits(Axis.@Nullable Interval newLimits) {
        return new Scatter(title, xAxis, yAxis, xs, ys, colorValues, valueName, colorScale, newLimits, pointSize);
    }

    /** The values of the two ends of the colour scale. */
    public Axis.Interval colorLimits() {
        if (limits != null) {
            return limits;
        }
        Axis.Interval range = colorValues == null ? Axis.Interval.EMPTY : colorValues.range();
        return range.isEmpty() ? Axis.Interval.UNIT : range;
    }

    public Scatter withPointSize(double newSize) {
        return new Scatter(title, xAxis, yAxis, xs, ys, colorValues, valueName, colorScale, limits, newSize);
    }
}
