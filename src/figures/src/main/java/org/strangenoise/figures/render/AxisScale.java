package org.strangenoise.figures.render;

import org.strangenoise.figures.Axis;

/** The range that an axis shows and where in it a value lies. */
record AxisScale(Axis axis, Axis.Interval range) {

    private static final double PADDING = 0.04;

    /** @param padded whether a range that is taken from the data leaves some air around it */
    static AxisScale of(Axis axis, Axis.Interval data, boolean padded) {
        boolean logarithmic = axis.scale() == Axis.Scale.LOGARITHMIC;
        Axis.Interval asked = axis.range();
        if (asked != null) {
            if (logarithmic && asked.min() <= 0) {
                throw new IllegalArgumentException("Argument `range` of the logarithmic axis `" + axis.label()
                        + "` must be positive, but is [" + asked.min() + ", " + asked.max() + "]");
            }
            return new AxisScale(axis, asked.length() > 0 ? asked : widened(asked.min(), axis.scale()));
        }
        if (data.isEmpty()) {
            return new AxisScale(axis, logarithmic ? new Axis.Interval(0.1, 10) : Axis.Interval.UNIT);
        }
        if (data.length() == 0) {
            return new AxisScale(axis, widened(data.min(), axis.scale()));
        }
        if (!padded) {
            return new AxisScale(axis, data);
        }
        if (logarithmic) {
            double factor = StrictMath.pow(data.max() / data.min(), PADDING);
            return new AxisScale(axis, new Axis.Interval(data.min() / factor, data.max() * factor));
        }
        double air = PADDING * data.length();
        return new AxisScale(axis, new Axis.Interval(data.min() - air, data.max() + air));
    }

    private static Axis.Interval widened(double only, Axis.Scale scale) {
        if (scale == Axis.Scale.LOGARITHMIC) {
            return new Axis.Interval(only / 2, only * 2);
        }
        if (scale == Axis.Scale.INTEGER) {
            return new Axis.Interval(only - 0.5, only + 0.5);
        }
        double air = only == 0 ? 1 : 0.1 * Math.abs(only);
        return new Axis.Interval(only - air, only + air);
    }

    boolean isLogarithmic() {
        return axis.scale() == Axis.Scale.LOGARITHMIC;
    }

    /**
     * 0 at the lower end, 1 at the upper one; NaN for what has no place, such as the logarithm of a negative number.
     */
    double fraction(double value) {
        if (isLogarithmic()) {
            return value > 0
                    ? StrictMath.log(value / range.min()) / StrictMath.log(range.max() / range.min())
                    : Double.NaN;
        }
        return (value - range.min()) / range.length();
    }

    /** The inverse of {@link #fraction}. */
    double value(double fraction) {
        return isLogarithmic()
                ? range.min() * StrictMath.pow(range.max() / range.min(), fraction)
                : range.min() + fraction * range.length();
    }
}
