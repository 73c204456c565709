package org.strangenoise.figures.report;

import java.util.List;
import org.strangenoise.figures.Figure;

/**
 * One analysis: what was done, its figures and its numbers.
 *
 * @param paragraphs plain text, escaped by the writer
 */
public record ReportSection(String heading, List<String> paragraphs, List<Figure> figures, List<ReportTable> tables) {

    public ReportSection {
        paragraphs = List.copyOf(paragraphs);
        figures = List.copyOf(figures);
        tables = List.copyOf(tables);
    }

    public static ReportSection of(String heading, String paragraph, List<Figure> figures) {
        return new ReportSection(heading, List.of(paragraph), figures, List.of());
    }
}
