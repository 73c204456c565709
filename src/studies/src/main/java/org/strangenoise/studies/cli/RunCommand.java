package org.strangenoise.studies.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.cli.StudyOptions.Ready;
import org.strangenoise.studies.cli.StudyOptions.Threads;
import org.strangenoise.studies.output.OutputFolder;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.tasks.Journal;
import org.strangenoise.studies.tasks.JournalExecutor;
import org.strangenoise.studies.tasks.JournalSubject;
import org.strangenoise.yaml.InputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: every analysis of a study, into a folder. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Runs every analysis of a study and writes results, figures and a report. What a run of more than"
                + " a few seconds has found is kept beside the output folder, in <output folder>.partial, until the run"
                + " ends well.")
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private StudyOptions options = new StudyOptions();

    @Mixin
    private StudyOutput output = new StudyOutput();

    @Option(names = "--resume", description = "Go on from what an earlier run, which ended early, has found.")
    private boolean resume;

    @Option(names = "--restart", description = "Remove what an earlier run has found, and begin anew.")
    private boolean restart;

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    RunCommand() {}

    @Override
    public Integer call() throws Exception {
        if (resume && restart) {
            throw new RefusedException("--resume goes on from what --restart would remove: take one of them");
        }
        PrintWriter err = spec.commandLine().getErr();
        int threads = options.threads();
        Study study = options.read(err, output.maxOutput(), output.figures());
        Path target = output.target(study);
        Progress progress = new Progress(err, study.analyses().size() + 1);
        try (OutputFolder folder = OutputFolder.open(target);
                Threads pool = new Threads(threads)) {
            AnalysisRunner checker = new AnalysisRunner(options.simulation(), line -> {});
            Ready ready = pool.run(() -> Ready.of(study, checker));
            progress.expect(ready.analyses(), 1);
            try (Journal journal = journal(target, ready.subject(), err)) {
                AnalysisRunner runner = new AnalysisRunner(
                        options.simulation(), progress::begin, new JournalExecutor(journal, progress), TaskWatch.NONE);
                List<AnalysisResult> analyses = pool.run(() -> runner.run(study, ready.analyses()));
                output.write(study, analyses, folder, pool, threads, progress);
                journal.finish();
                output.summarise(study, analyses, runner, spec.commandLine().getOut());
            }
        } catch (OutputFolder.RefusedException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            throw new RefusedException("the study needs more memory than the "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MiB that this JVM may take");
        } catch (IOException e) {
            throw unwritable(target, e);
        } catch (UncheckedIOException e) {
            throw unwritable(target, Objects.requireNonNull(e.getCause()));
        }
        return 0;
    }

    private RefusedException unwritable(Path target, IOException e) {
        return new RefusedException(
                "output folder " + target + " cannot be written: " + InputFile.reason(e) + kept(target));
    }

    /** What a run that failed leaves to go on from. */
    private String kept(Path target) {
        try {
            return Journal.exists(OutputFolder.journal(target)) ? "; " + howToGoOn(target) : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    private String howToGoOn(Path target) {
        return "what was found is kept in " + OutputFolder.journal(target) + ": go on with `strange-noise run "
                + options.file() + output.again() + " --resume`";
    }

    /** The journal that rows come from and go to. */
    private Journal journal(Path target, JournalSubject subject, PrintWriter err) throws IOException {
        Path folder = OutputFolder.journal(target);
        boolean found = Journal.exists(folder);
        if (found && restart) {
            Journal.remove(folder);
        } else if (found) {
            Optional<String> difference = difference(folder, subject);
            if (difference.isPresent()) {
                throw new RefusedException("journal " + folder + " holds rows of " + difference.get()
                        + "; --restart removes them, and another --out leaves them alone");
            }
            if (!resume) {
                throw new RefusedException("journal " + folder + " holds what an earlier run of this study has found,"
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
                StudyOptions.listener(err, howToGoOn(target)));
        if (goesOn) {
            StudyOptions.readJournal(journal, err);
        }
        return journal;
    }

    private static Optional<String> difference(Path folder, JournalSubject subject) {
        try {
            return Journal.difference(folder, subject);
        } catch (IOException e) {
            throw new RefusedException("journal " + folder + " cannot be read: " + InputFile.reason(e));
        }
    }
}
