package org.strangenoise.figures.render;

import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Samples;
import org.strangenoise.figures.Scatter;

/**
 * Draws a cloud of points straight into pixels: a hundred thousand of them cost a few milliseconds, and few bytes,
 * since no more colours are used than a palette holds.
 */
record ScatterPainter(
        Scatter scatter,
        Axis.Interval limits,
        Frame frame,
        @Nullable ColorBar colorBar) implements FigureLayout.Painter {

    private static final int COLORS = 62;
    /** Of a pixel by a disc. Together with white and the colour of missing values they stay below 256. */
    private static final int COVERAGES = 4;

    static ScatterPainter of(Scatter scatter) {
        Frame frame = new Frame(
                Frame.AxisScale.of(scatter.xAxis(), scatter.xs().range(), true),
                Frame.AxisScale.of(scatter.yAxis(), scatter.ys().range(), true),
                true,
                true);
        Samples values = scatter.colorValues();
        Axis.Interval limits = scatter.colorLimits();
        ColorBar bar = values == null ? null : new ColorBar(scatter.colorScale(), limits, scatter.valueName());
        return new ScatterPainter(scatter, limits, frame, bar);
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
        return frame.top();
    }

    @Override
    public double bottom(double plotWidth) {
        return frame.bottom(plotWidth);
    }

    @Override
    public void paint(Canvas canvas, Rectangle2D plot) {
        canvas.image(pixels(plot, canvas.pixelsPerPoint()), plot);
        frame.paint(canvas, plot);
        if (colorBar != null) {
            colorBar.paint(canvas, plot.getMaxX(), plot.getY(), plot.getMaxY());
        }
    }

    private Canvas.PixelImage pixels(Rectangle2D plot, double pixelsPerPoint) {
        int width = Math.max(1, (int) Math.round(plot.getWidth() * pixelsPerPoint));
        int height = Math.max(1, (int) Math.round(plot.getHeight() * pixelsPerPoint));
        Canvas.PixelImage image = new Canvas.PixelImage(width, height);
        Arrays.fill(image.argb(), 0xFFFFFFFF);
        double radius = scatter.pointSize() * pixelsPerPoint / 2;
        int[] table = colors(ColorTable.of(scatter.colorScale()));
        byte[] covered = new byte[width * height];
        Samples values = scatter.colorValues();
        int plain = Palette.series(0).getRGB();
        for (int i = 0; i < scatter.xs().size(); i++) {
            double x = frame.x().fraction(scatter.xs().get(i));
            double y = frame.y().fraction(scatter.ys().get(i));
            if (Double.isFinite(x) && Double.isFinite(y)) {
                double value = values == null ? 0 : values.get(i);
                int color = values == null
                        ? plain
                        : Double.isNaN(value) ? Palette.MISSING_HATCH.getRGB() : table[place(value, table.length)];
                stamp(image, covered, x * width, (1 - y) * height, radius, color);
            }
        }
        return image;
    }

    private static int[] colors(ColorTable table) {
        int[] colors = new int[COLORS];
        for (int i = 0; i < COLORS; i++) {
            colors[i] = table.at(i / (COLORS - 1.0));
        }
        return colors;
    }

    /** As {@link ColorTable#at(double, Axis.Interval)} has it. */
    private int place(double value, int count) {
        double share = limits.length() > 0 ? (value - limits.min()) / limits.length() : 0.5;
        return (int) Math.round(Math.max(0, Math.min(1, share)) * (count - 1));
    }

    /**
     * A disc with soft edges; where discs overlap, the one that covers most of a pixel is seen, or the last of those.
     */
    private static void stamp(Canvas.PixelImage image, byte[] covered, double x, double y, double radius, int color) {
        int left = (int) Math.max(0, Math.floor(x - radius - 0.5));
        int right = (int) Math.min(image.width() - 1.0, Math.ceil(x + radius));
        int top = (int) Math.max(0, Math.floor(y - radius - 0.5));
        int bottom = (int) Math.min(image.height() - 1.0, Math.ceil(y + radius));
        for (int py = top; py <= bottom; py++) {
            for (int px = left; px <= right; px++) {
                double dx = px + 0.5 - x;
                double dy = py + 0.5 - y;
                double distance = Math.sqrt(dx * dx + dy * dy);
                int coverage = (int) Math.round(COVERAGES * Math.min(1, radius + 0.5 - distance));
                int at = py * image.width() + px;
                if (coverage > 0 && coverage >= covered[at]) {
                    covered[at] = (byte) coverage;
                    image.argb()[at] = blend(0xFFFFFFFF, color, (double) coverage / COVERAGES);
                }
            }
        }
    }

    private static int blend(int below, int above, double coverage) {
        int blended = 0xFF;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = (below >> shift) & 0xFF;
            int to = (above >> shift) & 0xFF;
            blended = (blended << 8) | (int) (from + (to - from) * coverage + 0.5);
        }
        return blended;
    }
}
