package org.strangenoise.figures.report;

import java.util.List;

/** A table of texts; columns of numbers are set flush right. */
public record ReportTable(String caption, List<Column> columns, List<List<String>> rows) {

    /**
     * A column.
     *
     * @param heading at its top
     * @param meaning what it holds, for whoever points at the heading; may be empty
     */
    public record Column(String heading, String meaning) {}

    public ReportTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "Argument `rows` must have " + columns.size() + " cells each, one a column, but one is " + row);
            }
        }
    }

    /** The headings alone. */
    public List<String> header() {
        return columns.stream().map(Column::heading).toList();
    }
}
