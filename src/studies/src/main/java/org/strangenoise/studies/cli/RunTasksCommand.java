package org.strangenoise.studies.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.cli.StudyOptions.Ready;
import org.strangenoise.studies.cli.StudyOptions.Threads;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.tasks.Journal;
import org.strangenoise.studies.tasks.JournalExecutor;
import org.strangenoise.studies.tasks.Task;
import org.strangenoise.yaml.InputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code run-tasks}: a share of a study's tasks, into a journal that several processes write. */
@Command(
        name = "run-tasks",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Carries out a share of a study's tasks and keeps their rows in a journal, beside other processes"
                + " that carry out the rest, on this machine or on others. `assemble` makes the results of them. Tasks"
                + " that the journal has are not carried out again.")
final class RunTasksCommand implements Callable<Integer> {

    private static final long POLL_MILLIS = 500;

    private static final long NANOS = 1_000_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StudyOptions options = new StudyOptions();

    @Option(
            names = "--only",
            paramLabel = "K/N",
            required = true,
            converter = Share.Reader.class,
            description = "Every N-th task from the K-th on, K from 1 to N.")
    private Share share;

    @Option(names = "--journal", paramLabel = "DIR", required = true, description = "The journal's folder.")
    private Path folder;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "Work that decides as it goes needs the rows of all processes before its next round: wait"
                    + " for so long without news of them. Default: 60.")
    private int patience = 60;

    @SuppressWarnings("NullAway.Init") // picocli sets spec, share and folder
    RunTasksCommand() {}

    /** Every {@code of}-th task, from the {@code number}-th on. */
    record Share(int number, int of) implements IntPredicate {

        @Override
        public boolean test(int task) {
            return task % of == number - 1;
        }

        /** Reads {@code 3/20}. */
        static final class Reader implements ITypeConverter<Share> {
            private static final Pattern SHARE = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

            @Override
            public Share convert(String text) {
                Matcher share = SHARE.matcher(text);
                if (share.matches()) {
                    int number = Integer.parseInt(share.group(1));
                    int of = Integer.parseInt(share.group(2));
                    if (number >= 1 && number <= of) {
                        return new Share(number, of);
                    }
                }
                throw new TypeConversionException(
                        "must be K/N with K from 1 to N, such as 3/20, but is `" + text + "`");
            }
        }
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Study study = options.read(err, Long.MAX_VALUE, false);
        Progress progress = new Progress(err, study.analyses().size());
        try (Threads pool = new Threads(options.threads())) {
            AnalysisRunner runner = new AnalysisRunner(options.simulation(), line -> {});
            Ready ready = pool.run(() -> Ready.of(study, runner));
            progress.expect(ready.analyses(), share.of());
            try (Journal journal = new Journal(
                    folder,
                    ready.subject(),
                    0,
                    StudyOptions.listener(err, "the same command goes on from the rows in " + folder))) {
                StudyOptions.readJournal(journal, err);
                journal.begin();
                Map<String, List<Task>> missing = pool.run(() -> work(ready, journal, progress));
                progress.end();
                missing.forEach((id, tasks) -> err.println(id + ": a round still lacks "
                        + tasks.size() + (tasks.size() == 1 ? " task" : " tasks") + " of other processes; once those"
                        + " are done, the same commands go on with the next round"));
                err.flush();
                journal.flush();
                if (journal.lacksRows()) {
                    throw new RefusedException("journal " + folder + " lacks rows that could not be written");
                }
            }
        } catch (IOException e) {
            throw new RefusedException("journal " + folder + " cannot be written: " + InputFile.reason(e));
        }
        return 0;
    }

    /** The tasks of others that were waited for in vain, by analysis. */
    private Map<String, List<Task>> work(Ready ready, Journal journal, Progress progress)
            throws IOException, InterruptedException {
        JournalExecutor executor = new JournalExecutor(journal, progress);
        Map<String, List<Task>> missing = new LinkedHashMap<>();
        for (int k = 0; k < ready.analyses().size(); k++) {
            AnalysisPlan plan = ready.study().analyses().get(k);
            progress.begin(plan.id() + ": " + plan.type().name());
            List<Task> left = share(executor, plan.id(), ready.analyses().get(k));
            if (!left.isEmpty()) {
                missing.put(plan.id(), left);
            }
        }
        long news = System.nanoTime();
        while (!missing.isEmpty() && System.nanoTime() - news < patience * NANOS) {
            Thread.sleep(POLL_MILLIS);
            for (int k = 0; k < ready.analyses().size(); k++) {
                String id = ready.study().analyses().get(k).id();
                List<Task> before = missing.getOrDefault(id, List.of());
                List<Task> left = before.isEmpty()
                        ? before
                        : share(executor, id, ready.analyses().get(k));
                if (!left.equals(before)) {
                    news = System.nanoTime();
                    missing.put(id, left);
                }
                missing.remove(id, List.of());
            }
        }
        return missing;
    }

    private List<Task> share(JournalExecutor executor, String id, PreparedAnalysis<?, ?> analysis) throws IOException {
        try {
            return executor.share(id, analysis, share, TaskWatch.NONE);
        } catch (Journal.OtherJournalException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }
}
