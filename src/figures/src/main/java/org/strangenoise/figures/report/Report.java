package org.strangenoise.figures.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        List<ReportRow> rows,
        List<ReportSection> sections,
        Map<String, String> provenance,
        List<String> warnings) {

    public Report {
        summary = List.copyOf(summary);
        rows = List.copyOf(rows);
        sections = List.copyOf(sections);
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        warnings = List.copyOf(warnings);
    }
}
