package org.strangenoise.studies.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.strangenoise.studies.tasks.JournalExecutor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
    private StudyRun run = new StudyRun();

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    RunCommand() {}

    @Override
    public Integer call() throws IOException {
        return run.call(spec, (work, journal, progress) -> new JournalExecutor(journal, progress));
    }
}
