package org.strangenoise.studies.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.figures.report.Report;
import org.strangenoise.math.NumberText;

/**
 * A table of the report made of fields: what a column holds and means is the field's, its heading the field's name in
 * words, and a number has six digits, unless a column says otherwise. Columns without any value are left out.
 *
 * <p>Instances are immutable: every method gives a wider table.
 *
 * @param <T> what has the fields, a row
 */
public final class ReportColumns<T> {

    /** Tells a field's number. */
    @FunctionalInterface
    public interface Wording<T> {
        String of(T row, double number);
    }

    private record Shown<T>(String heading, String meaning, Function<T, String> text) {}

    private final Fields<T> fields;
    private final List<Shown<T>> columns;

    ReportColumns(Fields<T> fields, List<Shown<T>> columns) {
        this.fields = fields;
        this.columns = List.copyOf(columns);
    }

    private ReportColumns<T> with(String heading, String meaning, Function<T, String> text) {
        List<Shown<T>> wider = new ArrayList<>(columns);
        // The reference page's marks are not the report's.
        wider.add(new Shown<>(heading, meaning.replace("\\|", "|").replace("`", ""), text));
        return new ReportColumns<>(fields, wider);
    }

    /** Fields as they are. */
    public ReportColumns<T> columns(String... names) {
        ReportColumns<T> wider = this;
        for (String name : names) {
            String unit = fields.column(name).unit();
            // Units that are words, as "of f", say what the rows say.
            boolean isSymbol = !unit.isEmpty() && !unit.contains(" ");
            wider = wider.column(name, name.replace('-', ' ') + (isSymbol ? " (" + unit + ")" : ""));
        }
        return wider;
    }

    /** A field with a heading of its own. */
    public ReportColumns<T> column(String name, String heading) {
        Fields.Column<T> column = fields.column(name);
        return with(heading, column.meaning(), row -> text(column.cell().of(row)));
    }

    /** A number in a form of its own, and with a heading; empty where the field is absent. */
    public ReportColumns<T> number(String name, String heading, Wording<T> text) {
        Fields.Column<T> column = fields.column(name);
        return with(heading, column.meaning(), row -> {
            Object cell = column.cell().of(row);
            return cell == null ? "" : text.of(row, Table.Csv.number(cell));
        });
    }

    /** A field whose words need the whole row, as why there is no value. */
    public ReportColumns<T> words(String name, String heading, Function<T, String> text) {
        return with(heading, fields.column(name).meaning(), text);
    }

    /**
     * What follows from fields and is none itself, as a percentage of one.
     *
     * @param meaning a phrase
     */
    public ReportColumns<T> derived(String heading, String meaning, Function<T, String> text) {
        return with(heading, meaning, text);
    }

    /** The table of some rows. */
    public Report.TextTable table(String caption, List<T> rows) {
        List<List<String>> cells = columns.stream()
                .map(column -> rows.stream().map(column.text).toList())
                .toList();
        int[] shown = IntStream.range(0, columns.size())
                .filter(k -> !cells.get(k).stream().allMatch(String::isEmpty))
                .toArray();
        return new Report.TextTable(
                caption,
                IntStream.of(shown)
                        .mapToObj(columns::get)
                        .map(column -> new Report.TextTable.Column(column.heading, column.meaning))
                        .toList(),
                IntStream.range(0, rows.size())
                        .mapToObj(row -> IntStream.of(shown)
                                .mapToObj(k -> cells.get(k).get(row))
                                .toList())
                        .toList());
    }

    private static String text(@Nullable Object cell) {
        if (cell == null || cell.equals(Double.NaN)) {
            return "";
        }
        if (cell instanceof Double number) {
            return NumberText.of(number);
        }
        if (cell instanceof Collection<?> items) {
            return items.stream().map(ReportColumns::text).collect(Collectors.joining(", "));
        }
        return cell.toString();
    }
}
