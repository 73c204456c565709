package org.strangenoise.studies.analysis;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.yaml.Printable;

/**
 * A CSV table of a type of analysis, as its reference page states it, and how it is made.
 *
 * @param part the end of the file's name after the analysis' id; empty for the main table
 * @param columns names; what a study chooses is written {@code <address>}, {@code <observable>}, {@code <Pauli string>}
 *     or {@code P_<outcome>}, once where there are several
 * @param row what a row is, a phrase
 * @param content the table; empty where an analysis has none
 */
public record Table<R>(String part, List<String> columns, String row, Function<R, Optional<Table.Csv>> content) {

    public Table {
        columns = List.copyOf(columns);
        if (row.isBlank()) {
            throw new IllegalArgumentException("Argument `row` must say what a row of the table \"" + part
                    + "\" is, for results.md, but is empty");
        }
    }

    /** A table that every analysis of the type has. */
    public static <R> Table<R> always(String part, List<String> columns, String row, Function<R, Csv> content) {
        return new Table<>(part, columns, row, content.andThen(Optional::of));
    }

    /** A table whose columns are the single values among fields. */
    public static <R, U> Table<R> of(String part, String row, Function<R, List<U>> rows, Fields<U> fields) {
        return sometimes(part, row, rows.andThen(Optional::of), fields);
    }

    /** The same, where there may be none. */
    public static <R, U> Table<R> sometimes(
            String part, String row, Function<R, Optional<List<U>>> rows, Fields<U> fields) {
        return new Table<>(
                part, fields.columns(), row, rows.andThen(found -> found.map(list -> csv(part, fields, list::stream))));
    }

    /** The same of many rows, of which one at a time is made. */
    public static <R, U> Table<R> each(String part, String row, Function<R, Stream<U>> rows, Fields<U> fields) {
        return always(part, fields.columns(), row, result -> csv(part, fields, () -> rows.apply(result)));
    }

    private static <U> Csv csv(String part, Fields<U> fields, Supplier<Stream<U>> rows) {
        return new Csv(
                part, fields.columns(), table -> rows.get().forEachOrdered(each -> table.addAll(fields.cells(each))));
    }

    /**
     * One tidy table of an analysis: a row an observation, SI units, angles in radians.
     *
     * @param part the end of the file's name after the analysis' id; empty for the main table
     * @param columns names, in snake_case; addresses, Pauli strings and outcomes as they are written elsewhere
     * @param content gives the rows, one after the other, so that large maps are never held as text
     */
    public record Csv(String part, List<String> columns, Consumer<Rows> content) {

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

        public Csv {
            columns = List.copyOf(columns);
        }

        public static Csv main(List<String> columns, Consumer<Rows> content) {
            return new Csv(MAIN, columns, content);
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
            return numbers.length == 1
                    ? numbers[0]
                    : Arrays.stream(numbers).boxed().toList();
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
                return items.stream().map(Csv::text).collect(Collectors.joining(" "));
            }
            return Printable.line(cell.toString());
        }
    }
}
