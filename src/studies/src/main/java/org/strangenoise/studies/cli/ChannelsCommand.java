package org.strangenoise.studies.cli;

import java.io.PrintWriter;
import org.strangenoise.channel.ChannelRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code channels}: the registry, as text. */
@Command(
        name = "channels",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Lists every kind of noise with its formula and parameters.")
final class ChannelsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets spec before it calls run
    ChannelsCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(ReferencePages.Channels.text(ChannelRegistry.types()));
        out.flush();
    }
}
