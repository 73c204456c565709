package org.strangenoise.studies.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.RunLimits;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.studies.tasks.Journal;
import org.strangenoise.studies.tasks.Task;
import org.strangenoise.yaml.InputFile;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What the commands have in common that carry a study out, or a part of it. */
final class StudyOptions {

    /** More than any machine has, and less than one can start. */
    private static final int MOST_THREADS = 1024;

    /** Studies that are over sooner keep no journal. */
    private static final double QUIET_SECONDS = 3;

    @Parameters(paramLabel = "STUDY.yaml", description = "The study.")
    private Path file;

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

    @SuppressWarnings("NullAway.Init") // picocli sets the file
    StudyOptions() {}

    /** The study's file, as the command line names it. */
    Path file() {
        return file;
    }

    int threads() {
        return threads(threads);
    }

    /** As many as there are processors, unless asked for. */
    static int threads(Optional<Integer> asked) {
        int count = asked.orElseGet(
                () -> Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
        if (count < 1 || count > MOST_THREADS) {
            throw new Main.RefusedException("--threads must be from 1 to " + MOST_THREADS + ", but is " + count);
        }
        return count;
    }

    Optional<Long> seed() {
        return seed;
    }

    long memory() {
        return maxMemory.orElseGet(RunLimits::defaultMemory);
    }

    /** The study, within limits; what its reader warns of goes to standard error. */
    Study read(PrintWriter err, long output, boolean figures) {
        threads();
        Study read = StudyReader.read(Document.open(file).study());
        Study study = seed.map(read::withSeed).orElse(read);
        new RunLimits(memory(), output).check(study, figures);
        read.warnings().forEach(err::println);
        err.flush();
        return study;
    }

    SimulationOptions simulation() {
        return SimulationOptions.defaults().withThreads(threads()).withMemoryLimit(memory());
    }

    /**
     * A study whose analyses can run.
     *
     * @param subject what rows of it belong to
     */
    record Ready(Study study, List<PreparedAnalysis<?, ?>> analyses, Journal.Subject subject) {

        static Ready of(Study study, AnalysisRunner runner) {
            List<PreparedAnalysis<?, ?>> prepared = runner.prepare(study);
            return new Ready(study, prepared, AnalysisRunner.subject(study, prepared, Main.ManifestVersion.version()));
        }
    }

    /** The threads that a command may use. */
    static final class Threads implements AutoCloseable {

        private final ForkJoinPool pool;

        Threads(int count) {
            pool = new ForkJoinPool(count);
        }

        /**
         * Parallel streams inside take their threads from the pool they run in; what fails fails here as it did there.
         */
        <T> T run(Callable<T> work) throws IOException {
            FutureTask<T> task = new FutureTask<>(work);
            pool.execute(task);
            try {
                return task.get();
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                if (cause instanceof IOException failure) {
                    throw failure;
                }
                if (cause instanceof RuntimeException failure) {
                    throw failure;
                }
                if (cause instanceof Error failure) {
                    throw failure;
                }
                throw new IllegalStateException(cause);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the main thread", e);
            }
        }

        @Override
        public void close() {
            pool.shutdown();
        }
    }

    /**
     * A journal's rows.
     *
     * @throws Main.RefusedException if they are of another study or version, or cannot be read
     */
    static void readJournal(Journal journal, PrintWriter err) {
        try {
            int damaged = journal.read();
            if (damaged > 0) {
                err.println("journal " + journal.folder() + " has " + damaged + (damaged == 1 ? " line" : " lines")
                        + " that are damaged; what stood there is found again");
                err.flush();
            }
        } catch (Journal.OtherJournalException e) {
            throw new Main.RefusedException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Main.RefusedException("journal " + journal.folder() + " cannot be read: " + InputFile.reason(e));
        }
    }

    /** How long a run goes on before it writes a journal; tests set it, so that short runs have one. */
    static double quietSeconds() {
        return Double.parseDouble(System.getProperty("strange-noise.journal.seconds", String.valueOf(QUIET_SECONDS)));
    }

    /** A journal's messages, on standard error. */
    static Journal.Listener listener(PrintWriter err, String howToGoOn) {
        return new Journal.Listener() {
            @Override
            public void warning(String message) {
                err.println("warning: " + message);
                err.flush();
            }

            @Override
            public void endsEarly() {
                err.println("strange-noise: ended early; " + howToGoOn);
                err.flush();
            }
        };
    }

    /** A task as messages and plans name it. */
    static String text(Task task) {
        return task.analysis() + " " + task.from() + "-" + (task.to() - 1);
    }

    /** Reads {@code 512M} or {@code 4G}. */
    static final class ByteSize implements ITypeConverter<Long> {

        private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})([KMGT]?)");

        @Override
        public Long convert(String text) {
            Matcher size = SIZE.matcher(text);
            if (!size.matches()) {
                throw new TypeConversionException("must be a size such as 512M or 4G, but is `" + text + "`");
            }
            int shift = size.group(2).isEmpty() ? 0 : 10 * (1 + "KMGT".indexOf(size.group(2)));
            return Long.parseLong(size.group(1)) << shift;
        }
    }
}
