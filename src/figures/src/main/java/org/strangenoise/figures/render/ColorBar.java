package org.strangenoise.figures.render;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.HeatMap;

/** The key to a colour scale, standing at the right of one plot or of several. */
record ColorBar(HeatMap.ColorScale colors, Axis.Interval limits, String name, Size size) {

    /** How large it is, in points. */
    enum Size {
        FULL(5, 6, TextStyle.NORMAL),
        /** Of an inset. */
        SMALL(2, 3.5, TextStyle.NORMAL.sized(5.5));

        private final double gap;
        private final double thickness;
        private final TextStyle text;

        Size(double gap, double thickness, TextStyle text) {
            this.gap = gap;
            this.thickness = thickness;
            this.text = text;
        }
    }

    private static final double ROW_SPACING = 18;

    ColorBar(HeatMap.ColorScale colors, Axis.Interval limits, String name) {
        this(colors, limits, name, Size.FULL);
    }

    double width(double height) {
        double caption = name.isEmpty() ? 0 : size.text.size() + 2 * Frame.GAP;
        return size.gap
                + size.thickness
                + Frame.TICK
                + Frame.GAP
                + Frame.widestLabel(ticks(height), size.text)
                + caption;
    }

    /** Paints the bar over the height from top to bottom, right of {@code left}. */
    void paint(Canvas canvas, double left, double top, double bottom) {
        Rectangle2D bar = new Rectangle2D.Double(left + size.gap, top, size.thickness, bottom - top);
        ColorTable table = ColorTable.of(colors);
        int width = Math.max(1, (int) Math.round(size.thickness * canvas.pixelsPerPoint()));
        int height = Math.max(1, (int) Math.round(bar.getHeight() * canvas.pixelsPerPoint()));
        Canvas.PixelImage image = new Canvas.PixelImage(width, height);
        for (int row = 0; row < height; row++) {
            int color = table.at(1 - (row + 0.5) / height);
            Arrays.fill(image.argb(), row * width, (row + 1) * width, color);
        }
        canvas.image(image, bar);
        canvas.stroke(bar, Frame.LINE);
        Frame.AxisScale scale = scale();
        Path2D.Double marks = new Path2D.Double();
        double right = bar.getMaxX();
        Ticks ticks = ticks(bar.getHeight());
        for (Ticks.Tick tick : ticks.labelled()) {
            double y = bottom - scale.fraction(tick.value()) * bar.getHeight();
            marks.append(new Line2D.Double(right, y, right + Frame.TICK, y), false);
            canvas.text(tick.label(), right + Frame.TICK + Frame.GAP, y + size.text.middleToBaseline(), size.text);
        }
        canvas.stroke(marks, Frame.LINE);
        double captionAt = left + width(bar.getHeight()) - Frame.GAP;
        canvas.text(name, captionAt, (top + bottom) / 2, size.text.centred().turnedUp());
    }

    private Frame.AxisScale scale() {
        return Frame.AxisScale.of(Axis.of(name), limits, false);
    }

    private Ticks ticks(double height) {
        return Ticks.of(scale(), (int) (height / ROW_SPACING));
    }
}
