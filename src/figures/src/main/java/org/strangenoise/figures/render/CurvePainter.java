package org.strangenoise.figures.render;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Style;

/**
 * Draws one series into a framed plot.
 *
 * @param wider points by which its line and markers are wider than usual, see {@link LineChart.HiddenCurves}
 */
record CurvePainter(Frame frame, LineChart.Series series, double wider) {

    static final double LINE_WIDTH = 1;
    static final double MARKER_SIZE = 3.4;
    static final double BAND_OPACITY = 0.22;

    /** Of what a line is wider; markers stand out anyway. */
    static final double MARKER_SHARE = 1.2;

    private static final double CAP = 1.4;

    void paint(Canvas canvas, Rectangle2D plot) {
        Color color = Palette.series(series.style().color());
        LineChart.Series.Uncertainty uncertainty = series.uncertainty();
        if (uncertainty != null) {
            if (uncertainty.shape() == LineChart.Series.Uncertainty.Shape.BAND) {
                paintBand(canvas, plot, uncertainty, Palette.translucent(color, BAND_OPACITY));
            } else {
                paintErrorBars(canvas, plot, uncertainty, color);
            }
        }
        if (series.style().line() != Style.Line.NONE) {
            Path2D.Double path = new Path2D.Double();
            append(path, plot, series.y(), 0, series.x().size(), false);
            canvas.stroke(
                    path,
                    new Canvas.Pen(color, LINE_WIDTH + wider, series.style().line()));
        }
        if (series.style().marker() != Style.Marker.NONE) {
            for (int i = 0; i < series.x().size(); i++) {
                double x = frame.xAt(plot, series.x().get(i));
                double y = frame.yAt(plot, series.y().get(i));
                if (Double.isFinite(x) && Double.isFinite(y)) {
                    Markers.paint(canvas, series.style().marker(), x, y, MARKER_SIZE + MARKER_SHARE * wider, color);
                }
            }
        }
    }

    private void paintBand(Canvas canvas, Rectangle2D plot, LineChart.Series.Uncertainty band, Color color) {
        int count = series.x().size();
        int from = 0;
        while (from < count) {
            int to = from;
            while (to < count && isDrawn(to, band.lower()) && isDrawn(to, band.upper())) {
                to++;
            }
            if (to - from > 1) {
                Path2D.Double area = new Path2D.Double();
                append(area, plot, band.upper(), from, to, false);
                append(area, plot, band.lower(), from, to, true);
                area.closePath();
                canvas.fill(area, color);
            }
            from = Math.max(to, from + 1);
        }
    }

    private void paintErrorBars(Canvas canvas, Rectangle2D plot, LineChart.Series.Uncertainty bars, Color color) {
        Path2D.Double path = new Path2D.Double();
        for (int i = 0; i < series.x().size(); i++) {
            if (isDrawn(i, bars.lower()) && isDrawn(i, bars.upper())) {
                double x = frame.xAt(plot, series.x().get(i));
                double low = frame.yAt(plot, bars.lower().get(i));
                double high = frame.yAt(plot, bars.upper().get(i));
                path.append(new Line2D.Double(x, low, x, high), false);
                path.append(new Line2D.Double(x - CAP, low, x + CAP, low), false);
                path.append(new Line2D.Double(x - CAP, high, x + CAP, high), false);
            }
        }
        canvas.stroke(path, Canvas.Pen.solid(color, 0.7));
    }

    private boolean isDrawn(int i, Samples y) {
        return Double.isFinite(frame.x().fraction(series.x().get(i)))
                && Double.isFinite(frame.y().fraction(y.get(i)));
    }

    /** Appends the points from..to, lifted over gaps; backwards it goes on from where the path is. */
    private void append(Path2D path, Rectangle2D plot, Samples y, int from, int to, boolean backwards) {
        boolean drawing = backwards;
        for (int k = 0; k < to - from; k++) {
            int i = backwards ? to - 1 - k : from + k;
            double px = frame.xAt(plot, series.x().get(i));
            double py = frame.yAt(plot, y.get(i));
            if (!Double.isFinite(px) || !Double.isFinite(py)) {
                drawing = false;
            } else if (drawing) {
                path.lineTo(px, py);
            } else {
                path.moveTo(px, py);
                drawing = true;
            }
        }
    }

    /** The shapes of marked points. */
    static final class Markers {

        private static final double STAR_WAIST = 0.45;

        private Markers() {}

        /** @param size the diameter in points */
        static void paint(Canvas canvas, Style.Marker marker, double x, double y, double size, Color color) {
            boolean open = switch (marker) {
                case OPEN_CIRCLE, OPEN_SQUARE, OPEN_TRIANGLE, OPEN_DIAMOND -> true;
                default -> false;
            };
            if (marker == Style.Marker.NONE) {
                return;
            }
            Shape shape = shape(marker, x, y, size);
            canvas.fill(shape, open ? Color.WHITE : color);
            if (open) {
                canvas.stroke(shape, Canvas.Pen.solid(color, 0.8));
            }
        }

        /** A filled marker with a white rim, to be seen on any colour. */
        static void paintRimmed(Canvas canvas, Style.Marker marker, double x, double y, double size, Color color) {
            Shape shape = shape(marker == Style.Marker.NONE ? Style.Marker.CIRCLE : marker, x, y, size);
            canvas.stroke(shape, Canvas.Pen.solid(Color.WHITE, 1.8));
            canvas.stroke(shape, Canvas.Pen.solid(Palette.INK, 0.9));
            canvas.fill(shape, color);
        }

        private static Shape shape(Style.Marker marker, double x, double y, double size) {
            double r = size / 2;
            return switch (marker) {
                case SQUARE, OPEN_SQUARE -> new Rectangle2D.Double(x - 0.88 * r, y - 0.88 * r, 1.76 * r, 1.76 * r);
                case TRIANGLE, OPEN_TRIANGLE -> polygon(x, y + 0.2 * r, 1.2 * r, 3, 1);
                case DIAMOND, OPEN_DIAMOND -> polygon(x, y, 1.2 * r, 4, 1);
                case STAR -> polygon(x, y, 1.3 * r, 10, STAR_WAIST);
                case CIRCLE, OPEN_CIRCLE, NONE -> new Ellipse2D.Double(x - r, y - r, size, size);
            };
        }

        /** A polygon with a corner at the top; every second corner is drawn in by the waist. */
        private static Shape polygon(double x, double y, double radius, int corners, double waist) {
            Path2D.Double path = new Path2D.Double();
            for (int i = 0; i < corners; i++) {
                double angle = 2 * Math.PI * i / corners;
                double r = i % 2 == 1 ? radius * waist : radius;
                double px = x + r * StrictMath.sin(angle);
                double py = y - r * StrictMath.cos(angle);
                if (i == 0) {
                    path.moveTo(px, py);
                } else {
                    path.lineTo(px, py);
                }
            }
            path.closePath();
            return path;
        }
    }
}
