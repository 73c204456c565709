package org.strangenoise.figures.render;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.BarChart.Arrangement;
import org.strangenoise.figures.BarChart.Bars;
import org.strangenoise.figures.BarChart.Direction;
import org.strangenoise.figures.Samples;

/** Draws bars over categories, upright or lying. */
record BarChartPainter(
        BarChart chart, BarStack stack, Frame frame, ReferenceLines references, Legend legend, ZeroCut cut)
        implements FigureLayout.Painter {

    private static final double GROUP_SHARE = 0.78;
    private static final double LABEL_GAP = 3;
    private static final double CAP = 1.6;
    private static final double SMALLEST_NUMBER = 5.5;
    private static final double ROOM_FOR_NUMBERS = 0.12;
    private static final double ROOM_BESIDE = 0.2;
    private static final TextStyle TEXT = TextStyle.NORMAL;
    private static final TextStyle VALUE = TextStyle.NORMAL.sized(6.5);

    static BarChartPainter of(BarChart chart) {
        return of(chart, true, legend(chart));
    }

    /** @param valuesLabelled whether the value axis of upright bars has labels, not only ticks */
    static BarChartPainter of(BarChart chart, boolean valuesLabelled, Legend legend) {
        BarStack stack = new BarStack(chart);
        Axis.Interval range = stack.range();
        for (Axis.ReferenceLine line : chart.references()) {
            range = range.including(line.value());
        }
        boolean written = chart.valuesWritten() && chart.direction() == Direction.VERTICAL;
        if (written && chart.valueAxis().scale() == Axis.Scale.LINEAR) {
            range = withRoomForNumbers(range);
        } else if (chart.valuesWritten() && !stack.startsAtZero()) {
            double room = ROOM_BESIDE * range.length();
            range = range.including(range.min() - room).including(range.max() + room);
        }
        Frame.AxisScale values = Frame.AxisScale.of(chart.valueAxis(), range, true);
        if (chart.valueAxis().range() == null && stack.startsAtZero() && !values.isLogarithmic()) {
            double air = 0.06 * Math.max(range.length(), 1e-300);
            values = new Frame.AxisScale(
                    chart.valueAxis(),
                    range.length() == 0
                            ? values.range()
                            : new Axis.Interval(
                                    range.min() < 0 ? range.min() - air : 0, range.max() > 0 ? range.max() + air : 0));
        }
        Axis categories = Axis.of(chart.categoryName())
                .withRange(0, Math.max(1, chart.categories().size()));
        Frame.AxisScale places = Frame.AxisScale.of(categories, Axis.Interval.EMPTY, false);
        boolean upright = chart.direction() == Direction.VERTICAL;
        Frame frame = upright ? new Frame(places, values, true, valuesLabelled) : new Frame(values, places, true, true);
        boolean onZero = chart.bars().stream().anyMatch(bars -> bars.bases() == null);
        return new BarChartPainter(
                chart,
                stack,
                frame,
                new ReferenceLines(chart.references(), frame),
                legend,
                new ZeroCut(frame, upright, onZero));
    }

    /** The names of a chart's bars. */
    static Legend legend(BarChart chart) {
        List<Legend.Entry> entries = new ArrayList<>();
        List<Bars> all = chart.bars();
        for (int from = 0; from < all.size(); ) {
            int to = from + 1;
            while (to < all.size() && all.get(to).fill().continues(all.get(from).fill())) {
                to++;
            }
            Bars first = all.get(from);
            entries.add(
                    to - from < 3
                            ? new Legend.FillEntry(
                                    first.label(),
                                    ColorTable.Bars.area(first.fill()),
                                    ColorTable.Bars.edge(first.fill()))
                            : new Legend.RampEntry(
                                    first.label(),
                                    all.subList(from, to).stream()
                                            .map(bars -> ColorTable.Bars.area(bars.fill()))
                                            .toList(),
                                    all.get(to - 1).label()));
            from = to - from < 3 ? from + 1 : to;
        }
        return new Legend(entries);
    }

    private static Axis.Interval withRoomForNumbers(Axis.Interval range) {
        double room = ROOM_FOR_NUMBERS * range.length();
        return range.including(range.max() + room).including(range.min() < 0 ? range.min() - room : range.min());
    }

    @Override
    public double left(double plotHeight) {
        if (isUpright()) {
            return frame.left(plotHeight);
        }
        double widest =
                chart.categories().stream().mapToDouble(TEXT::width).max().orElse(0);
        return widest + LABEL_GAP + 2 + (chart.categoryName().isEmpty() ? 0 : TEXT.lineHeight());
    }

    @Override
    public double right(double plotHeight) {
        return Math.max(frame.right(), references.right());
    }

    @Override
    public double top(double plotWidth) {
        return frame.top() + references.top() + legend.height(plotWidth);
    }

    @Override
    public double bottom(double plotWidth) {
        return isUpright() ? categoryLabels().height(plotWidth) + captionHeight() : frame.bottom(plotWidth);
    }

    @Override
    public void paint(Canvas canvas, Rectangle2D plot) {
        legend.paint(canvas, plot.getX(), plot.getY() - top(plot.getWidth()), plot.getWidth());
        canvas.clipped(plot, () -> {
            for (int series = 0; series < chart.bars().size(); series++) {
                for (int category = 0; category < chart.categories().size(); category++) {
                    paintBar(canvas, plot, series, category);
                }
            }
        });
        Rectangle2D scaled = cut.scaled(plot);
        if (cut.needed() && valueScale().range().contains(0)) {
            double at = cut.at(plot, 0);
            Line2D zero = isUpright()
                    ? new Line2D.Double(plot.getX(), at, plot.getMaxX(), at)
                    : new Line2D.Double(at, plot.getY(), at, plot.getMaxY());
            canvas.stroke(zero, Canvas.Pen.solid(Palette.INK, 0.5));
        }
        references.paint(canvas, scaled);
        canvas.stroke(plot, Frame.LINE);
        if (isUpright()) {
            frame.paintVertical(canvas, scaled);
            categoryLabels().paint(canvas, plot);
            double captionAt = plot.getMaxY() + bottom(plot.getWidth()) - 2;
            canvas.text(chart.categoryName(), plot.getCenterX(), captionAt, TEXT.centred());
        } else {
            frame.paintHorizontal(canvas, scaled);
            paintNamesAtLeft(canvas, plot);
        }
        cut.paint(canvas, plot, barsOnZero(plot));
    }

    private List<Rectangle2D> barsOnZero(Rectangle2D plot) {
        List<Rectangle2D> bars = new ArrayList<>();
        for (int series = 0; series < chart.bars().size(); series++) {
            for (int category = 0; category < chart.categories().size(); category++) {
                Axis.Interval extent = stack.extent(series, category);
                if (chart.bars().get(series).bases() == null && extent.length() > 0) {
                    bars.add(bar(plot, series, category, extent));
                }
            }
        }
        return bars;
    }

    private void paintBar(Canvas canvas, Rectangle2D plot, int series, int category) {
        Bars bars = chart.bars().get(series);
        Axis.Interval extent = stack.extent(series, category);
        if (extent.isEmpty()) {
            return;
        }
        Rectangle2D bar = bar(plot, series, category, extent);
        canvas.fill(bar, ColorTable.Bars.area(bars.fill()));
        canvas.stroke(
                bar,
                Canvas.Pen.solid(
                        ColorTable.Bars.edge(bars.fill()), bars.fill() instanceof BarChart.Fill.Plain ? 0.5 : 0.3));
        double end = stack.end(series, category);
        Samples errors = bars.errors();
        double reach = end;
        if (errors != null && Double.isFinite(errors.get(category))) {
            double error = errors.get(category);
            canvas.stroke(errorBar(plot, bar, end - error, end + error), Canvas.Pen.solid(Palette.INK, 0.6));
            reach += error;
        }
        if (chart.valuesWritten() && isUpright()) {
            boolean change = bars.bases() != null;
            writeUpright(canvas, plot, bar, stack.written(series, category), Math.abs(reach - end), change);
        } else if (chart.valuesWritten() && bars.bases() != null) {
            double change = stack.written(series, category);
            boolean left = change < 0;
            canvas.text(
                    (left ? "" : "+") + Ticks.number(change, 2),
                    left ? bar.getX() - 2 : bar.getMaxX() + 2,
                    bar.getCenterY() + VALUE.middleToBaseline(),
                    left ? VALUE.withHalo().flushRight() : VALUE.withHalo());
        } else if (chart.valuesWritten()) {
            String text = Ticks.rounded(
                    stack.written(series, category), valueScale().range().length());
            boolean fits = bar.getMaxX() + 2 + VALUE.width(text) < plot.getMaxX();
            TextStyle style = fits ? VALUE.withHalo() : VALUE.withHalo().flushRight();
            canvas.text(text, bar.getMaxX() + (fits ? 2 : -2), bar.getCenterY() + VALUE.middleToBaseline(), style);
        }
    }

    /** Beyond the end of the bar, smaller where bars are thin; left out where it would not be legible. */
    private void writeUpright(
            Canvas canvas, Rectangle2D plot, Rectangle2D bar, double value, double error, boolean change) {
        double span = stack.startsAtZero() ? valueScale().range().length() : floatingSpan();
        String digits = Ticks.rounded(value, error > 0 ? 10 * error : span);
        String text = change && value > 0 && !readsZero(digits) ? "+" + digits : digits;
        double size =
                Math.min(VALUE.size(), 1.15 * bar.getWidth() / VALUE.sized(1).width(text));
        if (size >= SMALLEST_NUMBER) {
            double reach = error / valueScale().range().length() * plot.getHeight() + 2;
            boolean below = value < 0 && stack.startsAtZero();
            double y = below ? bar.getMaxY() + reach + 0.75 * size : bar.getY() - reach;
            canvas.text(text, bar.getCenterX(), y, VALUE.sized(size).centred().withHalo());
        }
    }

    /** What decides the digits of floating bars: the longest, and one digit more where the shortest would read zero. */
    private double floatingSpan() {
        double span = stack.longestFloating() / 3;
        double shortest = stack.shortestFloating();
        return readsZero(Ticks.rounded(shortest, span)) && !readsZero(Ticks.rounded(shortest, span / 10))
                ? span / 10
                : span;
    }

    private static boolean readsZero(String digits) {
        return digits.matches("[0.]*");
    }

    private Rectangle2D bar(Rectangle2D plot, int series, int category, Axis.Interval extent) {
        boolean sideBySide = chart.arrangement() == Arrangement.GROUPED;
        int lanes = sideBySide ? Math.max(1, chart.bars().size()) : 1;
        double length = isUpright() ? plot.getWidth() : plot.getHeight();
        double slot = length / Math.max(1, chart.categories().size());
        double thickness = slot * GROUP_SHARE / lanes;
        double offset = slot * category + slot * (1 - GROUP_SHARE) / 2 + (sideBySide ? series * thickness : 0);
        if (isUpright()) {
            double top = cut.at(plot, extent.max());
            return new Rectangle2D.Double(plot.getX() + offset, top, thickness, cut.at(plot, extent.min()) - top);
        }
        double left = cut.at(plot, extent.min());
        return new Rectangle2D.Double(left, plot.getY() + offset, cut.at(plot, extent.max()) - left, thickness);
    }

    private Path2D errorBar(Rectangle2D plot, Rectangle2D bar, double low, double high) {
        Path2D.Double path = new Path2D.Double();
        if (isUpright()) {
            double x = bar.getCenterX();
            double from = cut.at(plot, low);
            double to = cut.at(plot, high);
            path.append(new Line2D.Double(x, from, x, to), false);
            path.append(new Line2D.Double(x - CAP, from, x + CAP, from), false);
            path.append(new Line2D.Double(x - CAP, to, x + CAP, to), false);
        } else {
            double y = bar.getCenterY();
            double from = cut.at(plot, low);
            double to = cut.at(plot, high);
            path.append(new Line2D.Double(from, y, to, y), false);
            path.append(new Line2D.Double(from, y - CAP, from, y + CAP), false);
            path.append(new Line2D.Double(to, y - CAP, to, y + CAP), false);
        }
        return path;
    }

    private void paintNamesAtLeft(Canvas canvas, Rectangle2D plot) {
        List<String> names = chart.categories();
        double slot = plot.getHeight() / Math.max(1, names.size());
        for (int i = 0; i < names.size(); i++) {
            double y = plot.getY() + (i + 0.5) * slot + TEXT.middleToBaseline();
            canvas.text(names.get(i), plot.getX() - LABEL_GAP, y, TEXT.flushRight());
        }
        double captionAt = plot.getX() - left(plot.getHeight()) + TEXT.size();
        canvas.text(
                chart.categoryName(),
                captionAt,
                plot.getCenterY(),
                TEXT.centred().turnedUp());
    }

    private CategoryLabels categoryLabels() {
        return new CategoryLabels(chart.categories());
    }

    private double captionHeight() {
        return chart.categoryName().isEmpty() ? 0 : TEXT.lineHeight() + 1;
    }

    private Frame.AxisScale valueScale() {
        return isUpright() ? frame.y() : frame.x();
    }

    private boolean isUpright() {
        return chart.direction() == Direction.VERTICAL;
    }

    /**
     * Names below upright bars or points: on one line, broken between words, or turned when there is no room for
     * either.
     */
    record CategoryLabels(List<String> names) {

        private static final double GAP = 3;
        private static final TextStyle TEXT = TextStyle.NORMAL.sized(6.5);
        private static final int MOST_LINES = 3;

        double height(double plotWidth) {
            if (isTurned(plotWidth)) {
                return GAP + names.stream().mapToDouble(TEXT::width).max().orElse(0) + GAP;
            }
            int lines = names.stream()
                    .mapToInt(name -> TEXT.broken(name, slot(plotWidth) - 1).size())
                    .max()
                    .orElse(0);
            return GAP + lines * TEXT.lineHeight() + GAP;
        }

        void paint(Canvas canvas, Rectangle2D plot) {
            double slot = slot(plot.getWidth());
            boolean turned = isTurned(plot.getWidth());
            int every = turned
                    ? Math.max(1, (int) Math.ceil(TEXT.lineHeight() / slot))
                    : isNumbers() ? Math.max(1, (int) Math.ceil(widest() * 1.3 / slot)) : 1;
            for (int i = 0; i < names.size(); i += every) {
                double x = plot.getX() + (i + 0.5) * slot;
                if (turned) {
                    canvas.text(
                            names.get(i),
                            x + TEXT.middleToBaseline(),
                            plot.getMaxY() + GAP,
                            TEXT.flushRight().turnedUp());
                    continue;
                }
                double baseline = plot.getMaxY() + GAP + TEXT.size();
                for (String line : TEXT.broken(names.get(i), slot - 1)) {
                    canvas.text(line, x, baseline, TEXT.centred());
                    baseline += TEXT.lineHeight();
                }
            }
        }

        private boolean isTurned(double plotWidth) {
            double slot = slot(plotWidth);
            return !isNumbers()
                    && names.stream()
                            .anyMatch(name -> TEXT.broken(name, slot - 1).size() > MOST_LINES
                                    || TEXT.broken(name, slot - 1).stream()
                                            .anyMatch(line -> TEXT.width(line) > slot - 1));
        }

        /** Numbers need not all be written: every second or fifth says enough. Bit strings are no numbers. */
        private boolean isNumbers() {
            return names.stream().allMatch(name -> name.matches("[-−]?(0|[1-9][0-9]*)?(\\.[0-9]*)?"));
        }

        private double widest() {
            return names.stream().mapToDouble(TEXT::width).max().orElse(1);
        }

        private double slot(double plotWidth) {
            return plotWidth / Math.max(1, names.size());
        }
    }

    /** From where to where each bar of a chart reaches. */
    record BarStack(BarChart chart) {

        /** The part of the value axis under a bar; empty when there is no bar. */
        Axis.Interval extent(int series, int category) {
            double end = end(series, category);
            return Double.isFinite(end)
                    ? Axis.Interval.EMPTY.including(base(series, category)).including(end)
                    : Axis.Interval.EMPTY;
        }

        double end(int series, int category) {
            double value = chart.bars().get(series).ends().get(category);
            return isStacked() ? base(series, category) + value : value;
        }

        /** The number to write at a bar: its end, or its length when it floats. */
        double written(int series, int category) {
            Bars bars = chart.bars().get(series);
            return bars.bases() == null
                    ? bars.ends().get(category)
                    : bars.ends().get(category) - base(series, category);
        }

        boolean startsAtZero() {
            return chart.bars().stream().allMatch(bars -> bars.bases() == null);
        }

        /** The greatest length of a bar that does not stand on zero. */
        double longestFloating() {
            return floatingLengths().max().orElse(0);
        }

        /** The least length of a bar that does not stand on zero and has one. */
        double shortestFloating() {
            return floatingLengths().filter(length -> length > 0).min().orElse(0);
        }

        private DoubleStream floatingLengths() {
            return IntStream.range(0, chart.bars().size())
                    .filter(series -> chart.bars().get(series).bases() != null)
                    .boxed()
                    .flatMapToDouble(
                            series -> IntStream.range(0, chart.categories().size())
                                    .mapToDouble(category -> Math.abs(written(series, category))))
                    .filter(length -> !Double.isNaN(length));
        }

        Axis.Interval range() {
            Axis.Interval range = startsAtZero() ? Axis.Interval.EMPTY.including(0) : Axis.Interval.EMPTY;
            for (int series = 0; series < chart.bars().size(); series++) {
                Bars bars = chart.bars().get(series);
                Samples errors = bars.errors();
                for (int category = 0; category < chart.categories().size(); category++) {
                    double end = end(series, category);
                    range = range.including(end);
                    if (bars.bases() != null) {
                        range = range.including(base(series, category));
                    }
                    if (errors != null) {
                        range = range.including(end - errors.get(category)).including(end + errors.get(category));
                    }
                }
            }
            return range;
        }

        private double base(int series, int category) {
            Samples bases = chart.bars().get(series).bases();
            if (bases != null) {
                return bases.get(category);
            }
            double base = 0;
            if (isStacked()) {
                double value = chart.bars().get(series).ends().get(category);
                for (int below = 0; below < series; below++) {
                    double other = chart.bars().get(below).ends().get(category);
                    if (Double.isFinite(other) && (other < 0) == (value < 0)) {
                        base += other;
                    }
                }
            }
            return base;
        }

        private boolean isStacked() {
            return chart.arrangement() == Arrangement.STACKED;
        }
    }
}
