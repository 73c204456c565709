package org.strangenoise.figures.render;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.strangenoise.figures.Axis;

/**
 * A rectangular plot with a horizontal and a vertical axis: the room their labels need, their lines, ticks and labels.
 *
 * @param xLabelled whether the horizontal axis has labels, not only ticks
 * @param yLabelled whether the vertical axis has labels, not only ticks
 */
record Frame(Frame.AxisScale x, Frame.AxisScale y, boolean xLabelled, boolean yLabelled) {

    static final double TICK = 2.4;
    static final double GAP = 2;
    static final Canvas.Pen LINE = Canvas.Pen.solid(Palette.INK, 0.6);

    private static final double MINOR_TICK = 1.4;
    private static final double ROW_SPACING = 14;
    private static final double COLUMN_SPACING = 12;
    private static final TextStyle TEXT = TextStyle.NORMAL;

    /** Room for the vertical axis at the left of a plot of the given height. */
    double left(double plotHeight) {
        if (!yLabelled) {
            return 5;
        }
        double caption = y.axis().caption().isEmpty() ? 0 : TEXT.lineHeight() + GAP;
        return TICK + GAP + widestLabel(yTicks(plotHeight)) + caption;
    }

    /** Room for the last label of the horizontal axis, which reaches beyond the plot. */
    double right() {
        return xLabelled ? 6 : 5;
    }

    double top() {
        return 3;
    }

    double bottom(double plotWidth) {
        if (!xLabelled) {
            return 4;
        }
        double caption = x.axis().caption().isEmpty() ? 0 : TEXT.lineHeight() + GAP / 2;
        return isOfCategories() ? names().height(plotWidth) + caption : TICK + GAP + TEXT.size() + GAP + caption;
    }

    double xAt(Rectangle2D plot, double value) {
        return plot.getX() + x.fraction(value) * plot.getWidth();
    }

    double yAt(Rectangle2D plot, double value) {
        return plot.getMaxY() - y.fraction(value) * plot.getHeight();
    }

    void paint(Canvas canvas, Rectangle2D plot) {
        canvas.stroke(plot, LINE);
        paintHorizontal(canvas, plot);
        paintVertical(canvas, plot);
    }

    void paintHorizontal(Canvas canvas, Rectangle2D plot) {
        if (isOfCategories()) {
            paintCategories(canvas, plot);
            return;
        }
        Ticks ticks = xTicks(plot.getWidth());
        Path2D.Double marks = new Path2D.Double();
        for (double value : ticks.minor()) {
            marks.append(vertical(xAt(plot, value), plot.getMaxY(), MINOR_TICK), false);
        }
        double base = plot.getMaxY() + TICK + GAP + TEXT.size() * 0.75;
        double free = Double.NEGATIVE_INFINITY;
        for (Ticks.Tick tick : ticks.labelled()) {
            double at = xAt(plot, tick.value());
            marks.append(vertical(at, plot.getMaxY(), TICK), false);
            double half = TEXT.width(tick.label()) / 2;
            if (xLabelled && at - half > free) {
                canvas.text(tick.label(), at, base, TEXT.centred());
                free = at + half + GAP;
            }
        }
        canvas.stroke(marks, LINE);
        if (xLabelled) {
            canvas.text(x.axis().caption(), plot.getCenterX(), base + TEXT.lineHeight() + GAP / 2, TEXT.centred());
        }
    }

    private void paintCategories(Canvas canvas, Rectangle2D plot) {
        Path2D.Double marks = new Path2D.Double();
        for (int k = 1; k <= x.axis().categories().size(); k++) {
            marks.append(vertical(xAt(plot, k), plot.getMaxY(), TICK), false);
        }
        canvas.stroke(marks, LINE);
        if (xLabelled) {
            names().paint(canvas, plot);
            double base = plot.getMaxY() + names().height(plot.getWidth()) + TEXT.size() * 0.75;
            canvas.text(x.axis().caption(), plot.getCenterX(), base, TEXT.centred());
        }
    }

    /** True if names stand below the plot, each in the middle of an equal share of its width. */
    private boolean isOfCategories() {
        int count = x.axis().categories().size();
        return count > 0 && x.range().equals(new Axis.Interval(0.5, count + 0.5));
    }

    private BarChartPainter.CategoryLabels names() {
        return new BarChartPainter.CategoryLabels(x.axis().categories());
    }

    void paintVertical(Canvas canvas, Rectangle2D plot) {
        Ticks ticks = yTicks(plot.getHeight());
        Path2D.Double marks = new Path2D.Double();
        for (double value : ticks.minor()) {
            marks.append(horizontal(plot.getX(), yAt(plot, value), MINOR_TICK), false);
        }
        for (Ticks.Tick tick : ticks.labelled()) {
            double at = yAt(plot, tick.value());
            marks.append(horizontal(plot.getX(), at, TICK), false);
            if (yLabelled) {
                canvas.text(tick.label(), plot.getX() - TICK - GAP, at + TEXT.middleToBaseline(), TEXT.flushRight());
            }
        }
        canvas.stroke(marks, LINE);
        if (yLabelled) {
            double at = plot.getX() - left(plot.getHeight()) + TEXT.size();
            canvas.text(
                    y.axis().caption(), at, plot.getCenterY(), TEXT.centred().turnedUp());
        }
    }

    private Ticks xTicks(double plotWidth) {
        int count = (int) (plotWidth / 24);
        Ticks ticks = Ticks.of(x, count);
        while (count > 2 && ticks.labelled().size() * (widestLabel(ticks) + COLUMN_SPACING / 2) > plotWidth) {
            ticks = Ticks.of(x, --count);
        }
        return ticks;
    }

    private Ticks yTicks(double plotHeight) {
        return Ticks.of(y, (int) (plotHeight / ROW_SPACING));
    }

    static double widestLabel(Ticks ticks) {
        return widestLabel(ticks, TEXT);
    }

    static double widestLabel(Ticks ticks, TextStyle style) {
        return ticks.labelled().stream()
                .mapToDouble(tick -> style.width(tick.label()))
                .max()
                .orElse(0);
    }

    private static Line2D vertical(double x, double y, double length) {
        return new Line2D.Double(x, y, x, y + length);
    }

    private static Line2D horizontal(double x, double y, double length) {
        return new Line2D.Double(x - length, y, x, y);
    }

    /** The range that an axis shows and where in it a value lies. */
    record AxisScale(Axis axis, Axis.Interval range) {

        private static final double PADDING = 0.04;

        /** Shorter than this, a range has no room for ticks among the doubles. */
        private static final double SHORTEST = 1e-290;

        /** @param padded whether a range that is taken from the data leaves some air around it */
        static AxisScale of(Axis axis, Axis.Interval data, boolean padded) {
            boolean logarithmic = axis.scale() == Axis.Scale.LOGARITHMIC;
            Axis.Interval asked = axis.range();
            if (asked != null) {
                if (logarithmic && asked.min() <= 0) {
                    throw new IllegalArgumentException("Argument `range` of the logarithmic axis `" + axis.label()
                            + "` must be positive, but is [" + asked.min() + ", " + asked.max() + "]");
                }
                boolean hasRoom = asked.length() > (logarithmic ? 0 : SHORTEST);
                return new AxisScale(axis, hasRoom ? asked : widened(asked.min(), axis.scale()));
            }
            if (data.isEmpty()) {
                return new AxisScale(axis, logarithmic ? new Axis.Interval(0.1, 10) : Axis.Interval.UNIT);
            }
            if (data.length() == 0 || (!logarithmic && data.length() < SHORTEST)) {
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
            double air = Math.abs(only) < SHORTEST ? 1 : 0.1 * Math.abs(only);
            return new Axis.Interval(only - air, only + air);
        }

        boolean isLogarithmic() {
            return axis.scale() == Axis.Scale.LOGARITHMIC;
        }

        /**
         * 0 at the lower end, 1 at the upper one; NaN for what has no place, such as the logarithm of a negative
         * number.
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
}
