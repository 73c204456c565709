package org.strangenoise.figures.report;

import java.util.List;

/** A table of texts; columns of numbers are set flush right. */
public record ReportTable(String caption, List<String> header, List<List<String>> rows) {

    public ReportTable {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("Argument `rows` must have " + header.size()
                        + " cells each as the header has, but one is " + row);
            }
        }
    }
}
