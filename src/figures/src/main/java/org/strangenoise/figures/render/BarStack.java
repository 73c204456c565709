package org.strangenoise.figures.render;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.BarChart.Arrangement;
import org.strangenoise.figures.BarChart.Bars;
import org.strangenoise.figures.Samples;

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
        return bars.bases() == null ? bars.ends().get(category) : bars.ends().get(category) - base(series, category);
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
                .flatMapToDouble(series -> IntStream.range(0, chart.categories().size())
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
