package org.strangenoise.figures.render;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.Interval;
import org.strangenoise.figures.PointMarker;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Series;

/** Draws a map with its lines and points. */
record HeatMapPainter(
        HeatMap map, Interval limits, Frame frame, @Nullable ColorBar colorBar) implements PanelPainter {

    private static final double MARKER_SIZE = 4.5;
    /** Wider than a curve, so that one which runs along it leaves it visible. */
    private static final Pen CONTOUR = Pen.solid(Palette.INK, 1.8);

    private static final double CONTOUR_LABEL_SIZE = 6;
    private static final int SHORTEST_LABELLED = 5;

    static HeatMapPainter of(HeatMap map, Interval limits, boolean xLabelled, boolean yLabelled, boolean withColorBar) {
        AxisScale x = scale(map.xAxis(), map.xs(), map.shading());
        AxisScale y = scale(map.yAxis(), map.ys(), map.shading());
        Frame frame = new Frame(x, y, xLabelled, yLabelled);
        ColorBar bar = withColorBar ? new ColorBar(map.colorScale(), limits, map.valueName()) : null;
        return new HeatMapPainter(map, limits, frame, bar);
    }

    /** The limits of the map's own colour scale. */
    static Interval limits(HeatMap map) {
        Interval limits = map.limits();
        if (limits != null) {
            return limits;
        }
        Interval range = map.values().range();
        return range.isEmpty() ? Interval.UNIT : range;
    }

    @Override
    public double left(double plotHeight) {
        return frame.left(plotHeight);
    }

    @Override
    public double right(double plotHeight) {
        return colorBar == null ? frame.right() : colorBar.width(plotHeight) + 2;
    }

    @Override
    public double top(double plotWidth) {
        return legend().height(plotWidth) + frame.top();
    }

    @Override
    public double bottom(double plotWidth) {
        return frame.bottom(plotWidth);
    }

    @Override
    public void paint(Canvas canvas, Rectangle2D plot) {
        legend().paint(canvas, plot.getX(), plot.getY() - top(plot.getWidth()), plot.getWidth());
        paintMap(canvas, plot);
        frame.paint(canvas, plot);
        paintMarkers(canvas, plot, MARKER_SIZE, true);
        if (colorBar != null) {
            colorBar.paint(canvas, plot.getMaxX(), plot.getY(), plot.getMaxY());
        }
    }

    /** The map with its lines, without axes and markers. */
    void paintMap(Canvas canvas, Rectangle2D plot) {
        canvas.image(new HeatMapPixels(map, limits, frame).over(plot, canvas.pixelsPerPoint()), plot);
        canvas.clipped(plot, () -> {
            for (double level : map.contours()) {
                paintContour(canvas, plot, level);
            }
            for (Series curve : map.curves()) {
                new CurvePainter(frame, curve, 0).paint(canvas, plot);
            }
            if (!isLevelInLegend()) {
                for (double level : map.contours()) {
                    paintContourLabel(canvas, plot, level);
                }
            }
        });
    }

    void paintMarkers(Canvas canvas, Rectangle2D plot, double size, boolean labelled) {
        for (PointMarker marker : map.markers()) {
            double x = frame.xAt(plot, marker.x());
            double y = frame.yAt(plot, marker.y());
            if (!plot.intersects(x - 1, y - 1, 2, 2)) {
                continue;
            }
            Color color = Palette.series(marker.style().color());
            double own = size * marker.size();
            Markers.paintRimmed(canvas, marker.style().marker(), x, y, own, color);
            if (labelled
                    && marker.naming() == PointMarker.Naming.BESIDE
                    && !marker.label().isEmpty()) {
                boolean fits = x + size + TextStyle.NORMAL.width(marker.label()) < plot.getMaxX();
                TextStyle style = TextStyle.NORMAL.withHalo();
                double baseline = Math.max(
                        plot.getY() + style.size(), Math.min(plot.getMaxY() - 2, y + style.middleToBaseline()));
                canvas.text(marker.label(), fits ? x + size : x - size, baseline, fits ? style : style.flushRight());
            }
        }
    }

    /** The level, the curves, and the points that are named here, in the order in which they are drawn. */
    private Legend legend() {
        List<Legend.Entry> entries = new ArrayList<>();
        if (isLevelInLegend()) {
            entries.add(
                    new Legend.PenEntry("level " + Ticks.number(map.contours().get(0)), CONTOUR));
        }
        map.curves().forEach(curve -> entries.add(new Legend.LineEntry(curve.label(), curve.style(), false, 0)));
        map.markers().stream()
                .filter(marker -> marker.naming() == PointMarker.Naming.LEGEND)
                .forEach(marker -> entries.add(new Legend.PointEntry(marker.label(), marker.style(), MARKER_SIZE)));
        return new Legend(entries);
    }

    private boolean isLevelInLegend() {
        return map.contours().size() == 1;
    }

    private void paintContour(Canvas canvas, Rectangle2D plot, double level) {
        List<List<Point2D>> lines = ContourLines.at(level, map.values());
        Path2D.Double path = new Path2D.Double();
        for (List<Point2D> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                double x =
                        frame.xAt(plot, between(map.xs(), frame.x(), line.get(i).getX()));
                double y =
                        frame.yAt(plot, between(map.ys(), frame.y(), line.get(i).getY()));
                if (i == 0) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
            }
        }
        canvas.stroke(path, Pen.solid(Palette.translucent(Color.WHITE, 0.55), CONTOUR.width() + 1.1));
        canvas.stroke(path, CONTOUR);
    }

    /** A quarter along the longest line, where there is most likely room. */
    private void paintContourLabel(Canvas canvas, Rectangle2D plot, double level) {
        ContourLines.at(level, map.values()).stream()
                .filter(line -> line.size() >= SHORTEST_LABELLED)
                .max(Comparator.comparingInt(List::size))
                .ifPresent(line -> {
                    Point2D middle = line.get(line.size() / 4);
                    TextStyle style =
                            TextStyle.NORMAL.sized(CONTOUR_LABEL_SIZE).centred().withHalo();
                    String text = Ticks.number(level);
                    double half = style.width(text) / 2 + 1;
                    double x = frame.xAt(plot, between(map.xs(), frame.x(), middle.getX()));
                    double y = frame.yAt(plot, between(map.ys(), frame.y(), middle.getY()));
                    canvas.text(
                            text,
                            Math.max(plot.getX() + half, Math.min(plot.getMaxX() - half, x)),
                            Math.max(plot.getY() + style.size() / 2, Math.min(plot.getMaxY() - style.size() / 2, y))
                                    + style.middleToBaseline(),
                            style);
                });
    }

    /** The value at a fractional index, interpolated as the axis is scaled. */
    private static double between(Samples nodes, AxisScale scale, double index) {
        int low = Math.min((int) index, nodes.size() - 1);
        int high = Math.min(low + 1, nodes.size() - 1);
        double share = index - low;
        return scale.value((1 - share) * scale.fraction(nodes.get(low)) + share * scale.fraction(nodes.get(high)));
    }

    /** Without a stated range the axis shows every cell whole, or ends with the values between which colours lie. */
    private static AxisScale scale(Axis axis, Samples nodes, HeatMap.Shading shading) {
        boolean interpolated = shading == HeatMap.Shading.INTERPOLATED;
        if (axis.range() != null || nodes.size() == 1 || interpolated) {
            return AxisScale.of(axis, nodes.range(), false);
        }
        AxisScale inner = AxisScale.of(axis, nodes.range(), false);
        double before = -inner.fraction(nodes.get(1)) / 2;
        double after = 1 + (1 - inner.fraction(nodes.get(nodes.size() - 2))) / 2;
        return new AxisScale(axis, new Interval(inner.value(before), inner.value(after)));
    }
}
