package org.strangenoise.studies.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.strangenoise.figures.Figure;
import org.strangenoise.figures.Thinning;
import org.strangenoise.figures.render.FigureRenderer;
import org.strangenoise.figures.report.ReportWriter;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.CsvTable;
import org.strangenoise.studies.analysis.FileNames;

/** Writes all files of a run into a folder, except run.json, which the caller writes when it knows the times. */
public final class StudyWriter {

    private StudyWriter() {}

    /**
     * Writes results.json, the CSV tables of every analysis and, if asked, the figures and the report.
     *
     * @param parallel true to draw figures on all processors; the bytes are the same
     */
    public static void write(StudyResults results, Path folder, boolean figures, boolean parallel) throws IOException {
        Files.write(folder.resolve("results.json"), ResultsJson.bytes(results));
        for (AnalysisResult result : results.analyses()) {
            for (CsvTable table : result.plan().type().tablesOf(result)) {
                Path file = folder.resolve(FileNames.of(result.plan(), table.part()) + ".csv");
                table.write(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
            }
            for (Map.Entry<String, String> document :
                    result.plan().type().documentsOf(result).entrySet()) {
                Files.writeString(
                        folder.resolve(FileNames.of(result.plan(), document.getKey()) + ".yaml"), document.getValue());
            }
        }
        if (figures) {
            writeFigures(results, folder, parallel);
        }
    }

    /**
     * A figure and its drawing.
     *
     * @param svg as the file of a run holds it
     */
    public record Drawing(Figure figure, String svg) {}

    /** The figures of all analyses, drawn. */
    public static List<Drawing> drawings(StudyResults results) throws IOException {
        List<Drawing> drawings = new ArrayList<>();
        for (AnalysisResult result : results.analyses()) {
            for (Figure figure : result.plan().type().figuresOf(result, results.analyses())) {
                Figure drawn = Thinning.DRAWING.of(figure);
                drawings.add(new Drawing(drawn, FigureRenderer.toSvg(drawn)));
            }
        }
        return drawings;
    }

    private static void writeFigures(StudyResults results, Path folder, boolean parallel) throws IOException {
        Map<AnalysisResult, List<Figure>> figures = new IdentityHashMap<>();
        List<Figure> all = new ArrayList<>();
        for (AnalysisResult result : results.analyses()) {
            List<Figure> own = result.plan().type().figuresOf(result, results.analyses());
            own.forEach(figure -> FileNames.require(result.plan(), figure.id()));
            List<Figure> drawn = own.stream().map(Thinning.DRAWING::of).toList();
            figures.put(result, drawn);
            all.addAll(drawn);
        }
        Map<String, String> svg = new ConcurrentHashMap<>();
        try {
            Stream<Figure> stream = parallel ? all.parallelStream() : all.stream();
            stream.forEach(figure -> {
                try {
                    String drawing = FigureRenderer.toSvg(figure);
                    svg.put(figure.id(), drawing);
                    Files.writeString(folder.resolve(figure.id() + ".svg"), drawing, StandardCharsets.UTF_8);
                    Files.write(folder.resolve(figure.id() + ".png"), FigureRenderer.toPng(figure));
                    Files.write(folder.resolve(figure.id() + ".pdf"), FigureRenderer.toPdf(figure));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Thinning page = Thinning.page(all);
        figures.replaceAll((result, own) -> own.stream().map(page::of).toList());
        ReportWriter.write(
                StudyReport.of(results, figures),
                figure -> Objects.requireNonNull(svg.get(figure.id())),
                folder.resolve("report.html"));
    }
}
