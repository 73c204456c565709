package org.strangenoise.studies.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.strangenoise.device.yaml.DeviceReader;
import org.strangenoise.simulate.SimulationOptions;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.cli.StudyOptions.Ready;
import org.strangenoise.studies.cli.StudyOptions.Threads;
import org.strangenoise.studies.output.OutputFolder;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.study.StudyReader;
import org.strangenoise.studies.tasks.Journal;
import org.strangenoise.studies.tasks.TaskExecutor;
import org.strangenoise.yaml.InputFile;
import org.strangenoise.yaml.InvalidInputException;
import org.strangenoise.yaml.Problem;
import org.strangenoise.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * What {@code run} does, wherever the rows are found: every analysis of a study, into a folder, with a journal beside
 * it.
 */
public final class StudyRun {

    @Mixin
    private StudyOptions options = new StudyOptions();

    @Mixin
    private StudyOutput output = new StudyOutput();

    @Option(names = "--resume", description = "Go on from what an earlier run, which ended early, has found.")
    private boolean resume;

    @Option(names = "--restart", description = "Remove what an earlier run has found, and begin anew.")
    private boolean restart;

    /** Where rows are found that the journal does not have. */
    @FunctionalInterface
    public interface Place {

        /**
         * Finds them for one run.
         *
         * @param journal takes the rows as they are found
         * @param progress hears of the tasks
         */
        TaskExecutor executor(Work work, Journal journal, TaskExecutor.Progress progress);

        /** Options of a command line that names the same place again, each with a space before it. */
        default String again() {
            return "";
        }
    }

    /**
     * What is carried out.
     *
     * @param study as it runs, another seed included
     * @param subject what its rows belong to
     * @param options limits and threads of this process
     * @param seed what the command line put in place of the study's seeds; empty if it did not
     * @param anew true if rows of earlier runs are to be found again
     */
    public record Work(
            Study study, Journal.Subject subject, SimulationOptions options, Optional<Long> seed, boolean anew) {}

    /** Threads that this process may use. */
    public int threads() {
        return options.threads();
    }

    /**
     * Carries a study out.
     *
     * @param spec of the command, for its streams and its name
     * @return the exit code
     * @throws Main.RefusedException if the study cannot run, or not there
     */
    public int call(CommandSpec spec, Place place) throws IOException {
        if (resume && restart) {
            throw new Main.RefusedException("--resume goes on from what --restart would remove: take one of them");
        }
        PrintWriter err = spec.commandLine().getErr();
        int threads = options.threads();
        Study study = options.read(err, output.maxOutput(), output.figures());
        Path target = output.target(study);
        String again = spec.qualifiedName() + " " + options.file() + output.again() + place.again();
        ProgressLine progress = new ProgressLine(err, study.analyses().size() + 1);
        try (OutputFolder folder = OutputFolder.open(target);
                Threads pool = new Threads(threads)) {
            AnalysisRunner checker = new AnalysisRunner(options.simulation(), line -> {});
            Ready ready = pool.run(() -> Ready.of(study, checker));
            progress.expect(ready.analyses(), 1);
            try (Journal journal = journal(target, ready.subject(), again, err)) {
                Work work = new Work(study, ready.subject(), options.simulation(), options.seed(), restart);
                AnalysisRunner runner = new AnalysisRunner(
                        options.simulation(), progress::begin, place.executor(work, journal, progress), TaskWatch.NONE);
                List<AnalysisResult> analyses = pool.run(() -> runner.run(study, ready.analyses()));
                output.write(study, analyses, folder, pool, threads, progress);
                journal.finish();
                output.summarise(study, analyses, runner, spec.commandLine().getOut());
            }
        } catch (OutputFolder.UnwritableException e) {
            throw new Main.RefusedException(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            throw new Main.RefusedException("the study needs more memory than the "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MiB that this JVM may take");
        } catch (IOException e) {
            throw unwritable(target, e, again);
        } catch (UncheckedIOException e) {
            throw unwritable(target, Objects.requireNonNull(e.getCause()), again);
        }
        return 0;
    }

    private static Main.RefusedException unwritable(Path target, IOException e, String again) {
        return new Main.RefusedException(
                "output folder " + target + " cannot be written: " + InputFile.reason(e) + kept(target, again));
    }

    /** What a run that failed leaves to go on from. */
    private static String kept(Path target, String again) {
        try {
            return Journal.exists(OutputFolder.journal(target)) ? "; " + howToGoOn(target, again) : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static String howToGoOn(Path target, String again) {
        return "what was found is kept in " + OutputFolder.journal(target) + ": go on with `" + again + " --resume`";
    }

    /** The journal that rows come from and go to. */
    private Journal journal(Path target, Journal.Subject subject, String again, PrintWriter err) throws IOException {
        Path folder = OutputFolder.journal(target);
        boolean found = Journal.exists(folder);
        if (found && restart) {
            Journal.remove(folder);
        } else if (found) {
            Optional<String> difference = difference(folder, subject);
            if (difference.isPresent()) {
                throw new Main.RefusedException("journal " + folder + " holds rows of " + difference.get()
                        + "; --restart removes them, and another --out leaves them alone");
            }
            if (!resume) {
                throw new Main.RefusedException(
                        "journal " + folder + " holds what an earlier run of this study has found,"
                                + " which ended early: --resume goes on from there, --restart begins anew");
            }
        } else if (resume) {
            err.println("nothing to go on from at " + folder + ": the run begins anew");
            err.flush();
        }
        boolean goesOn = found && resume;
        Journal journal = new Journal(
                folder,
                subject,
                goesOn ? 0 : StudyOptions.quietSeconds(),
                StudyOptions.listener(err, howToGoOn(target, again)));
        if (goesOn) {
            StudyOptions.readJournal(journal, err);
        }
        return journal;
    }

    private static Optional<String> difference(Path folder, Journal.Subject subject) {
        try {
            return Journal.difference(folder, subject);
        } catch (IOException e) {
            throw new Main.RefusedException("journal " + folder + " cannot be read: " + InputFile.reason(e));
        }
    }

    /** {@code run}: every analysis of a study, into a folder. */
    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            versionProvider = Main.ManifestVersion.class,
            description =
                    "Runs every analysis of a study and writes results, figures and a report. What a run of more than"
                            + " a few seconds has found is kept beside the output folder, in <output folder>.partial, until the run"
                            + " ends well.")
    static final class RunCommand implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private StudyRun run = new StudyRun();

        @SuppressWarnings("NullAway.Init") // picocli sets spec
        RunCommand() {}

        @Override
        public Integer call() throws IOException {
            return run.call(spec, (work, journal, progress) -> new TaskExecutor.JournalExecutor(journal, progress));
        }
    }

    /** {@code validate}: {@code ok} a file, or every problem found. */
    @Command(
            name = "validate",
            mixinStandardHelpOptions = true,
            versionProvider = Main.ManifestVersion.class,
            description = "Checks device and study files: ok, or every problem found.")
    static final class ValidateCommand implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", arity = "1..*", description = "Device or study files.")
        private List<Path> files;

        @SuppressWarnings("NullAway.Init") // picocli sets spec and files
        ValidateCommand() {}

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            PrintWriter err = spec.commandLine().getErr();
            boolean ok = true;
            for (Path file : files) {
                try {
                    check(file).forEach(err::println);
                    out.println(file + ": ok");
                } catch (InvalidInputException e) {
                    e.problems().stream().map(Problem::toString).forEach(err::println);
                    ok = false;
                }
            }
            out.flush();
            err.flush();
            return ok ? 0 : Main.REFUSED;
        }

        private static List<String> check(Path file) {
            Document document = Document.open(file);
            if (document.isDevice()) {
                Problems problems = new Problems();
                document.root().ifPresent(root -> DeviceReader.read(root, problems));
                problems.throwIfErrors();
                return problems.warnings().stream().map(Problem::toString).toList();
            }
            Study study = StudyReader.read(document.file());
            new AnalysisRunner(SimulationOptions.defaults(), line -> {}).prepare(study);
            return study.warnings();
        }
    }
}
