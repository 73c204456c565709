package org.strangenoise.studies.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.BudgetResult;
import org.strangenoise.studies.analysis.DecayResult;
import org.strangenoise.studies.figure.Figure;
import org.strangenoise.studies.report.Report;
import org.strangenoise.studies.report.ReportRow;
import org.strangenoise.studies.report.ReportSection;
import org.strangenoise.studies.report.ReportTable;

/** The report of a run. */
final class StudyReport {

    private StudyReport() {}

    static Report of(StudyResults results, Map<AnalysisResult, List<Figure>> figures) {
        List<ReportRow> rows = results.found().stream()
                .map(found -> new ReportRow(
                        found.expectation().what(), found.expectation().rule(), found.text(), found.isMet()))
                .toList();
        List<ReportSection> sections = new ArrayList<>();
        for (AnalysisResult result : results.analyses()) {
            List<String> paragraphs = result.method().reason().isEmpty()
                    ? List.of()
                    : List.of("Method: " + result.method().reason() + ".");
            sections.add(new ReportSection(
                    result.plan().id() + ": " + result.plan().type(),
                    paragraphs,
                    figures.getOrDefault(result, List.of()),
                    tables(result)));
        }
        String description = results.study().description();
        Map<String, String> provenance = new LinkedHashMap<>(results.provenance());
        provenance.put(
                "seed", String.valueOf(results.study().setup().simulation().seed()));
        return new Report(
                results.study().title(),
                description.isEmpty() ? List.of() : List.of(description),
                rows,
                sections,
                provenance,
                results.warnings());
    }

    private static List<ReportTable> tables(AnalysisResult result) {
        if (result instanceof BudgetResult budget) {
            return BudgetTables.of(budget);
        }
        return result instanceof DecayResult decay ? List.of(DecayFigures.table(decay)) : List.of();
    }
}
