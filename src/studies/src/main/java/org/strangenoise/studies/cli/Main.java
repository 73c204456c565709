package org.strangenoise.studies.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code strange-noise}. */
@Command(
        name = "strange-noise",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Runs noisy-circuit studies described in YAML, from device calibration to figures.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a defect of this program", "2:bad usage or input", "130:interrupted"})
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets spec before it calls run
    Main() {}

    public static void main(String[] arguments) {
        StandardError.restore();
        System.exit(execute(arguments));
    }

    /** Runs one command line and gives its exit code. */
    static int execute(String... arguments) {
        return new CommandLine(new Main()).execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required command");
    }

    /** The version Maven wrote into this jar's manifest. */
    static final class ManifestVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"strange-noise " + (version == null ? "(not run from its jar)" : version)};
        }
    }
}
