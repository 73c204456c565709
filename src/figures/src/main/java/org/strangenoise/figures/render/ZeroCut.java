package org.strangenoise.figures.render;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.strangenoise.figures.Axis;

/**
 * Where bars stand on zero but the value axis does not reach it: the axis begins at zero all the same, is broken, and
 * goes on with the range that is shown; the bars on zero are broken with it.
 *
 * @param frame whose value axis is the vertical one where bars are upright
 * @param needed whether any bar stands on zero
 */
record ZeroCut(Frame frame, boolean upright, boolean needed) {

    /** From zero to the beginning of the scale. */
    private static final double LENGTH = 13;

    private static final double GAP = 2.2;
    private static final double SLANT = 1.6;
    private static final double BEYOND = 2.6;
    private static final TextStyle TEXT = TextStyle.NORMAL;

    boolean isCut() {
        return needed && !values().isLogarithmic() && !values().range().contains(0);
    }

    /** The part of a plot that the scale spans. */
    Rectangle2D scaled(Rectangle2D plot) {
        if (!isCut()) {
            return plot;
        }
        double x = plot.getX() + (!upright && zeroIsFirst() ? LENGTH : 0);
        double y = plot.getY() + (upright && !zeroIsFirst() ? LENGTH : 0);
        return new Rectangle2D.Double(
                x, y, plot.getWidth() - (upright ? 0 : LENGTH), plot.getHeight() - (upright ? LENGTH : 0));
    }

    /** The place of a value along the value axis. */
    double at(Rectangle2D plot, double value) {
        if (value == 0 && isCut()) {
            return zero(plot);
        }
        Rectangle2D scaled = scaled(plot);
        return upright ? frame.yAt(scaled, value) : frame.xAt(scaled, value);
    }

    /** The marks across the axis and across every bar on zero, and the label of zero. */
    void paint(Canvas canvas, Rectangle2D plot, List<Rectangle2D> bars) {
        if (!isCut()) {
            return;
        }
        double zero = zero(plot);
        double axis = upright ? plot.getX() : plot.getMaxY();
        double towardsScale = upright == zeroIsFirst() ? -1 : 1;
        double middle = zero + towardsScale * LENGTH / 2;
        for (Rectangle2D bar : bars) {
            double from = upright ? bar.getMinX() : bar.getMinY();
            double to = upright ? bar.getMaxX() : bar.getMaxY();
            paintBreak(canvas, middle, from - 1, to + 1);
        }
        paintBreak(canvas, middle, axis - BEYOND, axis + BEYOND);
        if (upright) {
            canvas.stroke(new Line2D.Double(axis - Frame.TICK, zero, axis, zero), Frame.LINE);
            canvas.text("0", axis - Frame.TICK - Frame.GAP, zero + TEXT.middleToBaseline(), TEXT.flushRight());
        } else {
            canvas.stroke(new Line2D.Double(zero, axis, zero, axis + Frame.TICK), Frame.LINE);
            canvas.text("0", zero, axis + Frame.TICK + Frame.GAP + TEXT.size() * 0.75, TEXT.centred());
        }
    }

    /** A white slanted band between two lines, across what runs along the value axis. */
    private void paintBreak(Canvas canvas, double middle, double from, double to) {
        Path2D.Double band = new Path2D.Double();
        move(band, from, middle + SLANT - GAP / 2, true);
        move(band, to, middle - SLANT - GAP / 2, false);
        move(band, to, middle - SLANT + GAP / 2, false);
        move(band, from, middle + SLANT + GAP / 2, false);
        band.closePath();
        canvas.fill(band, Color.WHITE);
        for (double side : new double[] {-GAP / 2, GAP / 2}) {
            Path2D.Double line = new Path2D.Double();
            move(line, from, middle + SLANT + side, true);
            move(line, to, middle - SLANT + side, false);
            canvas.stroke(line, Frame.LINE);
        }
    }

    private void move(Path2D path, double across, double along, boolean first) {
        double x = upright ? across : along;
        double y = upright ? along : across;
        if (first) {
            path.moveTo(x, y);
        } else {
            path.lineTo(x, y);
        }
    }

    private double zero(Rectangle2D plot) {
        if (upright) {
            return zeroIsFirst() ? plot.getMaxY() : plot.getY();
        }
        return zeroIsFirst() ? plot.getX() : plot.getMaxX();
    }

    /** Zero lies below the range. */
    private boolean zeroIsFirst() {
        Axis.Interval range = values().range();
        return range.min() > 0;
    }

    private Frame.AxisScale values() {
        return upright ? frame.y() : frame.x();
    }
}
