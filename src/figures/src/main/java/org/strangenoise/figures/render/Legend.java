package org.strangenoise.figures.render;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.strangenoise.figures.Style;

/** Names of the series, in lines above a plot where they cover no data. */
record Legend(List<Entry> entries) {

    static final Legend NONE = new Legend(List.of());

    /** A name with a sample of how its series is drawn. */
    sealed interface Entry {
        String label();
    }

    /** @param wider points by which line and marker are wider than usual */
    record LineEntry(String label, Style style, boolean band, double wider) implements Entry {}

    record PenEntry(String label, Canvas.Pen pen) implements Entry {}

    record PointEntry(String label, Style style, double size) implements Entry {}

    record FillEntry(String label, Color fill, Color edge) implements Entry {}

    /** A sequence of colours between the names of its first and its last series. */
    record RampEntry(String label, List<Color> colors, String last) implements Entry {
        double length() {
            return Math.max(LEAST_RAMP, Math.min(MOST_RAMP, 5.0 * colors.size()));
        }
    }

    private static final double LEAST_RAMP = 30;
    private static final double MOST_RAMP = 120;
    private static final double SAMPLE = 14;
    private static final double BOX = 6;
    private static final double GAP = 3;
    private static final double BELOW = 1;
    private static final double BETWEEN = 9;
    private static final TextStyle TEXT = TextStyle.NORMAL;

    Legend {
        entries = entries.stream().filter(entry -> !entry.label().isEmpty()).toList();
    }

    double height(double width) {
        return lines(width).size() * TEXT.lineHeight() + (entries.isEmpty() ? 0 : BELOW);
    }

    /** Paints the lines from {@code top} downwards, in columns from {@code left}. */
    void paint(Canvas canvas, double left, double top, double width) {
        double baseline = top + TEXT.size();
        List<List<Entry>> lines = lines(width);
        boolean inColumns = lines.size() > 1;
        double column =
                inColumns ? entries.stream().mapToDouble(Legend::width).max().orElse(0) : 0;
        for (List<Entry> line : lines) {
            double x = left;
            for (Entry entry : line) {
                paint(canvas, entry, x, baseline);
                x += inColumns ? column : width(entry);
            }
            baseline += TEXT.lineHeight();
        }
    }

    private static void paint(Canvas canvas, Entry entry, double x, double baseline) {
        double middle = baseline - TEXT.middleToBaseline();
        if (entry instanceof RampEntry ramp) {
            paint(canvas, ramp, x, baseline);
            return;
        }
        if (entry instanceof LineEntry line) {
            Color color = Palette.series(line.style().color());
            if (line.band()) {
                Rectangle2D band = new Rectangle2D.Double(x, middle - 2.5, SAMPLE, 5);
                canvas.fill(band, Palette.translucent(color, CurvePainter.BAND_OPACITY));
            }
            if (line.style().line() != Style.Line.NONE) {
                canvas.stroke(
                        new Line2D.Double(x, middle, x + SAMPLE, middle),
                        new Canvas.Pen(
                                color,
                                CurvePainter.LINE_WIDTH + line.wider(),
                                line.style().line()));
            }
            double size = CurvePainter.MARKER_SIZE + CurvePainter.MARKER_SHARE * line.wider();
            CurvePainter.Markers.paint(
                    canvas, line.style().marker(), x + SAMPLE / 2, middle, Math.min(size, BOX), color);
        } else if (entry instanceof PenEntry line) {
            canvas.stroke(new Line2D.Double(x, middle, x + SAMPLE, middle), line.pen());
        } else if (entry instanceof PointEntry point) {
            Color color = Palette.series(point.style().color());
            CurvePainter.Markers.paintRimmed(
                    canvas, point.style().marker(), x + SAMPLE / 2, middle, point.size(), color);
        } else if (entry instanceof FillEntry fill) {
            Rectangle2D box = new Rectangle2D.Double(x, middle - BOX / 2, BOX, BOX);
            canvas.fill(box, fill.fill());
            canvas.stroke(box, Canvas.Pen.solid(fill.edge(), 0.5));
        }
        canvas.text(entry.label(), x + sampleWidth(entry) + GAP, baseline, TEXT);
    }

    private static void paint(Canvas canvas, RampEntry ramp, double x, double baseline) {
        double from = x + TEXT.width(ramp.label()) + GAP;
        double top = baseline - TEXT.middleToBaseline() - BOX / 2;
        double step = ramp.length() / ramp.colors().size();
        canvas.text(ramp.label(), x, baseline, TEXT);
        for (int i = 0; i < ramp.colors().size(); i++) {
            canvas.fill(
                    new Rectangle2D.Double(from + i * step, top, step, BOX),
                    ramp.colors().get(i));
        }
        canvas.stroke(new Rectangle2D.Double(from, top, ramp.length(), BOX), Canvas.Pen.solid(Palette.INK, 0.4));
        canvas.text(ramp.last(), from + ramp.length() + GAP, baseline, TEXT);
    }

    /** Lines of entries that fit the width; several lines are set in columns. */
    private List<List<Entry>> lines(double width) {
        double total = entries.stream().mapToDouble(Legend::width).sum() - BETWEEN;
        if (entries.isEmpty()) {
            return List.of();
        }
        int perLine = entries.size();
        if (total > width) {
            double widest = entries.stream().mapToDouble(Legend::width).max().orElse(1);
            perLine = Math.max(1, (int) ((width + BETWEEN) / widest));
            int lineCount = (entries.size() + perLine - 1) / perLine;
            perLine = (entries.size() + lineCount - 1) / lineCount;
        }
        List<List<Entry>> lines = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += perLine) {
            lines.add(entries.subList(from, Math.min(entries.size(), from + perLine)));
        }
        return lines;
    }

    private static double sampleWidth(Entry entry) {
        return entry instanceof FillEntry ? BOX : SAMPLE;
    }

    private static double width(Entry entry) {
        if (entry instanceof RampEntry ramp) {
            return TEXT.width(ramp.label()) + GAP + ramp.length() + GAP + TEXT.width(ramp.last()) + BETWEEN;
        }
        return sampleWidth(entry) + GAP + TEXT.width(entry.label()) + BETWEEN;
    }
}
