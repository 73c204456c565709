package org.strangenoise.figures.render;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.Style;

/**
 * Reference lines across a plot. Horizontal ones are named at its right side, vertical ones above it; names that would
 * overlap are moved apart and tied to their lines.
 */
record ReferenceLines(List<Axis.ReferenceLine> lines, Frame frame) {

    private static final double LEADER = 6;
    private static final double GAP = 2;
    private static final TextStyle TEXT = TextStyle.NORMAL.sized(6.5).colored(Palette.INK);
    private static final Canvas.Pen PEN = new Canvas.Pen(Palette.FAINT, 0.6, Style.Line.DASHED);
    private static final Canvas.Pen LEADER_PEN = Canvas.Pen.solid(Palette.FAINT, 0.4);

    double right() {
        double widest = labelled(Axis.ReferenceLine.Orientation.HORIZONTAL).stream()
                .mapToDouble(line -> TEXT.width(line.label()))
                .max()
                .orElse(0);
        return widest == 0 ? 0 : LEADER + GAP + widest + GAP;
    }

    double top() {
        return labelled(Axis.ReferenceLine.Orientation.VERTICAL).isEmpty() ? 0 : TEXT.lineHeight() + GAP;
    }

    void paint(Canvas canvas, Rectangle2D plot) {
        for (Axis.ReferenceLine line : lines) {
            boolean horizontal = line.orientation() == Axis.ReferenceLine.Orientation.HORIZONTAL;
            double at = horizontal ? frame.yAt(plot, line.value()) : frame.xAt(plot, line.value());
            if (horizontal && at >= plot.getY() - 0.1 && at <= plot.getMaxY() + 0.1) {
                canvas.stroke(new Line2D.Double(plot.getX(), at, plot.getMaxX(), at), PEN);
            } else if (!horizontal && at >= plot.getX() - 0.1 && at <= plot.getMaxX() + 0.1) {
                canvas.stroke(new Line2D.Double(at, plot.getY(), at, plot.getMaxY()), PEN);
            }
        }
        nameHorizontal(canvas, plot);
        nameVertical(canvas, plot);
    }

    private void nameHorizontal(Canvas canvas, Rectangle2D plot) {
        List<Axis.ReferenceLine> named = labelled(Axis.ReferenceLine.Orientation.HORIZONTAL).stream()
                .filter(line -> frame.y().range().contains(line.value()))
                .sorted(Comparator.comparingDouble(Axis.ReferenceLine::value).reversed())
                .toList();
        double[] wanted = named.stream()
                .mapToDouble(line -> frame.yAt(plot, line.value()))
                .toArray();
        double[] placed = spread(wanted, TEXT.size() * 1.05);
        for (int i = 0; i < placed.length; i++) {
            Path2D.Double leader = new Path2D.Double();
            leader.moveTo(plot.getMaxX(), wanted[i]);
            leader.lineTo(plot.getMaxX() + 1.5, wanted[i]);
            leader.lineTo(plot.getMaxX() + LEADER - 1.5, placed[i]);
            leader.lineTo(plot.getMaxX() + LEADER, placed[i]);
            canvas.stroke(leader, LEADER_PEN);
            canvas.text(named.get(i).label(), plot.getMaxX() + LEADER + GAP, placed[i] + TEXT.middleToBaseline(), TEXT);
        }
    }

    private void nameVertical(Canvas canvas, Rectangle2D plot) {
        double free = Double.NEGATIVE_INFINITY;
        for (Axis.ReferenceLine line : labelled(Axis.ReferenceLine.Orientation.VERTICAL).stream()
                .filter(line -> frame.x().range().contains(line.value()))
                .sorted(Comparator.comparingDouble(Axis.ReferenceLine::value))
                .toList()) {
            double half = TEXT.width(line.label()) / 2;
            double at = Math.max(free + half, frame.xAt(plot, line.value()));
            canvas.text(line.label(), at, plot.getY() - GAP - 1, TEXT.centred());
            free = at + half + 2 * GAP;
        }
    }

    private List<Axis.ReferenceLine> labelled(Axis.ReferenceLine.Orientation orientation) {
        return lines.stream()
                .filter(line ->
                        line.orientation() == orientation && !line.label().isEmpty())
                .toList();
    }

    /** Ascending places at least {@code distance} apart, each group of close ones centred on what it wanted. */
    static double[] spread(double[] wanted, double distance) {
        int count = wanted.length;
        double[] start = new double[count];
        int[] size = new int[count];
        int groups = 0;
        for (double place : wanted) {
            start[groups] = place;
            size[groups] = 1;
            groups++;
            while (groups > 1 && start[groups - 2] + size[groups - 2] * distance > start[groups - 1]) {
                int a = groups - 2;
                int b = groups - 1;
                double middleA = start[a] + (size[a] - 1) * distance / 2;
                double middleB = start[b] + (size[b] - 1) * distance / 2;
                int total = size[a] + size[b];
                double middle = (middleA * size[a] + middleB * size[b]) / total;
                start[a] = middle - (total - 1) * distance / 2;
                size[a] = total;
                groups--;
            }
        }
        double[] placed = new double[count];
        int at = 0;
        for (int group = 0; group < groups; group++) {
            for (int i = 0; i < size[group]; i++) {
                placed[at++] = start[group] + i * distance;
            }
        }
        return placed;
    }
}
