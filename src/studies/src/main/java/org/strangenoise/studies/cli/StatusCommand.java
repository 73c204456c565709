package org.strangenoise.studies.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.strangenoise.studies.output.OutputFolder;
import org.strangenoise.studies.tasks.Journal;
import org.strangenoise.studies.tasks.JournalSubject;
import org.strangenoise.yaml.InputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code status}: how far a journal is. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Tells what a journal holds, and whether the processes that write it still run.")
final class StatusCommand implements Callable<Integer> {

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
                throw new RefusedException(
                        "no journal at " + folder + ": a run of more than a few seconds has one until it ends well");
            }
            Journal.Status status = Journal.Status.of(journal);
            if (status.subject().isPresent()) {
                JournalSubject subject = status.subject().get();
                out.println("study " + subject.study() + ", version " + subject.version());
                for (int k = 0; k < subject.analyses().size(); k++) {
                    JournalSubject.Part part = subject.analyses().get(k);
                    int rows = status.rows().get(k);
                    out.println("  " + part.id() + ": " + rows + " of " + Math.max(rows, part.samples()) + " samples");
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
            throw new RefusedException("journal " + folder + " cannot be read: " + InputFile.reason(e));
        }
    }
}
