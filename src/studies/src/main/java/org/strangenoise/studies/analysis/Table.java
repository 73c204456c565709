package org.strangenoise.studies.analysis;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A CSV table of a type of analysis, as its reference page states it, and how it is made.
 *
 * @param part the end of the file's name after the analysis' id; empty for the main table
 * @param columns names; what a study chooses is written {@code <address>}, {@code <observable>}, {@code <Pauli string>}
 *     or {@code P_<outcome>}, once where there are several
 * @param row what a row is, a phrase
 * @param content the table; empty where an analysis has none
 */
public record Table<R>(String part, List<String> columns, String row, Function<R, Optional<CsvTable>> content) {

    public Table {
        columns = List.copyOf(columns);
        if (row.isBlank()) {
            throw new IllegalArgumentException("Argument `row` must say what a row of the table \"" + part
                    + "\" is, for results.md, but is empty");
        }
    }

    /** A table that every analysis of the type has. */
    public static <R> Table<R> always(String part, List<String> columns, String row, Function<R, CsvTable> content) {
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

    private static <U> CsvTable csv(String part, Fields<U> fields, Supplier<Stream<U>> rows) {
        return new CsvTable(
                part, fields.columns(), table -> rows.get().forEachOrdered(each -> table.addAll(fields.cells(each))));
    }
}
