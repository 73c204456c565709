package org.strangenoise.studies.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.strangenoise.studies.tasks.Task;
import org.strangenoise.studies.tasks.TaskExecutor;
import org.strangenoise.yaml.InputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assemble}: the results of a journal that has all rows. */
@Command(
        name = "assemble",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description =
                "Writes results, figures and a report from the rows in a journal, and removes the journal. Simulates"
                        + " nothing: tasks that are missing are named. The bytes are those of `run`.")
final class AssembleCommand implements Callable<Integer> {

    /** So many missing tasks are named one by one. */
    private static final int NAMED = 10;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StudyOptions options = new StudyOptions();

    @Mixin
    private StudyOutput output = new StudyOutput();

    @Option(names = "--journal", paramLabel = "DIR", required = true, description = "The journal's folder.")
    private Path folder;

    @SuppressWarnings("NullAway.Init") // picocli sets spec and folder
    AssembleCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Study study = options.read(err, output.maxOutput(), output.figures());
        Path target = output.target(study);
        if (!Journal.exists(folder)) {
            throw new RefusedException("journal " + folder + " holds no rows");
        }
        try (OutputFolder out = OutputFolder.open(target);
                Threads pool = new Threads(options.threads())) {
            AnalysisRunner checker = new AnalysisRunner(options.simulation(), line -> {});
            Ready ready = pool.run(() -> Ready.of(study, checker));
            try (Journal journal = new Journal(folder, ready.subject(), 0, StudyOptions.listener(err, ""))) {
                StudyOptions.readJournal(journal, err);
                JournalExecutor executor = new JournalExecutor(journal, TaskExecutor.Progress.NONE);
                requireAll(ready, executor);
                Progress progress = new Progress(err, study.analyses().size() + 1);
                AnalysisRunner runner =
                        new AnalysisRunner(options.simulation(), progress::begin, executor, TaskWatch.NONE);
                List<AnalysisResult> analyses = pool.run(() -> runner.run(study, ready.analyses()));
                output.write(study, analyses, out, pool, options.threads(), progress);
                journal.finish();
                output.summarise(study, analyses, runner, spec.commandLine().getOut());
            }
        } catch (OutputFolder.RefusedException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new RefusedException("output folder " + target + " cannot be written: " + InputFile.reason(e));
        }
        return 0;
    }

    private static void requireAll(Ready ready, JournalExecutor executor) {
        List<Task> missing = new ArrayList<>();
        for (int k = 0; k < ready.analyses().size(); k++) {
            missing.addAll(executor.missing(
                    ready.study().analyses().get(k).id(), ready.analyses().get(k)));
        }
        if (!missing.isEmpty()) {
            StringBuilder message = new StringBuilder("the journal lacks ")
                    .append(missing.size())
                    .append(missing.size() == 1 ? " task:" : " tasks:");
            missing.stream()
                    .limit(NAMED)
                    .forEach(task -> message.append("\n  ")
                            .append(ready.subject().part(task.analysis()).taskId(task))
                            .append("  ")
                            .append(StudyOptions.text(task)));
            if (missing.size() > NAMED) {
                message.append("\n  and ").append(missing.size() - NAMED).append(" more");
            }
            throw new RefusedException(message.toString());
        }
    }
}
