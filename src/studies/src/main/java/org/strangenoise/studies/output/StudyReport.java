package org.strangenoise.studies.output;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.report.Report;
import org.strangenoise.figures.report.ReportRow;
import org.strangenoise.figures.report.ReportSection;
import org.strangenoise.figures.report.ReportTable;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.presentation.MeritText;

/** The report of a run. */
final class StudyReport {

    private StudyReport() {}

    static Report of(StudyResults results, Map<AnalysisResult, List<Figure>> figures) {
        List<ReportRow> rows = results.found().stream()
                .map(found -> new ReportRow(
                        found.expectation().what(), found.expectation().rule(), found.text(), found.isMet()))
                .toList();
        List<ReportSection> sections = new ArrayList<>();
        Map<ReportTable, String> seen = new HashMap<>();
        for (AnalysisResult result : results.analyses()) {
            List<String> paragraphs = new ArrayList<>();
            if (!result.method().reason().isEmpty()) {
                paragraphs.add("Method: " + result.method().reason() + ".");
            }
            List<ReportTable> tables = new ArrayList<>(result.plan().type().reportTablesOf(result));
            result.plan().type().sharedTableOf(result).ifPresent(shared -> {
                String before = seen.putIfAbsent(shared.table(), heading(result.plan()));
                if (before == null) {
                    tables.add(shared.table());
                } else {
                    paragraphs.add(shared.subject() + ": as in the table of \"" + before + "\".");
                }
            });
            sections.add(new ReportSection(
                    heading(result.plan()), paragraphs, figures.getOrDefault(result, List.of()), tables));
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

    /** The type in words, and the id where it says more. */
    private static String heading(AnalysisPlan plan) {
        String type = plan.type().name().replace('-', ' ');
        String words = MeritText.capitalised(type);
        return plan.id().equals(plan.type().name()) ? words : words + ": " + plan.id();
    }
}
