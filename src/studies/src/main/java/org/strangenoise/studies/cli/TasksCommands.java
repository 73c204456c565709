package org.strangenoise.studies.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.AnalysisResult;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.analysis.TaskWatch;
import org.strangenoise.studies.cli.StudyOptions.Ready;
import org.strangenoise.studies.cli.StudyOptions.Threads;
import org.strangenoise.studies.output.OutputFolder;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.tasks.Journal;
import org.strangenoise.studies.tasks.Task;
import org.strangenoise.studies.tasks.TaskExecutor;
import org.strangenoise.yaml.InputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** A long study in parts: planned, its tasks run by whoever takes them, its rows assembled to results. */
final class TasksCommands {

    private TasksCommands() {}

    /** {@code plan}: the tasks of a study, without running them. */
    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            versionProvider = Main.ManifestVersion.class,
            description =
                    "Lists the tasks of a study: its id, the analysis, the samples from first to last, seconds of one"
                            + " processor and bytes in the journal, both predicted from sizes alone, so that the plan is the same on"
                            + " every machine. Work that decides as it goes, such as sampling to a standard error, has its first"
                            + " round here; what that finds tells the next.")
    static final class PlanCommand implements Callable<Integer> {

        /** A number as JSON, with what stands between numbers. */
        private static final double BYTES_A_NUMBER = 20;

        /** Checksum, analysis and sample. */
        private static final double BYTES_A_ROW = 24;

        @Spec
        private CommandSpec spec;

        @Mixin
        private StudyOptions options = new StudyOptions();

        @SuppressWarnings("NullAway.Init") // picocli sets spec
        PlanCommand() {}

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            Study study = options.read(spec.commandLine().getErr(), Long.MAX_VALUE, false);
            try (Threads pool = new Threads(options.threads())) {
                AnalysisRunner runner = new AnalysisRunner(options.simulation(), line -> {});
                Ready ready = pool.run(() -> Ready.of(study, runner));
                int width = ready.subject().analyses().stream()
                        .mapToInt(part -> part.id().length())
                        .max()
                        .orElse(1);
                String format = "%-16s  %-" + Math.max(width, "analysis".length()) + "s  %-17s  %9s  %9s%n";
                out.printf(Locale.ROOT, format, "# task", "analysis", "samples", "seconds", "bytes");
                int tasks = 0;
                double all = 0;
                for (int k = 0; k < ready.analyses().size(); k++) {
                    AnalysisPlan plan = study.analyses().get(k);
                    PreparedAnalysis<?, ?> analysis = ready.analyses().get(k);
                    int samples = analysis.samples(List.of());
                    double bytes = BYTES_A_ROW + BYTES_A_NUMBER * plan.type().numbersOf(plan) / Math.max(1, samples);
                    for (Task task : Task.of(plan.id(), analysis, 0, samples)) {
                        double seconds = task.samples() * analysis.secondsPerSample();
                        out.printf(
                                Locale.ROOT,
                                format,
                                ready.subject().part(plan.id()).taskId(task),
                                plan.id(),
                                task.from() + "-" + (task.to() - 1),
                                String.format(Locale.ROOT, "%.3g", seconds),
                                String.format(Locale.ROOT, "%.0f", task.samples() * bytes));
                        tasks++;
                        all += seconds;
                    }
                }
                out.printf(Locale.ROOT, "# %d tasks, about %s of one processor%n", tasks, ProgressLine.duration(all));
                out.flush();
            }
            return 0;
        }
    }

    /** {@code run-tasks}: a share of a study's tasks, into a journal that several processes write. */
    @Command(
            name = "run-tasks",
            mixinStandardHelpOptions = true,
            versionProvider = Main.ManifestVersion.class,
            description =
                    "Carries out a share of a study's tasks and keeps their rows in a journal, beside other processes"
                            + " that carry out the rest, on this machine or on others. `assemble` makes the results of them. Tasks"
                            + " that the journal has are not carried out again.")
    static final class RunTasksCommand implements Callable<Integer> {

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
            ProgressLine progress = new ProgressLine(err, study.analyses().size());
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
                            + tasks.size() + (tasks.size() == 1 ? " task" : " tasks")
                            + " of other processes; once those"
                            + " are done, the same commands go on with the next round"));
                    err.flush();
                    journal.flush();
                    if (journal.lacksRows()) {
                        throw new Main.RefusedException("journal " + folder + " lacks rows that could not be written");
                    }
                }
            } catch (IOException e) {
                throw new Main.RefusedException("journal " + folder + " cannot be written: " + InputFile.reason(e));
            }
            return 0;
        }

        /** The tasks of others that were waited for in vain, by analysis. */
        private Map<String, List<Task>> work(Ready ready, Journal journal, ProgressLine progress)
                throws IOException, InterruptedException {
            TaskExecutor.JournalExecutor executor = new TaskExecutor.JournalExecutor(journal, progress);
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

        private List<Task> share(TaskExecutor.JournalExecutor executor, String id, PreparedAnalysis<?, ?> analysis)
                throws IOException {
            try {
                return executor.share(id, analysis, share, TaskWatch.NONE);
            } catch (Journal.OtherJournalException e) {
                throw new Main.RefusedException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** {@code assemble}: the results of a journal that has all rows. */
    @Command(
            name = "assemble",
            mixinStandardHelpOptions = true,
            versionProvider = Main.ManifestVersion.class,
            description =
                    "Writes results, figures and a report from the rows in a journal, and removes the journal. Simulates"
                            + " nothing: tasks that are missing are named. The bytes are those of `run`.")
    static final class AssembleCommand implements Callable<Integer> {

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
                throw new Main.RefusedException("journal " + folder + " holds no rows");
            }
            try (OutputFolder out = OutputFolder.open(target);
                    Threads pool = new Threads(options.threads())) {
                AnalysisRunner checker = new AnalysisRunner(options.simulation(), line -> {});
                Ready ready = pool.run(() -> Ready.of(study, checker));
                try (Journal journal = new Journal(folder, ready.subject(), 0, StudyOptions.listener(err, ""))) {
                    StudyOptions.readJournal(journal, err);
                    TaskExecutor.JournalExecutor executor =
                            new TaskExecutor.JournalExecutor(journal, TaskExecutor.Progress.NONE);
                    requireAll(ready, executor);
                    ProgressLine progress =
                            new ProgressLine(err, study.analyses().size() + 1);
                    AnalysisRunner runner =
                            new AnalysisRunner(options.simulation(), progress::begin, executor, TaskWatch.NONE);
                    List<AnalysisResult> analyses = pool.run(() -> runner.run(study, ready.analyses()));
                    output.write(study, analyses, out, pool, options.threads(), progress);
                    journal.finish();
                    output.summarise(study, analyses, runner, spec.commandLine().getOut());
                }
            } catch (OutputFolder.UnwritableException e) {
                throw new Main.RefusedException(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw new Main.RefusedException(
                        "output folder " + target + " cannot be written: " + InputFile.reason(e));
            }
            return 0;
        }

        private static void requireAll(Ready ready, TaskExecutor.JournalExecutor executor) {
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
                throw new Main.RefusedException(message.toString());
            }
        }
    }

    /** {@code status}: how far a journal is. */
    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            versionProvider = Main.ManifestVersion.class,
            description = "Tells what a journal holds, and whether the processes that write it still run.")
    static final class StatusCommand implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "The journal's folder, or the output folder of the run.")
        private Path folder;

        @SuppressWarnings("NullAway.Init") // picocli sets spec and folder
        StatusCommand() {}

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            try {
                Path journal = Journal.exists(folder) ? folder : OutputFolder.journal(folder);
                if (!Journal.exists(journal)) {
                    throw new Main.RefusedException("no journal at " + folder
                            + ": a run of more than a few seconds has one until it ends well");
                }
                Journal.Status status = Journal.Status.of(journal);
                if (status.subject().isPresent()) {
                    Journal.Subject subject = status.subject().get();
                    out.println("study " + subject.study() + ", version " + subject.version());
                    for (int k = 0; k < subject.analyses().size(); k++) {
                        Journal.Subject.Part part = subject.analyses().get(k);
                        int rows = status.rows().get(k);
                        out.println(
                                "  " + part.id() + ": " + rows + " of " + Math.max(rows, part.samples()) + " samples");
                    }
                }
                for (Journal.Status.Writer writer : status.writers()) {
                    String state = writer.process()
                            .isAlive()
                            .map(alive -> alive ? "runs" : "has ended")
                            .orElse("on another machine");
                    out.println("  " + writer.process().text() + ": " + state + ", wrote last at "
                            + writer.last().truncatedTo(ChronoUnit.SECONDS));
                }
                if (status.damaged() > 0) {
                    out.println("  damaged lines, to be found again: " + status.damaged());
                }
                out.flush();
                return 0;
            } catch (IOException e) {
                throw new Main.RefusedException("journal " + folder + " cannot be read: " + InputFile.reason(e));
            }
        }
    }
}
