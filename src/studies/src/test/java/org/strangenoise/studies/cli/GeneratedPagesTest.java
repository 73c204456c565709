package org.strangenoise.studies.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.strangenoise.channel.ChannelRegistry;
import org.strangenoise.circuit.StandardGates;
import org.strangenoise.state.ObservableRegistry;
import org.strangenoise.state.ObservableType;
import org.strangenoise.studies.seam.ToyObservables;
import org.strangenoise.studies.study.AnalysisTypes;
import org.strangenoise.studies.study.StudySchema;
import picocli.CommandLine;

/**
 * Pages of the site that are made from the program say what the program says; STRANGE_NOISE_WRITE_PAGES makes them
 * anew.
 */
class GeneratedPagesTest {

    private static final Path SITE = Path.of("../../src/site");

    @Test
    void channels() throws IOException {
        check("channels.md", ReferencePages.ChannelPage.text(ChannelRegistry.types()));
    }

    @Test
    void observables() throws IOException {
        check("observables.md", ReferencePages.Observables.text(shippedObservables()));
    }

    /** Without the one that the tests add from outside. */
    private static List<ObservableType> shippedObservables() {
        return ObservableRegistry.types().stream()
                .filter(type -> !type.name().equals(ToyObservables.NAME))
                .toList();
    }

    @Test
    void gates() throws IOException {
        check("gates.md", ReferencePages.GatePage.text(StandardGates.all()));
    }

    @Test
    void commands() throws IOException {
        StringBuilder page = new StringBuilder("# Commands\n");
        CommandLine main = Main.commandLine();
        append(page, main);
        main.getSubcommands().values().forEach(command -> append(page, command));
        check("commands.md", page.toString());
    }

    @Test
    void studySchema() throws IOException {
        check("../../configs/schema/study.json", StudySchema.text(AnalysisTypes.shipped(), shippedObservables()));
    }

    /** The page begins by hand, up to the first type of analysis. */
    @Test
    void results() throws IOException {
        String page = Files.readString(SITE.resolve("results.md"));
        int types = page.indexOf("\n## `" + AnalysisTypes.shipped().names().get(0) + "`");
        check(
                "results.md",
                page.substring(0, types)
                        + ReferencePages.Analyses.text(AnalysisTypes.shipped().all()));
    }

    private static void append(StringBuilder page, CommandLine command) {
        String usage = command.setUsageHelpWidth(100).getUsageMessage(CommandLine.Help.Ansi.OFF);
        page.append("\n## ")
                .append(command.getCommandSpec().qualifiedName())
                .append("\n\n```\n")
                .append(usage.replace("\r\n", "\n"))
                .append("```\n");
    }

    private static void check(String name, String page) throws IOException {
        Path file = SITE.resolve(name);
        if (System.getenv("STRANGE_NOISE_WRITE_PAGES") != null) {
            Files.writeString(file, page);
        }
        assertEquals(
                page,
                Files.readString(file),
                name + " is out of date, as when an entry of a registry was added or changed: run this test with"
                        + " STRANGE_NOISE_WRITE_PAGES=1, look at the page and commit it");
    }
}
