package org.strangenoise.studies.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.strangenoise.yaml.InputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code init}: a study and a device to begin with. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Writes a study and a device to begin with, each line explained, and says what to do next.")
final class InitCommand implements Callable<Integer> {

    private static final List<String> FILES = List.of("device.yaml", "study.yaml");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "Where. Default: the current folder.")
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // picocli sets spec
    InitCommand() {}

    @Override
    public Integer call() throws IOException {
        for (String name : FILES) {
            if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                throw new RefusedException("`" + folder.resolve(name) + "` is there already, and is left as it is;"
                        + " take an empty folder: `init DIR`");
            }
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new RefusedException("folder `" + folder + "` cannot be made: " + InputFile.reason(e));
        }
        for (String name : FILES) {
            FileOutput.write(folder.resolve(name), text(name));
        }
        PrintWriter out = spec.commandLine().getOut();
        Path study = folder.resolve("study.yaml");
        out.println("Wrote " + folder.resolve("device.yaml") + ", a device of three qubits, and " + study
                + ", what to find out about it. Next:");
        out.println();
        out.println("  strange-noise validate " + study + "    checks it, every line");
        out.println(
                "  strange-noise run " + study + "         computes, draws, and writes out/first-study/report.html");
        out.println();
        out.println("Then change a number in either and run it again. `strange-noise schema study` lists every key.");
        out.flush();
        return 0;
    }

    private static String text(String name) throws IOException {
        try (InputStream in = InitCommand.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
