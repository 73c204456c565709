package org.strangenoise.studies.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.output.StudyResults;

/** The short table a run prints. */
final class Summary {

    private final StudyResults results;
    private final boolean explain;

    Summary(StudyResults results, boolean explain) {
        this.results = results;
        this.explain = explain;
    }

    void print(PrintWriter out, Path target) {
        out.println(results.study().title());
        out.println();
        int width = results.analyses().stream()
                .mapToInt(a -> a.plan().id().length())
                .max()
                .orElse(0);
        int types = results.analyses().stream()
                .mapToInt(a -> a.plan().type().name().length())
                .max()
                .orElse(1);
        for (AnalysisResult analysis : results.analyses()) {
            String method = explain && !analysis.method().reason().isEmpty()
                    ? analysis.method().reason()
                    : analysis.method().name();
            out.printf(
                    Locale.ROOT,
                    "  %-" + Math.max(1, width) + "s  %-" + types + "s  %s%n",
                    analysis.plan().id(),
                    analysis.plan().type().name(),
                    method.equals("none") ? "" : method);
            int indent = Math.max(1, width);
            analysis.plan()
                    .type()
                    .answerOf(analysis)
                    .ifPresent(answer -> out.println("  " + " ".repeat(indent) + "  " + answer));
        }
        List<StudyResults.Found> found = results.found();
        if (!found.isEmpty()) {
            out.println();
            out.printf(Locale.ROOT, "  %-62s %-20s %s%n", "asked against found", "asked", "found");
            for (StudyResults.Found one : found) {
                out.printf(
                        Locale.ROOT,
                        "  %-62s %-20s %-9s  %s%n",
                        one.expectation().what(),
                        one.expectation().rule(),
                        one.text(),
                        one.isMet() ? "met" : "NOT MET");
            }
        }
        for (String warning : results.warnings()) {
            out.println("  warning: " + warning);
        }
        out.println();
        Path report = target.resolve("report.html");
        out.println("  " + (Files.exists(report) ? report : target.resolve("results.json")));
        out.flush();
    }
}
