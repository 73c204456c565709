package org.strangenoise.studies.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.strangenoise.studies.study.AnalysisTypes;
import org.strangenoise.studies.study.StudySchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code schema}: the JSON Schema of device or study files, for editors. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Prints the JSON Schema of device or study files.")
final class SchemaCommand implements Callable<Integer> {

    /** What a schema is for. */
    enum Kind {
        DEVICE,
        STUDY
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "device|study", description = "Which schema.")
    private Kind kind;

    @SuppressWarnings("NullAway.Init") // picocli sets spec and kind
    SchemaCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(kind == Kind.STUDY ? StudySchema.text(AnalysisTypes.shipped()) : device());
        out.flush();
        return 0;
    }

    private static String device() throws IOException {
        try (InputStream in = SchemaCommand.class.getResourceAsStream("/schema/device.json")) {
            return new String(Objects.requireNonNull(in, "/schema/device.json").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
