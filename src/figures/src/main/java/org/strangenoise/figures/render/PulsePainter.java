package org.strangenoise.figures.render;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Stream;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.PulseSequence;
import org.strangenoise.figures.PulseSequence.Kind;
import org.strangenoise.figures.PulseSequence.Pulse;

/** Draws operations in time as boxes on a line per qubit. */
record PulsePainter(PulseSequence sequence, Frame frame, Legend legend) implements FigureLayout.Painter {

    private static final double BOX_SHARE = 0.72;
    private static final double IDLE_SHARE = 0.3;
    private static final double LARGEST_TEXT = 7;
    private static final double SMALLEST_TEXT = 5.5;
    private static final double VIRTUAL_WIDTH = 1.2;

    static PulsePainter of(PulseSequence sequence) {
        Axis.Interval times = Axis.Interval.EMPTY;
        for (Pulse pulse : sequence.pulses()) {
            times = times.including(pulse.start()).including(pulse.start() + pulse.duration());
        }
        Axis time = Axis.of("time", "ns");
        Axis rows = Axis.of("").withRange(0, Math.max(1, sequence.qubits().size()));
        Frame frame = new Frame(
                Frame.AxisScale.of(time, times, false),
                Frame.AxisScale.of(rows, Axis.Interval.EMPTY, false),
                true,
                false);
        List<Legend.Entry> entries = Stream.of(Kind.values())
                .filter(kind -> sequence.pulses().stream().anyMatch(pulse -> pulse.kind() == kind))
                .map(kind -> (Legend.Entry) new Legend.FillEntry(kind.label(), fill(kind), edge(kind)))
                .toList();
        return new PulsePainter(sequence, frame, new Legend(entries));
    }

    @Override
    public double left(double plotHeight) {
        return 4
                + sequence.qubits().stream()
                        .mapToDouble(TextStyle.NORMAL::width)
                        .max()
                        .orElse(0)
                + 4;
    }

    @Override
    public double right(double plotHeight) {
        return frame.right();
    }

    @Override
    public double top(double plotWidth) {
        return 2 + legend.height(plotWidth);
    }

    @Override
    public double bottom(double plotWidth) {
        return frame.bottom(plotWidth);
    }

    @Override
    public void paint(Canvas canvas, Rectangle2D plot) {
        legend.paint(canvas, plot.getX(), plot.getY() - top(plot.getWidth()), plot.getWidth());
        double rowHeight = plot.getHeight() / Math.max(1, sequence.qubits().size());
        for (int row = 0; row < sequence.qubits().size(); row++) {
            double y = plot.getY() + (row + 0.5) * rowHeight;
            canvas.stroke(new Line2D.Double(plot.getX(), y, plot.getMaxX(), y), Canvas.Pen.solid(Palette.FAINT, 0.6));
            canvas.text(
                    sequence.qubits().get(row),
                    plot.getX() - 4,
                    y + TextStyle.NORMAL.middleToBaseline(),
                    TextStyle.NORMAL.flushRight());
        }
        for (Pulse pulse : sequence.pulses()) {
            paintPulse(canvas, plot, rowHeight, pulse);
        }
        canvas.stroke(new Line2D.Double(plot.getX(), plot.getMaxY(), plot.getMaxX(), plot.getMaxY()), Frame.LINE);
        frame.paintHorizontal(canvas, plot);
    }

    private void paintPulse(Canvas canvas, Rectangle2D plot, double rowHeight, Pulse pulse) {
        List<Integer> rows = pulse.rows().stream().sorted().distinct().toList();
        double left = frame.xAt(plot, pulse.start());
        double width = frame.xAt(plot, pulse.start() + pulse.duration()) - left;
        double share = pulse.kind() == Kind.IDLE ? IDLE_SHARE : BOX_SHARE;
        int from = 0;
        while (from < rows.size()) {
            int to = from;
            while (to + 1 < rows.size() && rows.get(to + 1) == rows.get(to) + 1) {
                to++;
            }
            double top = plot.getY() + (rows.get(from) + (1 - share) / 2) * rowHeight;
            double bottom = plot.getY() + (rows.get(to) + (1 + share) / 2) * rowHeight;
            if (to + 1 < rows.size()) {
                double next = plot.getY() + (rows.get(to + 1) + 0.5) * rowHeight;
                double x = left + width / 2;
                canvas.stroke(new Line2D.Double(x, bottom, x, next), Canvas.Pen.solid(edge(pulse.kind()), 1.2));
            }
            paintBox(canvas, new Rectangle2D.Double(left, top, width, bottom - top), pulse);
            from = to + 1;
        }
    }

    private static void paintBox(Canvas canvas, Rectangle2D box, Pulse pulse) {
        if (pulse.duration() == 0) {
            Path2D.Double mark =
                    new Path2D.Double(new Line2D.Double(box.getX(), box.getY(), box.getX(), box.getMaxY()));
            canvas.stroke(mark, Canvas.Pen.solid(edge(pulse.kind()), VIRTUAL_WIDTH));
            return;
        }
        canvas.fill(box, fill(pulse.kind()));
        canvas.stroke(box, Canvas.Pen.solid(edge(pulse.kind()), 0.6));
        if (pulse.label().isEmpty() || pulse.kind() == Kind.IDLE) {
            return;
        }
        double textWidth = TextStyle.NORMAL.sized(1).width(pulse.label());
        double level = Math.min((box.getWidth() - 2) / textWidth, box.getHeight() - 2);
        double turned = Math.min((box.getHeight() - 3) / textWidth, box.getWidth() - 1);
        boolean upwards = level < SMALLEST_TEXT && turned > level;
        double size = Math.min(LARGEST_TEXT, upwards ? turned : level);
        if (size >= SMALLEST_TEXT) {
            TextStyle style = TextStyle.NORMAL.sized(size).centred();
            if (upwards) {
                canvas.text(
                        pulse.label(), box.getCenterX() + style.middleToBaseline(), box.getCenterY(), style.turnedUp());
            } else {
                canvas.text(pulse.label(), box.getCenterX(), box.getCenterY() + style.middleToBaseline(), style);
            }
        }
    }

    private static Color edge(Kind kind) {
        return switch (kind) {
            case PREPARATION -> Palette.series(2);
            case ROTATION -> Palette.series(0);
            case INTERACTION -> Palette.series(1);
            case IDLE -> Palette.FAINT;
            case MEASUREMENT -> Palette.series(4);
        };
    }

    private static Color fill(Kind kind) {
        return Palette.lightened(edge(kind), kind == Kind.IDLE ? 0.75 : 0.65);
    }
}
