package org.strangenoise.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.figures.Figure.Row;

/**
 * Figures with no more numbers than can be seen, or than a page should carry. Of a curve the lowest and the highest
 * value of each stretch stay, so that no peak is lost; of a map evenly spaced rows and columns, on the colour scale of
 * all; of a cloud every so many-th point. What has few enough is left as it is.
 *
 * @param points of a curve, at most, some more or less
 * @param dots of a cloud, at most
 * @param cells of a map, at most
 */
public record Thinning(int points, int dots, int cells) {

    private static final int LEAST_POINTS = 400;
    private static final int LEAST_CELLS = 1600;

    /** More than a printed column resolves. */
    public static final Thinning DRAWING = new Thinning(8000, 4_000_000, 4_000_000);

    /** All numbers of a page's figures together: some ten megabytes of text. */
    private static final long PAGE = 900_000;

    /** For the figures of one page. */
    public static Thinning page(List<Figure> figures) {
        long numbers = figures.stream()
                .flatMap(figure -> figure.panels().stream())
                .mapToLong(Thinning::numbers)
                .sum();
        long panels =
                figures.stream().mapToLong(figure -> figure.panels().size()).sum();
        if (numbers <= PAGE) {
            return new Thinning(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
        }
        int share = (int) (PAGE / panels);
        return new Thinning(
                Math.max(LEAST_POINTS, share / 6), Math.max(LEAST_POINTS, share / 3), Math.max(LEAST_CELLS, share));
    }

    private static long numbers(Figure.Panel panel) {
        if (panel instanceof HeatMap map) {
            return (long) map.values().rows()
                    * map.values().columns()
                    * (1 + map.contours().size());
        }
        if (panel instanceof LineChart chart) {
            return chart.series().stream()
                    .mapToLong(series -> (series.uncertainty() == null ? 2L : 6L)
                            * series.x().size())
                    .sum();
        }
        return panel instanceof Scatter scatter ? 3L * scatter.xs().size() : 0;
    }

    /** A figure with fewer numbers, whose caption says so; the same one if it has few enough. */
    public Figure of(Figure figure) {
        List<Row> rows = new ArrayList<>();
        for (Row row : figure.rows()) {
            rows.add(new Row(
                    row.label(),
                    row.height(),
                    row.panels().stream()
                            .map(panel -> of(panel, figure.sharing() != Figure.Sharing.AXES_AND_COLORS))
                            .toList(),
                    row.weights()));
        }
        if (rows.equals(figure.rows())) {
            return figure;
        }
        return new Figure(
                figure.id(),
                figure.title(),
                figure.caption() + " Shown with fewer points than were found; the tables have all.",
                figure.width(),
                rows,
                figure.sharing());
    }

    private Figure.Panel of(Figure.Panel panel, boolean ownColors) {
        if (panel instanceof HeatMap map) {
            return of(map, ownColors);
        }
        if (panel instanceof LineChart chart) {
            HeatMap.Inset inset = chart.inset();
            return new LineChart(
                    chart.title(),
                    chart.xAxis(),
                    chart.yAxis(),
                    chart.series().stream().map(this::of).toList(),
                    chart.references(),
                    inset == null
                            ? null
                            : new HeatMap.Inset(of(inset.map(), true), inset.place(), inset.widthFraction()));
        }
        return panel instanceof Scatter scatter ? of(scatter) : panel;
    }

    private HeatMap of(HeatMap map, boolean ownColors) {
        int rows = map.values().rows();
        int columns = map.values().columns();
        if ((long) rows * columns <= cells) {
            return map;
        }
        double side = Math.sqrt(cells);
        int fewerRows = (int) Math.min(rows, Math.max(2, Math.max(side, (double) cells / columns)));
        int fewerColumns = (int) Math.min(columns, Math.max(2, (double) cells / fewerRows));
        int[] y = evenly(rows, fewerRows);
        int[] x = evenly(columns, fewerColumns);
        double[][] values = Arrays.stream(y)
                .mapToObj(row -> Arrays.stream(x)
                        .mapToDouble(column -> map.values().get(row, column))
                        .toArray())
                .toArray(double[][]::new);
        Axis.Interval stated = map.limits();
        return new HeatMap(
                map.title(),
                map.xAxis(),
                map.yAxis(),
                picked(map.xs(), x),
                picked(map.ys(), y),
                Samples.Grid.of(values),
                map.valueName(),
                map.colorScale(),
                stated == null && ownColors ? map.values().range() : stated,
                map.shading(),
                map.markers(),
                map.contours(),
                map.curves().stream().map(this::of).toList());
    }

    private LineChart.Series of(LineChart.Series series) {
        if (series.x().size() <= points) {
            return series;
        }
        int[] kept = extremes(series.y(), Math.max(1, points / 2));
        LineChart.Series.@Nullable Uncertainty uncertainty = series.uncertainty();
        return new LineChart.Series(
                series.label(),
                picked(series.x(), kept),
                picked(series.y(), kept),
                uncertainty == null
                        ? null
                        : new LineChart.Series.Uncertainty(
                                picked(uncertainty.lower(), kept),
                                picked(uncertainty.upper(), kept),
                                uncertainty.shape()),
                series.style());
    }

    private Scatter of(Scatter scatter) {
        if (scatter.xs().size() <= dots) {
            return scatter;
        }
        int[] kept = evenly(scatter.xs().size(), dots);
        Samples colors = scatter.colorValues();
        return new Scatter(
                scatter.title(),
                scatter.xAxis(),
                scatter.yAxis(),
                picked(scatter.xs(), kept),
                picked(scatter.ys(), kept),
                colors == null ? null : picked(colors, kept),
                scatter.valueName(),
                scatter.colorScale(),
                scatter.limits() == null && colors != null ? scatter.colorLimits() : scatter.limits(),
                scatter.pointSize());
    }

    /** So many of a number of indices, the first and the last among them. */
    private static int[] evenly(int size, int count) {
        return IntStream.range(0, count)
                .map(k -> (int) ((long) k * (size - 1) / Math.max(1, count - 1)))
                .toArray();
    }

    /** The lowest and the highest of each stretch, in order; a gap stays a gap. */
    private static int[] extremes(Samples values, int stretches) {
        int size = values.size();
        List<Integer> kept = new ArrayList<>();
        kept.add(0);
        for (int stretch = 0; stretch < stretches; stretch++) {
            int from = (int) ((long) stretch * size / stretches);
            int to = (int) ((long) (stretch + 1) * size / stretches);
            int low = from;
            int high = from;
            for (int k = from; k < to; k++) {
                if (Double.isNaN(values.get(k))) {
                    low = k;
                    break;
                }
                low = values.get(k) < values.get(low) ? k : low;
                high = values.get(k) > values.get(high) ? k : high;
            }
            kept.add(Math.min(low, high));
            kept.add(Math.max(low, high));
        }
        kept.add(size - 1);
        return kept.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
    }

    private static Samples picked(Samples samples, int[] indices) {
        return Samples.of(Arrays.stream(indices).mapToDouble(samples::get).toArray());
    }
}
