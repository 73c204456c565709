package org.strangenoise.figures.render;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strangenoise.figures.Axis;
import org.strangenoise.figures.BarChart;
import org.strangenoise.figures.BlochSphere;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.HeatMap;
import org.strangenoise.figures.LineChart;
import org.strangenoise.figures.PauliBars;
import org.strangenoise.figures.PulseSequence;
import org.strangenoise.figures.Scatter;

/** Where every panel of a figure goes; lengths in points. */
record FigureLayout(
        Figure figure,
        double width,
        double height,
        List<Cell> cells,
        @Nullable SharedBar sharedBar,
        @Nullable SharedLegend sharedLegend) {

    /** A panel at its place. */
    record Cell(Painter painter, Rectangle2D plot, double left, double top, String letter, Heading heading) {}

    /** A panel's title in lines, around a horizontal place. */
    record Heading(List<String> lines, double centre) {

        /** In one line above the plot's middle if the cell is wide enough, or else moved and broken to fit the cell. */
        static Heading of(String title, double middle, double from, double to) {
            if (title.isEmpty()) {
                return new Heading(List.of(), middle);
            }
            List<String> lines = TITLE.broken(title, to - from);
            double half = lines.stream().mapToDouble(TITLE::width).max().orElse(0) / 2;
            return new Heading(lines, Math.max(from + half, Math.min(to - half, middle)));
        }

        double height() {
            return lines.isEmpty() ? 0 : lines.size() * TITLE.lineHeight() + 1;
        }
    }

    /** One colour bar for all maps of the figure. */
    record SharedBar(ColorBar bar, double left, double top, double bottom) {}

    /** One legend above all panels. */
    record SharedLegend(Legend legend, double left, double width) {}

    private static final double POINTS_PER_MILLIMETRE = 72 / 25.4;
    private static final double MARGIN = 2;
    private static final double ROW_GAP = 5;
    private static final double COLUMN_GAP = 4;
    private static final TextStyle TITLE = TextStyle.NORMAL.sized(7.5);
    private static final TextStyle LETTER = TextStyle.NORMAL.sized(9).inBold();
    private static final TextStyle ROW_LABEL = TextStyle.NORMAL.sized(7.5);

    static FigureLayout of(Figure figure) {
        boolean shared = figure.sharing() == Figure.Sharing.AXES_AND_COLORS;
        Legend legend = sharedLegend(figure);
        List<List<Painter>> painters = painters(figure, shared);
        double width = figure.width().millimetres() * POINTS_PER_MILLIMETRE;
        double gridHeight =
                figure.rows().stream().mapToDouble(FigureLayout::plotHeight).sum();
        ColorBar bar = shared ? sharedBar(figure) : null;
        double barWidth = bar == null ? 0 : bar.width(gridHeight);
        int labels = figure.rows().stream()
                .mapToInt(row -> rowLabel(row).size())
                .max()
                .orElse(0);
        double left = MARGIN + (labels > 0 ? labels * ROW_LABEL.lineHeight() + 2 : 0);
        Columns columns = new Columns(figure, painters, left, width - MARGIN - barWidth, COLUMN_GAP);

        List<Cell> cells = new ArrayList<>();
        double y = MARGIN + legend.height(width - columns.left(0, 0) - MARGIN);
        double firstPlot = 0;
        double lastPlot = 0;
        for (int row = 0; row < figure.rows().size(); row++) {
            List<Figure.Panel> panels = figure.rows().get(row).panels();
            double plotHeight = plotHeight(figure.rows().get(row));
            boolean letters = figure.panels().size() > 1;
            List<String> letterOf = new ArrayList<>();
            List<Heading> headings = new ArrayList<>();
            for (int i = 0; i < panels.size(); i++) {
                boolean lettered =
                        letters && (!shared || (i == 0 && figure.rows().size() > 1));
                letterOf.add(lettered ? letter(shared ? row : cells.size() + i) : "");
                double from = columns.cellLeft(row, i) + (lettered ? LETTER.width(letterOf.get(i)) + 2 : 0);
                double middle = columns.left(row, i) + columns.width(row, i) / 2;
                headings.add(
                        Heading.of(panels.get(i).title(), middle, from, Math.max(from, columns.cellRight(row, i))));
            }
            double titles = headings.stream().mapToDouble(Heading::height).max().orElse(0);
            double top = 0;
            double bottom = 0;
            for (int i = 0; i < panels.size(); i++) {
                top = Math.max(top, painters.get(row).get(i).top(columns.width(row, i)));
                bottom = Math.max(bottom, painters.get(row).get(i).bottom(columns.width(row, i)));
            }
            double head = letters ? Math.max(titles + top, LETTER.size() + 1) : titles + top;
            for (int i = 0; i < panels.size(); i++) {
                Rectangle2D plot =
                        new Rectangle2D.Double(columns.left(row, i), y + head, columns.width(row, i), plotHeight);
                cells.add(new Cell(
                        painters.get(row).get(i), plot, columns.cellLeft(row, i), y, letterOf.get(i), headings.get(i)));
            }
            firstPlot = row == 0 ? y + head : firstPlot;
            lastPlot = y + head + plotHeight;
            y = lastPlot + bottom + (row + 1 < figure.rows().size() ? ROW_GAP : 0);
        }
        SharedBar placed = bar == null ? null : new SharedBar(bar, width - MARGIN - barWidth, firstPlot, lastPlot);
        SharedLegend named = legend.entries().isEmpty()
                ? null
                : new SharedLegend(legend, columns.left(0, 0), width - columns.left(0, 0) - MARGIN);
        return new FigureLayout(figure, width, y + MARGIN, cells, placed, named);
    }

    void paint(Canvas canvas) {
        int at = 0;
        for (Figure.Row row : figure.rows()) {
            Rectangle2D first = cells.get(at).plot();
            double x = MARGIN + ROW_LABEL.size();
            for (String line : rowLabel(row)) {
                canvas.text(line, x, first.getCenterY(), ROW_LABEL.centred().turnedUp());
                x += ROW_LABEL.lineHeight();
            }
            at += row.panels().size();
        }
        for (Cell cell : cells) {
            cell.painter().paint(canvas, cell.plot());
            Heading heading = cell.heading();
            double baseline =
                    cell.plot().getY() - cell.painter().top(cell.plot().getWidth()) - 2;
            for (int i = heading.lines().size() - 1; i >= 0; i--) {
                canvas.text(heading.lines().get(i), heading.centre(), baseline, TITLE.centred());
                baseline -= TITLE.lineHeight();
            }
            if (!cell.letter().isEmpty()) {
                canvas.text(cell.letter(), cell.left(), cell.top() + LETTER.size() * 0.8, LETTER);
            }
        }
        if (sharedBar != null) {
            sharedBar.bar().paint(canvas, sharedBar.left(), sharedBar.top(), sharedBar.bottom());
        }
        if (sharedLegend != null) {
            sharedLegend.legend().paint(canvas, sharedLegend.left(), MARGIN, sharedLegend.width());
        }
    }

    /** In lines that are no longer than the row is high. */
    private static List<String> rowLabel(Figure.Row row) {
        return row.label().isEmpty() ? List.of() : ROW_LABEL.broken(row.label(), plotHeight(row));
    }

    private static double plotHeight(Figure.Row row) {
        return row.height() * POINTS_PER_MILLIMETRE;
    }

    private static String letter(int index) {
        return index < 26 ? String.valueOf((char) ('a' + index)) : letter(index / 26 - 1) + letter(index % 26);
    }

    private static List<List<Painter>> painters(Figure figure, boolean shared) {
        Axis.Interval limits = shared ? sharedLimits(figure) : Axis.Interval.UNIT;
        List<List<Painter>> painters = new ArrayList<>();
        for (int row = 0; row < figure.rows().size(); row++) {
            List<Painter> ofRow = new ArrayList<>();
            List<Figure.Panel> panels = figure.rows().get(row).panels();
            for (int i = 0; i < panels.size(); i++) {
                if (shared && panels.get(i) instanceof HeatMap map) {
                    boolean lowest = row == figure.rows().size() - 1
                            || i >= figure.rows().get(row + 1).panels().size();
                    ofRow.add(HeatMapPainter.of(map, limits, lowest, i == 0, false));
                } else if (isLegendShared(figure) && panels.get(i) instanceof BarChart chart) {
                    ofRow.add(BarChartPainter.of(chart, i == 0, Legend.NONE));
                } else {
                    ofRow.add(painter(panels.get(i), figure));
                }
            }
            painters.add(ofRow);
        }
        return painters;
    }

    private static boolean isLegendShared(Figure figure) {
        return figure.sharing() == Figure.Sharing.SCALE_AND_LEGEND;
    }

    /** The first chart's: the others have the same series. */
    private static Legend sharedLegend(Figure figure) {
        return isLegendShared(figure) && figure.panels().get(0) instanceof BarChart chart
                ? BarChartPainter.legend(chart)
                : Legend.NONE;
    }

    private static Painter painter(Figure.Panel panel, Figure figure) {
        if (panel instanceof HeatMap map) {
            return HeatMapPainter.of(map, HeatMapPainter.limits(map), true, true, true);
        } else if (panel instanceof LineChart chart) {
            return LineChartPainter.of(chart);
        } else if (panel instanceof Scatter scatter) {
            return ScatterPainter.of(scatter);
        } else if (panel instanceof BlochSphere sphere) {
            return BlochPainter.of(sphere);
        } else if (panel instanceof PulseSequence sequence) {
            return PulsePainter.of(sequence);
        } else if (panel instanceof PauliBars bars) {
            return PauliPainter.of(bars, PauliBars.reach(figure.panels()));
        } else if (panel instanceof BarChart chart) {
            return BarChartPainter.of(chart);
        }
        throw new AssertionError("unknown kind of panel: " + panel.getClass());
    }

    private static Axis.Interval sharedLimits(Figure figure) {
        Axis.Interval limits = Axis.Interval.EMPTY;
        for (Figure.Panel panel : figure.panels()) {
            if (panel instanceof HeatMap map) {
                Axis.Interval stated = map.limits();
                limits = limits.including(stated == null ? map.values().range() : stated);
            }
        }
        return limits.isEmpty() ? Axis.Interval.UNIT : limits;
    }

    private static @Nullable ColorBar sharedBar(Figure figure) {
        for (Figure.Panel panel : figure.panels()) {
            if (panel instanceof HeatMap map) {
                return new ColorBar(map.colorScale(), sharedLimits(figure), map.valueName());
            }
        }
        return null;
    }

    /**
     * The horizontal places of all plots. Rows of equally many, equally wide panels share their columns, so that plots
     * stand exactly under each other, unless their labels differ much in width; other rows are divided on their own.
     */
    static final class Columns {

        private static final double MOST_MOVED = 40;

        private final double[][] cellLeft;
        private final double[][] cellRight;
        private final double[][] plotLeft;
        private final double[][] plotWidth;

        Columns(Figure figure, List<List<Painter>> painters, double from, double to, double gap) {
            int rows = figure.rows().size();
            cellLeft = new double[rows][];
            cellRight = new double[rows][];
            plotLeft = new double[rows][];
            plotWidth = new double[rows][];
            double[][] lefts = new double[rows][];
            double[][] rights = new double[rows][];
            for (int row = 0; row < rows; row++) {
                double height = figure.rows().get(row).height() * 72 / 25.4;
                lefts[row] = painters.get(row).stream()
                        .mapToDouble(p -> p.left(height))
                        .toArray();
                rights[row] = painters.get(row).stream()
                        .mapToDouble(p -> p.right(height))
                        .toArray();
            }
            if (isGrid(figure) && similar(lefts) && similar(rights)) {
                align(lefts);
                align(rights);
            }
            for (int row = 0; row < rows; row++) {
                divide(row, figure.rows().get(row), lefts[row], rights[row], from, to, gap);
            }
        }

        double cellLeft(int row, int column) {
            return cellLeft[row][column];
        }

        double cellRight(int row, int column) {
            return cellRight[row][column];
        }

        double left(int row, int column) {
            return plotLeft[row][column];
        }

        double width(int row, int column) {
            return plotWidth[row][column];
        }

        private void divide(
                int row, Figure.Row content, double[] lefts, double[] rights, double from, double to, double gap) {
            int count = lefts.length;
            double free = to - from - gap * (count - 1);
            double weights = 0;
            for (int i = 0; i < count; i++) {
                free -= lefts[i] + rights[i];
                weights += weight(content, i);
            }
            if (free < count) {
                throw new IllegalArgumentException(
                        "Argument `panels` must fit the width of the figure, but the labels of " + count
                                + " panels leave no room for their plots");
            }
            cellLeft[row] = new double[count];
            cellRight[row] = new double[count];
            plotLeft[row] = new double[count];
            plotWidth[row] = new double[count];
            double x = from;
            for (int i = 0; i < count; i++) {
                cellLeft[row][i] = x;
                plotLeft[row][i] = x + lefts[i];
                plotWidth[row][i] = free * weight(content, i) / weights;
                x += lefts[i] + plotWidth[row][i] + rights[i] + gap;
                cellRight[row][i] = x - gap;
            }
        }

        private static double weight(Figure.Row row, int i) {
            return row.weights().isEmpty() ? 1 : row.weights().get(i);
        }

        private static boolean isGrid(Figure figure) {
            int count = figure.rows().get(0).panels().size();
            return figure.rows().stream()
                    .allMatch(
                            row -> row.panels().size() == count && row.weights().isEmpty());
        }

        /** One long label must not push all other plots aside. */
        private static boolean similar(double[][] margins) {
            for (int column = 0; column < margins[0].length; column++) {
                Axis.Interval range = Axis.Interval.EMPTY;
                for (double[] row : margins) {
                    range = range.including(row[column]);
                }
                if (range.length() > MOST_MOVED) {
                    return false;
                }
            }
            return true;
        }

        private static void align(double[][] margins) {
            for (int column = 0; column < margins[0].length; column++) {
                double widest = 0;
                for (double[] row : margins) {
                    widest = Math.max(widest, row[column]);
                }
                for (double[] row : margins) {
                    row[column] = widest;
                }
            }
        }
    }

    /** Draws one panel and knows how much room it needs around its plot, in points. */
    interface Painter {

        double left(double plotHeight);

        double right(double plotHeight);

        /** Room above the plot, without the panel's title. */
        double top(double plotWidth);

        double bottom(double plotWidth);

        void paint(Canvas canvas, Rectangle2D plot);
    }
}
