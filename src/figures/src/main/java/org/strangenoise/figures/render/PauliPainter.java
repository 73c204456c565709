package org.strangenoise.figures.render;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.PauliBars;
import org.strangenoise.figures.Samples;

/** Draws expectation values of Pauli strings over columns of squares that spell the strings in colour. */
record PauliPainter(PauliBars bars, Frame frame, Legend legend) implements FigureLayout.Painter {

    private static final double BAR_SHARE = 0.74;
    private static final double LARGEST_SQUARE = 5.5;
    private static final double SQUARE_SHARE = 0.84;
    private static final double GAP = 4;
    private static final double INSET_HEIGHT = 0.62;
    private static final double INSET_SHARE = 0.62;
    private static final double LARGEST_INSET = 112;
    private static final double LARGEST_DOT = 1.4;
    private static final double DOT_SHARE = 0.22;
    private static final Color POINT = Palette.INK;
    private static final Color BAR = Palette.lightened(Palette.series(0), 0.3);

    /** @param reach how far from zero the value axis goes */
    static PauliPainter of(PauliBars bars, double reach) {
        Axis values = Axis.of("expectation value").withRange(-reach, reach);
        Axis places = Axis.of("").withRange(0, Math.max(1, bars.paulis().size()));
        Frame frame = new Frame(
                Frame.AxisScale.of(places, Axis.Interval.EMPTY, false),
                Frame.AxisScale.of(values, Axis.Interval.EMPTY, false),
                false,
                true);
        return new PauliPainter(bars, frame, legend(bars));
    }

    private static Legend legend(PauliBars bars) {
        List<Legend.Entry> entries = new ArrayList<>();
        entries.add(new Legend.FillEntry(bars.valuesName(), BAR, BAR));
        if (bars.ideal() != null) {
            entries.add(new Legend.FillEntry("ideal", Color.WHITE, Palette.INK));
        }
        PauliBars.Points points = bars.points();
        if (points != null) {
            entries.add(new Legend.FillEntry(points.name(), POINT, POINT));
        }
        for (char pauli : "XYZI".toCharArray()) {
            if (bars.paulis().stream().anyMatch(word -> word.indexOf(pauli) >= 0)) {
                entries.add(new Legend.FillEntry(
                        String.valueOf(pauli), color(pauli), pauli == 'I' ? Palette.FAINT : color(pauli)));
            }
        }
        return new Legend(entries);
    }

    private static Color color(char pauli) {
        return switch (pauli) {
            case 'X' -> Palette.series(1);
            case 'Y' -> Palette.series(2);
            case 'Z' -> Palette.series(0);
            default -> Color.WHITE;
        };
    }

    @Override
    public double left(double plotHeight) {
        return frame.left(plotHeight);
    }

    @Override
    public double right(double plotHeight) {
        HeatMap.Inset inset = bars.inset();
        boolean beside = inset != null && inset.place() == HeatMap.Inset.Place.AUTOMATIC;
        return beside ? GAP + insetWidth(plotHeight) : frame.right();
    }

    @Override
    public double top(double plotWidth) {
        return frame.top() + legend.height(plotWidth);
    }

    @Override
    public double bottom(double plotWidth) {
        return GAP + letters() * square(plotWidth) / SQUARE_SHARE + 3;
    }

    @Override
    public void paint(Canvas canvas, Rectangle2D plot) {
        legend.paint(canvas, plot.getX(), plot.getY() - top(plot.getWidth()), plot.getWidth());
        double slot = plot.getWidth() / Math.max(1, bars.paulis().size());
        double zero = frame.yAt(plot, 0);
        for (int i = 0; i < bars.paulis().size(); i++) {
            double left = plot.getX() + i * slot;
            if (i > 0 && weight(i) != weight(i - 1)) {
                canvas.stroke(
                        new Line2D.Double(left, plot.getY(), left, plot.getMaxY()),
                        Canvas.Pen.solid(Palette.GRID, 0.6));
            }
            paintBar(canvas, plot, left, slot, i);
            paintPoint(canvas, plot, left + slot / 2, slot, i);
            paintSquares(canvas, plot, left + slot / 2, i);
        }
        canvas.stroke(new Line2D.Double(plot.getX(), zero, plot.getMaxX(), zero), Canvas.Pen.solid(Palette.INK, 0.4));
        canvas.stroke(plot, Frame.LINE);
        frame.paintVertical(canvas, plot);
        paintNoteAndInset(canvas, plot, slot);
    }

    private void paintBar(Canvas canvas, Rectangle2D plot, double left, double slot, int i) {
        double value = bars.values().get(i);
        if (Double.isFinite(value)) {
            canvas.fill(bar(plot, left, slot, value), BAR);
        } else {
            double middle = left + slot / 2;
            canvas.text(
                    "×",
                    middle,
                    frame.yAt(plot, 0) - 1,
                    TextStyle.NORMAL.sized(6).centred());
        }
        Samples ideal = bars.ideal();
        if (ideal != null && Double.isFinite(ideal.get(i))) {
            canvas.stroke(bar(plot, left, slot, ideal.get(i)), Canvas.Pen.solid(Palette.INK, 0.5));
        }
    }

    /** A dot at the measured value and a line as long as its error both ways. */
    private void paintPoint(Canvas canvas, Rectangle2D plot, double middle, double slot, int i) {
        PauliBars.Points points = bars.points();
        if (points == null || !Double.isFinite(points.values().get(i))) {
            return;
        }
        double value = points.values().get(i);
        double error = points.errors().get(i);
        double radius = Math.min(LARGEST_DOT, slot * DOT_SHARE);
        double y = frame.yAt(plot, value);
        if (Double.isFinite(error)) {
            canvas.stroke(
                    new Line2D.Double(middle, frame.yAt(plot, value - error), middle, frame.yAt(plot, value + error)),
                    Canvas.Pen.solid(POINT, 0.6));
        }
        canvas.fill(new Ellipse2D.Double(middle - radius, y - radius, 2 * radius, 2 * radius), POINT);
    }

    private Rectangle2D bar(Rectangle2D plot, double left, double slot, double value) {
        double zero = frame.yAt(plot, 0);
        double end = frame.yAt(plot, value);
        double air = slot * (1 - BAR_SHARE) / 2;
        return new Rectangle2D.Double(left + air, Math.min(zero, end), slot - 2 * air, Math.abs(end - zero));
    }

    private void paintSquares(Canvas canvas, Rectangle2D plot, double centre, int i) {
        double side = square(plot.getWidth());
        for (int letter = 0; letter < letters(); letter++) {
            char pauli = bars.paulis().get(i).charAt(letter);
            Rectangle2D square = new Rectangle2D.Double(
                    centre - side / 2, plot.getMaxY() + GAP + letter * side / SQUARE_SHARE, side, side);
            canvas.fill(square, color(pauli));
            canvas.stroke(square, Canvas.Pen.solid(pauli == 'I' ? Palette.FAINT : color(pauli), side > 3 ? 0.4 : 0.15));
        }
    }

    /**
     * The inset stands right of the plot, where it covers no bar, unless a corner is asked for; the note below it if it
     * fits.
     */
    private void paintNoteAndInset(Canvas canvas, Rectangle2D plot, double slot) {
        Rectangle2D side = new Rectangle2D.Double();
        HeatMap.Inset inset = bars.inset();
        if (inset != null && inset.place() == HeatMap.Inset.Place.AUTOMATIC) {
            double width = insetWidth(plot.getHeight());
            side = new Rectangle2D.Double(plot.getMaxX() + GAP, plot.getY(), width, width * INSET_HEIGHT);
            new InsetPainter(inset).paint(canvas, side);
        } else if (inset != null) {
            InsetPainter painter = new InsetPainter(inset);
            painter.paint(canvas, painter.place(plot, area -> covered(plot, slot, area)));
        }
        if (bars.note().isEmpty()) {
            return;
        }
        String[] lines = bars.note().split("\n", -1);
        TextStyle style = TextStyle.NORMAL.withHalo();
        double width = Arrays.stream(lines).mapToDouble(style::width).max().orElse(0);
        double height = lines.length * style.lineHeight();
        boolean beside = width <= side.getWidth() && side.getHeight() + height <= plot.getHeight();
        Rectangle2D box = beside
                ? new Rectangle2D.Double(side.getX() + 4, side.getMaxY() + GAP, width, height)
                : InsetPainter.FreePlace.find(plot, width, height, 4, area -> covered(plot, slot, area));
        double baseline = box.getY() + style.size();
        for (String line : lines) {
            canvas.text(line, box.getX(), baseline, style);
            baseline += style.lineHeight();
        }
    }

    private static double insetWidth(double plotHeight) {
        return Math.min(LARGEST_INSET, INSET_SHARE * plotHeight / INSET_HEIGHT);
    }

    /** The area of bars inside an area. */
    private double covered(Rectangle2D plot, double slot, Rectangle2D area) {
        double covered = 0;
        Samples ideal = bars.ideal();
        for (int i = 0; i < bars.paulis().size(); i++) {
            double value = bars.values().get(i);
            double larger = ideal != null && Math.abs(ideal.get(i)) > Math.abs(value) ? ideal.get(i) : value;
            Rectangle2D common = bar(plot, plot.getX() + i * slot, slot, larger).createIntersection(area);
            covered += common.isEmpty() ? 0 : common.getWidth() * common.getHeight();
        }
        return covered;
    }

    private double square(double plotWidth) {
        return Math.min(
                LARGEST_SQUARE,
                SQUARE_SHARE * plotWidth / Math.max(1, bars.paulis().size()));
    }

    private int letters() {
        return bars.paulis().isEmpty() ? 0 : bars.paulis().get(0).length();
    }

    private long weight(int i) {
        return bars.paulis().get(i).chars().filter(letter -> letter != 'I').count();
    }
}
