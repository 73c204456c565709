package org.strangenoise.figures;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** An immutable sequence of doubles, copied on the way in; {@code NaN} stands for a missing value. */
public final class Samples {

    private final double[] values;

    private Samples(double[] values) {
        this.values = values;
    }

    public static Samples of(double... values) {
        return new Samples(values.clone());
    }

    public static Samples of(List<? extends Number> values) {
        return new Samples(values.stream().mapToDouble(Number::doubleValue).toArray());
    }

    /** The integers {@code 0, 1, .., count - 1}: step numbers. */
    public static Samples steps(int count) {
        double[] steps = new double[count];
        Arrays.setAll(steps, i -> i);
        return new Samples(steps);
    }

    /** {@code count} equidistant values with both ends included; one value sits at {@code first}. */
    public static Samples linear(double first, double last, int count) {
        double[] values = new double[count];
        Arrays.setAll(
                values, i -> i > 0 && i == count - 1 ? last : first + (last - first) * i / Math.max(1, count - 1));
        return new Samples(values);
    }

    public int size() {
        return values.length;
    }

    public double get(int index) {
        return values[index];
    }

    /** The values from an index on, as far as another. */
    public Samples part(int from, int to) {
        return new Samples(Arrays.copyOfRange(values, from, to));
    }

    public double[] toArray() {
        return values.clone();
    }

    public Samples map(DoubleUnaryOperator function) {
        return new Samples(Arrays.stream(values).map(function).toArray());
    }

    /** The smallest interval that holds every finite value, {@link Axis.Interval#EMPTY} when there is none. */
    public Axis.Interval range() {
        Axis.Interval range = Axis.Interval.EMPTY;
        for (double value : values) {
            range = range.including(value);
        }
        return range;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Samples samples && Arrays.equals(values, samples.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return values.length <= 8 ? Arrays.toString(values) : "Samples[" + values.length + "]";
    }

    /**
     * An immutable {@code rows x columns} table of doubles, copied on the way in; {@code NaN} stands for a missing
     * cell.
     */
    public static final class Grid {

        private final int columns;
        private final double[][] values;

        private Grid(double[][] values) {
            this.values = values;
            this.columns = values.length == 0 ? 0 : values[0].length;
            for (int row = 0; row < values.length; row++) {
                if (values[row].length != columns) {
                    throw new IllegalArgumentException(
                            "Argument `values` must have rows of equal length, but row 0 has " + columns
                                    + " columns and row " + row + " has " + values[row].length);
                }
            }
        }

        /** @param values indexed {@code [row][column]} */
        public static Grid of(double[][] values) {
            return new Grid(Arrays.stream(values).map(double[]::clone).toArray(double[][]::new));
        }

        /** Rows of numbers; a null cell is missing. */
        public static Grid of(List<? extends List<? extends Number>> rows) {
            return new Grid(rows.stream()
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

        /** The smallest interval that holds every finite cell, {@link Axis.Interval#EMPTY} when there is none. */
        public Axis.Interval range() {
            Axis.Interval range = Axis.Interval.EMPTY;
            for (double[] row : values) {
                for (double value : row) {
                    range = range.including(value);
                }
            }
            return range;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Grid grid && Arrays.deepEquals(values, grid.values);
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(values);
        }

        @Override
        public String toString() {
            return "Grid[" + rows() + " x " + columns + "]";
        }
    }
}
