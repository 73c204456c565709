package org.strangenoise.studies.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Thinning;
import org.strangenoise.figures.render.FigureRenderer;
import org.strangenoise.figures.report.Report;
import org.strangenoise.figures.report.ReportWriter;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.Table;
import org.strangenoise.studies.presentation.MeritText;

/** Writes all files of a run into a folder, except run.json, which the caller writes when it knows the times. */
public final class StudyWriter {

    private StudyWriter() {}

    /** One of the files of a run. */
    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    /**
     * Writes results.json, the CSV tables of every analysis and, if asked, the figures and the report.
     *
     * @param parallel true to write on all processors; the bytes are the same
     */
    public static void write(StudyResults results, Path folder, boolean figures, boolean parallel) throws IOException {
        List<Writing> files = new ArrayList<>();
        AtomicReference<@Nullable ReportWriter> report = new AtomicReference<>();
        Map<AnalysisResult, List<Figure>> drawings = figures ? figures(results) : Map.of();
        Map<String, String> svg = new ConcurrentHashMap<>();
        for (AnalysisResult result : results.analyses()) {
            for (Figure figure : drawings.getOrDefault(result, List.of())) {
                files.add(() -> {
                    FigureRenderer.Drawn drawn = FigureRenderer.draw(figure);
                    svg.put(figure.id(), drawn.svg());
                    drawn.write(figure.id(), folder);
                });
            }
        }
        files.add(() -> StudyResults.ResultsJson.write(results, folder.resolve("results.json")));
        for (AnalysisResult result : results.analyses()) {
            for (Table.Csv table : result.plan().type().tablesOf(result)) {
                Path file = folder.resolve(result.plan().fileName(table.part()) + ".csv");
                files.add(() -> table.write(Files.newBufferedWriter(file, StandardCharsets.UTF_8)));
            }
            result.plan().type().documentsOf(result).forEach((part, text) -> {
                Path file = folder.resolve(result.plan().fileName(part) + ".yaml");
                files.add(() -> Files.writeString(file, text));
            });
        }
        if (figures) {
            files.add(() -> report.set(new ReportWriter(report(results, drawings))));
        }
        all(files, parallel);
        ReportWriter page = report.get();
        if (page != null) {
            page.write(figure -> Objects.requireNonNull(svg.get(figure.id())), folder.resolve("report.html"));
        }
    }

    /**
     * A figure and its drawing.
     *
     * @param svg as the file of a run holds it
     */
    public record Drawing(String id, String title, String caption, String svg) {}

    /** The figures of all analyses, drawn. */
    public static List<Drawing> drawings(StudyResults results) throws IOException {
        Map<AnalysisResult, List<Figure>> figures = figures(results);
        List<Drawing> drawings = new ArrayList<>();
        for (AnalysisResult result : results.analyses()) {
            for (Figure figure : figures.getOrDefault(result, List.of())) {
                drawings.add(new Drawing(figure.id(), figure.title(), figure.caption(), FigureRenderer.toSvg(figure)));
            }
        }
        return drawings;
    }

    private static void all(List<Writing> files, boolean parallel) throws IOException {
        try (Stream<Writing> stream = parallel ? files.parallelStream() : files.stream()) {
            stream.forEach(file -> {
                try {
                    file.write();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Map<AnalysisResult, List<Figure>> figures(StudyResults results) {
        Map<AnalysisResult, List<Figure>> figures = new IdentityHashMap<>();
        for (AnalysisResult result : results.analyses()) {
            List<Figure> own = result.plan().type().figuresOf(result, results.analyses());
            own.forEach(figure -> result.plan().requireFileName(figure.id()));
            figures.put(result, own.stream().map(Thinning.DRAWING::of).toList());
        }
        return figures;
    }

    private static Report report(StudyResults results, Map<AnalysisResult, List<Figure>> figures) {
        Thinning page = Thinning.page(results.analyses().stream()
                .flatMap(result -> figures.getOrDefault(result, List.of()).stream())
                .toList());
        Map<AnalysisResult, List<Figure>> thinned = new IdentityHashMap<>();
        figures.forEach(
                (result, own) -> thinned.put(result, own.stream().map(page::of).toList()));
        return StudyReport.of(results, thinned);
    }

    /** The report of a run. */
    static final class StudyReport {

        private StudyReport() {}

        static Report of(StudyResults results, Map<AnalysisResult, List<Figure>> figures) {
            List<Report.Row> rows = results.found().stream()
                    .map(found -> new Report.Row(
                            found.expectation().what(), found.expectation().rule(), found.text(), found.isMet()))
                    .toList();
            List<Report.Section> sections = new ArrayList<>();
            Map<Report.TextTable, String> seen = new HashMap<>();
            for (AnalysisResult result : results.analyses()) {
                List<String> paragraphs = new ArrayList<>();
                if (!result.method().reason().isEmpty()) {
                    paragraphs.add("Method: " + result.method().reason() + ".");
                }
                List<Report.TextTable> tables =
                        new ArrayList<>(result.plan().type().reportTablesOf(result));
                result.plan().type().sharedTableOf(result).ifPresent(shared -> {
                    String before = seen.putIfAbsent(shared.table(), heading(result.plan()));
                    if (before == null) {
                        tables.add(shared.table());
                    } else {
                        paragraphs.add(shared.subject() + ": as in the table of \"" + before + "\".");
                    }
                });
                sections.add(new Report.Section(
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
}
