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
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.output.OutputFolder;
import org.strangenoise.studies.output.StudyResults;
import org.strangenoise.studies.output.StudyWriter;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.RunLimits;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.yaml.InputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: every analysis of a study, into a folder. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Runs every analysis of a study and writes results, figures and a report.")
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY.yaml", description = "The study.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Output folder: absent, empty, or an earlier output. Default: out/<study name>.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "Threads to use. Default: all processors.")
    private Optional<Integer> threads = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random, instead of the study's.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--max-memory",
            paramLabel = "SIZE",
            converter = ByteSize.class,
            description = "Refuse a study that will take more memory, such as 4G. Default: 80%% of the JVM's heap.")
    private Optional<Long> maxMemory = Optional.empty();

    @Option(
            names = "--max-output",
            paramLabel = "SIZE",
            converter = ByteSize.class,
            description = "Refuse a study that will write more, such as 500M. Default: 2G.")
    private Optional<Long> maxOutput = Optional.empty();

    @Option(names = "--no-figures", description = "Write numbers only: no figures, no report.")
    private boolean noFigures;

    @Option(
            names = "--explain",
            description = "Also tell which method each analysis used and why, and the density matrix's passes.")
    private boolean explain;

    @SuppressWarnings("NullAway.Init") // picocli sets spec and file
    RunCommand() {}

    @Override
    public Integer call() throws Exception {
        long start = System.nanoTime();
        int threadCount = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
        if (threadCount < 1) {
            throw new RefusedException("--threads must be at least 1, but is " + threadCount);
        }
        Study read = StudyReader.read(Document.open(file).study());
        Study study = seed.map(read::withSeed).orElse(read);
        RunLimits limits = new RunLimits(
                maxMemory.orElseGet(RunLimits::defaultMemory), maxOutput.orElse(RunLimits.DEFAULT_OUTPUT));
        limits.check(study, !noFigures);
        Path target = out.orElse(Path.of("out", study.name()));
        PrintWriter err = spec.commandLine().getErr();
        read.warnings().forEach(err::println);
        err.flush();
        Progress progress = new Progress(err, study.analyses().size() + 1);
        try (OutputFolder folder = OutputFolder.open(target)) {
            AnalysisRunner runner = new AnalysisRunner(
                    SimulationOptions.defaults().withThreads(threadCount).withMemoryLimit(limits.memory()),
                    progress::begin);
            // Parallel streams inside take their threads from the pool they run in.
            ForkJoinPool pool = new ForkJoinPool(threadCount);
            StudyResults results;
            long simulated;
            try {
                List<AnalysisResult> analyses =
                        pool.submit(() -> runner.run(study)).join();
                simulated = System.nanoTime();
                results = new StudyResults(study, analyses, Main.ManifestVersion.version());
                progress.begin(noFigures ? "writing numbers" : "drawing figures");
                pool.submit(() -> {
                            StudyWriter.write(results, folder.path(), !noFigures, threadCount > 1);
                            return results;
                        })
                        .join();
            } finally {
                pool.shutdown();
            }
            writeRun(folder.path(), threadCount, simulated - start, System.nanoTime() - start);
            folder.publish();
            progress.end();
            new Summary(results, explain).print(spec.commandLine().getOut(), target);
            if (explain) {
                PrintWriter out = spec.commandLine().getOut();
                runner.explain(study).forEach(out::println);
                out.flush();
            }
        } catch (OutputFolder.RefusedException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            throw new RefusedException("the study needs more memory than the "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MiB that this JVM may take");
        } catch (RuntimeException e) {
            if (e.getCause() instanceof IOException failure) {
                throw new RefusedException(
                        "output folder " + target + " cannot be written: " + InputFile.reason(failure));
            }
            throw e;
        }
        return 0;
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
}
