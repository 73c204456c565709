package org.strangenoise.studies.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.strangenoise.studies.analysis.AnalysisPlan;
import org.strangenoise.studies.analysis.PreparedAnalysis;
import org.strangenoise.studies.cli.StudyOptions.Ready;
import org.strangenoise.studies.cli.StudyOptions.Threads;
import org.strangenoise.studies.study.AnalysisRunner;
import org.strangenoise.studies.study.Study;
import org.strangenoise.studies.tasks.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plan}: the tasks of a study, without running them. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Lists the tasks of a study: its id, the analysis, the samples from first to last, seconds of one"
                + " processor and bytes in the journal, both predicted from sizes alone, so that the plan is the same on"
                + " every machine. Work that decides as it goes, such as sampling to a standard error, has its first"
                + " round here; what that finds tells the next.")
final class PlanCommand implements Callable<Integer> {

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
            out.printf(Locale.ROOT, "# %d tasks, about %s of one processor%n", tasks, Progress.duration(all));
            out.flush();
        }
        return 0;
    }
}
