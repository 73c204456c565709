package org.strangenoise.studies.render;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.studies.figure.Axis;
import org.strangenoise.studies.figure.HeatMap;
import org.strangenoise.studies.figure.Interval;
import org.strangenoise.studies.figure.PointMarker;
import org.strangenoise.studies.figure.Samples;
import org.strangenoise.studies.figure.Series;

/** Draws a map as exact pixels: cells keep sharp edges and have no seams between them. */
record HeatMapPainter(
        HeatMap map, Interval limits, Frame frame, @Nullable ColorBar colorBar) implements PanelPainter {

    private static final double HATCH_SPACING = 3;
    private static final double MARKER_SIZE = 4.5;
    private static final double CONTOUR_LABEL_SIZE = 6;
    private static final int SHORTEST_LABELLED = 5;

    static HeatMapPainter of(HeatMap map, Interval limits, boolean xLabelled, boolean yLabelled, boolean withColorBar) {
        Frame frame = new Frame(scale(map.xAxis(), map.xs()), scale(map.yAxis(), map.ys()), xLabelled, yLabelled);
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
        return frame.bottom();
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
        canvas.image(pixels(plot, canvas.pixelsPerPoint()), plot);
        canvas.clipped(plot, () -> {
            for (double level : map.contours()) {
                paintContour(canvas, plot, level);
            }
            for (Series curve : map.curves()) {
                new CurvePainter(frame, curve).paint(canvas, plot);
            }
            for (double level : map.contours()) {
                paintContourLabel(canvas, plot, level);
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
            Markers.paintRimmed(canvas, marker.style().marker(), x, y, size, color);
            if (labelled && !marker.label().isEmpty()) {
                boolean fits = x + size + TextStyle.NORMAL.width(marker.label()) < plot.getMaxX();
                TextStyle style = TextStyle.NORMAL.withHalo();
                double baseline = Math.max(
                        plot.getY() + style.size(), Math.min(plot.getMaxY() - 2, y + style.middleToBaseline()));
                canvas.text(marker.label(), fits ? x + size : x - size, baseline, fits ? style : style.flushRight());
            }
        }
    }

    private Legend legend() {
        return new Legend(map.curves().stream()
                .map(curve -> (Legend.Entry) new Legend.LineEntry(curve.label(), curve.style(), false))
                .toList());
    }

    private PixelImage pixels(Rectangle2D plot, double pixelsPerPoint) {
        int width = Math.max(1, (int) Math.round(plot.getWidth() * pixelsPerPoint));
        int height = Math.max(1, (int) Math.round(plot.getHeight() * pixelsPerPoint));
        int[] columns = cells(frame.x(), map.xs(), width);
        int[] rows = cells(frame.y(), map.ys(), height);
        int[] colors = new int[map.xs().size()];
        ColorTable table = ColorTable.of(map.colorScale());
        PixelImage image = new PixelImage(width, height);
        int hatch = Math.max(2, (int) Math.round(HATCH_SPACING * pixelsPerPoint));
        int previous = -1;
        for (int py = 0; py < height; py++) {
            int row = rows[height - 1 - py];
            if (row >= 0 && row != previous) {
                for (int column = 0; column < colors.length; column++) {
                    double value = map.values().get(row, column);
                    colors[column] = Double.isNaN(value) ? 0 : table.at(value, limits);
                }
                previous = row;
            }
            for (int px = 0; px < width; px++) {
                int color = row < 0 || columns[px] < 0 ? 0xFFFFFFFF : colors[columns[px]];
                if (color == 0) {
                    boolean line = (px + py) % hatch < Math.max(1, hatch / 4);
                    color = (line ? Palette.MISSING_HATCH : Palette.MISSING).getRGB();
                }
                image.argb()[py * width + px] = color;
            }
        }
        return image;
    }

    /** The cell under the middle of each pixel, from the lower end; -1 outside the grid. */
    private static int[] cells(AxisScale scale, Samples centres, int pixels) {
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
                cell = count - 1;
                Arrays.fill(cells, pixel, pixels, -1);
                break;
            }
        }
        return cells;
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
        canvas.stroke(path, Pen.solid(Palette.translucent(Color.WHITE, 0.55), 1.8));
        canvas.stroke(path, Pen.solid(Palette.INK, 0.7));
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
                    canvas.text(
                            Ticks.number(level),
                            frame.xAt(plot, between(map.xs(), frame.x(), middle.getX())),
                            frame.yAt(plot, between(map.ys(), frame.y(), middle.getY())) + style.middleToBaseline(),
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

    /** Without a stated range the axis shows every cell whole. */
    private static AxisScale scale(Axis axis, Samples nodes) {
        if (axis.range() != null || nodes.size() == 1) {
            return AxisScale.of(axis, nodes.range(), false);
        }
        AxisScale inner = AxisScale.of(axis, nodes.range(), false);
        double before = -inner.fraction(nodes.get(1)) / 2;
        double after = 1 + (1 - inner.fraction(nodes.get(nodes.size() - 2))) / 2;
        return new AxisScale(axis, new Interval(inner.value(before), inner.value(after)));
    }
}
