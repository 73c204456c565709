package org.strangenoise.studies.analysis;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.strangenoise.yaml.Printable;

/**
 * One tidy table of an analysis: a row an observation, SI units, angles in radians.
 *
 * @param part the end of the file's name after the analysis' id; empty for the main table
 * @param columns names, in snake_case; addresses, Pauli strings and outcomes as they are written elsewhere
 * @param content gives the rows, one after the other, so that large maps are never held as text
 */
public record CsvTable(String part, List<String> columns, Consumer<Rows> content) {

    static final String MAIN = "";

    /** Takes the rows of a table. */
    @FunctionalInterface
    public interface Rows {
        /**
         * Adds a row: numbers that are not finite and null become empty cells, the items of a list are separated by
         * spaces.
         */
        void add(@Nullable Object... cells);

        default void addAll(List<?> cells) {
            add(cells.toArray());
        }
    }

    public CsvTable {
        columns = List.copyOf(columns);
    }

    public static CsvTable main(List<String> columns, Consumer<Rows> content) {
        return new CsvTable(MAIN, columns, content);
    }

    /** A value of a parameter: infinity is a value here. */
    public static Object parameter(double value) {
        return value == Double.POSITIVE_INFINITY ? "inf" : value;
    }

    /** The number of a cell, that of a parameter included. */
    static double number(Object cell) {
        return cell.equals("inf") ? Double.POSITIVE_INFINITY : ((Number) cell).doubleValue();
    }

    /** The cell of one number, or of several, separated by spaces. */
    public static Object numberOrList(double[] numbers) {
        return numbers.length == 1 ? numbers[0] : Arrays.stream(numbers).boxed().toList();
    }

    public void write(Writer out) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(columns);
            content.accept(cells -> {
                if (cells.length != columns.size()) {
                    throw new IllegalStateException(
                            "a row of " + cells.length + " cells in the table of " + columns + " (" + part + ")");
                }
                String[] row = new String[cells.length];
                for (int i = 0; i < row.length; i++) {
                    row[i] = text(cells[i]);
                }
                csv.writeRecord(row);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String text(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        if (cell instanceof Double number) {
            return Double.isFinite(number) ? Double.toString(number) : "";
        }
        if (cell instanceof List<?> items) {
            return items.stream().map(CsvTable::text).collect(Collectors.joining(" "));
        }
        return Printable.line(cell.toString());
    }
}
