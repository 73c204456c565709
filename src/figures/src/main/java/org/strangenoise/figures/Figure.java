package org.strangenoise.figures;

import java.util.Arrays;
import java.util.List;

/**
 * Panels in rows, at a column width of a journal.
 *
 * @param id names the files; letters, digits, dot, hyphen and underscore
 * @param title a short name, used by the report and as the alternative text of the picture
 * @param caption a few sentences below the picture, not part of it
 * @param rows from top to bottom
 * @param sharing which parts neighbouring panels have in common
 */
public record Figure(String id, String title, String caption, Width width, List<Row> rows, Sharing sharing) {

    /** One plot of a {@link Figure}. */
    public sealed interface Panel permits HeatMap, LineChart, Scatter, BlochSphere, PulseSequence, PauliBars, BarChart {

        /** A short heading above the plot; may be empty. */
        String title();
    }

    /** Column widths of Nature-style journals. */
    public enum Width {
        SINGLE_COLUMN(86),
        DOUBLE_COLUMN(178);

        private final double millimetres;

        Width(double millimetres) {
            this.millimetres = millimetres;
        }

        public double millimetres() {
            return millimetres;
        }
    }

    /** Which parts neighbouring panels have in common. */
    public enum Sharing {
        /** Every panel has axes, a colour bar if it needs one, and a letter when there are several. */
        NOTHING,
        /** A grid of maps: axis labels at the outer edge only, one colour scale and bar, a letter per row. */
        AXES_AND_COLORS,
        /**
         * Bar charts of the same series on the same value axis: its labels at the left of a row only, and one legend
         * above all.
         */
        SCALE_AND_LEGEND
    }

    /**
     * Panels side by side, of equal width unless weights say otherwise.
     *
     * @param label set vertically at the left; may be empty
     * @param height of the plots without titles and axis labels, in millimetres
     * @param weights relative widths, one per panel; empty for equal ones
     */
    public record Row(String label, double height, List<Panel> panels, List<Double> weights) {
        public Row {
            panels = List.copyOf(panels);
            weights = List.copyOf(weights);
            if (panels.isEmpty()) {
                throw new IllegalArgumentException("Argument `panels` must not be empty");
            }
            if (!weights.isEmpty()
                    && (weights.size() != panels.size() || weights.stream().anyMatch(w -> !(w > 0)))) {
                throw new IllegalArgumentException("Argument `weights` must have a positive number for each of "
                        + panels.size() + " panels, but is " + weights);
            }
            if (!(height >= 5 && height <= 400)) {
                throw new IllegalArgumentException("Argument `height` must be 5 to 400 mm, but is " + height);
            }
        }

        public static Row of(double height, Panel... panels) {
            return new Row("", height, Arrays.asList(panels), List.of());
        }

        public static Row labelled(String label, double height, List<? extends Panel> panels) {
            return new Row(label, height, List.copyOf(panels), List.of());
        }
    }

    public Figure {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("Argument `rows` must not be empty");
        }
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "Argument `id` must be letters, digits, `.`, `-`, `_` and start with a letter or digit, but is `"
                            + id + "`");
        }
    }

    /** One panel, a column wide. */
    public static Figure of(String id, String title, String caption, double height, Panel panel) {
        return new Figure(id, title, caption, Width.SINGLE_COLUMN, List.of(Row.of(height, panel)), Sharing.NOTHING);
    }

    /** Panels of their own in rows, two columns wide. */
    public static Figure wide(String id, String title, String caption, List<Row> rows) {
        return new Figure(id, title, caption, Width.DOUBLE_COLUMN, rows, Sharing.NOTHING);
    }

    /** A grid of maps with one colour bar, two columns wide. */
    public static Figure grid(String id, String title, String caption, List<Row> rows) {
        return new Figure(id, title, caption, Width.DOUBLE_COLUMN, rows, Sharing.AXES_AND_COLORS);
    }

    /** All panels, row by row. */
    public List<Panel> panels() {
        return rows.stream().flatMap(row -> row.panels().stream()).toList();
    }
}
