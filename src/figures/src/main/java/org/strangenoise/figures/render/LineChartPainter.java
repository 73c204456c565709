package org.strangenoise.figures.render;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.stream.IntStream;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.Samples;

/**
 * Draws curves, reference lines and an inset.
 *
 * @param wider points by which each curve is wider than usual, see {@link LineChart.HiddenCurves}
 */
record LineChartPainter(LineChart chart, Samples wider, Frame frame, ReferenceLines references, Legend legend)
        implements FigureLayout.Painter {

    static LineChartPainter of(LineChart chart) {
        Axis.Interval xs = Axis.Interval.EMPTY;
        Axis.Interval ys = Axis.Interval.EMPTY;
        for (LineChart.Series series : chart.series()) {
            xs = xs.including(drawable(series.x(), chart.xAxis()));
            ys = ys.including(drawable(series.y(), chart.yAxis()));
            LineChart.Series.Uncertainty uncertainty = series.uncertainty();
            if (uncertainty != null) {
                ys = ys.including(drawable(uncertainty.lower(), chart.yAxis()))
                        .including(drawable(uncertainty.upper(), chart.yAxis()));
            }
        }
        for (Axis.ReferenceLine line : chart.references()) {
            if (line.orientation() == Axis.ReferenceLine.Orientation.HORIZONTAL) {
                ys = ys.including(line.value());
            } else {
                xs = xs.including(line.value());
            }
        }
        boolean padded = chart.xAxis().scale() != Axis.Scale.MULTIPLES_OF_PI;
        Frame frame = new Frame(
                Frame.AxisScale.of(chart.xAxis(), xs, padded), Frame.AxisScale.of(chart.yAxis(), ys, true), true, true);
        double[] wider = LineChart.HiddenCurves.widths(chart);
        Legend legend = new Legend(IntStream.range(0, wider.length)
                .mapToObj(i -> {
                    LineChart.Series series = chart.series().get(i);
                    return (Legend.Entry)
                            new Legend.LineEntry(series.label(), series.style(), isBand(series), wider[i]);
                })
                .toList());
        return new LineChartPainter(
                chart, Samples.of(wider), frame, new ReferenceLines(chart.references(), frame), legend);
    }

    private static boolean isBand(LineChart.Series series) {
        LineChart.Series.Uncertainty uncertainty = series.uncertainty();
        return uncertainty != null && uncertainty.shape() == LineChart.Series.Uncertainty.Shape.BAND;
    }

    private static Axis.Interval drawable(Samples samples, Axis axis) {
        return axis.scale() == Axis.Scale.LOGARITHMIC
                ? samples.map(value -> value > 0 ? value : Double.NaN).range()
                : samples.range();
    }

    @Override
    public double left(double plotHeight) {
        return frame.left(plotHeight);
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
        return frame.bottom(plotWidth);
    }

    @Override
    public void paint(Canvas canvas, Rectangle2D plot) {
        legend.paint(canvas, plot.getX(), plot.getY() - top(plot.getWidth()), plot.getWidth());
        references.paint(canvas, plot);
        canvas.clipped(plot, () -> {
            for (int i = 0; i < chart.series().size(); i++) {
                new CurvePainter(frame, chart.series().get(i), wider.get(i)).paint(canvas, plot);
            }
        });
        frame.paint(canvas, plot);
        HeatMap.Inset inset = chart.inset();
        if (inset != null) {
            InsetPainter painter = new InsetPainter(inset);
            painter.paint(canvas, painter.place(plot, area -> covered(plot, area)));
        }
    }

    /** The length of curves inside an area. */
    private double covered(Rectangle2D plot, Rectangle2D area) {
        double covered = 0;
        for (LineChart.Series series : chart.series()) {
            for (int i = 1; i < series.x().size(); i++) {
                Line2D segment = new Line2D.Double(
                        frame.xAt(plot, series.x().get(i - 1)),
                        frame.yAt(plot, series.y().get(i - 1)),
                        frame.xAt(plot, series.x().get(i)),
                        frame.yAt(plot, series.y().get(i)));
                if (segment.intersects(area)) {
                    covered += StrictMath.hypot(segment.getX2() - segment.getX1(), segment.getY2() - segment.getY1());
                }
            }
        }
        return covered;
    }
}
