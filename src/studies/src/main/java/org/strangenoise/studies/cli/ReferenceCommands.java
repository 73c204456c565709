package org.strangenoise.studies.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.strangenoise.channel.ChannelRegistry;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.study.AnalysisTypes;
import org.strangenoise.studies.study.StudySchema;
import org.strangenoise.yaml.InputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What studies and device files may name, told by the program itself. */
final class ReferenceCommands {

    private ReferenceCommands() {}

    /** {@code analyses}: what a study may ask for, made of the types' entries. */
    @Command(
            name = "analyses",
            mixinStandardHelpOptions = true,
            versionProvider = Main.ManifestVersion.class,
            description = "Lists every type of analysis with its keys and what it finds.")
    static final class AnalysesCommand implements Runnable {

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "TYPE", arity = "0..1", description = "Only this one, with the fields of its results.")
        private Optional<String> name = Optional.empty();

        @SuppressWarnings("NullAway.Init") // picocli sets spec before it calls run
        AnalysesCommand() {}

        @Override
        public void run() {
            AnalysisTypes types = AnalysisTypes.shipped();
            PrintWriter out = spec.commandLine().getOut();
            if (name.isEmpty()) {
                types.all().forEach(type -> out.print(text(type)));
            } else {
                AnalysisType<?, ?> type = types.find(name.get())
                        .orElseThrow(() -> new Main.RefusedException(
                                "no type of analysis is called `" + name.get() + "`; there are " + types.names()));
                out.print(text(type));
                type.fields()
                        .documented()
                        .forEach(field -> out.println("  finds " + field.path()
                                + (field.unit().isEmpty() ? "" : " (" + field.unit() + ")")
                                + (field.meaning().isEmpty() ? "" : ": " + field.meaning())));
            }
            out.flush();
        }

        static String text(AnalysisType<?, ?> type) {
            StringBuilder text = new StringBuilder();
            text.append("type: ")
                    .append(type.name())
                    .append("\n  ")
                    .append(type.summary())
                    .append('\n');
            JsonNode keys = type.keySchema();
            String required = StreamSupport.stream(keys.path("required").spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(" ", " ", " "));
            for (Map.Entry<String, JsonNode> key : keys.get("properties").properties()) {
                text.append("  ").append(key.getKey()).append(": ");
                JsonNode schema = key.getValue();
                text.append(kind(schema));
                if (required.contains(" " + key.getKey() + " ")) {
                    text.append(", required");
                }
                if (schema.has("default")) {
                    text.append(", default ").append(schema.get("default").asText());
                }
                if (schema.has("description")) {
                    text.append(". ").append(schema.get("description").asText());
                }
                text.append('\n');
            }
            return text.append('\n').toString();
        }

        /** In a word or two. */
        private static String kind(JsonNode schema) {
            if (schema.has("enum")) {
                return StreamSupport.stream(schema.get("enum").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(" | "));
            }
            if (schema.path("type").asText().equals("array")) {
                return "list of " + kind(schema.path("items"));
            }
            String reference = schema.path("$ref").asText();
            return reference.isEmpty()
                    ? schema.path("type").asText("any").replace("object", "mapping")
                    : reference.substring(reference.lastIndexOf('/') + 1);
        }
    }

    /** {@code channels}: the registry, as text. */
    @Command(
            name = "channels",
            mixinStandardHelpOptions = true,
            versionProvider = Main.ManifestVersion.class,
            description = "Lists every kind of noise with its formula and parameters.")
    static final class ChannelsCommand implements Runnable {

        @Spec
        private CommandSpec spec;

        @SuppressWarnings("NullAway.Init") // picocli sets spec before it calls run
        ChannelsCommand() {}

        @Override
        public void run() {
            PrintWriter out = spec.commandLine().getOut();
            out.print(ReferencePages.ChannelPage.text(ChannelRegistry.types()));
            out.flush();
        }
    }

    /** {@code schema}: the JSON Schema of device or study files, for editors. */
    @Command(
            name = "schema",
            mixinStandardHelpOptions = true,
            versionProvider = Main.ManifestVersion.class,
            description = "Prints the JSON Schema of device or study files.")
    static final class SchemaCommand implements Callable<Integer> {

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
                return new String(
                        Objects.requireNonNull(in, "/schema/device.json").readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    /** {@code init}: a study and a device to begin with. */
    @Command(
            name = "init",
            mixinStandardHelpOptions = true,
            versionProvider = Main.ManifestVersion.class,
            description = "Writes a study and a device to begin with, each line explained, and says what to do next.")
    static final class InitCommand implements Callable<Integer> {

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
                    throw new Main.RefusedException("`" + folder.resolve(name)
                            + "` is there already, and is left as it is;" + " take an empty folder: `init DIR`");
                }
            }
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new Main.RefusedException("folder `" + folder + "` cannot be made: " + InputFile.reason(e));
            }
            for (String name : FILES) {
                Document.write(folder.resolve(name), text(name));
            }
            PrintWriter out = spec.commandLine().getOut();
            Path study = folder.resolve("study.yaml");
            out.println("Wrote " + folder.resolve("device.yaml") + ", a device of three qubits, and " + study
                    + ", what to find out about it. Next:");
            out.println();
            out.println("  strange-noise validate " + study + "    checks it, every line");
            out.println("  strange-noise run " + study
                    + "         computes, draws, and writes out/first-study/report.html");
            out.println();
            out.println(
                    "Then change a number in either and run it again. `strange-noise schema study` lists every key.");
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
}
