package org.strangenoise.figures.render;

import java.util.List;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Interval;

/**
 * The horizontal places of all plots. Rows of equally many, equally wide panels share their columns, so that plots
 * stand exactly under each other, unless their labels differ much in width; other rows are divided on their own.
 */
final class Columns {

    private static final double MOST_MOVED = 40;

    private final double[][] cellLeft;
    private final double[][] cellRight;
    private final double[][] plotLeft;
    private final double[][] plotWidth;

    Columns(Figure figure, List<List<PanelPainter>> painters, double from, double to, double gap) {
        int rows = figure.rows().size();
        cellLeft = new double[rows][];
        cellRight = new double[rows][];
        plotLeft = new double[rows][];
        plotWidth = new double[rows][];
        double[][] lefts = new double[rows][];
        double[][] rights = new double[rows][];
        for (int row = 0; row < rows; row++) {
            double height = figure.rows().get(row).height() * 72 / 25.4;
            lefts[row] =
                    painters.get(row).stream().mapToDouble(p -> p.left(height)).toArray();
            rights[row] =
                    painters.get(row).stream().mapToDouble(p -> p.right(height)).toArray();
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
            throw new IllegalArgumentException("Argument `panels` must fit the width of the figure, but the labels of "
                    + count + " panels leave no room for their plots");
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
                .allMatch(row -> row.panels().size() == count && row.weights().isEmpty());
    }

    /** One long label must not push all other plots aside. */
    private static boolean similar(double[][] margins) {
        for (int column = 0; column < margins[0].length; column++) {
            Interval range = Interval.EMPTY;
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
