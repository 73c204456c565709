package org.strangenoise.figures.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.figures.Figure;

/**
 * What a study found. All texts are plain and escaped by the writer.
 *
 * @param summary paragraphs below the title
 * @param rows asked against found
 * @param provenance what the numbers were made from, in the order given
 */
public record Report(
        String title,
        List<String> summary,
        List<Report.Row> rows,
        List<Report.Section> sections,
        Map<String, String> provenance,
        List<String> warnings) {

    public Report {
        summary = List.copyOf(summary);
        rows = List.copyOf(rows);
        sections = List.copyOf(sections);
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        warnings = List.copyOf(warnings);
    }

    /**
     * A number that was asked for beside the one that was found.
     *
     * @param what the quantity
     * @param asked the value or range it should have, as text
     * @param found its value, as text
     * @param ok whether it was met
     */
    public record Row(String what, String asked, String found, boolean ok) {}

    /**
     * One analysis: what was done, its figures and its numbers.
     *
     * @param paragraphs plain text, escaped by the writer
     */
    public record Section(String heading, List<String> paragraphs, List<Figure> figures, List<TextTable> tables) {

        public Section {
            paragraphs = List.copyOf(paragraphs);
            figures = List.copyOf(figures);
            tables = List.copyOf(tables);
        }

        public static Section of(String heading, String paragraph, List<Figure> figures) {
            return new Section(heading, List.of(paragraph), figures, List.of());
        }
    }

    /** A table of texts; columns of numbers are set flush right. */
    public record TextTable(String caption, List<Column> columns, List<List<String>> rows) {

        /**
         * A column.
         *
         * @param heading at its top
         * @param meaning what it holds, for whoever points at the heading; may be empty
         */
        public record Column(String heading, String meaning) {}

        public TextTable {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException("Argument `rows` must have " + columns.size()
                            + " cells each, one a column, but one is " + row);
                }
            }
        }

        /** The headings alone. */
        public List<String> header() {
            return columns.stream().map(Column::heading).toList();
        }
    }
}
