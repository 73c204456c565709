package org.strangenoise.figures;

import java.util.Arrays;
import java.util.List;

/**
 * An immutable {@code rows x columns} table of doubles, copied on the way in; {@code NaN} stands for a missing cell.
 */
public final class SampleGrid {

    private final int columns;
    private final double[][] values;

    private SampleGrid(double[][] values) {
        this.values = values;
        this.columns = values.length == 0 ? 0 : values[0].length;
        for (int row = 0; row < values.length; row++) {
            if (values[row].length != columns) {
                throw new IllegalArgumentException("Argument `values` must have rows of equal length, but row 0 has "
                        + columns + " columns and row " + row + " has " + values[row].length);
            }
        }
    }

    /** @param values indexed {@code [row][column]} */
    public static SampleGrid of(double[][] values) {
        return new SampleGrid(Arrays.stream(values).map(double[]::clone).toArray(double[][]::new));
    }

    /** Rows of numbers; a null cell is missing. */
    public static SampleGrid of(List<? extends List<? extends Number>> rows) {
        return new SampleGrid(rows.stream()
                .map(row -> row.stream()
                        .mapToDouble(cell -> cell == null ? Double.NaN : cell.doubleValue())
                        .toArray())
                .toArray(double[][]::new));
    }

    public int rows() {
        return values.length;
    }

    public int columns() {
        return columns;
    }

    public double get(int row, int column) {
        return values[row][column];
    }

    /** The smallest interval that holds every finite cell, {@link Interval#EMPTY} when there is none. */
    public Interval range() {
        Interval range = Interval.EMPTY;
        for (double[] row : values) {
            for (double value : row) {
                range = range.including(value);
            }
        }
        return range;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SampleGrid grid && Arrays.deepEquals(values, grid.values);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }

    @Override
    public String toString() {
        return "SampleGrid[" + rows() + " x " + columns + "]";
    }
}
