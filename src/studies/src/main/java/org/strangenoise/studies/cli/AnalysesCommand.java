package org.strangenoise.studies.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.strangenoise.studies.analysis.AnalysisType;
import org.strangenoise.studies.study.AnalysisTypes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code analyses}: what a study may ask for, made of the types' entries. */
@Command(
        name = "analyses",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        description = "Lists every type of analysis with its keys and what it finds.")
final class AnalysesCommand implements Runnable {

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
                    .orElseThrow(() -> new RefusedException(
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
