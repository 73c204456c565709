package org.strangenoise.studies.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
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
        String resource = "/schema/" + kind.name().toLowerCase(Locale.ROOT) + ".json";
        try (InputStream in = SchemaCommand.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            PrintWriter out = spec.commandLine().getOut();
            out.print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            out.flush();
        }
        return 0;
    }
}
