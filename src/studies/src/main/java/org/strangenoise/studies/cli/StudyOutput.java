package org.strangenoise.studies.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.output.OutputFolder;
import org.strangenoise.studies.output.StudyResults;
import org.strangenoise.studies.output.StudyWriter;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.RunLimits;
import org.strangenoise.studies.study.Study;
import picocli.CommandLine.Option;

/** What the commands have in common that write results: options, and how the folder comes about. */
final class StudyOutput {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Output folder: absent, empty, or an earlier output. Default: out/<study name>.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--max-output",
            paramLabel = "SIZE",
            converter = StudyOptions.ByteSize.class,
            description = "Refuse a study that will write more, such as 500M. Default: 2G.")
    private Optional<Long> maxOutput = Optional.empty();

    @Option(names = "--no-figures", description = "Write numbers only: no figures, no report.")
    private boolean noFigures;

    @Option(
            names = "--explain",
            description = "Also tell which method each analysis used and why, and the density matrix's passes.")
    private boolean explain;

    /** Of a URI; a drive of Windows has one letter. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:[/\\\\]");

    private final long start = System.nanoTime();

    boolean figures() {
        return !noFigures;
    }

    long maxOutput() {
        return maxOutput.orElse(RunLimits.DEFAULT_OUTPUT);
    }

    /** Where the results go. */
    Path target(Study study) {
        Path target = out.orElse(Path.of("out", study.name()));
        if (SCHEME.matcher(target.toString()).lookingAt()) {
            throw new Main.RefusedException(
                    "--out must be a folder that this machine can write, but is `" + target + "`");
        }
        return target;
    }

    /** Options of a command line that names the same output again. */
    String again() {
        return out.map(path -> " --out " + path).orElse("");
    }

    /** Writes all files, puts the folder in its place, and prints the summary. */
    void write(
            Study study,
            List<AnalysisResult> analyses,
            OutputFolder folder,
            StudyOptions.Threads pool,
            int threads,
            ProgressLine progress)
            throws IOException, OutputFolder.UnwritableException {
        long simulated = System.nanoTime();
        StudyResults results = new StudyResults(study, analyses, Main.ManifestVersion.version());
        progress.begin(noFigures ? "writing numbers" : "drawing figures");
        pool.run(() -> {
            StudyWriter.write(results, folder.path(), !noFigures, threads > 1);
            return results;
        });
        writeRun(folder.path(), threads, simulated - start, System.nanoTime() - start);
        folder.publish();
        progress.end();
    }

    /** Prints the short table of a run. */
    void summarise(Study study, List<AnalysisResult> analyses, AnalysisRunner runner, PrintWriter to) {
        StudyResults results = new StudyResults(study, analyses, Main.ManifestVersion.version());
        new Summary(results, explain).print(to, target(study));
        if (explain) {
            runner.explain(study).forEach(to::println);
            to.flush();
        }
    }

    private static void writeRun(Path folder, int threads, long simulation, long total) throws IOException {
        ObjectNode run = new ObjectMapper().createObjectNode();
        run.put("threads", threads);
        run.put("seconds-analyses", seconds(simulation));
        run.put("seconds-total", seconds(total));
        run.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        run.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        run.put("processors", Runtime.getRuntime().availableProcessors());
        run.put("max-heap-bytes", Runtime.getRuntime().maxMemory());
        Files.writeString(
                folder.resolve("run.json"),
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(run) + "\n");
    }

    private static double seconds(long nanos) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3f", nanos * 1e-9));
    }

    /** The short table a run prints. */
    static final class Summary {

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
}
