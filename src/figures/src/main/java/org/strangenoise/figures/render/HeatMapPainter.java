package org.strangenoise.figures.render;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.Samples;

/** Draws a map with its lines and points. */
record HeatMapPainter(
        HeatMap map,
        Axis.Interval limits,
        Frame frame,
        @Nullable ColorBar colorBar) implements FigureLayout.Painter {

    private static final double MARKER_SIZE = 4.5;
    /** Wider than a curve, so that one which runs along it leaves it visible. */
    private static final Canvas.Pen CONTOUR = Canvas.Pen.solid(Palette.INK, 1.8);

    private static final double CONTOUR_LABEL_SIZE = 6;
    private static final int SHORTEST_LABELLED = 5;

    static HeatMapPainter of(
            HeatMap map, Axis.Interval limits, boolean xLabelled, boolean yLabelled, boolean withColorBar) {
        Frame.AxisScale x = scale(map.xAxis(), map.xs(), map.shading());
        Frame.AxisScale y = scale(map.yAxis(), map.ys(), map.shading());
        Frame frame = new Frame(x, y, xLabelled, yLabelled);
        ColorBar bar = withColorBar ? new ColorBar(map.colorScale(), limits, map.valueName()) : null;
        return new HeatMapPainter(map, limits, frame, bar);
    }

    /** The limits of the map's own colour scale. */
    static Axis.Interval limits(HeatMap map) {
        Axis.Interval limits = map.limits();
        if (limits != null) {
            return limits;
        }
        Axis.Interval range = map.values().range();
        return range.isEmpty() ? Axis.Interval.UNIT : range;
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
        canvas.image(new Pixels(map, limits, frame).over(plot, canvas.pixelsPerPoint()), plot);
        canvas.clipped(plot, () -> {
            for (double level : map.contours()) {
                paintContour(canvas, plot, level);
            }
            for (LineChart.Series curve : map.curves()) {
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
        for (HeatMap.PointMarker marker : map.markers()) {
            double x = frame.xAt(plot, marker.x());
            double y = frame.yAt(plot, marker.y());
            if (!plot.intersects(x - 1, y - 1, 2, 2)) {
                continue;
            }
            Color color = Palette.series(marker.style().color());
            double own = size * marker.size();
            CurvePainter.Markers.paintRimmed(canvas, marker.style().marker(), x, y, own, color);
            if (labelled
                    && marker.naming() == HeatMap.PointMarker.Naming.BESIDE
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
                .filter(marker -> marker.naming() == HeatMap.PointMarker.Naming.LEGEND)
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
        canvas.stroke(path, Canvas.Pen.solid(Palette.translucent(Color.WHITE, 0.55), CONTOUR.width() + 1.1));
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
    private static double between(Samples nodes, Frame.AxisScale scale, double index) {
        int low = Math.min((int) index, nodes.size() - 1);
        int high = Math.min(low + 1, nodes.size() - 1);
        double share = index - low;
        return scale.value((1 - share) * scale.fraction(nodes.get(low)) + share * scale.fraction(nodes.get(high)));
    }

    /** Without a stated range the axis shows every cell whole, or ends with the values between which colours lie. */
    private static Frame.AxisScale scale(Axis axis, Samples nodes, HeatMap.Shading shading) {
        boolean interpolated = shading == HeatMap.Shading.INTERPOLATED;
        if (axis.range() != null || nodes.size() == 1 || interpolated) {
            return Frame.AxisScale.of(axis, nodes.range(), false);
        }
        Frame.AxisScale inner = Frame.AxisScale.of(axis, nodes.range(), false);
        double before = -inner.fraction(nodes.get(1)) / 2;
        double after = 1 + (1 - inner.fraction(nodes.get(nodes.size() - 2))) / 2;
        return new Frame.AxisScale(axis, new Axis.Interval(inner.value(before), inner.value(after)));
    }

    /** The colours of a map as exact pixels: cells keep sharp edges and have no seams between them. */
    record Pixels(HeatMap map, Axis.Interval limits, Frame frame) {

        private static final double HATCH_SPACING = 3;

        Canvas.PixelImage over(Rectangle2D plot, double pixelsPerPoint) {
            int width = Math.max(1, (int) Math.round(plot.getWidth() * pixelsPerPoint));
            int height = Math.max(1, (int) Math.round(plot.getHeight() * pixelsPerPoint));
            int[] columns = cells(frame.x(), map.xs(), width);
            int[] rows = cells(frame.y(), map.ys(), height);
            boolean interpolated = map.shading() == HeatMap.Shading.INTERPOLATED;
            double[] across = interpolated ? indices(frame.x(), map.xs(), width) : new double[0];
            double[] up = interpolated ? indices(frame.y(), map.ys(), height) : new double[0];
            ColorTable table = ColorTable.of(map.colorScale());
            Canvas.PixelImage image = new Canvas.PixelImage(width, height);
            int hatch = Math.max(2, (int) Math.round(HATCH_SPACING * pixelsPerPoint));
            boolean hatched = false;
            for (int py = 0; py < height; py++) {
                int row = rows[height - 1 - py];
                if (py > 0 && !interpolated && !hatched && row == rows[height - py]) {
                    System.arraycopy(image.argb(), (py - 1) * width, image.argb(), py * width, width);
                    continue;
                }
                hatched = false;
                for (int px = 0; px < width; px++) {
                    int color = 0xFFFFFFFF;
                    if (row >= 0 && columns[px] >= 0) {
                        double value = interpolated
                                ? between(up[height - 1 - py], across[px])
                                : map.values().get(row, columns[px]);
                        boolean line = (px + py) % hatch < Math.max(1, hatch / 4);
                        hatched |= Double.isNaN(value);
                        color = Double.isNaN(value)
                                ? (line ? Palette.MISSING_HATCH : Palette.MISSING).getRGB()
                                : table.at(value, limits);
                    }
                    image.argb()[py * width + px] = color;
                }
            }
            return image;
        }

        /**
         * The bilinear mean of the four values around a place. Where one of them is missing it is linear over the
         * triangle of the other three; NaN outside that, and where more are missing.
         */
        private double between(double row, double column) {
            int r = Math.min((int) row, Math.max(0, map.ys().size() - 2));
            int c = Math.min((int) column, Math.max(0, map.xs().size() - 2));
            int above = Math.min(r + 1, map.ys().size() - 1);
            int right = Math.min(c + 1, map.xs().size() - 1);
            double x = column - c;
            double y = row - r;
            double[][] corners = {
                {map.values().get(r, c), map.values().get(r, right)},
                {map.values().get(above, c), map.values().get(above, right)}
            };
            for (int missing = 0; missing < 4; missing++) {
                int far = missing % 2;
                int high = missing / 2;
                if (Double.isNaN(corners[high][far])) {
                    double origin = corners[1 - high][1 - far];
                    double u = far == 1 ? x : 1 - x;
                    double v = high == 1 ? y : 1 - y;
                    return u + v > 1
                            ? Double.NaN
                            : origin + u * (corners[1 - high][far] - origin) + v * (corners[high][1 - far] - origin);
                }
            }
            return mixed(mixed(corners[0][0], corners[0][1], x), mixed(corners[1][0], corners[1][1], x), y);
        }

        private static double mixed(double first, double second, double share) {
            return first + share * (second - first);
        }

        /** The fractional index of the middle of each pixel, from the lower end, no farther than the outer values. */
        private static double[] indices(Frame.AxisScale scale, Samples nodes, int pixels) {
            double[] indices = new double[pixels];
            int node = 0;
            for (int pixel = 0; pixel < pixels; pixel++) {
                double at = (pixel + 0.5) / pixels;
                while (node < nodes.size() - 2 && at > scale.fraction(nodes.get(node + 1))) {
                    node++;
                }
                if (nodes.size() > 1) {
                    double from = scale.fraction(nodes.get(node));
                    double to = scale.fraction(nodes.get(node + 1));
                    indices[pixel] = node + Math.max(0, Math.min(1, (at - from) / (to - from)));
                }
            }
            return indices;
        }

        /** The cell under the middle of each pixel, from the lower end; -1 outside the grid. */
        private static int[] cells(Frame.AxisScale scale, Samples centres, int pixels) {
            int count = centres.size();
            double[] edges = new double[count + 1];
            for (int i = 1; i < count; i++) {
                edges[i] = (scale.fraction(centres.get(i - 1)) + scale.fraction(centres.get(i))) / 2;
            }
            double first = scale.fraction(centres.get(0));
            double last = scale.fraction(centres.get(count - 1));
            edges[0] = count == 1 ? 0 : 2 * first - edges[1];
            edges[count] = count == 1 ? 1 : 2 * last - edges[count - 1];
            int[] cells = new int[pixels];
            int cell = -1;
            for (int pixel = 0; pixel < pixels; pixel++) {
                double at = (pixel + 0.5) / pixels;
                while (cell < count && at >= edges[cell + 1]) {
                    cell++;
                }
                cells[pixel] = cell == count ? -1 : cell;
                if (cell == count) {
                    Arrays.fill(cells, pixel, pixels, -1);
                    break;
                }
            }
            return cells;
        }
    }
}
