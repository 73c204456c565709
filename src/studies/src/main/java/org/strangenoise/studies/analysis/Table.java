package org.strangenoise.studies.analysis;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.yaml.Printable;

/**
 * A CSV table of a type of analysis, as its reference page states it, and how it is made.
 *
 * @param part the end of the file's name after the analysis' id; empty for the main table
 * @param documented name, unit and meaning of each column; what a study chooses is written {@code <address>},
 *     {@code <observable>}, {@code <Pauli string>} or {@code P_<outcome>}, once where there are several
 * @param row what a row is, a phrase
 * @param content the table; empty where an analysis has none
 */
public record Table<R>(
        String part, List<Fields.Documented> documented, String row, Function<R, Optional<Table.Csv>> content) {

    public Table {
        documented = List.copyOf(documented);
        if (row.isBlank()) {
            throw new IllegalArgumentException("Argument `row` must say what a row of the table \"" + part
                    + "\" is, for results.md, but is empty");
        }
    }

    /** The names of the columns. */
    public List<String> columns() {
        return documented.stream().map(Fields.Documented::path).toList();
    }

    /** A table whose columns are the single values among fields. */
    public static <R, U> Table<R> of(String part, String row, Function<R, List<U>> rows, Fields<U> fields) {
        return sometimes(part, row, rows.andThen(Optional::of), fields);
    }

    /** The same, where there may be none. */
    public static <R, U> Table<R> sometimes(
            String part, String row, Function<R, Optional<List<U>>> rows, Fields<U> fields) {
        return new Table<>(
                part,
                fields.documentedColumns(),
                row,
                rows.andThen(found -> found.map(list -> csv(part, fields, list::stream))));
    }

    /** The same of many rows, of which one at a time is made. */
    public static <R, U> Table<R> each(String part, String row, Function<R, Stream<U>> rows, Fields<U> fields) {
        return each(part, row, rows, Columns.<R, U>of().fields(fields));
    }

    /** The same where a study names some of the columns itself. */
    public static <R, U> Table<R> each(String part, String row, Function<R, Stream<U>> rows, Columns<R, U> columns) {
        return new Table<>(
                part,
                columns.stated(),
                row,
                result -> Optional.of(new Csv(
                        part,
                        columns.names(result),
                        table -> rows.apply(result).forEachOrdered(each -> table.addAll(columns.cells(each))))));
    }

    /** This table only where a condition holds. */
    public Table<R> onlyIf(Predicate<R> condition) {
        return new Table<>(
                part, documented, row, result -> condition.test(result) ? content.apply(result) : Optional.empty());
    }

    private static <U> Csv csv(String part, Fields<U> fields, Supplier<Stream<U>> rows) {
        return new Csv(
                part, fields.columns(), table -> rows.get().forEachOrdered(each -> table.addAll(fields.cells(each))));
    }

    /**
     * The columns of a table: those of fields, and between them those that a study names, as the addresses of the
     * parameters that it varies.
     *
     * @param <U> a row
     */
    public static final class Columns<R, U> {

        private record Group<R, U>(
                List<Fields.Documented> stated,
                Function<R, List<String>> names,
                Function<U, ? extends List<?>> cells) {}

        private final List<Group<R, U>> groups;

        private Columns(List<Group<R, U>> groups) {
            this.groups = List.copyOf(groups);
        }

        /** None yet. */
        public static <R, U> Columns<R, U> of() {
            return new Columns<>(List.of());
        }

        private Columns<R, U> with(Group<R, U> group) {
            List<Group<R, U>> more = new ArrayList<>(groups);
            more.add(group);
            return new Columns<>(more);
        }

        /** Then those of fields. */
        public Columns<R, U> fields(Fields<U> fields) {
            return with(new Group<>(fields.documentedColumns(), result -> fields.columns(), fields::cells));
        }

        /**
         * Then those that a study names; there may be none.
         *
         * @param stated what stands for them on the reference page, with unit and meaning
         * @param names those of a result
         * @param cells of a row, as many
         */
        public Columns<R, U> named(
                Fields.Documented stated, Function<R, List<String>> names, Function<U, ? extends List<?>> cells) {
            if (stated.meaning().isBlank()) {
                throw new IllegalArgumentException("Argument `stated` must say what the column `" + stated.path()
                        + "` holds, for results.md, but says nothing");
            }
            return with(new Group<>(List.of(stated), names, cells));
        }

        private List<Fields.Documented> stated() {
            return groups.stream().flatMap(group -> group.stated().stream()).toList();
        }

        private List<String> names(R result) {
            return groups.stream()
                    .flatMap(group -> group.names().apply(result).stream())
                    .toList();
        }

        private List<@Nullable Object> cells(U row) {
            List<@Nullable Object> cells = new ArrayList<>();
            groups.forEach(group -> cells.addAll(group.cells().apply(row)));
            return cells;
        }
    }

    /**
     * One tidy table of an analysis: a row an observation, SI units, angles in radians.
     *
     * @param part the end of the file's name after the analysis' id; empty for the main table
     * @param columns names, in snake_case; addresses, Pauli strings and outcomes as they are written elsewhere
     * @param content gives the rows, one after the other, so that large maps are never held as text
     */
    public record Csv(String part, List<String> columns, Consumer<Rows> content) {

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
                // Many columns repeat from row to row: what is known as text is not made again.
                @Nullable Object[] before = new @Nullable Object[columns.size()];
                String[] row = new String[columns.size()];
                Arrays.fill(row, "");
                content.accept(cells -> {
                    if (cells.length != columns.size()) {
                        throw new IllegalStateException(
                                "a row of " + cells.length + " cells in the table of " + columns + " (" + part + ")");
                    }
                    for (int i = 0; i < row.length; i++) {
                        if (!Objects.equals(cells[i], before[i])) {
                            row[i] = text(cells[i]);
                            before[i] = cells[i];
                        }
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
                return Double.isFinite(number) ? ShortestDigits.of(number) : "";
            }
            if (cell instanceof List<?> items) {
                return items.stream().map(Csv::text).collect(Collectors.joining(" "));
            }
            return Printable.line(cell.toString());
        }
    }
}
